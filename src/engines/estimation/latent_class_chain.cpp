#include "engines/estimation/latent_class_chain.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>
#include <utility>

namespace estimation {

namespace {

// One person after another below this many: each costs less than a binomial.
constexpr double kFew = 4;
// Numbers of people are whole numbers in doubles.
constexpr double kMissingMost = 1e12;

}  // namespace

LatentClassChain::LatentClassChain(const CaptureTable& table, const LatentClassModel& model,
                                   RandomStream random, Start start)
    : model_(model), random_(random), lists_(table.list_count()), missing_(start.missing) {
    for (std::size_t history = 1; history < table.cell_count(); ++history) {
        if (table.count[history] == 0) continue;
        const auto mask = static_cast<Mask>(history);
        seen_.push_back({mask, table.count[history]});
        observed_ += table.count[history];
        begin_with(seen_.back(), start.classes);
    }
    // The many with one history first: what they leave of a class is settled before the few are placed.
    std::stable_sort(seen_.begin(), seen_.end(),
                     [](const Seen& one, const Seen& another) { return one.count > another.count; });
    without_[start.classes == Start::Classes::two && model_.classes > 1 ? 1 : 0] = missing_;
    draw_memberships();
    draw_classes();
    weigh();
}

void LatentClassChain::sweep(bool warm_up) {
    share_out_observed();
    if (warm_up) {
        for (std::size_t last = model_.classes - 1; last > 0; --last) {
            for (std::size_t one = 0; one < last; ++one) {
                if (people_[one] + without_[one] < people_[one + 1] + without_[one + 1])
                    swap_classes(one, one + 1);
            }
        }
    }
    draw_memberships();
    draw_classes();
    weigh();
    draw_missing();
    if (!warm_up) draw_alpha();
    swap_labels();
}

std::size_t LatentClassChain::classes_used() const {
    std::size_t used = 0;
    for (std::size_t number = 0; number < model_.classes; ++number) {
        if (people_[number] + without_[number] > 0) ++used;
    }
    return used;
}

void LatentClassChain::begin_with(const Seen& seen, Start::Classes classes) {
    if (classes == Start::Classes::any) {
        const std::vector<double> equal(model_.classes, 1);
        std::vector<double> drawn(model_.classes);
        random_.multinomial(seen.count, equal, drawn);
        for (std::size_t number = 0; number < model_.classes; ++number)
            put_into_class(seen, number, drawn[number]);
    } else {
        const bool apart =
            classes == Start::Classes::two && model_.classes > 1 && lists_in(seen.history) == 1;
        put_into_class(seen, apart ? 1 : 0, seen.count);
    }
}

void LatentClassChain::put_into_class(const Seen& seen, std::size_t number, double count) {
    people_[number] += count;
    for (Mask rest = seen.history; rest != 0; rest &= rest - 1) {
        on_[static_cast<std::size_t>(std::countr_zero(rest))][number] += count;
    }
}

void LatentClassChain::share_out_observed() {
    people_ = {};
    for (std::size_t list = 0; list < lists_; ++list) on_[list] = {};
    for (const Seen& seen : seen_) {
        ByClass<double> weight = weight_;
        for (Mask rest = seen.history; rest != 0; rest &= rest - 1) {
            const ByClass<double>& odds = odds_[static_cast<std::size_t>(std::countr_zero(rest))];
            for (std::size_t number = 0; number < model_.classes; ++number) weight[number] *= odds[number];
        }
        double all = 0;
        for (std::size_t number = 0; number < model_.classes; ++number) all += weight[number];
        double left = seen.count;
        std::size_t number = 0;
        for (; left > kFew && number + 1 < model_.classes; ++number) {
            const double drawn = random_.binomial(left, weight[number] / all);
            if (drawn > 0) put_into_class(seen, number, drawn);
            left -= drawn;
            all -= weight[number];
        }
        // The others one by one, among the classes that are left.
        for (; left > 0; left -= 1) {
            double u = random_.uniform() * all;
            std::size_t chosen = number;
            while (chosen + 1 < model_.classes && u >= weight[chosen]) u -= weight[chosen++];
            put_into_class(seen, chosen, 1);
        }
    }
}

// The odds of being on each list in each class, and with them the chance of being on none.
void LatentClassChain::draw_memberships() {
    unseen_.fill(1);
    for (std::size_t list = 0; list < lists_; ++list) {
        for (std::size_t number = 0; number < model_.classes; ++number) {
            const double on = on_[list][number];
            const double off = people_[number] + without_[number] - on;
            if (on == 0) {  // Beta(1, 1 + off): 1 less a power of a uniform number
                const double chance_off =
                    off == 0 ? random_.uniform() : std::exp(-random_.exponential() / (1 + off));
                odds_[list][number] = (1 - chance_off) / chance_off;
                unseen_[number] *= chance_off;
                continue;
            }
            const double x = random_.gamma(1 + on);
            const double y = random_.gamma(1 + off);
            odds_[list][number] = x / y;
            unseen_[number] *= y / (x + y);
        }
    }
}

// Stick-breaking: V ~ Beta(1 + people of the class, alpha + people of the later ones). What is left can be
// too small for a double: its logarithm, of which alpha depends, is kept apart.
void LatentClassChain::draw_classes() {
    double later = 0;
    for (std::size_t number = 0; number < model_.classes; ++number)
        later += people_[number] + without_[number];
    double left = 1;
    double log_left = 0;  // beyond what left holds
    for (std::size_t number = 0; number + 1 < model_.classes; ++number) {
        const double here = people_[number] + without_[number];
        later -= here;
        const double b = alpha_ + later;
        double log_rest = 0;
        if (here == 0) {
            log_rest = -random_.exponential() / b;
            left_[number] = std::exp(log_rest);
        } else if (b >= 1) {
            const double x = random_.gamma(1 + here);
            const double y = random_.gamma(b);
            left_[number] = y / (x + y);
            log_rest = std::log(left_[number]);
        } else {
            const double log_x = std::log(random_.gamma(1 + here));
            const double log_y = random_.log_of_gamma(b);
            const double ratio = log_y - log_x;
            log_rest = ratio - std::log1p(std::exp(ratio));
            left_[number] = std::exp(log_rest);
        }
        share_[number] = left * (1 - left_[number]);
        left *= left_[number];
        log_left += log_rest;
    }
    share_[model_.classes - 1] = left;
    left_[model_.classes - 1] = 0;
    log_last_share_ = log_left;
}

void LatentClassChain::weigh() {
    for (std::size_t number = 0; number < model_.classes; ++number)
        weight_[number] = share_[number] * unseen_[number];
}

// Negative binomial: p(N) proportional to 1/N leaves it with n successes.
void LatentClassChain::draw_missing() {
    double none = 0;
    double some = 0;
    for (std::size_t number = 0; number < model_.classes; ++number) {
        none += weight_[number];
        some += share_[number] * (1 - unseen_[number]);
    }
    const double odds = none / some;
    const double most =
        model_.missing_most_factor > 0 ? model_.missing_most_factor * observed_ : kMissingMost;
    constexpr int kTries = 10'000;
    for (int time = 0; time < kTries; ++time) {
        missing_ = random_.poisson(std::min(random_.gamma(observed_) * odds, 2 * kMissingMost));
        if (missing_ <= most) break;
    }
    missing_ = std::min(missing_, most);
    random_.multinomial(missing_, std::span(weight_).first(model_.classes),
                        std::span(without_).first(model_.classes));
}

void LatentClassChain::draw_alpha() {
    const double shape = model_.alpha_shape + static_cast<double>(model_.classes) - 1;
    alpha_ = random_.gamma(shape) / (model_.alpha_rate - log_last_share_);
}

// Papaspiliopoulos and Roberts, Biometrika 95, 2008, 3.4: two classes change their labels, shares stay.
void LatentClassChain::swap_labels() {
    const auto classes = static_cast<double>(model_.classes);
    const auto one = static_cast<std::size_t>(random_.uniform() * classes);
    const auto other = static_cast<std::size_t>(random_.uniform() * classes);
    const double more = people_[other] + without_[other] - people_[one] - without_[one];
    if (one == other || more == 0 || share_[one] == 0 || share_[other] == 0) return;
    const double log_chance = more * std::log(share_[one] / share_[other]);
    if (log_chance < 0 && random_.exponential() < -log_chance) return;
    swap_classes(one, other);
    weigh();
}

bool LatentClassChain::trade_priors(LatentClassChain& other, double u) {
    // Of two gamma densities, each at the other's alpha by each at its own.
    const double log_chance =
        (model_.alpha_shape - other.model_.alpha_shape) * std::log(other.alpha_ / alpha_) -
        (model_.alpha_rate - other.model_.alpha_rate) * (other.alpha_ - alpha_);
    if (std::log(u) >= log_chance) return false;
    std::swap(model_.alpha_shape, other.model_.alpha_shape);
    std::swap(model_.alpha_rate, other.model_.alpha_rate);
    return true;
}

void LatentClassChain::swap_classes(std::size_t one, std::size_t other) {
    std::swap(people_[one], people_[other]);
    std::swap(without_[one], without_[other]);
    std::swap(unseen_[one], unseen_[other]);
    for (std::size_t list = 0; list < lists_; ++list) {
        std::swap(on_[list][one], on_[list][other]);
        std::swap(odds_[list][one], odds_[list][other]);
    }
}

}  // namespace estimation
