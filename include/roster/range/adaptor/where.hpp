// SPDX-License-Identifier: BSL-1.0
#pragma once
// where(condition): a filter that the library can inspect. Conditions that the service supports become a
// server-side filter; only the rest is evaluated client-side.

#include <concepts>
#include <optional>
#include <ranges>
#include <roster/range/detail/adaptor.hpp>
#include <roster/range/page_source.hpp>
#include <roster/schema/condition.hpp>
#include <roster/schema/field.hpp>  // the fields that conditions refer to
#include <string>
#include <type_traits>
#include <utility>

namespace roster::inline v0 {

/// Whether a condition is split into a server-side and a client-side part; `off` evaluates all of it
/// client-side.
enum class pushdown { on, off };

namespace detail {

/// What where() returns after a static_assert has rejected its argument.
struct no_condition : native_adaptor {
  template <class V>
  static consteval bool accepts() {
    return false;
  }
};

/// Restates a requirement on a To, which an adaptor makes of a From, as one on the From; nullopt if there is none that
/// means exactly the same. Specialized beside the adaptor.
template <class To, class From>
struct restated {
  static std::optional<in_list> on(const in_list&) { return std::nullopt; }
};
template <class Item>
struct restated<Item, Item> {
  static std::optional<in_list> on(const in_list& wanted) { return wanted; }
};
template <class Base, class Item>
  requires is_visible_base<Base, Item>
struct restated<Base, Item> : restated<Item, Item> {};

template <class Item>
class where_adaptor : public source_adaptor {
 public:
  where_adaptor(const condition<Item>& wanted, pushdown split)
      : rest_(condition<Item>() && wanted), split_(split) {}

  template <class V>
  static consteval bool accepts() {
    using value = std::ranges::range_value_t<V>;
    constexpr bool fits = std::same_as<value, Item> || is_visible_base<Item, value>;
    static_assert(fits,
                  "roster: the condition given to where() has fields of a struct that is not the item type; "
                  "where() compares members of the range's items; name the members of the range's row, as in "
                  "field<&my_row::status>");
    return fits;
  }

  /// Pushes down what the source accepts. After another adaptor not every item arrives here, and an item that
  /// the service filters out could be one that the earlier adaptor counts.
  template <class Row>
  void configure(page_source<Row>& source, bool directly) {
    if (split_ == pushdown::off || !directly) return;
    const auto push = [&](const in_list& wanted) {
      const auto on_row = restated<Item, Row>::on(wanted);
      return on_row && source.push_down(*on_row);
    };
    rest_ = condition<Item>(remaining(rest_.node(), push));
  }

  std::string client_side_conditions() const { return rest_.empty() ? std::string() : rest_.text(); }

  /// If no condition remains, the number of items is unchanged, so that the size of a page is known.
  template <class V>
  auto apply(V upstream, adaptor_states& states) && {
    if (rest_.empty())
      states.add<adaptor_state>();
    else
      states.add<selecting_state>();
    return std::ranges::filter_view<V, condition<Item>>(std::move(upstream), std::move(rest_));
  }

 private:
  condition<Item> rest_;
  pushdown split_;
};

}  // namespace detail

/// Passes the items that satisfy a condition: `where(field<&service::status> == service_status::running &&
/// field<&service::gpu> > 0)`. Directly after the source, it pushes down those operands of && that the schema
/// declares as exact filters: one field `==` one value, or one of several values joined by ||. The resulting
/// items are the same in any case; explain() shows how a condition was split.
/// Example: where: equals a filter, and pushes down what the service supports
template <class Item>
detail::where_adaptor<Item> where(const condition<Item>& wanted, pushdown split = pushdown::on) {
  return {wanted, split};
}

/// Rejects what is not a condition, at compile time.
template <class Other>
detail::no_condition where(const Other&, pushdown = pushdown::on) {
  static_assert(
      std::is_void_v<Other>,
      "roster: where() accepts only conditions on fields; a function cannot be inspected or pushed down; "
      "write roster::field<&my_item::status> == value, or pass the function to std::views::filter");
  return {};
}

}  // namespace roster::inline v0
