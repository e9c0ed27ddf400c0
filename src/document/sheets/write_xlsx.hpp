#pragma once
// A workbook as XLSX, in memory. The same workbook gives the same bytes. Choices stand on a sheet of their
// own, "choices", that the program hides, since a list inside a rule holds 255 characters at most. Safe from
// any thread.

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "document/sheets/workbook.hpp"

namespace document::sheets {

// Problems: those of check().
base::Result<base::Bytes> write_xlsx(const Workbook& workbook);

}  // namespace document::sheets
