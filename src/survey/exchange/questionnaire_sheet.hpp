#pragma once
// A questionnaire laid out as a sheet, for the one that writes it and the one that reads it back: one cell to
// fill in by row, named in hidden columns by item and cell code. Options are offered as "code · label", and
// only the code is read. Pure.

#include "base/messages.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "document/sheets/workbook.hpp"
#include "survey/exchange/questionnaire.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace survey::exchange {

// Columns. The first row holds mark, State and form hash in the hidden ones, the second round and language.
enum FormColumn : std::uint32_t {
    kItemColumn,
    kCellColumn,
    kHashColumn,
    kNumberColumn,
    kQuestionColumn,
    kLastRoundColumn,
    kAnswerColumn
};
inline constexpr std::uint32_t kHeadRows = 2;
inline constexpr std::string_view kFormMark = "waymark-questionnaire-1";
inline constexpr std::string_view kTick = "x";

enum class CellKind { none, choice, tick, yes_or_no, amount, told, day, beside, disposition, note };

struct FormRow {
    std::optional<std::size_t> question;  // none: a heading
    CellKind kind = CellKind::none;       // none: nothing to fill in
    std::optional<std::size_t> option;
    std::vector<std::string> codes = {};  // that can be chosen
};

struct QuestionnaireSheet {
    document::sheets::Workbook workbook;  // its first sheet is the form
    std::vector<FormRow> rows;            // as many as the sheet has
};

// Problems: those of check(); invalid_input naming `language`, not_in_list.
base::Result<QuestionnaireSheet> lay_out(const Questionnaire& questionnaire, const Language& language,
                                         const base::Messages& messages, base::Time issued_at);

// "yes · Yes, by law" is "yes"; also a code alone.
std::string_view code_in(std::string_view choice);

}  // namespace survey::exchange
