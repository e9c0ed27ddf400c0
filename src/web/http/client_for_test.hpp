#pragma once
// A client of bare sockets for tests: sends bytes as they are, reads answers, and sees when the other end
// closes. Every wait ends after ten seconds, so that a mistake fails and does not hang. One thread a client.

#include <sys/socket.h>
#include <sys/time.h>

#include <netinet/in.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace web::http::testing {

struct Answer {
    int status = 0;
    std::string head;  // with its empty line
    std::string body;

    std::optional<std::string> header(std::string_view name) const {
        const std::string start = "\r\n" + std::string(name) + ": ";
        const std::size_t at = head.find(start);
        if (at == std::string::npos) return std::nullopt;
        return head.substr(at + start.size(), head.find("\r\n", at + start.size()) - at - start.size());
    }
};

class Client {
public:
    explicit Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        const timeval patience{10, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    Client(Client&& other) noexcept
        : socket_(std::exchange(other.socket_, -1)),
          connected_(other.connected_),
          unread_(std::move(other.unread_)) {}
    Client(const Client&) = delete;
    Client& operator=(Client&& other) noexcept {
        std::swap(socket_, other.socket_);
        std::swap(connected_, other.connected_);
        std::swap(unread_, other.unread_);
        return *this;
    }
    ~Client() {
        if (socket_ >= 0) ::close(socket_);
    }

    bool connected() const { return connected_; }

    // False when the other end takes no more.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    // The next answer; none when the connection ends before one is complete.
    std::optional<Answer> read(bool to_head = false) {
        std::size_t end = 0;
        while ((end = unread_.find("\r\n\r\n")) == std::string::npos) {
            if (!receive()) return std::nullopt;
        }
        Answer answer;
        answer.head = unread_.substr(0, end + 4);
        unread_.erase(0, end + 4);
        std::from_chars(answer.head.data() + 9, answer.head.data() + 12, answer.status);
        std::size_t length = 0;
        if (const auto text = answer.header("Content-Length"); text && !to_head) {
            std::from_chars(text->data(), text->data() + text->size(), length);
        }
        while (unread_.size() < length) {
            if (!receive()) return std::nullopt;
        }
        answer.body = unread_.substr(0, length);
        unread_.erase(0, length);
        return answer;
    }

    std::optional<Answer> ask(std::string_view bytes) {
        send(bytes);
        return read();
    }

    // Waits for the other end to close; false when bytes come instead, or nothing for ten seconds.
    bool is_closed() {
        if (!unread_.empty()) return false;
        char byte = 0;
        const ssize_t size = ::recv(socket_, &byte, 1, 0);
        return size == 0 || (size < 0 && errno == ECONNRESET);
    }

    bool has_something_to_read(std::chrono::milliseconds patience) {
        pollfd watched{socket_, POLLIN, 0};
        return ::poll(&watched, 1, static_cast<int>(patience.count())) == 1;
    }

    // Waits, without reading, for the other end to give the connection up altogether.
    bool is_hung_up() {
        pollfd watched{socket_, POLLRDHUP, 0};
        return ::poll(&watched, 1, 10'000) == 1;
    }

    // Of two clients, waits until one has something to read.
    bool is_first_to_read(Client& other) {
        pollfd watched[2] = {{socket_, POLLIN, 0}, {other.socket_, POLLIN, 0}};
        return ::poll(watched, 2, 10'000) > 0 && watched[0].revents != 0;
    }

private:
    bool receive() {
        char piece[4096];
        const ssize_t size = ::recv(socket_, piece, sizeof piece, 0);
        if (size <= 0) return false;
        unread_.append(piece, static_cast<std::size_t>(size));
        return true;
    }

    int socket_;
    bool connected_ = false;
    std::string unread_;
};

}  // namespace web::http::testing
