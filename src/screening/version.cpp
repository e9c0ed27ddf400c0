#include "screening/version.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <tuple>

namespace screening {
namespace {

struct Version {
    int year = 0;
    int month = 0;
    int revision = 0;
};

std::optional<int> digits(std::string_view text) {
    const bool plain = std::ranges::all_of(text, [](char symbol) { return symbol >= '0' && symbol <= '9'; });
    int value = 0;
    if (!plain || text.empty()) return std::nullopt;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{}) return std::nullopt;
    return value;
}

std::optional<Version> parsed(std::string_view text) {
    const auto dot = text.find('.');
    const std::string_view date = text.substr(0, dot);
    Version out;
    if (dot != std::string_view::npos) {
        const auto revision = digits(text.substr(dot + 1));
        if (!revision || *revision < 1 || *revision > 999) return std::nullopt;
        out.revision = *revision;
    }
    if (date.size() != 4 && date.size() != 7) return std::nullopt;
    const auto year = digits(date.substr(0, 4));
    if (!year || *year < 1900) return std::nullopt;
    out.year = *year;
    if (date.size() == 7) {
        const auto month = digits(date.substr(5));
        if (date[4] != '-' || !month || *month < 1 || *month > 12) return std::nullopt;
        out.month = *month;
    }
    return out;
}

auto ordered(const Version& version) {
    return std::tuple(version.year, version.month, version.revision);
}

}  // namespace

bool is_version(std::string_view text) {
    return parsed(text).has_value();
}

bool is_older(std::string_view left, std::string_view right) {
    return ordered(parsed(left).value_or(Version{})) < ordered(parsed(right).value_or(Version{}));
}

}  // namespace screening
