#pragma once
// The SQL of programmes, rounds, States and who was eligible for which round. Authorising is the caller's.
// Thread rule: as the session passed in.

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/session.hpp"
#include "survey/rounds/kept_round.hpp"
#include "survey/state_set.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace survey::rounds {

// Problem: already_exists.
base::Done insert_programme(store::WriteSession& session, const Programme& programme);
base::Result<std::optional<Programme>> find_programme(store::ReadSession& session, std::string_view name);

// Problem: already_exists, for a label that the programme has.
base::Done insert_round(store::WriteSession& session, const KeptRound& round);
base::Result<std::optional<KeptRound>> find_round(store::ReadSession& session, ProgrammeId programme,
                                                  std::string_view label);
// Of every programme, by the name of it.
struct FoundRound {
    KeptRound round;
    std::string programme;
};
base::Result<std::vector<FoundRound>> rounds_labelled(store::ReadSession& session, std::string_view label);

// Every State that any round has.
base::Result<StateRegister> all_states(store::ReadSession& session);
// Those of `states` that are not there yet; says how many. Problem: invalid_input naming `states`, where all
// would be more than kStatesMost.
base::Result<std::int64_t> add_states(store::WriteSession& session, std::span<const StateCode> states,
                                      base::Time now);

base::Done insert_members(store::WriteSession& session, RoundId round, std::span<const StateCode> states);
// The population of a round, as places of `states`.
base::Result<StateSet> eligible_members(store::ReadSession& session, RoundId round,
                                        const StateRegister& states);

}  // namespace survey::rounds
