// SPDX-License-Identifier: BSL-1.0
#pragma once
// Conditions on items.

#include <cmath>
#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <roster/config.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/utc_time.hpp>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace roster::inline v0::detail {

/// The operators of a condition; `contains` searches for a substring, ignoring ASCII case.
enum class comparison { equal, unequal, less, less_equal, greater, greater_equal, contains };

/// A time that a field is compared with: a point, or the half-open period from `begin` to `end`, such as "2024-07".
struct time_operand {
  instant begin{};
  std::optional<instant> end{};
};

/// The right side of a comparison: a boolean, a number or a string, depending on the field's kind; with the time if
/// the string is one.
struct operand {
  std::variant<bool, std::int64_t, double, std::string> value{};
  std::optional<time_operand> time{};
};

/// Returns the operator as it is spelled in a condition: "==", and "~" for contains.
ROSTER_DECL std::string_view text_of(comparison op) noexcept;

/// Returns the operand as it is spelled in a condition, a string in quotes, escaped and truncated.
ROSTER_DECL std::string text_of(const operand& right);

/// Compares two numbers without rounding the integer to a double.
ROSTER_DECL std::partial_ordering compare_numbers(std::int64_t left, double right) noexcept;
inline std::partial_ordering compare_numbers(double left, std::int64_t right) noexcept {
  return 0 <=> compare_numbers(right, left);
}
template <class Number>
std::partial_ordering compare_numbers(Number left, Number right) noexcept {
  return left <=> right;
}

// Returns whether `left op right` is true. The operand has the kind of the left side.
ROSTER_DECL bool boolean_meets(bool left, comparison op, const operand& right);
ROSTER_DECL bool number_meets(std::variant<std::int64_t, double> left, comparison op, const operand& right);
ROSTER_DECL bool text_meets(std::string_view left, comparison op, const operand& right);
/// Compares a time that was received as `text`; `left` is empty if `text` is not a time.
ROSTER_DECL bool time_meets(const std::optional<instant>& left, std::string_view text, comparison op,
                            const operand& right);
}  // namespace roster::inline v0::detail

namespace roster::inline v0 {

namespace detail {

/// A field of an item, as named in a condition.
struct field_name {
  std::string text{};  ///< outermost member first, joined by dots
  bool on_wire{};      ///< the names are those on the wire, not those of the members

  friend bool operator==(const field_name&, const field_name&) = default;
};

/// The requirement that a field equals one of these values: what can be pushed down to a service.
struct in_list {
  field_name field{};
  std::vector<operand> values{};  ///< at least one
};

/// One comparison.
struct condition_term {
  /// Compares the field of this item; false when it is absent.
  using compare_function = std::function<bool(const void* item, comparison op, const operand& right)>;

  field_name field{};
  comparison op{};
  operand right{};
  bool is_secret{};
  compare_function compare{};
  std::span<const std::string_view> documented{};  ///< the documented values of an enumeration; static
};

/// A type-erased condition: a tree of comparisons.
struct condition_node {
  enum class kind { all_of, any_of, none_of, term };

  kind how{};  ///< the default, all_of without parts, is true
  condition_term term{};
  std::vector<condition_node> inner{};
};

ROSTER_DECL bool is_met(const condition_node& node, const void* item);

/// Returns the condition as text; secrets are redacted.
ROSTER_DECL std::string text_of(const condition_node& node);

/// Joins two conditions. A part of the same kind is flattened into the result.
ROSTER_DECL condition_node join(condition_node::kind how, condition_node left, condition_node right);

/// Returns the field and the values if `node` requires that one field has one of several values; never for a secret.
ROSTER_DECL std::optional<in_list> as_one_of(const condition_node& node);

/// Calls `take` with each conjunct of a condition that requires that one field has one of several values. Returns the
/// condition without the conjuncts for which `take` returned true.
ROSTER_DECL condition_node remaining(const condition_node& node,
                                     const std::function<bool(const in_list&)>& take);

}  // namespace detail

/// A condition on an Item, made of comparisons by &&, || and !. A default-constructed one is true for every item. A
/// comparison is never true for an absent field, with any operator; `!` inverts the result.
/// Example: condition: is a value that can be combined with others and copied
template <class Item>
class condition {
 public:
  condition() = default;
  /// The condition of a tree of comparisons.
  explicit condition(detail::condition_node node)
      : node_(std::make_shared<const detail::condition_node>(std::move(node))) {}

  /// Returns whether this is the default condition, which is true for every item.
  bool empty() const noexcept {
    return node().how == detail::condition_node::kind::all_of && node().inner.empty();
  }

  /// Returns whether the condition is true for the item.
  bool operator()(const Item& item) const {
    return !node_ || detail::is_met(*node_, static_cast<const void*>(std::addressof(item)));
  }

  /// Returns the condition as text; secrets are redacted.
  /// Example: condition: prints its text
  std::string text() const { return detail::text_of(node()); }

  friend std::ostream& operator<<(std::ostream& out, const condition& c) { return out << c.text(); }

  /// Returns the tree of comparisons.
  const detail::condition_node& node() const noexcept {
    static const detail::condition_node everything{};
    return node_ ? *node_ : everything;
  }

  friend condition operator!(const condition& inner) {
    return condition({.how = detail::condition_node::kind::none_of, .term = {}, .inner = {inner.node()}});
  }

 private:
  std::shared_ptr<const detail::condition_node> node_{};
};

namespace detail {

/// Returns a condition on the base of an item as one on the item.
template <class Item, class Base>
condition_node on_derived(condition_node node) {
  if (node.term.compare)
    node.term.compare = [inner = std::move(node.term.compare)](const void* item, comparison op,
                                                               const operand& right) {
      return inner(static_cast<const Base*>(static_cast<const Item*>(item)), op, right);
    };
  for (auto& part : node.inner) part = on_derived<Item, Base>(std::move(part));
  return node;
}

template <class Left, class Right>
auto join(condition_node::kind how, const condition<Left>& left, const condition<Right>& right) {
  constexpr bool same = std::is_same_v<Left, Right>;
  constexpr bool related = is_visible_base<Left, Right> || is_visible_base<Right, Left>;
  static_assert(same || related,
                "roster: conditions on different structs cannot be combined; all fields of a condition "
                "belong to one item type; name every member by the same struct");
  if constexpr (is_visible_base<Left, Right>)
    return condition<Right>(join(how, on_derived<Right, Left>(left.node()), right.node()));
  else if constexpr (is_visible_base<Right, Left>)
    return condition<Left>(join(how, left.node(), on_derived<Left, Right>(right.node())));
  else if constexpr (same)
    return condition<Left>(join(how, left.node(), right.node()));
  else
    return condition<Left>();
}

}  // namespace detail

/// Requires both conditions.
template <class Left, class Right>
auto operator&&(const condition<Left>& left, const condition<Right>& right) {
  return detail::join(detail::condition_node::kind::all_of, left, right);
}

/// Requires one of the conditions.
template <class Left, class Right>
auto operator||(const condition<Left>& left, const condition<Right>& right) {
  return detail::join(detail::condition_node::kind::any_of, left, right);
}

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/schema/impl/condition.ipp>
#endif
