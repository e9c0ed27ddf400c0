#pragma once
// The parts of a DOCX that do not depend on what the document says: styles, numbering, settings. Pure.

#include "document/document.hpp"

#include <string>

namespace document {

std::string docx_styles(const Document& document);
std::string docx_numbering(std::size_t numbered_lists);
std::string docx_settings();

}  // namespace document
