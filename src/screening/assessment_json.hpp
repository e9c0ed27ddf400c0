#pragma once
// Answers and assessments as JSON, for sealed records and for other people's programs: names, never numbers
// of enums, so that old records stay readable. Reading is strict. Thread rule: pure.

#include "base/result.hpp"
#include "screening/assessment.hpp"

#include <string>
#include <string_view>

namespace screening {

std::string to_json(const Answers& answers);
base::Result<Answers> answers_from_json(std::string_view json);

std::string to_json(const Assessment& assessment);
// Problem: invalid_file by path.
base::Result<Assessment> assessment_from_json(std::string_view json);

}  // namespace screening
