// Beginning a screening, the checklist before it (INV-16), and the page of one screening, which leads to
// where it stands.

#include "casework/begin_screening.hpp"
#include "casework/read_screening.hpp"
#include "web/choices.hpp"
#include "web/route.hpp"
#include "web/screening_parts.hpp"

#include <algorithm>
#include <utility>

namespace web {
namespace {

using casework::Begun;
using casework::InterpreterUse;
using casework::Screening;
using casework::ScreeningStart;
using casework::ScreeningStatus;
using casework::ScreeningView;
using guard::Permission;

page::Radios purpose_field(const base::Words& words, const std::string& chosen) {
    Codes codes;
    for (const std::string_view name : screening::names<screening::SuspectedPurpose>())
        codes.emplace_back(name);
    return {.name = "purpose",
            .legend = words.text("screening.purpose.legend"),
            .hint = words.text("screening.purpose.hint"),
            .choices = choices(words, codes, "screening.purpose.answer.", {chosen}),
            .error = {}};
}

// --- Beginning ---

struct BeginForm {
    std::string age;
    std::string purpose = "unknown";
    std::string language;
    InterpreterUse interpreter = InterpreterUse::not_needed;
};

BeginForm begin_form_from(const http::Form& form) {
    return {
        .age = form.text("age"),
        .purpose = form.text("purpose"),
        .language = form.text("language"),
        .interpreter =
            casework::interpreter_use_from(form.text("interpreter")).value_or(InterpreterUse::not_needed)};
}

void add_earlier(page::Page& page, const Visit& visit, const std::vector<Screening>& screenings) {
    if (screenings.empty()) return;
    page::Cards cards;
    for (const Screening& one : screenings) {
        cards.cards.push_back(
            {.title = visit.words().date_time(one.begun_at),
             .href = screening_path(one),
             .tags = {{visit.text("casework.screening.status." + std::string(casework::code_of(one.status))),
                       one.status == ScreeningStatus::finished ? page::Tone::neutral : page::Tone::info}}});
    }
    page.add(page::Heading{.text = visit.text("screening.begin.talks")}).add(std::move(cards));
}

page::Page begin_page(const Visit& visit, const casework::ScreeningsOfCase& found, const BeginForm& typed) {
    const base::Words& words = visit.words();
    page::Page page{.title = words.text("screening.begin.title"), .caption = found.file.pseudonym};
    page.back = page::Link{words.text("screening.back_to_case"), case_path(found.file.id)};
    const bool unfinished =
        !found.screenings.empty() && found.screenings.front().status != ScreeningStatus::finished;
    if (unfinished) {
        page.add(page::Paragraph{.text = words.text("screening.begin.unfinished"), .lead = true});
        page.add(
            page::Buttons{{{words.text("screening.begin.go_on"), screening_path(found.screenings.front())}}});
    } else {
        page.add(page::Paragraph{.text = words.text("screening.begin.lead"), .lead = true});
        page::Form form;
        form.items.push_back(age_field(words, typed.age));
        form.items.push_back(language_field(words, typed.language));
        form.items.push_back(interpreter_field(words, typed.interpreter));
        form.items.push_back(purpose_field(words, typed.purpose));
        form.buttons.push_back({.text = words.text("common.continue")});
        form.links.push_back({words.text("common.cancel"), case_path(found.file.id)});
        page.add(std::move(form));
    }
    add_earlier(page, visit, found.screenings);
    return page;
}

base::Result<Answer> show_begin(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto found = casework::read_screenings(desk.desk, visit.actor(), *id);
    if (!found) return base::fail(found.error());
    BeginForm form;
    form.language = found->language;
    if (found->file.handled_as_child) form.age = "doubt";
    return Answer{begin_page(visit, *found, form)};
}

// Somebody else goes on: said at once, since this person may not open the case any more.
page::Page handed_over_page(const Visit& visit, const Begun& begun) {
    page::Page page{.title = visit.text(begun.child_path ? "screening.hand_over.child_title"
                                                         : "screening.hand_over.title")};
    page.back = page::Link{visit.text("screening.hand_over.back"), "/worklist"};
    if (begun.child_path)
        page.add(page::Paragraph{.text = visit.text("screening.hand_over.child"), .lead = true});
    page::Bullets next;
    if (begun.needs_vetting) next.items.push_back(visit.text("screening.hand_over.vetting"));
    if (begun.needs_interviewer) next.items.push_back(visit.text("screening.hand_over.interviewer"));
    next.items.push_back(visit.text("screening.hand_over.stay"));
    next.items.push_back(visit.text("screening.hand_over.no_more_questions"));
    page.add(std::move(next));
    return page;
}

base::Result<Answer> begin(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const BeginForm form = begin_form_from(visit.form());
    const auto age = age_from(form.age);
    const auto refused = [&](const base::Problem& problem) -> base::Result<Answer> {
        const auto found = casework::read_screenings(desk.desk, visit.actor(), *id);
        if (!found) return base::fail(found.error());
        return Answer{page::with_errors(begin_page(visit, *found, form), problem, visit.words())};
    };
    std::vector<base::FieldProblem> fields;
    if (!age) fields.push_back({"age", "required", ""});
    if (form.language.empty()) fields.push_back({"language", "required", ""});
    if (!fields.empty()) return refused(base::invalid_fields(std::move(fields)));

    const ScreeningStart start{.age = *age,
                               .purpose = screening::from_name<screening::SuspectedPurpose>(form.purpose)
                                              .value_or(screening::SuspectedPurpose::unknown),
                               .language = form.language,
                               .interpreter = form.interpreter};
    const auto begun = casework::begin_screening(desk.desk, visit.actor(), *id, start);
    if (!begun) {
        if (begun.error().code == base::ProblemCode::invalid_input) return refused(begun.error());
        return base::fail(begun.error());
    }
    if (!begun->screening) return Answer{handed_over_page(visit, *begun)};
    return Answer{Redirect{case_path(*id) + "/screenings/" + begun->screening->text() + "/prepare"}};
}

// --- The checklist ---

void add_set_field(page::Form& form, const base::Words& words, const ScreeningView& view) {
    page::Radios field{
        .name = "instrument", .legend = words.text("screening.prepare.set"), .hint = {}, .choices = {}};
    for (const casework::InstrumentOffer& offer : view.offered) {
        if (!offer.within_tier && !offer.chosen) continue;
        field.choices.push_back({.value = offer.id,
                                 .text = words.text(offer.name_key),
                                 .hint = words.text(offer.about_key),
                                 .chosen = offer.chosen});
    }
    if (field.choices.size() > 1) form.items.push_back(std::move(field));
}

page::SummaryList agreement_row(const base::Words& words, const ScreeningView& view) {
    const bool valid = view.consent == guard::ConsentState::valid;
    page::SummaryRow row{.key = words.text("screening.prepare.agreement"),
                         .lines = {words.text(valid ? "screening.prepare.agreement_is_there"
                                                    : "screening.prepare.agreement_is_missing")}};
    row.tag = valid ? page::Tag{words.text("screening.prepare.recorded"), page::Tone::good}
                    : page::Tag{words.text("screening.prepare.not_recorded"), page::Tone::warning};
    if (!valid) {
        row.actions.push_back({words.text("screening.prepare.record_agreement"),
                               case_path(view.file.id) + "/consents/talk?code=CONS-INT"});
    }
    return {{std::move(row)}};
}

page::Page prepare_page(const Visit& visit, const ScreeningView& view) {
    const base::Words& words = visit.words();
    page::Page page{.title = words.text("screening.prepare.title"), .caption = view.file.pseudonym};
    page.back = page::Link{words.text("screening.back_to_case"), case_path(view.file.id)};
    page.add(page::Paragraph{.text = words.text("screening.prepare.lead"), .lead = true});
    if (!view.choice_key.empty())
        page.add(page::Notice{.tone = page::Tone::info, .title = words.text(view.choice_key)});
    if (view.purpose_not_covered)
        page.add(page::Inset{{words.text("screening_rules.choice.purpose_not_covered")}});
    page.add(agreement_row(words, view));
    page::Form form;
    form.items.push_back(version_field(view.screening.version));
    form.items.push_back(prerequisite_field(
        words, view.prerequisites, view.as_child ? screening::PersonAge{.in_doubt = true} : view.age));
    form.items.push_back(language_field(words, view.language));
    form.items.push_back(interpreter_field(words, view.interpreter));
    add_set_field(form, words, view);
    form.buttons.push_back({.text = words.text("screening.prepare.begin"), .name = "do", .value = "begin"});
    form.buttons.push_back({.text = words.text("screening.prepare.save"),
                            .name = "do",
                            .value = "save",
                            .tone = page::Tone::neutral});
    if (!view.as_child)
        form.links.push_back({words.text("screening.age.link"), screening_path(view.screening) + "/age"});
    page.add(std::move(form));
    return page;
}

base::Result<Answer> show_prepare(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Screening>("screening");
    if (!id) return base::fail(id.error());
    const auto view = casework::read_screening(desk.desk, visit.actor(), *id);
    if (!view) return base::fail(view.error());
    if (view->screening.status == ScreeningStatus::finished)
        return Answer{Redirect{screening_path(view->screening)}};
    return Answer{prepare_page(visit, *view)};
}

// What was typed, over what is stored.
ScreeningView with_typed(ScreeningView view, const http::Form& form) {
    view.prerequisites.met = prerequisites_from(form);
    view.language = form.text("language");
    view.interpreter =
        casework::interpreter_use_from(form.text("interpreter")).value_or(InterpreterUse::not_needed);
    for (casework::InstrumentOffer& offer : view.offered) {
        if (form.has("instrument")) offer.chosen = offer.id == form.text("instrument");
    }
    return view;
}

std::vector<FieldInBoth> in_both(const base::Words& words, const ScreeningView& theirs,
                                 const ScreeningView& mine) {
    std::vector<FieldInBoth> fields;
    const auto ticked = [&](const ScreeningView& view, screening::Prerequisite one) {
        return words.text(view.prerequisites.met.contains(one) ? "common.yes" : "common.no");
    };
    const screening::PersonAge age = theirs.as_child ? screening::PersonAge{.in_doubt = true} : theirs.age;
    for (const screening::Prerequisite one : screening::all_prerequisites()) {
        fields.push_back({words.text(screening::text_key(one, age)), ticked(theirs, one), ticked(mine, one)});
    }
    const auto language = [&](const ScreeningView& view) {
        const std::string key = "casework.language." + view.language;
        return words.text(words.has(key) ? key : "screening.language_none");
    };
    fields.push_back({words.text("screening.language"), language(theirs), language(mine)});
    const auto interpreter = [&](const ScreeningView& view) {
        return words.text("casework.screening.interpreter." +
                          std::string(casework::code_of(view.interpreter)));
    };
    fields.push_back({words.text("screening.interpreter"), interpreter(theirs), interpreter(mine)});
    const auto set = [&](const ScreeningView& view) {
        const auto chosen = std::ranges::find_if(view.offered, &casework::InstrumentOffer::chosen);
        return chosen == view.offered.end() ? std::string() : words.text(chosen->name_key);
    };
    fields.push_back({words.text("screening.prepare.set"), set(theirs), set(mine)});
    return fields;
}

// What they saved stands in the table; the form holds what this person ticked, and saves over it knowingly.
page::Page conflict_page(const Visit& visit, const ScreeningView& theirs, const http::Form& form) {
    const ScreeningView mine = with_typed(theirs, form);
    page::Page page = prepare_page(visit, mine);
    show_both_answers(visit, in_both(visit.words(), theirs, mine), page);
    return page;
}

page::Page not_yet_page(const Visit& visit, const ScreeningView& view, const casework::Prepared& prepared) {
    page::Page page = prepare_page(visit, view);
    const screening::PersonAge age = view.as_child ? screening::PersonAge{.in_doubt = true} : view.age;
    for (const screening::Prerequisite one : prepared.open) {
        page.errors.push_back(
            {"prerequisites", visit.text("screening.prepare.still_open",
                                         {{"what", visit.text(screening::text_key(one, age))}})});
    }
    if (prepared.consent != guard::ConsentState::valid)
        page.errors.push_back({{}, visit.text("screening.prepare.agreement_first")});
    page.status = base::kind_of(base::ProblemCode::prerequisites_open).http_status;
    return page;
}

base::Result<Answer> prepare(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Screening>("screening");
    if (!id) return base::fail(id.error());
    const http::Form& form = visit.form();
    const auto again = [&]() { return casework::read_screening(desk.desk, visit.actor(), *id); };
    casework::Preparation preparation{
        .version = version_in(form),
        .met = prerequisites_from(form),
        .interpreter =
            casework::interpreter_use_from(form.text("interpreter")).value_or(InterpreterUse::not_needed),
        .language = form.text("language"),
        .instrument = form.optional_text("instrument")};
    const auto prepared = casework::prepare_screening(desk.desk, visit.actor(), *id, preparation);
    if (!prepared) {
        const auto code = prepared.error().code;
        if (code != base::ProblemCode::invalid_input && code != base::ProblemCode::edited_meanwhile)
            return base::fail(prepared.error());
        auto view = again();
        if (!view) return base::fail(view.error());
        if (code == base::ProblemCode::edited_meanwhile) return Answer{conflict_page(visit, *view, form)};
        // What was wrong in itself still answers to the version it was typed over.
        view->screening.version = preparation.version;
        return Answer{page::with_errors(prepare_page(visit, with_typed(std::move(*view), form)),
                                        prepared.error(), visit.words())};
    }
    const std::string path = case_path(*visit.id<guard::Case>("case")) + "/screenings/" + id->text();
    if (form.text("do") == "save") return Answer{Redirect{path + "/prepare", "screening_saved"}};
    if (prepared->ready()) return Answer{Redirect{path}};
    const auto view = again();
    if (!view) return base::fail(view.error());
    return Answer{not_yet_page(visit, *view, *prepared)};
}

// --- A doubt about age ---

page::Page age_page(const Visit& visit, const ScreeningView& view) {
    page::Page page{.title = visit.text("screening.age.title"), .caption = view.file.pseudonym};
    page.back = page::Link{visit.text("common.back"), screening_path(view.screening)};
    page.add(page::Paragraph{.text = visit.text("screening.age.lead"), .lead = true});
    page.add(page::Bullets{{visit.text("screening.age.nothing_lost"), visit.text("screening.age.agreement"),
                            visit.text("screening.age.no_test")}});
    page::Form form;
    form.items.push_back(version_field(view.screening.version));
    page::Radios field = age_field(visit.words(), {});
    std::erase_if(field.choices, [](const page::Choice& choice) { return choice.value == "adult"; });
    form.items.push_back(std::move(field));
    form.buttons.push_back({.text = visit.text("screening.age.go_over")});
    form.links.push_back({visit.text("common.cancel"), screening_path(view.screening)});
    page.add(std::move(form));
    return page;
}

base::Result<Answer> show_age(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Screening>("screening");
    if (!id) return base::fail(id.error());
    const auto view = casework::read_screening(desk.desk, visit.actor(), *id);
    if (!view) return base::fail(view.error());
    return Answer{age_page(visit, *view)};
}

base::Result<Answer> go_over(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Screening>("screening");
    if (!id) return base::fail(id.error());
    const auto age = age_from(visit.form().text("age"));
    const std::int64_t version = version_in(visit.form());
    const auto refused = [&](const base::Problem& problem) -> base::Result<Answer> {
        const auto view = casework::read_screening(desk.desk, visit.actor(), *id);
        if (!view) return base::fail(view.error());
        return Answer{page::with_errors(age_page(visit, *view), problem, visit.words())};
    };
    if (!age) return refused(base::invalid_field("age", "required"));
    const auto begun = casework::doubt_age(desk.desk, visit.actor(), *id, version, *age);
    if (!begun) {
        if (begun.error().code == base::ProblemCode::edited_meanwhile) return refused(begun.error());
        return base::fail(begun.error());
    }
    if (begun->needs_vetting || begun->needs_interviewer) return Answer{handed_over_page(visit, *begun)};
    return Answer{Redirect{
        case_path(*visit.id<guard::Case>("case")) + "/screenings/" + id->text() + "/prepare", "child_set"}};
}

}  // namespace

std::vector<Route> screening_routes() {
    using enum http::Method;
    std::vector<Route> routes{
        screening_route(get, "/cases/{case}/screening", Permission::screening_read, show_begin),
        screening_route(post, "/cases/{case}/screening", Permission::screening_do, begin),
        screening_route(get, "/cases/{case}/screenings/{screening}/prepare", Permission::screening_do,
                        show_prepare),
        screening_route(post, "/cases/{case}/screenings/{screening}/prepare", Permission::screening_do,
                        prepare),
        screening_route(get, "/cases/{case}/screenings/{screening}/age", Permission::screening_do, show_age),
        screening_route(post, "/cases/{case}/screenings/{screening}/age", Permission::screening_do, go_over),
    };
    for (const auto& part : {screening_talk_routes(), screening_closing_routes(), screening_result_routes(),
                             screening_band_routes(), confirmation_routes()}) {
        routes.insert(routes.end(), part.begin(), part.end());
    }
    return routes;
}

}  // namespace web
