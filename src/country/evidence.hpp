#pragma once
// How well a value of a country profile is known, and where it stands (domain.md 0.1). Every value has one;
// pages show it. Plain values.

#include <string>
#include <string_view>

namespace country {

enum class EvidenceTag {
    verified,   // V: seen in the text of the source
    secondary,  // S: seen only in a secondary account
    known,      // K: general knowledge of a named instrument, whose text was not read
    design,     // D: a suggestion
};

struct Evidence {
    EvidenceTag tag = EvidenceTag::design;
    std::string
        source;  // for V and S a key of Profile::sources(), else the instrument or the reason in words
    std::string anchor;  // the article or condition, if any

    // To be checked against the original before anybody relies on it; pages say "unverified".
    bool needs_check() const { return tag == EvidenceTag::secondary || tag == EvidenceTag::known; }
};

std::string_view code_of(EvidenceTag tag);  // "V"

}  // namespace country
