#pragma once
// What a screening can end with. INV-05: there is no value that says who a person is not; the lowest band
// speaks of now, and a flag always means "offer a private talk and support", never a label. Thread rule:
// plain values.

#include "screening/named.hpp"

#include <string>
#include <string_view>

namespace screening {

// B0, B1, B2, B3 and BC of domain.md 6.1.
enum class Band { no_indication_now, at_risk, reason_for_concern, strong_concern, child_concern };

// The reading of delphi_case_v1. exploitation_under_coercion is ours [D]: the published table has no row for
// exploitation with coercion where deceptive recruitment is not shown, or where recruitment was coerced and
// coercion at the workplace not shown.
enum class Classification {
    no_exploitation_found,
    labour_rights_case,
    deception_and_exploitation,
    exploitation_under_coercion,
    trafficking_for_forced_labour,
};

template <>
std::span<const std::string_view> names<Band>();
template <>
std::span<const std::string_view> names<Classification>();

std::string_view code_of(Band band);  // "B0"
bool is_lower(Band left, Band right);

std::string name_key(Band band);
std::string meaning_key(Band band);
std::string next_step_key(Band band);
std::string name_key(Classification classification);

}  // namespace screening
