#pragma once
// An XLSForm workbook (xlsform.org: sheets survey, choices, settings) taken in as a questionnaire: types of
// question, lists, groups as sections, translations, and relevant, required and constraint as they were
// written. What it asks for beyond that is refused by name: nothing is left out silently. Safe from any
// thread.

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "survey/exchange/questionnaire.hpp"

#include <string>

namespace survey::exchange {

struct XlsformPlace {
    std::string round;                  // label of the round it is for
    Language language_of_plain = "en";  // of "label" without a language, where the settings name none
};

struct ImportedForm {
    Questionnaire questionnaire;  // for no State yet
    std::string form_id;
    std::string version;
};

// Problems: those of read_xlsx() and check(); otherwise invalid_file with every cell that is refused, as
// "survey, cell B7", and what is accepted: required, twice, not_in_list, wrong_format, not_supported (a
// column, a type of question, a sheet), no_options, contradicts (a group that is not closed or not open).
base::Result<ImportedForm> read_xlsform(base::ByteView bytes, const XlsformPlace& place);

}  // namespace survey::exchange
