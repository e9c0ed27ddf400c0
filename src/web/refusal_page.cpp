#include "web/refusal_page.hpp"

#include <string_view>
#include <utility>

namespace web {

namespace {

page::Page with_needs(page::Page page, std::string_view needs, const base::Words& words) {
    if (needs.empty()) return page;
    // Before the last block, the way home.
    const auto before_last = page.blocks.empty() ? page.blocks.end() : page.blocks.end() - 1;
    page.blocks.insert(before_last, {page::Heading{.text = words.text("frame.refusal.needs")},
                                     page::Paragraph{.text = words.text(needs)}});
    return page;
}

// What a problem asks for where the decision itself is not at hand.
std::string_view needs_of(base::ProblemCode code) {
    if (code == base::ProblemCode::training_missing) return "authorisation.needs.training";
    if (code == base::ProblemCode::second_factor_needed) return "authorisation.needs.second_factor";
    if (code == base::ProblemCode::second_person_needed) return "authorisation.needs.second_person";
    if (code == base::ProblemCode::consent_missing) return "authorisation.needs.consent";
    return {};
}

}  // namespace

page::Page refusal_page(const guard::Decision& decision, const base::Words& words) {
    const base::Problem problem = base::refused_by(decision.rule, decision.problem_code);
    return with_needs(page::page_of(problem, words), decision.needs, words);
}

page::Page refusal_page(const base::Problem& problem, const base::Words& words) {
    return with_needs(page::page_of(problem, words), needs_of(problem.code), words);
}

bool is_refusal(const base::Problem& problem) {
    return problem.code == base::ProblemCode::not_allowed || !needs_of(problem.code).empty();
}

}  // namespace web
