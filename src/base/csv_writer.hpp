#pragma once
// CSV as csv_reader.hpp reads it (RFC 4180): comma, LF, quotes only where they are needed, a quote doubled.
// Pure.

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace base {

class CsvWriter {
public:
    void add_record(std::span<const std::string> fields);
    void add_record(std::initializer_list<std::string_view> fields);

    const std::string& text() const { return text_; }
    std::string take() { return std::move(text_); }

private:
    void add_field(std::string_view field, bool first);

    std::string text_;
};

}  // namespace base
