// SPDX-License-Identifier: BSL-1.0
#pragma once
// An answer as a plain value.

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
  std::uint64_t raw_bytes{};  ///< everything that came over the wire for this answer, framing included
  std::optional<bool>
      connection_reused{};  ///< it came over one that had been used before, where this is known
  /// What no failure, event or recording that is made of this response may show, beside the request's secrets: those of
  /// a proxy that answered itself. Null for none.
  std::shared_ptr<const roster::detail::redactor> secrets{};
  std::string
      proxy{};  ///< "http://proxy:3128": the one that a request was sent to in clear text, and that may have
                ///< responded itself; "" for none, and for a tunnel
};

}  // namespace roster::inline v0::http
