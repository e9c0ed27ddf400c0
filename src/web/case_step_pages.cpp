// Single steps of a case: the safety triage, the presumption (T6), the person's choice against the formal way
// (T7), closing (T17).

#include "casework/case_codes.hpp"
#include "casework/close_case.hpp"
#include "casework/presume.hpp"
#include "casework/read_case.hpp"
#include "casework/triage.hpp"
#include "web/case_pages.hpp"
#include "web/case_words.hpp"

#include <utility>

namespace web {
namespace {

using guard::CaseId;
using guard::Permission;
using guard::Purpose;

page::Page step_page(const Visit& visit, const CaseId& id, const std::string& title_key) {
    page::Page page{.title = visit.text(title_key)};
    page.back = page::Link{visit.text("case.back_to_case"), case_path(id)};
    return page;
}

page::Link cancel(const Visit& visit, const CaseId& id) {
    return {visit.text("common.cancel"), case_path(id)};
}

page::Radios radios(const Visit& visit, std::string name, const std::string& legend_key, const Codes& codes,
                    std::string_view family, const std::string& chosen) {
    return {.name = std::move(name),
            .legend = visit.text(legend_key),
            .choices = choices(visit.words(), codes, family, {chosen})};
}

// What a POST that changed the case answers: back to the case, or the form again with what is wrong.
template <class Value>
base::Result<Answer> after(const Visit& visit, const CaseId& id, const base::Result<Value>& done,
                           page::Page form_again, const char* done_word) {
    if (done) return Answer{Redirect{case_path(id), done_word}};
    if (done.error().code == base::ProblemCode::not_found) return base::fail(done.error());
    return Answer{page::with_errors(std::move(form_again), done.error(), visit.words())};
}

// The case must be there and open to this person before a form about it is shown.
base::Result<CaseId> case_of(const WebDesk& desk, const Visit& visit, Permission permission,
                             Purpose purpose) {
    auto id = visit.id<guard::Case>("case");
    if (!id) return id;
    const auto view = casework::read_case_for(desk.desk, visit.actor(), *id, permission, purpose);
    if (!view) return base::fail(view.error());
    return id;
}

// --- Triage ---

page::Page triage_page(const Visit& visit, const CaseId& id, const std::string& outcome) {
    page::Page page = step_page(visit, id, "case.triage.title");
    page.add(page::Paragraph{.text = visit.text("case.triage.lead"), .lead = true});
    page.add(page::Form{.action = {},
                        .items = {radios(visit, "outcome", "case.triage.outcome",
                                         casework::triage_outcome_codes(), "casework.triage.", outcome)},
                        .buttons = {{.text = visit.text("case.triage.done")}},
                        .links = {cancel(visit, id)}});
    return page;
}

base::Result<Answer> show_triage(const WebDesk& desk, Visit& visit) {
    const auto id = case_of(desk, visit, Permission::needs_write, Purpose::triage);
    if (!id) return base::fail(id.error());
    return Answer{triage_page(visit, *id, {})};
}

base::Result<Answer> triage(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const std::string& outcome = visit.form().text("outcome");
    return after(visit, *id, casework::complete_triage(desk.desk, visit.actor(), *id, outcome),
                 triage_page(visit, *id, outcome), "triage_done");
}

// --- Presumption ---

page::Bullets bullets(const Visit& visit, std::initializer_list<const char*> keys) {
    page::Bullets list;
    for (const char* key : keys) list.items.push_back(visit.text(key));
    return list;
}

page::Page presume_page(const Visit& visit, const CaseId& id, const casework::Presumption& presumption) {
    page::Page page = step_page(visit, id, "case.presume.title");
    page.add(page::Paragraph{.text = visit.text("case.presume.lead"), .lead = true});
    page.add(page::Heading{visit.text("case.presume.opens"), 2});
    page.add(bullets(visit, {"case.presume.opens.support", "case.presume.opens.referral",
                             "case.presume.opens.protection", "case.presume.opens.later"}));
    page.add(page::Heading{visit.text("case.presume.never"), 2});
    page.add(bullets(
        visit, {"case.presume.never.proof", "case.presume.never.statement", "case.presume.never.formal"}));
    const std::string ground =
        presumption.ground.empty() ? casework::presumption_codes().front() : presumption.ground;
    page.add(page::Form{
        .action = {},
        .items = {radios(visit, "ground", "case.presume.ground", casework::presumption_codes(),
                         "casework.presumption.", ground),
                  page::TextArea{
                      .name = "note",
                      .label = visit.text("common.optional", {{"label", visit.text("case.presume.note")}}),
                      .hint = visit.text("case.presume.note_hint"),
                      .value = presumption.note,
                      .rows = 3}},
        .buttons = {{.text = visit.text("case.presume.confirm")}},
        .links = {cancel(visit, id)}});
    return page;
}

base::Result<Answer> show_presume(const WebDesk& desk, Visit& visit) {
    const auto id = case_of(desk, visit, Permission::case_presume, Purpose::support);
    if (!id) return base::fail(id.error());
    return Answer{presume_page(visit, *id, {})};
}

base::Result<Answer> presume(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const casework::Presumption presumption{.ground = visit.form().text("ground"),
                                            .note = visit.form().text("note")};
    return after(visit, *id, casework::presume(desk.desk, visit.actor(), *id, presumption),
                 presume_page(visit, *id, presumption), "presumed");
}

// --- The person's choice, and closing ---

page::Page formal_choice_page(const Visit& visit, const CaseId& id, bool informed) {
    page::Page page = step_page(visit, id, "case.formal_choice.title");
    page.add(page::Paragraph{.text = visit.text("case.formal_choice.lead"), .lead = true});
    page.add(
        page::Form{.action = {},
                   .items = {page::Checkboxes{.name = "informed",
                                              .legend = visit.text("case.formal_choice.before"),
                                              .choices = {{.value = "yes",
                                                           .text = visit.text("case.formal_choice.informed"),
                                                           .chosen = informed}}}},
                   .buttons = {{.text = visit.text("case.formal_choice.confirm")}},
                   .links = {cancel(visit, id)}});
    return page;
}

base::Result<Answer> show_formal_choice(const WebDesk& desk, Visit& visit) {
    const auto id = case_of(desk, visit, Permission::needs_write, Purpose::support);
    if (!id) return base::fail(id.error());
    return Answer{formal_choice_page(visit, *id, false)};
}

base::Result<Answer> formal_choice(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const bool informed = visit.form().checked("informed");
    return after(visit, *id, casework::decline_formal(desk.desk, visit.actor(), *id, informed),
                 formal_choice_page(visit, *id, informed), "choice_recorded");
}

page::Page close_page(const Visit& visit, const CaseId& id, const std::string& reason) {
    page::Page page = step_page(visit, id, "case.close.title");
    page.add(page::Paragraph{.text = visit.text("case.close.lead"), .lead = true});
    page.add(page::Form{.action = {},
                        .items = {radios(visit, "reason", "case.close.reason",
                                         casework::closure_reason_codes(), "casework.closure.", reason)},
                        .buttons = {{.text = visit.text("case.close.confirm"), .tone = page::Tone::danger}},
                        .links = {cancel(visit, id)}});
    return page;
}

base::Result<Answer> show_close(const WebDesk& desk, Visit& visit) {
    const auto id = case_of(desk, visit, Permission::needs_write, Purpose::support);
    if (!id) return base::fail(id.error());
    return Answer{close_page(visit, *id, {})};
}

base::Result<Answer> close(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const std::string& reason = visit.form().text("reason");
    return after(visit, *id, casework::close_case(desk.desk, visit.actor(), *id, reason),
                 close_page(visit, *id, reason), "case_closed");
}

Route route(http::Method method, std::string_view pattern, Permission permission, Purpose purpose,
            decltype(Route::handler) handler) {
    return {.method = method,
            .pattern = pattern,
            .permission = permission,
            .purpose = purpose,
            .handler = handler};
}

}  // namespace

std::vector<Route> case_step_routes() {
    using enum Permission;
    constexpr auto get = http::Method::get;
    constexpr auto post = http::Method::post;
    return {route(get, "/cases/{case}/triage", needs_write, Purpose::triage, show_triage),
            route(post, "/cases/{case}/triage", needs_write, Purpose::triage, triage),
            route(get, "/cases/{case}/presume", case_presume, Purpose::support, show_presume),
            route(post, "/cases/{case}/presume", case_presume, Purpose::support, presume),
            route(get, "/cases/{case}/formal-choice", needs_write, Purpose::support, show_formal_choice),
            route(post, "/cases/{case}/formal-choice", needs_write, Purpose::support, formal_choice),
            route(get, "/cases/{case}/close", needs_write, Purpose::support, show_close),
            route(post, "/cases/{case}/close", needs_write, Purpose::support, close)};
}

}  // namespace web
