#pragma once
// Use cases of oversight (DPO, auditor): who did or looked at what, when, why and under which rule, newest
// first; of everything or of one case. Roles and organisations, no names of staff, nothing of the person but
// the pseudonym (INV-10). Reading the log opens no content and is no look at anybody.

#include "base/result.hpp"
#include "casework/case_desk.hpp"
#include "guard/audit.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casework {

constexpr int kAccessLogPageRows = 50;

struct AccessLine {
    guard::AuditRow row;
    std::string organisation;        // empty: the program itself, or the command line
    std::vector<guard::Role> roles;  // held now by who did it
    bool by_program = false;         // by a program of others (guard/admit_program.hpp)
    std::string pseudonym;           // of the case concerned; empty: none
};
struct AccessLogPage {
    std::vector<AccessLine> lines;
    bool more = false;
    std::string pseudonym;  // of the case that was asked for
};

// `before` is the number of the last row of the page before. Problem: not_found (case).
base::Result<AccessLogPage> read_access_log(const CaseDesk& desk, const guard::Actor& actor,
                                            const std::optional<guard::CaseId>& concerned_case,
                                            std::optional<std::int64_t> before);

// The case of a pseudonym somebody asks oversight about. Problem: invalid_input (pseudonym).
base::Result<guard::CaseId> find_case_for_oversight(const CaseDesk& desk, const guard::Actor& actor,
                                                    std::string_view pseudonym);

}  // namespace casework
