#pragma once
// Everything that may be said of one item, as a template: each answer with its base and bounds, who gave
// none, the bars, the map where names may be shown, and the change since earlier rounds. What the pages of
// results are drawn from, so that a page and a report never say different things. Pure.

#include "base/result.hpp"
#include "base/words.hpp"
#include "survey/report/report_source.hpp"
#include "survey/report/report_template.hpp"

#include <string>
#include <string_view>

namespace survey::report {

// `item`: of source.now. Problems: not_found where the round does not ask it; those of
// read_report_template().
base::Result<ReportTemplate> item_report(const ReportSource& source, std::string_view item,
                                         const base::Words& words);

// The same of every item of the round, under `title`. What a secretariat begins from that has written
// no report of its own yet.
base::Result<ReportTemplate> round_report(const ReportSource& source, const std::string& title,
                                          const base::Words& words);

}  // namespace survey::report
