// The talk: one group of questions a page, open question first, everything skippable, a pause on every page;
// what the screener saw stands apart from what the person said. When two people write at once, the second
// sees both.

#include "casework/answer_screening.hpp"
#include "casework/read_screening.hpp"
#include "web/route.hpp"
#include "web/screening_parts.hpp"

#include <algorithm>
#include <utility>

namespace web {
namespace {

using casework::AnswerPage;
using casework::QuestionPage;
using casework::Screening;
using casework::ScreeningStatus;
using guard::Permission;
using screening::Answer;

// "a." and the id of the question: ids alone could meet a field of ours.
constexpr std::string_view kAnswerPrefix = "a.";

AnswerPage answers_in(const http::Form& form, const std::string& dimension) {
    AnswerPage page{
        .version = version_in(form),
        .dimension = dimension,
        .answers = {},
        .own_words = form.text("own_words"),
        .observations = form.text("observations"),
        .distress = casework::distress_from(form.text("distress")).value_or(casework::Distress::none_seen),
        .pause = form.text("do") == "pause"};
    for (const auto& [name, value] : form.fields()) {
        if (!name.starts_with(kAnswerPrefix)) continue;
        if (const auto answer = screening::from_name<Answer>(value))
            page.answers[name.substr(kAnswerPrefix.size())] = *answer;
    }
    return page;
}

std::size_t position_of(const QuestionPage& found) {
    const auto& dimensions = found.instrument->dimensions;
    const auto place = std::ranges::find(dimensions, found.dimension->id, &screening::Dimension::id);
    return static_cast<std::size_t>(place - dimensions.begin());
}

std::string path_after(const QuestionPage& found) {
    const std::size_t next = position_of(found) + 1;
    if (next >= found.instrument->dimensions.size()) return screening_path(found.screening) + "/closing";
    return question_path(found.screening, found.instrument->dimensions[next].id);
}

std::string path_before(const QuestionPage& found) {
    const std::size_t place = position_of(found);
    if (place == 0) return screening_path(found.screening) + "/prepare";
    return question_path(found.screening, found.instrument->dimensions[place - 1].id);
}

page::Radios question(const base::Words& words, const screening::Item& item,
                      const screening::Answers& answers) {
    page::Radios field{.name = std::string(kAnswerPrefix) + item.id,
                       .legend = words.text(item.text_key),
                       .hint = {},
                       .choices = {},
                       .error = {},
                       .in_line = true,
                       .small = true};
    const auto given = answers.find(item.id);
    for (const Answer answer :
         {Answer::yes, Answer::no, Answer::unclear, Answer::declined, Answer::not_asked}) {
        const std::string name(screening::name_of(answer));
        field.choices.push_back({.value = name,
                                 .text = words.text("screening_rules.answer." + name),
                                 .hint = {},
                                 .chosen = given != answers.end() && given->second == answer});
    }
    return field;
}

std::string own_words_of(const casework::ScreeningContent& content, const std::string& dimension) {
    const auto said = content.own_words.find(dimension);
    return said == content.own_words.end() ? std::string() : said->second;
}

page::Page question_page(const Visit& visit, const QuestionPage& found) {
    const base::Words& words = visit.words();
    page::Page page{.title = words.text(found.dimension->name_key), .caption = found.file.pseudonym};
    page.back = page::Link{words.text("common.previous"), path_before(found)};
    page.add(talk_steps(words, *found.instrument, position_of(found)));
    page.add(page::Paragraph{.text = words.text(found.dimension->about_key)});
    if (!found.dimension->opening_key.empty()) {
        page.add(
            page::Inset{{words.text("screening.talk.open_with"), words.text(found.dimension->opening_key)}});
    }
    page::Form form;
    form.items.push_back(version_field(found.screening.version));
    form.items.push_back(page::TextArea{.name = "own_words",
                                        .label = words.text("screening.own_words"),
                                        .hint = words.text("screening.own_words_hint"),
                                        .value = own_words_of(found.content, found.dimension->id),
                                        .rows = 3});
    form.items.push_back(page::Heading{.text = words.text("screening.talk.then")});
    form.items.push_back(page::Paragraph{.text = words.text("screening.talk.skip"), .quiet = true});
    for (const screening::Item* item : found.instrument->items_of(found.dimension->id))
        form.items.push_back(question(words, *item, found.content.sheet().answers));
    add_observations(form, words, found.content.observations, found.content.distress);
    form.buttons.push_back({.text = words.text("screening.talk.next"), .name = "do", .value = "next"});
    form.buttons.push_back({.text = words.text("screening.talk.pause"),
                            .name = "do",
                            .value = "pause",
                            .tone = page::Tone::neutral});
    form.links.push_back({words.text("screening.talk.skip_group"), path_after(found)});
    form.links.push_back({words.text("screening.age.link"), screening_path(found.screening) + "/age"});
    page.add(std::move(form));
    page.add(page::Details{words.text("screening.breaks.title"),
                           {words.text("screening.breaks.offer"), words.text("screening.breaks.stop_word"),
                            words.text("screening.breaks.no_hurry")}});
    return page;
}

base::Result<web::Answer> show_questions(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Screening>("screening");
    if (!id) return base::fail(id.error());
    const auto found = casework::read_questions(desk.desk, visit.actor(), *id, visit.parameter("dimension"));
    if (!found) return base::fail(found.error());
    return web::Answer{question_page(visit, *found)};
}

// --- Two people at once ---

std::string answer_text(const base::Words& words, const screening::Answers& answers, const std::string& id) {
    return words.text("screening_rules.answer." +
                      std::string(screening::name_of(screening::answer_to(answers, id))));
}

std::vector<FieldInBoth> in_both(const base::Words& words, const QuestionPage& theirs,
                                 const AnswerPage& mine) {
    std::vector<FieldInBoth> fields;
    const auto& recorded = theirs.content.sheet().answers;
    for (const screening::Item* item : theirs.instrument->items_of(theirs.dimension->id)) {
        if (!mine.answers.contains(item->id)) continue;
        fields.push_back({words.text(item->text_key), answer_text(words, recorded, item->id),
                          answer_text(words, mine.answers, item->id)});
    }
    fields.push_back(
        {words.text("screening.own_words"), own_words_of(theirs.content, mine.dimension), mine.own_words});
    fields.push_back({words.text("screening.observations"), theirs.content.observations, mine.observations});
    return fields;
}

// What they saved stands in the table; the form holds what this person wrote, and saves over it knowingly.
page::Page conflict_page(const Visit& visit, QuestionPage theirs, const AnswerPage& mine) {
    const std::vector<FieldInBoth> fields = in_both(visit.words(), theirs, mine);
    QuestionPage shown = std::move(theirs);
    for (const auto& [id, answer] : mine.answers) shown.content.sheet().answers[id] = answer;
    shown.content.own_words[mine.dimension] = mine.own_words;
    shown.content.observations = mine.observations;
    shown.content.distress = mine.distress;
    page::Page page = question_page(visit, shown);
    show_both_answers(visit, fields, page);
    return page;
}

base::Result<web::Answer> save(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Screening>("screening");
    if (!id) return base::fail(id.error());
    const AnswerPage mine = answers_in(visit.form(), visit.parameter("dimension"));
    const auto saved = casework::save_answers(desk.desk, visit.actor(), *id, mine);
    const bool edited = !saved && saved.error().code == base::ProblemCode::edited_meanwhile;
    if (!saved && !edited && saved.error().code != base::ProblemCode::invalid_input)
        return base::fail(saved.error());
    if (saved && mine.pause) {
        return web::Answer{Redirect{case_path(*visit.id<guard::Case>("case")) + "/screenings/" + id->text(),
                                    "screening_paused"}};
    }
    auto found = casework::read_questions(desk.desk, visit.actor(), *id, mine.dimension);
    if (!found) return base::fail(found.error());
    if (saved) return web::Answer{Redirect{path_after(*found)}};
    // What was wrong in itself still answers to the version it was typed over.
    if (!edited) found->screening.version = mine.version;
    page::Page page = conflict_page(visit, std::move(*found), mine);
    if (edited) return web::Answer{std::move(page)};
    page.blocks.erase(page.blocks.begin(), page.blocks.begin() + 2);
    return web::Answer{page::with_errors(std::move(page), saved.error(), visit.words())};
}

// --- Paused, and where to go on ---

std::string first_unseen(const casework::ScreeningView& view) {
    const auto& content = view.talk->content;
    for (const screening::Dimension& dimension : view.talk->instruments.back()->dimensions) {
        if (!content.pages_seen.contains(dimension.id)) return question_path(view.screening, dimension.id);
    }
    return screening_path(view.screening) + "/closing";
}

page::Page paused_page(const Visit& visit, const casework::ScreeningView& view) {
    page::Page page{.title = visit.text("screening.paused.title"), .caption = view.file.pseudonym};
    page.back = page::Link{visit.text("screening.back_to_case"), case_path(view.file.id)};
    page.add(page::Paragraph{.text = visit.text("screening.paused.lead",
                                                {{"when", visit.words().date_time(view.screening.changed_at)},
                                                 {"name", name_in(view, view.screening.changed_by)}}),
                             .lead = true});
    page.add(page::Bullets{{visit.text("screening.paused.ask_again"), visit.text("screening.paused.place")}});
    page::Form form{.action = screening_path(view.screening) + "/resume"};
    form.items.push_back(version_field(view.screening.version));
    form.buttons.push_back({.text = visit.text("screening.paused.go_on")});
    form.links.push_back(
        {visit.text("screening.paused.check_again"), screening_path(view.screening) + "/prepare"});
    page.add(std::move(form));
    return page;
}

base::Result<web::Answer> resume(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<Screening>("screening");
    if (!id) return base::fail(id.error());
    const auto resumed = casework::resume_screening(desk.desk, visit.actor(), *id, version_in(visit.form()));
    if (!resumed) return base::fail(resumed.error());
    return web::Answer{Redirect{case_path(*visit.id<guard::Case>("case")) + "/screenings/" + id->text()}};
}

}  // namespace

base::Result<web::Answer> unfinished_screening(Visit& visit, const casework::ScreeningView& view) {
    if (view.screening.status == ScreeningStatus::paused) return web::Answer{paused_page(visit, view)};
    if (!view.talk) return web::Answer{Redirect{screening_path(view.screening) + "/prepare"}};
    return web::Answer{Redirect{first_unseen(view)}};
}

std::vector<Route> screening_talk_routes() {
    using enum http::Method;
    return {
        screening_route(get, "/cases/{case}/screenings/{screening}/questions/{dimension}",
                        Permission::screening_do, show_questions),
        screening_route(post, "/cases/{case}/screenings/{screening}/questions/{dimension}",
                        Permission::screening_do, save),
        screening_route(post, "/cases/{case}/screenings/{screening}/resume", Permission::screening_do,
                        resume),
    };
}

}  // namespace web
