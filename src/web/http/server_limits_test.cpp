// What slow, greedy and malformed clients get, and that nobody else suffers from them.

#include "web/http/security_headers.hpp"
#include "web/http/server_for_test.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <string>
#include <vector>

namespace {

using namespace web::http;
using web::http::testing::Client;
using web::http::testing::echo;
using web::http::testing::get;
using web::http::testing::post;
using web::http::testing::ServerForTest;

constexpr base::Duration kAtOnce = std::chrono::milliseconds(30);

void expect_refused(Client& client, const std::optional<web::http::testing::Answer>& answer, int status) {
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, status);
    EXPECT_EQ(answer->header("Connection"), "close");
    for (const Header& header : with_security_headers(Response{}, false)) {
        EXPECT_EQ(answer->header(header.name), header.value);
    }
    EXPECT_TRUE(client.is_closed());
}

struct Refused {
    const char* name;
    std::string bytes;
    int status;
};

class HttpRefusal : public ::testing::TestWithParam<Refused> {};

TEST_P(HttpRefusal, is_answered_and_the_connection_closed) {
    bool reached = false;
    const ServerForTest server([&reached](const Request& request) {
        reached = true;
        return echo(request);
    });
    Client client = server.client();
    expect_refused(client, client.ask(GetParam().bytes), GetParam().status);
    EXPECT_FALSE(reached);
    EXPECT_TRUE(server.client().ask(get("/")));
}

std::string with(std::string_view headers) {
    return "POST / HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n";
}

INSTANTIATE_TEST_SUITE_P(
    Table, HttpRefusal,
    ::testing::Values(
        Refused{"noise", "\x16\x03\x01\x02\x01\x01\r\n\r\n", 400},  // a TLS greeting
        Refused{"bare_line_feeds", "GET / HTTP/1.1\nHost: a\n\n", 400},
        Refused{"one_bare_line_feed", "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", 400},
        Refused{"bare_carriage_return", "GET / HTTP/1.1\r\nHost: a\rX: y\r\n\r\n", 400},
        Refused{"empty_line_first", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Refused{"folded_header", "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n z\r\n\r\n", 400},
        Refused{"space_before_colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},
        Refused{"no_host", "GET / HTTP/1.1\r\n\r\n", 400},
        Refused{"two_hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
        Refused{"host_with_path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        Refused{"no_version", "GET /\r\nHost: a\r\n\r\n", 400},
        Refused{"other_version", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
        Refused{"relative_target", "GET cases HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Refused{"dot_segments", get("/../etc/passwd"), 400},
        Refused{"escaped_dot_segments", get("/%2e%2e/etc/passwd"), 400},
        Refused{"another_host", "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Refused{"connect", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 405},
        Refused{"options", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 405},
        Refused{"patch", "PATCH / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
        Refused{"delete_with_a_body", "DELETE / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n", 400},
        Refused{"unknown_method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
        Refused{"length_and_chunks", with("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"), 400},
        Refused{"chunks_and_length", with("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n"), 400},
        Refused{"chunks", with("Transfer-Encoding: chunked\r\n") + "0\r\n\r\n", 411},
        Refused{"two_lengths", with("Content-Length: 4\r\nContent-Length: 5\r\n"), 400},
        Refused{"two_equal_lengths", with("Content-Length: 4\r\nContent-Length: 4\r\n"), 400},
        Refused{"list_of_lengths", with("Content-Length: 4, 4\r\n"), 400},
        Refused{"signed_length", with("Content-Length: +4\r\n"), 400},
        Refused{"hexadecimal_length", with("Content-Length: 0x4\r\n"), 400},
        Refused{"endless_length", with("Content-Length: 99999999999999999999\r\n"), 400},
        Refused{"large_body", with("Content-Length: 1048577\r\n"), 413},
        Refused{"huge_body", with("Content-Length: 20000000000\r\n"), 413},
        Refused{"body_of_a_get", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx", 400},
        Refused{"other_expectation", with("Content-Length: 1\r\nExpect: miracles\r\n"), 417},
        Refused{"long_header", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(16 * 1024, 'x') + "\r\n\r\n",
                431},
        Refused{"long_target", get("/" + std::string(16 * 1024, 'x')), 431},
        Refused{"header_without_end", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(64 * 1024, 'x'), 431}),
    [](const auto& refused) { return std::string(refused.param.name); });

TEST(HttpLimits, take_a_head_and_a_body_of_just_the_size_allowed) {
    const ServerForTest server(echo, {.head_bytes_max = 1024, .body_bytes_max = 100});
    Client client = server.client();
    const std::string start = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\nX: ";
    const auto request = [&](std::size_t head_size) {
        return start + std::string(head_size - start.size() - 4, 'x') + "\r\n\r\n" + std::string(100, 'b');
    };
    const auto fits = client.ask(request(1024));
    ASSERT_TRUE(fits);
    EXPECT_EQ(fits->status, 200);
    EXPECT_EQ(fits->body, "/?\n" + std::string(100, 'b'));
    expect_refused(client, client.ask(request(1025)), 431);
}

TEST(HttpLimits, end_a_head_that_does_not_come) {
    const ServerForTest server(echo, {.head_deadline = kAtOnce});
    Client slow = server.client();
    slow.send("GET / HTTP/1.1\r\nHost: a\r\n");
    expect_refused(slow, slow.read(), 408);
}

TEST(HttpLimits, end_a_head_that_drips) {
    const ServerForTest server(echo, {.head_deadline = kAtOnce});
    Client client = server.client();
    client.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
    // Each byte comes in time, the whole does not.
    while (client.send("x") && !client.has_something_to_read(std::chrono::milliseconds(1))) {
    }
    const auto answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->status == 408 || answer->status == 431) << answer->status;
}

TEST(HttpLimits, end_a_body_that_does_not_come) {
    const ServerForTest server(echo, {.body_deadline = kAtOnce});
    Client client = server.client();
    client.send(with("Content-Length: 10\r\n") + "half");
    expect_refused(client, client.read(), 408);
}

TEST(HttpLimits, end_a_connection_that_asks_nothing_more) {
    const ServerForTest server(echo, {.idle_deadline = kAtOnce});
    // Who has sent nothing asked for nothing: there is nothing to answer.
    Client silent = server.client();
    EXPECT_TRUE(silent.is_closed());
    Client client = server.client();
    while (!client.ask(get("/"))) client = server.client();  // a busy machine may be late with the first
    EXPECT_TRUE(client.is_closed());
}

TEST(HttpLimits, end_a_connection_that_does_not_read_its_answer) {
    const std::string much(64U * 1024 * 1024, 'x');  // more than the buffers of both sockets
    const ServerForTest server([&much](const Request&) { return plain_text(200, much); },
                               {.write_deadline = kAtOnce});
    Client client = server.client();
    client.send(get("/"));
    ASSERT_TRUE(client.is_hung_up());
    EXPECT_FALSE(client.read());
}

TEST(HttpLimits, a_client_that_still_sends_gets_to_read_why_it_was_refused) {
    const ServerForTest server(echo);
    Client client = server.client();
    client.send(with("Content-Length: 8000000\r\n"));
    client.send(std::string(8'000'000, 'x'));
    const auto answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 413);
}

TEST(HttpLimits, more_than_can_wait_is_told_to_come_again) {
    std::latch running(1);
    std::latch may_end(1);
    std::atomic<int> answered = 0;
    const ServerForTest server(
        [&](const Request& request) {
            if (answered++ == 0) running.count_down();
            may_end.wait();
            return echo(request);
        },
        {.worker_threads = 1, .queue_length_max = 1});
    Client served = server.client();
    served.send(get("/served"));
    running.wait();
    // One of these two waits, whichever came first; the other is turned away.
    Client second = server.client();
    Client third = server.client();
    second.send(get("/"));
    third.send(get("/"));
    const bool second_is_refused = second.is_first_to_read(third);
    Client& refused = second_is_refused ? second : third;
    Client& waiting = second_is_refused ? third : second;
    const auto refusal = refused.read();
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->header("Retry-After"), "2");
    expect_refused(refused, refusal, 503);
    may_end.count_down();
    for (Client* client : {&served, &waiting}) {
        const auto answer = client->read();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 200);
    }
}

TEST(HttpLimits, bodies_together_take_no_more_memory_than_allowed) {
    const ServerForTest server(echo,
                               {.body_bytes_max = 100, .bodies_bytes_max = 150, .small_body_bytes = 10});
    Client first = server.client();
    first.send(with("Content-Length: 100\r\nExpect: 100-continue\r\n"));
    ASSERT_TRUE(first.read());
    Client second = server.client();
    expect_refused(second, second.ask(with("Content-Length: 100\r\n")), 503);
    Client small = server.client();
    ASSERT_TRUE(small.ask(post("/", "as a form")));
    const auto answer = first.ask(std::string(100, 'x'));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    Client third = server.client();
    const auto again = third.ask(post("/", std::string(100, 'x')));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->status, 200);
}

TEST(HttpLimits, hundreds_who_do_nothing_keep_nobody_waiting) {
    const ServerForTest server(echo, {.connections_per_peer_max = 1000});
    std::vector<Client> idle;
    for (int number = 0; number < 400; ++number) {
        idle.push_back(server.client());
        ASSERT_TRUE(idle.back().connected());
        if (number % 3 == 0) idle.back().send("GET / HTTP/1.1\r\nHo");
        if (number % 3 == 1) idle.back().send(with("Content-Length: 10\r\n") + "half");
    }
    for (int number = 0; number < 50; ++number) {
        Client client = server.client();
        const auto answer = client.ask(get("/"));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 200);
    }
    idle[0].send("st: a\r\n\r\n");
    EXPECT_TRUE(idle[0].read());
    idle[1].send("-whole");
    EXPECT_TRUE(idle[1].read());
    EXPECT_TRUE(idle[2].ask(get("/")));
}

TEST(HttpLimits, one_peer_has_only_so_many_connections) {
    std::latch running(3);
    std::latch may_end(1);
    const ServerForTest server(
        [&](const Request& request) {
            if (request.path == "/long") {
                running.count_down();
                may_end.wait();
            }
            return echo(request);
        },
        {.connections_per_peer_max = 3});
    std::vector<Client> clients;
    for (int number = 0; number < 3; ++number) {
        clients.push_back(server.client());
        clients.back().send(get("/long"));
    }
    running.wait();
    Client fourth = server.client();
    EXPECT_TRUE(fourth.is_closed()) << "no work is interrupted for it";
    EXPECT_NE(server.log().find("connection_refused"), std::string::npos);
    EXPECT_EQ(server.log().find("127.0.0.1"), std::string::npos);
    may_end.count_down();
    for (Client& client : clients) ASSERT_TRUE(client.read());
    // Now all are idle: the longest of them makes room.
    Client fifth = server.client();
    ASSERT_TRUE(fifth.ask(get("/")));
    int open = 0;
    for (Client& client : clients) open += client.ask(get("/")) ? 1 : 0;
    EXPECT_EQ(open, 2);
}

TEST(HttpLimits, a_request_that_does_not_come_to_its_end_makes_room_for_who_asks) {
    const ServerForTest server(echo, {.connections_max = 3});
    Client slow_head = server.client();
    slow_head.send("GET / HTTP/1.1\r\nHo");
    Client slow_body = server.client();
    slow_body.send(with("Content-Length: 10\r\nExpect: 100-continue\r\n"));
    ASSERT_TRUE(slow_body.read());
    for (int number = 0; number < 10; ++number) {
        Client client = server.client();
        const auto answer = client.ask(get("/"));
        ASSERT_TRUE(answer) << number;
        EXPECT_EQ(answer->status, 200);
    }
}

TEST(HttpLimits, slow_work_leaves_room_for_the_rest) {
    std::latch running(1);
    std::latch may_end(1);
    const ServerForTest server(
        [&](const Request& request) {
            if (request.path == "/slow") {
                running.count_down();
                may_end.wait();
            }
            return echo(request);
        },
        {.worker_threads = 2, .queue_length_max = 1, .is_slow = [](const Request& request) {
             return request.path == "/slow";
         }});
    Client first = server.client();
    first.send(get("/slow"));
    running.wait();
    Client waits = server.client();
    Client refused = server.client();
    waits.send(get("/slow"));
    refused.send(get("/slow"));
    Client& turned_away = waits.is_first_to_read(refused) ? waits : refused;
    expect_refused(turned_away, turned_away.read(), 503);
    for (int number = 0; number < 10; ++number) {
        Client other = server.client();
        const auto answer = other.ask(get("/"));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 200);
    }
    may_end.count_down();
    EXPECT_TRUE(first.read());
}

TEST(HttpLimits, who_was_idle_longest_makes_room_for_who_asks) {
    const ServerForTest server(echo, {.connections_max = 2});
    Client first = server.client();
    ASSERT_TRUE(first.ask(get("/")));
    Client second = server.client();
    ASSERT_TRUE(second.ask(get("/")));
    Client third = server.client();
    ASSERT_TRUE(third.ask(get("/")));
    EXPECT_TRUE(first.is_closed());
    EXPECT_TRUE(second.ask(get("/")));
}

}  // namespace
