#include "survey/rounds/read_change.hpp"

#include "survey/concordance.hpp"
#include "survey/published.hpp"
#include "survey/rounds/asked_item.hpp"
#include "survey/rounds/concordance_repository.hpp"
#include "survey/rounds/new_round.hpp"
#include "survey/rounds/round_repository.hpp"
#include "survey/sign_statistic.hpp"

#include <algorithm>
#include <utility>

namespace survey::rounds {
namespace {

struct Pair {
    AskedItem before;
    AskedItem after;
    Concordance concordance;
};

base::Result<Pair> load(guard::ReadWork& work, const ChangeAsked& asked) {
    const auto from = round_meant(work.session(), asked.programme, asked.from);
    if (!from) return base::fail(from.error());
    const auto to = round_meant(work.session(), asked.programme, asked.to);
    if (!to) return base::fail(to.error());
    const auto states = all_states(work.session());
    if (!states) return base::fail(states.error());
    auto before = load_asked_item(work.session(), *from, asked.item, *states);
    if (!before) return base::fail(before.error());
    auto after = load_asked_item(work.session(), *to, asked.item, *states);
    if (!after) return base::fail(after.error());
    auto decided = find_concordance(work.session(), before->asked, after->asked);
    if (!decided) return base::fail(decided.error());
    Concordance concordance = decided->value_or(Concordance{.relation = Relation::identical,
                                                            .map = {},
                                                            .changed = {},
                                                            .decided = Grade::a,
                                                            .author = {},
                                                            .approver = {}});
    if (before->answers && after->answers && before->answers->population() != after->answers->population()) {
        concordance.changed.population = true;
    }
    return Pair{std::move(*before), std::move(*after), std::move(concordance)};
}

// The target in the earlier round, whose options may have been others.
base::Result<Target> target_before(const Pair& pair, const std::vector<std::string>& options) {
    if (!pair.concordance.map) return target_meant(pair.before.item(), options);
    auto target = target_meant(pair.after.item(), options);
    if (!target) return target;
    return pair.concordance.map->target_before(*target);
}

base::Result<Reading> reading_of(const AskedItem& loaded, const base::Result<Target>& target) {
    if (!target) return base::fail(target.error());
    return read(*loaded.answers, 0, *target);
}

base::Result<ChangeFound> of_answers(const Pair& pair, const std::vector<std::string>& options) {
    const auto before = reading_of(pair.before, target_before(pair, options));
    if (!before) return base::fail(before.error());
    const auto after = reading_of(pair.after, target_meant(pair.after.item(), options));
    if (!after) return base::fail(after.error());
    const Change changed = change(*before, *after);
    ChangeFound found{
        .before = changed.before, .after = changed.after, .of_answers = changed, .of_totals = {}};
    found.grade = grade_of(pair.concordance);
    found.verdict = verdict(changed, pair.after.item().metric, found.grade);
    const auto p = sign_test(changed.matched.gained, changed.matched.lost);
    if (!p) return base::fail(p.error());
    found.sign_test_p = *p;
    return found;
}

std::optional<std::int64_t> population_of(const AskedItem& loaded) {
    if (loaded.answers) return loaded.answers->population().count();
    std::optional<std::int64_t> printed;
    for (const PublishedTally& tally : loaded.published) printed = std::max(printed, tally.respondents);
    return printed ? printed : loaded.kept_round.population;
}

// A round of which only totals are known may have printed no number of States: then it is taken to have
// asked as many as the other.
base::Result<Level> level_in(const AskedItem& loaded, std::int64_t population,
                             const std::vector<std::string>& options) {
    if (loaded.answers) {
        // What a report calls "provided information" is having answered.
        const bool told = shape_of(loaded.item().type) == AnswerShape::told;
        const auto target = told ? base::Result<Target>(Target{}) : target_meant(loaded.item(), options);
        const auto reading = reading_of(loaded, target);
        if (!reading) return base::fail(reading.error());
        return level_of(*reading);
    }
    if (shape_of(loaded.item().type) == AnswerShape::amounts) {
        return base::fail(base::refused_by("SURVEY-NOT-STATES"));
    }
    const auto place = tally_meant(loaded.published, options);
    if (!place) return base::fail(place.error());
    return published_level(loaded.published, loaded.item().id, loaded.published[*place].answer, population);
}

base::Result<ChangeFound> of_totals(const Pair& pair, const std::vector<std::string>& options) {
    const auto known_before = population_of(pair.before);
    const auto known_after = population_of(pair.after);
    if (!known_before && !known_after) {
        return base::fail(base::ProblemCode::wrong_state,
                          "how many States there were is known of neither round");
    }
    const std::int64_t before_population = known_before ? *known_before : *known_after;
    const std::int64_t after_population = known_after ? *known_after : *known_before;
    const auto before = level_in(pair.before, before_population, options);
    if (!before) return base::fail(before.error());
    const auto after = level_in(pair.after, after_population, options);
    if (!after) return base::fail(after.error());
    const auto changed = change_of_totals(*before, *after, std::max(before_population, after_population));
    if (!changed) return base::fail(changed.error());
    ChangeFound found{.before = *before, .after = *after, .of_answers = {}, .of_totals = *changed};
    found.grade = grade_of(pair.concordance);
    found.verdict = verdict(*changed, pair.after.item().metric, found.grade);
    return found;
}

std::string joined(const std::vector<std::string>& options) {
    std::string text;
    for (const std::string& option : options) text += (text.empty() ? "" : "+") + option;
    return text;
}

}  // namespace

base::Result<ChangeFound> read_change(guard::Workplace& workplace, const guard::Actor& actor,
                                      const ChangeAsked& asked) {
    return guard::read(workplace, actor, [&](guard::ReadWork& work) -> base::Result<ChangeFound> {
        if (auto allowed = work.allow(kReadSurvey); !allowed) return base::fail(allowed.error());
        const auto pair = load(work, asked);
        if (!pair) return base::fail(pair.error());
        const bool by_totals = pair->before.by_totals() || pair->after.by_totals();
        auto found = by_totals ? of_totals(*pair, asked.options) : of_answers(*pair, asked.options);
        if (!found) return found;
        if (!carries_a_trend(found->grade)) {
            found->of_answers.reset();
            found->of_totals.reset();
        }
        found->option = joined(asked.options);
        found->synthetic = pair->before.kept_round.synthetic || pair->after.kept_round.synthetic;
        return found;
    });
}

}  // namespace survey::rounds
