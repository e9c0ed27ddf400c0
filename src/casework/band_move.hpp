#pragma once
// Where a band takes the case by itself: at risk to its plan of prevention (T5), no indication now to ID3
// once two people agreed (T4). Every higher band leaves it to a person's judgement whether to presume (T6,
// INV-11), and no band ever takes a case back that stands further. A step inside a use case's transaction.

#include "casework/case_desk.hpp"
#include "casework/case_file.hpp"
#include "casework/transition.hpp"
#include "guard/unit_of_work.hpp"
#include "screening/band.hpp"

#include <string>
#include <vector>

namespace casework {

// What two people settled, for T4; empty where one person saw a band of the rules.
struct Settled {
    bool second_trained_person = false;
    bool information_given = false;
    std::string reason;
};

base::Done move_to_band(const CaseDesk& desk, guard::WriteWork& work, CaseFile& file, screening::Band band,
                        const Settled& settled);

}  // namespace casework
