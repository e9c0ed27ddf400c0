#pragma once
// Addresses of machines, and which of them a message may go to. Whoever can name an address here could
// otherwise make this server knock at doors of its own house (server-side request forgery), so only addresses
// of the public internet are open, and networks that the configuration names. Pure.

#include "base/result.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace courier {

// An IPv4 address is kept as IPv6 maps it, ::ffff:a.b.c.d, so that neither writing gets round the other.
class IpAddress {
public:
    static std::optional<IpAddress> from_text(std::string_view text);  // "10.1.2.3", "fd00::1"
    static IpAddress from_v4(const std::array<std::uint8_t, 4>& bytes);
    static IpAddress from_v6(const std::array<std::uint8_t, 16>& bytes);

    bool is_loopback() const;
    // Of the internet at large, by the registries of special addresses of IANA (RFC 6890). An address that
    // carries an IPv4 address within (6to4, NAT64) is none: where it leads is not seen from here.
    bool is_public() const;

private:
    friend class Network;
    explicit IpAddress(const std::array<std::uint8_t, 16>& bytes) : bytes_(bytes) {}
    std::array<std::uint8_t, 16> bytes_;
};

// "10.0.0.0/8", "fd00::/8", or one address.
class Network {
public:
    static std::optional<Network> from_text(std::string_view text);
    bool holds(const IpAddress& address) const;

private:
    Network(const IpAddress& address, int bits) : address_(address), bits_(bits) {}
    IpAddress address_;
    int bits_;
};

// With a space between. None: one of them is not a network.
std::optional<std::vector<Network>> networks_from_text(std::string_view text);

// `encrypted`: by https; without that only to this machine itself, and only where that is allowed.
bool may_send_to(const IpAddress& address, bool encrypted, const std::vector<Network>& allowed);

}  // namespace courier
