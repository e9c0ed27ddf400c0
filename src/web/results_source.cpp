#include "web/results_source.hpp"

#include "document/charts/tile_layout.hpp"

#include <algorithm>
#include <utility>

namespace web {
namespace {

using survey::rounds::PublishedRound;
using survey::rounds::Wording;

constexpr std::string_view kMap = "osce57";
constexpr int kGridColumns = 10;

// Squares in the order of the codes, for States that have no place on the map.
document::charts::TileLayout grid_of(const survey::StateRegister& states) {
    document::charts::TileLayout layout{.id = "grid", .tiles = {}};
    for (std::size_t place = 0; place < states.size(); ++place) {
        const std::string code = states.at(place).text();
        const int number = static_cast<int>(place);
        layout.tiles.push_back({.alpha3 = code,
                                .alpha2 = code.substr(1),
                                .name = code,
                                .column = number % kGridColumns,
                                .row = number / kGridColumns});
    }
    return layout;
}

// The States of the round, each with its place on the map, or all of them in a grid.
document::charts::TileLayout layout_of(const PublishedRound& round) {
    std::vector<survey::StateCode> members;
    for (const survey::StateCode state : round.states.codes_of(round.answers->population()))
        members.push_back(state);
    if (const auto map = document::charts::tile_layout(kMap)) {
        const bool all = std::ranges::all_of(
            members, [&](survey::StateCode state) { return map->find(state.text()) != nullptr; });
        if (all && map->tiles.size() == members.size()) return *map;
    }
    const auto register_of_members = survey::StateRegister::of(members);
    return grid_of(register_of_members ? *register_of_members : round.states);
}

const Wording* wording_in(const PublishedRound& round, std::string_view language, std::string_view item) {
    for (const std::string_view one : {language, std::string_view(round.round.source_language)}) {
        const auto found = round.wordings.find({std::string(one), std::string(item)});
        if (found != round.wordings.end()) return &found->second;
    }
    return nullptr;
}

survey::report::RoundInReport in_report(const PublishedRound& round) {
    return {.label = round.round.label,
            .snapshot = round.snapshot,
            .answers = round.answers ? &*round.answers : nullptr,
            .totals = round.totals,
            .population = round.round.population.value_or(0)};
}

// "2016" of "2015/16", "2021" of "2021"; a label without a year is its own period.
std::string period_of(const std::string& label) {
    const std::size_t slash = label.find('/');
    if (slash == std::string::npos || slash < 4) return label;
    const std::string end = label.substr(slash + 1);
    return end.size() == 2 ? label.substr(slash - 4, 2) + end : end;
}

}  // namespace

base::Result<std::unique_ptr<ResultsSource>> ResultsSource::load(const WebDesk& desk,
                                                                 survey::rounds::RoundId id,
                                                                 const base::Words& words) {
    auto round = survey::rounds::read_published(desk.desk.workplace, id);
    if (!round) return base::fail(round.error());
    if (!round->answers) return base::fail(base::ProblemCode::not_found, "answers of a round");
    std::unique_ptr<ResultsSource> made(
        new ResultsSource(*std::move(round), std::string(base::kind_of(words.language()).code)));
    if (auto added = made->add_earlier(desk); !added) return base::fail(added.error());
    made->fill();
    return made;
}

base::Done ResultsSource::add_earlier(const WebDesk& desk) {
    const auto entries = survey::rounds::published_rounds(desk.desk.workplace);
    if (!entries) return base::fail(entries.error());
    for (const survey::rounds::PublishedEntry& entry : *entries) {
        if (entry.programme != round_.programme || entry.label >= round_.round.label) continue;
        auto earlier = survey::rounds::read_published(desk.desk.workplace, entry.id);
        if (!earlier) return base::fail(earlier.error());
        auto grades = survey::rounds::published_grades(desk.desk.workplace, *earlier, round_);
        if (!grades) return base::fail(grades.error());
        earlier_.push_back(std::make_unique<PublishedRound>(*std::move(earlier)));
        grades_.push_back(*std::move(grades));
    }
    return {};
}

void ResultsSource::fill() {
    source_.now = in_report(round_);
    for (const auto& earlier : earlier_) source_.earlier.push_back(in_report(*earlier));
    source_.states = round_.states;
    source_.layout = layout_of(round_);
    source_.question = [this](std::string_view item) { return question(item); };
    source_.answer = [this](std::string_view item, std::string_view option) {
        return answer_in(language_, item, option);
    };
    source_.state_name = [](survey::StateCode state) { return state.text(); };
    source_.grade = [this](std::string_view item, std::string_view label) -> std::optional<survey::Grade> {
        for (std::size_t place = 0; place < earlier_.size(); ++place) {
            if (earlier_[place]->round.label != label) continue;
            const auto grade = grades_[place].find(item);
            if (grade != grades_[place].end()) return grade->second;
        }
        return std::nullopt;
    };
}

std::string ResultsSource::question(std::string_view item) const {
    return question_in(language_, item);
}

std::string ResultsSource::question_in(std::string_view language, std::string_view item) const {
    const Wording* wording = wording_in(round_, language, item);
    return wording != nullptr ? wording->text : std::string(item);
}

std::string ResultsSource::answer_in(std::string_view language, std::string_view item,
                                     std::string_view option) const {
    if (const Wording* wording = wording_in(round_, language, item)) {
        const auto label = wording->labels.find(option);
        if (label != wording->labels.end()) return label->second;
    }
    return std::string(option);
}

survey::exchange::Publication ResultsSource::publication() const {
    survey::exchange::Publication publication;
    publication.programme = round_.programme;
    publication.owner = round_.owner;
    publication.period = period_of(round_.round.label);
    publication.population = "ALL" + std::to_string(round_.answers->population().count());
    publication.snapshot = round_.snapshot;
    publication.frozen_at = round_.at;
    publication.synthetic = round_.round.synthetic;
    publication.licence = "CC BY 4.0";
    publication.languages.clear();
    for (const base::Language language : base::all_languages())
        publication.languages.emplace_back(base::kind_of(language).code);
    publication.round = &*round_.answers;
    publication.states = round_.states;
    publication.question = [this](std::string_view language, std::string_view item) {
        return question_in(language, item);
    };
    publication.answer = [this](std::string_view language, std::string_view item, std::string_view option) {
        return answer_in(language, item, option);
    };
    publication.grade = [this](std::string_view item) -> std::optional<survey::Grade> {
        if (earlier_.empty()) return std::nullopt;
        return source_.grade(item, earlier_.front()->round.label);
    };
    return publication;
}

}  // namespace web
