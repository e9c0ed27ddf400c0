#pragma once
// The rows of deliveries.

#include "courier/delivery.hpp"
#include "store/session.hpp"

#include <optional>
#include <vector>

namespace courier {

// Nothing, where the webhook has one of the same change.
base::Done insert_delivery(store::WriteSession& session, const Delivery& delivery);
// Problems: not_found, data_damaged.
base::Result<Delivery> load_delivery(store::ReadSession& session, DeliveryId id);
// Newest first; `before` is the last one of the page before (keyset).
base::Result<std::vector<Delivery>> deliveries_of(store::ReadSession& session, WebhookId webhook,
                                                  std::optional<DeliveryId> before, int rows_max);
base::Result<std::int64_t> count_waiting(store::ReadSession& session, WebhookId webhook);

// Of a webhook the one that is due first; none is.
base::Result<std::optional<Delivery>> first_due(store::ReadSession& session, WebhookId webhook,
                                                base::Time now);
// Counts a try and puts the next one off to `lease_until`. False, when somebody else took it meanwhile.
base::Result<bool> take(store::WriteSession& session, const Delivery& delivery, base::Time now,
                        base::Time lease_until);
// False, when it waits no more (it was answered, or removed), or, of a failure, was taken again meanwhile.
base::Result<bool> save_answer(store::WriteSession& session, const Delivery& delivery, const Answer& answer,
                               const Judgement& judgement, base::Time now);
// From the beginning: as if it had never been tried.
base::Done save_send_again(store::WriteSession& session, DeliveryId id, base::Time now);
// How many.
base::Result<std::int64_t> delete_finished(store::WriteSession& session, base::Time before);

}  // namespace courier
