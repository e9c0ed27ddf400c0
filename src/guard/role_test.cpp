#include "guard/role.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace guard {
namespace {

TEST(Role, every_code_is_its_own_and_reads_back) {
    std::set<std::string_view> codes;
    for (const Role role : all_roles()) {
        codes.insert(code_of(role));
        const auto read = role_from_code(code_of(role));
        ASSERT_TRUE(read);
        EXPECT_EQ(*read, role);
    }
    EXPECT_EQ(codes.size(), all_roles().size());
    EXPECT_EQ(all_roles().size(), 41U);
}

TEST(Role, an_unknown_code_is_refused_with_those_that_would_do) {
    for (const std::string_view text : {"", "reception", "SELF", "JUSTICE", "SYSADMIN "}) {
        const auto read = role_from_code(text);
        ASSERT_FALSE(read);
        ASSERT_EQ(read.error().fields.size(), 1U);
        EXPECT_EQ(read.error().fields.front().field, "role");
        EXPECT_TRUE(read.error().fields.front().accepted.starts_with("RECEPTION, BORDER, "));
    }
}

TEST(Function, codes_read_back_and_others_are_refused) {
    for (const Function function : {Function::awareness, Function::frontline_identification,
                                    Function::interview, Function::child, Function::data_protection}) {
        const auto read = function_from_code(code_of(function));
        ASSERT_TRUE(read);
        EXPECT_EQ(*read, function);
    }
    const auto read = function_from_code("trauma");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().fields.front().accepted,
              "awareness, frontline_id, interview, child, data_protection");
}

}  // namespace
}  // namespace guard
