// SPDX-License-Identifier: BSL-1.0
#pragma once
// Validates untrusted JSON before it is embedded in a document.

#include <roster/config.hpp>
#include <string_view>

namespace roster::inline v0 {

/// Returns whether `text` is exactly one JSON value (RFC 8259) within the nesting limit of responses.
/// Example: is_json: accepts exactly one value
ROSTER_DECL bool is_json(std::string_view text);

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/is_json.ipp>
#endif
