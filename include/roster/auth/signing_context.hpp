// SPDX-License-Identifier: BSL-1.0
#pragma once
// What makes one signature differ from the next. Passed in, so that signing is a pure function.

#include <chrono>
#include <string>

namespace roster::inline v0 {

/// The moment of one attempt: every attempt, a retry too, has its own.
struct signing_context {
  std::chrono::sys_seconds now{};
  std::string nonce{};  ///< used once; see random_nonce()
};

}  // namespace roster::inline v0
