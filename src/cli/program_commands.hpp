#pragma once
// The commands on programs and their tokens. They go through the use cases of the guard as the command line's
// own actor, so that each is in the audit log. A token is printed once, to the terminal that asked.

#include "base/result.hpp"
#include "cli/commands.hpp"
#include "cli/people_commands.hpp"

#include <string>
#include <vector>

namespace cli {

struct ProgramToAdd {
    std::string name;
    std::string responsible;  // the sign-in name of who answers for it; the program is of their organisation
    DutiesToGive duties;
};
// Prints its id.
base::Done add_program(const Task& task, const ProgramToAdd& wanted);
// With how many tokens open something, and when the first of them ends.
base::Done list_programs(const Task& task);
// `program` is an id or a name that only one has.
base::Done disable_program(const Task& task, const std::string& program);
base::Done enable_program(const Task& task, const std::string& program);

struct TokenToIssue {
    std::string program;
    std::string name;
    std::vector<std::string> scopes;  // codes of guard/scope.def
    int days = 90;                    // guard::kTokenDaysOffered
};
// Prints the token.
base::Done issue_token(const Task& task, const TokenToIssue& wanted);
// Of one program, or of all when `program` is empty. Never the token itself.
base::Done list_tokens(const Task& task, const std::string& program);
// `token` is the id that list_tokens() prints.
base::Done revoke_token(const Task& task, const std::string& token);

}  // namespace cli
