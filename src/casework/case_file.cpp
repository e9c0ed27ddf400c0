#include "casework/case_file.hpp"

namespace casework {

CaseStates rebuilt(const std::vector<CaseEvent>& events) {
    CaseStates states;
    for (const CaseEvent& event : events) {
        if (event.to) states.set(*event.to);
    }
    return states;
}

}  // namespace casework
