#include "web/http/request.hpp"

#include "base/text.hpp"
#include "web/http/header_text.hpp"
#include "web/http/percent.hpp"

#include <algorithm>

namespace web::http {

namespace {

base::Done malformed(std::string_view what) {
    return base::fail(base::ProblemCode::malformed_request, "target: " + std::string(what));
}

bool is_control(char symbol) {
    return static_cast<unsigned char>(symbol) < 0x20 || symbol == 0x7F;
}

// Of a decoded path. An empty segment ("//") would make another host of a path that is sent back as a
// location; a dot segment would make another path.
bool has_plain_segments(std::string_view path) {
    for (std::size_t start = 1; start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        const std::string_view segment = path.substr(start, end - start);
        if (segment == "." || segment == ".." || (segment.empty() && end < path.size())) return false;
        start = end + 1;
    }
    return true;
}

bool has_escaped_slash(std::string_view raw) {
    for (std::size_t at = raw.find('%'); at != std::string_view::npos; at = raw.find('%', at + 1)) {
        const std::string_view escape = raw.substr(at, 3);
        if (same_name(escape, "%2f") || same_name(escape, "%5c")) return true;
    }
    return false;
}

}  // namespace

std::string_view name_of(Method method) {
    switch (method) {
        case Method::get: return "GET";
        case Method::head: return "HEAD";
        case Method::post: return "POST";
        case Method::put: return "PUT";
        case Method::remove: return "DELETE";
    }
    return "";
}

bool carries_body(Method method) {
    return method == Method::post || method == Method::put;
}

std::optional<std::string_view> Request::header(std::string_view name) const {
    const auto found =
        std::ranges::find_if(headers, [name](const Header& header) { return same_name(header.name, name); });
    if (found == headers.end()) return std::nullopt;
    return found->value;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
    for (const Header& header : headers) {
        if (!same_name(header.name, "Cookie")) continue;
        std::string_view rest = header.value;
        while (!rest.empty()) {
            const std::string_view pair = rest.substr(0, rest.find(';'));
            rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
            const std::size_t equals = pair.find('=');
            if (equals == std::string_view::npos) continue;
            if (without_spaces_around(pair.substr(0, equals)) == name) {
                return without_spaces_around(pair.substr(equals + 1));
            }
        }
    }
    return std::nullopt;
}

base::Done set_target(Request& request, std::string_view target) {
    if (target.empty() || target.front() != '/') return malformed("no path");
    if (target.find_first_of("#\\ ") != std::string_view::npos || std::ranges::any_of(target, is_control)) {
        return malformed("symbol");
    }
    const std::size_t question = std::min(target.find('?'), target.size());
    const std::string_view raw_path = target.substr(0, question);
    if (has_escaped_slash(raw_path)) return malformed("escaped slash");
    auto path = percent_decoded(raw_path, Plus::is_plus);
    if (!path) return malformed("escape");
    if (!base::is_valid_utf8(*path)) return malformed("UTF-8");
    if (std::ranges::any_of(*path, is_control)) return malformed("symbol");
    if (!has_plain_segments(*path)) return malformed("segment");
    const std::string_view query =
        question == target.size() ? std::string_view{} : target.substr(question + 1);
    if (!base::is_valid_utf8(query)) return malformed("UTF-8");
    request.path = *std::move(path);
    request.query = query;
    return {};
}

}  // namespace web::http
