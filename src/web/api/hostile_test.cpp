// Every operation with its own example and with what a hostile or broken program makes of it: no 500, no
// answer outside the document, and nothing of what was sent in the log. What is sent is derived from the
// operation's schemas, so that a new operation is covered by being in the table.

#include "web/api/api_for_test.hpp"
#include "web/api/conforms.hpp"
#include "web/api/problem_json.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace web::api {
namespace {

constexpr const char* kPlanted = "Planted-Olena-7731";

// A value of another kind, out of range, or far too much of it.
std::vector<Json> bad_values(const Schema& schema) {
    std::vector<Json> values{
        Json::object(),           Json::array(),          1.5,         true,      nullptr,
        std::string(100000, 'x'), std::string("a\0b", 3), "\u202Eabc", INT64_MIN, UINT64_MAX};
    if (!schema.codes.empty() || !schema.format.empty()) values.emplace_back(kPlanted);
    if (schema.kind == Schema::Kind::list) values.push_back(Json(2000, Json()));
    return values;
}

// Each property of the body in turn: left out, of another kind, beside an unknown one.
std::vector<Json> mutations(const Schema& schema, const Json& example) {
    std::vector<Json> bodies{Json::object(), Json::array({example}), kPlanted, nullptr};
    for (const Property& property : schema.properties) {
        Json without = example;
        without.erase(property.name);
        bodies.push_back(without);
        for (const Json& value : bad_values(property.schema)) {
            Json changed = example;
            changed[property.name] = value;
            bodies.push_back(std::move(changed));
        }
    }
    Json more = example;
    more[kPlanted] = 1;
    bodies.push_back(std::move(more));
    return bodies;
}

class ApiUnderAttack : public ApiTest {
protected:
    std::string path_of(const Operation& operation, const std::string& id) const {
        std::string path(operation.pattern);
        for (std::size_t at = path.find('{'); at != std::string::npos; at = path.find('{'))
            path.replace(at, path.find('}') - at + 1, id);
        return path;
    }
    void expect_documented(const Operation& operation, const Answered& answered, const std::string& sent) {
        const std::string what = std::string(operation.name) + " " + sent.substr(0, 300) + " -> " +
                                 answered.response.body.substr(0, 500);
        EXPECT_LT(answered.status, 500) << what;
        if (answered.status >= 400) {
            EXPECT_EQ(answered.response.content_type, kProblemType) << what;
            EXPECT_EQ(misfits(problem_schema(), answered.body), std::vector<std::string>()) << what;
            EXPECT_EQ(answered.body.value("status", 0), answered.status) << what;
        } else if (operation.answer && answered.status == operation.status) {
            EXPECT_EQ(misfits(operation.answer->schema, answered.body), std::vector<std::string>()) << what;
        }
    }
    void attack(const Operation& operation, const std::string& token) {
        const std::string path = path_of(operation, file_.id.text());
        const Headers version{{"If-Match", "\"1\""}};
        std::vector<std::string> bodies{""};
        if (operation.body) {
            const std::string text = with_real_ids(operation.body->example, file_.id.text());
            for (const Json& body : mutations(operation.body->schema, Json::parse(text)))
                bodies.push_back(body.dump(-1, ' ', false, Json::error_handler_t::replace));
            bodies.insert(bodies.end(), {text, "{", "\xff\xfe", std::string(50, '['), text + text,
                                         "{\"a\":1,\"a\":1}", std::string(200000, ' ')});
        }
        for (const std::string& body : bodies)
            expect_documented(operation, send(token, operation.method, path, body, version), body);
        for (const char* id : {"7", "00000000-0000-0000-0000-000000000000", "%F0%9F%98%80", "a%00b",
                               "01906f3e-7a00-7000-8000-000000000010"})
            expect_documented(operation, send_raw(token, operation, path_of(operation, id)), id);
        for (const char* query : {"?after=", "?after=AAAAAAAAAAA", "?after=%00", "?limit=-1", "?limit=1e9",
                                  "?x=Planted-Olena-7731", "?after=a&after=b", "?need=&urgency=&area=x"})
            expect_documented(operation, send_raw(token, operation, path + query), query);
        for (const char* tag : {"", "W/\"1\"", "\"-1\"", "\"99999999999999999999\"", "*", "\"1\", \"2\""})
            expect_documented(operation,
                              send(token, operation.method, path, bodies.back(), {{"If-Match", tag}}), tag);
    }
    // A target that cannot be read never reaches the handler.
    Answered send_raw(const std::string& token, const Operation& operation, const std::string& target) {
        http::Request probe;
        if (!http::set_target(probe, target)) return Answered{.response = {}, .status = 304};
        return send(token, operation.method, target, operation.body ? "{}" : "", {{"If-Match", "\"1\""}});
    }
};

WAYMARK_ON_EVERY_DATABASE(ApiUnderAttack);

TEST_P(ApiUnderAttack, answers_every_operation_within_its_document) {
    for (const Operation& operation : all_operations()) attack(operation, *opened_by(operation));
    EXPECT_EQ(logged_.text().find("Planted"), std::string::npos);
    EXPECT_EQ(logged_.text().find("Olena"), std::string::npos);
}

}  // namespace
}  // namespace web::api
