#include "base/csv_reader.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace base {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

bool is_control(char sign) {
    const auto byte = static_cast<unsigned char>(sign);
    return byte < 0x20 || byte == 0x7F;
}

// Where text that is not UTF-8 ceases to be.
std::size_t first_broken(std::string_view text) {
    constexpr std::size_t kBytesOfSignMost = 4;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t size = 1;
        while (size <= kBytesOfSignMost && !is_valid_utf8(text.substr(at, size))) ++size;
        if (size > kBytesOfSignMost) return at;
        at += size;
    }
    return text.size();
}

}  // namespace

CsvPlace csv_place(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const std::size_t line_end = before.rfind('\n');
    std::string_view line = line_end == std::string_view::npos ? before : before.substr(line_end + 1);
    if (line_end == std::string_view::npos && line.starts_with(kMark)) line.remove_prefix(kMark.size());
    // Bytes that begin a character: also where the text is not UTF-8.
    const auto characters = std::ranges::count_if(
        line, [](char sign) { return (static_cast<unsigned char>(sign) & 0xC0) != 0x80; });
    return {.line = 1 + static_cast<std::size_t>(std::ranges::count(before, '\n')),
            .column = 1 + static_cast<std::size_t>(characters)};
}

Problem csv_problem(std::string_view text, std::size_t offset, std::string_view name, std::string rule,
                    std::string accepted) {
    const CsvPlace place = csv_place(text, offset);
    std::string field = "line " + std::to_string(place.line) + ", column " + std::to_string(place.column);
    if (!name.empty()) field += " (" + std::string(name) + ")";
    Problem wrong = base::problem(ProblemCode::invalid_file);
    wrong.fields.push_back({std::move(field), std::move(rule), std::move(accepted)});
    return wrong;
}

Problem CsvReader::problem(std::size_t offset, std::string rule, std::string accepted) const {
    return csv_problem(text_, offset, {}, std::move(rule), std::move(accepted));
}

bool CsvReader::at_line_end() const {
    if (at_ >= text_.size()) return false;
    return text_[at_] == '\n' || (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n');
}

void CsvReader::skip_line_end() {
    at_ += text_[at_] == '\r' ? 2 : 1;
}

Result<CsvField> CsvReader::plain_field() {
    const std::size_t from = at_;
    while (at_ < text_.size() && text_[at_] != ',' && !at_line_end()) {
        const char sign = text_[at_];
        if (sign == '"') return fail(problem(at_, "quote_inside"));
        if (sign == '\r') return fail(problem(at_, "carriage_return"));
        if (is_control(sign)) return fail(problem(at_, "control_character"));
        ++at_;
    }
    return CsvField{text_.substr(from, at_ - from), from};
}

Result<CsvField> CsvReader::quoted_field() {
    const std::size_t from = at_++;
    bool doubled = false;
    for (; at_ < text_.size(); ++at_) {
        const char sign = text_[at_];
        if (sign == '"') {
            if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
            doubled = true;
            ++at_;
        } else if (is_control(sign) && sign != '\n' && sign != '\r' && sign != '\t') {
            return fail(problem(at_, "control_character"));
        }
    }
    if (at_ >= text_.size()) return fail(problem(from, "quote_open"));
    std::string_view inside = text_.substr(from + 1, at_ - from - 1);
    ++at_;
    if (at_ < text_.size() && text_[at_] != ',' && !at_line_end()) return fail(problem(at_, "after_quote"));
    if (doubled) {
        std::string& own = unquoted_.emplace_back();
        own.reserve(inside.size());
        for (std::size_t index = 0; index < inside.size(); ++index) {
            own += inside[index];
            if (inside[index] == '"') ++index;
        }
        inside = own;
    }
    return CsvField{inside, from};
}

Result<bool> CsvReader::next(std::vector<CsvField>& fields) {
    fields.clear();
    unquoted_.clear();
    if (at_ >= text_.size()) return false;
    const std::size_t from = at_;
    while (true) {
        const bool quoted = at_ < text_.size() && text_[at_] == '"';
        auto field = quoted ? quoted_field() : plain_field();
        if (!field) return fail(field.error());
        if (field->text.size() > kCsvFieldBytesMost) {
            return fail(problem(field->offset, "too_long", std::to_string(kCsvFieldBytesMost)));
        }
        if (fields_ > 0 && fields.size() == fields_) {
            return fail(problem(field->offset, "fields_too_many", std::to_string(fields_)));
        }
        fields.push_back(*field);
        if (at_ >= text_.size() || text_[at_] != ',') break;
        ++at_;
    }
    if (fields.size() < fields_) return fail(problem(from, "fields_missing", std::to_string(fields_)));
    if (at_ < text_.size()) skip_line_end();
    return true;
}

Result<std::vector<CsvField>> CsvReader::read_header() {
    if (text_.size() > kCsvBytesMost) {
        return fail(problem(0, "too_long", std::to_string(kCsvBytesMost) + " bytes"));
    }
    if (!is_valid_utf8(text_)) return fail(problem(first_broken(text_), "not_utf8"));
    if (text_.starts_with(kMark)) at_ = kMark.size();
    std::vector<CsvField> header;
    const auto read = next(header);
    if (!read) return fail(read.error());
    if (!*read) return fail(problem(at_, "header_missing"));
    fields_ = header.size();
    return header;
}

Done CsvReader::expect_header(std::span<const std::string_view> names) {
    std::string accepted;
    for (const std::string_view name : names) accepted += (accepted.empty() ? "" : ",") + std::string(name);
    auto header = read_header();
    if (!header) {
        FieldProblem& first = header.error().fields.front();
        if (first.rule == "header_missing") first.accepted = accepted;
        return fail(header.error());
    }
    for (std::size_t index = 0; index < std::max(header->size(), names.size()); ++index) {
        const bool same =
            index < header->size() && index < names.size() && (*header)[index].text == names[index];
        if (same) continue;
        const std::size_t offset = index < header->size() ? (*header)[index].offset : header->back().offset;
        return fail(problem(offset, "header_differs", accepted));
    }
    return {};
}

}  // namespace base
