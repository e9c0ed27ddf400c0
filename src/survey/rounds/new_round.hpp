#pragma once
// What every import begins with: its programme and its round, and the note in the audit. In the caller's unit
// of work, which has been allowed.

#include "base/result.hpp"
#include "guard/unit_of_work.hpp"
#include "survey/rounds/import_round.hpp"
#include "survey/workflow.hpp"

#include <optional>
#include <string>

namespace survey::rounds {

inline constexpr guard::Ask kManageSurvey{.permission = guard::Permission::survey_manage,
                                          .purpose = guard::Purpose::administration};
inline constexpr guard::Ask kReadSurvey{.permission = guard::Permission::survey_read,
                                        .purpose = guard::Purpose::oversight};

// Makes the round, and the programme where it is not there. Problems: already_exists; invalid_input naming
// `round` or `programme`, which are words of 1 to 200 signs.
base::Result<KeptRound> begin_round(guard::WriteWork& work, const RoundFile& file, RoundKind kind,
                                    std::optional<std::int64_t> population);

// Problem: edited_meanwhile.
base::Done move_round(guard::WriteWork& work, const KeptRound& round, RoundPhase to, std::string action);

guard::AuditEvent round_event(RoundId round, std::string action);

}  // namespace survey::rounds
