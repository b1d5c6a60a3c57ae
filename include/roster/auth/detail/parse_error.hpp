// SPDX-License-Identifier: BSL-1.0
#pragma once
// A parse error of a line-based file: the number of the line and what is wrong with it, without its text,
// which may be a secret.

#include <cstddef>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// A malformed line.
/// Lifetime: of `what`, that of a literal.
struct parse_error {
  std::size_t line{};  ///< from 1
  std::string_view what{};

  /// Returns "line 3 is neither [section] nor name = value".
  std::string text() const { return "line " + std::to_string(line) + ' ' + std::string(what); }
};

}  // namespace roster::inline v0::detail
