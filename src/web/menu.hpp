#pragma once
// The menu of a person: the entries of one list whose routes exist and whose doors are open to them. The
// first of their own work is also where the start page leads. Pure.

#include "base/time.hpp"
#include "base/words.hpp"
#include "guard/actor.hpp"
#include "web/page/block.hpp"
#include "web/route.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace web {

std::vector<page::Link> menu_for(const std::vector<Route>& routes, const guard::Actor& actor, base::Time now,
                                 const base::Words& words);

// The entry that is open while `path` is shown: the longest that begins it.
std::string menu_entry_of(const std::vector<page::Link>& menu, std::string_view path);

// Where "/" leads.
std::string start_path_for(const std::vector<Route>& routes, const guard::Actor& actor, base::Time now);

// Whether the person may knock at this route.
bool is_open_to(const Route& route, const guard::Actor& actor, base::Time now);

}  // namespace web
