// SPDX-License-Identifier: BSL-1.0
#pragma once
// How a vendor spells names: the rule by which a snake_case member becomes a name on the wire.

#include <cstddef>
#include <string_view>

namespace roster::inline v0 {

/// The letter case of an operation's names on the wire. A single trailing '_' of a member is dropped in all of them.
enum class letter_case {
  verbatim,  ///< page_size
  pascal,    ///< PageSize
  camel,     ///< pageSize
};

/// Wire names are the member names, unchanged: `service_name`.
inline constexpr auto verbatim_case = letter_case::verbatim;
/// Wire names such as `ServiceName`.
inline constexpr auto pascal_case = letter_case::pascal;
/// Wire names such as `serviceName`.
inline constexpr auto camel_case = letter_case::camel;

namespace detail {

/// Calls `put(char)` for every character of the name on the wire.
template <class Put>
constexpr void spell(std::string_view member, letter_case style, Put put) {
  if (member.ends_with('_')) member.remove_suffix(1);
  bool start = style == letter_case::pascal;
  for (const char c : member) {
    if (style != letter_case::verbatim && c == '_') {
      start = true;
      continue;
    }
    put(start && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    start = false;
  }
}

constexpr std::size_t spelled_size(std::string_view member, letter_case style) {
  std::size_t size = 0;
  spell(member, style, [&](char) { ++size; });
  return size;
}

}  // namespace detail
}  // namespace roster::inline v0
