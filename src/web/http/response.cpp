#include "web/http/response.hpp"

#include "web/http/header_text.hpp"

#include <stdexcept>

namespace web::http {

Response plain_text(int status, std::string text) {
    Response response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::move(text);
    return response;
}

Response redirect(std::string location) {
    // "//host" and "/\host" lead elsewhere; a line end would be a header of its own. Locations are made by
    // us, so this is a mistake in the program, not of the person.
    const bool is_path = !location.empty() && location.front() == '/' &&
                         (location.size() == 1 || (location[1] != '/' && location[1] != '\\'));
    if (!is_path || !is_field_value(location)) throw std::logic_error("redirect to what is no path of ours");
    Response response;
    response.status = 303;
    response.headers.push_back({"Location", std::move(location)});
    return response;
}

}  // namespace web::http
