#pragma once
// Use cases of the courier on one delivery: taking it before it is sent, and writing down what became of it.
// Between the two no transaction is open. Promise: a delivery that was taken and of which nothing was written
// down (the program was killed) is due again when the lease has run out, with the same id; of two servers one
// takes it.

#include "base/result.hpp"
#include "courier/delivery.hpp"
#include "guard/unit_of_work.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace courier {

struct Outgoing {
    Delivery delivery;  // with this try counted
    std::string address;
    SigningSecrets secrets;
};

// What of this webhook is due first; none: nothing is, or another server took it.
base::Result<std::optional<Outgoing>> take_delivery(guard::Workplace& workplace, WebhookId webhook,
                                                    base::Duration lease);

// Also switches the webhook off, which is audited.
base::Result<Judgement> note_answer(guard::Workplace& workplace, const Delivery& delivery,
                                    const Answer& answer, std::uint64_t chance);

// What is finished and older than kDeliveryKept; how many.
base::Result<std::int64_t> sweep_deliveries(guard::Workplace& workplace);

}  // namespace courier
