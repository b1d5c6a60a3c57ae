// SPDX-License-Identifier: BSL-1.0
#pragma once
// An error response of a cloud as a value: one row of a vendor's table, and details of this request.

#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// One row of a vendor's table of errors.
struct cloud_error {
  unsigned status{};
  std::string_view code{};
  std::string_view message{};

  friend bool operator==(const cloud_error&, const cloud_error&) = default;
};

/// The error of a rejected request.
struct rejection {
  cloud_error error{};
  std::string detail{};  ///< appended to the row's message

  std::string message() const {
    return detail.empty() ? std::string(error.message) : std::string(error.message) + ' ' + detail;
  }
};

}  // namespace roster::inline v0::detail
