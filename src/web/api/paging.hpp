#pragma once
// Keyset paging: a page ends at its last item, whose place goes out as an opaque cursor and comes back as
// `after`. A list is never counted and never skipped through, so that page 200 costs what page 1 does. Pure.

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "web/api/call.hpp"
#include "web/api/operation.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace web::api {

struct Place {
    base::Time at;
    base::Uuid id;
};

std::string cursor_of(const Place& place);
std::string cursor_of(std::int64_t number);
// Of lists by name.
struct NamePlace {
    std::string name;
    base::Uuid id;
};
std::string cursor_of(const NamePlace& place);

// None where no `after` was sent. Problem: invalid_input naming `after`.
base::Result<std::optional<Place>> place_after(const Call& call);
base::Result<std::optional<std::int64_t>> number_after(const Call& call);
base::Result<std::optional<NamePlace>> name_after(const Call& call);

// `after`, and what a page answers: {"items": [...], "next": "..." or null}.
Parameter after_parameter();
Schema page_of(Schema item);
Json page_json(Json items, const std::optional<std::string>& next);

}  // namespace web::api
