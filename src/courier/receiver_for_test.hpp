#pragma once
// A receiver on this machine that answers as a test tells it, one connection after the other, and keeps what
// it was sent.

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace courier {

class Receiver {
public:
    static constexpr const char* kHangs = "";  // the answer that never comes

    // Answers in this order; the last one again and again.
    explicit Receiver(std::deque<std::string> answers)
        : answers_(std::move(answers)), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        if (::bind(socket_, generic, size) != 0 || ::listen(socket_, 8) != 0 ||
            ::getsockname(socket_, generic, &size) != 0)
            throw std::runtime_error("no port for a receiver");
        port_ = ntohs(address.sin_port);
        thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }
    ~Receiver() {
        thread_.request_stop();
        thread_.join();
        for (const int connection : open_) ::close(connection);
        ::close(socket_);
    }
    Receiver(const Receiver&) = delete;
    Receiver& operator=(const Receiver&) = delete;

    static std::string status(int code, const std::string& headers = {}, const std::string& body = {}) {
        return "HTTP/1.1 " + std::to_string(code) +
               " As told\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n" +
               headers + "\r\n" + body;
    }

    std::string address() const { return "http://127.0.0.1:" + std::to_string(port_) + "/hook?key=7"; }
    int port() const { return port_; }
    std::vector<std::string> requests() const {
        const std::lock_guard hold(mutex_);
        return requests_;
    }
    std::string header(std::size_t request, const std::string& name) const {
        const std::string all = requests().at(request);
        const std::size_t at = all.find("\r\n" + name + ": ");
        if (at == std::string::npos) return {};
        const std::size_t begin = at + name.size() + 4;
        return all.substr(begin, all.find("\r\n", begin) - begin);
    }
    std::string body(std::size_t request) const {
        const std::string all = requests().at(request);
        return all.substr(all.find("\r\n\r\n") + 4);
    }

private:
    void run(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            pollfd waiting{socket_, POLLIN, 0};
            if (::poll(&waiting, 1, 20) <= 0) continue;
            const int connection = ::accept(socket_, nullptr, nullptr);
            if (connection >= 0) serve(connection, stop);
        }
    }
    void serve(int connection, const std::stop_token& stop) {
        std::string request;
        std::array<char, 4096> piece{};
        while (!stop.stop_requested() && !is_whole(request)) {
            pollfd waiting{connection, POLLIN, 0};
            if (::poll(&waiting, 1, 20) <= 0) continue;
            const ssize_t got = ::recv(connection, piece.data(), piece.size(), 0);
            if (got <= 0) break;
            request.append(piece.data(), static_cast<std::size_t>(got));
        }
        std::string answer;
        {
            const std::lock_guard hold(mutex_);
            requests_.push_back(request);
            answer = answers_.front();
            if (answers_.size() > 1) answers_.pop_front();
        }
        if (answer == kHangs) {
            open_.push_back(connection);
            return;
        }
        static_cast<void>(::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL));
        ::close(connection);
    }
    // Or a greeting of TLS, which it does not speak.
    static bool is_whole(const std::string& request) {
        if (request.starts_with('\x16')) return true;
        const std::size_t end = request.find("\r\n\r\n");
        const std::size_t length = request.find("Content-Length: ");
        return end != std::string::npos && length < end &&
               request.size() >= end + 4 + std::stoul(request.substr(length + 16));
    }

    mutable std::mutex mutex_;
    std::deque<std::string> answers_;
    std::vector<std::string> requests_;
    std::vector<int> open_;
    int socket_;
    int port_ = 0;
    std::jthread thread_;
};

}  // namespace courier
