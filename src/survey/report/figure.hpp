#pragma once
// A reference resolved: the item and round it names, and what it counts. Every way a figure can be missing is
// refused here, so that a report is whole or is not drawn. Pure.

#include "base/result.hpp"
#include "base/words.hpp"
#include "survey/change.hpp"
#include "survey/item.hpp"
#include "survey/report/report_source.hpp"
#include "survey/report/report_template.hpp"
#include "survey/tally.hpp"
#include "survey/verdict.hpp"

#include <string>
#include <variant>

namespace survey::report {

// What a reference counts now.
struct Counted {
    std::size_t item = 0;  // of the round
    Target target;
    Level level;
};

// A change is of the same States where both rounds have answers, and of totals alone otherwise.
struct Compared {
    std::variant<Change, ChangeOfTotals> change;
    Verdict verdict = Verdict::not_comparable;
    MetricKind metric = MetricKind::measure_in_place;
};

// Problems, at the reference's place: not_frozen (the round, or the earlier one), no_such_item, not_in_list
// (an option), no_such_round, not_graded, refused (what survey/ refuses: an item of which a State has no
// disposition).
base::Result<Counted> counted(const ReportTemplate& report, const ReportSource& source,
                              const Reference& reference);
base::Result<Compared> compared(const ReportTemplate& report, const ReportSource& source,
                                const Reference& reference);

// The figure in words, as it stands in the text. Problems: those above.
base::Result<std::string> figure_text(const ReportTemplate& report, const ReportSource& source,
                                      const Reference& reference, const base::Words& words);

}  // namespace survey::report
