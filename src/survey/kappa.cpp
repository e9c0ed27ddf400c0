#include "survey/kappa.hpp"

#include <array>
#include <vector>

namespace survey {
namespace {

constexpr std::int64_t kTextsMost = std::int64_t{1} << 31;

}  // namespace

base::Result<Agreement> agreement(std::span<const std::int64_t> counts, std::size_t codes) {
    const auto refused = [] {
        return base::fail(
            base::invalid_field("counts", "out_of_range", "a square of counts, 2^31 texts at most"));
    };
    if (codes == 0 || counts.size() != codes * codes) return refused();
    std::vector<std::int64_t> rows(codes);
    std::vector<std::int64_t> columns(codes);
    Agreement found;
    std::int64_t same = 0;
    for (std::size_t row = 0; row < codes; ++row) {
        for (std::size_t column = 0; column < codes; ++column) {
            const std::int64_t count = counts[row * codes + column];
            if (count < 0 || count > kTextsMost - found.texts) return refused();
            found.texts += count;
            rows[row] += count;
            columns[column] += count;
            if (row == column) same += count;
        }
    }
    // With n texts: p_e = S / n^2, so kappa = (n * same - S) / (n^2 - S). n^2 and S fit, n being at most
    // 2^31.
    std::int64_t chance = 0;
    for (std::size_t code = 0; code < codes; ++code) chance += rows[code] * columns[code];
    const std::int64_t square = found.texts * found.texts;
    found.observed = Ratio::of(same, found.texts);
    found.expected = Ratio::of(chance, square);
    if (found.texts > 0) found.kappa = Ratio::of(found.texts * same - chance, square - chance);
    return found;
}

base::Result<Agreement> agreement_on_code(std::int64_t both, std::int64_t first, std::int64_t second,
                                          std::int64_t neither) {
    return agreement(std::array{both, first, second, neither}, 2);
}

}  // namespace survey
