#pragma once
// How many files and connections this process may have open. What a shell or systemd gives by default (1024)
// is less than a busy server needs, and where it runs out the database cannot be opened either.

#include <cstddef>

namespace cli {

// Raises the limit as far as this process may, up to `wanted`; answers what is in force.
std::size_t raise_open_files(std::size_t wanted);

// How many connections leave enough for the database and everything else.
std::size_t connections_within(std::size_t open_files, std::size_t wanted);

}  // namespace cli
