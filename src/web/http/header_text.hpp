#pragma once
// The small rules of header text: names without regard to case, what may stand in a value. Pure.

#include <string_view>

namespace web::http {

bool same_name(std::string_view left, std::string_view right);  // ASCII, without case
bool is_token(std::string_view text);                           // RFC 9110, 5.6.2; not empty
bool is_field_value(std::string_view text);                     // no control characters but tab
std::string_view without_spaces_around(std::string_view text);  // spaces and tabs

}  // namespace web::http
