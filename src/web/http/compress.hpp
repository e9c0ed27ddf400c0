#pragma once
// Pages smaller on the way to a phone. What compresses well tells by its size what it holds, where somebody
// else can have pages made that mix their words with ours (BREACH); here nobody can, since other sites'
// requests carry no cookie of ours (SameSite=Strict), and a random number of bytes blurs the size besides.
// Pure; safe from any thread.

#include "web/http/response.hpp"

#include <cstddef>

namespace web::http {

inline constexpr std::size_t kCompressBytesMin = 1000;
inline constexpr std::size_t kBlurBytesMax = 200;

// Text of some length, where the request accepts gzip and the response is not encoded already. `blur_bytes`
// is drawn at random for every answer, at most kBlurBytesMax.
void compress(Response& response, const Request& request, std::size_t blur_bytes);

}  // namespace web::http
