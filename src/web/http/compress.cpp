#include "web/http/compress.hpp"

#include "web/http/header_text.hpp"

#include <zlib.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>

namespace web::http {

namespace {

// "q=0", "q=0.0": not this one.
bool is_refused(std::string_view parameters) {
    const std::size_t at = parameters.find("q=");
    if (at == std::string_view::npos) return false;
    const std::string_view weight =
        parameters.substr(at + 2, parameters.find_first_of("; \t", at + 2) - at - 2);
    return weight.find_first_not_of("0.") == std::string_view::npos;
}

bool accepts_gzip(const Request& request) {
    std::string_view rest = request.header("Accept-Encoding").value_or("");
    while (!rest.empty()) {
        const std::string_view one = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(one.size() + 1, rest.size()));
        const std::size_t semicolon = std::min(one.find(';'), one.size());
        if (!same_name(without_spaces_around(one.substr(0, semicolon)), "gzip")) continue;
        return !is_refused(one.substr(semicolon));
    }
    return false;
}

bool is_encoded(const Response& response) {
    return std::ranges::any_of(
        response.headers, [](const Header& header) { return same_name(header.name, "Content-Encoding"); });
}

// A gzip file may carry its name: a place for bytes that every reader passes over.
std::string gzip(std::string_view plain, std::size_t blur_bytes) {
    constexpr int kLevel = 5;
    constexpr int kWindowBitsWithGzip = 15 + 16;
    constexpr int kMemoryLevel = 8;
    z_stream stream{};
    if (deflateInit2(&stream, kLevel, Z_DEFLATED, kWindowBitsWithGzip, kMemoryLevel, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        throw std::runtime_error("zlib: no memory");
    }
    std::string name(blur_bytes, 'x');
    gz_header header{};
    header.name = reinterpret_cast<Bytef*>(name.data());
    if (blur_bytes > 0) deflateSetHeader(&stream, &header);
    std::string packed(deflateBound(&stream, static_cast<uLong>(plain.size())), '\0');
    stream.next_in = reinterpret_cast<const Bytef*>(plain.data());
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int ended = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    if (ended != Z_STREAM_END) throw std::runtime_error("zlib: did not end");
    return packed;
}

}  // namespace

void compress(Response& response, const Request& request, std::size_t blur_bytes) {
    constexpr std::size_t kTooLargeToPackAtOnce = 64U * 1024 * 1024;
    if (!response.content_type.starts_with("text/") || is_encoded(response)) return;
    if (response.body.size() < kCompressBytesMin || response.body.size() > kTooLargeToPackAtOnce) return;
    response.headers.push_back({"Vary", "Accept-Encoding"});
    if (!accepts_gzip(request)) return;
    response.body = gzip(response.body, std::min(blur_bytes, kBlurBytesMax));
    response.headers.push_back({"Content-Encoding", "gzip"});
}

}  // namespace web::http
