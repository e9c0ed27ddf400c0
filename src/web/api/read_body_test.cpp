#include "web/api/read_body.hpp"

#include "web/api/conforms.hpp"

#include <gtest/gtest.h>

namespace web::api {
namespace {

Schema shape() {
    return object({required("name", text(5)), required("kind", code({"a", "b"})),
                   required("at", moment().or_null()), optional("ids", list(id(), 2)),
                   optional("answers", map(code({"yes", "no"}))),
                   optional("inner", object({required("n", whole(1, 9))}))});
}

// "field rule" of everything that is wrong.
std::vector<std::string> wrong(std::string_view text) {
    const auto body = read_body(shape(), text);
    if (body) return {};
    EXPECT_EQ(body.error().code, base::ProblemCode::invalid_input);
    std::vector<std::string> found;
    for (const base::FieldProblem& field : body.error().fields)
        found.push_back(field.field + " " + field.rule);
    return found;
}

using Wrong = std::vector<std::string>;

TEST(ReadBody, reads_what_fits_and_leaves_out_what_was_left_out) {
    const auto body =
        read_body(shape(), R"({"name": "ключі", "kind": "b", "at": null, "answers": {"x": "yes"}})");
    ASSERT_TRUE(body) << base::to_text(body.error());
    EXPECT_EQ(body->dump(), R"({"name":"ключі","kind":"b","at":null,"answers":{"x":"yes"}})");
}

TEST(ReadBody, tells_everything_that_is_wrong_at_once_by_its_path) {
    EXPECT_EQ(
        wrong(
            R"({"name": "ключік", "kind": "c", "at": "soon", "ids": ["x"], "inner": {"n": 10}, "more": 1})"),
        (Wrong{"name too_long", "kind not_one_of", "at wrong_format", "ids[0] wrong_format",
               "inner.n out_of_range", "more unknown_key"}));
    EXPECT_EQ(wrong(R"({"kind": 1})"), (Wrong{"name required", "kind wrong_type", "at required"}));
    EXPECT_EQ(wrong(R"({"name": null, "kind": "a", "at": null})"), (Wrong{"name wrong_type"}));
    EXPECT_EQ(wrong(R"({"name": "", "kind": "a", "at": null, "ids": [null, 2, 3]})"),
              (Wrong{"ids too_many"}));
    EXPECT_EQ(wrong(R"({"name": "", "kind": "a", "at": null, "answers": {"x": "maybe"}})"),
              (Wrong{"answers.x not_one_of"}));
}

TEST(ReadBody, refuses_as_a_whole_what_is_not_one_document) {
    EXPECT_EQ(wrong(""), (Wrong{" not_json"}));
    EXPECT_EQ(wrong("{\"name\": \"\xff\"}"), (Wrong{" not_json"}));
    EXPECT_EQ(wrong(R"({"kind": "a", "kind": "b"})"), (Wrong{" duplicate_key"}));
    EXPECT_EQ(wrong(std::string(40, '[') + std::string(40, ']')), (Wrong{" too_deep"}));
    EXPECT_EQ(wrong("[]").front(), " wrong_type");
}

TEST(Misfits, are_found_where_an_answer_leaves_its_shape) {
    EXPECT_EQ(misfits(shape(), Json::parse(R"({"name": "a", "kind": "a", "at": null})")), Wrong{});
    EXPECT_EQ(
        misfits(shape(), Json::parse(R"({"name": 1, "kind": "x", "more": 2, "answers": {"q": "perhaps"}})")),
        (Wrong{"$.name: of another type", "$.kind: not one of the codes", "$.at: missing",
               "$.answers[q]: not one of the codes", "$.more: not in the document"}));
}

}  // namespace
}  // namespace web::api
