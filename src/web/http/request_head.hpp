#pragma once
// The head of a request: from bytes to values. Stricter than HTTP asks, so that no proxy before us can have
// read the same bytes as another request: lines end with CR LF, no folded lines, one Host, one length, no
// chunks. Pure; safe from any thread.

#include "web/http/refusal.hpp"

#include <cstddef>
#include <string_view>
#include <variant>

namespace web::http {

struct RequestHead {
    Request request;  // but its body and its peer
    std::size_t body_bytes = 0;
    bool keeps_alive = true;
    bool expects_continue = false;
};

// Finds the end of a head that arrives in pieces, looking at every byte once.
class HeadScanner {
public:
    enum class Found { nothing_yet, end, mistake };

    // `received` is all that came so far, from the first byte of the head.
    Found look(std::string_view received);
    std::size_t size() const { return at_; }  // of the head with its empty line, once the end is found
    void reset() { *this = {}; }

private:
    std::size_t at_ = 0;
    std::size_t line_start_ = 0;
};

// `bytes` is a whole head, its empty line included.
std::variant<RequestHead, Refusal> read_head(std::string_view bytes, std::size_t body_bytes_max);

}  // namespace web::http
