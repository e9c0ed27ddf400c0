// Every operation at its door and with somebody else's records, against a table that people have read
// (operation_table.tsv): a program without the scope, and one of an organisation that has nothing to do with
// the case. To write it anew after a change, and then read what changed:
//   WAYMARK_WRITE_OPERATION_TABLE=1 tools/with_postgres build/debug/src/web/api/web_api_test
//   --gtest_filter='*OperationTable*'

#include "web/api/journey_for_test.hpp"
#include "web/api/problem_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace web::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string kTable = WAYMARK_SOURCE_DIR "/src/web/api/operation_table.tsv";

std::string method_of(const Operation& operation) {
    return std::string(http::name_of(operation.method));
}

// "403 AUTH-SCOPE", "404 not_found", "200".
std::string said(const Answered& answered) {
    std::string text = std::to_string(answered.status);
    if (answered.status < 400) return text;
    const std::string rule = answered.body.value("rule", "");
    const std::string type = answered.body.value("type", "");
    return text + " " + (rule.empty() ? type.substr(type.rfind(':') + 1) : rule);
}

void expect_problem_json(const Answered& refused, const std::string& what) {
    EXPECT_EQ(refused.response.content_type, kProblemType) << what;
    EXPECT_EQ(misfits(problem_schema(), refused.body), std::vector<std::string>()) << what;
}

class OperationTable : public JourneyTest {
protected:
    void SetUp() override {
        JourneyTest::SetUp();
        if (IsSkipped()) return;
        lay_records();
        must(database().run_write([&](store::WriteSession& session) -> base::Done {
            elsewhere_ = add_organisation(session, "Nobody's Neighbour");
            answerable_ = add_user(session, elsewhere_, guard::Role::reception, "Vira Moroz");
            return {};
        }));
        // Whatever the front line, a receiver or oversight may do, trained and vetted: what is refused is so
        // for the want of a relation alone.
        stranger_ = add_program(elsewhere_, answerable_,
                                {guard::Role::reception, guard::Role::social, guard::Role::ngo_case_worker});
    }

    // A case of the reception centre with one of everything that an address can name.
    void lay_records() {
        const std::string case_id = raise();
        tell_all(case_id);
        consent(case_id, "interview");
        const std::string screening = begin_screening(case_id);
        const std::string agreed = consent(case_id, "referral");
        const std::string referral = send_referral(case_id, "shelter");
        records_ = {{"case", case_id},         {"screening", screening},     {"consent", agreed},
                    {"referral", referral},    {"service", service_.text()}, {"dimension", "DR"},
                    {"webhook", add_webhook()}};
        pseudonym_ = call(reception_token_, "readCase", {case_id}).body.at("case").at("pseudonym");
    }

    // As sent by somebody who knows every id: the examples with real records in the place of invented ones.
    Answered ask(const std::string& token, const Operation& operation) {
        std::string path(operation.pattern);
        for (std::size_t at = path.find('{'); at != std::string::npos; at = path.find('{')) {
            const std::size_t end = path.find('}', at);
            path.replace(at, end - at + 1, records_.at(path.substr(at + 1, end - at - 1)));
        }
        if (operation.name == "offerServices") path += "?need=shelter&urgency=today";
        std::string body;
        if (operation.body) body = with_real_ids(operation.body->example, records_.at("case"));
        return send(token, operation.method, path, body, {{"If-Match", "\"1\""}});
    }

    static guard::ScopeSet every_scope() {
        guard::ScopeSet scopes;
        for (const guard::Scope scope : guard::all_scopes()) scopes = scopes.plus({scope});
        return scopes;
    }
    // Holds the role that the operation asks for, so that the scope alone is in question.
    guard::UserId program_for(const Operation& operation) const {
        return opened_by(operation) == &ngo_token_         ? ngo_program_
               : opened_by(operation) == &oversight_token_ ? oversight_program_
                                                           : reception_program_;
    }
    // Where the case of others stands: whatever is written of it leaves a mark in one of these.
    std::string state() {
        const auto id = store::value(*guard::CaseId::from_text(records_.at("case")));
        std::string text;
        for (const char* what :
             {"max(version) as n from case_file where id", "count(*) as n from case_event where case_id",
              "count(*) as n from case_clock where stopped_at is null and case_id",
              "max(version) as n from concern where case_id",
              "max(version) as n from screening where case_id",
              "max(version) as n from consent where case_id", "max(version) as n from referral where case_id",
              "count(*) as n from disclosure where case_id",
              "count(*) as n from information_given where case_id",
              "count(*) as n from person_identity where case_id"}) {
            const auto rows = look([&](store::ReadSession& session) {
                return session.query("select " + std::string(what) + " = $1", {id});
            });
            text += std::string(what) + ": " + std::to_string(rows.front().integer("n")) + "; ";
        }
        return text;
    }
    void expect_nothing_of_the_case(const Operation& operation, const Answered& answered) {
        const std::string& body = answered.response.body;
        EXPECT_THAT(body, Not(HasSubstr(pseudonym_))) << operation.name;
        // What was sent comes back in a problem; an answer names nothing that it was not told.
        if (answered.status < 400) {
            EXPECT_THAT(body, Not(HasSubstr(records_.at("case")))) << operation.name;
        }
    }

    std::map<std::string, std::string> records_;
    std::string pseudonym_;
    guard::OrganisationId elsewhere_;
    guard::Actor answerable_;
    std::string stranger_;
};

WAYMARK_ON_EVERY_DATABASE(OperationTable);

TEST_P(OperationTable, without_its_scope_no_operation_opens_and_with_it_alone_the_door_does) {
    for (const Operation& operation : all_operations()) {
        if (operation.for_any_program) continue;
        const std::string name(operation.name);
        const auto scope = guard::scope_of(operation.permission);
        ASSERT_TRUE(scope) << name << " can be opened by no token";
        const guard::UserId program = program_for(operation);
        const Answered refused = ask(token_for(program, every_scope().without({*scope})), operation);
        EXPECT_EQ(said(refused), "403 AUTH-SCOPE") << name;
        expect_problem_json(refused, name);
        const Answered opened = ask(token_for(program, guard::ScopeSet{}.plus({*scope})), operation);
        const bool at_the_door = opened.status == 403 && opened.body.value("detail", "") == "operation";
        EXPECT_FALSE(at_the_door) << name << ": " << opened.response.body;
    }
}

TEST_P(OperationTable, says_what_a_program_with_nothing_to_do_with_the_case_is_told) {
    const std::string before = state();
    std::vector<std::string> lines{"method\tpath\toperation\tpermission\tscope\tpurpose\ta stranger is told"};
    for (const Operation& operation : all_operations()) {
        const Answered answered = ask(stranger_, operation);
        if (answered.status >= 400) expect_problem_json(answered, std::string(operation.name));
        expect_nothing_of_the_case(operation, answered);
        for (const char* record : {"{case}", "{screening}", "{consent}", "{referral}", "{webhook}"}) {
            if (operation.pattern.find(record) == std::string_view::npos) continue;
            EXPECT_TRUE(answered.status == 403 || answered.status == 404)
                << operation.name << ": " << answered.response.body;
        }
        const auto scope = guard::scope_of(operation.permission);
        const bool any = operation.for_any_program;
        lines.push_back(method_of(operation) + "\t" + std::string(operation.pattern) + "\t" +
                        std::string(operation.name) + "\t" +
                        (any ? "-" : std::string(guard::name_of(operation.permission))) + "\t" +
                        (any || !scope ? "-" : std::string(guard::code_of(*scope))) + "\t" +
                        (any ? "-" : std::string(guard::code_of(operation.purpose))) + "\t" + said(answered));
    }
    EXPECT_EQ(state(), before);
    if (std::getenv("WAYMARK_WRITE_OPERATION_TABLE") != nullptr) {
        std::ofstream file(kTable);
        for (const std::string& line : lines) file << line << "\n";
    }
    std::vector<std::string> kept;
    std::ifstream file(kTable);
    for (std::string line; std::getline(file, line);) kept.push_back(line);
    EXPECT_EQ(lines, kept) << "see the first lines of " << __FILE__;
}

}  // namespace
}  // namespace web::api
