// SPDX-License-Identifier: BSL-1.0
#pragma once
// Parses the text of a .env file into variables, by the rules that common parsers share.

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
#include <roster/auth/impl/dotenv.ipp>
#endif
