#pragma once
// Sets of States, as bits: a statistic over 200 States is a few instructions. One register of all States of
// the survey gives each its place, so that sets of different rounds can be put beside each other. Thread
// rule: plain values.

#include "base/result.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace survey {

// About 250 States and territories have a code. One set is one line of a processor's cache.
constexpr std::size_t kStatesMost = 512;

class StateSet {
public:
    void insert(std::size_t place) { words_[place / 64] |= bit(place); }
    void erase(std::size_t place) { words_[place / 64] &= ~bit(place); }
    bool contains(std::size_t place) const { return (words_[place / 64] & bit(place)) != 0; }

    std::int64_t count() const {
        int count = 0;
        for (const std::uint64_t word : words_) count += std::popcount(word);
        return count;
    }
    bool empty() const { return *this == StateSet{}; }
    bool covers(const StateSet& other) const { return (other - *this).empty(); }

    StateSet& operator|=(const StateSet& other) {
        for (std::size_t word = 0; word < words_.size(); ++word) words_[word] |= other.words_[word];
        return *this;
    }
    StateSet& operator&=(const StateSet& other) {
        for (std::size_t word = 0; word < words_.size(); ++word) words_[word] &= other.words_[word];
        return *this;
    }
    StateSet& operator-=(const StateSet& other) {
        for (std::size_t word = 0; word < words_.size(); ++word) words_[word] &= ~other.words_[word];
        return *this;
    }
    friend StateSet operator|(StateSet left, const StateSet& right) { return left |= right; }
    friend StateSet operator&(StateSet left, const StateSet& right) { return left &= right; }
    friend StateSet operator-(StateSet left, const StateSet& right) { return left -= right; }
    friend bool operator==(const StateSet&, const StateSet&) = default;

    // Places in rising order.
    template <class Visit>
    void for_each(Visit visit) const {
        for (std::size_t word = 0; word < words_.size(); ++word) {
            for (std::uint64_t rest = words_[word]; rest != 0; rest &= rest - 1) {
                visit(word * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
            }
        }
    }

private:
    static std::uint64_t bit(std::size_t place) { return std::uint64_t{1} << (place % 64); }

    std::array<std::uint64_t, kStatesMost / 64> words_{};
};

// Three capital letters or digits: ISO 3166-1 alpha-3, where XAA to XZZ are free for invented States.
class StateCode {
public:
    static std::optional<StateCode> from_text(std::string_view text);
    std::string text() const { return {signs_.begin(), signs_.end()}; }

    friend auto operator<=>(const StateCode&, const StateCode&) = default;

private:
    std::array<char, 3> signs_{};
};

// All States of the survey, in the order of their codes.
class StateRegister {
public:
    StateRegister() = default;
    // In any order, each once or more. Problem: invalid_input naming `states`, more than kStatesMost.
    static base::Result<StateRegister> of(std::span<const StateCode> states);

    std::size_t size() const { return states_.size(); }
    StateCode at(std::size_t place) const { return states_[place]; }
    std::optional<std::size_t> place_of(StateCode state) const;
    StateSet all() const;
    std::vector<StateCode> codes_of(const StateSet& set) const;

private:
    std::vector<StateCode> states_;
};

}  // namespace survey
