#pragma once
// Work in numbered pieces for several threads. What a piece computes must depend on its number alone: then
// the result is the same for any number of threads. Called from one thread, which works along.

#include <cstddef>
#include <functional>
#include <stop_token>

namespace estimation {

// Runs piece(0) to piece(pieces - 1), each once, in any order. After a request to stop no further piece
// begins. An exception from a piece ends the others early and is thrown here.
void share_out(std::size_t pieces, unsigned threads, const std::stop_token& stop,
               const std::function<void(std::size_t)>& piece);

}  // namespace estimation
