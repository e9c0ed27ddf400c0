#include "web/choices.hpp"

#include <algorithm>

namespace web {

std::vector<page::Choice> choices(const base::Words& words, const Codes& codes, std::string_view family,
                                  const Codes& chosen) {
    std::vector<page::Choice> list;
    list.reserve(codes.size());
    for (const std::string& code : codes) {
        list.push_back({.value = code,
                        .text = words.text(std::string(family) + code),
                        .hint = {},
                        .chosen = std::ranges::find(chosen, code) != chosen.end()});
    }
    return list;
}

std::vector<page::Choice> choices_or_none(const base::Words& words, const Codes& codes,
                                          std::string_view family, const std::string& chosen,
                                          std::string_view none_key) {
    std::vector<page::Choice> list = choices(words, codes, family, {chosen});
    list.insert(list.begin(),
                {.value = {}, .text = words.text(none_key), .hint = {}, .chosen = chosen.empty()});
    return list;
}

std::string listed(const base::Words& words, const Codes& codes, std::string_view family) {
    std::vector<std::string> texts;
    texts.reserve(codes.size());
    for (const std::string& code : codes) texts.push_back(words.text(std::string(family) + code));
    return words.list(texts);
}

}  // namespace web
