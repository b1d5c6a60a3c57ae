// SPDX-License-Identifier: BSL-1.0
#pragma once
// An HTTP response as a plain value.

#include <cstdint>
#include <memory>
#include <optional>
#include <roster/http/headers.hpp>
#include <roster/redactor.hpp>
#include <string>

namespace roster::inline v0::http {

/// A complete HTTP response.
struct response {
  unsigned status{};
  http::headers headers{};
  std::string body{};
  std::uint64_t raw_bytes{};                ///< bytes received for this response, including framing
  std::optional<bool> connection_reused{};  ///< whether the connection had been used before, if known
  /// Secrets, in addition to those of the request, that failures, events and recordings of this response must not
  /// show: those of a proxy that may have sent the response itself. Null if there are none.
  std::shared_ptr<const roster::detail::redactor> secrets{};
  /// "http://proxy:3128": the forwarding proxy of a clear-text request, which may have sent the response itself; ""
  /// without a proxy or through a tunnel.
  std::string proxy{};
};

}  // namespace roster::inline v0::http
