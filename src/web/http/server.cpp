#include "web/http/server.hpp"

#include "web/http/connection.hpp"
#include "web/http/peer.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/socket_base.hpp>

#include <algorithm>
#include <csignal>
#include <future>
#include <map>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace web::http {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Error = boost::system::error_code;

// An office opens a connection and asks within this time, or is idle.
constexpr std::chrono::seconds kJustNow(1);

// Signals are for the thread that waits for them, never for ours.
class SignalsBlocked {
public:
    SignalsBlocked() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    SignalsBlocked(const SignalsBlocked&) = delete;
    SignalsBlocked& operator=(const SignalsBlocked&) = delete;

private:
    sigset_t before_{};
};

base::Done check(const ServerOptions& options) {
    const auto wrong = [](std::string_view name) {
        return base::fail(base::ProblemCode::invalid_configuration, std::string(name));
    };
    if (options.port < 0 || options.port > 65535) return wrong("port");
    if (options.worker_threads < 1 || options.worker_threads > 256) return wrong("worker_threads");
    if (options.connections_max == 0 || options.connections_per_peer_max == 0)
        return wrong("connections_max");
    if (options.head_bytes_max < 512 || options.head_bytes_max > 1024 * 1024) return wrong("head_bytes_max");
    if (options.body_bytes_max > options.bodies_bytes_max) return wrong("bodies_bytes_max");
    for (const base::Duration deadline :
         {options.head_deadline, options.body_deadline, options.write_deadline, options.idle_deadline,
          options.stop_deadline}) {
        if (deadline <= base::Duration::zero()) return wrong("deadline");
    }
    return {};
}

base::Problem problem_of(Error error, const ServerOptions& options) {
    const std::string where = options.address + ":" + std::to_string(options.port);
    if (error == asio::error::address_in_use) return base::problem(base::ProblemCode::port_taken, where);
    if (error == asio::error::access_denied) return base::problem(base::ProblemCode::no_permission, where);
    return base::problem(base::ProblemCode::invalid_configuration, where + ": " + error.message());
}

}  // namespace

class Server::State {
public:
    State(const ServerOptions& options, Handler handler, const base::Clock& clock, base::RandomSource& random,
          base::Logger& log, base::Metrics& metrics)
        : shared_{.options = options,
                  .handler = std::move(handler),
                  .clock = clock,
                  .random = random,
                  .log = log,
                  .metrics = metrics,
                  .pool = {static_cast<std::size_t>(options.worker_threads), options.queue_length_max}} {}
    ~State() { stop(); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    base::Done bind();
    int port() const { return port_; }
    bool gets_on(base::Duration patience, base::Duration workers_patience);
    void start();
    void stop();

private:
    void run();
    void accept_further();
    void accept_again_later();
    void take(tcp::socket socket);
    bool has_room_for(const std::string& key);
    void make_room(const std::string* peer);
    void note_full();
    void count_connections();
    void begin_stop();
    void end_all();
    void finish_if_done();

    Shared shared_;
    tcp::acceptor acceptor_{shared_.io};
    asio::steady_timer later_{shared_.io};
    asio::steady_timer stop_deadline_{shared_.io};
    asio::executor_work_guard<asio::io_context::executor_type> work_{shared_.io.get_executor()};
    std::map<Connection*, std::shared_ptr<Connection>> connections_;
    std::map<std::string, std::size_t> connections_of_peer_;
    bool noted_full_ = false;
    int port_ = 0;
    std::thread io_thread_;
};

base::Done Server::State::bind() {
    Error error;
    const auto address = asio::ip::make_address(shared_.options.address, error);
    if (error) return base::fail(problem_of(error, shared_.options));
    const tcp::endpoint endpoint(address, static_cast<std::uint16_t>(shared_.options.port));
    acceptor_.open(endpoint.protocol(), error);
    // So that a restart need not wait for the connections of its predecessor to be forgotten. A port that is
    // listened on stays taken all the same.
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (!error) acceptor_.non_blocking(true, error);
    if (error) return base::fail(problem_of(error, shared_.options));
    port_ = acceptor_.local_endpoint().port();
    return {};
}

void Server::State::start() {
    const SignalsBlocked blocked;
    const ServerOptions& options = shared_.options;
    shared_.metrics.set(base::Metric::http_queue, 0);
    shared_.metrics.set(base::Metric::http_queue_max,
                        options.worker_threads + static_cast<std::int64_t>(options.queue_length_max));
    shared_.metrics.set(base::Metric::http_connections_max,
                        static_cast<std::int64_t>(options.connections_max));
    count_connections();
    shared_.pool.start();
    accept_further();
    io_thread_ = std::thread([this] { run(); });
    shared_.log.info(base::LogEvent::listening, {base::LogField::port(port_)});
}

// Asked through the same queue as everything else: an answer means that it is being worked off.
bool Server::State::gets_on(base::Duration patience, base::Duration workers_patience) {
    const auto answered = std::make_shared<std::promise<void>>();
    auto answer = answered->get_future();
    asio::post(shared_.io, [answered] { answered->set_value(); });
    return answer.wait_for(patience) == std::future_status::ready &&
           shared_.pool.stands_still_for() <= workers_patience;
}

void Server::State::run() {
    for (;;) {
        try {
            shared_.io.run();
            return;
        } catch (const std::exception&) {  // out of memory, for one connection: the others go on
            shared_.log.error(base::LogEvent::exception_caught, {base::LogField::component("web/http")});
        }
    }
}

void Server::State::stop() {
    if (!io_thread_.joinable()) return;
    shared_.stopping = true;
    asio::post(shared_.io, [this] { begin_stop(); });
    io_thread_.join();
    shared_.pool.finish();
}

void Server::State::accept_further() {
    acceptor_.async_accept([this](Error error, tcp::socket socket) {
        if (!error) take(std::move(socket));
        if (shared_.stopping) return;  // begin_stop() takes what is left
        error ? accept_again_later() : accept_further();
    });
}

// Out of file descriptors, most likely. Trying again at once would keep the thread busy with failing.
void Server::State::accept_again_later() {
    note_full();
    later_.expires_after(std::chrono::milliseconds(100));
    later_.async_wait([this](Error error) {
        if (!error && !shared_.stopping) accept_further();
    });
}

void Server::State::take(tcp::socket socket) {
    Error error;
    const auto remote = socket.remote_endpoint(error);
    if (error) return;  // gone already
    const std::string key = peer_of(remote.address());
    if (!has_room_for(key)) return note_full();
    noted_full_ = false;
    shared_.metrics.add(base::Metric::http_connections_taken);
    socket.set_option(tcp::no_delay(true), error);
    ++connections_of_peer_[key];
    const auto connection = std::make_shared<Connection>(shared_, std::move(socket), key);
    connections_.emplace(connection.get(), connection);
    count_connections();
    connection->start([this, key, place = connection.get()] {
        if (--connections_of_peer_[key] == 0) connections_of_peer_.erase(key);
        connections_.erase(place);
        count_connections();
        finish_if_done();
    });
    if (shared_.stopping) connection->end_if_idle();
}

bool Server::State::has_room_for(const std::string& key) {
    const bool is_proxy = shared_.options.behind_tls;
    const auto is_full = [&] {
        const auto count = connections_of_peer_.find(key);
        return !is_proxy && count != connections_of_peer_.end() &&
               count->second >= shared_.options.connections_per_peer_max;
    };
    if (is_full()) make_room(&key);
    if (is_full()) return false;
    if (connections_.size() >= shared_.options.connections_max) make_room(nullptr);
    return connections_.size() < shared_.options.connections_max;
}

// Ends the connection of whom we have awaited longest, of one peer or of all: first one that is idle, since a
// browser asks again on a new one and loses nothing; then one whose request does not come to its end. So
// neither idle nor slow ones, however many, keep anybody out. Who came just now is not idle but about to ask.
void Server::State::make_room(const std::string* peer) {
    const auto now = std::chrono::steady_clock::now();
    Connection* longest = nullptr;
    bool longest_is_idle = false;
    for (const auto& [place, connection] : connections_) {
        if (!place->is_awaited() || (peer != nullptr && place->peer() != *peer)) continue;
        const bool idle = place->is_idle() && now - place->awaited_since() >= kJustNow;
        const bool is_better = idle == longest_is_idle
                                   ? longest == nullptr || place->awaited_since() < longest->awaited_since()
                                   : idle;
        if ((longest != nullptr && !is_better) || (idle && place->has_something_to_read())) continue;
        longest = place;
        longest_is_idle = idle;
    }
    if (longest != nullptr) longest->end();
}

void Server::State::count_connections() {
    shared_.metrics.set(base::Metric::http_connections, static_cast<std::int64_t>(connections_.size()));
}

// One line when it becomes full, not one for each that was turned away.
void Server::State::note_full() {
    shared_.metrics.add(base::Metric::http_connections_refused);
    if (std::exchange(noted_full_, true)) return;
    shared_.log.warning(base::LogEvent::connection_refused,
                        {base::LogField::count(static_cast<std::int64_t>(connections_.size()))});
}

void Server::State::begin_stop() {
    later_.cancel();
    // Who has connected before the end is served, also if still waiting to be accepted.
    for (;;) {
        Error error;
        tcp::socket socket(shared_.io);
        acceptor_.accept(socket, error);
        if (error) break;
        take(std::move(socket));
    }
    Error error;
    acceptor_.close(error);
    stop_deadline_.expires_after(shared_.options.stop_deadline);
    stop_deadline_.async_wait([this](Error cancelled) {
        if (!cancelled) end_all();
    });
    std::vector<std::shared_ptr<Connection>> all;
    for (const auto& [place, connection] : connections_) all.push_back(connection);
    for (const auto& connection : all) connection->end_if_idle();
    finish_if_done();
}

void Server::State::end_all() {
    shared_.log.warning(base::LogEvent::connection_dropped,
                        {base::LogField::count(static_cast<std::int64_t>(connections_.size()))});
    std::vector<std::shared_ptr<Connection>> all;
    for (const auto& [place, connection] : connections_) all.push_back(connection);
    for (const auto& connection : all) connection->end();
}

void Server::State::finish_if_done() {
    if (!shared_.stopping || acceptor_.is_open() || !connections_.empty()) return;
    stop_deadline_.cancel();
    work_.reset();
}

base::Result<Server> Server::listen(const ServerOptions& options, Handler handler, const base::Clock& clock,
                                    base::RandomSource& random, base::Logger& log, base::Metrics& metrics) {
    if (const auto good = check(options); !good) return base::fail(good.error());
    auto state = std::make_unique<State>(options, std::move(handler), clock, random, log, metrics);
    if (const auto bound = state->bind(); !bound) return base::fail(bound.error());
    return Server(std::move(state));
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

int Server::port() const {
    return state_->port();
}
bool Server::gets_on(base::Duration patience, base::Duration workers_patience) {
    return state_->gets_on(patience, workers_patience);
}
void Server::start() {
    state_->start();
}
void Server::stop() {
    state_->stop();
}

}  // namespace web::http
