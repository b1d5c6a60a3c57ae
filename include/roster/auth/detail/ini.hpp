// SPDX-License-Identifier: BSL-1.0
#pragma once
// Parses an INI file's text into sections of names and values: the format of the vendors' credentials files.

#include <optional>
#include <roster/auth/detail/parse_error.hpp>
#include <roster/config.hpp>
#include <roster/schema/secret.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

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

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/ini.ipp>
#endif
