#include "survey/exchange/xlsform_sheet.hpp"

#include "base/text.hpp"
#include "survey/exchange/answer_cell.hpp"

#include <algorithm>
#include <set>

namespace survey::exchange {
namespace {

using document::sheets::DateValue;
using document::sheets::ReadCell;

std::string text_of(const ReadCell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell.value)) return std::string(base::trimmed(*text));
    if (const auto* number = std::get_if<double>(&cell.value)) return plain_number(*number);
    if (const auto* yes = std::get_if<bool>(&cell.value)) return *yes ? "yes" : "no";
    return std::get<DateValue>(cell.value).iso;
}

std::vector<std::string> strings(const XlsformColumns& known) {
    std::vector<std::string> all(known.plain.begin(), known.plain.end());
    for (const std::string_view column : known.translated)
        all.push_back(std::string(column) + "::English (en)");
    return all;
}

}  // namespace

Language language_code_in(std::string_view heading) {
    std::string_view code = base::trimmed(heading);
    const std::size_t open = code.rfind('(');
    if (open != std::string_view::npos) {
        if (!code.ends_with(')')) return {};
        code = base::trimmed(code.substr(open + 1, code.size() - open - 2));
    }
    // RFC 5646: two or three letters, then parts after hyphens. A name alone ("English") is no code.
    const std::string_view primary = code.substr(0, code.find('-'));
    const bool letters = std::ranges::all_of(primary, [](char sign) { return sign >= 'a' && sign <= 'z'; });
    if (primary.size() < 2 || primary.size() > 3 || !letters || !is_code(code)) return {};
    return Language(code);
}

XlsformSheet::XlsformSheet(const document::sheets::ReadSheet& sheet, std::string name,
                           const XlsformColumns& known, const Language& plain_language,
                           std::vector<base::FieldProblem>& refused)
    : sheet_(sheet), name_(std::move(name)), refused_(refused) {
    std::set<std::uint32_t> rows;
    std::set<std::uint32_t> columns;
    for (const auto& [place, cell] : sheet_.cells) {
        if (text_of(cell).empty()) continue;
        columns.insert(place.column);
        if (place.row > 0) rows.insert(place.row);
    }
    rows_.assign(rows.begin(), rows.end());
    for (const std::uint32_t column : columns) read_heading(column, at(0, column), known, plain_language);
}

void XlsformSheet::read_heading(std::uint32_t column, const std::string& heading, const XlsformColumns& known,
                                const Language& plain_language) {
    const auto is_of = [](const std::vector<std::string_view>& columns, std::string_view wanted) {
        return std::ranges::find(columns, wanted) != columns.end();
    };
    if (is_of(known.plain, heading)) {
        if (!plain_.emplace(heading, column).second) refuse_at(0, column, "twice", "");
        return;
    }
    const std::size_t colons = heading.find("::");
    const std::string base = heading.substr(0, colons);
    if (!is_of(known.translated, base)) {
        if (has_content(column)) refuse_at(0, column, "not_supported", listed(strings(known)));
        return;
    }
    const Language language = colons == std::string::npos
                                  ? plain_language
                                  : language_code_in(std::string_view(heading).substr(colons + 2));
    if (language.empty()) return refuse_at(0, column, "wrong_format", base + "::English (en)");
    auto& all = translated_[base];
    if (std::ranges::find(all, language, &std::pair<Language, std::uint32_t>::first) != all.end())
        return refuse_at(0, column, "twice", "");
    all.emplace_back(language, column);
}

bool XlsformSheet::has_content(std::uint32_t column) const {
    return std::ranges::any_of(rows_, [&](std::uint32_t row) { return !at(row, column).empty(); });
}

std::string XlsformSheet::at(std::uint32_t row, std::uint32_t column) const {
    const ReadCell* cell = sheet_.find({row, column});
    return cell == nullptr ? std::string() : text_of(*cell);
}

std::vector<Language> XlsformSheet::languages(std::string_view column) const {
    std::vector<Language> all;
    const auto found = translated_.find(column);
    if (found == translated_.end()) return all;
    for (const auto& [language, place] : found->second) all.push_back(language);
    return all;
}

std::string XlsformSheet::text(std::uint32_t row, std::string_view column) const {
    const auto found = plain_.find(column);
    return found == plain_.end() ? std::string() : at(row, found->second);
}

std::string XlsformSheet::text(std::uint32_t row, std::string_view column, const Language& language) const {
    const auto found = translated_.find(column);
    if (found == translated_.end()) return {};
    for (const auto& [one, place] : found->second) {
        if (one == language) return at(row, place);
    }
    return {};
}

void XlsformSheet::refuse_at(std::uint32_t row, std::uint32_t column, std::string rule,
                             std::string accepted) {
    refused_.push_back(
        {name_ + ", cell " + document::sheets::name_of({row, column}), std::move(rule), std::move(accepted)});
}

void XlsformSheet::refuse(std::uint32_t row, std::string_view column, std::string rule,
                          std::string accepted) {
    const auto found = plain_.find(column);
    refuse_at(row, found == plain_.end() ? 0 : found->second, std::move(rule), std::move(accepted));
}

void XlsformSheet::refuse_in(std::uint32_t row, std::string_view column, const Language& language,
                             std::string rule) {
    const auto found = translated_.find(column);
    if (found != translated_.end()) {
        for (const auto& [one, place] : found->second) {
            if (one == language) return refuse_at(row, place, std::move(rule), "");
        }
    }
    refuse_at(row, 0, std::move(rule), std::string(column) + "::(" + language + ")");
}

}  // namespace survey::exchange
