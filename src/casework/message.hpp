#pragma once
// What sender and receiver write to each other about a referral: a question asked back, a reply, a note with
// an answer. Sealed under the referral's Z2 key, read by both sides. Pure.

#include "base/result.hpp"
#include "base/time.hpp"
#include "guard/actor.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casework {

struct Message {
    base::Time at;
    guard::OrganisationId from;
    std::string words;

    friend bool operator==(const Message&, const Message&) = default;
};

std::string to_json(const std::vector<Message>& exchange);
// Problem: invalid_file.
base::Result<std::vector<Message>> messages_from_json(std::string_view json);

}  // namespace casework
