#pragma once
// A report with everything a document can hold, in three languages, for tests and for looking at. Its figures
// are invented.

#include "base/language.hpp"
#include "document/document.hpp"

namespace document {

Drawing small_drawing();
Document sample_document(base::Language language);

}  // namespace document
