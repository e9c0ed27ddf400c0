#pragma once
// Use cases on programs and their tokens: what the administrator does, in a browser or by the command line.
// Each is audited. No program may do any of it: a token that issues tokens would never end.

#include "base/result.hpp"
#include "base/secret.hpp"
#include "guard/manage_users.hpp"
#include "guard/program_token.hpp"
#include "guard/unit_of_work.hpp"
#include "guard/user.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace guard {

// Of a program what may be changed.
struct ProgramParts {
    std::string display_name;
    Duties duties;
    UserId responsible;  // a person of the same organisation who may sign in
};

// Problems: invalid_input (display_name, roles, responsible, organisation), not_allowed.
base::Result<UserId> create_program(Workplace& workplace, const Actor& actor, OrganisationId organisation,
                                    const ProgramParts& parts);
// Takes effect at the program's next request. Problems: as above; not_found; edited_meanwhile, when somebody
// else changed it since `version`.
base::Done edit_program(Workplace& workplace, const Actor& actor, UserId id, std::int64_t version,
                        const ProgramParts& parts);

// While it is disabled none of its tokens opens anything. Problem: not_found.
base::Done disable_program(Workplace& workplace, const Actor& actor, UserId id);
base::Done enable_program(Workplace& workplace, const Actor& actor, UserId id);

struct NewToken {
    std::string name;
    ScopeSet scopes;
    base::Time expires_at;
    // None: one is made. For a demo, whose token everybody may know.
    std::optional<base::Secret<std::string>> text = {};
};

struct IssuedToken {
    ProgramTokenId id;
    base::Secret<std::string> text;  // this once
};

// Problems: invalid_input (name, scopes, expires_at), not_found, wrong_state (the program is disabled).
base::Result<IssuedToken> issue_token(Workplace& workplace, const Actor& actor, UserId program,
                                      const NewToken& wanted);
// For good. What was revoked before stays so. Problem: not_found.
base::Done revoke_token(Workplace& workplace, const Actor& actor, ProgramTokenId id);

struct ProgramView {
    User program;
    std::string responsible_name;
    std::string responsible_sign_in_name;
    bool responsible_disabled = false;  // somebody else should answer for it
    std::vector<ProgramToken> tokens;   // newest first
};

// A token that somebody should replace, and whose it is.
struct EndingToken {
    ProgramToken token;
    std::string program_name;
};

// Of all programs that are open, soonest first.
base::Result<std::vector<EndingToken>> list_ending_tokens(Workplace& workplace, const Actor& actor,
                                                          int rows_max);

// In the order they were added; `after` is the last one of the page before.
base::Result<std::vector<ProgramView>> list_programs(Workplace& workplace, const Actor& actor,
                                                     std::optional<OrganisationId> organisation,
                                                     std::optional<UserId> after, int rows_max);
// Problem: not_found.
base::Result<ProgramView> read_program(Workplace& workplace, const Actor& actor, UserId id);

}  // namespace guard
