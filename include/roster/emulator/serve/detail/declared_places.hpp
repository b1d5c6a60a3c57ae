// SPDX-License-Identifier: BSL-1.0
#pragma once
// The declared places of values in requests and responses: texts and numbers of any supported type.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <roster/emulator/serve/detail/error_form.hpp>
#include <roster/http/message.hpp>
#include <roster/schema/detail/member_text.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/operation.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/detail/number_text.hpp>
#include <string>
#include <string_view>
#include <type_traits>

namespace roster::inline v0::emulator::detail {

/// Returns the text of what a request sends there; nothing without such a member, or if it is an empty string.
template <class Request, class Sent>
std::optional<std::string> requested_text(const Request& request, Sent sent) {
  if constexpr (roster::detail::has_path<Sent>) {
    const auto* const member = roster::detail::find_sent(request, sent);
    auto text = member != nullptr ? roster::detail::as_text(*member) : std::nullopt;
    return text && text->empty() ? std::nullopt : text;
  } else {
    return std::nullopt;
  }
}

/// Returns the text of an item's key; "" if the API has none, or the item.
template <class Op>
std::string key_text(const item_of<Op>& item) {
  using key = std::remove_cvref_t<decltype(key_of<Op>)>;
  if constexpr (!roster::detail::has_path<key>) {
    return {};
  } else if constexpr (roster::detail::is_composite<key>) {
    return roster::detail::text_of_key(item, key_of<Op>);
  } else {
    const auto* const member = find(item, key_of<Op>);
    return member != nullptr ? roster::detail::as_text(*member).value_or("") : std::string();
  }
}

/// Sets a string, an integer or a flag, or an optional one.
template <class M, class Value>
void assign_value(M& member, const Value& value) {
  if constexpr (roster::detail::is_optional<M>) {
    assign_value(member.emplace(), value);
  } else if constexpr (std::is_same_v<Value, bool>) {
    member = value;
  } else if constexpr (std::is_integral_v<M> && std::is_integral_v<Value>) {
    member = static_cast<M>(value);
  } else if constexpr (std::is_integral_v<M>) {
    (void)roster::detail::parse_number(value, member);
  } else if constexpr (std::is_integral_v<Value>) {
    member = std::to_string(value);
  } else {
    member = M(value);
  }
}

inline std::string header_text(const std::string& value) { return value; }
inline std::string header_text(std::int64_t value) { return std::to_string(value); }
inline std::string header_text(bool value) { return value ? "true" : "false"; }

/// Puts a value into its place in a response: a member, a header, or nowhere.
template <class Response, class Place, class Value>
void put_value(Response& body, http::headers& headers, Place place, const Value& value) {
  if constexpr (std::is_same_v<Place, roster::header>)
    headers.set(place.name, header_text(value));
  else if constexpr (roster::detail::has_path<Place>)
    assign_value(roster::detail::make(body, place), value);
}

/// Appends the members of a path of errors, which begins in Root.
template <class Root, letter_case Case>
void append_steps(error_place&, roster::detail::path_type<>) {}
template <class Root, letter_case Case, auto First, auto... Rest>
void append_steps(error_place& out, roster::detail::path_type<First, Rest...>) {
  using member = std::remove_reference_t<decltype(std::declval<Root&>().*First)>;
  using plain = typename roster::detail::inside_optional<member>::type;
  constexpr auto index = roster::detail::index_of<Root>(First);
  out.steps.push_back({roster::detail::wire_name<Root, index, Case>,
                       roster::detail::kind_of<plain> == roster::detail::kind::list});
  using inside = typename roster::detail::innermost<member>::type;
  if constexpr (sizeof...(Rest) == 0) out.is_number = std::is_integral_v<inside>;
  append_steps<inside, Case>(out, roster::detail::path_type<Rest...>{});
}

/// Returns a declared place of errors.
template <class Op, class Place>
std::optional<error_place> error_place_of(Place place) {
  if constexpr (std::is_same_v<Place, roster::header>) {
    return error_place{.header = place.name};
  } else if constexpr (roster::detail::has_path<Place>) {
    error_place out;
    append_steps<typename roster::detail::root_of_path<Place>::type, case_of<Op>>(out, place);
    return out;
  } else {
    return std::nullopt;
  }
}

/// Whether the operation declares how its service reports that a token has expired.
template <class Op>
inline constexpr bool declares_expiry = false;
template <class Op>
  requires requires { roster::detail::paging_of<Op>.expired; }
inline constexpr bool declares_expiry<Op> =
    roster::detail::has_path<decltype(roster::detail::paging_of<Op>.expired)>;

/// Returns the declared place of the token that continues a list whose token has expired.
template <class Op>
std::optional<error_place> recovery_place_of() {
  if constexpr (declares_expiry<Op>)
    return error_place_of<Op>(roster::detail::paging_of<Op>.expired.recovery);
  else
    return std::nullopt;
}

/// Returns what an operation declares about its errors.
template <class Op>
error_form error_form_of() {
  constexpr const auto& declared = roster::detail::errors_of<Op>;
  const auto first = [](const roster::detail::code_list& list) {
    return list.size() == 0 ? std::string_view() : *list.begin();
  };
  return {.code = error_place_of<Op>(declared.code),
          .message = error_place_of<Op>(declared.message),
          .request_id = error_place_of<Op>(declared.request_id),
          .fails_unless = error_place_of<Op>(declared.fails_unless),
          .recovery = recovery_place_of<Op>(),
          .throttled = first(declared.throttled),
          .unauthenticated = first(declared.unauthenticated),
          .forbidden = first(declared.forbidden),
          .expired_token = first(declared.expired_token),
          .clock_skew = first(declared.clock_skew),
          .transient = first(declared.transient),
          .bad_request = first(declared.bad_request)};
}

}  // namespace roster::inline v0::emulator::detail
