#pragma once
// One State's questionnaire as a workbook to be filled in without a connection: locked but for the answers,
// lists to choose from, right to left where the language is. The same questionnaire gives the same bytes.
// Safe from any thread.

#include "base/bytes.hpp"
#include "base/messages.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "survey/exchange/questionnaire.hpp"

namespace survey::exchange {

// Problems: those of check() and of document::sheets::check(); invalid_input naming `state` (required) or
// `language` (not_in_list).
base::Result<base::Bytes> write_questionnaire_xlsx(const Questionnaire& questionnaire,
                                                   const Language& language, const base::Messages& messages,
                                                   base::Time issued_at);

}  // namespace survey::exchange
