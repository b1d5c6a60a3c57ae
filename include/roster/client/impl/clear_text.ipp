// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of clear_text.hpp.

#include <boost/asio/ip/address.hpp>
#include <roster/client/detail/clear_text.hpp>
#include <roster/failure.hpp>
#include <roster/transport/detail/host_addresses.hpp>
#include <roster/transport/detail/proxy.hpp>
#include <string>

namespace roster::inline v0::detail {

/// Returns the proxy that carries requests to `to` in clear text to another machine.
inline std::optional<http::endpoint> remote_proxy(const http::endpoint& to,
                                                  const std::optional<proxy_options>& options) {
  if (!options) return std::nullopt;
  try {
    const auto through = choose_proxy(*options, to);
    if (through && !is_loopback(through->at.host)) return through->at;
  } catch (const failure&) {  // is reported when a request is sent
  }
  return std::nullopt;
}

ROSTER_DECL std::optional<std::string> clear_text_route(const http::endpoint& to,
                                                        const std::optional<proxy_options>& proxy) {
  if (to.secure()) return std::nullopt;
  if (!is_loopback(to.host)) return to.origin();
  const auto through = remote_proxy(to, proxy);
  if (!through) return std::nullopt;
  return to.origin() + " through the proxy " + through->origin();
}

ROSTER_DECL bool is_link_local(const std::string& host) {
  const auto address = numeric_address(host);
  if (!address) return false;
  if (address->is_v6()) return address->to_v6().is_link_local();
  const auto number = address->to_v4().to_uint();
  return number >> 16U == 0xA9FEU || number == 0x646464C8U;
}

ROSTER_DECL void check_clear_text(const http::endpoint& to, const std::optional<proxy_options>& proxy,
                                  bool require_tls, observer* watching, std::string_view what) {
  const auto where = clear_text_route(to, proxy);
  if (!where) return;
  if (require_tls)
    throw failure(errc::invalid_argument,
                  "TLS required: " + std::string(what) + " to " + *where +
                      " would be sent in clear text (http); use https, or unset require_tls");
  if (watching == nullptr) return;
  try {
    if (watching->begin_warning(*where + ' ' + std::string(what)))
      watching->on_warning({.host = to.authority(),
                            .message = std::string(what) + " to " + *where +
                                       " are sent in clear text (http): others on the network can read "
                                       "signatures, tokens and data; use https"});
  } catch (...) {  // dropped, as observer.hpp documents
  }
}

}  // namespace roster::inline v0::detail
