#pragma once
// One client: reads a request, has a worker answer it, writes the answer, and again. Exactly one deadline
// runs while bytes are awaited, so that nobody holds a connection by doing nothing. Thread rule: everything
// runs on the I/O thread but the handler's job, which touches shared parts alone.

#include "web/http/request_head.hpp"
#include "web/http/server.hpp"
#include "web/http/work_pool.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace web::http {

// What the connections of one server share.
struct Shared {
    const ServerOptions options;
    const Handler handler;
    const base::Clock& clock;
    base::RandomSource& random;  // the I/O thread's
    base::Logger& log;
    base::Metrics& metrics;
    boost::asio::io_context io{1};
    WorkPool pool;
    std::atomic<bool> stopping = false;
    std::uint64_t requests = 0;    // read so far; the I/O thread's
    std::size_t bodies_bytes = 0;  // of requests not yet answered; the I/O thread's
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    using Moment = std::chrono::steady_clock::time_point;
    using Socket = boost::asio::ip::tcp::socket;

    Connection(Shared& shared, Socket socket, std::string peer);

    // `on_end` is called once, when the socket is closed.
    void start(std::function<void()> on_end);
    // Nobody is kept waiting by this connection: between requests, with nothing on its way.
    bool is_idle() const;
    // What is to come from the client has not come whole: ending it interrupts no work of ours.
    bool is_awaited() const;
    Moment awaited_since() const { return awaited_since_; }
    const std::string& peer() const { return peer_; }
    bool has_something_to_read() const;
    void end_if_idle();
    void end();

private:
    enum class Stage { head, body, working, writing, lingering, ended };

    void await_head(base::Duration deadline);
    void await_first_byte();
    void read_head_further();
    void take_head();
    void accept_head(RequestHead head);
    void read_body_further();
    void have_it_answered();
    void deliver(std::string bytes);
    void deliver_failure(const Request& request);
    void refuse(Refusal refusal);
    void answer_and_close(const Response& response, bool without_body);
    void write_further(std::size_t from);
    void after_answer();
    void reset();
    void linger();
    void discard_further();

    // The deadline that runs cancels what the socket is doing; late() tells the interrupted step.
    void run_deadline(base::Duration deadline);
    void end_deadline();
    void release_body();

    Shared& shared_;
    Socket socket_;
    boost::asio::steady_timer deadline_;
    std::uint64_t deadline_number_ = 0;
    bool late_ = false;
    std::function<void()> on_end_;

    Stage stage_ = Stage::head;
    Moment awaited_since_;
    const std::string peer_;
    std::string received_;  // not yet taken: the beginning of a head, or the requests behind this one
    HeadScanner scanner_;
    RequestHead head_;
    bool closes_ = false;
    bool refused_ = false;  // what was to come may still be on its way
    std::size_t body_bytes_held_ = 0;
    std::string answer_;
    std::array<char, 8192> piece_{};
};

}  // namespace web::http
