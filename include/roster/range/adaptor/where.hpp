// SPDX-License-Identifier: BSL-1.0
#pragma once
// where(condition): a filter that can be looked into, so that what the service itself filters by is asked of the
// service, and only the rest is evaluated here.

#include <concepts>
#include <ranges>
#include <roster/range/detail/adaptor.hpp>
#include <roster/range/page_source.hpp>
#include <roster/schema/condition.hpp>
#include <roster/schema/field.hpp>  // what conditions are written with
#include <string>
#include <type_traits>
#include <utility>

namespace roster::inline v0 {

/// Whether a condition is split between the service and this side; otherwise all of it is evaluated here.
enum class pushdown { on, off };

namespace detail {

/// What where() returns after it has refused its argument in words.
struct no_condition : native_adaptor {
  template <class V>
  static consteval bool accepts() {
    return false;
  }
};

template <class Item>
class where_adaptor : public source_adaptor {
 public:
  where_adaptor(const condition<Item>& wanted, pushdown split)
      : rest_(condition<Item>() && wanted), split_(split) {}

  template <class V>
  static consteval bool accepts() {
    constexpr bool same = std::same_as<std::ranges::range_value_t<V>, Item>;
    static_assert(
        same,
        "roster: the fields of this condition belong to another struct than the items that arrive at "
        "where(); it compares members of the very items; name them by the range's row, as in "
        "field<&my_row::status>");
    return same;
  }

  /// Leaves to the source what it takes over. Behind another adaptor not every item arrives here, and what the
  /// service leaves out might be one that the adaptor counts.
  void configure(page_source<Item>& source, bool directly) {
    if (split_ == pushdown::off || !directly) return;
    const auto ask = [&](const in_list& wanted) { return source.push_down(wanted); };
    rest_ = condition<Item>(remaining(rest_.node(), ask));
  }
  template <class Row>
  void configure(page_source<Row>&, bool) {}

  std::string evaluated_here() const { return rest_.empty() ? std::string() : rest_.text(); }

  /// When nothing is left, exactly what arrives comes out, so that the size of a page is known.
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

/// Lets the items through that meet a condition, `where(field<&service::status> == service_status::running &&
/// field<&service::gpu> > 0)`. Standing directly behind the source, it asks the service for those of the parts
/// joined by && that the schema declares as exact filters: one field `==` one value, or one of several joined by
/// ||. The items that come out are the same in any case; explain() tells how a condition was split.
/// Example: where: gives what a filter gives, and asks the service for what it can
template <class Item>
detail::where_adaptor<Item> where(const condition<Item>& wanted, pushdown split = pushdown::on) {
  return {wanted, split};
}

template <class Other>
detail::no_condition where(const Other&, pushdown = pushdown::on) {
  static_assert(std::is_void_v<Other>,
                "roster: where() takes a condition made of fields; a function cannot be looked into; write "
                "roster::field<&my_item::status> == value, or give the function to std::views::filter");
  return {};
}

}  // namespace roster::inline v0
