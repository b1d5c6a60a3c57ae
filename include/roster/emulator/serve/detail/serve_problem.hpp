// SPDX-License-Identifier: BSL-1.0
#pragma once
// Why a served API rejects a request.

#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

enum class problem_kind { bad_request, not_found, wrong_method, unauthenticated, clock_skew, internal };

struct serve_problem {
  problem_kind kind{};
  std::string message{};
  unsigned status{};        ///< 0: that of the kind
  std::string_view code{};  ///< "": that of the kind
  std::string recovery{};   ///< the token that continues a list whose token has expired
};

}  // namespace roster::inline v0::emulator::detail
