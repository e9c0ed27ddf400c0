// Any bytes as a country profile, with and without a parent. What loads must keep the international minimum.

#include "base/bytes.hpp"
#include "country/profile_catalogue.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto shipped = country::ProfileCatalogue::shipped();
    if (!shipped) std::abort();
    const std::string_view json = base::text_of({data, size});
    for (const country::Profile* parent :
         {static_cast<const country::Profile*>(nullptr), shipped->find("INT")}) {
        const auto profile = country::load_profile(json, parent);
        if (!profile) continue;
        const country::ClockRule* const reflection = profile->clock(country::ClockKind::reflection_period);
        if (reflection != nullptr && country::days_at_least(reflection->span) < country::kReflectionDaysMin)
            std::abort();
        (void)profile->due_at(country::ClockKind::reflection_period, base::Time(0));
    }
    return 0;
}
