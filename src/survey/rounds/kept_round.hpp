#pragma once
// A programme of surveys and its rounds as they are kept (survey.md 4). The round of the statistics
// (survey/round.hpp) is filled from these, item by item. Thread rule: plain values.

#include "base/id.hpp"
#include "base/time.hpp"
#include "survey/closed_list.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace survey::rounds {

struct Programme;
struct KeptRound;
using ProgrammeId = base::Id<Programme>;
using RoundId = base::Id<KeptRound>;

struct Programme {
    ProgrammeId id;
    std::string name;
    std::string owner;
    base::Time created_at;
};

// aggregate_only: totals of somebody's report; no State's answers are known.
enum class RoundKind { microdata, aggregate_only };

struct KeptRound {
    RoundId id;
    ProgrammeId programme;
    std::string label;  // "2015/16"
    RoundKind kind = RoundKind::microdata;
    std::string phase;
    std::string source_language = "en";
    // How many States there were, of a round whose members are not known.
    std::optional<std::int64_t> population;
    bool synthetic = false;  // invented, and said so wherever it is shown
    std::string note;
    base::Time created_at;
    std::int64_t version = 1;
};

}  // namespace survey::rounds

namespace survey {
template <>
std::span<const std::string_view> codes<rounds::RoundKind>();  // "microdata", "aggregate_only"
}  // namespace survey
