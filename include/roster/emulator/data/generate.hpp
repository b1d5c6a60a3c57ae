// SPDX-License-Identifier: BSL-1.0
#pragma once
// Generated items of any schema.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <roster/config.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/encode.hpp>
#include <type_traits>
#include <vector>

namespace roster::inline v0::emulator {
namespace detail {

/// Sets all members of the item at `index`, and most optional ones.
ROSTER_DECL void fill_item(const roster::detail::type_descriptor& type, void* item, std::size_t index,
                           std::uint64_t seed);

/// Sets the key of an item if it is absent.
template <class Item, class Path>
void fill_key(Item& item, Path key, std::size_t index, std::uint64_t seed) {
  auto& member = roster::detail::make(item, key);
  using type = std::remove_reference_t<decltype(member)>;
  if constexpr (roster::detail::is_optional<type>)
    if (!member)
      fill_item(*roster::detail::checked_shape_of<typename type::value_type, verbatim_case>(),
                std::addressof(member.emplace()), index, seed);
}

template <class Item>
inline constexpr bool has_single_key = roster::detail::is_path<decltype(roster::detail::key_of_item<Item>)>;

}  // namespace detail

/// Returns `count` items that depend on `seed` alone. Strings are "NAME-" and 12 letters and digits that no other item
/// has, integers are small, enumerations have documented values, variants any alternative, times are increasing, secrets
/// are no real ones. About one in four optional members is absent, but never the key that the schema declares, "id" and
/// "name".
/// Example: generate: makes items with distinct members
template <class Item>
std::vector<Item> generate(std::size_t count, std::uint64_t seed = 1) {
  std::vector<Item> out(count);
  for (std::size_t i = 0; i < count; ++i) {
    detail::fill_item(*roster::detail::checked_shape_of<Item, verbatim_case>(), std::addressof(out[i]), i,
                      seed);
    if constexpr (detail::has_single_key<Item>)
      detail::fill_key(out[i], roster::detail::key_of_item<Item>, i, seed);
  }
  return out;
}

}  // namespace roster::inline v0::emulator

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/data/impl/generate.ipp>
#endif
