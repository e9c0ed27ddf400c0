#pragma once
// The indicator sets a deployment carries: those shipped inside the binary, and later those a deployer loads.
// Old versions stay, so that a screening of last year is read with the set it was made with. Thread rule:
// immutable after loading, shared freely. Pointers live as long as the library.

#include "base/embedded.hpp"
#include "base/result.hpp"
#include "screening/instrument.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace screening {

class InstrumentLibrary {
public:
    // Files of other names than *.json, and schema.json, are passed over. Problem: invalid_file naming the
    // file and the path inside it, or a set that is there twice.
    static base::Result<InstrumentLibrary> load(std::span<const base::EmbeddedFile> files);

    // Null where there is no such set.
    const Instrument* find(std::string_view id, std::string_view version) const;
    const Instrument* newest(std::string_view id) const;
    // The newest version of every set, by id.
    std::vector<const Instrument*> all_newest() const;
    const std::vector<Instrument>& all() const { return instruments_; }

private:
    std::vector<Instrument> instruments_;  // by id, then oldest first
};

// The sets carried by the binary.
base::Result<InstrumentLibrary> shipped_instruments();

}  // namespace screening
