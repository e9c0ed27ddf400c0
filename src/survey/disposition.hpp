#pragma once
// Why there is, or is not, an answer: the closed list of survey.md 4.1 and what each does to the counts.
// "No information" (BLANK) is chosen by somebody; an empty box is no disposition. Thread rule: constant data.

#include "survey/closed_list.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace survey {

enum class Disposition {
#define DISPOSITION(name, code, role, observation_status) name,
#include "survey/disposition.def"
#undef DISPOSITION
};

enum class Role { answered, missing, outside, examined, held };

struct DispositionKind {
    Role role;
    std::string_view observation_status;  // SDMX OBS_STATUS, empty where the row is left out
};

inline constexpr std::array kDispositions{
#define DISPOSITION(name, code, role, observation_status) Disposition::name,
#include "survey/disposition.def"
#undef DISPOSITION
};
constexpr std::size_t kDispositionCount = kDispositions.size();

const DispositionKind& kind_of(Disposition disposition);

// Who may learn what a State answered (survey.md 5.2).
enum class Confidentiality { open, totals_only, secretariat };

template <>
std::span<const std::string_view> codes<Disposition>();
template <>
std::span<const std::string_view> codes<Confidentiality>();  // "PUBLIC", "TOTALS_ONLY", "SECRETARIAT"

}  // namespace survey
