#pragma once
// How often signing in may be tried: by one address and by all together, so that neither guessing over many
// names nor the memory that Argon2id takes can bring the house down. Counts in memory, by buckets that refill
// with time; forgets the oldest address when there are too many. Thread rule: safe from any thread.

#include "base/time.hpp"

#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace guard {

struct SignInLimits {
    double peer_burst = 20;  // failures at once
    double peer_per_second = 0.2;
    double global_burst = 100;
    double global_per_second = 5;
    std::size_t peers_max = 10'000;
};

// Whether somebody signs in where they have before: a flood from elsewhere does not use up their attempts.
enum class Origin { unknown, known_place };

class SignInLimiter {
public:
    explicit SignInLimiter(const SignInLimits& limits = {})
        : limits_(limits), all_{limits.global_burst, {}} {}

    // Whether an attempt from `peer` may be made now; counts it when it may.
    bool admit(std::string_view peer, base::Time now, Origin origin = Origin::unknown);
    // After an attempt that was right: an office behind one address signs in every morning.
    void give_back(std::string_view peer, Origin origin = Origin::unknown);

private:
    struct Bucket {
        double left;
        base::Time filled_at;
    };
    struct Peer {
        std::string address;
        Bucket bucket;
    };

    static void refill(Bucket& bucket, double burst, double per_second, base::Time now);
    Bucket& bucket_of(std::string_view peer, base::Time now);

    SignInLimits limits_;
    std::mutex mutex_;
    Bucket all_;
    std::list<Peer> peers_;  // the one seen last comes first
    std::unordered_map<std::string_view, std::list<Peer>::iterator> by_address_;
};

}  // namespace guard
