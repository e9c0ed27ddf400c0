#pragma once
// The two forms of the rapporteur: a new estimate, and the assumptions of one. Drawn from what was typed, so
// that a refusal loses nothing. Only estimate_pages uses them. Pure.

#include "base/words.hpp"
#include "estimates/kept_estimate.hpp"
#include "web/http/form.hpp"
#include "web/page/page.hpp"

#include <map>
#include <string>
#include <vector>

namespace web {

page::Form new_estimate_form(const base::Words& words, const http::Form& typed);
// Everything but the table. Problem: invalid_input, of what is no number or no date.
base::Result<estimates::KeptEstimate> estimate_from(const http::Form& typed);

// `typed` where it was sent, else what is kept.
page::Form assumptions_form(const base::Words& words, const estimates::KeptEstimate& kept,
                            const http::Form* typed);
// Problem: invalid_input, where there is a tick without a reason or a reason without a tick.
base::Result<std::map<std::string, std::string, std::less<>>> reasons_from(const http::Form& typed);

// The place of a refused cell, "3:12", as words; before with_errors() draws it.
base::Problem with_places(const base::Words& words, base::Problem problem);

}  // namespace web
