// SPDX-License-Identifier: BSL-1.0
#pragma once
// Whether a text is JSON: asked before foreign text goes into a document.

#include <roster/config.hpp>
#include <string_view>

namespace roster::inline v0 {

/// Tells whether `text` is one JSON value, by RFC 8259 and not deeper than answers may be.
/// Example: is_json: takes one whole value and nothing else
ROSTER_DECL bool is_json(std::string_view text);

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/is_json.ipp>
#endif
