// SPDX-License-Identifier: BSL-1.0
#pragma once
// Where a file of lines stops being what it should be: the number of the line and what is wrong with it, and
// nothing of what stands there, since that may be a secret.

#include <cstddef>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// A line that cannot be read.
/// Lifetime: of `what`, that of a literal.
struct parse_error {
  std::size_t line{};  ///< from 1
  std::string_view what{};

  /// Returns "line 3 is neither [section] nor name = value".
  std::string text() const { return "line " + std::to_string(line) + ' ' + std::string(what); }
};

}  // namespace roster::inline v0::detail
