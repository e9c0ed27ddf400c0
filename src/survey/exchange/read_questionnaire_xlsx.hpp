#pragma once
// A questionnaire that was filled in, read back cell by cell. Cells are known by the codes in the hidden
// columns, never by a label or by where they stand, and all that is not an answer has to be as it was sent.
// An empty cell says nothing: an item without an answer and without a reason is missing. Safe from any
// thread.

#include "base/bytes.hpp"
#include "base/messages.hpp"
#include "base/result.hpp"
#include "survey/decimal.hpp"
#include "survey/exchange/questionnaire.hpp"

#include <string>
#include <utility>
#include <vector>

namespace survey::exchange {

struct FilledAmount {
    std::string cell;  // option's code; empty of a plain number
    Decimal amount;    // with the decimals of the item

    friend bool operator==(const FilledAmount&, const FilledAmount&) = default;
};

struct FilledAnswer {
    std::string item;
    Disposition disposition = Disposition::answered;
    std::vector<std::string> chosen;                          // the one, the ticked, the ones with yes
    std::vector<std::string> denied;                          // with an explicit no
    std::vector<std::pair<std::string, std::string>> beside;  // option and what was written beside it
    std::vector<FilledAmount> amounts;
    std::string text;  // of what is told; of a date, "2026-11-24"
    std::string note;

    friend bool operator==(const FilledAnswer&, const FilledAnswer&) = default;
};

struct MissingAnswer {
    std::string item;
    std::string cell;  // where the reason would stand: "sheet 1, cell G7"
    std::string note;

    friend bool operator==(const MissingAnswer&, const MissingAnswer&) = default;
};

struct FilledQuestionnaire {
    Language language;
    // In the order of the questionnaire; every item is in one of the two.
    std::vector<FilledAnswer> answers;
    std::vector<MissingAnswer> missing;
};

inline constexpr std::size_t kRefusalsMost = 100;

// Problems: those of read_xlsx(), check(); otherwise invalid_file with every cell that is refused, at most
// kRefusalsMost, as "sheet 1, cell G7", and what is accepted there: not_a_questionnaire, another_form,
// another_state, another_round, not_in_list (language), locked_cell, unknown_code, twice, required (a row
// that is gone), formula, not_in_list, not_a_number, too_many_decimals, out_of_range, not_a_date,
// wrong_format, contradicts (an answer beside a reason for none), and those of clean_text().
base::Result<FilledQuestionnaire> read_questionnaire_xlsx(base::ByteView bytes,
                                                          const Questionnaire& questionnaire,
                                                          const base::Messages& messages);

}  // namespace survey::exchange
