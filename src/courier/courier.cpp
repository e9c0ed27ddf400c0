#include "courier/courier.hpp"

#include "courier/may_tell.hpp"
#include "courier/message.hpp"
#include "courier/signature.hpp"
#include "courier/webhook_repository.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <utility>

namespace courier {

namespace {

using base::LogEvent;
using base::LogField;
using base::Metric;
using base::MetricLabel;
using std::chrono::milliseconds;

// So many pages of the feed for one webhook before the others have their turn.
constexpr int kPagesAtOnce = 5;

base::LogName name_of(std::string_view code) {
    return base::LogName::from_table(code);
}

Envelope envelope_of(const Outgoing& outgoing, base::Time now) {
    Envelope envelope{.id = outgoing.delivery.id,
                      .address = outgoing.address,
                      .timestamp = now.seconds(),
                      .signatures = {},
                      .body = message_text(outgoing.delivery)};
    envelope.signatures =
        signatures_of(outgoing.secrets, envelope.id.text(), envelope.timestamp, envelope.body);
    return envelope;
}

}  // namespace

Courier::Courier(const casework::CaseDesk& desk, Sender& sender, base::Logger& log, base::Metrics& metrics,
                 CourierOptions options)
    : desk_(desk), sender_(sender), log_(log), metrics_(metrics), options_(options) {}

milliseconds Courier::look() {
    note_all();
    const base::Time began = desk_.workplace.clock.now();
    const auto wait = look_once();
    const base::Time ended = desk_.workplace.clock.now();
    constexpr MetricLabel kJob = MetricLabel::job_plan_deliveries;
    metrics_.observe(Metric::job_seconds, ended - began, {kJob});
    metrics_.add(Metric::job_runs, {kJob, wait ? MetricLabel::job_done : MetricLabel::job_failed});
    if (!wait) {
        log_.error(LogEvent::job_failed,
                   {LogField::component("plan_deliveries"), LogField::problem(wait.error().code)});
        return options_.after_trouble;
    }
    metrics_.set(Metric::job_last_success, ended, {kJob});
    return *wait;
}

base::Result<Courier::Seen> Courier::see() const {
    return desk_.workplace.database.read([](store::ReadSession& session) -> base::Result<Seen> {
        auto on = webhooks_on(session);
        if (!on) return base::fail(std::move(on.error()));
        Seen seen{.on = *std::move(on)};
        if (seen.on.empty()) return seen;
        const auto head = session.query_one("select number from audit_head where one = 1");
        if (!head) return base::fail(head.error());
        if (*head) seen.newest = (*head)->integer("number");
        return seen;
    });
}

base::Result<milliseconds> Courier::look_once() {
    auto seen = see();
    if (!seen) return base::fail(std::move(seen.error()));
    std::erase_if(looked_through_, [&](const auto& known) {
        return std::ranges::find(seen->on, known.first, &OnWebhook::id) == seen->on.end();
    });
    bool more = false;
    for (const OnWebhook& webhook : seen->on) {
        const auto planned = plan(webhook, seen->newest);
        if (!planned) return base::fail(planned.error());
        more = more || *planned;
    }
    return send_due(more ? base::Duration(0) : base::Duration(options_.look_every));
}

base::Result<milliseconds> Courier::send_due(base::Duration wait) {
    const auto seen = see();
    if (!seen) return base::fail(seen.error());
    const base::Time now = desk_.workplace.clock.now();
    std::vector<Candidate> candidates;
    for (const OnWebhook& webhook : seen->on) {
        if (!webhook.due_at) continue;
        if (*webhook.due_at > now) {
            wait = std::min(wait, *webhook.due_at - now);
            continue;
        }
        const auto program = program_of(webhook);
        if (!program) return base::fail(program.error());
        if (!*program) continue;
        candidates.push_back({.webhook = webhook.id, .due_at = *webhook.due_at, .failing = webhook.failing});
    }
    for (const Candidate& chosen : choose(candidates, under_way(), options_.places, now)) {
        if (auto sent = send_next(chosen.webhook, chosen.failing); !sent)
            return base::fail(std::move(sent.error()));
    }
    return std::chrono::ceil<milliseconds>(wait);
}

base::Result<std::optional<guard::Actor>> Courier::program_of(const OnWebhook& webhook) const {
    const base::Time now = desk_.workplace.clock.now();
    return desk_.workplace.database.read([&](store::ReadSession& session) {
        return may_tell(session, desk_.workplace.keys, webhook.program, now);
    });
}

base::Result<bool> Courier::plan(const OnWebhook& webhook, std::int64_t newest) {
    const auto known = looked_through_.find(webhook.id);
    OnWebhook next = webhook;
    std::int64_t since =
        known == looked_through_.end() ? next.looked_through : std::max(known->second, next.looked_through);
    if (since == newest) return false;
    const auto program = program_of(webhook);
    if (!program) return base::fail(program.error());
    if (!*program) return false;
    for (int pages = 0; pages < kPagesAtOnce; ++pages) {
        const auto planned = plan_deliveries(desk_, **program, next, since);
        if (!planned) return base::fail(planned.error());
        const bool got_on = planned->looked_through != since;
        since = planned->looked_through;
        looked_through_[webhook.id] = since;
        if (planned->wrote) next.looked_through = since;
        if (!planned->more || !got_on) return false;
    }
    return true;
}

base::Done Courier::send_next(WebhookId webhook, bool failing) {
    auto taken = take_delivery(desk_.workplace, webhook, options_.lease);
    if (!taken) return base::fail(std::move(taken.error()));
    if (!*taken) return {};
    Envelope envelope = envelope_of(**taken, desk_.workplace.clock.now());
    const DeliveryId id = envelope.id;
    sender_.begin(std::move(envelope));
    // Last: what could not be begun is due again when its lease has run out.
    on_their_way_.insert_or_assign(
        id, OnItsWay{.delivery = (*taken)->delivery, .failing = failing, .answer = {}});
    return {};
}

void Courier::attend(milliseconds wait_at_most) {
    note(sender_.finished(wait_at_most));
}

void Courier::stop() {
    note(sender_.stop());
}

void Courier::note(const std::vector<std::pair<DeliveryId, Answer>>& answers) {
    for (const auto& [id, answer] : answers) {
        const auto found = on_their_way_.find(id);
        if (found == on_their_way_.end()) continue;
        found->second.answer = answer;
        if (answer.failure != Failure::stopped) metrics_.observe(Metric::webhook_seconds, answer.took);
    }
    if (!answers.empty()) note_all();
}

// What the database does not take now is written down at the next round: it was sent, and is not sent again
// for that.
void Courier::note_all() {
    std::erase_if(on_their_way_, [this](const auto& one) {
        const OnItsWay& way = one.second;
        if (!way.answer) return false;
        const auto judgement =
            note_answer(desk_.workplace, way.delivery, *way.answer, desk_.workplace.random.below(kChances));
        if (judgement) {
            tell(way.delivery, *way.answer, *judgement);
            return true;
        }
        if (judgement.error().code == base::ProblemCode::not_found) return true;  // removed meanwhile
        log_.error(LogEvent::job_failed,
                   {LogField::component("note_delivery"), LogField::problem(judgement.error().code)});
        return false;
    });
}

void Courier::tell(const Delivery& delivery, const Answer& answer, const Judgement& judgement) {
    const auto webhook = LogField::id(delivery.webhook.uuid());
    const auto tries = LogField::count(delivery.tries);
    if (answer.taken()) {
        metrics_.add(Metric::webhook_attempts, {MetricLabel::delivery_delivered});
        log_.write(base::LogLevel::debug, LogEvent::webhook_delivered, {webhook, tries});
        return;
    }
    if (*answer.failure == Failure::stopped) return;
    const bool given_up = judgement.state == DeliveryState::given_up;
    metrics_.add(Metric::webhook_attempts,
                 {given_up ? MetricLabel::delivery_given_up : MetricLabel::delivery_failed});
    const auto failure = LogField::failure(name_of(code_of(*answer.failure)));
    log_.warning(given_up ? LogEvent::webhook_given_up : LogEvent::webhook_failed,
                 {webhook, failure, LogField::status(answer.status.value_or(0)), tries});
    if (judgement.off_reason.empty()) return;
    log_.error(LogEvent::webhook_switched_off, {webhook, LogField::failure(name_of(judgement.off_reason))});
}

UnderWay Courier::under_way() const {
    UnderWay now;
    for (const auto& [id, way] : on_their_way_) {
        now.webhooks.push_back(way.delivery.webhook);
        if (way.failing) ++now.failing;
    }
    return now;
}

CourierThread::CourierThread(const casework::CaseDesk& desk, Sender& sender, base::Logger& log,
                             base::Metrics& metrics, CourierOptions options)
    : courier_(desk, sender, log, metrics, options),
      sender_(sender),
      log_(log),
      after_trouble_(options.after_trouble),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

CourierThread::~CourierThread() = default;

void CourierThread::run(const std::stop_token& stop) {
    const std::stop_callback woken(stop, [this] { sender_.wake(); });
    std::mutex waiting;
    std::condition_variable_any never;
    while (!stop.stop_requested()) {
        try {
            courier_.attend(courier_.look());
        } catch (const std::exception& mistake) {
            log_.error(LogEvent::exception_caught,
                       {LogField::component("courier"), LogField::exception(mistake)});
            std::unique_lock hold(waiting);
            never.wait_for(hold, stop, after_trouble_, [] { return false; });
        }
    }
    try {
        courier_.stop();
    } catch (const std::exception& mistake) {
        log_.error(LogEvent::exception_caught,
                   {LogField::component("courier"), LogField::exception(mistake)});
    }
}

}  // namespace courier
