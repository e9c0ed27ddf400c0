#include "engines/estimation/hierarchical_model.hpp"

#include <algorithm>
#include <optional>

namespace estimation {
namespace {

// Up to nine lists are numbered by one digit each.
constexpr std::size_t kNumberedMost = 9;

// The lowest list that only one of the two has decides.
bool lower_lists_first(Mask one, Mask other) {
    const Mask differing = one ^ other;
    return (one & (differing & (0U - differing))) != 0;
}

std::optional<std::size_t> list_called(std::string_view name, std::span<const std::string> lists) {
    const auto found = std::ranges::find(lists, name);
    if (found == lists.end()) return std::nullopt;
    return static_cast<std::size_t>(found - lists.begin());
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("123456789") == std::string_view::npos;
}

base::Problem wrong_model(std::string rule, std::span<const std::string> lists) {
    std::string accepted = lists.size() <= kNumberedMost ? "[12,3], or by names " : "";
    accepted += "[" + lists[0] + ":" + lists[1] + "," + lists[2] + "]";
    return base::invalid_field("model", std::move(rule), std::move(accepted));
}

base::Result<Mask> read_term(std::string_view text, std::span<const std::string> lists) {
    Mask term = 0;
    const auto take = [&](std::optional<std::size_t> list) -> base::Done {
        if (!list || *list >= lists.size()) return base::fail(wrong_model("no_such_list", lists));
        const Mask bit = Mask{1} << *list;
        if ((term & bit) != 0) return base::fail(wrong_model("list_twice", lists));
        term |= bit;
        return {};
    };
    const bool named = text.find(':') != std::string_view::npos || list_called(text, lists).has_value();
    if (!named && is_number(text) && lists.size() <= kNumberedMost) {
        for (const char digit : text) {
            if (auto taken = take(static_cast<std::size_t>(digit - '1')); !taken) {
                return base::fail(taken.error());
            }
        }
        return term;
    }
    while (true) {
        const std::size_t end = std::min(text.find(':'), text.size());
        if (auto taken = take(list_called(text.substr(0, end), lists)); !taken) {
            return base::fail(taken.error());
        }
        if (end == text.size()) return term;
        text.remove_prefix(end + 1);
    }
}

std::string_view trimmed(std::string_view text) {
    const std::size_t from = text.find_first_not_of(' ');
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

}  // namespace

bool comes_before(Mask one, Mask other) {
    if (lists_in(one) != lists_in(other)) return lists_in(one) < lists_in(other);
    return lower_lists_first(one, other);
}

HierarchicalModel independence(std::size_t lists) {
    HierarchicalModel model{{0}};
    for (std::size_t list = 0; list < lists; ++list) model.terms.push_back(Mask{1} << list);
    return model;
}

HierarchicalModel with_terms(std::size_t lists, std::span<const Mask> terms) {
    HierarchicalModel model = independence(lists);
    for (const Mask term : terms) {
        // Every subset: the next smaller number with bits of the term alone.
        for (Mask subset = term; subset != 0; subset = (subset - 1) & term) model.terms.push_back(subset);
    }
    std::ranges::sort(model.terms, comes_before);
    const auto repeated = std::ranges::unique(model.terms);
    model.terms.erase(repeated.begin(), repeated.end());
    return model;
}

std::vector<Mask> interactions(std::size_t lists, int order) {
    std::vector<Mask> terms;
    for (Mask term = 1; term < (Mask{1} << lists); ++term) {
        if (lists_in(term) >= 2 && lists_in(term) <= order) terms.push_back(term);
    }
    std::ranges::sort(terms, comes_before);
    return terms;
}

std::vector<Mask> interactions_of(const HierarchicalModel& model) {
    std::vector<Mask> terms;
    std::ranges::copy_if(model.terms, std::back_inserter(terms),
                         [](Mask term) { return lists_in(term) >= 2; });
    return terms;
}

std::vector<Mask> generators_of(const HierarchicalModel& model) {
    std::vector<Mask> largest;
    for (const Mask term : model.terms) {
        const bool inside = std::ranges::any_of(
            model.terms, [&](Mask other) { return other != term && (other & term) == term; });
        if (!inside) largest.push_back(term);
    }
    std::ranges::sort(largest, [](Mask one, Mask other) {
        if (lists_in(one) != lists_in(other)) return lists_in(one) > lists_in(other);
        return lower_lists_first(one, other);
    });
    return largest;
}

std::string term_in_words(Mask term, std::span<const std::string> lists) {
    std::string words;
    for (std::size_t list = 0; list < lists.size(); ++list) {
        if ((term >> list & 1) == 0) continue;
        if (!words.empty()) words += ':';
        words += lists[list];
    }
    return words;
}

std::string generators_in_words(const HierarchicalModel& model, std::span<const std::string> lists) {
    std::string words = "[";
    for (const Mask term : generators_of(model)) {
        if (words.size() > 1) words += ',';
        if (lists.size() > kNumberedMost) {
            words += term_in_words(term, lists);
            continue;
        }
        for (std::size_t list = 0; list < lists.size(); ++list) {
            if ((term >> list & 1) != 0) words += std::to_string(list + 1);
        }
    }
    return words + "]";
}

base::Result<HierarchicalModel> read_model(std::string_view generators, std::span<const std::string> lists) {
    std::string_view text = trimmed(generators);
    if (text.starts_with('[') && text.ends_with(']') && text.size() >= 2) {
        text = text.substr(1, text.size() - 2);
    } else if (text.empty() || text.find_first_of("[]") != std::string_view::npos) {
        return base::fail(wrong_model("not_generators", lists));
    }
    std::vector<Mask> terms;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(",;"), text.size());
        const auto term = read_term(trimmed(text.substr(0, end)), lists);
        if (!term) return base::fail(term.error());
        terms.push_back(*term);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return with_terms(lists.size(), terms);
}

}  // namespace estimation
