#include "web/http/path_pattern.hpp"

#include <algorithm>

namespace web::http {

namespace {

std::string_view next_segment(std::string_view& rest) {
    rest.remove_prefix(1);  // the slash
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view segment = rest.substr(0, end);
    rest.remove_prefix(end);
    return segment;
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

}  // namespace

std::optional<PatternFit> fit(std::string_view pattern, std::string_view path) {
    PatternFit result;
    while (!pattern.empty() && !path.empty()) {
        const std::string_view wanted = next_segment(pattern);
        const std::string_view given = next_segment(path);
        if (is_parameter(wanted)) {
            if (given.empty()) return std::nullopt;
            result.parameters.emplace(wanted.substr(1, wanted.size() - 2), given);
        } else if (wanted == given) {
            ++result.literals;
        } else {
            return std::nullopt;
        }
    }
    if (!pattern.empty() || !path.empty()) return std::nullopt;
    return result;
}

std::string allowed_methods(const std::vector<Method>& methods) {
    std::string text;
    for (const Method method : methods) {
        if (!text.empty()) text += ", ";
        text += method == Method::get ? "GET, HEAD" : std::string(name_of(method));
    }
    return text;
}

}  // namespace web::http
