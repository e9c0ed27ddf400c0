#include "courier/may_tell.hpp"

#include "guard/authorise.hpp"
#include "guard/standing_program.hpp"

namespace courier {

base::Result<std::optional<guard::Actor>> may_tell(store::ReadSession& session, const guard::KeyRing& keys,
                                                   guard::UserId program, base::Time now) {
    auto actor = guard::actor_of_standing_program(session, keys, program, now);
    if (!actor || !*actor) return actor;
    // What casework::read_changes asks; here first, so that a program that may not is no refusal in the log
    // every two seconds.
    const guard::Ask ask{.permission = guard::Permission::worklist_read, .purpose = guard::Purpose::support};
    if (!guard::authorise(**actor, ask, now).allowed) return std::optional<guard::Actor>();
    return actor;
}

}  // namespace courier
