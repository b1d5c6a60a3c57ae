// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of describe_error.hpp.

#include <roster/alibaba/detail/describe_error.hpp>

#include <algorithm>

namespace roster::inline v0::alibaba::detail {

/// Returns "line 3, column 14", counting bytes from 1.
inline std::string place_in(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto column = offset - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

ROSTER_DECL std::string describe_error(std::string_view text, const decode_error& mistake) {
  std::string out = place_in(text, mistake.offset);
  if (mistake.fault == roster::detail::decode_fault::mismatch && !mistake.path.empty())
    out += ": " + mistake.path;
  if (mistake.fault == roster::detail::decode_fault::syntax) out += ": not JSON";
  return out + ": expected " + mistake.expected;
}

}  // namespace roster::inline v0::alibaba::detail
