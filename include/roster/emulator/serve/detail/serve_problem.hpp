// SPDX-License-Identifier: BSL-1.0
#pragma once
// Why a served API rejects a request.

#include <cstddef>
#include <roster/escape_for_log.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator::detail {

enum class problem_kind { bad_request, not_found, wrong_method, unauthenticated, clock_skew, internal };

struct serve_problem {
  problem_kind kind{};
  std::string message{};
  unsigned status{};        ///< 0: that of the kind
  std::string_view code{};  ///< "": that of the kind
  std::string recovery{};   ///< the token that continues a list whose token has expired
};

inline serve_problem bad_request(std::string message) {
  return {.kind = problem_kind::bad_request, .message = std::move(message)};
}

/// Returns a text of a request in quotes, escaped and cut off after `most` characters, for a message.
inline std::string in_quotes(std::string_view text, std::size_t most = 64) {
  return '"' + escape_for_log(text, most) + '"';
}

}  // namespace roster::inline v0::emulator::detail
