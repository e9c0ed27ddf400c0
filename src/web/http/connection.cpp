#include "web/http/connection.hpp"

#include "web/http/answer_bytes.hpp"
#include "web/http/compress.hpp"
#include "web/http/peer.hpp"
#include "web/http/proxy.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/socket_base.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace web::http {

namespace {

using Error = boost::system::error_code;

constexpr std::size_t kSliceBytes = 64 * 1024;
// How long what a client still sends is read and thrown away, so that it gets to read our answer: closing at
// once would reset the connection.
constexpr std::chrono::seconds kLingerSeconds(2);

base::MetricLabel label_of(Refusal refusal) {
    switch (refusal) {
        case Refusal::method_not_allowed: return base::MetricLabel::refusal_method;
        case Refusal::too_slow: return base::MetricLabel::refusal_slow;
        case Refusal::body_too_large:
        case Refusal::head_too_large: return base::MetricLabel::refusal_large;
        case Refusal::overloaded: return base::MetricLabel::refusal_overloaded;
        case Refusal::malformed:
        case Refusal::length_required:
        case Refusal::expectation_failed:
        case Refusal::version_not_supported: return base::MetricLabel::refusal_malformed;
    }
    return base::MetricLabel::refusal_malformed;
}

struct Made {
    std::string bytes;  // empty where the handler failed
    bool says_close = false;
};

// Runs on a worker.
Made answer_of(const Shared& shared, const Request& request, bool closes, std::size_t blur_bytes) noexcept {
    try {
        Response response = shared.handler(request);
        compress(response, request, blur_bytes);
        closes = closes || shared.stopping;  // asked late: the handler may have taken its time
        return {answer_bytes(response, {.without_body = request.method == Method::head,
                                        .closes = closes,
                                        .behind_tls = shared.options.behind_tls,
                                        .now = shared.clock.now()}),
                closes};
    } catch (...) {  // whatever a handler throws, the next request must be served
        return {};
    }
}

}  // namespace

Connection::Connection(Shared& shared, Socket socket, std::string peer)
    : shared_(shared),
      socket_(std::move(socket)),
      deadline_(shared.io),
      awaited_since_(std::chrono::steady_clock::now()),
      peer_(std::move(peer)) {}

void Connection::start(std::function<void()> on_end) {
    on_end_ = std::move(on_end);
    Error error;
    socket_.non_blocking(true, error);
    if (error) return end();
    await_head(shared_.options.idle_deadline);
}

bool Connection::is_idle() const {
    return stage_ == Stage::head && received_.empty();
}

bool Connection::is_awaited() const {
    return stage_ == Stage::head || stage_ == Stage::body || stage_ == Stage::lingering;
}

bool Connection::has_something_to_read() const {
    Error error;
    return socket_.available(error) > 0;
}

void Connection::end_if_idle() {
    // What has arrived but was not read yet is a request in flight.
    if (is_idle() && !has_something_to_read()) end();
}

void Connection::end() {
    if (std::exchange(stage_, Stage::ended) == Stage::ended) return;
    end_deadline();
    release_body();
    Error error;
    socket_.close(error);
    on_end_();
}

void Connection::await_head(base::Duration deadline) {
    stage_ = Stage::head;
    scanner_.reset();
    head_ = {};
    awaited_since_ = std::chrono::steady_clock::now();
    run_deadline(received_.empty() ? deadline : shared_.options.head_deadline);
    received_.empty() ? await_first_byte() : take_head();
}

void Connection::read_head_further() {
    socket_.async_read_some(boost::asio::buffer(piece_),
                            [this, self = shared_from_this()](Error error, std::size_t size) {
                                if (stage_ == Stage::ended) return;
                                if (late_) return refuse(Refusal::too_slow);
                                if (error) return end();
                                received_.append(piece_.data(), size);
                                take_head();
                            });
}

// Waits without reading: while nothing was read, end_if_idle() can see whether a request has come.
void Connection::await_first_byte() {
    socket_.async_wait(Socket::wait_read, [this, self = shared_from_this()](Error error) {
        if (stage_ == Stage::ended) return;
        if (error) return end();
        const std::size_t size = socket_.read_some(boost::asio::buffer(piece_), error);
        if (error == boost::asio::error::would_block) return await_first_byte();
        if (error) return end();
        run_deadline(shared_.options.head_deadline);
        received_.assign(piece_.data(), size);
        take_head();
    });
}

void Connection::take_head() {
    const auto found = scanner_.look(
        std::string_view(received_).substr(0, std::min(received_.size(), shared_.options.head_bytes_max)));
    if (found == HeadScanner::Found::mistake) return refuse(Refusal::malformed);
    if (found == HeadScanner::Found::nothing_yet) {
        if (received_.size() >= shared_.options.head_bytes_max) return refuse(Refusal::head_too_large);
        return read_head_further();
    }
    auto head =
        read_head(std::string_view(received_).substr(0, scanner_.size()), shared_.options.body_bytes_max);
    if (const auto* refusal = std::get_if<Refusal>(&head)) return refuse(*refusal);
    received_.erase(0, scanner_.size());
    accept_head(std::get<RequestHead>(std::move(head)));
}

void Connection::accept_head(RequestHead head) {
    head_ = std::move(head);
    closes_ = !head_.keeps_alive;
    head_.request.number = ++shared_.requests;
    head_.request.peer = peer_;
    if (shared_.options.behind_tls) {
        keep_host_cookies(head_.request);
        if (const auto peer = peer_by_proxy(head_.request)) {
            Error error;
            const auto address = boost::asio::ip::make_address(std::string(*peer), error);
            if (!error) head_.request.peer = peer_of(address);
        }
    }
    if (head_.body_bytes == 0) return have_it_answered();

    if (head_.body_bytes > shared_.options.small_body_bytes) {
        if (shared_.bodies_bytes + head_.body_bytes > shared_.options.bodies_bytes_max) {
            return refuse(Refusal::overloaded);
        }
        body_bytes_held_ = head_.body_bytes;
        shared_.bodies_bytes += body_bytes_held_;
    }
    stage_ = Stage::body;
    run_deadline(shared_.options.body_deadline);
    if (!head_.expects_continue || !received_.empty()) return read_body_further();
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    boost::asio::async_write(socket_, boost::asio::buffer(kContinue),
                             [this, self = shared_from_this()](Error error, std::size_t) {
                                 if (stage_ == Stage::ended) return;
                                 if (error || late_) return end();
                                 read_body_further();
                             });
}

void Connection::read_body_further() {
    std::string& body = head_.request.body;
    const std::size_t taken = std::min(head_.body_bytes - body.size(), received_.size());
    body.append(received_, 0, taken);
    received_.erase(0, taken);
    if (body.size() == head_.body_bytes) return have_it_answered();
    socket_.async_read_some(boost::asio::buffer(piece_),
                            [this, self = shared_from_this()](Error error, std::size_t size) {
                                if (stage_ == Stage::ended) return;
                                if (late_) return refuse(Refusal::too_slow);
                                if (error) return end();
                                received_.append(piece_.data(), size);
                                read_body_further();
                            });
}

void Connection::have_it_answered() {
    stage_ = Stage::working;
    end_deadline();
    // Shared, since a job must be copyable; nobody else looks at it.
    const auto request = std::make_shared<const Request>(std::move(head_.request));
    const std::size_t blur_bytes = shared_.random.below(kBlurBytesMax + 1);
    auto job = [this, self = shared_from_this(), request, closes = closes_, blur_bytes,
                since = std::chrono::steady_clock::now()]() mutable {
        shared_.metrics.observe(
            base::Metric::http_wait_seconds,
            std::chrono::duration_cast<base::Duration>(std::chrono::steady_clock::now() - since));
        Made made = answer_of(shared_, *request, closes, blur_bytes);
        shared_.metrics.add(base::Metric::http_queue, {}, -1);
        // The connection is let go on the I/O thread, where its socket lives.
        boost::asio::post(shared_.io,
                          [this, self = std::move(self), made = std::move(made), request]() mutable {
                              if (stage_ == Stage::ended) return;
                              release_body();
                              if (made.bytes.empty()) return deliver_failure(*request);
                              closes_ = made.says_close;
                              deliver(std::move(made.bytes));
                          });
    };
    const auto& is_slow = shared_.options.is_slow;
    const Lane lane = is_slow && is_slow(*request) ? Lane::slow : Lane::ordinary;
    // Counted first: the job may be done before offer() returns.
    shared_.metrics.add(base::Metric::http_queue);
    if (shared_.pool.offer(std::move(job), lane)) return;
    shared_.metrics.add(base::Metric::http_queue, {}, -1);
    refuse(Refusal::overloaded);
}

void Connection::deliver(std::string bytes) {
    stage_ = Stage::writing;
    answer_ = std::move(bytes);
    write_further(0);
}

void Connection::deliver_failure(const Request& request) {
    const base::Incident incident = base::Incident::make(shared_.random);
    shared_.metrics.add(base::Metric::http_incidents);
    shared_.log.error(base::LogEvent::exception_caught,
                      {base::LogField::request(request.number), base::LogField::component("web/http"),
                       base::LogField::incident(incident),
                       base::LogField::method(base::LogName::from_table(name_of(request.method))),
                       base::LogField::status(500)});
    answer_and_close(
        plain_text(500, "Something went wrong. This was noted as incident " + incident.text() + ".\n"),
        request.method == Method::head);
}

void Connection::refuse(Refusal refusal) {
    // Not worth a line each: whoever wants to fill a disk could send these all day.
    shared_.log.write(base::LogLevel::debug, base::LogEvent::request_refused,
                      {base::LogField::status(status_of(refusal))});
    shared_.metrics.add(base::Metric::http_refusals, {label_of(refusal)});
    release_body();
    refused_ = true;
    const bool to_head = stage_ == Stage::working && head_.request.method == Method::head;
    answer_and_close(answer_to(refusal), to_head);
}

void Connection::answer_and_close(const Response& response, bool without_body) {
    closes_ = true;
    deliver(answer_bytes(response, {.without_body = without_body,
                                    .closes = true,
                                    .behind_tls = shared_.options.behind_tls,
                                    .now = shared_.clock.now()}));
}

void Connection::write_further(std::size_t from) {
    if (from == answer_.size()) return after_answer();
    const std::size_t size = std::min(kSliceBytes, answer_.size() - from);
    run_deadline(shared_.options.write_deadline);
    boost::asio::async_write(socket_, boost::asio::buffer(answer_.data() + from, size),
                             [this, self = shared_from_this(), from](Error error, std::size_t written) {
                                 if (stage_ == Stage::ended) return;
                                 if (error) return late_ ? reset() : end();
                                 write_further(from + written);
                             });
}

void Connection::after_answer() {
    answer_ = {};
    end_deadline();
    if (!closes_) {
        await_head(shared_.options.idle_deadline);
        if (shared_.stopping) end_if_idle();
        return;
    }
    Error error;
    const bool all_was_read = received_.empty() && socket_.available(error) == 0;
    all_was_read && !refused_ ? end() : linger();
}

// Whoever does not read its answer gets no more of it, and the system forgets what is still to send.
void Connection::reset() {
    Error error;
    socket_.set_option(boost::asio::socket_base::linger(true, 0), error);
    end();
}

void Connection::linger() {
    stage_ = Stage::lingering;
    Error error;
    socket_.shutdown(Socket::shutdown_send, error);
    run_deadline(std::min<base::Duration>(kLingerSeconds, shared_.options.write_deadline));
    discard_further();
}

void Connection::discard_further() {
    socket_.async_read_some(boost::asio::buffer(piece_),
                            [this, self = shared_from_this()](Error error, std::size_t) {
                                if (stage_ == Stage::ended) return;
                                if (error || late_) return end();
                                discard_further();
                            });
}

void Connection::run_deadline(base::Duration deadline) {
    end_deadline();
    deadline_.expires_after(deadline);
    deadline_.async_wait([this, self = shared_from_this(), number = deadline_number_](Error error) {
        if (error || number != deadline_number_ || stage_ == Stage::ended) return;
        late_ = true;
        Error ignored;
        socket_.cancel(ignored);
    });
}

void Connection::end_deadline() {
    // A wait that has ended already, its handler in the queue, is told apart by its number.
    ++deadline_number_;
    late_ = false;
    deadline_.cancel();
}

void Connection::release_body() {
    shared_.bodies_bytes -= std::exchange(body_bytes_held_, 0);
}

}  // namespace web::http
