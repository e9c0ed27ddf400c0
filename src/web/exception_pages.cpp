#include "web/exception_pages.hpp"

#include "casework/read_exception.hpp"
#include "casework/read_referral.hpp"
#include "casework/send_referral.hpp"
#include "web/referral_words.hpp"

#include <utility>

namespace web {
namespace {

using casework::Referral;
using guard::Permission;
using guard::Purpose;

std::string referrals_path(const guard::CaseId& id) {
    return "/cases/" + id.text() + "/referrals";
}

page::Page confirm_page(const Visit& visit, const casework::ExceptionToConfirm& found) {
    const base::Words& words = visit.words();
    page::Page page{.title = visit.text(found.own ? "refer.confirm.title_own" : "refer.confirm.title"),
                    .caption = found.file.pseudonym};
    page.back = page::Link{visit.text("common.back"), referrals_path(found.file.id)};
    page.add(page::Paragraph{.text = visit.text(found.own ? "refer.confirm.lead_own" : "refer.confirm.lead"),
                             .lead = true});
    page::SummaryList list;
    const auto row = [&](const char* key, std::string value) {
        list.rows.push_back({visit.text(key), {std::move(value)}});
    };
    row("refer.confirm.to",
        visit.text("refer.to", {{"service", found.service_name}, {"organisation", found.organisation_name}}));
    row("refer.exception.ground", visit.text("casework.exception." + found.ground));
    row("refer.exception.reason", found.reason);
    row("refer.confirm.proposed_by", found.proposed_by);
    page.add(std::move(list));
    page.add(page::Heading{visit.text("refer.preview.at_once"), 2});
    page.add(packet_list(words, found.minimum));
    page.add(page::Heading{visit.text("refer.preview.on_acceptance"), 2});
    if (found.full.empty()) {
        page.add(page::Paragraph{.text = visit.text("refer.preview.nothing_more")});
    } else {
        page.add(packet_list(words, found.full));
    }
    const std::string end_path = "/sent/" + found.referral.id.text() + "/take-back";
    if (found.own) {
        page.add(page::Notice{.tone = page::Tone::info, .title = visit.text("refer.confirm.somebody_else")});
        page.add(page::Buttons{{{visit.text("refer.confirm.end"), end_path}}});
        return page;
    }
    page.add(page::Inset{{visit.text("refer.confirm.if_unsure")}});
    page.add(
        page::Form{.action = {},
                   .items = {},
                   .buttons = {{.text = visit.text("refer.confirm.confirm"), .tone = page::Tone::danger}},
                   .links = {{visit.text("refer.confirm.end"), end_path},
                             {visit.text("refer.confirm.not_now"), referrals_path(found.file.id)}}});
    return page;
}

base::Result<Answer> show_confirm(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Referral>("referral");
    if (!id) return base::fail(id.error());
    const auto found = casework::read_exception(desk.desk, visit.actor(), *id);
    // Decided meanwhile: where it stands now is the better answer.
    if (!found && found.error().code == base::ProblemCode::wrong_state)
        return Answer{Redirect{"/sent/" + id->text()}};
    if (!found) return base::fail(found.error());
    return Answer{confirm_page(visit, *found)};
}

base::Result<Answer> confirm(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Referral>("referral");
    if (!id) return base::fail(id.error());
    const auto found = casework::read_exception(desk.desk, visit.actor(), *id);
    if (!found) return base::fail(found.error());
    const auto confirmed = casework::confirm_exception(desk.desk, visit.actor(), *id);
    if (confirmed) return Answer{Redirect{referrals_path(found->file.id), "exception_confirmed"}};
    return Answer{page::with_errors(confirm_page(visit, *found), confirmed.error(), visit.words())};
}

base::Result<Answer> show_person_told(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Referral>("referral");
    if (!id) return base::fail(id.error());
    const auto sent = casework::read_sent(desk.desk, visit.actor(), *id);
    if (!sent) return base::fail(sent.error());
    const bool open = !sent->exception_ground.empty() && !sent->confirmed_by.empty();
    if (!open || sent->person_told_at) return Answer{Redirect{"/sent/" + id->text()}};
    page::Page page{.title = visit.text("refer.person_told_title"), .caption = sent->line.pseudonym};
    page.back = page::Link{visit.text("common.back"), "/sent/" + id->text()};
    page.add(page::Paragraph{.text = visit.text("refer.person_told_lead"), .lead = true});
    page::SummaryList list;
    list.rows.push_back({visit.text("refer.confirm.to"), {sent->line.to_name, sent->line.service_name}});
    list.rows.push_back(
        {visit.text("inbox.facts_sent"), fact_names(visit.words(), sent->line.referral.facts)});
    list.rows.push_back(
        {visit.text("refer.exception.ground"), {visit.text("casework.exception." + sent->exception_ground)}});
    page.add(std::move(list));
    page.add(page::Form{.action = {},
                        .items = {},
                        .buttons = {{.text = visit.text("refer.person_told_yes")}},
                        .links = {{visit.text("common.cancel"), "/sent/" + id->text()}}});
    return Answer{std::move(page)};
}

base::Result<Answer> person_told(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Referral>("referral");
    if (!id) return base::fail(id.error());
    const auto noted = casework::note_person_told(desk.desk, visit.actor(), *id);
    if (!noted) return base::fail(noted.error());
    return Answer{Redirect{"/sent/" + id->text(), "person_told"}};
}

}  // namespace

std::vector<Route> exception_routes() {
    using enum http::Method;
    return {{.method = get,
             .pattern = "/referrals/{referral}/confirm",
             .permission = Permission::exception_confirm,
             .purpose = Purpose::referral,
             .handler = show_confirm},
            {.method = post,
             .pattern = "/referrals/{referral}/confirm",
             .permission = Permission::exception_confirm,
             .purpose = Purpose::referral,
             .handler = confirm},
            {.method = get,
             .pattern = "/referrals/{referral}/person-told",
             .permission = Permission::information_record,
             .purpose = Purpose::consent,
             .handler = show_person_told},
            {.method = post,
             .pattern = "/referrals/{referral}/person-told",
             .permission = Permission::information_record,
             .purpose = Purpose::consent,
             .handler = person_told}};
}

}  // namespace web
