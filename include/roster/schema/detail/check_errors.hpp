// SPDX-License-Identifier: BSL-1.0
#pragma once
// The check of an operation's declaration of errors, which reports every violation.

#include <algorithm>
#include <optional>
#include <roster/schema/check_members.hpp>
#include <roster/schema/errors.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/reflection.hpp>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

template <class T>
inline constexpr bool is_errors = false;
template <class... P>
inline constexpr bool is_errors<errors<P...>> = true;

template <class Place>
inline constexpr bool is_place_path = false;
template <auto First, auto... Rest>
inline constexpr bool is_place_path<path_type<First, Rest...>> = true;

/// The T inside optionals and lists, at any depth: a path of errors leads to the first element of a list.
template <class T>
struct innermost {
  using type = T;
};
template <class T>
struct innermost<std::optional<T>> : innermost<T> {};
template <class T>
struct innermost<std::vector<T>> : innermost<T> {};
template <class T>
struct innermost<one_or_many<T>> : innermost<T> {};

/// The type of the member at the end of a path of errors; void if the path names a member of another struct.
template <class Root, class Path>
struct place_type {
  using type = void;
};
template <class Root>
struct place_type<Root, path_type<>> {
  using type = Root;
};
template <class Root, auto First, auto... Rest>
  requires member_fits<Root, decltype(First)>
struct place_type<Root, path_type<First, Rest...>>
    : place_type<typename innermost<std::remove_reference_t<decltype(std::declval<Root&>().*First)>>::type,
                 path_type<Rest...>> {};

template <class Path>
struct root_of_path;
template <class Root, class M, M Root::* First, auto... Rest>
struct root_of_path<path_type<First, Rest...>> {
  using type = Root;
};

/// Checks that a path of errors begins in a plain struct and that its members belong together. The compiler's message
/// contains the member of the declaration.
template <fixed_string Member, class Op, class Path>
consteval bool check_error_path() {
  using root = typename root_of_path<Path>::type;
  constexpr bool fits = !std::is_void_v<typename place_type<root, Path>::type>;
  static_assert(
      fits,
      "roster: a path of errors names a member of another struct; each member belongs to the type of "
      "the previous one, or to the elements of its list; write roster::path<&my_error::error, "
      "&my_error_body::code>");
  return check_members<root, case_of<Op>>() && fits;
}

constexpr bool is_header_name(std::string_view name) noexcept {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

/// Checks `code`, `message` or `request_id`; Get returns it.
template <fixed_string Member, class Op, class Get>
consteval bool check_error_text(Get) {
  constexpr auto place = Get{}();
  using type = std::remove_const_t<decltype(place)>;
  if constexpr (std::is_same_v<type, no_path>) {
    return true;
  } else if constexpr (std::is_same_v<type, header>) {
    static_assert(is_header_name(place.name),
                  "roster: invalid name of a header in errors; a name has letters, digits and '-', and no "
                  "colon; write roster::header{\"x-error-code\"}");
    return is_header_name(place.name);
  } else if constexpr (is_place_path<type>) {
    if constexpr (check_error_path<Member, Op, type>()) {
      constexpr kind k = kind_of<
          typename innermost<typename place_type<typename root_of_path<type>::type, type>::type>::type>;
      constexpr bool is_text = k == kind::text || k == kind::integer || k == kind::open_enum;
      static_assert(is_text,
                    "roster: code, message and request_id of errors are strings or integers; the path ends "
                    "elsewhere, perhaps at the struct that contains the string; write "
                    "roster::path<&my_error::error, &my_error_body::code>");
      return is_text;
    } else {
      return false;
    }
  } else {
    static_assert(is_place_path<type>,
                  "roster: code, message and request_id of errors are paths or headers; write "
                  "roster::path<&my_error::code> or roster::header{\"x-error-code\"}");
    return false;
  }
}

/// Checks `fails_unless`.
template <class Op>
consteval bool check_error_flag() {
  using type = std::remove_cvref_t<decltype(errors_of<Op>.fails_unless)>;
  if constexpr (std::is_same_v<type, no_path>) {
    return true;
  } else if constexpr (is_place_path<type>) {
    if constexpr (check_error_path<"fails_unless", Op, type>()) {
      constexpr kind k = kind_of<typename place_type<typename root_of_path<type>::type, type>::type>;
      constexpr kind inside = kind_of<
          typename innermost<typename place_type<typename root_of_path<type>::type, type>::type>::type>;
      constexpr bool is_flag = k != kind::list && (inside == kind::boolean || inside == kind::flag);
      static_assert(
          is_flag,
          "roster: fails_unless of errors is not a bool, std::optional<bool> or roster::flag; it is "
          "the member that is true in every successful response; write "
          "roster::path<&my_response::success>");
      return is_flag;
    } else {
      return false;
    }
  } else {
    static_assert(is_place_path<type>,
                  "roster: fails_unless of errors is not a path; it leads to a bool or roster::flag that is "
                  "true in every successful response; write roster::path<&my_response::success>");
    return false;
  }
}

constexpr bool is_code_entry(std::string_view entry) noexcept {
  return !entry.empty() && entry.find('*') >= entry.size() - 1 && entry != "*";
}

/// Checks the entries of one list of codes; Get returns it.
template <fixed_string Member, class Get>
consteval bool check_code_list(Get) {
  constexpr auto list = Get{}();
  constexpr bool valid = std::all_of(list.begin(), list.end(), is_code_entry);
  static_assert(
      valid,
      "roster: invalid code in a list of errors; a code is not empty, and '*' is allowed only at its end, "
      "where it matches any text; write \"AccessDenied\" or \"Throttling*\"");
  return valid;
}

constexpr bool share_code(const code_list& a, const code_list& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](std::string_view code) { return std::find(b.begin(), b.end(), code) != b.end(); });
}

template <class... P>
constexpr bool has_repeated_code(const errors<P...>& declared) {
  const code_list* const all[]{&declared.throttled,  &declared.unauthenticated, &declared.forbidden,
                               &declared.clock_skew, &declared.nonce_used,      &declared.transient,
                               &declared.bad_request};
  for (const code_list* const& one : all)
    for (const code_list* const& other : all)
      if (&one < &other && share_code(*one, *other)) return true;
  return std::any_of(std::begin(all), std::end(all), [&](const code_list* one) {
    return one != &declared.unauthenticated && share_code(*one, declared.expired_token);
  });
}

template <class Op>
consteval bool check_codes() {
  constexpr bool valid = check_code_list<"throttled">([] { return errors_of<Op>.throttled; }) &&
                         check_code_list<"unauthenticated">([] { return errors_of<Op>.unauthenticated; }) &&
                         check_code_list<"forbidden">([] { return errors_of<Op>.forbidden; }) &&
                         check_code_list<"expired_token">([] { return errors_of<Op>.expired_token; }) &&
                         check_code_list<"clock_skew">([] { return errors_of<Op>.clock_skew; }) &&
                         check_code_list<"nonce_used">([] { return errors_of<Op>.nonce_used; }) &&
                         check_code_list<"transient">([] { return errors_of<Op>.transient; }) &&
                         check_code_list<"bad_request">([] { return errors_of<Op>.bad_request; });
  constexpr bool repeated = has_repeated_code(errors_of<Op>);
  static_assert(!repeated,
                "roster: a code is in two lists of errors; a code has one meaning, and only a code of "
                "unauthenticated may be in expired_token, too; remove it from one of them");
  return valid && !repeated;
}

/// Checks the declaration of an operation's errors.
template <class Op>
consteval bool check_errors() {
  constexpr bool ours = is_errors<std::remove_const_t<decltype(errors_of<Op>)>>;
  static_assert(
      ours,
      "roster: errors of this operation are not roster::errors; they declare where a response has its "
      "error; write static constexpr auto errors = roster::errors{.code = roster::path<&my_error::code>}");
  if constexpr (ours)
    return check_error_text<"code", Op>([] { return errors_of<Op>.code; }) &&
           check_error_text<"message", Op>([] { return errors_of<Op>.message; }) &&
           check_error_text<"request_id", Op>([] { return errors_of<Op>.request_id; }) &&
           check_error_flag<Op>() && check_codes<Op>();
  else
    return false;
}

}  // namespace roster::inline v0::detail
