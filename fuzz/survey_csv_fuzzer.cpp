// Any bytes as either CSV of the survey: refused at a place in the file, or read, and then every count adds
// up.

#include "base/bytes.hpp"
#include "survey/build_round.hpp"
#include "survey/change.hpp"
#include "survey/tally.hpp"
#include "survey/tally_csv.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <numeric>

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

// A refusal names a place.
template <class Value>
bool read_or_placed(const base::Result<Value>& result) {
    if (result) return true;
    require(!result.error().fields.empty());
    require(result.error().fields.front().field.starts_with("line "));
    return false;
}

void count_everything(const survey::Round& round) {
    for (std::size_t item = 0; item < round.item_count(); ++item) {
        const auto counts = survey::disposition_counts(round, item);
        const auto disposed = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
        require(disposed + round.without_disposition(item).count() == round.population().count());
        const auto reading = survey::read(round, item, {});
        if (!reading) continue;
        const survey::Level level = survey::level_of(*reading);
        require(survey::check(level).has_value());
        require(survey::bounds(level).upper <= level.eligible);
        require(survey::change(*reading, *reading).delta_all == 0);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = base::text_of({data, size});
    (void)read_or_placed(survey::read_tally_csv(text, {}));
    const auto csv = survey::read_long_csv(text, {});
    if (!read_or_placed(csv) || csv->rows.empty()) return 0;
    const auto states = survey::states_of(*csv);
    if (!states) return 0;
    const auto round = survey::build_round(*csv, csv->rows.front().round, *states, {});
    if (read_or_placed(round)) count_everything(*round);
    return 0;
}
