#pragma once
// Reads what stands between {{ and }} (report_template.hpp). Pure.

#include "base/result.hpp"
#include "survey/report/report_template.hpp"

#include <string_view>

namespace survey::report {

// `inside`: the part of `text` that begins at `offset`. Problems, at their place: not_in_list,
// reference_form.
base::Result<Reference> read_reference(std::string_view text, std::string_view inside, std::size_t offset);

}  // namespace survey::report
