// SPDX-License-Identifier: BSL-1.0
#pragma once
// Configuration files: reading them, and the formats INI and .env.

#include <cstddef>
#include <optional>
#include <roster/config.hpp>
#include <roster/schema/secret.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// A malformed line.
/// Lifetime: of `what`, that of a literal.
struct parse_error {
  std::size_t line{};  ///< from 1
  std::string_view what{};

  /// Returns "line 3 is neither [section] nor name = value".
  std::string text() const { return "line " + std::to_string(line) + ' ' + std::string(what); }
};

// Reads a small text file into a value: bounded, and only if it is a regular file, so that a pipe or device
// at a well-known path cannot block a program or exhaust its memory.

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

/// Returns a text without leading and trailing white space and line ends, as found in files and plain responses.
constexpr std::string_view without_space(std::string_view text) noexcept {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first == text.npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
}

// Parses an INI file's text into sections of names and values: the format of the vendors' credentials files.

struct ini_section {
  std::string name{};
  std::vector<std::pair<std::string, secret>> values{};  ///< secrets, as these are credentials files

  /// Returns the value of `wanted`, the last one if it is set several times; "" if it is not set.
  /// Lifetime: that of this section.
  ROSTER_DECL std::string_view value(std::string_view wanted) const noexcept;
};

struct ini_text {
  std::vector<ini_section> sections{};  ///< in file order; "" has the values before the first header
  std::optional<parse_error> problem{};

  /// Returns the section of that name, nullptr if there is none.
  ROSTER_DECL const ini_section* section(std::string_view name) const noexcept;
};

/// Parses `[section]` and `name = value`. '#' and ';' begin a comment, at the start of a line or after white
/// space. A value may be in single or double quotes, which preserve every byte. Sections with the same name
/// are merged.
/// Returns: the text parsed up to the first malformed line, and that line as the problem.
/// Example: ini_text: parses sections, values, comments and quotes
ROSTER_DECL ini_text parse_ini(std::string_view text);

// Parses the text of a .env file into variables, by the rules that common parsers share.

struct dotenv_text {
  std::vector<std::pair<std::string, secret>> variables{};
  std::optional<parse_error> problem{};  ///< the first line that was skipped

  /// Returns a copy of a variable's value, the last one if it is set several times; std::nullopt if it is not
  /// set.
  ROSTER_DECL std::optional<std::string> value(std::string_view name) const;
};

/// Parses `NAME=value` and `export NAME=value`. '#' begins a comment, at the start of a line or after white
/// space. A value in single quotes is literal; in double quotes, `\n`, `\r`, `\t`, `\"`, `\\` and `\$` are
/// escapes; both may span several lines. Variables are not expanded: `$NAME` is literal text.
/// Returns: all variables. Other lines are skipped, since these files are shared with other programs; the
/// first of them is reported as the problem.
/// Example: dotenv_text: parses names, quotes, comments and export
ROSTER_DECL dotenv_text parse_dotenv(std::string_view text);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/config_file.ipp>
#endif
