#pragma once
// One step in the life of a referral, of the sender or of the receiver: a post that goes on from the version
// that was read, and gives the one that is saved.

#include "casework/answer_referral.hpp"
#include "web/api/operation.hpp"

#include <optional>
#include <string_view>

namespace web::api {

// `current` shows what is there now where somebody was quicker (412).
Operation referral_step(std::string_view pattern, std::string_view name, std::string_view summary,
                        guard::Permission permission, std::optional<Body> body,
                        base::Result<Reply> (*handler)(const Call&),
                        base::Result<Reply> (*current)(const Call&));

// Runs `act` on the referral of the path, at the version of If-Match.
template <class Act>
base::Result<Reply> take_step(const Call& call, Act act) {
    const auto id = call.id<casework::Referral>("referral");
    if (!id) return base::fail(id.error());
    return saved(act(casework::Answering{*id, call.version}));
}

}  // namespace web::api
