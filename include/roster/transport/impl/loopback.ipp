// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of loopback.hpp.

#include <roster/transport/detail/loopback.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/ip/address_v6.hpp>
#include <boost/system/error_code.hpp>
#include <roster/http/detail/lower_case.hpp>

namespace roster::inline v0::detail {

ROSTER_DECL std::optional<boost::asio::ip::address> numeric_address(const std::string& host) {
  namespace ip = boost::asio::ip;
  boost::system::error_code not_an_address;
  const auto address = ip::make_address(host, not_an_address);
  if (!not_an_address && address.is_v6() && address.to_v6().is_v4_mapped())
    return ip::make_address_v4(ip::v4_mapped, address.to_v6());
  if (!not_an_address) return address;
  in_addr parsed{};
  if (::inet_aton(host.c_str(), &parsed) == 0) return std::nullopt;
  return ip::address_v4(ntohl(parsed.s_addr));
}

ROSTER_DECL bool is_loopback(const std::string& host) {
  if (const auto address = numeric_address(host)) return address->is_loopback() || address->is_unspecified();
  std::string name = http::detail::lower_case(host);
  if (name.ends_with('.')) name.pop_back();
  return name == "localhost" || name.ends_with(".localhost") || name == "ip6-localhost" ||
         name == "ip6-loopback";
}

}  // namespace roster::inline v0::detail
