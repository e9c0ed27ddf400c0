#pragma once
// A template and its figures as a document: every number in the text leads to its definition, base, bounds
// and the hash of the snapshot it was counted from (survey.md 9). Pure.

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/words.hpp"
#include "document/document.hpp"
#include "survey/report/report_source.hpp"
#include "survey/report/report_template.hpp"

#include <string>

namespace survey::report {

struct ReportFacts {
    std::string author;
    base::Time created;  // of the snapshot, so that a report is the same whenever it is drawn
    std::string site = {};
};

// Problems, at the reference's place: those of figure_text() and drawn(). Nothing is drawn unless all is.
base::Result<document::Document> render_report(const ReportTemplate& report, const ReportSource& source,
                                               const ReportFacts& facts, const base::Words& words);

}  // namespace survey::report
