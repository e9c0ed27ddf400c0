#pragma once
// The server: HTTP/1.1 on one address. One thread moves bytes; a bounded queue feeds the worker threads that
// run the handler, so that a handler is an ordinary function and knows no socket. Promise: what is not
// exactly a request of ours (limits, deadlines, framing) is refused before the handler sees it, and no
// client, slow or malformed, holds up another; an answer of the handler is delivered also while stopping;
// security_headers.hpp is on every answer, and text goes out packed where that is accepted. No TLS of its
// own: a proxy before it speaks that (behind_tls). The log gets what never reached the handler; the handler
// logs the rest. Thread rule: listen(), start() and stop() from one thread; port() from any.

#include "base/log.hpp"
#include "base/metrics.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "web/http/response.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace web::http {

struct ServerOptions {
    std::string address = "127.0.0.1";  // an address in numbers, IPv4 or IPv6
    int port = 0;                       // 0: the system picks a free one, see Server::port()

    int worker_threads = 4;
    std::size_t queue_length_max = 64;  // requests waiting for a worker; one more gets 503 with Retry-After
    // Which requests take long, such as signing in with its costly hash: they get a quarter of the workers
    // and a queue of their own. None, where nothing is said.
    std::function<bool(const Request&)> is_slow = {};

    // One more makes room by ending the connection that has kept us waiting longest.
    std::size_t connections_max = 1024;
    std::size_t connections_per_peer_max = 256;  // an office shares one address; not asked behind a proxy

    std::size_t head_bytes_max = 16 * 1024;           // request line and headers; more gets 431
    std::size_t body_bytes_max = 1024 * 1024;         // more gets 413, before it is read
    std::size_t bodies_bytes_max = 32 * 1024 * 1024;  // of all large ones together; more gets 503
    // A form is smaller than this and is always taken: bodies that were announced and do not come, however
    // many, must not keep it out.
    std::size_t small_body_bytes = 64 * 1024;

    base::Duration head_deadline = std::chrono::seconds(10);  // from its first byte
    base::Duration body_deadline = std::chrono::seconds(30);
    base::Duration write_deadline = std::chrono::seconds(30);  // for each 64 KiB of an answer
    base::Duration idle_deadline = std::chrono::seconds(60);   // before a request, also the first
    base::Duration stop_deadline = std::chrono::seconds(30);   // then stop() drops who is still connected

    // A proxy on the way speaks TLS: cookies are Secure and named __Host-, answers carry HSTS, and the peer
    // is the last address of X-Forwarded-For. Only where nobody reaches the port but that proxy.
    bool behind_tls = false;
};

class Server {
public:
    // Binds the port; connections wait until start(). `clock`, `random` (used by one thread at a time), `log`
    // and `metrics` outlive the server. Problems: port_taken, no_permission, invalid_configuration (an
    // address that is none of this machine, a limit out of range).
    static base::Result<Server> listen(const ServerOptions& options, Handler handler,
                                       const base::Clock& clock, base::RandomSource& random,
                                       base::Logger& log, base::Metrics& metrics);

    Server(Server&&) noexcept;
    Server& operator=(Server&&) noexcept;
    ~Server();  // stops

    int port() const;
    void start();
    // For a watchdog: false when the thread that moves bytes does not answer within `patience`, or when there
    // is work and no worker has finished any for longer than `workers_patience`. A database that is away
    // makes workers slow, which is no reason to be killed.
    bool gets_on(base::Duration patience, base::Duration workers_patience = std::chrono::minutes(5));
    // No new connections; requests in flight are answered and their answers delivered; then returns.
    // From a handler it would wait for itself: call it from the thread that waits for signals.
    void stop();

private:
    class State;
    explicit Server(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace web::http
