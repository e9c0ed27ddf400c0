#include "guard/sign_in_limiter.hpp"

#include <algorithm>

namespace guard {

void SignInLimiter::refill(Bucket& bucket, double burst, double per_second, base::Time now) {
    if (now < bucket.filled_at) bucket.filled_at = now;  // a clock that was set back gives nothing by itself
    const double seconds = static_cast<double>((now - bucket.filled_at).count()) / 1'000'000.0;
    bucket.left = std::min(burst, bucket.left + seconds * per_second);
    bucket.filled_at = now;
}

SignInLimiter::Bucket& SignInLimiter::bucket_of(std::string_view peer, base::Time now) {
    if (const auto known = by_address_.find(peer); known != by_address_.end()) {
        peers_.splice(peers_.begin(), peers_, known->second);
        return peers_.front().bucket;
    }
    if (peers_.size() >= limits_.peers_max) {
        by_address_.erase(peers_.back().address);
        peers_.pop_back();
    }
    peers_.push_front({.address = std::string(peer), .bucket = {limits_.peer_burst, now}});
    by_address_.emplace(peers_.front().address, peers_.begin());
    return peers_.front().bucket;
}

bool SignInLimiter::admit(std::string_view peer, base::Time now, Origin origin) {
    const std::lock_guard hold(mutex_);
    refill(all_, limits_.global_burst, limits_.global_per_second, now);
    Bucket& own = bucket_of(peer, now);
    refill(own, limits_.peer_burst, limits_.peer_per_second, now);
    const bool counts_for_all = origin == Origin::unknown;
    if (own.left < 1 || (counts_for_all && all_.left < 1)) return false;
    own.left -= 1;
    if (counts_for_all) all_.left -= 1;
    return true;
}

void SignInLimiter::give_back(std::string_view peer, Origin origin) {
    const std::lock_guard hold(mutex_);
    if (origin == Origin::unknown) all_.left = std::min(limits_.global_burst, all_.left + 1);
    const auto known = by_address_.find(peer);
    if (known == by_address_.end()) return;
    Bucket& own = known->second->bucket;
    own.left = std::min(limits_.peer_burst, own.left + 1);
}

}  // namespace guard
