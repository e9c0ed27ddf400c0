#include "screening/prerequisites.hpp"

#include <gtest/gtest.h>

namespace {

using screening::Prerequisite;
using screening::Prerequisites;

Prerequisites complete() {
    Prerequisites all;
    all.met = {screening::all_prerequisites().begin(), screening::all_prerequisites().end()};
    return all;
}

TEST(Prerequisites, INV_16_a_complete_checklist_opens_the_questions) {
    EXPECT_TRUE(screening::ready_to_ask(complete()));
    EXPECT_EQ(screening::all_prerequisites().size(), 10U);
}

TEST(Prerequisites, INV_16_an_empty_checklist_names_everything_that_is_open) {
    const auto refused = screening::ready_to_ask({});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::ProblemCode::prerequisites_open);
    EXPECT_EQ(refused.error().rule, "INV-16");
    EXPECT_EQ(refused.error().fields.size(), screening::all_prerequisites().size());
}

TEST(Prerequisites, INV_16_any_single_open_point_refuses_and_is_named_alone) {
    for (const Prerequisite open : screening::all_prerequisites()) {
        Prerequisites almost = complete();
        almost.met.erase(open);
        const auto refused = screening::ready_to_ask(almost);
        ASSERT_FALSE(refused) << screening::name_of(open);
        ASSERT_EQ(refused.error().fields.size(), 1U);
        EXPECT_EQ(refused.error().fields.front().field,
                  "prerequisites." + std::string(screening::name_of(open)));
    }
}

TEST(Prerequisites, only_the_interpreters_suitability_is_settled_where_none_is_needed) {
    Prerequisites almost = complete();
    almost.interpreter_needed = false;
    almost.met.erase(Prerequisite::interpreter_suitable);
    EXPECT_TRUE(screening::ready_to_ask(almost));
    almost.met.erase(Prerequisite::no_companion_interpreting);
    EXPECT_FALSE(screening::ready_to_ask(almost));
}

TEST(Prerequisites, a_child_is_asked_for_assent_and_the_guardian_for_consent) {
    using screening::AgeClaim;
    const auto key = [](AgeClaim claimed, bool in_doubt) {
        return screening::text_key(Prerequisite::consent_to_talk, {.claimed = claimed, .in_doubt = in_doubt});
    };
    EXPECT_EQ(key(AgeClaim::child, false), "screening_rules.prerequisite.consent_to_talk.child");
    EXPECT_EQ(key(AgeClaim::adult, true), "screening_rules.prerequisite.consent_to_talk.child");
    EXPECT_EQ(key(AgeClaim::adult, false), "screening_rules.prerequisite.consent_to_talk.name");
}

}  // namespace
