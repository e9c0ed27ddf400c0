#pragma once
// Sends messages over HTTP with libcurl, several at once on the caller's thread. Promise: only https (http to
// this machine, where it is allowed), certificates checked, no redirect, no proxy, no cookie; the address is
// judged when the connection is made, so that a name which changes its mind gets nowhere; what the receiver
// answers is thrown away, and read no further than 64 KiB.

#include "base/time.hpp"
#include "courier/network.hpp"
#include "courier/sender.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace courier {

struct SenderOptions {
    std::vector<Network> networks = {};          // of the house, that are allowed
    std::chrono::milliseconds patience{10'000};  // for one message, from the look-up to the whole answer
    std::string authorities = {};                // a file of certificates in PEM; empty: those of the system
};

class CurlSender final : public Sender {
public:
    // Throws std::runtime_error where libcurl cannot start.
    explicit CurlSender(SenderOptions options);
    ~CurlSender() override;

    void begin(Envelope envelope) override;
    std::vector<std::pair<DeliveryId, Answer>> finished(std::chrono::milliseconds wait_at_most) override;
    std::vector<std::pair<DeliveryId, Answer>> stop() override;
    void wake() override;

private:
    class Transfers;
    std::unique_ptr<Transfers> transfers_;
};

}  // namespace courier
