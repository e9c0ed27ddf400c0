#include "web/http/server.hpp"

#include "web/http/security_headers.hpp"
#include "web/http/server_for_test.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <latch>
#include <thread>
#include <vector>

namespace {

using namespace web::http;
using web::http::testing::Client;
using web::http::testing::echo;
using web::http::testing::get;
using web::http::testing::post;
using web::http::testing::ServerForTest;

void expect_security_headers(const web::http::testing::Answer& answer) {
    for (const Header& header : with_security_headers(Response{}, false)) {
        EXPECT_EQ(answer.header(header.name), header.value) << answer.head;
    }
    EXPECT_EQ(answer.header("Server"), std::nullopt);
    EXPECT_EQ(answer.header("Date"), "Tue, 24 Nov 2026 14:30:05 GMT");
}

TEST(HttpServer, answers_a_get_and_a_post) {
    const ServerForTest server(echo);
    Client client = server.client();
    const auto got = client.ask(get("/cases/a%20b?page=2"));
    ASSERT_TRUE(got);
    EXPECT_EQ(got->status, 200);
    EXPECT_EQ(got->body, "/cases/a b?page=2\n");
    expect_security_headers(*got);
    const auto posted = client.ask(post("/form", "name=value"));
    ASSERT_TRUE(posted);
    EXPECT_EQ(posted->body, "/form?\nname=value");
}

TEST(HttpServer, answers_head_with_the_headers_of_get_and_no_body) {
    const ServerForTest server(echo);
    Client client = server.client();
    client.send("HEAD /a HTTP/1.1\r\nHost: waymark.example\r\n\r\n");
    const auto headers = client.read(true);
    ASSERT_TRUE(headers);
    EXPECT_EQ(headers->header("Content-Length"), "4");
    expect_security_headers(*headers);
    // Had a body followed, it would be taken for the next answer.
    const auto next = client.ask(get("/b"));
    ASSERT_TRUE(next);
    EXPECT_EQ(next->body, "/b?\n");
}

TEST(HttpServer, answers_requests_sent_at_once_in_their_order) {
    const ServerForTest server(echo);
    Client client = server.client();
    client.send(get("/1") + post("/2", "body") + get("/3"));
    for (const char* expected : {"/1?\n", "/2?\nbody", "/3?\n"}) {
        const auto answer = client.read();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->body, expected);
    }
}

TEST(HttpServer, reads_a_request_that_comes_byte_by_byte) {
    const ServerForTest server(echo);
    Client client = server.client();
    for (const char byte : post("/slow", "ab")) ASSERT_TRUE(client.send(std::string(1, byte)));
    const auto answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "/slow?\nab");
}

TEST(HttpServer, closes_when_the_client_asks_for_it) {
    const ServerForTest server(echo);
    for (const char* request :
         {"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"}) {
        Client client = server.client();
        const auto answer = client.ask(request);
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 200);
        EXPECT_EQ(answer->header("Connection"), "close");
        EXPECT_TRUE(client.is_closed());
    }
}

TEST(HttpServer, says_continue_before_a_body_that_waits_for_it) {
    const ServerForTest server(echo);
    Client client = server.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    const auto interim = client.read();
    ASSERT_TRUE(interim);
    EXPECT_EQ(interim->status, 100);
    const auto answer = client.ask("ok");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "/?\nok");
}

TEST(HttpServer, delivers_an_answer_of_many_megabytes_whole) {
    std::string much;
    for (int number = 0; much.size() < 8U * 1024 * 1024; ++number) much += std::to_string(number);
    const ServerForTest server([&much](const Request&) { return plain_text(200, much); });
    Client client = server.client();
    const auto answer = client.ask(get("/"));
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->body == much);
}

TEST(HttpServer, packs_a_page_for_who_takes_it_so) {
    const ServerForTest server([](const Request&) { return Response{.body = std::string(5000, 'a')}; });
    Client client = server.client();
    const auto packed = client.ask("GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip, br\r\n\r\n");
    ASSERT_TRUE(packed);
    EXPECT_EQ(packed->header("Content-Encoding"), "gzip");
    EXPECT_LT(packed->body.size(), 500U);
    const auto plain = client.ask(get("/"));
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->body.size(), 5000U);
}

TEST(HttpServer, tells_the_handler_who_is_at_the_other_end) {
    const ServerForTest server([](const Request& request) { return plain_text(200, request.peer); });
    Client client = server.client();
    // Without a proxy, whoever sends this header could name anybody.
    const auto answer = client.ask("GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 10.1.2.3\r\n\r\n");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "127.0.0.1");
}

TEST(HttpServer, takes_peer_and_cookies_as_a_tls_proxy_gives_them) {
    const auto handler = [](const Request& request) {
        Response response =
            plain_text(200, request.peer + " " + std::string(request.cookie("session").value_or("-")));
        response.cookies.push_back({.name = "session", .value = "next", .seconds_max = 60});
        return response;
    };
    const ServerForTest server(handler, {.behind_tls = true});
    Client client = server.client();
    const auto answer = client.ask(
        "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6, 10.1.2.3\r\n"
        "Cookie: session=planted; __Host-session=real\r\n\r\n");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "10.1.2.3 real");
    EXPECT_EQ(answer->header("Set-Cookie"),
              "__Host-session=next; Path=/; SameSite=Strict; HttpOnly; Secure; Max-Age=60");
    EXPECT_TRUE(answer->header("Strict-Transport-Security"));
    const auto of_a_household =
        client.ask("GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 2001:db8:1:2:3:4:5:6\r\n\r\n");
    ASSERT_TRUE(of_a_household);
    EXPECT_EQ(of_a_household->body, "2001:db8:1:2:: -") << "however many addresses it uses";
    const auto not_an_address = client.ask("GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: <b>\r\n\r\n");
    ASSERT_TRUE(not_an_address);
    EXPECT_EQ(not_an_address->body, "127.0.0.1 -");
}

TEST(HttpServer, counts_connections_refusals_and_waiting_and_tells_a_watchdog_that_it_gets_on) {
    std::promise<void> release;
    const auto released = release.get_future().share();
    ServerForTest server(
        [released](const Request& request) {
            if (request.path == "/waits") released.wait();
            return echo(request);
        },
        {.worker_threads = 1, .queue_length_max = 1});
    const base::Metrics& metrics = server.metrics();
    EXPECT_EQ(metrics.value(base::Metric::http_queue_max), 2);
    Client first = server.client();
    Client second = server.client();
    Client third = server.client();
    first.send(get("/waits"));
    const auto until = [&](std::int64_t length) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while (metrics.value(base::Metric::http_queue) != length &&
               std::chrono::steady_clock::now() < deadline)
            std::this_thread::yield();
        return metrics.value(base::Metric::http_queue);
    };
    ASSERT_EQ(until(1), 1);
    second.send(get("/waits"));
    ASSERT_EQ(until(2), 2);
    const auto refused = third.ask(get("/"));
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 503);
    EXPECT_EQ(metrics.value(base::Metric::http_refusals, {base::MetricLabel::refusal_overloaded}), 1);
    EXPECT_EQ(metrics.value(base::Metric::http_connections_taken), 3);
    EXPECT_FALSE(server.gets_on(base::Duration(0))) << "the only worker is held";
    EXPECT_TRUE(server.gets_on(std::chrono::minutes(5))) << "but not for long";
    release.set_value();
    ASSERT_TRUE(first.read());
    ASSERT_TRUE(second.read());
    EXPECT_EQ(until(0), 0);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!server.gets_on(base::Duration(0)) && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::yield();
    }
    EXPECT_TRUE(server.gets_on(base::Duration(0)));
    EXPECT_EQ(metrics.value(base::Metric::http_wait_seconds), 2);
}

TEST(HttpServer, answers_what_a_handler_throws_with_an_incident_and_goes_on) {
    const ServerForTest server([](const Request& request) -> Response {
        if (request.path == "/bad-header") return {.headers = {{"X-Note", "a\r\nSet-Cookie: b=c"}}};
        if (request.path == "/throws") throw std::runtime_error("Olena Melnyk, born 2007");
        if (request.path == "/throws-anything") throw 7;
        return echo(request);
    });
    for (const char* path : {"/throws", "/throws-anything", "/bad-header"}) {
        Client client = server.client();
        const auto answer = client.ask(get(path));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 500);
        expect_security_headers(*answer);
        const std::size_t at = answer->body.find("incident ");
        ASSERT_NE(at, std::string::npos) << answer->body;
        const std::string incident = answer->body.substr(at + 9, 11);
        EXPECT_NE(server.log().find("\"component\":\"web/http\",\"incident\":\"" + incident),
                  std::string::npos)
            << server.log();
    }
    EXPECT_NE(server.log().find("\"event\":\"exception_caught\",\"request\":3,"), std::string::npos);
    EXPECT_EQ(server.metrics().value(base::Metric::http_incidents), 3);
    EXPECT_EQ(server.log().find("Olena"), std::string::npos);
    EXPECT_EQ(server.log().find("throws"), std::string::npos);
    Client client = server.client();
    const auto good = client.ask(get("/good"));
    ASSERT_TRUE(good);
    EXPECT_EQ(good->status, 200);
}

TEST(HttpServer, stops_only_when_the_request_in_flight_is_answered) {
    std::latch running(1);
    std::latch may_end(1);
    ServerForTest server([&](const Request& request) {
        running.count_down();
        may_end.wait();
        return echo(request);
    });
    Client client = server.client();
    client.send(post("/in-flight", "kept"));
    running.wait();
    std::thread stopping([&server] { server.stop(); });
    // The stop has begun when nobody is let in any more.
    while (server.client().connected()) std::this_thread::yield();
    may_end.count_down();
    const auto answer = client.read();
    stopping.join();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "/in-flight?\nkept");
    EXPECT_EQ(answer->header("Connection"), "close");
    EXPECT_TRUE(client.is_closed());
}

TEST(HttpServer, loses_no_request_that_was_sent_before_it_stopped) {
    for (int round = 0; round < 20; ++round) {
        ServerForTest server(echo);
        std::vector<Client> clients;
        for (int number = 0; number < 10; ++number) {
            clients.push_back(server.client());
            clients.back().send(get("/" + std::to_string(number)));
        }
        server.stop();
        for (int number = 0; number < 10; ++number) {
            const auto answer = clients[static_cast<std::size_t>(number)].read();
            ASSERT_TRUE(answer);
            EXPECT_EQ(answer->body, "/" + std::to_string(number) + "?\n");
        }
    }
}

TEST(HttpServer, is_not_kept_from_stopping_by_clients_that_do_nothing) {
    ServerForTest server(echo);
    Client silent = server.client();
    Client between_two = server.client();
    ASSERT_TRUE(between_two.ask(get("/")));
    server.stop();
    EXPECT_TRUE(silent.is_closed());
    EXPECT_TRUE(between_two.is_closed());
}

TEST(HttpServer, drops_who_is_still_sending_when_the_time_to_stop_is_over) {
    ServerForTest server(echo, {.stop_deadline = std::chrono::milliseconds(20)});
    Client client = server.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n");
    ASSERT_TRUE(client.read());
    server.stop();
    EXPECT_TRUE(client.is_closed());
    EXPECT_NE(server.log().find("connection_dropped"), std::string::npos);
}

TEST(HttpServer, tells_that_its_port_is_taken) {
    const ServerForTest first(echo);
    base::ManualClock clock{base::Time{}};
    base::SeededRandom random(1);
    web::http::testing::MemorySink sink;
    base::Metrics metrics;
    base::Logger log(clock, sink);
    const auto second = Server::listen({.port = first.port()}, echo, clock, random, log, metrics);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, base::ProblemCode::port_taken);
    EXPECT_EQ(second.error().detail, "127.0.0.1:" + std::to_string(first.port()));
}

TEST(HttpServer, may_take_a_port_again_at_once) {
    auto first = std::make_unique<ServerForTest>(echo);
    const int port = first->port();
    Client client = first->client();
    ASSERT_TRUE(client.ask(get("/")));
    first.reset();  // closed by the server: the port has connections in TIME_WAIT
    const ServerForTest second(echo, {.port = port});
    EXPECT_EQ(second.port(), port);
    EXPECT_TRUE(second.client().ask(get("/")));
}

TEST(HttpServer, refuses_options_that_make_no_sense) {
    base::ManualClock clock{base::Time{}};
    base::SeededRandom random(1);
    web::http::testing::MemorySink sink;
    base::Metrics metrics;
    base::Logger log(clock, sink);
    const std::vector<ServerOptions> wrong{
        {.address = "localhost"},
        {.address = ""},
        {.address = "203.0.113.9"},
        {.port = 65536},
        {.port = -1},
        {.worker_threads = 0},
        {.connections_max = 0},
        {.head_bytes_max = 1},
        {.bodies_bytes_max = 1},
        {.head_deadline = base::Duration(0)},
        {.stop_deadline = base::Duration(-1)},
    };
    for (const ServerOptions& options : wrong) {
        const auto server = Server::listen(options, echo, clock, random, log, metrics);
        ASSERT_FALSE(server);
        EXPECT_EQ(server.error().code, base::ProblemCode::invalid_configuration);
    }
}

}  // namespace
