#include "web/http/peer.hpp"

#include <algorithm>
#include <cstdint>

namespace web::http {

std::string peer_of(const boost::asio::ip::address& address) {
    namespace ip = boost::asio::ip;
    if (address.is_v4()) return address.to_string();
    const ip::address_v6 wide = address.to_v6();
    if (wide.is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, wide).to_string();
    auto bytes = wide.to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return ip::make_address_v6(bytes).to_string();
}

}  // namespace web::http
