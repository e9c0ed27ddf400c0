#pragma once
// Writes that are nobody's act and so have no row in the audit log: counting an attempt before it is looked
// at, when a session was last seen, what a program was answered, and what became of messages to webhooks.
// Everything else is written by unit_of_work.hpp.

#include "guard/unit_of_work.hpp"

#include <mutex>
#include <utility>

namespace guard {

// `body` takes store::WriteSession& and returns Result<T>; so does this.
template <class Body>
auto write_unaudited(Workplace& workplace, Body body) {
    const std::lock_guard hold(workplace.writing);
    return workplace.database.write(std::move(body));
}

}  // namespace guard
