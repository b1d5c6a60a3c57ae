// SPDX-License-Identifier: BSL-1.0
#pragma once
// A key of several members, for lists whose items no single member identifies.

#include <roster/schema/path.hpp>
#include <string>
#include <string_view>
#include <type_traits>

namespace roster::inline v0 {

/// The key of items that are identified by several members together: `key = keys{path<&deployment::owner>,
/// path<&deployment::name>}`. Each is a string or an integer, or an optional one, which may be absent; the others have
/// to be present in every item.
template <class... Path>
struct keys {
  static_assert(
      sizeof...(Path) > 1,
      "roster: a key of several members has fewer than two; the key of one member is its path; write "
      "static constexpr auto key = roster::path<&my_item::id>");
  /// The paths to the members that identify an item together.
  constexpr explicit keys(Path...) noexcept {}
};

namespace detail {

/// Whether Path declares a key of several members.
template <class Path>
inline constexpr bool is_composite = false;
template <class... Path>
inline constexpr bool is_composite<keys<Path...>> = true;

template <class Root, class... Path>
inline constexpr bool path_fits<Root, keys<Path...>> = (path_fits<Root, Path> && ...);

/// Appends one part of a key as JSON, where two different texts differ. Returns false if it is missing.
inline bool append_key_part(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
  return !text.empty();
}
template <class Integer>
  requires std::is_integral_v<Integer>
bool append_key_part(std::string& out, Integer value) {
  out += std::to_string(value);
  return true;
}

template <class Item, class Path>
bool append_key_part_at(std::string& out, const Item& item, Path path) {
  const auto* const found = find(item, path);
  if (found == nullptr) return false;
  out += out.empty() ? '[' : ',';
  if constexpr (!is_optional<std::remove_cvref_t<decltype(*found)>>) {
    return append_key_part(out, *found);
  } else {
    if (*found)
      (void)append_key_part(out, **found);
    else
      out += "null";
    return true;
  }
}

/// Returns the members of a key as a JSON array, `["acme","llm"]`; "" if one of them is missing.
/// Example: keys: different members have different texts
template <class Item, class... Path>
std::string text_of_key(const Item& item, keys<Path...>) {
  std::string out;
  return (append_key_part_at(out, item, Path{}) && ...) ? out + ']' : std::string();
}

}  // namespace detail
}  // namespace roster::inline v0
