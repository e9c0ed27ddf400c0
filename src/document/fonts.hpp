#pragma once
// The fonts that documents are set in. They belong to the machine (package fonts-noto-core): what is missing
// is said here, and everything that sets text throws std::runtime_error where there is no font at all. Safe
// from any thread.

#include <string>
#include <vector>

namespace document {

// Of those a document in any of our languages needs: "Noto Sans", "Noto Sans Arabic".
std::vector<std::string> missing_fonts();

}  // namespace document
