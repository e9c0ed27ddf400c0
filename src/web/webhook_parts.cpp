#include "web/webhook_parts.hpp"

#include "web/action_words.hpp"
#include "web/program_parts.hpp"

#include <algorithm>
#include <utility>

namespace web {

namespace {

using courier::Delivery;
using courier::DeliveryState;
using courier::WebhookState;
using page::Tone;

page::Tag state_tag(const base::Words& words, const courier::WebhookView& view) {
    const courier::Webhook& webhook = view.webhook;
    if (webhook.state == WebhookState::paused) return {words.text("webhook.state.paused"), Tone::neutral};
    if (webhook.state == WebhookState::off) return {words.text("webhook.state.off"), Tone::danger};
    if (!view.may_tell) return {words.text("webhook.state.silent"), Tone::warning};
    if (webhook.failing_since) return {words.text("webhook.state.failing"), Tone::warning};
    return {words.text("webhook.state.on"), Tone::good};
}

page::Tag state_tag(const base::Words& words, const Delivery& delivery) {
    switch (delivery.state) {
        case DeliveryState::delivered: return {words.text("webhook.delivery.delivered"), Tone::good};
        case DeliveryState::given_up: return {words.text("webhook.delivery.given_up"), Tone::danger};
        case DeliveryState::waiting: break;
    }
    if (delivery.tries > 0) return {words.text("webhook.delivery.tried"), Tone::warning};
    return {words.text("webhook.delivery.waiting"), Tone::info};
}

std::string topic_text(const base::Words& words, const std::string& topic) {
    return words.text("access_log.noun." + topic);
}

std::string topics_text(const base::Words& words, const courier::Topics& topics) {
    if (topics.empty()) return words.text("webhook.topics_all");
    std::vector<std::string> texts;
    for (const std::string& topic : topics) texts.push_back(topic_text(words, topic));
    return words.list(texts);
}

// "503", "No connection that can be trusted"; empty where it was not tried.
std::string answer_text(const base::Words& words, const Delivery& delivery) {
    if (delivery.failure && *delivery.failure != courier::Failure::answered)
        return failure_text(words, *delivery.failure);
    return delivery.status
               ? words.text("webhook.delivery.status", {{"status", std::to_string(*delivery.status)}})
               : std::string();
}

}  // namespace

std::string webhook_path(guard::UserId program, courier::WebhookId id) {
    return program_path(program) + "/webhooks/" + id.text();
}

std::string delivery_path(guard::UserId program, const Delivery& delivery) {
    return webhook_path(program, delivery.webhook) + "/deliveries/" + delivery.id.text();
}

std::string host_of(const std::string& address) {
    const std::size_t begin = address.find("://") + 3;
    return address.substr(begin, address.find_first_of("/?", begin) - begin);
}

std::string failure_text(const base::Words& words, courier::Failure failure) {
    return words.text("webhook.failure." + std::string(code_of(failure)));
}

page::Cards webhook_cards(const base::Words& words, const std::vector<courier::WebhookView>& views) {
    page::Cards cards{.cards = {}, .when_empty = words.text("webhook.none")};
    for (const courier::WebhookView& view : views) {
        page::Card card{.title = words.text("webhook.title", {{"host", host_of(view.webhook.address)}}),
                        .href = webhook_path(view.webhook.program, view.webhook.id),
                        .tags = {state_tag(words, view)}};
        card.lines.push_back(
            words.text("webhook.told_of", {{"topics", topics_text(words, view.webhook.topics)}}));
        card.lines.push_back(words.text("webhook.waiting_count", {{"count", view.waiting}}));
        cards.cards.push_back(std::move(card));
    }
    return cards;
}

page::SummaryList webhook_summary(const base::Words& words, const courier::WebhookView& view,
                                  base::Time now) {
    const courier::Webhook& webhook = view.webhook;
    page::SummaryList list;
    page::SummaryRow state{
        .key = words.text("account.users.state"), .lines = {}, .tag = state_tag(words, view)};
    if (webhook.state == WebhookState::off)
        state.lines.push_back(words.text("webhook.off." + webhook.off_reason));
    if (webhook.state == WebhookState::on && !view.may_tell)
        state.lines.push_back(words.text("webhook.silent_why"));
    if (webhook.failing_since) {
        state.lines.push_back(
            words.text("webhook.failing_since", {{"when", words.date_time(*webhook.failing_since)}}));
    }
    list.rows.push_back(std::move(state));
    list.rows.push_back({.key = words.text("webhook.address"), .lines = {webhook.address}});
    list.rows.push_back(
        {.key = words.text("webhook.topics_short"), .lines = {topics_text(words, webhook.topics)}});
    list.rows.push_back(
        {.key = words.text("webhook.delivery.waiting"), .lines = {words.number(view.waiting)}});
    list.rows.push_back(
        {.key = words.text("account.users.added"), .lines = {words.date_time(webhook.created_at)}});
    if (webhook.former_secret_until && *webhook.former_secret_until > now) {
        list.rows.push_back(
            {.key = words.text("webhook.secret"),
             .lines = {words.text("webhook.both_until",
                                  {{"when", words.date_time(*webhook.former_secret_until)}})}});
    }
    return list;
}

page::Table delivery_table(const base::Words& words, guard::UserId program,
                           const std::vector<Delivery>& deliveries) {
    page::Table table{.caption = words.text("webhook.deliveries"),
                      .columns = {words.text("access_log.what"), words.text("access_log.when"),
                                  words.text("webhook.delivery.tries"), words.text("webhook.delivery.answer"),
                                  words.text("account.users.state")},
                      .rows = {},
                      .when_empty = words.text("webhook.deliveries_none")};
    for (const Delivery& one : deliveries) {
        table.rows.push_back({{.text = action_text(words, one.act), .href = delivery_path(program, one)},
                              {.text = words.date_time(one.at)},
                              {.text = words.number(one.tries), .numeric = true},
                              {.text = answer_text(words, one)},
                              {.text = {}, .tag = state_tag(words, one)}});
    }
    return table;
}

page::SummaryList delivery_summary(const base::Words& words, const Delivery& delivery) {
    page::SummaryList list;
    const auto add = [&](std::string_view key, std::string line) {
        list.rows.push_back({.key = words.text(key), .lines = {std::move(line)}});
    };
    page::SummaryRow state{
        .key = words.text("account.users.state"), .lines = {}, .tag = state_tag(words, delivery)};
    if (delivery.state == DeliveryState::waiting && delivery.tries > 0) {
        state.lines.push_back(
            words.text("webhook.delivery.next", {{"when", words.date_time(delivery.next_at)}}));
    }
    list.rows.push_back(std::move(state));
    add("access_log.when", words.date_time(delivery.at));
    add("webhook.delivery.act", "\"" + delivery.act + "\"");  // as the message has it
    add("webhook.delivery.id", delivery.id.text());
    if (delivery.change) add("webhook.delivery.change", words.number(delivery.change->number));
    add("webhook.delivery.tries", words.number(delivery.tries));
    if (delivery.tried_at) add("webhook.delivery.tried_at", words.date_time(*delivery.tried_at));
    if (const std::string answer = answer_text(words, delivery); !answer.empty())
        add("webhook.delivery.answer", answer);
    return list;
}

std::vector<page::Block> webhook_fields(const base::Words& words, const http::Form& filled) {
    std::vector<page::Block> fields;
    fields.emplace_back(page::TextField{.name = "address",
                                        .label = words.text("webhook.address"),
                                        .hint = words.text("webhook.address_hint"),
                                        .value = filled.text("address")});
    const auto chosen = filled.all("topics");
    page::Checkboxes topics{.name = "topics",
                            .legend = words.text("webhook.topics"),
                            .hint = words.text("webhook.topics_hint"),
                            .choices = {}};
    for (const std::string_view topic : courier::all_topics()) {
        const std::string code(topic);
        topics.choices.push_back({.value = code,
                                  .text = topic_text(words, code),
                                  .chosen = std::ranges::find(chosen, code) != chosen.end()});
    }
    fields.emplace_back(std::move(topics));
    return fields;
}

courier::NewWebhook webhook_from(const http::Form& form) {
    return {.address = form.text("address"), .topics = form.all("topics")};
}

}  // namespace web
