#include "web/api/version_header.hpp"

#include <charconv>
#include <optional>

namespace web::api {

namespace {

std::optional<std::int64_t> version_in(std::string_view tag) {
    if (tag.size() < 3 || tag.front() != '"' || tag.back() != '"') return std::nullopt;
    const std::string_view digits = tag.substr(1, tag.size() - 2);
    std::int64_t version = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
    if (error != std::errc() || end != digits.data() + digits.size() || version < 0) return std::nullopt;
    return version;
}

}  // namespace

std::string etag(std::int64_t version) {
    return "\"" + std::to_string(version) + "\"";
}

base::Result<std::int64_t> version_sent(const http::Request& request) {
    const auto sent = request.header("If-Match");
    if (!sent) return base::fail(base::ProblemCode::version_missing, "If-Match");
    const auto version = version_in(*sent);
    if (!version) {
        return base::fail(base::invalid_field("If-Match", "wrong_format", "the ETag of what was read"));
    }
    return *version;
}

bool is_what_they_have(const http::Request& request, std::int64_t version) {
    const auto sent = request.header("If-None-Match");
    return sent && version_in(*sent) == version;
}

}  // namespace web::api
