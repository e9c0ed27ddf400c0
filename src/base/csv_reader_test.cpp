#include "base/csv_reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace base {
namespace {

template <class Value>
std::string refusal(const Result<Value>& result) {
    if (result) return "taken";
    EXPECT_EQ(result.error().code, ProblemCode::invalid_file);
    return result.error().fields.at(0).field + ": " + result.error().fields.at(0).rule;
}

std::vector<std::vector<std::string>> records(const std::string& text) {
    CsvReader reader(text);
    std::vector<std::vector<std::string>> all;
    std::vector<CsvField> fields;
    while (reader.next(fields).value()) {
        all.emplace_back();
        for (const CsvField& field : fields) all.back().emplace_back(field.text);
    }
    return all;
}

TEST(CsvReader, is_read_as_rfc_4180_says) {
    using Records = std::vector<std::vector<std::string>>;
    EXPECT_EQ(records("a,b\r\nc,d\r\n"), (Records{{"a", "b"}, {"c", "d"}}));
    EXPECT_EQ(records("a,b\nc,d"), (Records{{"a", "b"}, {"c", "d"}}));
    EXPECT_EQ(records("\"a\",\"b,c\"\"d\"\"\",\"e\nf\"\n"), (Records{{"a", "b,c\"d\"", "e\nf"}}));
    EXPECT_EQ(records("\"\",,\"\"\"\"\n"), (Records{{"", "", "\""}}));
    EXPECT_EQ(records("a,\n"), (Records{{"a", ""}}));
    EXPECT_EQ(records(""), Records{});
}

TEST(CsvReader, that_is_anything_else_is_refused_where_it_goes_wrong) {
    const auto first_refusal = [](const std::string& text) {
        CsvReader reader(text);
        std::vector<CsvField> fields;
        while (true) {
            const auto more = reader.next(fields);
            if (!more || !*more) return refusal(more);
        }
    };
    EXPECT_EQ(first_refusal("a,b\nc,d\"e\n"), "line 2, column 4: quote_inside");
    EXPECT_EQ(first_refusal("a\n\"b\nc"), "line 2, column 1: quote_open");
    EXPECT_EQ(first_refusal("\"a\" ,b"), "line 1, column 4: after_quote");
    EXPECT_EQ(first_refusal("a\rb"), "line 1, column 2: carriage_return");
    EXPECT_EQ(first_refusal(std::string("é,\0", 4)), "line 1, column 3: control_character");
    EXPECT_EQ(first_refusal("a\n\"b\n\x01\""), "line 3, column 1: control_character");
    EXPECT_EQ(first_refusal("a," + std::string(kCsvFieldBytesMost + 1, 'x')), "line 1, column 3: too_long");
}

RC_GTEST_PROP(CsvReader, written_by_the_book_reads_back_as_it_was, ()) {
    const auto field = rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r', ' ', '7'));
    const auto count = *rc::gen::inRange<std::size_t>(1, 4);
    const auto table = *rc::gen::container<std::vector<std::vector<std::string>>>(
        rc::gen::container<std::vector<std::string>>(count, field));
    std::string text;
    for (const auto& record : table) {
        for (std::size_t index = 0; index < record.size(); ++index) {
            text += index == 0 ? "\"" : ",\"";
            for (const char sign : record[index])
                text += sign == '"' ? std::string("\"\"") : std::string(1, sign);
            text += '"';
        }
        text += "\r\n";
    }
    RC_ASSERT(records(text) == table);
}

TEST(CsvReader, takes_any_header_and_then_as_many_fields_in_every_line) {
    const auto of = [](const std::string& text) {
        CsvReader reader(text);
        const auto header = reader.read_header();
        if (!header) return refusal(header);
        std::vector<CsvField> fields;
        while (true) {
            const auto more = reader.next(fields);
            if (!more) return refusal(more);
            if (!*more) return std::to_string(header->size()) + " names";
        }
    };
    EXPECT_EQ(of(""), "line 1, column 1: header_missing");
    EXPECT_EQ(of("\xEF\xBB\xBF"), "line 1, column 1: header_missing");
    EXPECT_EQ(of("\xC3(\n"), "line 1, column 1: not_utf8");
    EXPECT_EQ(of("\xEF\xBB\xBF"
                 "a,b\n1,2\n"),
              "2 names");
    EXPECT_EQ(of("a,b\n1\n"), "line 2, column 1: fields_missing");
    EXPECT_EQ(of("a,b\n1,2,3\n"), "line 2, column 5: fields_too_many");
}

}  // namespace
}  // namespace base
