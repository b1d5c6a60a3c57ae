// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of clear_text.hpp.

#include <boost/asio/ip/address.hpp>
#include <roster/client/clear_text.hpp>
#include <roster/failure.hpp>
#include <roster/transport/impl/loopback.hpp>
#include <roster/transport/impl/proxy_choice.hpp>
#include <string>

namespace roster {
namespace detail {

/// Returns the proxy that carries requests to `to` in clear text to another machine.
inline std::optional<http::endpoint> remote_proxy(const http::endpoint& to,
                                                  const std::optional<proxy_options>& options) {
  if (!options) return std::nullopt;
  try {
    const auto through = choose_proxy(*options, to);
    if (through && !is_loopback(through->at.host)) return through->at;
  } catch (const failure&) {  // is reported when something is sent
  }
  return std::nullopt;
}

}  // namespace detail

ROSTER_DECL bool is_clear_text(const http::endpoint& to, const std::optional<proxy_options>& proxy) {
  return !to.secure() && (!detail::is_loopback(to.host) || detail::remote_proxy(to, proxy));
}

ROSTER_DECL bool is_link_local(const std::string& host) {
  const auto address = detail::numeric_address(host);
  if (!address) return false;
  if (address->is_v6()) return address->to_v6().is_link_local();
  const auto number = address->to_v4().to_uint();
  return number >> 16U == 0xA9FEU || number == 0x646464C8U;
}

ROSTER_DECL void check_clear_text(const http::endpoint& to, const std::optional<proxy_options>& proxy,
                                  bool require_tls, observer* watching, std::string_view what) {
  if (!is_clear_text(to, proxy)) return;
  const bool loopback = detail::is_loopback(to.host);
  const std::string where =
      to.origin() + (loopback ? " through the proxy " + detail::remote_proxy(to, proxy)->origin() : "");
  if (require_tls)
    throw failure(errc::invalid_argument, "TLS required: " + std::string(what) + " to " + where +
                                              " would be sent in clear text (http); use https, or leave "
                                              "require_tls out");
  if (watching == nullptr) return;
  try {
    if (watching->begin_warning(where + ' ' + std::string(what)))
      watching->on_warning({.host = to.authority(),
                            .message = std::string(what) + " to " + where +
                                       " are sent in clear text (http): others on the network can read "
                                       "signatures, tokens and data; use https"});
  } catch (...) {  // dropped, as observer.hpp says
  }
}

}  // namespace roster
