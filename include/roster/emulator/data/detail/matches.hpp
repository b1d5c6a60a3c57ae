// SPDX-License-Identifier: BSL-1.0
#pragma once
// Filters and sort orders of the emulated clouds.

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <optional>
#include <roster/config.hpp>
#include <roster/schema/condition.hpp>
#include <roster/schema/detail/field_value.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/operation.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/wire/detail/erased_ref.hpp>
#include <roster/wire/detail/type_descriptor.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace roster::inline v0::emulator::detail {

/// The attributes of an operation whose filters use only members of the item.
struct no_attributes {};

/// Returns whether a list of (key, value) structs has the key, with the value unless that is absent or empty.
template <class Label, class Value>
bool carries(const std::vector<Label>& labels, const std::string& key, const Value& value) {
  return std::any_of(labels.begin(), labels.end(), [&](const Label& label) {
    return roster::detail::field_at<0>(label) == key &&
           (!value || value->empty() || roster::detail::field_at<1>(label) == value);
  });
}

/// Returns the text of a value: a string unchanged, another value as JSON.
template <class T>
std::string text_of_value(const T& value) {
  constexpr auto kind = roster::detail::kind_of<T>;
  if constexpr (kind == roster::detail::kind::text)
    return value;
  else if constexpr (kind == roster::detail::kind::secret)
    return std::string(value.reveal());
  else if constexpr (requires { std::string(value.text()); })
    return std::string(value.text());
  else
    return to_json(value);
}

/// Returns whether two values are equal: numbers by their values, values of different kinds by their texts. In a list
/// of the item, one entry has to be equal. An absent member equals nothing.
template <class Wanted, class Held>
bool equals(const Wanted& wanted, const Held& held) {
  if constexpr (roster::detail::kind_of<Held> == roster::detail::kind::optional)
    return held && equals(wanted, *held);
  else if constexpr (std::is_same_v<Wanted, Held>)
    return held == wanted;
  else if constexpr (roster::detail::kind_of<Held> == roster::detail::kind::list)
    return std::any_of(std::begin(held), std::end(held),
                       [&](const auto& entry) { return equals(wanted, entry); });
  else if constexpr (roster::detail::is_number<Wanted> && roster::detail::is_number<Held>)
    return std::visit([](auto left, auto right) { return roster::detail::compare_numbers(left, right) == 0; },
                      roster::detail::comparable_number(held), roster::detail::comparable_number(wanted));
  else if constexpr (requires {
                       { held == wanted } -> std::convertible_to<bool>;
                     })
    return held == wanted;
  else
    return text_of_value(held) == text_of_value(wanted);
}

/// Returns the value of a flag or of another boolean of an item; an absent one is false.
template <class Held>
bool is_set(const Held& held) {
  if constexpr (requires { held.value_or(false); })
    return equals(true, held.value_or(false));
  else
    return equals(true, held);
}

/// Returns whether a member of an item matches the requested value. An absent value or an empty string matches
/// everything. An absent member matches no value, but an absent flag counts as false.
template <class Wanted, class Held>
bool holds(const Wanted& wanted, const Held& held) {
  if constexpr (roster::detail::kind_of<Wanted> == roster::detail::kind::optional) {
    return !wanted || holds(*wanted, held);
  } else if constexpr (roster::detail::kind_of<Wanted> == roster::detail::kind::flag) {
    return !wanted.has_value() || is_set(held) == wanted.value_or(false);
  } else if constexpr (roster::detail::kind_of<Wanted> == roster::detail::kind::map) {
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](const auto& entry) { return carries(held, entry.first, entry.second); });
  } else if constexpr (roster::detail::kind_of<Wanted> == roster::detail::kind::list) {
    return std::empty(wanted) || std::any_of(std::begin(wanted), std::end(wanted),
                                             [&](const auto& entry) { return equals(entry, held); });
  } else if constexpr (roster::detail::kind_of<Wanted> == roster::detail::kind::integer ||
                       roster::detail::kind_of<Wanted> == roster::detail::kind::real ||
                       roster::detail::kind_of<Wanted> == roster::detail::kind::boolean) {
    return equals(wanted, held);
  } else {
    return wanted.empty() || equals(wanted, held);
  }
}

/// Returns whether a text contains another.
template <class Held>
bool occurs(const std::optional<std::string>& part, const Held& held) {
  if constexpr (roster::detail::kind_of<Held> == roster::detail::kind::optional)
    return !part || part->empty() || (held && held->find(*part) != held->npos);
  else
    return !part || held.find(*part) != held.npos;
}

/// Returns the attribute with the name of the I-th member of the request.
template <class Request, std::size_t I, class Attributes>
const auto& attribute_named_like(const Attributes& attributes) {
  constexpr std::size_t index = roster::detail::index_of<Attributes>(member_name<Request, I>);
  static_assert(
      index < roster::detail::field_count<Attributes>(),
      "roster: the emulator cannot filter by this request member: neither the item nor its attributes "
      "have a member of this name; add one to the attributes");
  return roster::detail::field_at<index>(attributes);
}

/// Returns the value at a path of the item; an empty value if an optional on the path is empty.
template <class Item, class Path>
const auto& held_at(const Item& item, Path path) {
  using held = std::remove_pointer_t<decltype(find(item, path))>;
  static const held nothing{};
  const held* member = find(item, path);
  return member != nullptr ? *member : nothing;
}

template <class Filter>
concept has_other_path =
    requires(const Filter& filter) { requires roster::detail::has_path<decltype(filter.or_item)>; };

template <class Op, std::size_t I, class Attributes>
bool passes(const typename Op::request& request, const item_of<Op>& item, const Attributes& attributes) {
  constexpr auto filter = std::get<I>(roster::detail::filters_of<Op>.list);
  const auto* const member = roster::detail::find_sent(request, filter.member);
  if (member == nullptr) return true;
  const auto& wanted = *member;
  if constexpr (roster::detail::is_fuzzy<std::remove_cvref_t<decltype(filter)>>)
    return occurs(wanted, held_at(item, filter.item));
  else if constexpr (!roster::detail::has_path<decltype(filter.item)>)
    return holds(wanted, attribute_named_like<typename Op::request,
                                              roster::detail::index_of<typename Op::request>(filter.member)>(
                             attributes));
  else if constexpr (has_other_path<decltype(filter)>)
    return holds(wanted, held_at(item, filter.item)) || holds(wanted, held_at(item, filter.or_item));
  else
    return holds(wanted, held_at(item, filter.item));
}

/// Returns whether an item passes every filter of the operation Op. `attributes` has the values that the vendor
/// filters by and does not return.
/// Example: matches: uses the filters declared by any operation
template <class Op, class Attributes = no_attributes>
bool matches(const typename Op::request& request, const item_of<Op>& item,
             const Attributes& attributes = {}) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return (detail::passes<Op, I>(request, item, attributes) && ...);
  }(std::make_index_sequence<std::tuple_size_v<decltype(roster::detail::filters_of<Op>.list)>>{});
}

/// Returns the index of the member with this wire name if items can be sorted by it: a number, a text, an
/// enumeration, a time or a flag.
ROSTER_DECL std::optional<std::size_t> find_sort_member(const roster::detail::type_descriptor& item,
                                                        std::string_view name);

/// Returns the positions of the items in sorted order. An absent value is less than any other; equal items keep their
/// order in both directions.
/// Lifetime: `items` must outlive the call only.
ROSTER_DECL std::vector<std::size_t> sorted_positions(const std::vector<roster::detail::erased_ref>& items,
                                                      std::size_t member, bool ascending);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/data/impl/matches.ipp>
#endif
