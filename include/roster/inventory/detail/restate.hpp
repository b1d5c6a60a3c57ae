// SPDX-License-Identifier: BSL-1.0
#pragma once
// Restates a condition on a model_service as a condition on the item that it is mapped from, where both mean the same.

#include <cstddef>
#include <optional>
#include <roster/inventory/detail/mapping.hpp>
#include <roster/inventory/maps.hpp>
#include <roster/schema/condition.hpp>
#include <roster/schema/field.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/reflection.hpp>
#include <string>
#include <tuple>
#include <type_traits>
#include <variant>

namespace roster::inline v0::detail {

/// Whether To compares like the From that it is converted from.
template <class To, class From>
inline constexpr bool compares_alike =
    (kind_of<To> == kind::text && (kind_of<From> == kind::text || kind_of<From> == kind::open_enum)) ||
    (kind_of<To> == kind::integer && kind_of<From> == kind::integer);

template <class Entry>
std::optional<in_list> restate_by(const Entry&, const in_list&) {
  return std::nullopt;  // constants and functions, and the first of several values
}

template <auto Member, auto... Members>
std::optional<in_list> restate_by(const path_entry<Member, path_type<Members...>>&, const in_list& wanted) {
  if constexpr (compares_alike<value_of_member<Member>, value_of_member<last_of<Members...>>>)
    return in_list{.field = {.text = detail::joined_names<Members...>()}, .values = wanted.values};
  else
    return std::nullopt;
}

/// A state is the same as one of several statuses, unless it is unknown, which undocumented statuses are, too.
template <auto Member, std::size_t N, auto... Members>
std::optional<in_list> restate_by(const state_entry<Member, N, Members...>& entry, const in_list& wanted) {
  if (entry.refined != nullptr) return std::nullopt;
  in_list out{.field = {.text = detail::joined_names<Members...>()}};
  for (const auto& value : wanted.values) {
    const auto* const text = std::get_if<std::string>(&value.value);
    const open_enum<service_state> state(text != nullptr ? *text : std::string());
    if (state == service_state::unknown) return std::nullopt;
    for (const auto& row : entry.rows)
      if (state == row.state) out.values.push_back({.value = std::string(row.raw.text())});
  }
  if (out.values.empty()) return std::nullopt;
  return out;
}

/// Returns the requirement on the item; nullopt if the mapping has none that means exactly the same.
/// Example: as_service: a where() after it becomes a server-side filter where the mapping is exact
template <class Item>
std::optional<in_list> restate(const in_list& wanted) {
  std::optional<in_list> out;
  const auto look_at = [&]<class Entry>(const Entry& entry) {
    if (name_of_member<Entry::member> == wanted.field.text) out = detail::restate_by(entry, wanted);
  };
  std::apply([&](const auto&... entry) { (look_at(entry), ...); }, mapping_of<Item>.entries);
  return out;
}

}  // namespace roster::inline v0::detail
