#pragma once
// What was asked, as DDI-Codebook 2.5 (XML) and as JSON: questions and answers in every language, why an
// answer can be missing, and how many States there are of each. Pure.

#include "survey/exchange/publication.hpp"

#include <string>

namespace survey::exchange {

std::string ddi_codebook(const Publication& publication);
std::string codebook_json(const Publication& publication);
// Which snapshot this is, of which round, and whether it is invented.
std::string snapshot_json(const Publication& publication);

}  // namespace survey::exchange
