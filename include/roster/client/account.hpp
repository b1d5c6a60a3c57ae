// SPDX-License-Identifier: BSL-1.0
#pragma once
// One of several accounts that a fleet lists concurrently.

#include <memory>
#include <roster/auth/credentials_provider.hpp>
#include <string>

namespace roster::inline v0 {

/// One account of a fleet: its name and the source of its credentials.
struct account {
  std::string name{};  ///< for messages, and in the `origin` of every item
  std::shared_ptr<credentials_provider> credentials{};
};

}  // namespace roster::inline v0
