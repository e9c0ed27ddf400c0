#pragma once
// The message itself, in JSON: what happened, when, and the ids by which the program asks for the rest with
// its own token. Nothing of a person: a message passes through other people's servers and logs, it may come
// late, and whether its reader may still read the case is asked when they ask, not when it was sent. Pure.

#include "courier/delivery.hpp"

#include <string>

namespace courier {

inline constexpr std::string_view kChangesPath = "/api/v1/changes";

// The cursor of the feed that stands just before a change, so that asking after it begins with the change
// itself. The same text as the feed's own.
std::string cursor_before(std::int64_t number);

std::string message_text(const Delivery& delivery);

}  // namespace courier
