// SPDX-License-Identifier: BSL-1.0
#pragma once
// An INI file's text as sections of names and values: what the vendors' credentials files are written in.

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

  /// Returns the value of `wanted`, the last one if it stands there several times; "" when there is none.
  /// Lifetime: that of this section.
  ROSTER_DECL std::string_view value(std::string_view wanted) const noexcept;
};

struct ini_text {
  std::vector<ini_section> sections{};  ///< in their order; one of "" holds what stands before the first
  std::optional<parse_error> problem{};

  /// Returns the section of that name, a null pointer when there is none.
  ROSTER_DECL const ini_section* section(std::string_view name) const noexcept;
};

/// Reads `[section]` and `name = value`. '#' and ';' begin a comment, at the start of a line or behind white
/// space; a value may stand in single or double quotes, in which every byte counts. Sections of one name are
/// one section.
/// Returns: what was read up to the first line that is neither, and that line as the problem.
/// Example: ini_text: reads sections, values, comments and quotes
ROSTER_DECL ini_text parse_ini(std::string_view text);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/auth/impl/ini.ipp>
#endif
