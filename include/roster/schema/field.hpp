// SPDX-License-Identifier: BSL-1.0
#pragma once
// A field of an item in a condition: roster::field<&service::gpu> > 0. Each misuse is reported in one sentence.

#include <roster/schema/condition.hpp>
#include <roster/schema/detail/field_value.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/reflection.hpp>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace roster::inline v0 {
namespace detail {

/// Returns the names of the members, joined by dots.
template <auto First, auto... Rest>
std::string joined_names() {
  std::string names(name_of_member<First>);
  ((names += '.', names += name_of_member<Rest>), ...);
  return names;
}

/// The type of `field<>`: its comparisons are conditions on the item.
template <auto First, auto... Rest>
class item_field {
 public:
  using item = typename decltype(detail::owner_of(First))::type;

  template <class Value>
  friend condition<item> operator==(item_field, const Value& right) {
    return compared<Value>(comparison::equal, right);
  }
  template <class Value>
  friend condition<item> operator!=(item_field, const Value& right) {
    return compared<Value>(comparison::unequal, right);
  }
  template <class Value>
  friend condition<item> operator<(item_field, const Value& right) {
    return ordered<Value>(comparison::less, right);
  }
  template <class Value>
  friend condition<item> operator<=(item_field, const Value& right) {
    return ordered<Value>(comparison::less_equal, right);
  }
  template <class Value>
  friend condition<item> operator>(item_field, const Value& right) {
    return ordered<Value>(comparison::greater, right);
  }
  template <class Value>
  friend condition<item> operator>=(item_field, const Value& right) {
    return ordered<Value>(comparison::greater_equal, right);
  }

  /// Returns a condition that is true if the field contains the text, ignoring ASCII case.
  /// Example: field: contains finds a substring, ignoring letter case
  template <class Value>
  condition<item> contains(const Value& part) const {
    constexpr bool text = has_text<value>;
    static_assert(text,
                  "roster: contains() needs a field with text; strings, utc_time, enumerations and secrets "
                  "have text; compare numbers and epoch times with == != < <= > >=, booleans with == !=");
    if constexpr (text)
      return compared<Value>(comparison::contains, part);
    else
      return {};
  }

 private:
  static constexpr bool fits = path_fits<item, path_type<First, Rest...>>;
  static_assert(fits,
                "roster: a member of this field<> does not belong to the previous one; each member belongs "
                "to the type of the one before it; write field<&my_item::place, &my_place::name>");

  static auto place_in(const item& whole) {
    if constexpr (fits)
      return find(whole, path<First, Rest...>);
    else
      return static_cast<const int*>(nullptr);  // the error has already been reported
  }
  using value =
      typename inside_optional<std::remove_cvref_t<decltype(*place_in(std::declval<const item&>()))>>::type;

  template <class Value>
  static condition<item> ordered(comparison op, const Value& right) {
    constexpr bool in_order = has_order<value>;
    static_assert(in_order,
                  "roster: the values of this field have no order; numbers, strings and times are ordered, "
                  "booleans, enumerations and secrets are not; compare them with == or !=");
    if constexpr (in_order)
      return compared<Value>(op, right);
    else
      return {};
  }

  template <class Value>
  static condition<item> compared(comparison op, const Value& right) {
    if constexpr (check_comparable<value, Value>())
      return condition<item>({.how = condition_node::kind::term,
                              .term = {.field = {.text = detail::joined_names<First, Rest...>()},
                                       .op = op,
                                       .right = make_operand<value>(right),
                                       .is_secret = kind_of<value> == kind::secret,
                                       .compare = compare,
                                       .documented = documented_values()},
                              .inner = {}});
    else
      return {};
  }

  static constexpr std::span<const std::string_view> documented_values() noexcept {
    if constexpr (kind_of<value> == kind::open_enum)
      return documented_texts<value>;
    else
      return {};
  }

  static bool compare(const void* whole, comparison op, const operand& right) {
    const auto* place = place_in(*static_cast<const item*>(whole));
    return place != nullptr && member_meets(*place, op, right);
  }
};

}  // namespace detail

/// The field of an item at the path of these members, for a condition:
/// `field<&service::status> == service_status::running`, `field<&service::net, &network::public_> >= 1`.
/// Optionals in the path are dereferenced.
/// Example: field: compares members of every kind
template <auto First, auto... Rest>
inline constexpr detail::item_field<First, Rest...> field{};

}  // namespace roster::inline v0
