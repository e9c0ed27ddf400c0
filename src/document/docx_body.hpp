#pragma once
// The blocks of a document as WordprocessingML: paragraphs with real styles, tables with a row of headings
// that Word repeats, footnotes, pictures with their words. Thread rule: one thread.

#include "base/bytes.hpp"
#include "document/document.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace document {

struct DocxRelation {
    std::string id;
    std::string kind;  // the last part of the relation's type
    std::string target;
    bool outside = false;
};

struct DocxBody {
    std::string document;  // word/document.xml
    std::string footnotes;
    std::string footer;
    std::vector<DocxRelation> relations;           // of the document
    std::vector<DocxRelation> footnote_relations;  // of the footnotes
    std::vector<base::Bytes> pictures;
    std::size_t numbered_lists = 0;
};

DocxBody docx_body(const Document& document);

}  // namespace document
