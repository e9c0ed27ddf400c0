#pragma once
// The port through which messages leave: several at once, none of them waited for by whoever began it. The
// real one is curl_sender.hpp; tests have one of their own. Thread rule: belongs to one thread, but for
// wake().

#include "courier/delivery.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace courier {

struct Envelope {
    DeliveryId id;
    std::string address;
    std::int64_t timestamp = 0;  // seconds, as it was signed
    std::string signatures;
    std::string body;
};

class Sender {
public:
    virtual ~Sender() = default;

    virtual void begin(Envelope envelope) = 0;
    // What has come to its end; waits for something to, at most so long, or until wake().
    virtual std::vector<std::pair<DeliveryId, Answer>> finished(std::chrono::milliseconds wait_at_most) = 0;
    // Breaks off what is under way, as Failure::stopped.
    virtual std::vector<std::pair<DeliveryId, Answer>> stop() = 0;
    // From any thread: finished() returns soon, now or at its next call.
    virtual void wake() = 0;
};

}  // namespace courier
