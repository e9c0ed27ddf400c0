#pragma once
// A reference drawn: bars of every answer and every reason there is none, up to the population; the map of
// States; the same States before and after; bounds. Each with its table behind. Pure.

#include "base/result.hpp"
#include "base/words.hpp"
#include "document/document.hpp"
#include "survey/report/figure.hpp"

#include <string>

namespace survey::report {

// A map of which nothing may be named is a note that says so, not a figure (survey.md 5.2). `id`: of the
// drawing, one in its document. Problems: those of counted() and compared(); no_map where the source has no
// layout, or a State of the population no tile.
base::Result<document::Block> drawn(const ReportTemplate& report, const ReportSource& source,
                                    const Reference& reference, const base::Words& words,
                                    const std::string& id);

}  // namespace survey::report
