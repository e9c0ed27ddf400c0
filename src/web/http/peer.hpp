#pragma once
// Who counts as one at the other end, for limits: an IPv4 address, or the network of 64 bits that one IPv6
// household is given, of which it may use any address. Pure; safe from any thread.

#include <boost/asio/ip/address.hpp>

#include <string>

namespace web::http {

std::string peer_of(const boost::asio::ip::address& address);

}  // namespace web::http
