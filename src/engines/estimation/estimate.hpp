#pragma once
// What is said of a table: an estimate, and with it always the assumption that it stands on and how far it
// can be relied on (estimation.md 5). The type has no other way to be made, and what is printed is made of it
// alone. Plain values; any thread.

#include "engines/estimation/existence.hpp"
#include "engines/estimation/model_intervals.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace estimation {

enum class Method { independence, fixed, stepwise, aic_stepwise, aic, bic, bma, lcmcr, chao };
std::string_view name_of(Method method);
std::optional<Method> method_called(std::string_view name);
// Whether the method picks its model by looking at the data.
bool selects(Method method);

struct Interval {
    enum class Kind { bca, profile, wald, credible };
    Kind kind = Kind::bca;
    double level = 0.95;
    Limits limits;
    bool includes_selection = false;
    std::size_t replicates = 0;
    std::size_t failed = 0;
    std::optional<Limits> percentile;  // beside BCa
};
std::string_view name_of(Interval::Kind kind);
std::optional<Interval::Kind> interval_called(std::string_view name);

// A number that says how a method went: share_below, acceleration, rhat, ess, tail_mass.
struct Diagnostic {
    std::string name;
    double value = 0;
};

struct FittedModel {
    HierarchicalModel model;
    std::vector<Mask> entered;  // interactions, in the order in which they came in
    Existence existence;
    double dark = 0;
    double deviance = 0;
    int parameters = 0;
    int degrees_of_freedom = 0;
    double aic = 0;
    double bic = 0;
};

// One of the best of a ranked list.
struct TopModel {
    HierarchicalModel model;
    double estimate = 0;
    double aic = 0;
    double bic = 0;
    double weight = 0;
};

// What one method makes of a table, before anything is said of how far it goes.
struct Finding {
    Method method = Method::stepwise;
    std::optional<double> estimate;  // none: the method has no estimate for this table
    std::optional<Interval> interval;
    std::optional<Limits> conditional;  // profile limits, the model as given
    std::optional<FittedModel> model;
    std::vector<TopModel> top;
    std::size_t models_tried = 0;  // of a ranked list, those with an estimate
    bool downhill = false;         // not all models were tried
    // The resamples chose among so many of the best models of the table; 0: among all.
    std::size_t contenders = 0;
    bool upper_is_the_priors = false;
    std::string why_none;  // where there is no estimate for a reason of the method's own
    bool sampler_failed = false;
    std::string sampler_words;  // how it failed
    std::vector<Diagnostic> diagnostics;
};

// One sentence that is never empty.
class Assumption {
public:
    explicit Assumption(std::string sentence);
    const std::string& sentence() const { return sentence_; }

private:
    std::string sentence_;
};
Assumption assumption_of(const Finding& finding, const std::vector<std::string>& lists);

// What no table can show: a person has to answer for each (estimation.md 5.2).
struct AssumptionToTick {
    std::string_view key;
    std::string_view words;
};
const std::vector<AssumptionToTick>& assumptions_to_tick();

// There is no "good".
enum class Light { none, fragile, usable_with_care };
std::string_view name_of(Light light);

class Status {
public:
    // At least one reason.
    Status(Light light, std::vector<std::string> reasons);
    Light light() const { return light_; }
    const std::vector<std::string>& reasons() const { return reasons_; }

private:
    Light light_;
    std::vector<std::string> reasons_;
};

class Estimate {
public:
    Estimate(Finding finding, double observed, Assumption assumption, Status status,
             std::vector<std::string> warnings);

    Method method() const { return finding_.method; }
    double observed() const { return observed_; }
    // None where the light is none: then only lower bounds are given (estimation.md 5.3).
    std::optional<double> population() const;
    std::optional<double> dark_figure() const;
    std::optional<Interval> interval() const;
    std::optional<Limits> conditional() const;
    // Listed share: observed over population, its limits from those of the population.
    struct Share {
        double estimate = 0;
        std::optional<Limits> limits;
    };
    std::optional<Share> listed_share() const;

    const std::optional<FittedModel>& model() const { return finding_.model; }
    const std::vector<TopModel>& top() const { return finding_.top; }
    std::size_t models_tried() const { return finding_.models_tried; }
    const std::vector<Diagnostic>& diagnostics() const { return finding_.diagnostics; }
    const Assumption& assumption() const { return assumption_; }
    const Status& status() const { return status_; }
    const std::vector<std::string>& warnings() const { return warnings_; }

private:
    bool is_withheld() const;

    Finding finding_;
    double observed_;
    Assumption assumption_;
    Status status_;
    std::vector<std::string> warnings_;
};

}  // namespace estimation
