// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of credentials_provider.hpp.

#include <roster/auth/credentials_provider.hpp>

namespace roster::inline v0::detail {

ROSTER_DECL asio::awaitable<credentials> static_credentials::get() { co_return key_; }

}  // namespace roster::inline v0::detail
