// SPDX-License-Identifier: BSL-1.0
#pragma once
// Operations that are a single call: a request and a response without items and paging. Their compile-time checks.

#include <roster/schema/check_members.hpp>
#include <roster/schema/detail/check_errors.hpp>
#include <roster/schema/detail/request_parts.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/operation.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/path.hpp>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

/// Whether an operation declares a list, complete or not; any other one is a single call.
template <class Op>
concept declares_list = has_items<Op> || has_paging<Op>;

/// The items that a list has unless its caller names a row; void for a single call.
template <class Op>
struct default_row {
  using type = void;
};
template <class Op>
  requires has_items<Op>
struct default_row<Op> {
  using type = item_of<Op>;
};

/// Whether a call may be sent again after a failure: what `idempotent` says; without it, only a GET.
template <class Op>
consteval bool is_idempotent() {
  if constexpr (requires { Op::idempotent; })
    return Op::idempotent;
  else
    return Op::target.method == "GET";
}

template <class Op>
consteval bool check_idempotent() {
  constexpr bool is_bool = [] {
    if constexpr (requires { Op::idempotent; })
      return std::is_same_v<std::remove_cvref_t<decltype(Op::idempotent)>, bool>;
    else
      return true;
  }();
  static_assert(
      is_bool,
      "roster: idempotent of this operation is not a bool; it says whether a failed call is retried; "
      "write static constexpr bool idempotent = true");
  return is_bool;
}

/// Whether the key of a call is a path to a string or an integer, or an optional one.
template <class Op>
consteval bool is_call_key() {
  using key = std::remove_const_t<decltype(key_of<Op>)>;
  if constexpr (is_path<key>) {
    using type = std::remove_pointer_t<decltype(find(std::declval<typename Op::response&>(), key{}))>;
    constexpr kind k = kind_of<typename inside_optional<type>::type>;
    return k == kind::text || k == kind::integer;
  } else {
    return false;
  }
}

/// Checks the member that every response of a call has.
template <class Op>
consteval bool check_call_key() {
  using key = std::remove_const_t<decltype(key_of<Op>)>;
  if constexpr (std::is_same_v<key, no_path>) {
    return true;
  } else if constexpr (is_path<key> && !check_path<typename Op::response>(key{})) {
    return false;
  } else {
    constexpr bool is_member = is_call_key<Op>();
    static_assert(is_member,
                  "roster: the key of this call is not the path of a string or an integer in its response; a "
                  "response without it is an error; write static constexpr auto key = "
                  "roster::path<&my_response::id>");
    return is_member;
  }
}

template <class Op>
consteval bool check_call_response() {
  using response = typename Op::response;
  if constexpr (kind_of<response> == kind::unsupported)
    return check_plain_struct<response>();
  else
    return check_member_and_inside<response, "", response, case_of<Op>>();
}

/// Checks the declaration of a single call; every error is reported in one sentence.
template <class Op>
consteval bool check_whole_call() {
  static_assert(has_structs<Op>,
                "roster: missing request or response of this operation; an operation names both structs; "
                "write using request = my_request; using response = my_response;");
  static_assert(has_target<Op>,
                "roster: missing target of this operation; it is the method and path of the request; write "
                "static constexpr auto target = roster::get(\"/path\")");
  constexpr bool has_filters = requires { Op::filters; };
  static_assert(!has_filters,
                "roster: this operation has filters, but neither items nor paging; filters belong to a list; "
                "declare items and paging, or remove the filters from a single call");
  if constexpr (!has_structs<Op> || !has_target<Op> || has_filters)
    return false;
  else if constexpr (!check_common_types<Op>() || !check_idempotent<Op>())
    return false;
  else if constexpr (!check_members<typename Op::request, case_of<Op>>() || !check_call_response<Op>())
    return false;
  else if constexpr (!check_request_parts<Op>() || !check_call_key<Op>())
    return false;
  else
    return check_errors<Op>();
}

/// Checks the declaration of a list or of a single call.
template <class Op>
consteval bool check_declaration() {
  if constexpr (is_checked_by_tests<Op>)
    return true;
  else if constexpr (declares_list<Op>)
    return check_operation<Op>();
  else
    return check_whole_call<Op>();
}

}  // namespace roster::inline v0::detail
