#include "web/page/scene.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace web::page {

std::string Scene::new_id(std::string_view wanted) {
    std::string id(wanted);
    std::replace_if(
        id.begin(), id.end(), [](unsigned char c) { return std::isalnum(c) == 0 && c != '-' && c != '_'; },
        '-');
    if (id.empty()) id = "part";
    const int times = ++ids_[id];
    if (times == 1) return id;
    return new_id(id + "-" + std::to_string(times));
}

std::string Scene::new_field_id(const std::string& name) {
    std::string id = new_id("field-" + name);
    field_ids_.emplace(name, id);
    return id;
}

std::string Scene::field_id(const std::string& name) const {
    const auto found = field_ids_.find(name);
    return found == field_ids_.end() ? std::string() : found->second;
}

std::string safe_href(const std::string& href) {
    constexpr std::array<std::string_view, 6> kBeginnings{"/", "#", "?", "https://", "mailto:", "tel:"};
    const bool known = std::any_of(kBeginnings.begin(), kBeginnings.end(),
                                   [&](std::string_view beginning) { return href.starts_with(beginning); });
    return known && !href.starts_with("//") ? href : "#";
}

}  // namespace web::page
