#include "screening/instrument_library.hpp"

#include "screening/version.hpp"

#include "screening_instruments.hpp"

#include <algorithm>

namespace screening {
namespace {

bool comes_before(const Instrument& left, const Instrument& right) {
    return left.id != right.id ? left.id < right.id : is_older(left.version, right.version);
}

base::Problem in_file(base::Problem problem, std::string_view path) {
    for (base::FieldProblem& field : problem.fields) field.field = std::string(path) + ":" + field.field;
    return problem;
}

}  // namespace

base::Result<InstrumentLibrary> InstrumentLibrary::load(std::span<const base::EmbeddedFile> files) {
    InstrumentLibrary out;
    for (const base::EmbeddedFile& file : files) {
        if (!file.path.ends_with(".json") || file.path.ends_with("schema.json")) continue;
        auto instrument = load_instrument(file.content);
        if (!instrument) return base::fail(in_file(instrument.error(), file.path));
        if (out.find(instrument->id, instrument->version) != nullptr) {
            base::Problem twice = base::problem(base::ProblemCode::invalid_file);
            twice.fields = {
                {std::string(file.path) + ":version", "duplicate", "every version of a set once"}};
            return base::fail(std::move(twice));
        }
        out.instruments_.push_back(std::move(*instrument));
    }
    std::ranges::sort(out.instruments_, comes_before);
    return out;
}

const Instrument* InstrumentLibrary::find(std::string_view id, std::string_view version) const {
    const auto found = std::ranges::find_if(instruments_, [&](const Instrument& instrument) {
        return instrument.id == id && instrument.version == version;
    });
    return found == instruments_.end() ? nullptr : &*found;
}

const Instrument* InstrumentLibrary::newest(std::string_view id) const {
    const Instrument* out = nullptr;
    for (const Instrument& instrument : instruments_) {
        if (instrument.id == id) out = &instrument;  // oldest first
    }
    return out;
}

std::vector<const Instrument*> InstrumentLibrary::all_newest() const {
    std::vector<const Instrument*> out;
    for (const Instrument& instrument : instruments_) {
        if (&instrument == newest(instrument.id)) out.push_back(&instrument);
    }
    return out;
}

base::Result<InstrumentLibrary> shipped_instruments() {
    return InstrumentLibrary::load(screening_instruments_files());
}

}  // namespace screening
