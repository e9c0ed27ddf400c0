#pragma once
// The fields of a person's duties (roles, courses, vetting, supervision) and back from a form. Pure.

#include "base/result.hpp"
#include "base/words.hpp"
#include "guard/manage_users.hpp"
#include "web/http/form.hpp"
#include "web/page/block.hpp"

#include <string>
#include <vector>

namespace web {

// A duty as typed: what cannot be read is kept for the person to mend.
http::Form form_of(const guard::Duties& duties);
std::vector<page::Block> duties_fields(const base::Words& words, const http::Form& filled);
// What was saved, a line each, to be read beside what somebody else typed.
std::vector<std::string> duties_lines(const base::Words& words, const guard::Duties& duties);
// Problem: invalid_input of "roles" or "training_<course>".
base::Result<guard::Duties> duties_from(const http::Form& form);

}  // namespace web
