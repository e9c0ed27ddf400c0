#pragma once
// The courier: looks what changed, plans messages, has them sent and writes down what became of them, round
// after round. Promise: no transaction is open while something is sent; a database that does not answer ends
// the round, not the courier; a receiver that hangs delays its own webhook alone. Courier belongs to one
// thread; CourierThread is that thread.

#include "base/log.hpp"
#include "base/metrics.hpp"
#include "courier/plan_deliveries.hpp"
#include "courier/sender.hpp"
#include "courier/take_delivery.hpp"

#include <chrono>
#include <map>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace courier {

struct CourierOptions {
    // For how long a message that is being sent is nobody else's: longer than the sender's patience.
    base::Duration lease = std::chrono::seconds(30);
    Places places = {};
    std::chrono::milliseconds look_every{2000};
    std::chrono::milliseconds after_trouble{15'000};  // the database did not answer
};

class Courier {
public:
    // All outlive it.
    Courier(const casework::CaseDesk& desk, Sender& sender, base::Logger& log, base::Metrics& metrics,
            CourierOptions options);

    // Plans, and begins to send as much as there is room for. How long until there is more to do.
    std::chrono::milliseconds look();
    // Waits for answers, so long at most, and writes them down.
    void attend(std::chrono::milliseconds wait_at_most);
    // Breaks off what is under way, so that it is due again at once.
    void stop();

private:
    // From being taken until its answer is written down, however often that fails.
    struct OnItsWay {
        Delivery delivery;
        bool failing = false;
        std::optional<Answer> answer = {};
    };
    struct Seen {
        std::vector<OnWebhook> on;
        std::int64_t newest = 0;  // of the feed
    };

    base::Result<Seen> see() const;
    base::Result<std::chrono::milliseconds> look_once();
    base::Result<std::chrono::milliseconds> send_due(base::Duration wait);
    base::Result<std::optional<guard::Actor>> program_of(const OnWebhook& webhook) const;
    // Whether there is more to plan at once.
    base::Result<bool> plan(const OnWebhook& webhook, std::int64_t newest);
    base::Done send_next(WebhookId webhook, bool failing);
    void note(const std::vector<std::pair<DeliveryId, Answer>>& answers);
    void note_all();
    void tell(const Delivery& delivery, const Answer& answer, const Judgement& judgement);
    UnderWay under_way() const;

    const casework::CaseDesk& desk_;
    Sender& sender_;
    base::Logger& log_;
    base::Metrics& metrics_;
    CourierOptions options_;
    std::map<DeliveryId, OnItsWay> on_their_way_;
    // Further than what is written down, where there was nothing to tell.
    std::map<WebhookId, std::int64_t> looked_through_;
};

class CourierThread {
public:
    // All outlive it. Ends with the object.
    CourierThread(const casework::CaseDesk& desk, Sender& sender, base::Logger& log, base::Metrics& metrics,
                  CourierOptions options);
    ~CourierThread();
    CourierThread(const CourierThread&) = delete;
    CourierThread& operator=(const CourierThread&) = delete;

private:
    void run(const std::stop_token& stop);

    Courier courier_;
    Sender& sender_;
    base::Logger& log_;
    std::chrono::milliseconds after_trouble_;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace courier
