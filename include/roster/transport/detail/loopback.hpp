// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which hosts are this machine, decided by address, whatever its notation.

#include <boost/asio/ip/address.hpp>
#include <optional>
#include <roster/config.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Returns the address that `host` denotes without name resolution: IPv6, IPv4, every form of inet_aton ("127.1",
/// "0x7f000001"), and IPv4 for an IPv4-mapped IPv6 address. Returns nothing for a name.
ROSTER_DECL std::optional<boost::asio::ip::address> numeric_address(const std::string& host);

/// Returns whether a host is this machine: a loopback address, an unspecified one (0.0.0.0, ::), "localhost" and its
/// subdomains (RFC 6761), "ip6-localhost", "ip6-loopback". Other names are not resolved.
ROSTER_DECL bool is_loopback(const std::string& host);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/loopback.ipp>
#endif
