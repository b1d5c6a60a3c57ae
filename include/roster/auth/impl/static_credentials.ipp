// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of static_credentials.hpp.

#include <roster/auth/static_credentials.hpp>

namespace roster::inline v0 {

ROSTER_DECL asio::awaitable<credentials> static_credentials::get() { co_return key_; }

}  // namespace roster::inline v0
