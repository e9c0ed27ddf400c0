#pragma once
// The two figures of an estimate: all methods with their intervals on a logarithmic axis, and who is on which
// lists. Only estimate_document uses them. Pure.

#include "base/words.hpp"
#include "document/document.hpp"
#include "estimates/shown_table.hpp"
#include "estimates/study.hpp"

#include <string>

namespace web {

constexpr std::size_t kHistoriesDrawn = 31;  // all of five lists

// Rounded to people; without limit where it is infinite.
std::string people_text(const base::Words& words, double people);

base::Result<document::Figure> methods_chart(const base::Words& words, const estimates::Study& study);
base::Result<document::Figure> overlaps_chart(const base::Words& words, const estimates::ShownTable& table);

}  // namespace web
