#include "courier/network.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <string>

namespace courier {

namespace {

constexpr int kMappedBits = 96;  // before the IPv4 address in ::ffff:a.b.c.d

// Not of the internet at large: https://www.iana.org/assignments/iana-ipv4-special-registry, and multicast.
constexpr auto kClosedV4 = std::to_array<std::string_view>(
    {"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
     "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
     "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"});
// Of IPv6 only 2000::/3 is given out (https://www.iana.org/assignments/ipv6-unicast-address-assignments); in
// it these are not: iana-ipv6-special-registry. 2002::/16 is 6to4; NAT64 lies outside.
constexpr auto kClosedV6 = std::to_array<std::string_view>(
    {"2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"});

bool is_within(const IpAddress& address, std::string_view network) {
    return Network::from_text(network)->holds(address);
}

}  // namespace

std::optional<IpAddress> IpAddress::from_text(std::string_view text) {
    const std::string terminated(text);
    std::array<std::uint8_t, 4> four{};
    if (inet_pton(AF_INET, terminated.c_str(), four.data()) == 1) return from_v4(four);
    std::array<std::uint8_t, 16> sixteen{};
    if (inet_pton(AF_INET6, terminated.c_str(), sixteen.data()) == 1) return from_v6(sixteen);
    return std::nullopt;
}

IpAddress IpAddress::from_v4(const std::array<std::uint8_t, 4>& bytes) {
    std::array<std::uint8_t, 16> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0};
    std::ranges::copy(bytes, mapped.begin() + 12);
    return IpAddress(mapped);
}

IpAddress IpAddress::from_v6(const std::array<std::uint8_t, 16>& bytes) {
    return IpAddress(bytes);
}

bool IpAddress::is_loopback() const {
    return is_within(*this, "127.0.0.0/8") || is_within(*this, "::1");
}

bool IpAddress::is_public() const {
    const auto is_in = [&](std::string_view network) { return is_within(*this, network); };
    if (is_in("0.0.0.0/0")) return std::ranges::none_of(kClosedV4, is_in);
    return is_in("2000::/3") && std::ranges::none_of(kClosedV6, is_in);
}

std::optional<Network> Network::from_text(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto address = IpAddress::from_text(text.substr(0, slash));
    if (!address) return std::nullopt;
    const bool is_v4 = text.find(':') == std::string_view::npos;
    const int most = is_v4 ? 32 : 128;
    int bits = most;
    if (slash != std::string_view::npos) {
        const std::string_view number = text.substr(slash + 1);
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), bits);
        if (error != std::errc{} || end != number.data() + number.size() || bits < 0 || bits > most)
            return std::nullopt;
    }
    return Network(*address, is_v4 ? bits + kMappedBits : bits);
}

bool Network::holds(const IpAddress& address) const {
    int left = bits_;
    for (std::size_t index = 0; left > 0; ++index, left -= 8) {
        const int mask = left >= 8 ? 0xff : 0xff << (8 - left) & 0xff;
        if (((address.bytes_.at(index) ^ address_.bytes_.at(index)) & mask) != 0) return false;
    }
    return true;
}

std::optional<std::vector<Network>> networks_from_text(std::string_view text) {
    std::vector<Network> networks;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) {
            const auto network = Network::from_text(text.substr(0, end));
            if (!network) return std::nullopt;
            networks.push_back(*network);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return networks;
}

bool may_send_to(const IpAddress& address, bool encrypted, const std::vector<Network>& allowed) {
    const bool named =
        std::ranges::any_of(allowed, [&](const Network& network) { return network.holds(address); });
    if (!encrypted) return address.is_loopback() && named;
    return named || address.is_public();
}

}  // namespace courier
