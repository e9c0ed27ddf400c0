// The first look: four short steps for a phone, without a name and without a question about what happened.
// Each step is saved when it is sent, so that the page can be left at any time.

#include "casework/case_codes.hpp"
#include "casework/raise_concern.hpp"
#include "web/case_words.hpp"
#include "web/concern_form.hpp"
#include "web/referral_words.hpp"
#include "web/route.hpp"

#include <utility>

namespace web {
namespace {

using casework::FirstLookStep;
using casework::FirstLookView;
using guard::CaseId;
using guard::Permission;
using guard::Purpose;

std::string look_path(const CaseId& id, FirstLookStep step) {
    return "/first-look/" + id.text() + "/" + std::string(casework::name_of(step));
}

page::Steps steps_at(const Visit& visit, FirstLookStep step) {
    return {.names = {visit.text("concern.step.situation"), visit.text("concern.step.signs"),
                      visit.text("concern.step.person"), visit.text("concern.step.done")},
            .current = static_cast<int>(step)};
}

page::Page step_page(const Visit& visit, FirstLookStep step) {
    page::Page page{.title = visit.text("concern.title." + std::string(casework::name_of(step)))};
    page.add(steps_at(visit, step));
    return page;
}

page::SubmitButton continue_button(const Visit& visit) {
    return {.text = visit.text("common.continue")};
}

// --- Where it begins ---

// Whom a new look is about, as the form carries it: a fresh id, or a case that is there.
struct LookAt {
    CaseId id;
    casework::FirstLookAt at = casework::FirstLookAt::somebody_new;
};

constexpr std::string_view kKnownPerson = "known";

page::Page start_page(const Visit& visit, const LookAt& look, const SituationForm& situation) {
    page::Page page = step_page(visit, FirstLookStep::situation);
    const bool known = look.at == casework::FirstLookAt::known_person;
    page.add(
        page::Paragraph{.text = visit.text(known ? "concern.lead_known" : "concern.lead"), .lead = true});
    page::Form form{.action = "/first-look",
                    .items = situation_fields(visit.words(), situation),
                    .buttons = {continue_button(visit)}};
    form.items.push_back(page::Hidden{"case", look.id.text()});
    if (known) form.items.push_back(page::Hidden{"person", std::string(kKnownPerson)});
    page.add(std::move(form));
    return page;
}

void add_unfinished(const Visit& visit, const std::vector<casework::UnfinishedLook>& looks,
                    page::Page& page) {
    if (looks.empty()) return;
    page::Cards cards;
    for (const casework::UnfinishedLook& look : looks) {
        cards.cards.push_back({.title = visit.text("case.title", {{"pseudonym", look.pseudonym}}),
                               .href = look_path(look.case_id, look.next_step),
                               .tags = {},
                               .lines = {visit.text("concern.left_at", {{"time", look.started_at}})}});
    }
    page.add(page::Heading{visit.text("concern.unfinished"), 2, "unfinished"}).add(std::move(cards));
}

base::Result<Answer> show_start(const WebDesk& desk, Visit& visit) {
    const auto looks = casework::my_unfinished_looks(desk.desk, visit.actor());
    if (!looks) return base::fail(looks.error());
    // Another look at somebody known names the case; a new one gets its id here, so that sending the form
    // twice makes one contact.
    const auto known = CaseId::from_text(visit.query().text("case"));
    const LookAt look = known ? LookAt{*known, casework::FirstLookAt::known_person}
                              : LookAt{CaseId::make(visit.now(), desk.desk.workplace.random)};
    page::Page page = start_page(visit, look, {});
    if (!known) add_unfinished(visit, *looks, page);
    return Answer{std::move(page)};
}

base::Result<Answer> start(const WebDesk& desk, Visit& visit) {
    const SituationForm typed = situation_from(visit.form());
    const auto id = CaseId::from_text(visit.form().text("case"));
    if (!id) return base::fail(base::ProblemCode::not_found, "case");
    LookAt look{*id};
    if (visit.form().text("person") == kKnownPerson) look.at = casework::FirstLookAt::known_person;
    const auto situation = checked(typed);
    if (!situation)
        return Answer{page::with_errors(start_page(visit, look, typed), situation.error(), visit.words())};
    const auto begun = casework::start_first_look(desk.desk, visit.actor(), look.id, *situation, look.at);
    if (begun) return Answer{Redirect{look_path(*begun, FirstLookStep::signs)}};
    // An old page sent again: what was typed is for somebody else, and gets an id of its own.
    const bool is_taken = begun.error().code == base::ProblemCode::already_exists;
    if (is_taken) look.id = CaseId::make(visit.now(), desk.desk.workplace.random);
    if (!is_taken && begun.error().fields.empty()) return base::fail(begun.error());
    return Answer{page::with_errors(start_page(visit, look, typed), begun.error(), visit.words())};
}

// --- The steps ---

// Where a look stands that is asked for by an address of another step.
std::optional<FirstLookStep> moved_on(const FirstLookView& view, FirstLookStep asked) {
    if (view.finished) {
        return asked == FirstLookStep::done ? std::nullopt : std::optional(FirstLookStep::done);
    }
    const FirstLookStep furthest =
        view.next_step == FirstLookStep::done ? FirstLookStep::person : view.next_step;
    return asked > furthest ? std::optional(furthest) : std::nullopt;
}

page::Page form_page(const Visit& visit, FirstLookStep step, const casework::CaseFile& file,
                     std::vector<page::Block> fields) {
    page::Page page = step_page(visit, step);
    page.caption = case_title(visit.words(), file);
    const bool last = step == FirstLookStep::person;
    page::Form form{.action = {},
                    .items = std::move(fields),
                    .buttons = {last ? page::SubmitButton{.text = visit.text("concern.finish")}
                                     : continue_button(visit)}};
    if (step != FirstLookStep::situation) {
        const auto before = static_cast<FirstLookStep>(static_cast<int>(step) - 1);
        page.back = page::Link{visit.text("common.back"), look_path(file.id, before)};
    }
    page.add(std::move(form));
    page.add(page::Paragraph{.text = visit.text("concern.saved_by_step"), .quiet = true});
    return page;
}

// What is so nearly always, before anything was chosen: two minutes are short.
casework::ConcernPerson or_usual(casework::ConcernPerson person) {
    if (person != casework::ConcernPerson{}) return person;
    person.seen_when = "today";
    person.source = "observation";
    return person;
}

std::vector<page::Block> fields_of(const WebDesk& desk, const Visit& visit, FirstLookStep step,
                                   const casework::ConcernContent& content) {
    switch (step) {
        case FirstLookStep::situation:
            return situation_fields(visit.words(), {content.situation, content.situation.immediate_danger});
        case FirstLookStep::signs:
            return sign_fields(visit.words(),
                               desk.desk.instruments.find(content.instrument, content.instrument_version),
                               content.signs);
        case FirstLookStep::person: return person_fields(visit.words(), or_usual(content.person));
        case FirstLookStep::done: return {};
    }
    return {};
}

void add_clocks(const Visit& visit, const FirstLookView& view, page::Page& page) {
    if (view.clocks.empty()) return;
    page.add(page::Heading{visit.text("concern.clocks"), 2});
    page.add(page::SummaryList{clock_rows(visit.words(), view.clocks, visit.now())});
}

void add_what_to_do(const Visit& visit, const screening::FirstLookResult& result, page::Page& page) {
    page::Bullets advice{.items = {}, .numbered = true};
    for (const screening::Advice one : result.do_now)
        advice.items.push_back(visit.text(screening::text_key(one)));
    page.add(page::Heading{visit.text("concern.do_now"), 2, "do-now"}).add(std::move(advice));
}

// What a clock waits for and this person may do; the rest is for colleagues.
void add_next_steps(const Visit& visit, const FirstLookView& view, page::Page& page) {
    page::Cards cards;
    for (const casework::CaseAction& action : view.actions) {
        if (action.pressing && action.decision.allowed)
            cards.cards.push_back(action_card(visit.words(), action, view.file.id));
    }
    if (cards.cards.empty()) return;
    page.add(page::Heading{visit.text("concern.next"), 2}).add(std::move(cards));
}

page::Page done_page(const Visit& visit, const FirstLookView& view) {
    const screening::FirstLookResult& result = *view.result;
    page::Page page = step_page(visit, FirstLookStep::done);
    page.add(page::Notice{
        .tone = result.immediate_danger ? page::Tone::danger : page::Tone::good,
        .title = visit.text(result.concern ? "concern.result.raised" : "concern.result.contact"),
        .lines = {
            visit.text(result.concern ? "concern.result.raised_text" : "concern.result.contact_text")}});
    if (view.file.handled_as_child) {
        page.add(page::Notice{
            .tone = page::Tone::warning,
            .title = visit.text("case.child_tag"),
            .lines = {visit.text(result.claimed_adult_looks_like_child ? "concern.result.claimed_adult"
                                                                       : "concern.result.child")}});
    }
    add_what_to_do(visit, result, page);
    add_clocks(visit, view, page);
    add_next_steps(visit, view, page);
    page.add(page::Heading{visit.text("concern.short_name"), 2});
    page.add(page::Code{view.file.pseudonym});
    page.add(page::Paragraph{.text = visit.text("concern.short_name_text")});
    page::Buttons buttons;
    if (view.may_open_case) {
        buttons.links.push_back({visit.text("concern.open_case"), case_path(view.file.id)});
    }
    buttons.links.push_back({visit.text("concern.another"), "/first-look"});
    page.add(std::move(buttons));
    return page;
}

struct StepOfLook {
    CaseId id;
    FirstLookStep step = FirstLookStep::situation;
};

base::Result<StepOfLook> step_of(const Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto step = casework::first_look_step_from_name(visit.parameter("step"));
    if (!step) return base::fail(step.error());
    return StepOfLook{*id, *step};
}

base::Result<Answer> show_step(const WebDesk& desk, Visit& visit) {
    const auto asked = step_of(visit);
    if (!asked) return base::fail(asked.error());
    const auto view = casework::read_first_look(desk.desk, visit.actor(), asked->id);
    if (!view) return base::fail(view.error());
    if (const auto elsewhere = moved_on(*view, asked->step))
        return Answer{Redirect{look_path(asked->id, *elsewhere)}};
    if (asked->step == FirstLookStep::done) return Answer{done_page(visit, *view)};
    return Answer{
        form_page(visit, asked->step, view->file, fields_of(desk, visit, asked->step, view->content))};
}

// The page again, with what was typed and what is wrong with it.
base::Result<Answer> step_again(const WebDesk& desk, Visit& visit, const StepOfLook& asked,
                                const casework::FirstLookPart& part, const base::Problem& problem) {
    if (problem.fields.empty()) return base::fail(problem);
    auto view = casework::read_first_look(desk.desk, visit.actor(), asked.id);
    if (!view) return base::fail(view.error());
    casework::ConcernContent content = std::move(view->content);
    if (const auto* situation = std::get_if<casework::ConcernSituation>(&part))
        content.situation = *situation;
    if (const auto* signs = std::get_if<screening::Answers>(&part)) content.signs = *signs;
    if (const auto* person = std::get_if<casework::ConcernPerson>(&part)) content.person = *person;
    return Answer{page::with_errors(
        form_page(visit, asked.step, view->file, fields_of(desk, visit, asked.step, content)), problem,
        visit.words())};
}

base::Result<Answer> take_step(const WebDesk& desk, Visit& visit) {
    const auto asked = step_of(visit);
    if (!asked) return base::fail(asked.error());
    if (asked->step == FirstLookStep::done)
        return Answer{Redirect{look_path(asked->id, FirstLookStep::done)}};
    if (asked->step == FirstLookStep::person) {
        const casework::ConcernPerson person = person_from(visit.form());
        const auto finished = casework::finish_first_look(desk.desk, visit.actor(), asked->id, person);
        if (!finished) return step_again(desk, visit, *asked, person, finished.error());
        return Answer{Redirect{look_path(asked->id, FirstLookStep::done)}};
    }
    const bool is_first = asked->step == FirstLookStep::situation;
    const casework::FirstLookPart part =
        is_first ? casework::FirstLookPart(situation_from(visit.form()).situation) : signs_from(visit.form());
    if (const auto saved = casework::save_first_look(desk.desk, visit.actor(), asked->id, part); !saved)
        return step_again(desk, visit, *asked, part, saved.error());
    return Answer{Redirect{look_path(asked->id, is_first ? FirstLookStep::signs : FirstLookStep::person)}};
}

}  // namespace

std::vector<Route> concern_routes() {
    const auto route = [](http::Method method, std::string_view pattern, auto handler) {
        return Route{.method = method,
                     .pattern = pattern,
                     .permission = Permission::concern_raise,
                     .purpose = Purpose::triage,
                     .handler = handler};
    };
    return {route(http::Method::get, "/first-look", show_start),
            route(http::Method::post, "/first-look", start),
            route(http::Method::get, "/first-look/{case}/{step}", show_step),
            route(http::Method::post, "/first-look/{case}/{step}", take_step)};
}

}  // namespace web
