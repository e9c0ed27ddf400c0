#include "survey/report/reference_reader.hpp"

#include "base/csv_reader.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace survey::report {
namespace {

struct Measure {
    ReferenceKind kind;
    std::string_view name;
};
constexpr std::array kMeasures{
    Measure{ReferenceKind::stat, "count"},     Measure{ReferenceKind::stat, "base"},
    Measure{ReferenceKind::stat, "percent"},   Measure{ReferenceKind::stat, "percent_answered"},
    Measure{ReferenceKind::stat, "sentence"},  Measure{ReferenceKind::stat, "others"},
    Measure{ReferenceKind::stat, "bounds"},    Measure{ReferenceKind::change, "sentence"},
    Measure{ReferenceKind::change, "delta"},   Measure{ReferenceKind::change, "verdict"},
    Measure{ReferenceKind::share, "sentence"}, Measure{ReferenceKind::share, "count"},
    Measure{ReferenceKind::share, "percent"},  Measure{ReferenceKind::chart, "bars"},
    Measure{ReferenceKind::chart, "map"},      Measure{ReferenceKind::chart, "bounds"},
    Measure{ReferenceKind::chart, "slope"},
};

constexpr std::array<std::pair<std::string_view, ReferenceKind>, 4> kKinds{{{"stat", ReferenceKind::stat},
                                                                            {"change", ReferenceKind::change},
                                                                            {"share", ReferenceKind::share},
                                                                            {"chart", ReferenceKind::chart}}};

std::string measures_of(ReferenceKind kind) {
    std::string names;
    for (const Measure& measure : kMeasures) {
        if (measure.kind == kind) names += (names.empty() ? "" : ", ") + std::string(measure.name);
    }
    return names;
}

bool is_bare(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' || letter == '/' ||
           static_cast<unsigned char>(letter) >= 0x80;
}

// Walks through one reference; what it cannot read it leaves where it stands.
class Walk {
public:
    explicit Walk(std::string_view inside) : rest_(inside) {}

    bool take(char sign) {
        if (rest_.empty() || rest_.front() != sign) return false;
        rest_.remove_prefix(1);
        return true;
    }
    // A code, bare or in quotes; `stops` are signs that end a bare one although a code may hold them.
    std::optional<std::string> code(std::string_view stops) {
        if (take('"')) {
            const std::size_t end = rest_.find('"');
            if (end == 0 || end == std::string_view::npos) return std::nullopt;
            std::string quoted(rest_.substr(0, end));
            rest_.remove_prefix(end + 1);
            return quoted;
        }
        std::size_t length = 0;
        while (length < rest_.size() && is_bare(rest_[length]) &&
               stops.find(rest_[length]) == std::string_view::npos) {
            ++length;
        }
        if (length == 0) return std::nullopt;
        std::string bare(rest_.substr(0, length));
        rest_.remove_prefix(length);
        return bare;
    }
    // Codes with + between them.
    std::optional<std::vector<std::string>> codes(std::string_view stops) {
        std::vector<std::string> all;
        do {
            auto one = code(stops);
            if (!one) return std::nullopt;
            all.push_back(*std::move(one));
        } while (take('+'));
        return all;
    }
    std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
};

// In a share "/" and "-" part the codes; elsewhere they may be in them, and "@" goes before a round's label.
constexpr std::string_view kShareStops = "/-";

bool read_counted(Walk& walk, Reference& reference) {
    const std::string_view stops =
        reference.kind == ReferenceKind::share ? kShareStops : std::string_view("/");
    if (!walk.take('.')) return reference.kind != ReferenceKind::share;
    auto options = walk.codes(stops);
    if (!options) return false;
    reference.options = *std::move(options);
    if (reference.kind != ReferenceKind::share) return true;
    auto whole = walk.take('/') ? walk.codes(stops) : std::nullopt;
    if (!whole) return false;
    reference.whole = *std::move(whole);
    if (!walk.take('-')) return true;
    auto remainder = walk.codes(stops);
    if (!remainder) return false;
    reference.remainder = *std::move(remainder);
    return true;
}

}  // namespace

base::Result<Reference> read_reference(std::string_view text, std::string_view inside, std::size_t offset) {
    const auto refused = [&](std::string rule, std::string accepted = {}) {
        return base::fail(base::csv_problem(text, offset, {}, std::move(rule), std::move(accepted)));
    };
    const std::size_t colon = inside.find(':');
    const auto kind =
        std::ranges::find_if(kKinds, [&](const auto& one) { return one.first == inside.substr(0, colon); });
    if (colon == std::string_view::npos || kind == kKinds.end())
        return refused("not_in_list", "stat:, change:, share:, chart:");
    Reference reference{.kind = kind->second, .offset = offset};

    Walk walk(inside.substr(colon + 1));
    auto item = walk.code("/");
    if (!item || !read_counted(walk, reference))
        return refused("reference_form", "ITEM.OPTION+OPTION|MEASURE");
    reference.item = *std::move(item);
    if (walk.take('@')) {
        auto earlier = walk.code({});
        if (!earlier) return refused("reference_form", "@ROUND");
        reference.earlier = *std::move(earlier);
    }
    if (!walk.take('|')) return refused("reference_form", "ITEM.OPTION+OPTION|MEASURE");
    reference.measure = walk.rest();
    const bool known = std::ranges::any_of(kMeasures, [&](const Measure& measure) {
        return measure.kind == reference.kind && measure.name == reference.measure;
    });
    if (!known) return refused("not_in_list", measures_of(reference.kind));
    const bool compares = reference.kind == ReferenceKind::change || reference.measure == "slope";
    if (compares != !reference.earlier.empty())
        return refused("reference_form", compares ? "@ROUND" : "no @ROUND");
    return reference;
}

}  // namespace survey::report
