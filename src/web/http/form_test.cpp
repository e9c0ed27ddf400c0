#include "web/http/form.hpp"

#include "base/text.hpp"
#include "web/http/percent.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace {

using web::http::Form;
using web::http::percent_decoded;
using web::http::percent_encoded;
using web::http::Plus;
using Fields = std::vector<std::pair<std::string, std::string>>;

TEST(HttpForm, is_read_in_the_order_it_was_sent) {
    struct Row {
        const char* encoded;
        Fields fields;
    };
    const std::vector<Row> rows{
        {"", {}},
        {"a=1", {{"a", "1"}}},
        {"a=1&b=2&a=3", {{"a", "1"}, {"b", "2"}, {"a", "3"}}},
        {"a", {{"a", ""}}},
        {"a=", {{"a", ""}}},
        {"=1", {{"", "1"}}},
        {"&&a=1&", {{"a", "1"}}},
        {"a=b=c", {{"a", "b=c"}}},
        {"a+b=c+d", {{"a b", "c d"}}},
        {"a=%2B%26%3D", {{"a", "+&="}}},
        {"a=%D0%9E%d0%bb%d0%b5%d0%bd%d0%b0", {{"a", "Олена"}}},
        {"%D8%A3=%0D%0A", {{"أ", "\r\n"}}},
    };
    for (const Row& row : rows) {
        const auto form = Form::parse(row.encoded);
        ASSERT_TRUE(form) << row.encoded;
        EXPECT_EQ(form->fields(), row.fields) << row.encoded;
    }
}

TEST(HttpForm, is_refused_where_it_is_malformed) {
    for (const char* encoded : {"a=%", "a=%2", "a=%2g", "a=%-1", "%zz=1", "a=%ff", "a=%C3", "a=%ED%A0%80",
                                "a=%C0%AF", "b=1&a=\xff"}) {
        const auto form = Form::parse(encoded);
        ASSERT_FALSE(form) << encoded;
        EXPECT_EQ(form.error().code, base::ProblemCode::malformed_request);
    }
}

TEST(HttpForm, has_no_more_than_so_many_fields) {
    std::string encoded;
    for (std::size_t number = 0; number < Form::kFieldsMax; ++number) encoded += "a=1&";
    EXPECT_TRUE(Form::parse(encoded));
    EXPECT_FALSE(Form::parse(encoded + "a=1"));
}

TEST(HttpForm, is_asked_by_name) {
    const auto form = Form::parse("name=Olena&sign=a&sign=b&note=&consent=yes");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->text("name"), "Olena");
    EXPECT_EQ(form->text("sign"), "a");
    EXPECT_EQ(form->text("absent"), "");
    EXPECT_EQ(form->optional_text("name"), "Olena");
    EXPECT_EQ(form->optional_text("note"), std::nullopt);
    EXPECT_EQ(form->optional_text("absent"), std::nullopt);
    EXPECT_EQ(form->all("sign"), (std::vector<std::string>{"a", "b"}));
    EXPECT_TRUE(form->all("absent").empty());
    EXPECT_TRUE(form->checked("consent"));
    EXPECT_TRUE(form->has("note"));
    EXPECT_FALSE(form->has("absent"));
}

TEST(HttpForm, reads_a_whole_number_and_nothing_that_only_begins_with_one) {
    const auto form =
        Form::parse("version=12&below=-3&none=&words=12a&space=+12&half=1.5&much=9223372036854775808");
    ASSERT_TRUE(form.has_value());
    EXPECT_EQ(form->number("version"), 12);
    EXPECT_EQ(form->number("below"), -3);
    for (const char* name : {"none", "words", "space", "half", "much", "never_sent"}) {
        EXPECT_EQ(form->number(name), std::nullopt) << name;
    }
}

std::string any_text() {
    std::string text = *rc::gen::string<std::string>();
    return base::is_valid_utf8(text)         ? text
           : base::is_valid_utf8("é" + text) ? "é" + text
                                             : std::string("é☃𝄞");
}

RC_GTEST_PROP(HttpForm, comes_back_as_it_was_encoded, ()) {
    Fields fields;
    const int count = *rc::gen::inRange(0, 20);
    std::string encoded;
    for (int number = 0; number < count; ++number) {
        const std::string name = any_text();
        const std::string value = any_text();
        if (name.empty() && value.empty()) continue;
        fields.emplace_back(name, value);
        encoded += (encoded.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
    }
    const auto form = Form::parse(encoded);
    RC_ASSERT(form.has_value());
    RC_ASSERT(form->fields() == fields);
}

RC_GTEST_PROP(HttpPercent, decodes_what_it_encodes, ()) {
    const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    for (const Plus plus : {Plus::is_plus, Plus::is_space}) {
        RC_ASSERT(percent_decoded(percent_encoded(bytes), plus) == bytes);
    }
}

RC_GTEST_PROP(HttpForm, never_reads_what_is_not_utf8, ()) {
    const auto form = Form::parse(*rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
    if (!form) return;
    for (const auto& [name, value] : form->fields()) {
        RC_ASSERT(base::is_valid_utf8(name));
        RC_ASSERT(base::is_valid_utf8(value));
    }
}

}  // namespace
