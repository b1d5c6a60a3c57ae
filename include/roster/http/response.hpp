// SPDX-License-Identifier: BSL-1.0
#pragma once
// An answer as a plain value.

#include <cstdint>
#include <optional>
#include <roster/http/headers.hpp>
#include <string>

namespace roster::http {

struct response {
  unsigned status{};
  http::headers headers{};
  std::string body{};
  std::uint64_t raw_bytes{};  ///< everything that came over the wire for this answer, framing included
  std::optional<bool> kept_connection{};  ///< it came over one that had been used before, where this is known
};

}  // namespace roster::http
