#pragma once
// A workbook of bare parts, to be read by read_xlsx() as it is or with something wrong in it.

#include "base/bytes.hpp"

#include <string>

namespace document::sheets {

struct BareParts {
    std::string root =
        R"(<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
    std::string workbook =
        R"(<workbook><sheets><sheet name="One" sheetId="1" r:id="a"/></sheets></workbook>)";
    std::string relations =
        R"(<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/>)"
        R"(<Relationship Id="t" Type="x/sharedStrings" Target="sharedStrings.xml"/>)"
        R"(<Relationship Id="s" Type="x/styles" Target="styles.xml"/></Relationships>)";
    std::string texts =
        R"(<sst><si><t>first</t></si><si><r><t>sec</t></r><r><t>ond</t></r><rPh><t>no</t></rPh></si></sst>)";
    std::string styles =
        R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;m&quot;"/></numFmts>)"
        R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>)";
    std::string cells;       // inside sheetData
    std::string sheet = {};  // the whole part, where it is not the cells alone
};

base::Bytes bare_xlsx(const BareParts& parts);

}  // namespace document::sheets
