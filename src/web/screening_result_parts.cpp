#include "web/screening_result_parts.hpp"

#include "screening/evidence_note.hpp"

#include <array>
#include <cmath>
#include <utility>

namespace web {
namespace {

using screening::Band;

// domain.md 6.5: the shares for which what an accuracy means was worked out.
constexpr std::size_t kSetsShown = 2;  // QYIT and the external validation of RAFT
constexpr std::array kPrevalences{0.01, 0.05, 0.088, 0.2};

void add_items(const base::Words& words, const screening::Instrument& instrument,
               const std::vector<std::string>& ids, const char* weight_key, std::vector<std::string>& lines) {
    for (const std::string& id : ids) {
        const screening::Item* item = instrument.find_item(id);
        if (item == nullptr) continue;
        const std::string question = words.text(item->text_key);
        lines.push_back(weight_key == nullptr
                            ? words.text("screening.trace.yes", {{"question", question}})
                            : words.text("screening.trace.yes_weighted",
                                         {{"question", question}, {"weight", words.text(weight_key)}}));
    }
}

page::Table yield_table(const base::Words& words, const screening::PublishedAccuracy& accuracy) {
    page::Table table{
        .caption = words.text("screening.evidence.tool",
                              {{"tool", accuracy.tool}, {"population", words.text(accuracy.population_key)}}),
        .columns = {words.text("screening.evidence.affected"), words.text("screening.evidence.flagged"),
                    words.text("screening.evidence.right"), words.text("screening.evidence.missed")},
        .rows = {}};
    for (const double prevalence : kPrevalences) {
        const auto yield = screening::yield_per_thousand(accuracy, prevalence);
        const auto number = [&](double value) {
            return page::Cell{.text = words.number(std::int64_t{std::llround(value)}), .numeric = true};
        };
        table.rows.push_back(
            {number(prevalence * 1000), number(yield.flagged),
             page::Cell{.text = words.percent(yield.affected_share_of_flagged), .numeric = true},
             number(yield.missed)});
    }
    return table;
}

// Which answers made which group of signs positive.
page::SummaryList trace_rows(const base::Words& words, const screening::Instrument& instrument,
                             const screening::Assessment& assessment) {
    page::SummaryList list;
    for (const screening::DimensionTrace& trace : assessment.trace.dimensions) {
        const screening::Dimension* dimension = instrument.find_dimension(trace.dimension);
        if (dimension == nullptr) continue;
        page::SummaryRow row{.key = words.text(dimension->name_key), .lines = {}};
        add_items(words, instrument, trace.strong, "screening_rules.weight.S", row.lines);
        add_items(words, instrument, trace.medium, "screening_rules.weight.M", row.lines);
        add_items(words, instrument, trace.weak, "screening_rules.weight.W", row.lines);
        add_items(words, instrument, trace.unweighted, nullptr, row.lines);
        row.lines.insert(row.lines.begin(), row.lines.empty()
                                                ? words.text("screening.trace.no_sign")
                                                : words.text(screening::text_key(trace.clause)));
        row.tag = trace.positive ? page::Tag{words.text("screening.trace.counts"), page::Tone::info}
                                 : page::Tag{words.text("screening.trace.does_not_count")};
        list.rows.push_back(std::move(row));
    }
    return list;
}

}  // namespace

std::string band_name(const base::Words& words, Band band) {
    return words.text(screening::name_key(band));
}

std::string reason_text(const base::Words& words, const casework::BandStep& step) {
    if (const auto reason = screening::from_name<screening::OverrideReason>(step.reason))
        return words.text(screening::text_key(*reason));
    return words.text("casework.no_indication." + step.reason);
}

page::Tone tone_of(Band band) {
    switch (band) {
        case Band::no_indication_now: return page::Tone::neutral;
        case Band::at_risk:
        case Band::reason_for_concern: return page::Tone::warning;
        case Band::strong_concern:
        case Band::child_concern: return page::Tone::danger;
    }
    return page::Tone::neutral;
}

void add_reasons(page::Page& page, const base::Words& words, const screening::Instrument& instrument,
                 const screening::Assessment& assessment) {
    page.add(page::Heading{.text = words.text("screening.result.why"), .level = 2, .id = "why"});
    page.add(page::Paragraph{.text = words.text(screening::text_key(assessment.trace.case_clause))});
    page::Bullets more;
    for (const screening::CaseClause clause : assessment.trace.also_met)
        more.items.push_back(words.text(screening::text_key(clause)));
    if (!more.items.empty()) page.add(std::move(more));
    if (assessment.classification) {
        page.add(page::Paragraph{
            .text = words.text("screening.result.reading",
                               {{"reading", words.text(screening::name_key(*assessment.classification))}})});
    }
    page.add(trace_rows(words, instrument, assessment));
    page.add(page::Heading{.text = words.text("screening.result.open"), .level = 3});
    page::Bullets open;
    for (const std::string& id : assessment.unclear_items) {
        if (const screening::Item* item = instrument.find_item(id))
            open.items.push_back(
                words.text("screening.result.unclear", {{"question", words.text(item->text_key)}}));
    }
    open.items.push_back(
        words.text("screening.result.not_answered",
                   {{"not_asked", assessment.not_asked_count}, {"declined", assessment.declined_count}}));
    if (assessment.partial_disclosure) open.items.push_back(words.text("screening.result.partial"));
    page.add(std::move(open));
}

void add_evidence(page::Page& page, const base::Words& words, const screening::Instrument& instrument) {
    page.add(page::Heading{.text = words.text("screening.evidence.title"), .level = 2, .id = "evidence"});
    page::Bullets notes;
    const screening::EvidenceNote evidence = screening::evidence_note_for(instrument);
    for (const std::string& key : evidence.text_keys) notes.items.push_back(words.text(key));
    notes.items.push_back(words.text(instrument.caveat_key));
    page.add(std::move(notes));
    page.add(page::Paragraph{.text = words.text("screening.evidence.other_sets")});
    for (const screening::PublishedAccuracy& accuracy : screening::published_accuracies().first(kSetsShown))
        page.add(yield_table(words, accuracy));
    page.add(page::Paragraph{
        .text = words.text("screening.evidence.set", {{"name", words.text(instrument.name_key)},
                                                      {"version", instrument.version},
                                                      {"source", instrument.source.title}}),
        .quiet = true});
}

page::SummaryList record_rows(const base::Words& words, const screening::Instrument& instrument,
                              const casework::ScreeningContent& content) {
    page::SummaryList list;
    for (const screening::Dimension& dimension : instrument.dimensions) {
        const auto said = content.own_words.find(dimension.id);
        if (said == content.own_words.end()) continue;
        list.rows.push_back(
            {.key = words.text("screening.record.own_words", {{"group", words.text(dimension.name_key)}}),
             .lines = {said->second}});
    }
    if (!content.observations.empty()) {
        list.rows.push_back(
            {.key = words.text("screening.record.observations"), .lines = {content.observations}});
    }
    list.rows.push_back(
        {.key = words.text("screening.record.conditions"),
         .lines = {
             words.text("casework.language." + content.language),
             words.text("casework.screening.interpreter." +
                        std::string(casework::code_of(content.interpreter))),
             words.text("screening.record.breaks", {{"count", content.breaks}}),
             words.text("screening.record.distress",
                        {{"distress", words.text("casework.screening.distress." +
                                                 std::string(casework::code_of(content.distress)))}})}});
    return list;
}

}  // namespace web
