// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of proxy_exceptions.hpp.

#include <roster/transport/detail/proxy_exceptions.hpp>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/address_v6.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <roster/http/detail/lower_case.hpp>
#include <roster/http/detail/trimmed.hpp>
#include <roster/transport/detail/loopback.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Removes ":port" from the end of an entry, and the brackets of an IPv6 address. Returns the port.
inline std::string_view take_port(std::string_view& entry) {
  const bool bracketed = entry.starts_with('[');
  const auto colon = bracketed ? entry.find("]:") : entry.find(':');
  const bool ipv6 = !bracketed && colon != entry.npos && entry.find(':', colon + 1) != entry.npos;
  std::string_view port;
  if (colon != entry.npos && !ipv6) {
    port = entry.substr(colon + (bracketed ? 2 : 1));
    entry = entry.substr(0, colon + (bracketed ? 1 : 0));
  }
  if (bracketed && entry.ends_with(']')) entry = entry.substr(1, entry.size() - 2);
  return port;
}

template <class Network, class Address>
bool contains(const Network& network, const Address& address) {
  return Network(address, network.prefix_length()).canonical() == network.canonical();
}

/// Returns an address without its zone: networks have no zone.
inline boost::asio::ip::address without_zone(const boost::asio::ip::address& address) {
  if (address.is_v4()) return address;
  return boost::asio::ip::address_v6(address.to_v6().to_bytes());
}

inline bool names_address(const std::string& entry, const boost::asio::ip::address& given) {
  namespace ip = boost::asio::ip;
  const auto host = entry.find('%') == entry.npos ? without_zone(given) : given;
  if (entry.find('/') == entry.npos) return numeric_address(entry) == host;
  boost::system::error_code ec;
  if (host.is_v4()) {
    const auto network = ip::make_network_v4(entry, ec);
    return !ec && contains(network, host.to_v4());
  }
  const auto network = ip::make_network_v6(entry, ec);
  return !ec && contains(network, host.to_v6());
}

inline bool names_host(std::string_view entry, std::string_view host) {
  if (entry.starts_with("*.")) entry.remove_prefix(1);
  if (entry.empty() || !host.ends_with(entry)) return false;
  const auto before = host.size() - entry.size();
  return entry.front() == '.' || before == 0 || host[before - 1] == '.';
}

inline bool is_named(std::string_view entry, const http::endpoint& to) {
  if (entry == "*") return true;
  const std::string_view port = take_port(entry);
  if (!port.empty() && port != std::to_string(to.port)) return false;
  const std::string wanted = http::detail::lower_case(entry);
  const auto address = numeric_address(to.host);
  return address ? names_address(wanted, *address) : names_host(wanted, http::detail::lower_case(to.host));
}

ROSTER_DECL bool is_excepted(std::string_view list, const http::endpoint& to) {
  while (!list.empty()) {
    const auto end = (std::min)(list.find(','), list.size());
    if (is_named(http::detail::trimmed(list.substr(0, end)), to)) return true;
    list.remove_prefix((std::min)(end + 1, list.size()));
  }
  return false;
}

}  // namespace roster::inline v0::detail
