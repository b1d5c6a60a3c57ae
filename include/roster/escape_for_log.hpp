// SPDX-License-Identifier: BSL-1.0
#pragma once
// Escapes and truncates untrusted text for a terminal, a log or an error message. The only implementation of this in
// the library.

#include <cstddef>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0 {

/// Returns `text` with invalid UTF-8 and every character that `is_shown` rejects (controls, bidirectional overrides,
/// invisible characters) escaped as `\n`, `\xNN`, `\uNNNN` or `\UNNNNNNNN`, truncated after `most` bytes with "...".
/// Example: escape_for_log: escapes invisible characters, line separators and tags
ROSTER_DECL std::string escape_for_log(std::string_view text, std::size_t most = 1024);

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/escape_for_log.ipp>
#endif
