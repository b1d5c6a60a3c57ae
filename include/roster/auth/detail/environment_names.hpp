// SPDX-License-Identifier: BSL-1.0
#pragma once
// The environment variables that hold a vendor's credentials: data supplied by the vendor's component.

#include <string_view>

namespace roster::inline v0::detail {

/// Names of environment variables.
/// Lifetime: that of the strings, usually literals.
struct environment_names {
  std::string_view access_key_id{};
  std::string_view access_key_secret{};
  std::string_view security_token{};  ///< "" if the vendor has none
};

}  // namespace roster::inline v0::detail
