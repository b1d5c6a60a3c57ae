// SPDX-License-Identifier: BSL-1.0
#pragma once
// Helpers for writing JSON: validates and escapes strings, and embeds untrusted JSON in a compact document.

#include <cstddef>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns the position of the first byte that is not valid UTF-8 (RFC 3629), npos if there is none.
ROSTER_DECL std::size_t find_invalid_utf8(std::string_view text) noexcept;

/// Returns `text` with every byte that is not part of valid UTF-8 replaced by U+FFFD.
/// Complexity: linear.
ROSTER_DECL std::string as_utf8(std::string_view text);

/// Appends `text` in quotes and returns npos; stops at a byte that is not UTF-8 and returns its position. Escapes the
/// characters that RFC 8259 requires and, as \uXXXX, those that `is_shown` rejects: the JSON is safe for a terminal
/// or a log, and decodes to the same text.
/// Example: json_writer: every character is decoded unchanged
ROSTER_DECL std::size_t append_json_string(std::string_view text, std::string& out);

/// Returns `text` as a JSON string, escaped in the same way; the result is not JSON for a text that is not UTF-8.
ROSTER_DECL std::string json_string(std::string_view text);

/// Appends JSON without the white space between its tokens, so that a row of output stays on one line, and with the
/// characters that `is_shown` rejects escaped.
ROSTER_DECL void append_compact_json(std::string_view json, std::string& out);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/json_writer.ipp>
#endif
