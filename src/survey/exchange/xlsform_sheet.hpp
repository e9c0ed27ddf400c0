#pragma once
// One sheet of an XLSForm: columns by their heading, with the language where they have one. Pure.

#include "base/problem.hpp"
#include "document/sheets/read_xlsx.hpp"
#include "survey/exchange/questionnaire.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace survey::exchange {

struct XlsformColumns {
    std::vector<std::string_view> plain;       // "type", "name"
    std::vector<std::string_view> translated;  // "label", also "label::English (en)"
};

class XlsformSheet {
public:
    // Refuses, in `refused`: headings that are not known and have something below them, headings twice, and
    // languages without a code. `sheet` outlives it.
    XlsformSheet(const document::sheets::ReadSheet& sheet, std::string name, const XlsformColumns& known,
                 const Language& plain_language, std::vector<base::FieldProblem>& refused);

    const std::vector<std::uint32_t>& rows() const {
        return rows_;
    }  // with something in them, below the headings
    bool has(std::string_view column) const { return plain_.contains(column); }
    std::vector<Language> languages(std::string_view column) const;  // by their place in the sheet

    // Without white space around it; a number as it is written, yes and no as "yes" and "no".
    std::string text(std::uint32_t row, std::string_view column) const;
    std::string text(std::uint32_t row, std::string_view column, const Language& language) const;

    // At the column of that heading, or the first one where there is none.
    void refuse(std::uint32_t row, std::string_view column, std::string rule, std::string accepted = {});
    void refuse_in(std::uint32_t row, std::string_view column, const Language& language, std::string rule);

private:
    void read_heading(std::uint32_t column, const std::string& heading, const XlsformColumns& known,
                      const Language& plain_language);
    void refuse_at(std::uint32_t row, std::uint32_t column, std::string rule, std::string accepted);
    bool has_content(std::uint32_t column) const;
    std::string at(std::uint32_t row, std::uint32_t column) const;

    const document::sheets::ReadSheet& sheet_;
    std::string name_;
    std::vector<base::FieldProblem>& refused_;
    std::map<std::string, std::uint32_t, std::less<>> plain_;
    std::map<std::string, std::vector<std::pair<Language, std::uint32_t>>, std::less<>> translated_;
    std::vector<std::uint32_t> rows_;
};

// "English (en)" is "en"; so is "en" alone. Empty where there is no code.
Language language_code_in(std::string_view heading);

}  // namespace survey::exchange
