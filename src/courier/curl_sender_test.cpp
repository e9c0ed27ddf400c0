// What leaves this house and what does not, with a real receiver on this machine.

#include "courier/curl_sender.hpp"
#include "courier/receiver_for_test.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace courier {
namespace {

using std::chrono::milliseconds;

std::vector<Network> this_machine() {
    return *networks_from_text("127.0.0.0/8");
}

class CurlSends : public ::testing::Test {
protected:
    Envelope envelope(std::string address) {
        return {.id = DeliveryId::make(base::Time(1'800'000'000'000'000), random_),
                .address = std::move(address),
                .timestamp = 1'800'000'000,
                .signatures = "v1,one v1,other",
                .body = R"({"type":"webhook.test"})"};
    }
    // Until something has come to its end.
    static std::vector<std::pair<DeliveryId, Answer>> await(CurlSender& sender, std::size_t count = 1) {
        std::vector<std::pair<DeliveryId, Answer>> all;
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (all.size() < count && std::chrono::steady_clock::now() < deadline) {
            for (auto& one : sender.finished(milliseconds(100))) all.push_back(one);
        }
        return all;
    }
    Answer sent(std::string address, SenderOptions options) {
        CurlSender sender(std::move(options));
        sender.begin(envelope(std::move(address)));
        const auto answers = await(sender);
        return answers.empty() ? Answer{.failure = Failure::stopped} : answers.front().second;
    }
    Answer sent(std::string address) {
        return sent(std::move(address), {.networks = this_machine(), .patience = milliseconds(10'000)});
    }

    base::SeededRandom random_{11};
};

TEST_F(CurlSends, the_message_with_the_headers_of_standard_webhooks) {
    const Receiver receiver({Receiver::status(204)});
    CurlSender sender({.networks = this_machine()});
    const Envelope message = envelope(receiver.address());
    sender.begin(message);
    const auto answers = await(sender);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers.front().first, message.id);
    EXPECT_TRUE(answers.front().second.taken());
    EXPECT_EQ(answers.front().second.status, 204);
    EXPECT_TRUE(receiver.requests().front().starts_with("POST /hook?key=7 HTTP/1.1\r\n"));
    EXPECT_EQ(receiver.header(0, "webhook-id"), message.id.text());
    EXPECT_EQ(receiver.header(0, "webhook-timestamp"), "1800000000");
    EXPECT_EQ(receiver.header(0, "webhook-signature"), "v1,one v1,other");
    EXPECT_EQ(receiver.header(0, "Content-Type"), "application/json");
    EXPECT_EQ(receiver.body(0), message.body);
}

TEST_F(CurlSends, nothing_to_networks_of_the_house_that_are_not_named) {
    const Receiver receiver({Receiver::status(204)});
    const std::string port = std::to_string(receiver.port());
    EXPECT_EQ(sent(receiver.address(), {}).failure, Failure::address_refused);
    EXPECT_EQ(sent("https://127.0.0.1:" + port + "/", {}).failure, Failure::address_refused);
    // By a name, that is looked up when it is connected to.
    EXPECT_EQ(sent("https://localhost:" + port + "/", {}).failure, Failure::address_refused);
    EXPECT_EQ(sent("https://[::ffff:127.0.0.1]:" + port + "/", {}).failure, Failure::address_refused);
    EXPECT_EQ(sent("https://10.0.0.1/", {.networks = this_machine()}).failure, Failure::address_refused);
    EXPECT_EQ(sent("https://169.254.169.254/latest/meta-data", {}).failure, Failure::address_refused);
    EXPECT_TRUE(receiver.requests().empty());
}

TEST_F(CurlSends, nothing_by_the_way_of_a_proxy) {
    const Receiver proxy({Receiver::status(204)});
    const std::string address = "http://127.0.0.1:" + std::to_string(proxy.port());
    for (const char* name : {"http_proxy", "https_proxy", "all_proxy"}) ::setenv(name, address.c_str(), 1);
    EXPECT_EQ(sent("https://10.0.0.1/").failure, Failure::address_refused);
    for (const char* name : {"http_proxy", "https_proxy", "all_proxy"}) ::unsetenv(name);
    EXPECT_TRUE(proxy.requests().empty());
}

TEST_F(CurlSends, nothing_to_where_it_is_sent_on) {
    const Receiver other({Receiver::status(204)});
    const Receiver receiver({Receiver::status(302, "Location: " + other.address() + "\r\n")});
    const Answer answer = sent(receiver.address());
    EXPECT_EQ(answer.failure, Failure::redirected);
    EXPECT_EQ(answer.status, 302);
    EXPECT_TRUE(other.requests().empty());
}

TEST_F(CurlSends, and_tells_how_it_went) {
    struct Case {
        std::string answer;
        std::optional<Failure> failure;
        std::optional<int> status;
    };
    for (const Case& one :
         {Case{Receiver::status(200, "", "thank you"), std::nullopt, 200},
          Case{Receiver::status(202), std::nullopt, 202}, Case{Receiver::status(400), Failure::answered, 400},
          Case{Receiver::status(410), Failure::answered, 410},
          Case{Receiver::status(503), Failure::answered, 503},
          Case{"this is no HTTP\r\n\r\n", Failure::broken_off, std::nullopt},
          Case{"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\ncut", Failure::broken_off, 200}}) {
        const Receiver receiver({one.answer});
        const Answer answer = sent(receiver.address());
        EXPECT_EQ(answer.failure, one.failure) << one.answer;
        EXPECT_EQ(answer.status, one.status) << one.answer;
    }
    EXPECT_EQ(sent("http://127.0.0.1:1/").failure, Failure::not_reached);
    EXPECT_EQ(sent("https://" + std::string(64, 'a') + ".example.org/").failure, Failure::not_found)
        << "no name has a part so long";
    const Receiver plain({Receiver::status(204)});
    EXPECT_EQ(sent("https://127.0.0.1:" + std::to_string(plain.port()) + "/").failure, Failure::tls);
}

TEST_F(CurlSends, and_reads_when_to_come_again) {
    const Receiver soon({Receiver::status(429, "Retry-After: 120\r\n")});
    EXPECT_EQ(sent(soon.address()).retry_after, std::chrono::seconds(120));
    const Receiver never({Receiver::status(503, "Retry-After: 99999999999\r\n")});
    EXPECT_EQ(sent(never.address()).retry_after, kRetryAfterMax);
    const Receiver nonsense({Receiver::status(503, "Retry-After: soon\r\n")});
    EXPECT_EQ(sent(nonsense.address()).retry_after, std::nullopt);
}

TEST_F(CurlSends, and_reads_no_more_than_it_must_of_an_endless_answer) {
    const Receiver receiver({Receiver::status(200, "", std::string(8 << 20, 'x'))});
    EXPECT_TRUE(sent(receiver.address()).taken()) << "the status was said first";
    const Receiver refuses({Receiver::status(500, "", std::string(8 << 20, 'x'))});
    EXPECT_EQ(sent(refuses.address()).failure, Failure::answered);
}

TEST_F(CurlSends, and_waits_for_a_receiver_that_hangs_no_longer_than_its_patience_while_others_are_served) {
    const Receiver hangs({Receiver::kHangs});
    const Receiver quick({Receiver::status(204)});
    CurlSender sender({.networks = this_machine(), .patience = milliseconds(2500)});
    const Envelope slow = envelope(hangs.address());
    sender.begin(slow);
    for (int count = 0; count < 3; ++count) sender.begin(envelope(quick.address()));
    const auto answers = await(sender, 4);
    ASSERT_EQ(answers.size(), 4U);
    for (std::size_t index = 0; index < 3; ++index) {
        EXPECT_TRUE(answers.at(index).second.taken());
        EXPECT_LT(answers.at(index).second.took, milliseconds(2500));
    }
    EXPECT_EQ(answers.back().first, slow.id);
    EXPECT_EQ(answers.back().second.failure, Failure::too_slow);
}

TEST_F(CurlSends, and_stops_at_once_when_told) {
    const Receiver hangs({Receiver::kHangs});
    CurlSender sender({.networks = this_machine()});
    sender.begin(envelope(hangs.address()));
    std::jthread other([&] { sender.wake(); });
    const auto began = std::chrono::steady_clock::now();
    EXPECT_TRUE(sender.finished(std::chrono::seconds(9)).empty());
    const auto broken_off = sender.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5));
    ASSERT_EQ(broken_off.size(), 1U);
    EXPECT_EQ(broken_off.front().second.failure, Failure::stopped);
}

}  // namespace
}  // namespace courier
