#pragma once
// Code lists as choices of a form, and codes as words: what every form with a closed list needs. Pure; safe
// from any thread.

#include "base/words.hpp"
#include "web/page/field.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace web {

using Codes = std::vector<std::string>;

// One choice a code, with the words under `family` + code ("directory.need.").
std::vector<page::Choice> choices(const base::Words& words, const Codes& codes, std::string_view family,
                                  const Codes& chosen = {});
// For a Select: first a choice with an empty value and the words of `none_key`.
std::vector<page::Choice> choices_or_none(const base::Words& words, const Codes& codes,
                                          std::string_view family, const std::string& chosen,
                                          std::string_view none_key);

// Codes as a list in words: "Arabic, English and Ukrainian".
std::string listed(const base::Words& words, const Codes& codes, std::string_view family);

}  // namespace web
