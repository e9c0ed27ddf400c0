#include "courier/address.hpp"

#include "courier/network.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace courier {

namespace {

constexpr std::size_t kLengthMax = 500;

base::Problem refused(std::string_view rule) {
    return base::invalid_field("address", std::string(rule));
}

class Url {
public:
    static std::optional<Url> parsed(const std::string& text) {
        Url url;
        if (curl_url_set(url.handle_.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK)
            return std::nullopt;
        return url;
    }
    // Empty where there is none.
    std::string part(CURLUPart which) const {
        char* text = nullptr;
        if (curl_url_get(handle_.get(), which, &text, 0) != CURLUE_OK) return {};
        std::string copy(text);
        curl_free(text);
        return copy;
    }

private:
    struct Cleanup {
        void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
    };
    std::unique_ptr<CURLU, Cleanup> handle_{curl_url()};
};

bool is_this_machine(std::string host) {
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const auto address = IpAddress::from_text(host);
    return address && address->is_loopback();
}

}  // namespace

base::Result<std::string> checked_address(std::string_view raw) {
    const std::size_t begin = std::min(raw.find_first_not_of(" \t\r\n"), raw.size());
    const std::string text(raw.substr(begin, raw.find_last_not_of(" \t\r\n") + 1 - begin));
    if (text.empty()) return base::fail(refused("required"));
    if (text.size() > kLengthMax) return base::fail(refused("too_long"));
    if (!std::ranges::all_of(text, [](char letter) { return letter > ' ' && letter < '\x7f'; }))
        return base::fail(refused("not_an_address"));
    const auto url = Url::parsed(text);
    if (!url || url->part(CURLUPART_HOST).empty()) return base::fail(refused("not_an_address"));
    if (!url->part(CURLUPART_FRAGMENT).empty()) return base::fail(refused("not_an_address"));
    const std::string scheme = url->part(CURLUPART_SCHEME);
    const bool near = scheme == "http" && is_this_machine(url->part(CURLUPART_HOST));
    if (scheme != "https" && !near) return base::fail(refused("https_only"));
    return url->part(CURLUPART_URL);
}

}  // namespace courier
