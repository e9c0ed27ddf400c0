#include "casework/band_move.hpp"

#include "casework/move_case.hpp"

namespace casework {

base::Done move_to_band(const CaseDesk& desk, guard::WriteWork& work, CaseFile& file, screening::Band band,
                        const Settled& settled) {
    const State state = file.states.identification;
    if (state != State::concern_raised && state != State::in_screening) return {};
    switch (band) {
        case screening::Band::at_risk: return move_case(desk, work, file, {.to = State::at_risk});
        case screening::Band::no_indication_now: {
            if (!settled.second_trained_person) return {};
            Move move{.to = State::no_indication_now, .code = settled.reason};
            move.fulfilled.push_back(Requirement::second_trained_person);
            if (!settled.reason.empty()) move.fulfilled.push_back(Requirement::reason_given);
            if (settled.information_given) move.fulfilled.push_back(Requirement::information_given);
            return move_case(desk, work, file, move);
        }
        case screening::Band::reason_for_concern:
        case screening::Band::strong_concern:
        case screening::Band::child_concern: return {};
    }
    return {};
}

}  // namespace casework
