#pragma once
// What the pages of webhooks have in common: their paths, what is shown of one and of its deliveries, and the
// form that adds one. Pure.

#include "base/words.hpp"
#include "courier/manage_webhooks.hpp"
#include "web/http/form.hpp"
#include "web/page/block.hpp"
#include "web/visit.hpp"

#include <string>
#include <vector>

namespace web {

std::string webhook_path(guard::UserId program, courier::WebhookId id);
std::string delivery_path(guard::UserId program, const courier::Delivery& delivery);

// "hooks.example.org": the rest of an address may hold a secret, and is shown on the page of its own alone.
std::string host_of(const std::string& address);
std::string failure_text(const base::Words& words, courier::Failure failure);

// A card each, in the order they were added.
page::Cards webhook_cards(const base::Words& words, const std::vector<courier::WebhookView>& views);
page::SummaryList webhook_summary(const base::Words& words, const courier::WebhookView& view, base::Time now);

page::Table delivery_table(const base::Words& words, guard::UserId program,
                           const std::vector<courier::Delivery>& deliveries);
page::SummaryList delivery_summary(const base::Words& words, const courier::Delivery& delivery);

// Address, and what to tell of.
std::vector<page::Block> webhook_fields(const base::Words& words, const http::Form& filled);
courier::NewWebhook webhook_from(const http::Form& form);

}  // namespace web
