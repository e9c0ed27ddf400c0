#pragma once
// Screenings as JSON: what is prepared, answered and found. Zone Z3. Pure.

#include "base/messages.hpp"
#include "casework/read_screening.hpp"
#include "web/api/json.hpp"
#include "web/api/schema.hpp"

#include <string>
#include <vector>

namespace web::api {

std::vector<std::string> interpreter_codes();
std::vector<std::string> mode_codes();
std::vector<std::string> distress_codes();
std::vector<std::string> prerequisite_codes();

Schema screening_schema();
Json screening_json(const casework::Screening& screening);

Schema screening_view_schema();
Json screening_view_json(const casework::ScreeningView& view);

Schema instrument_schema();
Json instrument_json(const screening::Instrument& instrument, const base::Messages& messages);

}  // namespace web::api
