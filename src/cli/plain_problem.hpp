#pragma once
// A problem told to whoever runs the program: number and name, in plain words what is wrong, and what to do
// about it. Pure.

#include "base/problem.hpp"

#include <string>

namespace cli {

std::string plain_words(const base::Problem& problem);
std::string what_to_do(const base::Problem& problem);

// "waymark: 503.7 port_taken", what is wrong, each field at fault, what to do: for the terminal.
std::string told(const base::Problem& problem);

}  // namespace cli
