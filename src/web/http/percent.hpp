#pragma once
// Percent-escapes (RFC 3986, 2.1), strict: a '%' that is not followed by two hexadecimal digits is no escape
// but a mistake. Pure.

#include <optional>
#include <string>
#include <string_view>

namespace web::http {

enum class Plus { is_plus, is_space };  // in a form "+" is a space, in a path it is itself

std::optional<std::string> percent_decoded(std::string_view text, Plus plus);
// Everything but letters, digits and "-._~" escaped: fits a form, a query and a segment of a path.
std::string percent_encoded(std::string_view text);

}  // namespace web::http
