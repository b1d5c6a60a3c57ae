// SPDX-License-Identifier: BSL-1.0
#pragma once
// The inputs that differ between signatures. They are parameters, so that signing is a pure function.

#include <chrono>
#include <string>

namespace roster::inline v0 {

/// The time and nonce of one attempt; every attempt, including retries, has its own.
struct signing_context {
  std::chrono::sys_seconds now{};
  std::string nonce{};  ///< used once; see random_nonce()
};

}  // namespace roster::inline v0
