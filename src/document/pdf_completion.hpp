#pragma once
// What Cairo 1.16 leaves out of a tagged PDF and a screen reader needs: the language, what a figure shows in
// words, which way the headings of a table point, that the title is shown rather than the file's name, that
// the tab key follows the structure. It is put in as PDF lets every later editor do (ISO 32000-1, 7.5.6): the
// objects that change stand again at the end, with a table of their own places. Pure.

#include "document/document.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace document {

// A text as PDF writes it: UTF-16 with its mark, in hexadecimal.
std::string pdf_text_string(std::string_view utf8);

struct PdfCompletion {
    std::string language;
    Direction direction = Direction::left_to_right;
    // For each kind of element, the entries of every one of them, in the order they were opened.
    std::map<std::string, std::vector<std::string>> extras;
};

// `pdf`: as Cairo wrote it. Throws std::logic_error where it is not as Cairo writes it.
std::string completed_pdf(std::string pdf, const PdfCompletion& completion);

}  // namespace document
