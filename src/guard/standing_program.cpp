#include "guard/standing_program.hpp"

#include "guard/organisation_repository.hpp"
#include "guard/program_token_repository.hpp"
#include "guard/user_repository.hpp"

#include <utility>

namespace guard {

base::Result<std::optional<Actor>> actor_of_standing_program(store::ReadSession& session, const KeyRing& keys,
                                                             UserId id, base::Time now) {
    const auto program = load_user(session, keys, id);
    if (!program) return base::fail(program.error());
    if (!program->is_program() || program->disabled_at) return std::optional<Actor>();
    const auto organisation = load_organisation(session, program->organisation);
    if (!organisation) return base::fail(organisation.error());
    if (!organisation->agreement_in_force(now)) return std::optional<Actor>();
    const auto tokens = tokens_of(session, keys, id);
    if (!tokens) return base::fail(tokens.error());
    ScopeSet scopes;
    for (const ProgramToken& token : *tokens) {
        if (token.opens(now)) scopes = scopes.plus(token.scopes);
    }
    if (scopes.empty()) return std::optional<Actor>();
    Actor actor = actor_of(*program, *organisation, now);
    actor.second_factor_passed = true;  // as for who comes in by a token (admit_program.cpp)
    actor.scopes = scopes;
    return std::optional(std::move(actor));
}

}  // namespace guard
