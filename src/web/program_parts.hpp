#pragma once
// What the pages of programs have in common: their paths, who may open them, what is shown of a token, and
// the form that issues one. Pure.

#include "base/result.hpp"
#include "base/words.hpp"
#include "guard/manage_programs.hpp"
#include "web/http/form.hpp"
#include "web/page/block.hpp"
#include "web/route.hpp"
#include "web/visit.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace web {

std::string program_path(guard::UserId id);
// A page of whoever looks after programs.
Route program_route(http::Method method, std::string_view pattern,
                    base::Result<Answer> (*handler)(const WebDesk& desk, Visit& visit));

// Open, running out, ended, taken back.
page::Tag token_tag(const base::Words& words, const guard::ProgramToken& token, base::Time now);
// A card each, newest first.
page::Cards token_cards(const base::Words& words, const std::vector<guard::ProgramToken>& tokens,
                        base::Time now);

// Name, scopes with what each lets a program do and how far it reaches, and the day on which it ends.
std::vector<page::Block> token_fields(const Visit& visit, const http::Form& filled);
http::Form token_form_offered(base::Time now);
// Problem: invalid_input of "scopes" or "expires_at".
base::Result<guard::NewToken> token_from(const http::Form& form);

}  // namespace web
