#pragma once
// Names of time zones, as the calendars of the world know them ("Europe/Kyiv"). Pure; safe from any thread.

#include <string_view>

namespace base {

bool is_time_zone(std::string_view name);

}  // namespace base
