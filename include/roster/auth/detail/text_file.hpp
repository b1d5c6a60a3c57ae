// SPDX-License-Identifier: BSL-1.0
#pragma once
// Reads a small text file into a value: bounded, and only if it is a regular file, so that a pipe or device
// at a well-known path cannot block a program or exhaust its memory.

#include <cstddef>
#include <roster/config.hpp>
#include <string>

namespace roster::inline v0::detail {

inline constexpr std::size_t max_text_file = 1'048'576;

/// The result of reading a file: its text, or why it could not be read.
struct text_file {
  std::string text{};     ///< without a byte order mark
  std::string problem{};  ///< "does not exist", "is a directory"; empty when the file was read
  bool absent{};          ///< there is no such file
};

/// Reads a UTF-8 file of at most `most` bytes synchronously: blocks for the duration of the disk access.
/// Returns: the text, or a problem that says what is wrong with the file without quoting it. Callers that
/// read credentials wipe the text; no other copy of it stays in memory.
ROSTER_DECL text_file read_text_file(const std::string& path, std::size_t most = max_text_file);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/text_file.ipp>
#endif
