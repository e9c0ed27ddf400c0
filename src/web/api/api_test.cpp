// The frame of the interface: tokens, the door, versions, requests carried out once, problems.

#include "web/api/api.hpp"

#include "guard/request_once.hpp"
#include "web/api/api_for_test.hpp"
#include "web/api/conforms.hpp"
#include "web/api/problem_json.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace web::api {
namespace {

using http::Method;

class Api : public ApiTest {
protected:
    std::string case_path(const std::string& below = {}) { return "/cases/" + file_.id.text() + below; }

    static Json profile(const std::string& wishes) {
        return {{"age", {{"claimed", "adult"}, {"in_doubt", false}, {"looks_like_child", false}}},
                {"age_band", "26_59"},
                {"gender", "woman"},
                {"citizenships", Json::array({"UA"})},
                {"languages", Json::array({"uk"})},
                {"interpreter_needed", true},
                {"household", "alone"},
                {"access_needs", Json::array()},
                {"needs", Json::array({"shelter"})},
                {"wishes", wishes}};
    }
    Json concern() {
        return {{"case", new_id<guard::Case>().text()},
                {"immediate_danger", false},
                {"language", "uk"},
                {"interpreter_needed", true},
                {"company", "alone"},
                {"signs", {{"LOOK01", "yes"}}},
                {"age", {{"claimed", "adult"}, {"in_doubt", false}, {"looks_like_child", false}}},
                {"self_report", false},
                {"place", "reception"},
                {"seen_when", "today"},
                {"source", "observation"},
                {"note", ""}};
    }
    std::int64_t count(const std::string& table) {
        return look([&](store::ReadSession& session) {
                   return session.query("select count(*) as n from " + table);
               })
            .front()
            .integer("n");
    }
    static void expect_problem(const Answered& answered, const std::string& name, int status) {
        EXPECT_EQ(answered.status, status);
        EXPECT_EQ(answered.response.content_type, kProblemType);
        EXPECT_EQ(answered.body.value("type", ""), "urn:waymark:problem:" + name);
        EXPECT_EQ(misfits(problem_schema(), answered.body), std::vector<std::string>());
    }
};

WAYMARK_ON_EVERY_DATABASE(Api);

TEST_P(Api, serves_its_document_to_everybody_and_nothing_else_without_a_token) {
    const Answered document = send("", Method::get, std::string(kDocumentPath));
    EXPECT_EQ(document.status, 200);
    EXPECT_EQ(document.body.at("openapi"), "3.1.0");
    for (const Operation& operation : all_operations()) {
        std::string path(operation.pattern);
        for (std::size_t at = path.find('{'); at != std::string::npos; at = path.find('{'))
            path.replace(at, path.find('}') - at + 1, file_.id.text());
        for (const std::string& token :
             std::vector<std::string>{"", "wm_", "Bearer x", reception_token_ + "x"}) {
            const Answered refused = send(token, operation.method, path);
            expect_problem(refused, "not_signed_in", 401);
            EXPECT_EQ(refused.header("WWW-Authenticate"), "Bearer realm=\"waymark\"");
        }
    }
}

TEST_P(Api, tells_what_is_not_there_and_what_is_not_done_there) {
    expect_problem(get(reception_token_, "/nothing"), "not_found", 404);
    const Answered wrong = send(reception_token_, Method::remove, "/api/v1/cases");
    expect_problem(wrong, "method_not_allowed", 405);
    EXPECT_EQ(wrong.header("Allow"), "POST, GET, HEAD");
    expect_problem(get(reception_token_, "/cases/7"), "not_found", 404);
    expect_problem(get(ngo_token_, case_path()), "not_found", 404);
}

TEST_P(Api, opens_what_the_scopes_and_the_roles_open_and_logs_a_refusal) {
    const std::string narrow = token_for(program_, {guard::Scope::directory_read});
    EXPECT_EQ(get(narrow, "/services").status, 200);
    const Answered refused = get(narrow, "/board");
    expect_problem(refused, "not_allowed", 403);
    EXPECT_EQ(refused.body.at("rule"), "AUTH-SCOPE");
    EXPECT_FALSE(refused.body.at("says").get<std::string>().empty());
    EXPECT_EQ(count("audit_event where outcome = 'denied' and rule = 'AUTH-SCOPE'"), 1);
    expect_problem(get(reception_token_, "/board"), "not_allowed", 403);
}

TEST_P(Api, tells_a_program_of_itself) {
    const Answered self = get(ngo_token_, "/self");
    EXPECT_EQ(self.status, 200);
    EXPECT_EQ(self.body.at("organisation"), ngo_.text());
    EXPECT_EQ(self.body.at("roles").dump(), R"(["NGO_CASE"])");
    EXPECT_NE(self.body.at("permissions").dump().find("\"inbox_read\""), std::string::npos);
    EXPECT_EQ(self.body.at("permissions").dump().find("confirm"), std::string::npos);
}

TEST_P(Api, saves_over_the_version_that_was_read_and_over_no_other) {
    const Answered raised = post(reception_token_, "/concerns", concern());
    const std::string path = "/cases/" + raised.body.at("receipt").at("case").get<std::string>() + "/profile";
    const Answered empty = get(reception_token_, path);
    EXPECT_EQ(empty.header("ETag"), "\"1\"");
    expect_problem(put(reception_token_, path, profile("a")), "version_missing", 428);
    expect_problem(put(reception_token_, path, profile("a"), {{"If-Match", "*"}}), "invalid_input", 400);
    const Answered saved = put(reception_token_, path, profile("quiet"), {{"If-Match", "\"1\""}});
    EXPECT_EQ(saved.status, 204);
    EXPECT_EQ(saved.header("ETag"), "\"2\"");
    EXPECT_EQ(get(reception_token_, path).header("ETag"), "\"2\"");
    EXPECT_EQ(get(reception_token_, path, {{"If-None-Match", "\"2\""}}).status, 304);

    const Answered lost = put(reception_token_, path, profile("loud"), {{"If-Match", "\"1\""}});
    expect_problem(lost, "edited_meanwhile", 412);
    EXPECT_EQ(lost.body.at("current").at("wishes"), "quiet");
    EXPECT_EQ(lost.body.at("current_version"), 2);
    EXPECT_EQ(lost.body.at("sent").at("wishes"), "loud");
    EXPECT_EQ(lost.header("ETag"), "\"2\"");
    EXPECT_EQ(get(reception_token_, path).body.at("wishes"), "quiet");
}

TEST_P(Api, carries_a_request_out_once_however_often_it_is_sent) {
    const Json body = concern();
    const Headers key{{"Idempotency-Key", "7f0d"}};
    const Answered first = post(reception_token_, "/concerns", body, key);
    ASSERT_EQ(first.status, 201) << first.response.body;
    const Answered again = post(reception_token_, "/concerns", body, key);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.response.body, first.response.body);
    EXPECT_EQ(again.header("Location"), first.header("Location"));
    EXPECT_EQ(again.header("ETag"), first.header("ETag"));
    EXPECT_EQ(again.header("Idempotent-Replayed"), "true");
    EXPECT_EQ(first.header("Idempotent-Replayed"), "");
    EXPECT_EQ(count("concern"), 1);

    expect_problem(post(reception_token_, "/concerns", concern(), key), "key_used_differently", 422);
    EXPECT_EQ(count("concern"), 1);
    // Another program's keys are its own; and a day later a key is new again.
    EXPECT_EQ(post(ngo_token_, "/concerns", concern(), key).status, 201);
    clock_.advance(guard::kRequestKept + kHour);
    EXPECT_EQ(post(reception_token_, "/concerns", concern(), {{"Idempotency-Key", "new"}}).status, 201);
    EXPECT_EQ(post(reception_token_, "/concerns", concern(), key).status, 201);
}

TEST_P(Api, never_does_twice_what_was_done_when_the_receipt_is_lost) {
    const Json body = concern();
    const Headers key{{"Idempotency-Key", "lost"}};
    ASSERT_EQ(post(reception_token_, "/concerns", body, key).status, 201);
    must(database().run_write([](store::WriteSession& session) -> base::Done {
        must(session.execute("update request_once set receipt = null"));
        return {};
    }));
    expect_problem(post(reception_token_, "/concerns", body, key), "done_already", 409);
    EXPECT_EQ(count("concern"), 1);
}

TEST_P(Api, keeps_no_key_of_what_was_refused) {
    Json body = concern();
    const Headers key{{"Idempotency-Key", "k"}};
    body["signs"] = {{"NOSUCH", "yes"}};
    EXPECT_EQ(post(reception_token_, "/concerns", body, key).status, 400);
    EXPECT_EQ(count("request_once"), 0);
    body["signs"] = Json::object();
    body["self_report"] = true;
    EXPECT_EQ(post(reception_token_, "/concerns", body, key).status, 201);
}

TEST_P(Api, reads_json_and_nothing_else_and_names_what_is_wrong) {
    expect_problem(send(reception_token_, Method::post, "/api/v1/concerns", concern().dump(),
                        {{"Content-Type", "text/plain"}}),
                   "media_type_not_supported", 415);
    Json body = concern();
    body.erase("company");
    body["planted-name"] = "Olena";
    const Answered wrong = post(reception_token_, "/concerns", body);
    expect_problem(wrong, "invalid_input", 400);
    EXPECT_EQ(wrong.body.at("fields").at(0).at("field"), "company");
    EXPECT_EQ(wrong.body.at("fields").at(0).at("rule"), "required");
    EXPECT_EQ(wrong.response.body.find("Olena"), std::string::npos);
    const Answered query = get(reception_token_, "/cases?show=none&more=1&limit=0");
    expect_problem(query, "invalid_input", 400);
    EXPECT_EQ(query.body.at("fields").size(), 3U);
    expect_problem(get(reception_token_, "/cases?after=AAAA"), "invalid_input", 400);
}

TEST_P(Api, pages_through_a_list_and_meets_each_case_once) {
    for (int more = 0; more < 6; ++more) {
        clock_.advance(kHour);
        add_case();
    }
    std::vector<std::string> met;
    std::string after;
    for (int page = 0; page < 10; ++page) {
        const Answered list = get(reception_token_, "/cases?limit=3" + after);
        ASSERT_EQ(list.status, 200) << list.response.body;
        for (const Json& line : list.body.at("items")) met.push_back(line.at("case").at("id"));
        if (list.body.at("next").is_null()) break;
        after = "&after=" + list.body.at("next").get<std::string>();
    }
    EXPECT_EQ(met.size(), 7U);
    EXPECT_EQ(std::set<std::string>(met.begin(), met.end()).size(), 7U);
}

TEST_P(Api, lets_a_program_follow_what_changes) {
    std::string cursor = get(reception_token_, "/changes/newest").body.at("cursor");
    EXPECT_TRUE(get(reception_token_, "/changes?after=" + cursor).body.at("changes").empty());
    const Answered raised = post(reception_token_, "/concerns", concern());
    ASSERT_EQ(raised.status, 201);
    const Answered changed = get(reception_token_, "/changes?after=" + cursor);
    ASSERT_EQ(changed.body.at("changes").size(), 1U) << changed.response.body;
    EXPECT_EQ(changed.body.at("changes").at(0).at("act"), "concern.raise");
    EXPECT_EQ(changed.body.at("changes").at(0).at("case"), raised.body.at("receipt").at("case"));
    cursor = changed.body.at("cursor");
    EXPECT_TRUE(get(reception_token_, "/changes?after=" + cursor).body.at("changes").empty());
    // Nobody else's.
    EXPECT_TRUE(get(ngo_token_, "/changes").body.at("changes").empty());
}

TEST_P(Api, takes_a_concern_under_the_senders_own_id_as_often_as_it_is_sent) {
    Json body = concern();
    body.erase("case");
    body["outside_id"] = {{"system", "intake"}, {"id", "A-1042"}};
    const auto send_it = [&](const std::string& token) {
        return put(token, "/concerns/by-outside-id", body);
    };
    const Answered first = send_it(reception_token_);
    ASSERT_EQ(first.status, 200) << first.response.body;
    EXPECT_EQ(first.body.at("outcome"), "created");
    const Answered again = send_it(reception_token_);
    EXPECT_EQ(again.body.at("outcome"), "unchanged");
    EXPECT_EQ(again.body.at("receipt"), first.body.at("receipt"));
    EXPECT_EQ(count("concern"), 1);
    body["note"] = "She asked for a telephone.";
    const Answered more = send_it(reception_token_);
    EXPECT_EQ(more.body.at("outcome"), "looked_again");
    EXPECT_EQ(more.body.at("receipt").at("case"), first.body.at("receipt").at("case"));
    EXPECT_EQ(count("concern"), 2);
    EXPECT_EQ(send_it(reception_token_).body.at("outcome"), "unchanged");

    // Another organisation's ids are its own; and nothing of an id is kept to be read.
    const Answered other = send_it(ngo_token_);
    EXPECT_EQ(other.body.at("outcome"), "created");
    EXPECT_NE(other.body.at("receipt").at("case"), first.body.at("receipt").at("case"));
    EXPECT_EQ(post(ngo_token_, "/cases/by-outside-id", body.at("outside_id")).body.at("case"),
              other.body.at("receipt").at("case"));
    expect_problem(post(reception_token_, "/cases/by-outside-id", {{"system", "intake"}, {"id", "A-1043"}}),
                   "not_found", 404);
    expect_problem(post(oversight_token_, "/cases/by-outside-id", body.at("outside_id")), "not_allowed", 403);
}

TEST_P(Api, logs_routes_and_never_what_was_sent) {
    Json body = concern();
    body["note"] = "Olena-of-the-harbour";
    ASSERT_EQ(post(reception_token_, "/concerns", body).status, 201);
    EXPECT_NE(logged_.text().find("/api/v1/concerns"), std::string::npos);
    EXPECT_EQ(logged_.text().find("Olena"), std::string::npos);
    EXPECT_EQ(logged_.text().find(reception_token_), std::string::npos);
}

}  // namespace
}  // namespace web::api
