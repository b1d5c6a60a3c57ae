// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of decode_error.hpp.

#include <roster/wire/decode_error.hpp>

namespace roster::inline v0 {

ROSTER_DECL std::string decode_error::text() const {
  std::string out = path;
  if (!path.empty()) out += ": ";
  if (fault == detail::decode_fault::syntax) out += "not JSON: ";
  return out + "expected " + expected + ", found " + found + " at byte " + std::to_string(offset);
}

}  // namespace roster::inline v0
