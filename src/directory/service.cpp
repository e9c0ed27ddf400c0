#include "directory/service.hpp"

#include "directory/need.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace directory {
namespace {

using Codes = std::vector<std::string>;

bool all_in(const Codes& chosen, const Codes& list) {
    return std::ranges::all_of(
        chosen, [&](const std::string& code) { return std::ranges::find(list, code) != list.end(); });
}

bool is_language_code(const std::string& code) {
    const bool length = code.size() == 2 || code.size() == 3;
    return length && std::ranges::all_of(code, [](char letter) { return letter >= 'a' && letter <= 'z'; });
}

}  // namespace

const Codes& gender_codes() {
    static const Codes codes{"woman", "man", "trans_woman", "trans_man", "non_binary"};
    return codes;
}

const Codes& age_band_codes() {
    static const Codes codes{"under_12", "12_15", "16_17", "18_25", "26_59", "60_over"};
    return codes;
}

const Codes& household_codes() {
    static const Codes codes{"alone", "with_children", "pregnant", "couple", "with_family"};
    return codes;
}

const Codes& status_codes() {
    static const Codes codes{"citizen", "resident", "asylum_seeker", "temporary_protection", "undocumented"};
    return codes;
}

base::Done check_service(const Service& service) {
    std::vector<base::FieldProblem> fields;
    const auto demand = [&](bool good, std::string_view field, std::string_view rule) {
        if (!good) fields.push_back({std::string(field), std::string(rule), {}});
    };
    demand(!service.name.empty(), "name", "required");
    demand(!service.needs.empty(), "needs", "required");
    demand(all_in(service.needs, need_codes()), "needs", "not_in_list");
    demand(std::ranges::all_of(service.languages, is_language_code), "languages", "not_in_list");
    demand(all_in(service.eligibility.genders, gender_codes()), "genders", "not_in_list");
    demand(all_in(service.eligibility.age_bands, age_band_codes()), "age_bands", "not_in_list");
    demand(all_in(service.eligibility.households, household_codes()), "households", "not_in_list");
    demand(all_in(service.eligibility.statuses, status_codes()), "statuses", "not_in_list");
    if (const auto site = check_site(service.site); !site) {
        std::ranges::copy(site.error().fields, std::back_inserter(fields));
    }
    if (service.capacity) {
        const Capacity& capacity = *service.capacity;
        demand(capacity.total >= 0, "capacity_total", "out_of_range");
        demand(capacity.free >= 0 && capacity.free <= capacity.total, "capacity_free", "out_of_range");
    }
    if (!fields.empty()) return base::fail(base::invalid_fields(std::move(fields)));
    return {};
}

}  // namespace directory
