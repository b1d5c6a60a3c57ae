// SPDX-License-Identifier: BSL-1.0
#pragma once
// A condition on an item as a value: it can be evaluated, split into the parts that a service can filter by, and
// printed. field<> creates it in compiled code, roster::parse_condition from text that a user typed.

#include <functional>
#include <memory>
#include <optional>
#include <roster/config.hpp>
#include <roster/schema/detail/comparison.hpp>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0 {

namespace detail {

/// A field of an item, as named in a condition.
struct field_name {
  std::string text{};  ///< outermost member first, joined by dots
  bool on_wire{};      ///< the names are those on the wire, not those of the members

  friend bool operator==(const field_name&, const field_name&) = default;
};

}  // namespace detail

/// The requirement that a field equals one of these values: what can be pushed down to a service.
struct in_list {
  detail::field_name field{};
  std::vector<detail::operand> values{};  ///< at least one
};

namespace detail {

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
  explicit condition(detail::condition_node node)
      : node_(std::make_shared<const detail::condition_node>(std::move(node))) {}

  /// Returns whether this is the default condition, which is true for every item.
  bool empty() const noexcept {
    return node().how == detail::condition_node::kind::all_of && node().inner.empty();
  }

  bool operator()(const Item& item) const {
    return !node_ || detail::is_met(*node_, static_cast<const void*>(std::addressof(item)));
  }

  /// Returns the condition as text; secrets are redacted.
  /// Example: condition: prints its text
  std::string text() const { return detail::text_of(node()); }

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

template <class Left, class Right>
condition<Left> join(condition_node::kind how, const condition<Left>& left, const condition<Right>& right) {
  constexpr bool same = std::is_same_v<Left, Right>;
  static_assert(same,
                "roster: conditions on different structs cannot be combined; all fields of a condition "
                "belong to one item type; name every member by the same struct");
  if constexpr (same)
    return condition<Left>(join(how, left.node(), right.node()));
  else
    return {};
}

}  // namespace detail

template <class Left, class Right>
condition<Left> operator&&(const condition<Left>& left, const condition<Right>& right) {
  return detail::join(detail::condition_node::kind::all_of, left, right);
}

template <class Left, class Right>
condition<Left> operator||(const condition<Left>& left, const condition<Right>& right) {
  return detail::join(detail::condition_node::kind::any_of, left, right);
}

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/schema/impl/condition.ipp>
#endif
