#include "engines/estimation/estimate.hpp"

#include <array>
#include <cmath>
#include <stdexcept>

namespace estimation {
namespace {

constexpr std::array<std::string_view, 9> kMethods{"independence", "fixed", "stepwise", "aic-stepwise", "aic",
                                                   "bic",          "bma",   "lcmcr",    "chao"};
constexpr std::array<std::string_view, 4> kIntervals{"bca", "profile", "wald", "credible"};

template <class Kind, std::size_t kCount>
std::optional<Kind> called(const std::array<std::string_view, kCount>& names, std::string_view name) {
    for (std::size_t index = 0; index < kCount; ++index) {
        if (names[index] == name) return static_cast<Kind>(index);
    }
    return std::nullopt;
}

std::string listed(const std::vector<Mask>& terms, const std::vector<std::string>& lists) {
    std::string words;
    for (const Mask term : terms) words += (words.empty() ? "" : ", ") + term_in_words(term, lists);
    return words;
}

}  // namespace

std::string_view name_of(Method method) {
    return kMethods[static_cast<std::size_t>(method)];
}

std::optional<Method> method_called(std::string_view name) {
    return called<Method>(kMethods, name);
}

bool selects(Method method) {
    return method == Method::stepwise || method == Method::aic_stepwise || method == Method::aic ||
           method == Method::bic;
}

std::string_view name_of(Interval::Kind kind) {
    return kIntervals[static_cast<std::size_t>(kind)];
}

std::optional<Interval::Kind> interval_called(std::string_view name) {
    return called<Interval::Kind>(kIntervals, name);
}

std::string_view name_of(Light light) {
    switch (light) {
        case Light::none: return "none";
        case Light::fragile: return "fragile";
        case Light::usable_with_care: return "usable with care";
    }
    return {};
}

Assumption::Assumption(std::string sentence) : sentence_(std::move(sentence)) {
    if (sentence_.empty()) throw std::invalid_argument("an estimate without its assumption");
}

Status::Status(Light light, std::vector<std::string> reasons) : light_(light), reasons_(std::move(reasons)) {
    if (reasons_.empty()) throw std::invalid_argument("a status without a reason");
}

Assumption assumption_of(const Finding& finding, const std::vector<std::string>& lists) {
    switch (finding.method) {
        case Method::bma:
            return Assumption(
                "Whom the lists share follows one of the decomposable graphs of dependence, and what the "
                "graphs leave out does not depend; every person could have come on a list.");
        case Method::lcmcr:
            return Assumption(
                "People are of a few kinds, and among people of one kind no list depends on another; every "
                "person could have come on a list.");
        case Method::chao:
            return Assumption(
                "No list depends on another for the same person, whoever they are; people may differ in how "
                "easily they come on lists. It is a lower bound, not an estimate.");
        default: break;
    }
    const std::vector<Mask> terms =
        finding.model ? interactions_of(finding.model->model) : std::vector<Mask>{};
    if (terms.empty()) {
        return Assumption(
            "No list depends on another: whether a person is on one says nothing about the others; every "
            "person is as likely as any other to be on a list.");
    }
    const bool pairs_only = lists_in(terms.back()) == 2;
    return Assumption("Lists depend on each other only as in " + listed(terms, lists) +
                      "; pairs not named are independent" +
                      (pairs_only ? ", and there is no dependence among three lists or more" : "") +
                      "; every person could have come on a list.");
}

const std::vector<AssumptionToTick>& assumptions_to_tick() {
    static const std::vector<AssumptionToTick> kAll{
        {"closed", "Nobody entered or left the population during the time that the lists cover."},
        {"definition", "All lists use the same definition of who counts."},
        {"territory", "All lists cover the same territory."},
        {"reachable", "Every person could in principle have come on at least two of the lists."},
        {"separate",
         "No list feeds another, or it is said which ones do. Referral makes lists depend on each "
         "other and the estimate too low; work that excludes each other makes it too high."},
        {"linkage",
         "Records of one person were linked, and only those. A missed link makes the estimate too "
         "high, a false one too low."},
        {"unfiltered", "No list is a filtered copy of another."},
        {"once", "Nobody is counted twice within a list."}};
    return kAll;
}

Estimate::Estimate(Finding finding, double observed, Assumption assumption, Status status,
                   std::vector<std::string> warnings)
    : finding_(std::move(finding)),
      observed_(observed),
      assumption_(std::move(assumption)),
      status_(std::move(status)),
      warnings_(std::move(warnings)) {}

bool Estimate::is_withheld() const {
    return status_.light() == Light::none && finding_.method != Method::chao;
}

std::optional<double> Estimate::population() const {
    return is_withheld() ? std::nullopt : finding_.estimate;
}

std::optional<double> Estimate::dark_figure() const {
    const auto all = population();
    if (!all) return std::nullopt;
    return *all - observed_;
}

std::optional<Interval> Estimate::interval() const {
    return is_withheld() ? std::nullopt : finding_.interval;
}

std::optional<Limits> Estimate::conditional() const {
    return is_withheld() ? std::nullopt : finding_.conditional;
}

std::optional<Estimate::Share> Estimate::listed_share() const {
    const auto all = population();
    if (!all) return std::nullopt;
    Share share{.estimate = observed_ / *all, .limits = {}};
    if (const auto limits = interval()) {
        share.limits = Limits{observed_ / limits->limits.upper, observed_ / limits->limits.lower};
    }
    return share;
}

}  // namespace estimation
