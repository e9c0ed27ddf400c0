// Indicator sets come from deployers. Whatever loads must give a band for no answers and for all of them, a
// further yes must not lower it, and its result must come back from JSON as it was.

#include "base/bytes.hpp"
#include "screening/assessment_json.hpp"
#include "screening/instrument.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

screening::Assessment assessed(const screening::Instrument& instrument, const screening::Answers& answers) {
    screening::ScreeningContext context;
    const bool adult = instrument.age == screening::PopulationAge::adult;
    context.age.claimed = adult ? screening::AgeClaim::adult : screening::AgeClaim::child;
    const auto assessment = screening::assess(instrument, answers, context);
    if (!assessment) std::abort();
    const auto back = screening::assessment_from_json(screening::to_json(*assessment));
    if (!back || *back != *assessment) std::abort();
    return *assessment;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto instrument = screening::load_instrument(base::text_of({data, size}));
    if (!instrument || instrument->tier == 0) return 0;
    screening::Answers answers;
    screening::Band before = assessed(*instrument, answers).band;
    for (const screening::Item& item : instrument->items) {
        answers[item.id] = screening::Answer::yes;
        const screening::Band now = assessed(*instrument, answers).band;
        if (screening::is_lower(now, before)) std::abort();
        before = now;
    }
    return 0;
}
