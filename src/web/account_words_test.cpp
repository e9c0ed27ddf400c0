#include "web/account_words.hpp"

#include "guard/authorise.hpp"
#include "ui_words.hpp"

#include <gtest/gtest.h>

namespace web {
namespace {

TEST(AccountWords, name_every_role_course_kind_and_purpose_in_every_language) {
    const auto messages = base::Messages::load(ui_words_files());
    ASSERT_TRUE(messages) << base::to_text(messages.error());
    for (const base::Language language : base::all_languages()) {
        const base::Words words(*messages, language);
        std::vector<std::string> keys;
        for (const guard::Role role : guard::all_roles()) {
            keys.push_back("role." + std::string(guard::code_of(role)));
            EXPECT_EQ(role_text(words, role), words.text(keys.back()));
        }
        for (const guard::Function function : guard::all_functions()) {
            keys.push_back("role.function." + std::string(guard::code_of(function)));
            EXPECT_EQ(function_text(words, function), words.text(keys.back()));
        }
        for (const guard::OrganisationKind kind : guard::all_organisation_kinds()) {
            keys.push_back("role.organisation." + std::string(guard::code_of(kind)));
            EXPECT_EQ(kind_text(words, kind), words.text(keys.back()));
        }
        for (int number = 0; number <= static_cast<int>(guard::Purpose::administration); ++number) {
            const auto purpose = static_cast<guard::Purpose>(number);
            keys.push_back("frame.purpose." + std::string(guard::code_of(purpose)));
        }
        for (const std::string& key : keys) EXPECT_TRUE(messages->has(language, key)) << key;
    }
}

}  // namespace
}  // namespace web
