#include "courier/curl_sender.hpp"

#include <curl/curl.h>

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <list>
#include <optional>
#include <stdexcept>

namespace courier {

namespace {

constexpr std::size_t kAnswerMax = 65536;
constexpr long kConnectionsKept = 8;

struct EasyCleanup {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListCleanup {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Headers = std::unique_ptr<curl_slist, ListCleanup>;

void add_header(Headers& headers, const std::string& line) {
    curl_slist* longer = curl_slist_append(headers.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    // The first line makes the list; to those after it, it stays the same one.
    if (!headers) headers.reset(longer);
}

std::optional<IpAddress> address_of(const curl_sockaddr& peer) {
    if (peer.family == AF_INET && peer.addrlen >= sizeof(sockaddr_in)) {
        std::array<std::uint8_t, 4> bytes{};
        std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in*>(&peer.addr)->sin_addr, bytes.size());
        return IpAddress::from_v4(bytes);
    }
    if (peer.family == AF_INET6 && peer.addrlen >= sizeof(sockaddr_in6)) {
        std::array<std::uint8_t, 16> bytes{};
        std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6*>(&peer.addr)->sin6_addr,
                    bytes.size());
        return IpAddress::from_v6(bytes);
    }
    return std::nullopt;
}

// One message on its way. libcurl calls back with its address, so it stays where it is.
struct Transfer {
    Envelope envelope;
    const std::vector<Network>* networks = nullptr;
    bool encrypted = true;
    bool address_refused = false;
    std::size_t answered_bytes = 0;
    Headers headers;
    std::unique_ptr<CURL, EasyCleanup> handle;
};

curl_socket_t open_socket(void* client, curlsocktype, curl_sockaddr* peer) {
    auto* transfer = static_cast<Transfer*>(client);
    const auto address = address_of(*peer);
    if (!address || !may_send_to(*address, transfer->encrypted, *transfer->networks)) {
        transfer->address_refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(peer->family, peer->socktype | SOCK_CLOEXEC, peer->protocol);
}

std::size_t throw_away(char*, std::size_t size, std::size_t count, void* client) {
    auto* transfer = static_cast<Transfer*>(client);
    transfer->answered_bytes += size * count;
    return transfer->answered_bytes > kAnswerMax ? 0 : size * count;
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
    if (curl_easy_setopt(handle, option, value) != CURLE_OK)
        throw std::runtime_error("libcurl does not know an option");
}

Failure failure_of(CURLcode code, const Transfer& transfer) {
    if (transfer.address_refused) return Failure::address_refused;
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST: return Failure::not_found;
        case CURLE_COULDNT_CONNECT: return Failure::not_reached;
        case CURLE_OPERATION_TIMEDOUT: return Failure::too_slow;
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR: return Failure::tls;
        default: return Failure::broken_off;
    }
}

Answer answer_of(CURLcode code, const Transfer& transfer) {
    Answer answer;
    long status = 0;
    curl_easy_getinfo(transfer.handle.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_off_t microseconds = 0;
    curl_easy_getinfo(transfer.handle.get(), CURLINFO_TOTAL_TIME_T, &microseconds);
    answer.took = base::Duration(microseconds);
    if (status > 0) answer.status = static_cast<int>(status);
    // Whoever says more than we read has said the status first.
    const bool cut_short = code == CURLE_WRITE_ERROR && transfer.answered_bytes > kAnswerMax;
    if (code != CURLE_OK && !cut_short) {
        answer.failure = failure_of(code, transfer);
        return answer;
    }
    if (status >= 200 && status < 300) return answer;
    answer.failure = status >= 300 && status < 400 ? Failure::redirected : Failure::answered;
    curl_off_t seconds = 0;
    curl_easy_getinfo(transfer.handle.get(), CURLINFO_RETRY_AFTER, &seconds);
    if (seconds > 0) {
        constexpr curl_off_t kMost = kRetryAfterMax / std::chrono::seconds(1);
        answer.retry_after = std::chrono::seconds(std::min(seconds, kMost));
    }
    return answer;
}

}  // namespace

class CurlSender::Transfers {
public:
    explicit Transfers(SenderOptions options) : options_(std::move(options)) {
        static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
        multi_ = started ? curl_multi_init() : nullptr;
        if (multi_ == nullptr) throw std::runtime_error("libcurl cannot start");
        curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, kConnectionsKept);
    }
    ~Transfers() {
        for (Transfer& one : under_way_) curl_multi_remove_handle(multi_, one.handle.get());
        under_way_.clear();
        curl_multi_cleanup(multi_);
    }
    Transfers(const Transfers&) = delete;
    Transfers& operator=(const Transfers&) = delete;

    void begin(Envelope envelope) {
        std::list<Transfer> begun;  // under way only when everything could be prepared
        Transfer& transfer = begun.emplace_back();
        transfer.envelope = std::move(envelope);
        transfer.networks = &options_.networks;
        transfer.encrypted = transfer.envelope.address.starts_with("https://");
        transfer.handle.reset(curl_easy_init());
        if (!transfer.handle) throw std::bad_alloc();
        prepare(transfer);
        if (curl_multi_add_handle(multi_, transfer.handle.get()) != CURLM_OK)
            throw std::runtime_error("libcurl takes no more");
        under_way_.splice(under_way_.end(), begun);
    }

    std::vector<std::pair<DeliveryId, Answer>> finished(std::chrono::milliseconds wait_at_most) {
        int running = 0;
        curl_multi_perform(multi_, &running);
        auto done = collect();
        if (!done.empty()) return done;
        curl_multi_poll(multi_, nullptr, 0, static_cast<int>(wait_at_most.count()), nullptr);
        curl_multi_perform(multi_, &running);
        return collect();
    }

    std::vector<std::pair<DeliveryId, Answer>> stop() {
        std::vector<std::pair<DeliveryId, Answer>> broken_off = collect();
        for (Transfer& one : under_way_) {
            curl_multi_remove_handle(multi_, one.handle.get());
            broken_off.emplace_back(one.envelope.id, Answer{.failure = Failure::stopped});
        }
        under_way_.clear();
        return broken_off;
    }

    void wake() { curl_multi_wakeup(multi_); }

private:
    void prepare(Transfer& transfer) const {
        CURL* handle = transfer.handle.get();
        const Envelope& envelope = transfer.envelope;
        add_header(transfer.headers, "Content-Type: application/json");
        add_header(transfer.headers, "webhook-id: " + envelope.id.text());
        add_header(transfer.headers, "webhook-timestamp: " + std::to_string(envelope.timestamp));
        add_header(transfer.headers, "webhook-signature: " + envelope.signatures);
        add_header(transfer.headers, "User-Agent: Waymark");
        add_header(transfer.headers, "Expect:");
        set(handle, CURLOPT_PROTOCOLS_STR, transfer.encrypted ? "https" : "http");
        set(handle, CURLOPT_URL, envelope.address.c_str());
        set(handle, CURLOPT_POST, 1L);
        set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(envelope.body.size()));
        set(handle, CURLOPT_POSTFIELDS, envelope.body.c_str());
        set(handle, CURLOPT_HTTPHEADER, transfer.headers.get());
        set(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        set(handle, CURLOPT_FOLLOWLOCATION, 0L);
        set(handle, CURLOPT_PROXY, "");  // nor one of the environment: it would connect where it likes
        set(handle, CURLOPT_NOSIGNAL, 1L);
        set(handle, CURLOPT_QUICK_EXIT, 1L);  // a look-up that hangs is not waited for when we stop
        set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
        set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
        set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!options_.authorities.empty()) set(handle, CURLOPT_CAINFO, options_.authorities.c_str());
        set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.patience.count()));
        set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.patience.count()));
        set(handle, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
        set(handle, CURLOPT_OPENSOCKETDATA, &transfer);
        set(handle, CURLOPT_WRITEFUNCTION, &throw_away);
        set(handle, CURLOPT_WRITEDATA, &transfer);
        set(handle, CURLOPT_HEADERFUNCTION, &throw_away);
        set(handle, CURLOPT_HEADERDATA, &transfer);
        set(handle, CURLOPT_PRIVATE, &transfer);
    }

    std::vector<std::pair<DeliveryId, Answer>> collect() {
        std::vector<std::pair<DeliveryId, Answer>> done;
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            Transfer* transfer = nullptr;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
            done.emplace_back(transfer->envelope.id, answer_of(message->data.result, *transfer));
            curl_multi_remove_handle(multi_, message->easy_handle);
            under_way_.remove_if([transfer](const Transfer& one) { return &one == transfer; });
        }
        return done;
    }

    SenderOptions options_;
    CURLM* multi_ = nullptr;
    std::list<Transfer> under_way_;
};

CurlSender::CurlSender(SenderOptions options) : transfers_(std::make_unique<Transfers>(std::move(options))) {}
CurlSender::~CurlSender() = default;

void CurlSender::begin(Envelope envelope) {
    transfers_->begin(std::move(envelope));
}

std::vector<std::pair<DeliveryId, Answer>> CurlSender::finished(std::chrono::milliseconds wait_at_most) {
    return transfers_->finished(wait_at_most);
}

std::vector<std::pair<DeliveryId, Answer>> CurlSender::stop() {
    return transfers_->stop();
}

void CurlSender::wake() {
    transfers_->wake();
}

}  // namespace courier
