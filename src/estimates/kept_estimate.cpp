#include "estimates/kept_estimate.hpp"

#include "base/csv_reader.hpp"
#include "base/text.hpp"
#include "engines/estimation/capture_table_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace estimates {
namespace {

using estimation::Interval;
using estimation::Method;

constexpr std::size_t kListNameMost = 40;
constexpr std::int64_t kSurveyMost = 1'000'000'000;
constexpr std::int64_t kSeedMost = 2'147'483'647;

// "line 3, column 12 (border)", as base::csv_problem has it, as "3:12".
std::string place_of(std::string_view field) {
    std::string place;
    for (const char letter : field.substr(0, field.find('('))) {
        if (letter >= '0' && letter <= '9') place += letter;
        if (letter == ',') place += ':';
    }
    return place;
}

base::Problem at_table(std::string rule, std::string place) {
    return base::invalid_field("table", std::move(rule), std::move(place));
}

// Of base::CsvReader, where it is no table at all: one answer for all.
const std::vector<std::string_view> kFormRules{"not_utf8",    "quote_inside",    "quote_open",
                                               "after_quote", "carriage_return", "control_character",
                                               "too_long"};

template <class Value>
bool is_one_of(const std::vector<Value>& all, const Value& one) {
    return std::ranges::find(all, one) != all.end();
}

void clean(std::vector<base::FieldProblem>& fields, const char* field, std::string& text,
           const base::TextLimits& limits) {
    auto good = base::clean_text(field, text, limits);
    if (good) {
        text = std::move(*good);
    } else {
        fields.insert(fields.end(), good.error().fields.begin(), good.error().fields.end());
    }
}

std::string quoted(const std::string& name) {
    if (name.find_first_of(",\"\n\r") == std::string::npos) return name;
    std::string out = "\"";
    for (const char letter : name) out += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return out + "\"";
}

void check_options(const Options& options, std::vector<base::FieldProblem>& fields) {
    if (!is_one_of(methods_to_choose(), options.method)) fields.push_back({"method", "not_in_list", ""});
    if (!is_one_of(intervals_to_choose(), options.interval))
        fields.push_back({"interval", "not_in_list", ""});
    if (!is_one_of(levels_to_choose(), options.level_percent)) fields.push_back({"level", "not_in_list", ""});
    if (!is_one_of(replicates_to_choose(), options.replicates)) {
        fields.push_back({"replicates", "not_in_list", ""});
    }
    if (options.seed < 0 || options.seed > kSeedMost) {
        fields.push_back({"seed", "out_of_range", "0\u20132147483647"});
    }
}

}  // namespace

bool KeptEstimate::is_confirmed() const {
    return std::ranges::all_of(estimation::assumptions_to_tick(), [this](const auto& one) {
        const auto found = reasons.find(one.key);
        return found != reasons.end() && !found->second.empty();
    });
}

const std::vector<Method>& methods_to_choose() {
    static const std::vector<Method> kAll{Method::stepwise, Method::aic_stepwise, Method::bic, Method::bma,
                                          Method::independence};
    return kAll;
}

const std::vector<Interval::Kind>& intervals_to_choose() {
    static const std::vector<Interval::Kind> kAll{Interval::Kind::bca, Interval::Kind::profile,
                                                  Interval::Kind::wald};
    return kAll;
}

const std::vector<int>& levels_to_choose() {
    static const std::vector<int> kAll{80, 90, 95, 99};
    return kAll;
}

const std::vector<std::int64_t>& replicates_to_choose() {
    static const std::vector<std::int64_t> kAll{200, 500, 1000};
    return kAll;
}

base::Result<estimation::CaptureTable> read_table(std::string_view pasted) {
    if (base::trimmed(pasted).empty()) return base::fail(at_table("required", {}));
    if (pasted.size() > kTableBytesMost) return base::fail(at_table("too_long", "65536"));
    std::string text(pasted);
    const std::string_view header = std::string_view(text).substr(0, text.find('\n'));
    if (header.find('\t') != std::string_view::npos && header.find(',') == std::string_view::npos) {
        std::ranges::replace(text, '\t', ',');
    }
    // A browser sends a text area as it was pasted: often with empty lines at its end.
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    text += '\n';
    auto table = estimation::read_capture_table(text);
    if (!table) {
        if (table.error().fields.empty()) return base::fail(table.error());
        const base::FieldProblem& first = table.error().fields.front();
        if (is_one_of(kFormRules, std::string_view(first.rule)))
            return base::fail(at_table("table_form", {}));
        return base::fail(at_table("table_" + first.rule, place_of(first.field)));
    }
    if (table->list_count() > kListsMost) return base::fail(at_table("table_lists_too_many", "1:1"));
    for (const std::string& list : table->lists) {
        if (base::code_point_count(list) > kListNameMost) {
            return base::fail(at_table("table_list_name_too_long", "1:1"));
        }
    }
    return table;
}

std::string canonical_csv(const estimation::CaptureTable& table) {
    std::string out;
    for (const std::string& list : table.lists) out += quoted(list) + ",";
    out += "count\n";
    for (std::size_t history = 1; history < table.cell_count(); ++history) {
        if (table.count[history] == 0) continue;
        for (std::size_t list = 0; list < table.list_count(); ++list) {
            out += (history >> list & 1U) == 0 ? "0," : "1,";
        }
        out += fmt::format("{:.0f}\n", table.count[history]);
    }
    return out;
}

base::Done check(KeptEstimate& estimate) {
    std::vector<base::FieldProblem> fields;
    clean(fields, "title", estimate.title, {200, 1, base::Lines::one});
    clean(fields, "territory", estimate.territory, {200, 1, base::Lines::one});
    clean(fields, "published_source", estimate.published_source, {300, 0, base::Lines::one});
    if (estimate.window_to < estimate.window_from)
        fields.push_back({"window_to", "ends_before_it_begins", ""});
    check_options(estimate.options, fields);
    if (estimate.survey) {
        clean(fields, "survey_source", estimate.survey->source, {300, 1, base::Lines::one});
        if (estimate.survey->people < 1 || estimate.survey->people > kSurveyMost) {
            fields.push_back({"survey_people", "out_of_range", "1\u20131000000000"});
        }
    }
    if (auto reasons = check_reasons(estimate.reasons); !reasons) {
        fields.insert(fields.end(), reasons.error().fields.begin(), reasons.error().fields.end());
    }
    if (!fields.empty()) return base::fail(base::invalid_fields(std::move(fields)));
    return {};
}

base::Done check_reasons(std::map<std::string, std::string, std::less<>>& reasons) {
    std::vector<base::FieldProblem> fields;
    for (auto& [assumption, reason] : reasons) {
        const bool known = std::ranges::any_of(estimation::assumptions_to_tick(),
                                               [&](const auto& one) { return one.key == assumption; });
        const std::string field = "reason_" + assumption;
        if (!known) {
            fields.push_back({field, "not_in_list", ""});
        } else {
            clean(fields, field.c_str(), reason, {500, 1, base::Lines::many});
        }
    }
    if (!fields.empty()) return base::fail(base::invalid_fields(std::move(fields)));
    return {};
}

}  // namespace estimates
