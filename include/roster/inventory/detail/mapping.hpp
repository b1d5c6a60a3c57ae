// SPDX-License-Identifier: BSL-1.0
#pragma once
// The mapping of an item: its checks, and its application.

#include <cstddef>
#include <optional>
#include <roster/inventory/detail/convert.hpp>
#include <roster/inventory/maps.hpp>
#include <roster/inventory/model_service.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/path.hpp>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

/// Whether a mapping is declared for Item.
template <class Item>
concept has_service_mapping = requires { service_mapping(static_cast<const Item*>(nullptr)); };

template <class Item>
inline constexpr auto mapping_of = service_mapping(static_cast<const Item*>(nullptr));

/// The type of the value at a path of the item, with its optional.
template <class Item, class Path>
using value_at = std::remove_cvref_t<decltype(*find(std::declval<const Item&>(), Path{}))>;

/// Whether two pointers point to the same member of model_service.
template <auto Left, auto Right>
consteval bool same_member() {
  if constexpr (std::is_same_v<decltype(Left), decltype(Right)>)
    return Left == Right;
  else
    return false;
}

/// Returns how many entries set a member.
template <auto Member, class... Entry>
consteval std::size_t count_of(const maps<Entry...>&) {
  return (std::size_t{0} + ... + (same_member<Member, Entry::member>() ? 1U : 0U));
}

/// Whether the mapping of Item sets a member.
template <class Item, auto Member>
inline constexpr bool maps_member = count_of<Member>(mapping_of<Item>) != 0;

template <class E, std::size_t N>
consteval bool has_every_state(const std::array<state_row<E>, N>& rows) {
  if constexpr (std::is_same_v<E, no_enum>) {
    return true;
  } else {
    for (const auto& documented : open_enum<E>::table()) {
      std::size_t found = 0;
      for (const auto& row : rows) found += row.raw.known == documented.value ? 1U : 0U;
      if (found != 1) return false;
    }
    return true;
  }
}

template <bool Fits>
consteval bool check_origin() {
  static_assert(Fits,
                "roster: an entry of this mapping reads another struct than the item; a path begins with a "
                "member of the item, and a function takes the item; write roster::path<&my_item::name>");
  return Fits;
}

template <class To, class From>
consteval bool check_conversion() {
  constexpr bool fits = settable_from<To, From>;
  static_assert(
      fits,
      "roster: a member of model_service is mapped to a value of an incompatible type; text comes "
      "from strings, enumerations and integers, numbers from numbers, times from times, states from "
      "a table or a function; secrets are never mapped; write a function for anything else");
  return fits;
}

template <class Item, auto Member>
using member_type = std::remove_cvref_t<decltype(std::declval<model_service&>().*Member)>;

template <class Item, auto Member, class Value>
consteval bool check_entry(const constant_entry<Member, Value>&) {
  using value = std::conditional_t<std::is_same_v<Value, service_state>, service_state, std::string>;
  return check_conversion<member_type<Item, Member>, value>();
}

template <class Item, class To, class Path>
consteval bool check_source_path() {
  if constexpr (constexpr bool fits = path_fits<Item, Path>; check_origin<fits>())
    return check_conversion<To, value_at<Item, Path>>();
  else
    return false;
}
template <class Item, auto Member, class... Path>
consteval bool check_entry(const path_entry<Member, Path...>&) {
  return (check_source_path<Item, member_type<Item, Member>, Path>() && ...);
}

template <class Item, auto Member, std::size_t N, auto... Members>
consteval bool check_entry(const state_entry<Member, N, Members...>&) {
  if constexpr (constexpr bool fits = path_fits<Item, path_type<Members...>>; check_origin<fits>())
    return check_conversion<member_type<Item, Member>, service_state>() &&
           check_conversion<std::optional<std::string>, value_of_member<last_of<Members...>>>();
  else
    return false;
}

template <class Item, auto Member, class From, class Result>
consteval bool check_entry(const computed_entry<Member, From, Result>&) {
  return check_origin<std::is_same_v<Item, From>>() && check_conversion<member_type<Item, Member>, Result>();
}

template <class Entry>
inline constexpr bool is_state_table = false;
template <auto Member, std::size_t N, auto... Members>
inline constexpr bool is_state_table<state_entry<Member, N, Members...>> = true;

template <class Item, std::size_t I>
consteval bool check_states() {
  constexpr auto& entry = std::get<I>(mapping_of<Item>.entries);
  if constexpr (is_state_table<std::remove_cvref_t<decltype(entry)>>) {
    constexpr bool complete = has_every_state(entry.rows);
    static_assert(complete,
                  "roster: the state table of this mapping omits an enumerator or lists one twice; every "
                  "documented status has one state; add {my_status::value, service_state::unknown} for one "
                  "that has no meaning here");
    return complete;
  } else {
    return true;
  }
}

template <class Item, class... Entry>
consteval bool check_members(const maps<Entry...>&) {
  constexpr bool once = ((count_of<Entry::member>(mapping_of<Item>) == 1) && ...);
  static_assert(once,
                "roster: this mapping sets a member of model_service twice; each member has one entry; pass "
                "several paths to one from<>, of which the first present value is used");
  constexpr bool whole = maps_member<Item, &model_service::vendor> &&
                         maps_member<Item, &model_service::api> && maps_member<Item, &model_service::id> &&
                         maps_member<Item, &model_service::state>;
  static_assert(
      whole,
      "roster: this mapping lacks an entry; vendor, api, id and state of model_service are required; "
      "write from<&roster::model_service::vendor>(\"my vendor\") and so on");
  return once && whole;
}

/// Checks the mapping of an item. Each error is one sentence.
template <class Item>
consteval bool check_mapping() {
  constexpr bool declared = has_service_mapping<Item>;
  static_assert(
      declared,
      "roster: as_service has no mapping for these items; a mapping is declared next to the item, or "
      "in roster/inventory/mappings/; include that header, or write constexpr auto "
      "service_mapping(const my_item*) { return roster::maps{…}; }");
  if constexpr (declared) {
    constexpr auto& entries = mapping_of<Item>.entries;
    return []<std::size_t... I>(std::index_sequence<I...>) {
      return (check_entry<Item>(std::get<I>(entries)) && ...) && (check_states<Item, I>() && ...) &&
             check_members<Item>(mapping_of<Item>);
    }(std::make_index_sequence<std::tuple_size_v<std::remove_cvref_t<decltype(entries)>>>{});
  } else {
    return false;
  }
}

template <class Item, auto Member, class Value>
void apply_entry(const constant_entry<Member, Value>& entry, const Item&, model_service& out) {
  if constexpr (std::is_same_v<Value, service_state>)
    detail::set_from(out.*Member, entry.value);
  else
    detail::set_from(out.*Member, std::string(entry.value));
}

template <class Item, auto Member, class... Path>
void apply_entry(const path_entry<Member, Path...>&, const Item& item, model_service& out) {
  const auto read = [&](auto path) {
    if (const auto* const found = find(item, path); found != nullptr && !detail::has_value(out.*Member))
      detail::set_from(out.*Member, *found);
  };
  (read(Path{}), ...);
}

/// Returns the text of a status; "" if it is absent.
template <class T>
std::string status_text(const T& status) {
  std::optional<std::string> text;
  detail::set_from(text, status);
  return text.value_or("");
}

template <class Item, auto Member, std::size_t N, auto... Members>
void apply_entry(const state_entry<Member, N, Members...>& entry, const Item& item, model_service& out) {
  auto state = service_state::unknown;
  if (const auto* const found = find(item, path<Members...>)) {
    const auto text = detail::status_text(*found);
    for (const auto& row : entry.rows)
      if (!text.empty() && row.raw.text() == text) state = row.state;
  }
  detail::set_from(out.*Member, entry.refined != nullptr ? entry.refined(item, state) : state);
}

template <class Item, auto Member, class Result>
void apply_entry(const computed_entry<Member, Item, Result>& entry, const Item& item, model_service& out) {
  detail::set_from(out.*Member, entry.compute(item));
}

/// Returns the service that an item is mapped to.
template <class Item>
model_service service_of(const Item& item) {
  model_service out;
  std::apply([&](const auto&... entry) { (detail::apply_entry(entry, item, out), ...); },
             mapping_of<Item>.entries);
  return out;
}

}  // namespace roster::inline v0::detail
