// SPDX-License-Identifier: BSL-1.0
#pragma once
// The text of a .env file as variables, by the rules that its readers have in common.

#include <optional>
#include <roster/auth/detail/parse_error.hpp>
#include <roster/config.hpp>
#include <roster/schema/secret.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

struct dotenv_text {
  std::vector<std::pair<std::string, secret>> variables{};
  std::optional<parse_error> problem{};  ///< the first line that was left out

  /// Returns a copy of the value of a variable, the last one if it is set several times; nothing when it is not set.
  ROSTER_DECL std::optional<std::string> value(std::string_view name) const;
};

/// Reads `NAME=value` and `export NAME=value`. '#' begins a comment, at the start of a line or behind white
/// space. A value in single quotes is taken as it stands; in double quotes, `\n`, `\r`, `\t`, `\"`, `\\` and
/// `\$` are escapes; both may go over several lines. Nothing is expanded: `$NAME` is text.
/// Returns: all variables; a line that is something else is left out, since these files are shared with other
/// programs, and the first one is the problem.
/// Example: dotenv_text: reads names, quotes, comments and export
ROSTER_DECL dotenv_text parse_dotenv(std::string_view text);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/dotenv.ipp>
#endif
