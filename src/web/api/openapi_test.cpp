// The document: as committed, with examples that have their own shapes.

#include "web/api/openapi.hpp"

#include "web/api/conforms.hpp"
#include "web/api/read_body.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace web::api {
namespace {

const char* const kCommitted = WAYMARK_SOURCE_DIR "/docs/openapi.json";

TEST(OpenApi, is_the_document_that_is_committed) {
    const std::string now = openapi_text(all_operations());
    if (std::getenv("WAYMARK_WRITE_OPENAPI") != nullptr) std::ofstream(kCommitted) << now;
    std::ifstream file(kCommitted);
    const std::string committed{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(now, committed) << "run: WAYMARK_WRITE_OPENAPI=1 web_api_test --gtest_filter='OpenApi.*'";
}

TEST(OpenApi, has_for_each_operation_a_name_of_its_own_and_examples_of_its_shapes) {
    std::set<std::string_view> names;
    for (const Operation& operation : all_operations()) {
        EXPECT_TRUE(names.insert(operation.name).second) << operation.name;
        EXPECT_FALSE(operation.summary.empty()) << operation.name;
        EXPECT_TRUE(operation.body || operation.answer || operation.status == 204) << operation.name;
        if (operation.body) {
            const auto read = read_body(operation.body->schema, operation.body->example);
            EXPECT_TRUE(read) << operation.name << ": " << base::to_text(read.error());
        }
        if (operation.answer) {
            const Json example = Json::parse(operation.answer->example);
            EXPECT_EQ(misfits(operation.answer->schema, example), std::vector<std::string>())
                << operation.name;
        }
    }
}

// What a token can open is asked for by some operation, or nobody would know what the scope is for. Sending
// elsewhere is a part of sending (`instead_of`), where the use case asks.
TEST(OpenApi, has_an_operation_for_every_permission_that_a_token_can_open) {
    std::set<guard::Permission> asked{guard::Permission::referral_reroute};
    for (const Operation& operation : all_operations()) asked.insert(operation.permission);
    for (const guard::Permission permission : guard::all_permissions()) {
        if (!guard::scope_of(permission)) continue;
        EXPECT_TRUE(asked.contains(permission)) << name_of(permission);
    }
}

// What is kept to be told again holds nothing of a person (guard/request_once.hpp).
TEST(OpenApi, answers_writes_with_receipts) {
    for (const Operation& operation : all_operations()) {
        if (!writes(operation) || !operation.answer) continue;
        const std::string answer = operation.answer->schema.name;
        for (const char* personal :
             {"Profile", "Identity", "KnownFacts", "ReferralView", "Concerns", "ScreeningView", "Timeline"})
            EXPECT_NE(answer, personal) << operation.name;
    }
}

}  // namespace
}  // namespace web::api
