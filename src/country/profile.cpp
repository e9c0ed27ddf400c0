#include "country/profile.hpp"

#include <array>

namespace country {

std::string_view code_of(Pattern pattern) {
    static constexpr std::array<std::string_view, 10> kCodes{"POLICE_ONLY",
                                                             "POLICE_PLUS_RAPPORTEUR",
                                                             "CENTRAL_AUTHORITY",
                                                             "SOCIAL_MINISTRY",
                                                             "SOCIAL_CENTRE",
                                                             "POLICE_OR_NGO_COMMISSION",
                                                             "AUTHORITY_WITH_NGO",
                                                             "POLICE_PLUS_MULTIPLE_REPORTERS",
                                                             "ANTI_TRAFFICKING_ENTITY",
                                                             "IMMIGRATION_ON_INDICATION"};
    return kCodes.at(static_cast<std::size_t>(pattern));
}

const std::string& Profile::name(const std::string& language) const {
    const auto found = data_.name.find(language);
    return found != data_.name.end() ? found->second : data_.name.at("en");
}

const ClockRule* Profile::clock(ClockKind kind) const {
    const auto found = data_.clocks.find(kind);
    return found == data_.clocks.end() ? nullptr : &found->second;
}

std::optional<base::Time> Profile::due_at(ClockKind kind, base::Time started, Urgency urgency) const {
    const ClockRule* const rule = clock(kind);
    if (rule == nullptr) return std::nullopt;
    return country::due_at(*rule, started, data_.calendar, urgency);
}

const std::vector<std::string>& Profile::roles_for(std::string_view transition) const {
    static const std::vector<std::string> none;
    const auto found = data_.roles.find(transition);
    return found == data_.roles.end() ? none : found->second.value;
}

const Fact* Profile::fact(std::string_view fact_name) const {
    const auto found = data_.facts.find(fact_name);
    return found == data_.facts.end() ? nullptr : &found->second;
}

bool Profile::holds(std::string_view fact_name) const {
    const Fact* const found = fact(fact_name);
    const bool* const flag = found == nullptr ? nullptr : std::get_if<bool>(&found->value);
    return flag != nullptr && *flag;
}

std::string Profile::text_of(std::string_view fact_name, std::string_view otherwise) const {
    const Fact* const found = fact(fact_name);
    const std::string* const text = found == nullptr ? nullptr : std::get_if<std::string>(&found->value);
    return text == nullptr ? std::string(otherwise) : *text;
}

}  // namespace country
