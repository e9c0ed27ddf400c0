#pragma once
// The version of an indicator set: the year or month of what was published, and a revision of ours where
// wording or weights were corrected: "2012", "2009-09", "2009-09.2". Pure; safe from any thread.

#include <string_view>

namespace screening {

bool is_version(std::string_view text);

// Of two versions that is_version() accepts. "2009" is older than "2009-01", and "2009-09" older than
// "2009-09.1".
bool is_older(std::string_view left, std::string_view right);

}  // namespace screening
