#pragma once
// What a signed-in person is told when a rule keeps something closed: the rule in words, and what would open
// it. Pure.

#include "base/problem.hpp"
#include "base/words.hpp"
#include "guard/authorise.hpp"
#include "web/page/page.hpp"

namespace web {

// From the door, which knows what is needed.
page::Page refusal_page(const guard::Decision& decision, const base::Words& words);
// From inside, where only the problem came out.
page::Page refusal_page(const base::Problem& problem, const base::Words& words);

// Whether the problem is the answer to "may I?".
bool is_refusal(const base::Problem& problem);

}  // namespace web
