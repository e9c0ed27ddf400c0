#include "web/estimate_sentences.hpp"

#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace web {
namespace {

struct Form {
    std::string_view pattern;  // "{name}" stands for whatever is there
    std::string_view key;
    std::string_view key_held_back = {};  // instead, where numbers may be small
};

// Those of src/engines/estimation/status.cpp and estimate.cpp; the longer before the shorter.
constexpr auto kForms = std::to_array<Form>({
    {"the model has more than one estimate for this table: its terms cannot be told apart",
     "estimate.say.not_identified"},
    {"the model has no estimate for this table: the fit runs off without end", "estimate.say.no_end"},
    {"the method found no model with an estimate for this table", "estimate.say.no_model"},
    {"only {people} people are on two lists or more, and they carry all that is known of those on none; at "
     "least {least} are needed",
     "estimate.say.few_overlaps", "estimate.say.few_overlaps_held_back"},
    {"no model but independence has an estimate for this table", "estimate.say.only_independence"},
    {"there is no finite upper limit", "estimate.say.no_upper_limit"},
    {"the sampler did not settle: {why}", "estimate.say.sampler"},
    {"methods differ by a factor of {factor}: {method_low} says {low}, {method_high} says {high}",
     "estimate.say.methods_differ"},
    {"by stepwise, without the list {list} the estimate would be {other} instead of {estimate}",
     "estimate.say.list_moves_stepwise"},
    {"without the list {list} the estimate would be {other} instead of {estimate}",
     "estimate.say.list_moves"},
    {"if {pair} depended on each other with odds of {odds}, the estimate would be {other} instead of "
     "{estimate}",
     "estimate.say.pair_moves"},
    {"none of the rules for a fragile result holds; there is no better light than this one",
     "estimate.say.no_rule_holds"},
    {"{list} shares nobody with any other list: what it says of those on none rests on independence alone",
     "estimate.say.list_alone"},
    {"{list} has only {people} people", "estimate.say.list_small", "estimate.say.list_small_held_back"},
    {"{apart} of {all} pairs of lists never meet: {pairs}. Whether they exclude each other or only happen "
     "not to meet is not in the data",
     "estimate.say.pairs_apart"},
    {"with so many lists not every model was tried: the search went downhill and may have missed the best",
     "estimate.say.downhill"},
    {"{models} models are about as good as the best, and give from {low} to {high}: which lists depend on "
     "each other decides the answer, and the data hardly say",
     "estimate.say.models_differ"},
    {"the upper limit lies at the edge of the numbers that were tried: it comes from what was assumed, not "
     "from the data",
     "estimate.say.upper_assumed"},
    {"the interval takes the chosen model as given; one that repeats the choice (--ci bca) is about twice as "
     "wide",
     "estimate.say.conditional"},
    {"{failed} of {all} resamples had no estimate and are left out of the interval",
     "estimate.say.resamples_failed"},
    {"all resamples lie on one side of the estimate: the interval is that of plain percentiles",
     "estimate.say.one_side"},
    {"{share} % of the resamples lie below the estimate: the corrected limits rest on very few of them",
     "estimate.say.few_resamples"},
    {"the upper limit is below that of the chosen model alone ({upper}): read the higher one",
     "estimate.say.upper_below"},
    {"Whom the lists share follows one of the decomposable graphs of dependence, and what the graphs leave "
     "out does not depend; every person could have come on a list.",
     "estimate.say.assumes_graphs"},
    {"People are of a few kinds, and among people of one kind no list depends on another; every person could "
     "have come on a list.",
     "estimate.say.assumes_classes"},
    {"No list depends on another for the same person, whoever they are; people may differ in how easily they "
     "come on lists. It is a lower bound, not an estimate.",
     "estimate.say.assumes_chao"},
    {"No list depends on another: whether a person is on one says nothing about the others; every person is "
     "as likely as any other to be on a list.",
     "estimate.say.assumes_independence"},
    {"Lists depend on each other only as in {terms}; pairs not named are independent, and there is no "
     "dependence among three lists or more; every person could have come on a list.",
     "estimate.say.assumes_pairs"},
    {"Lists depend on each other only as in {terms}; pairs not named are independent; every person could "
     "have come on a list.",
     "estimate.say.assumes_terms"},
});

constexpr std::string_view kOneListDecides = "one list decides the result: ";

using Captured = std::vector<std::pair<std::string_view, std::string_view>>;

// Shortest first for each name: no pattern has a name right beside another.
std::optional<Captured> matched(std::string_view pattern, std::string_view sentence) {
    Captured captured;
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        if (!sentence.starts_with(pattern.substr(0, open))) return std::nullopt;
        if (open == std::string_view::npos) {
            return sentence.size() == pattern.size() ? std::optional(captured) : std::nullopt;
        }
        sentence.remove_prefix(open);
        const std::size_t close = pattern.find('}', open);
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        pattern.remove_prefix(close + 1);
        const std::string_view after = pattern.substr(0, pattern.find('{'));
        const std::size_t end = after.empty() ? sentence.size() : sentence.find(after);
        if (end == std::string_view::npos || end == 0) return std::nullopt;
        captured.emplace_back(name, sentence.substr(0, end));
        sentence.remove_prefix(end);
    }
    return sentence.empty() ? std::optional(captured) : std::nullopt;
}

// "11,313" as the reader writes it; whatever is no whole number stays.
std::string number_or_text(const base::Words& words, std::string_view text) {
    std::string digits;
    for (const char letter : text) {
        if (letter != ',') digits += letter;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = error == std::errc{} && end == digits.data() + digits.size();
    return whole ? words.number(number) : std::string(text);
}

std::string argument_of(const base::Words& words, std::string_view name, std::string_view text) {
    if (name.starts_with("method_")) {
        if (const auto method = estimation::method_called(text)) return method_name(words, *method);
    }
    if (name == "list" || name == "pair" || name == "pairs" || name == "terms") return std::string(text);
    return number_or_text(words, text);
}

}  // namespace

std::optional<std::string> said_in(const base::Words& words, std::string_view sentence, bool holds_back) {
    if (sentence.starts_with(kOneListDecides)) {
        const auto rest = said_in(words, sentence.substr(kOneListDecides.size()), holds_back);
        if (!rest) return std::nullopt;
        return words.text("estimate.say.one_list_decides", {{"how", *rest}});
    }
    for (const Form& form : kForms) {
        const auto captured = matched(form.pattern, sentence);
        if (!captured) continue;
        base::MessageArguments arguments;
        for (const auto& [name, text] : *captured) {
            arguments.emplace_back(std::string(name), argument_of(words, name, text));
        }
        const bool instead = holds_back && !form.key_held_back.empty();
        return words.text(instead ? form.key_held_back : form.key, arguments);
    }
    return std::nullopt;
}

std::string method_name(const base::Words& words, estimation::Method method) {
    return words.text("estimate.method." + std::string(estimation::name_of(method)));
}

std::string light_name(const base::Words& words, estimation::Light light) {
    switch (light) {
        case estimation::Light::none: return words.text("estimate.light.none");
        case estimation::Light::fragile: return words.text("estimate.light.fragile");
        case estimation::Light::usable_with_care: return words.text("estimate.light.usable_with_care");
    }
    return {};
}

}  // namespace web
