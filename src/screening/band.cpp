#include "screening/band.hpp"

#include <array>

namespace screening {
namespace {

constexpr std::array<std::string_view, 5> kBands{"no_indication_now", "at_risk", "reason_for_concern",
                                                 "strong_concern", "child_concern"};
constexpr std::array<std::string_view, 5> kCodes{"B0", "B1", "B2", "B3", "BC"};
constexpr std::array<std::string_view, 5> kClassifications{
    "no_exploitation_found", "labour_rights_case", "deception_and_exploitation",
    "exploitation_under_coercion", "trafficking_for_forced_labour"};

std::string band_key(Band band, std::string_view thing) {
    return "screening_rules.band." + std::string(name_of(band)) + "." + std::string(thing);
}

}  // namespace

template <>
std::span<const std::string_view> names<Band>() {
    return kBands;
}

template <>
std::span<const std::string_view> names<Classification>() {
    return kClassifications;
}

std::string_view code_of(Band band) {
    return kCodes.at(static_cast<std::size_t>(band));
}

// The child's band is the highest: leaving the child's path is always a downgrade (INV-17).
bool is_lower(Band left, Band right) {
    return static_cast<int>(left) < static_cast<int>(right);
}

std::string name_key(Band band) {
    return band_key(band, "name");
}
std::string meaning_key(Band band) {
    return band_key(band, "meaning");
}
std::string next_step_key(Band band) {
    return band_key(band, "next");
}

std::string name_key(Classification classification) {
    return "screening_rules.classification." + std::string(name_of(classification));
}

}  // namespace screening
