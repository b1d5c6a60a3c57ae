// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which environment variables hold a vendor's credentials: data that the vendor's folder supplies.

#include <string_view>

namespace roster::inline v0::detail {

/// Names of variables.
/// Lifetime: of the texts given, usually literals.
struct environment_names {
  std::string_view access_key_id{};
  std::string_view access_key_secret{};
  std::string_view security_token{};  ///< "" where the vendor has none
};

}  // namespace roster::inline v0::detail
