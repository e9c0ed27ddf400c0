#include "engines/estimation/bootstrap.hpp"

#include "engines/estimation/normal_quantile.hpp"
#include "engines/estimation/random_stream.hpp"
#include "engines/estimation/share_out.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>

namespace estimation {
namespace {

constexpr std::size_t kPiece = 16;  // resamples that one thread takes at a time
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// Rules for as many threads as ask at once; each goes from hand to hand with what it remembers.
class Rules {
public:
    explicit Rules(const MakeRule& make) : make_(make) {}

    std::unique_ptr<ModelRule> take() {
        {
            const std::lock_guard hold(lock_);
            if (!free_.empty()) {
                auto rule = std::move(free_.back());
                free_.pop_back();
                return rule;
            }
        }
        return make_();
    }
    void put_back(std::unique_ptr<ModelRule> rule) {
        const std::lock_guard hold(lock_);
        free_.push_back(std::move(rule));
    }

private:
    const MakeRule& make_;
    std::mutex lock_;
    std::vector<std::unique_ptr<ModelRule>> free_;
};

class Told {
public:
    Told(const BootstrapWish& wish, std::size_t total) : wish_(wish), total_(total) {}
    void more(std::size_t count) {
        if (!wish_.progress) return;
        const std::lock_guard hold(lock_);
        done_ += count;
        wish_.progress(done_, total_);
    }

private:
    const BootstrapWish& wish_;
    std::mutex lock_;
    std::size_t total_;
    std::size_t done_ = 0;
};

std::vector<Mask> histories_of(const CaptureTable& table) {
    std::vector<Mask> histories;
    for (std::size_t cell = 1; cell < table.cell_count(); ++cell) {
        if (table.count[cell] > 0) histories.push_back(static_cast<Mask>(cell));
    }
    return histories;
}

double estimate_for(ModelRule& rule, std::span<const double> count, double people) {
    const Choice choice = rule.choose(count);
    return choice.admissible ? people + choice.dark : kNone;
}

std::vector<double> resampled(const CaptureTable& table, Rules& rules, const BootstrapWish& wish) {
    const std::vector<Mask> histories = histories_of(table);
    std::vector<double> weights;
    for (const Mask history : histories) weights.push_back(table.count[history]);
    const double people = observed(table);
    std::vector<double> estimates(wish.replicates, kNone);
    Told told(wish, wish.replicates);
    share_out((wish.replicates + kPiece - 1) / kPiece, wish.threads, wish.stop, [&](std::size_t piece) {
        auto rule = rules.take();
        std::vector<double> drawn(histories.size());
        std::vector<double> count(table.cell_count());
        const std::size_t end = std::min((piece + 1) * kPiece, wish.replicates);
        for (std::size_t replicate = piece * kPiece; replicate < end; ++replicate) {
            RandomStream(wish.seed, replicate).multinomial(people, weights, drawn);
            for (std::size_t index = 0; index < drawn.size(); ++index) count[histories[index]] = drawn[index];
            estimates[replicate] = estimate_for(*rule, count, people);
        }
        rules.put_back(std::move(rule));
        told.more(end - piece * kPiece);
    });
    return estimates;
}

std::vector<double> without_one_person(const CaptureTable& table, Rules& rules, const BootstrapWish& wish) {
    const std::vector<Mask> histories = histories_of(table);
    std::vector<double> estimates(table.cell_count(), kNone);
    const double people = observed(table);
    share_out(histories.size(), wish.threads, wish.stop, [&](std::size_t piece) {
        auto rule = rules.take();
        std::vector<double> count = table.count;
        count[histories[piece]] -= 1;
        estimates[histories[piece]] = estimate_for(*rule, count, people - 1);
        rules.put_back(std::move(rule));
    });
    return estimates;
}

}  // namespace

std::vector<double> leave_one_out(const CaptureTable& table, const MakeRule& make,
                                  const BootstrapWish& wish) {
    Rules rules(make);
    return without_one_person(table, rules, wish);
}

double acceleration_of(const CaptureTable& table, std::span<const double> without_one) {
    double people = 0;
    double mean = 0;
    for (std::size_t cell = 1; cell < table.cell_count(); ++cell) {
        if (table.count[cell] == 0 || std::isnan(without_one[cell])) continue;
        people += table.count[cell];
        mean += table.count[cell] * without_one[cell];
    }
    mean /= people;
    double squares = 0;
    double cubes = 0;
    for (std::size_t cell = 1; cell < table.cell_count(); ++cell) {
        if (table.count[cell] == 0 || std::isnan(without_one[cell])) continue;
        const double away = mean - without_one[cell];
        squares += table.count[cell] * away * away;
        cubes += table.count[cell] * away * away * away;
    }
    return squares > 0 ? cubes / (6 * std::pow(squares, 1.5)) : 0;
}

void set_limits(Bootstrap& result, double level) {
    const std::vector<double>& sorted = result.estimates;
    const double tail = (1 - level) / 2;
    result.percentile = {quantile_of(sorted, tail), quantile_of(sorted, 1 - tail)};
    const auto below = std::ranges::lower_bound(sorted, result.estimate) - sorted.begin();
    result.share_below = static_cast<double>(below) / static_cast<double>(sorted.size());
    result.one_sided = result.share_below <= 0 || result.share_below >= 1;
    if (result.one_sided) {
        result.bca = result.percentile;
        return;
    }
    const double bias = normal_quantile(result.share_below);
    const auto corrected = [&](double z) {
        const double moved = bias + z;
        const double shrink = 1 - result.acceleration * moved;
        // Past the pole of the correction every probability is an end.
        if (shrink < 1e-6) return moved < 0 ? 0.0 : 1.0;
        return normal_probability(bias + moved / shrink);
    };
    const double z = normal_quantile(1 - tail);
    result.bca = {quantile_of(sorted, corrected(-z)), quantile_of(sorted, corrected(z))};
}

std::optional<Bootstrap> bootstrap(const CaptureTable& table, const MakeRule& make,
                                   const BootstrapWish& wish) {
    Rules rules(make);
    Bootstrap result{.replicates = wish.replicates};
    {
        auto rule = rules.take();
        result.estimate = estimate_for(*rule, table.count, observed(table));
        rules.put_back(std::move(rule));
    }
    if (std::isnan(result.estimate)) return std::nullopt;
    result.acceleration = acceleration_of(table, without_one_person(table, rules, wish));
    std::vector<double> estimates = resampled(table, rules, wish);
    if (wish.stop.stop_requested()) return std::nullopt;
    std::erase_if(estimates, [](double estimate) { return std::isnan(estimate); });
    result.failed = wish.replicates - estimates.size();
    if (estimates.empty()) return std::nullopt;
    std::ranges::sort(estimates);
    result.estimates = std::move(estimates);
    set_limits(result, wish.level);
    return result;
}

}  // namespace estimation
