#pragma once
// One Markov chain over populations that fall into classes, within which the lists are independent
// (Manrique-Vallier, Biometrics 72, 2016; estimation.md 4.8). Pure; one thread at a time.

#include "engines/estimation/capture_table.hpp"
#include "engines/estimation/random_stream.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace estimation {

constexpr std::size_t kClassesMost = 16;

struct LatentClassModel {
    std::size_t classes = 10;   // two to kClassesMost: where the stick-breaking is cut off
    double alpha_shape = 0.25;  // of the gamma prior of the concentration alpha
    double alpha_rate = 0.25;
    // 0: none. LCMCR rejects draws with more on no list than 20 times the observed and says so nowhere
    // (0.4.14): for comparison only.
    double missing_most_factor = 0;
};

class LatentClassChain {
public:
    // Where it begins: so many on no list, and everybody in one class; or those on several lists in one and
    // the others in another; or each in any class. From one or two classes chains find other modes than from
    // many.
    struct Start {
        enum class Classes { one, two, any };
        double missing = 0;
        Classes classes = Classes::one;
    };

    LatentClassChain(const CaptureTable& table, const LatentClassModel& model, RandomStream random,
                     Start start);

    // Draws everything once. During warm-up alpha stays at 1 and the classes are put in order of size.
    void sweep(bool warm_up = false);
    double missing() const { return missing_; }
    double observed() const { return observed_; }
    std::size_t classes_used() const;

    // Two chains with different priors of alpha trade them, as often as leaves each the posterior of the
    // prior it has: u is uniform. Everything else of their models is the same.
    bool trade_priors(LatentClassChain& other, double u);
    double alpha_shape() const { return model_.alpha_shape; }

private:
    template <class Value>
    using ByClass = std::array<Value, kClassesMost>;

    struct Seen {
        Mask history = 0;
        double count = 0;
    };

    void share_out_observed();
    void begin_with(const Seen& seen, Start::Classes classes);
    void put_into_class(const Seen& seen, std::size_t number, double count);
    void draw_memberships();
    void draw_classes();
    void draw_missing();
    void draw_alpha();
    void swap_labels();
    void swap_classes(std::size_t one, std::size_t other);
    void weigh();

    LatentClassModel model_;
    RandomStream random_;
    std::size_t lists_;
    std::vector<Seen> seen_;
    double observed_ = 0;
    double missing_ = 0;
    double alpha_ = 1;
    double log_last_share_ = 0;  // of the class that the cut-off leaves
    ByClass<double> share_{};    // of all people
    ByClass<double> left_{};     // 1 - V: of what the classes before leave, what this one leaves
    ByClass<double> people_{};   // on a list
    ByClass<double> without_{};  // on none
    std::array<ByClass<double>, kListsMost> on_{};    // of those people, on a list
    std::array<ByClass<double>, kListsMost> odds_{};  // of being on a list
    ByClass<double> unseen_{};                        // chance of being on none
    ByClass<double> weight_{};                        // share of all people, and on none
};

}  // namespace estimation
