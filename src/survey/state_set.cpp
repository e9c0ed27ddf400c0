#include "survey/state_set.hpp"

#include <algorithm>

namespace survey {

std::optional<StateCode> StateCode::from_text(std::string_view text) {
    StateCode code;
    if (text.size() != code.signs_.size()) return std::nullopt;
    for (std::size_t index = 0; index < text.size(); ++index) {
        const char sign = text[index];
        if (!(sign >= 'A' && sign <= 'Z') && !(sign >= '0' && sign <= '9')) return std::nullopt;
        code.signs_[index] = sign;
    }
    return code;
}

base::Result<StateRegister> StateRegister::of(std::span<const StateCode> states) {
    StateRegister all;
    all.states_.assign(states.begin(), states.end());
    std::ranges::sort(all.states_);
    const auto repeated = std::ranges::unique(all.states_);
    all.states_.erase(repeated.begin(), repeated.end());
    if (all.states_.size() > kStatesMost) {
        return base::fail(base::invalid_field("states", "too_many", std::to_string(kStatesMost)));
    }
    return all;
}

std::optional<std::size_t> StateRegister::place_of(StateCode state) const {
    const auto found = std::ranges::lower_bound(states_, state);
    if (found == states_.end() || *found != state) return std::nullopt;
    return static_cast<std::size_t>(found - states_.begin());
}

StateSet StateRegister::all() const {
    StateSet set;
    for (std::size_t place = 0; place < states_.size(); ++place) set.insert(place);
    return set;
}

std::vector<StateCode> StateRegister::codes_of(const StateSet& set) const {
    std::vector<StateCode> found;
    set.for_each([&](std::size_t place) { found.push_back(states_[place]); });
    return found;
}

}  // namespace survey
