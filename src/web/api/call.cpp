#include "web/api/call.hpp"

namespace web::api {

std::string text_in(const Json& object, std::string_view key) {
    if (!object.is_object()) return {};
    const auto found = object.find(std::string(key));
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool flag_in(const Json& object, std::string_view key) {
    if (!object.is_object()) return false;
    const auto found = object.find(std::string(key));
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

std::vector<std::string> texts_in(const Json& object, std::string_view key) {
    if (!object.is_object()) return {};
    const auto found = object.find(std::string(key));
    return found != object.end() && found->is_array() ? found->get<std::vector<std::string>>()
                                                      : std::vector<std::string>();
}

std::string Call::text(std::string_view key) const {
    return text_in(body, key);
}

bool Call::flag(std::string_view key) const {
    return flag_in(body, key);
}

std::vector<std::string> Call::texts(std::string_view key) const {
    return texts_in(body, key);
}

base::Result<Reply> saved(const base::Result<std::int64_t>& version) {
    if (!version) return base::fail(version.error());
    return Reply{.version = *version};
}

}  // namespace web::api
