#pragma once
// Everything of a published round in one file (survey.md 9): tables, codebook, what it is, and a checksum of
// each part as `sha256sum --check` reads it. The same snapshot gives the same bytes. Pure.

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "survey/exchange/observation.hpp"
#include "survey/exchange/publication.hpp"

#include <string>
#include <vector>

namespace survey::exchange {

struct PackagePart {
    std::string name;  // "data/answers.csv"
    std::string text;
};

// With the checksums last. Problem: as of observations().
base::Result<std::vector<PackagePart>> package_parts(const Publication& publication, Audience audience);

// The same as a ZIP.
base::Result<base::Bytes> data_package(const Publication& publication, Audience audience);

}  // namespace survey::exchange
