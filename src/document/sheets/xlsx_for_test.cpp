#include "document/sheets/xlsx_for_test.hpp"

#include "document/zip_archive.hpp"

namespace document::sheets {

base::Bytes bare_xlsx(const BareParts& parts) {
    const std::string sheet = parts.sheet.empty()
                                  ? "<worksheet><sheetData>" + parts.cells + "</sheetData></worksheet>"
                                  : parts.sheet;
    return zip_of({{"_rels/.rels", base::copy_of(parts.root)},
                   {"xl/workbook.xml", base::copy_of(parts.workbook)},
                   {"xl/_rels/workbook.xml.rels", base::copy_of(parts.relations)},
                   {"xl/sharedStrings.xml", base::copy_of(parts.texts)},
                   {"xl/styles.xml", base::copy_of(parts.styles)},
                   {"xl/worksheets/sheet1.xml", base::copy_of(sheet)}});
}

}  // namespace document::sheets
