#pragma once
// A strict reader of CSV (RFC 4180): comma, quotes around whole fields, a quote in them doubled, CRLF or LF.
// UTF-8; the mark that spreadsheet programs put before it is skipped. Whatever is not exactly that is refused
// with its line and column, never guessed. Thread rule: a reader belongs to one thread and looks into its
// caller's text.

#include "base/result.hpp"

#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base {

constexpr std::size_t kCsvBytesMost = 256UL * 1024 * 1024;
constexpr std::size_t kCsvFieldBytesMost = 64UL * 1024;

// Lines from 1, as an editor counts them; columns from 1, in characters.
struct CsvPlace {
    std::size_t line = 1;
    std::size_t column = 1;
};
CsvPlace csv_place(std::string_view text, std::size_t offset);

// invalid_file with one field: "line 3, column 12 (disposition)", the rule it breaks, and what would do. The
// name may be empty.
Problem csv_problem(std::string_view text, std::size_t offset, std::string_view name, std::string rule,
                    std::string accepted = {});

struct CsvField {
    std::string_view text;   // unquoted; holds until the next record is read
    std::size_t offset = 0;  // of its first byte in the file, a quote included
};

class CsvReader {
public:
    explicit CsvReader(std::string_view text) : text_(text) {}

    // Reads the header, whatever its names; every record then has as many fields. Problems (csv_problem):
    // too_long (the file), not_utf8, header_missing, and those of next().
    Result<std::vector<CsvField>> read_header();
    // Reads the header and compares it, name by name. Problems also: header_differs.
    Done expect_header(std::span<const std::string_view> names);

    // The next record in `fields`, or false at the end. Problems (csv_problem): quote_inside, quote_open,
    // after_quote, carriage_return, control_character, too_long; fields_missing, fields_too_many once a
    // header was read.
    Result<bool> next(std::vector<CsvField>& fields);

    std::string_view text() const { return text_; }

private:
    Result<CsvField> plain_field();
    Result<CsvField> quoted_field();
    Problem problem(std::size_t offset, std::string rule, std::string accepted = {}) const;
    bool at_line_end() const;
    void skip_line_end();

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t fields_ = 0;            // of the header; 0 before it was read
    std::deque<std::string> unquoted_;  // fields of this record that had doubled quotes
};

}  // namespace base
