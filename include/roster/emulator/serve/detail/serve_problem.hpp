// SPDX-License-Identifier: BSL-1.0
#pragma once
// Why a served API rejects a request.

#include <string>

namespace roster::inline v0::emulator::detail {

enum class problem_kind { bad_request, not_found, wrong_method, unauthenticated, clock_skew, internal };

struct serve_problem {
  problem_kind kind{};
  std::string message{};
  unsigned status{};  ///< 0: that of the kind
};

}  // namespace roster::inline v0::emulator::detail
