// Sending a referral, step by step: need and urgency, a service that suits, the facts the person wants to
// share, and a preview of exactly what the receiver will see. Steps are addresses of codes and ids, so that
// going back works without a script; only the last one writes.

#include "casework/offer_services.hpp"
#include "casework/read_case_referrals.hpp"
#include "casework/send_referral.hpp"
#include "directory/need.hpp"
#include "web/choices.hpp"
#include "web/exception_pages.hpp"
#include "web/referral_draft.hpp"
#include "web/referral_preview.hpp"
#include "web/referral_words.hpp"
#include "web/route.hpp"
#include "web/service_cards.hpp"

#include <algorithm>
#include <utility>

namespace web {
namespace {

using casework::Fact;
using casework::Referral;
using guard::Permission;
using guard::Purpose;

std::string referrals_path(const guard::CaseId& id) {
    return "/cases/" + id.text() + "/referrals";
}

page::Steps steps(const base::Words& words, int current) {
    return {.names = {words.text("refer.step.need"), words.text("refer.step.service"),
                      words.text("refer.step.facts"), words.text("refer.step.preview")},
            .current = current};
}

// --- The referrals of a case ---

void add_referral(const Visit& visit, const casework::CaseReferral& line, page::Cards& cards) {
    const Referral& referral = line.referral;
    const bool waits = referral.status == casework::ReferralStatus::awaiting_confirmation;
    page::Card card{
        .title = visit.text("directory.need." + referral.need),
        .href = "/sent/" + referral.id.text(),
        .tags = {status_tag(visit.words(), referral.status)},
        .lines = {visit.text("refer.to",
                             {{"service", line.service_name}, {"organisation", line.organisation_name}}),
                  visit.text(waits ? "refer.proposed_on" : "refer.sent_on", {{"time", referral.sent_at}})},
        .actions = {}};
    if (line.next_clock) {
        const page::Cell clock = clock_cell(visit.words(), line.next_clock, visit.now());
        card.lines.push_back(clock.text + ": " + clock.detail);
        if (clock.tag) card.tags.push_back(*clock.tag);
    }
    if (waits) {
        card.actions.push_back(
            {visit.text(line.own_proposal ? "refer.see_proposal" : "refer.confirm_exception"),
             "/referrals/" + referral.id.text() + "/confirm"});
    }
    if (line.person_to_be_told) {
        card.lines.push_back(visit.text("refer.person_to_be_told"));
        card.actions.push_back(
            {visit.text("refer.person_told"), "/referrals/" + referral.id.text() + "/person-told"});
    }
    if (referral.status == casework::ReferralStatus::declined_by_service) {
        card.actions.push_back({visit.text("refer.send_elsewhere"),
                                referrals_path(referral.case_id) + "/new?instead_of=" + referral.id.text()});
    }
    cards.cards.push_back(std::move(card));
}

base::Result<Answer> list(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto found = casework::read_case_referrals(desk.desk, visit.actor(), *id);
    if (!found) return base::fail(found.error());
    page::Page page{.title = visit.text("refer.list_title"), .caption = found->file.pseudonym};
    page.back = page::Link{visit.text("refer.back_to_case"), "/cases/" + id->text()};
    page.add(page::Buttons{{{visit.text("refer.begin"), referrals_path(*id) + "/new"}}});
    page::Cards cards{.cards = {}, .when_empty = visit.text("refer.none_yet")};
    for (const casework::CaseReferral& line : found->referrals) add_referral(visit, line, cards);
    page.add(std::move(cards));
    return Answer{std::move(page)};
}

// --- Step 1: need and urgency ---

page::Page need_page(const Visit& visit, const casework::CaseReferrals& found, const DraftFields& draft,
                     const std::vector<std::string>& areas) {
    const base::Words& words = visit.words();
    page::Page page{.title = visit.text("refer.need.title"), .caption = found.file.pseudonym};
    page.back = page::Link{visit.text("common.back"), referrals_path(found.file.id)};
    page.add(steps(words, 0));
    if (!draft.instead_of.empty())
        page.add(page::Notice{.tone = page::Tone::info, .title = visit.text("refer.need.instead_of")});
    page::Form form{.action = referrals_path(found.file.id) + "/services",
                    .items = {},
                    .buttons = {},
                    .links = {},
                    .sends_by_get = true,
                    .one_under_the_other = true};
    form.items.push_back(
        page::Select{.name = "need",
                     .label = visit.text("directory.need_label"),
                     .hint = {},
                     .choices = choices_or_none(words, directory::need_codes(), "directory.need.", draft.need,
                                                "refer.need.choose"),
                     .error = {}});
    form.items.push_back(page::Radios{
        .name = "urgency",
        .legend = visit.text("directory.urgency_label"),
        .hint = {},
        .choices = choices(words, casework::urgency_codes(), "casework.urgency.", {draft.urgency}),
        .error = {},
        .in_line = false,
        .small = false});
    page::Select area{.name = "area",
                      .label = visit.text("refer.need.area"),
                      .hint = {},
                      .choices = {{.value = {}, .text = visit.text("refer.need.anywhere")}},
                      .error = {}};
    for (const std::string& one : areas)
        area.choices.push_back({.value = one, .text = one, .hint = {}, .chosen = one == draft.area});
    form.items.push_back(std::move(area));
    if (!draft.instead_of.empty()) form.items.push_back(page::Hidden{"instead_of", draft.instead_of});
    form.buttons.push_back({.text = visit.text("common.continue")});
    form.links.push_back({visit.text("common.cancel"), referrals_path(found.file.id)});
    page.add(std::move(form));
    return page;
}

base::Result<page::Page> first_step(const WebDesk& desk, const Visit& visit, guard::CaseId id,
                                    DraftFields draft) {
    const auto found = casework::read_case_referrals(desk.desk, visit.actor(), id);
    if (!found) return base::fail(found.error());
    const auto areas = casework::areas_to_choose(desk.desk, visit.actor());
    if (!areas) return base::fail(areas.error());
    // Sent elsewhere: the same need, as urgent as it was.
    for (const casework::CaseReferral& line : found->referrals) {
        if (draft.instead_of.empty() || line.referral.id.text() != draft.instead_of) continue;
        if (draft.need.empty()) draft.need = line.referral.need;
        if (draft.urgency.empty()) draft.urgency = line.referral.urgency;
    }
    return need_page(visit, *found, draft, *areas);
}

base::Result<Answer> show_need(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    auto page = first_step(desk, visit, *id, draft_fields(visit.query()));
    if (!page) return base::fail(page.error());
    return Answer{std::move(*page)};
}

// --- Step 2: a service that suits ---

page::Page services_page(const Visit& visit, const casework::ServiceOffer& offer, DraftFields draft) {
    const guard::CaseId id = offer.file.id;
    page::Page page{.title = visit.text("refer.service.title"), .caption = offer.file.pseudonym};
    page.back = page::Link{visit.text("common.back"), referrals_path(id) + "/new?" + query_of(draft)};
    page.add(steps(visit.words(), 1));
    page.add(page::Paragraph{
        .text = visit.text("refer.service.lead", {{"need", visit.text("directory.need." + draft.need)}}),
        .lead = true});
    page::Cards cards{.cards = {}, .when_empty = visit.text("directory.nothing_found")};
    for (const directory::Match& match : offer.matches) {
        draft.service = match.service.id.text();
        const bool open = std::ranges::find(offer.open_already, match.service.id) != offer.open_already.end();
        page::Card card = service_card(
            visit.words(), match, open ? std::string{} : referrals_path(id) + "/facts?" + query_of(draft));
        if (open) {
            card.tags.insert(card.tags.begin(),
                             page::Tag{visit.text("refer.service.open_already"), page::Tone::info});
            card.actions.push_back({visit.text("refer.service.see_open"), referrals_path(id)});
        }
        card.actions.push_back({visit.text("refer.service.details"), service_path_within(id, draft)});
        cards.cards.push_back(std::move(card));
    }
    page.add(std::move(cards));
    return page;
}

base::Result<Answer> show_services(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const DraftFields draft = draft_fields(visit.query());
    const auto offer = casework::offer_services(
        desk.desk, visit.actor(), *id, {.need = draft.need, .urgency = draft.urgency, .area = draft.area});
    if (offer) return Answer{services_page(visit, *offer, draft)};
    if (offer.error().fields.empty()) return base::fail(offer.error());
    auto page = first_step(desk, visit, *id, draft);
    if (!page) return base::fail(page.error());
    return Answer{page::with_errors(std::move(*page), offer.error(), visit.words())};
}

// --- Step 3: what to share ---

page::Checkboxes fact_boxes(const Visit& visit, const casework::Packet& known, casework::PacketPart part,
                            const DraftFields& draft) {
    const bool minimum = part == casework::PacketPart::minimum;
    page::Checkboxes boxes{
        .name = "facts",
        .legend = visit.text(minimum ? "refer.facts.at_once" : "refer.facts.on_acceptance"),
        .hint = visit.text(minimum ? "refer.facts.at_once_hint" : "refer.facts.on_acceptance_hint"),
        .choices = {},
        .error = {},
        .small = false};
    for (const casework::FactValue& value : known) {
        if (part_of(value.fact) != part) continue;
        const std::string name(name_of(value.fact));
        std::vector<std::string> lines;
        for (const std::string& key : value.keys) lines.push_back(visit.text(key));
        if (!value.words.empty()) lines.push_back(value.words);
        boxes.choices.push_back({.value = name,
                                 .text = visit.text("casework.fact." + name),
                                 .hint = visit.words().list(lines),
                                 .chosen = std::ranges::find(draft.facts, value.fact) != draft.facts.end()});
    }
    return boxes;
}

// Facts nobody has recorded: said, so that nobody thinks they were left out on purpose.
std::vector<std::string> not_recorded(const Visit& visit, const casework::Packet& known) {
    std::vector<Fact> missing;
    for (const Fact fact : casework::all_facts()) {
        if (fact == Fact::need || fact == Fact::urgency) continue;
        if (std::ranges::find(known, fact, &casework::FactValue::fact) == known.end())
            missing.push_back(fact);
    }
    return fact_names(visit.words(), missing);
}

base::Result<Answer> show_facts(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const DraftFields draft = draft_fields(visit.query());
    if (const auto whole = draft_from(draft); !whole) return base::fail(whole.error());
    const auto known = casework::read_known_facts(desk.desk, visit.actor(), *id);
    if (!known) return base::fail(known.error());
    page::Page page{.title = visit.text("refer.facts.title"), .caption = known->file.pseudonym};
    page.back = page::Link{visit.text("common.back"), referrals_path(*id) + "/services?" + query_of(draft)};
    page.add(steps(visit.words(), 2));
    page.add(page::Paragraph{.text = visit.text("refer.facts.lead"), .lead = true});
    page::Form form{.action = referrals_path(*id) + "/preview",
                    .items = {},
                    .buttons = {},
                    .links = {},
                    .sends_by_get = true,
                    .one_under_the_other = true};
    DraftFields carried = draft;
    carried.facts.clear();
    form.items = hidden_fields(carried);
    form.items.push_back(page::Paragraph{.text = visit.text("refer.facts.always"), .quiet = true});
    for (const auto part : {casework::PacketPart::minimum, casework::PacketPart::full}) {
        page::Checkboxes boxes = fact_boxes(visit, known->facts, part, draft);
        if (!boxes.choices.empty()) form.items.push_back(std::move(boxes));
    }
    if (std::vector<std::string> missing = not_recorded(visit, known->facts); !missing.empty())
        form.items.push_back(page::Details{visit.text("refer.facts.not_recorded"), std::move(missing)});
    form.buttons.push_back({.text = visit.text("refer.facts.preview")});
    form.links.push_back({visit.text("common.cancel"), referrals_path(*id)});
    page.add(std::move(form));
    return Answer{std::move(page)};
}

// --- Step 4: preview and sending ---

base::Result<Answer> show_preview(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const DraftFields fields = draft_fields(visit.query());
    const auto draft = draft_from(fields);
    if (!draft) return base::fail(draft.error());
    const auto preview = casework::preview_referral(desk.desk, visit.actor(), *id, *draft);
    if (!preview) return base::fail(preview.error());
    page::Page page = preview_page(visit.words(), *preview, fields, {});
    page.blocks.insert(page.blocks.begin(), page::Block{steps(visit.words(), 3)});
    return Answer{std::move(page)};
}

base::Result<Answer> send(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const DraftFields fields = draft_fields(visit.form());
    auto draft = draft_from(fields);
    if (!draft) return base::fail(draft.error());
    draft->copy_given_to_person = visit.form().checked("copy_given");
    const bool exception = visit.form().text("path") == "exception";
    if (exception) {
        draft->exception = casework::ProposedException{.ground = visit.form().text("ground"),
                                                       .reason = visit.form().text("reason")};
    }
    const auto sent = casework::send_referral(desk.desk, visit.actor(), *id, *draft);
    if (sent)
        return Answer{Redirect{referrals_path(*id), exception ? "exception_proposed" : "referral_sent"}};
    const auto preview = casework::preview_referral(desk.desk, visit.actor(), *id, *draft_from(fields));
    if (!preview) return base::fail(sent.error());
    page::Page page = preview_page(visit.words(), *preview, fields, visit.form());
    page.blocks.insert(page.blocks.begin(), page::Block{steps(visit.words(), 3)});
    return Answer{page::with_errors(std::move(page), sent.error(), visit.words())};
}

Route step(http::Method method, std::string_view pattern, Permission permission,
           base::Result<Answer> (*handler)(const WebDesk&, Visit&)) {
    return {.method = method,
            .pattern = pattern,
            .permission = permission,
            .purpose = Purpose::referral,
            .handler = handler};
}

}  // namespace

std::vector<Route> referral_routes() {
    using enum http::Method;
    std::vector<Route> routes{
        step(get, "/cases/{case}/referrals", Permission::referral_follow, list),
        step(post, "/cases/{case}/referrals", Permission::referral_send, send),
        step(get, "/cases/{case}/referrals/new", Permission::referral_follow, show_need),
        step(get, "/cases/{case}/referrals/services", Permission::needs_read, show_services),
        step(get, "/cases/{case}/referrals/facts", Permission::packet_read, show_facts),
        step(get, "/cases/{case}/referrals/preview", Permission::packet_read, show_preview)};
    for (Route& route : exception_routes()) routes.push_back(route);
    return routes;
}

}  // namespace web
