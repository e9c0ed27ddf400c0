#include "web/action_words.hpp"

#include <algorithm>

namespace web {

std::string action_text(const base::Words& words, const std::string& action) {
    const std::size_t dot = std::min(action.find('.'), action.size());
    const std::string noun = action.substr(0, dot);
    const std::string verb = dot < action.size() ? action.substr(dot + 1) : std::string();
    const auto in_words = [&](const std::string& key, const std::string& otherwise) {
        return words.has(key) ? words.text(key) : otherwise;
    };
    return words.text("access_log.action", {{"noun", in_words("access_log.noun." + noun, noun)},
                                            {"verb", in_words("access_log.verb." + verb, verb)}});
}

}  // namespace web
