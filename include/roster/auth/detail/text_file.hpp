// SPDX-License-Identifier: BSL-1.0
#pragma once
// A small text file as a value: bounded, and only if it is a regular file, so that a pipe or a device under a
// well-known name cannot hold up a program or fill its memory.

#include <cstddef>
#include <roster/config.hpp>
#include <string>

namespace roster::inline v0::detail {

inline constexpr std::size_t max_text_file = 1'048'576;

/// A file as it was found: its text, or why there is none.
struct text_file {
  std::string text{};     ///< without a byte order mark
  std::string problem{};  ///< "does not exist", "is a directory"; empty when the file was read
  bool absent{};          ///< there is no such file
};

/// Reads a file of at most `most` bytes of UTF-8, at once: this blocks as long as the disk takes.
/// Returns: what was found; a problem says what is wrong with the file, and nothing of its content. Whoever reads
/// credentials wipes the text; no other copy of it is left in memory.
ROSTER_DECL text_file read_text_file(const std::string& path, std::size_t most = max_text_file);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/text_file.ipp>
#endif
