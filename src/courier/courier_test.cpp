// The courier's rounds on both databases: with a sender of the test's own where only time and order matter,
// with the real one and a receiver on this machine where the message does.

#include "courier/courier.hpp"

#include "base/crypto/hmac_sha256.hpp"
#include "courier/courier_for_test.hpp"
#include "courier/curl_sender.hpp"
#include "courier/message.hpp"
#include "courier/receiver_for_test.hpp"
#include "courier/signature.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <set>
#include <thread>

namespace courier {
namespace {

using std::chrono::milliseconds;

// Keeps what it is given until the test says what became of it.
class HeldSender final : public Sender {
public:
    void begin(Envelope envelope) override { held.push_back(std::move(envelope)); }
    std::vector<std::pair<DeliveryId, Answer>> finished(milliseconds) override {
        return std::exchange(done_, {});
    }
    std::vector<std::pair<DeliveryId, Answer>> stop() override {
        std::vector<std::pair<DeliveryId, Answer>> all;
        for (const Envelope& one : std::exchange(held, {}))
            all.emplace_back(one.id, Answer{.failure = Failure::stopped});
        return all;
    }
    void wake() override {}

    Envelope answer(const Answer& answer, std::size_t index = 0) {
        Envelope envelope = held.at(index);
        held.erase(held.begin() + static_cast<std::ptrdiff_t>(index));
        done_.emplace_back(envelope.id, answer);
        return envelope;
    }

    std::vector<Envelope> held;

private:
    std::vector<std::pair<DeliveryId, Answer>> done_;
};

class KeptLines final : public base::LogSink {
public:
    void write(std::string_view line) override { text += line; }
    std::string text;
};

Answer taken() {
    return {.failure = {}, .status = 204};
}
Answer refused() {
    return {.failure = Failure::answered, .status = 500};
}

class CourierRounds : public CourierTest {
protected:
    void SetUp() override {
        CourierTest::SetUp();
        if (IsSkipped()) return;
        courier_.emplace(desk(), sender_held_, log_, metrics_, options_);
    }
    void TearDown() override {
        courier_.reset();
        CourierTest::TearDown();
    }
    void round() {
        courier_->attend(courier_->look());
        courier_->look();
    }
    void answer(const Answer& said, std::size_t index = 0) {
        sender_held_.answer(said, index);
        courier_->attend(milliseconds(0));
    }
    std::int64_t counted(base::MetricLabel outcome) {
        return metrics_.value(base::Metric::webhook_attempts, {outcome});
    }

    CourierOptions options_;
    HeldSender sender_held_;
    KeptLines lines_;
    base::Logger log_{clock_, lines_, base::LogLevel::debug};
    base::Metrics metrics_;
    std::optional<Courier> courier_;
};

WAYMARK_ON_EVERY_DATABASE(CourierRounds);

TEST_P(CourierRounds, tell_of_a_change_with_ids_and_a_place_in_the_feed_and_nothing_else) {
    const AddedWebhook added = add({}, "https://hooks.example.org/planted-path-7731");
    const base::Uuid subject = new_id<guard::Case>().uuid();
    act("referral.accept", subject);
    round();
    ASSERT_EQ(sender_held_.held.size(), 1U);
    const Envelope& envelope = sender_held_.held.front();
    EXPECT_EQ(envelope.address, "https://hooks.example.org/planted-path-7731");
    const auto message = nlohmann::json::parse(envelope.body);
    EXPECT_EQ(message.at("type"), "referral.accept");
    EXPECT_EQ(message.at("timestamp"), base::to_iso(kNow));
    std::set<std::string> keys;
    for (const auto& [key, value] : message.at("data").items()) keys.insert(key);
    EXPECT_EQ(keys, (std::set<std::string>{"number", "case", "subject_kind", "subject", "changes"}));
    EXPECT_EQ(message.at("data").at("case"), file_.id.text());
    EXPECT_EQ(message.at("data").at("subject"), subject.text());
    EXPECT_EQ(envelope.body.find(file_.pseudonym), std::string::npos);
    EXPECT_EQ(envelope.timestamp, kNow.seconds());
    const SigningSecrets secrets{.present = added.secret};
    EXPECT_EQ(envelope.signatures,
              signatures_of(secrets, envelope.id.text(), envelope.timestamp, envelope.body));
    answer(taken());
    EXPECT_EQ(deliveries(added.id).front().state, DeliveryState::delivered);
    EXPECT_EQ(counted(base::MetricLabel::delivery_delivered), 1);
    EXPECT_NE(lines_.text.find("webhook_delivered"), std::string::npos);
    EXPECT_EQ(lines_.text.find("planted-path"), std::string::npos) << "the log knows no address";
}

TEST_P(CourierRounds, try_again_when_it_is_time_and_not_before) {
    const AddedWebhook added = add();
    act();
    round();
    const std::string id = sender_held_.held.front().id.text();
    answer(refused());
    round();
    EXPECT_TRUE(sender_held_.held.empty()) << "five seconds or so";
    EXPECT_EQ(counted(base::MetricLabel::delivery_failed), 1);
    EXPECT_NE(lines_.text.find(R"("failure":"answered")"), std::string::npos);
    clock_.advance(std::chrono::seconds(6));
    round();
    ASSERT_EQ(sender_held_.held.size(), 1U);
    EXPECT_EQ(sender_held_.held.front().id.text(), id);
    EXPECT_EQ(sender_held_.held.front().timestamp, clock_.now().seconds()) << "signed anew, at its own time";
    answer(taken());
    EXPECT_EQ(deliveries(added.id).front().tries, 2);
}

TEST_P(CourierRounds, send_one_at_a_time_to_each_webhook_and_to_all_at_once) {
    add();
    add();
    act("referral.send");
    act("referral.accept");
    round();
    ASSERT_EQ(sender_held_.held.size(), 2U);
    EXPECT_EQ(sender_held_.held.at(0).body, sender_held_.held.at(1).body) << "the first of each";
    round();
    EXPECT_EQ(sender_held_.held.size(), 2U) << "one hangs, and delays nobody but itself";
    answer(taken(), 1);
    round();
    ASSERT_EQ(sender_held_.held.size(), 2U);
    EXPECT_NE(sender_held_.held.at(0).body, sender_held_.held.at(1).body);
}

TEST_P(CourierRounds, send_nothing_while_it_is_paused_or_the_program_may_read_nothing_and_lose_nothing) {
    const AddedWebhook added = add();
    must(pause_webhook(workplace(), admin_, added.id));
    act();
    round();
    EXPECT_TRUE(sender_held_.held.empty());
    EXPECT_EQ(webhook(added.id).waiting, 0) << "nor is anything planned";
    must(guard::revoke_token(workplace(), admin_, token_));
    must(resume_webhook(workplace(), admin_, added.id));
    round();
    EXPECT_TRUE(sender_held_.held.empty());
    const std::int64_t rows = audited("changes.read");
    EXPECT_EQ(rows, 0) << "and the audit log does not fill with refusals";
    issue(program_);
    round();
    ASSERT_EQ(sender_held_.held.size(), 1U);
    answer(refused());
    must(guard::disable_program(workplace(), admin_, program_));
    clock_.advance(std::chrono::hours(1));
    round();
    EXPECT_TRUE(sender_held_.held.empty()) << "what was planned before is not sent either";
    must(guard::enable_program(workplace(), admin_, program_));
    round();
    EXPECT_EQ(sender_held_.held.size(), 1U);
}

TEST_P(CourierRounds, send_again_what_was_under_way_when_they_were_told_to_stop) {
    const AddedWebhook added = add();
    act();
    round();
    const DeliveryId id = sender_held_.held.front().id;
    courier_->stop();
    EXPECT_EQ(deliveries(added.id).front().failure, Failure::stopped);
    courier_.emplace(desk(), sender_held_, log_, metrics_, options_);
    round();
    ASSERT_EQ(sender_held_.held.size(), 1U) << "at once";
    EXPECT_EQ(sender_held_.held.front().id, id);
    EXPECT_EQ(deliveries(added.id).front().tries, 1);
}

TEST_P(CourierRounds, send_again_with_the_same_id_what_a_killed_server_did_not_write_down) {
    add();
    act();
    round();
    const Envelope first = sender_held_.held.front();
    sender_held_.held.clear();  // sent, and then the process was killed
    courier_.emplace(desk(), sender_held_, log_, metrics_, options_);
    round();
    EXPECT_TRUE(sender_held_.held.empty()) << "for all this server knows another one is sending it";
    clock_.advance(options_.lease);
    round();
    ASSERT_EQ(sender_held_.held.size(), 1U);
    EXPECT_EQ(sender_held_.held.front().id, first.id);
    EXPECT_EQ(sender_held_.held.front().body, first.body);
}

// Each on a thread of its own; on PostgreSQL as two processes are, with connections of their own.
TEST_P(CourierRounds, of_two_servers_send_each_message_once) {
    constexpr std::size_t kMessages = 40;
    const AddedWebhook added = add();
    const AddedWebhook other = add();
    const auto beside = of_another_process();
    guard::Workplace place_beside{beside ? *beside : database(), keys_, clock_, random_};
    const casework::CaseDesk desk_beside{place_beside, profile(), instruments()};
    for (std::size_t count = 0; count < kMessages / 2; ++count) act();
    std::array<std::vector<std::string>, 2> sent;
    const auto serve = [&](std::size_t number) {
        HeldSender sender;
        base::Metrics metrics;
        Courier courier(number == 0 ? desk() : desk_beside, sender, log_, metrics, options_);
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        const auto waiting = [&] { return webhook(added.id).waiting + webhook(other.id).waiting; };
        do {
            courier.look();
            while (!sender.held.empty()) sent.at(number).push_back(sender.answer(taken()).id.text());
            courier.attend(milliseconds(0));
        } while (waiting() > 0 && std::chrono::steady_clock::now() < deadline);
    };
    must(desk().workplace.database.check());  // the desk is made before two threads ask for it
    {
        const std::jthread one(serve, 0);
        const std::jthread two(serve, 1);
    }
    std::vector<std::string> all = sent.at(0);
    all.insert(all.end(), sent.at(1).begin(), sent.at(1).end());
    EXPECT_EQ(all.size(), kMessages);
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), kMessages);
    EXPECT_EQ(deliveries(added.id).size() + deliveries(other.id).size(), kMessages);
}

// A database that is away, and comes back.
class ComingAndGoing final : public store::Database {
public:
    explicit ComingAndGoing(store::Database& real) : real_(real) {}
    store::Engine engine() const override { return real_.engine(); }
    base::Done check() override { return real_.check(); }
    base::Done run_read(const std::function<base::Done(store::ReadSession&)>& body) override {
        return away ? base::Done(base::fail(base::ProblemCode::database_unreachable)) : real_.run_read(body);
    }
    base::Done run_snapshot(const std::function<base::Done(store::ReadSession&)>& body) override {
        return run_read(body);
    }
    base::Done run_write(const std::function<base::Done(store::WriteSession&)>& body) override {
        return away ? base::Done(base::fail(base::ProblemCode::database_unreachable)) : real_.run_write(body);
    }

    bool away = false;

private:
    store::Database& real_;
};

TEST_P(CourierRounds, write_down_what_was_taken_when_the_database_is_back_and_do_not_send_it_again) {
    const AddedWebhook added = add();
    ComingAndGoing reached(database());
    guard::Workplace place{reached, keys_, clock_, random_};
    const casework::CaseDesk there{place, profile(), instruments()};
    HeldSender sender;
    Courier courier(there, sender, log_, metrics_, options_);
    act();
    courier.look();
    ASSERT_EQ(sender.held.size(), 1U);
    reached.away = true;
    sender.answer(taken());
    courier.attend(milliseconds(0));
    EXPECT_EQ(courier.look(), options_.after_trouble);
    EXPECT_NE(lines_.text.find("job_failed"), std::string::npos);
    reached.away = false;
    clock_.advance(options_.lease + std::chrono::seconds(1));  // longer than anybody would wait for it
    courier.look();
    EXPECT_TRUE(sender.held.empty());
    EXPECT_EQ(deliveries(added.id).front().state, DeliveryState::delivered);
    EXPECT_EQ(deliveries(added.id).front().tries, 1);
}

TEST_P(CourierRounds, switch_off_what_is_gone_and_say_so) {
    const AddedWebhook added = add();
    act();
    round();
    answer({.failure = Failure::answered, .status = 410});
    EXPECT_EQ(webhook(added.id).webhook.state, WebhookState::off);
    EXPECT_NE(lines_.text.find("webhook_switched_off"), std::string::npos);
    clock_.advance(std::chrono::days(1));
    round();
    EXPECT_TRUE(sender_held_.held.empty());
}

TEST_P(CourierRounds, get_over_a_webhook_that_is_removed_while_a_message_is_under_way) {
    const AddedWebhook added = add();
    act();
    round();
    must(remove_webhook(workplace(), admin_, added.id));
    answer(taken());
    round();
    EXPECT_EQ(lines_.text.find("job_failed"), std::string::npos);
}

TEST_P(CourierRounds, say_when_they_want_to_be_woken) {
    options_.look_every = std::chrono::seconds(30);
    courier_.emplace(desk(), sender_held_, log_, metrics_, options_);
    add();
    EXPECT_EQ(courier_->look(), options_.look_every);
    act();
    courier_->look();
    answer(refused());
    const milliseconds soon = courier_->look();
    EXPECT_GE(soon, std::chrono::seconds(4));
    EXPECT_LE(soon, std::chrono::seconds(6));
}

class RealMessages : public CourierTest {};

WAYMARK_ON_EVERY_DATABASE(RealMessages);

TEST_P(RealMessages, reach_a_receiver_that_fails_twice_and_verify_with_the_secret_alone) {
    const Receiver receiver({Receiver::status(500), Receiver::status(503), Receiver::status(204)});
    const AddedWebhook added = add({}, receiver.address());
    CurlSender sender({.networks = *networks_from_text("127.0.0.0/8")});
    KeptLines lines;
    base::Logger log(clock_, lines);
    base::Metrics metrics;
    Courier courier(desk(), sender, log, metrics, {});
    act();
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    const std::array<int, 3> answers{500, 503, 204};
    for (std::size_t wanted = 1; wanted <= 3; ++wanted) {
        const auto tried = [&] {
            const auto all = deliveries(added.id);
            return !all.empty() && all.front().status == answers.at(wanted - 1);
        };
        while (!tried() && std::chrono::steady_clock::now() < deadline) {
            courier.look();
            courier.attend(milliseconds(50));
        }
        ASSERT_TRUE(tried()) << wanted;
        clock_.advance(std::chrono::minutes(7));
    }
    EXPECT_EQ(deliveries(added.id).front().state, DeliveryState::delivered);
    EXPECT_EQ(deliveries(added.id).front().tries, 3);
    ASSERT_EQ(receiver.requests().size(), 3U);
    for (std::size_t index = 0; index < 3; ++index) {
        EXPECT_EQ(receiver.header(index, "webhook-id"), receiver.header(0, "webhook-id"));
        const SigningSecrets secrets{.present = added.secret};
        EXPECT_EQ(
            receiver.header(index, "webhook-signature"),
            signatures_of(secrets, receiver.header(index, "webhook-id"),
                          std::stoll(receiver.header(index, "webhook-timestamp")), receiver.body(index)));
    }
}

// A thread of its own that ends when its object does, also while a receiver hangs.
TEST_P(RealMessages, leave_by_a_thread_that_stops_at_once) {
    const Receiver receiver({Receiver::kHangs});
    const AddedWebhook added = add({}, receiver.address());
    CurlSender sender({.networks = *networks_from_text("127.0.0.0/8")});
    KeptLines lines;
    base::Logger log(clock_, lines);
    base::Metrics metrics;
    act();
    std::chrono::steady_clock::time_point told;
    {
        const CourierThread thread(desk(), sender, log, metrics, {.look_every = milliseconds(20)});
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (receiver.requests().empty() && std::chrono::steady_clock::now() < deadline)
            std::this_thread::yield();
        told = std::chrono::steady_clock::now();
    }
    EXPECT_LT(std::chrono::steady_clock::now() - told, std::chrono::seconds(5));
    ASSERT_EQ(receiver.requests().size(), 1U);
    EXPECT_EQ(deliveries(added.id).front().failure, Failure::stopped);
}

}  // namespace
}  // namespace courier
