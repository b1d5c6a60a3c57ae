// SPDX-License-Identifier: BSL-1.0
#pragma once
// Declares the permission that an operation needs, so that a failure can name it.

#include <string_view>

namespace roster::inline v0 {

/// The permission that an operation needs; a failure names it when the service responds "forbidden".
struct permission {
  std::string_view needed{};    ///< "eas:ListServices", or the policies of which one is needed
  std::string_view resource{};  ///< the resource pattern, "" where the vendor has none
};

}  // namespace roster::inline v0
