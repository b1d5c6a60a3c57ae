// SPDX-License-Identifier: BSL-1.0
#pragma once
// Reads and sets the members in a paging declaration, whether their types are plain or optional.

#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/message.hpp>
#include <roster/schema/detail/member_text.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/path.hpp>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>

namespace roster::inline v0::detail {

inline std::optional<std::int64_t> number_in(std::string_view text) noexcept {
  std::int64_t value{};
  const auto end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  return error == std::errc{} && at == end && !text.empty() ? std::optional(value) : std::nullopt;
}

template <class T>
bool is_set(const T& member) {
  if constexpr (kind_of<T> == kind::optional)
    return member.has_value();
  else
    return member != T{};
}

/// Sets a request member to a number, as text if the member is a string.
template <class T>
void set_number(T& member, std::int64_t value) {
  using inner = inner_type<T>;
  if constexpr (kind_of<inner> == kind::text)
    member = std::to_string(value);
  else
    member = static_cast<inner>(value);
}

/// Sets a request member to a token, parsed if the member is a number.
template <class T>
void set_token(T& member, const std::string& token) {
  using inner = inner_type<T>;
  if constexpr (kind_of<inner> == kind::integer) {
    inner value{};
    const auto end = token.data() + token.size();
    const auto [at, error] = std::from_chars(token.data(), end, value);
    if (error == std::errc{} && at == end) member = value;
  } else {
    member = token;
  }
}

template <class T>
std::optional<std::int64_t> as_number(const T& member) {
  if constexpr (kind_of<T> == kind::optional) {
    return member ? as_number(*member) : std::nullopt;
  } else if constexpr (kind_of<T> == kind::text) {  // a request member, as set_number() writes it
    return number_in(member);
  } else {
    return static_cast<std::int64_t>(member);
  }
}

template <class T>
std::optional<bool> as_truth(const T& member) {
  if constexpr (kind_of<T> == kind::flag)
    return member.has_value() ? std::optional(static_cast<bool>(member)) : std::nullopt;
  else
    return member;  // bool or optional<bool>
}

/// Reads a member of a response with `read`; std::nullopt if the path is no_path or an optional in the path
/// is empty.
template <class Response, class Path, class Read>
auto read_member(const Response& response, Path where, Read read) {
  if constexpr (has_path<Path>) {
    const auto* member = find(response, where);
    using result = decltype(read(*member));
    return member ? read(*member) : result{};
  } else {
    return std::nullopt;
  }
}

/// What a strategy learns about a page: the decoded response without its items, its headers, and the key of the last
/// item as text.
template <class Response>
struct response_view {
  const Response& body;
  const http::headers* headers{};
  std::string_view last_key{};

  std::string_view header(std::string_view name) const noexcept {
    return headers != nullptr ? http::detail::trimmed(headers->get(name)) : std::string_view();
  }
};

template <class Response, class Place>
std::optional<std::int64_t> number_at(const response_view<Response>& from, Place place) {
  if constexpr (std::is_same_v<Place, header>)
    return number_in(from.header(place.name));
  else
    return read_member(from.body, place, [](const auto& found) { return as_number(found); });
}
template <class Response, class Place>
std::optional<std::string> text_at(const response_view<Response>& from, Place place) {
  if constexpr (std::is_same_v<Place, header>)
    return std::string(from.header(place.name));
  else
    return read_member(from.body, place, [](const auto& found) { return as_text(found); });
}
template <class Response, class Place>
std::optional<bool> truth_at(const response_view<Response>& from, Place place) {
  if constexpr (std::is_same_v<Place, header>) {
    const auto text = http::detail::lower_case(from.header(place.name));
    return text.empty() ? std::nullopt : std::optional(text == "true" || text == "1");
  } else {
    return read_member(from.body, place, [](const auto& found) { return as_truth(found); });
  }
}

// The members of a request that paging sends: pointers to members, or paths to nested ones; no_path is never set.

template <class Request, class Sent>
bool is_sent(const Request& request, Sent sent) {
  if constexpr (has_path<Sent>) {
    const auto* member = find_sent(request, sent);
    return member != nullptr && is_set(*member);
  } else {
    return false;
  }
}

template <class Request, class Sent>
std::optional<std::int64_t> sent_number(const Request& request, Sent sent) {
  if constexpr (has_path<Sent>) {
    const auto* member = find_sent(request, sent);
    return member != nullptr ? as_number(*member) : std::nullopt;
  } else {
    return std::nullopt;
  }
}

template <class Request, class Sent>
std::string sent_text(const Request& request, Sent sent) {
  const auto* member = find_sent(request, sent);
  return member != nullptr ? as_text(*member).value_or("") : std::string();
}

template <class Request, class Sent>
void send_number(Request& request, Sent sent, std::int64_t value) {
  if constexpr (has_path<Sent>) set_number(make_sent(request, sent), value);
}

/// Returns the response's member `request_id`; "" if there is none.
template <class Response>
std::string request_id_of(const Response& response) {
  if constexpr (kind_of<Response> == kind::object) {
    constexpr auto at = index_of<Response>("request_id");
    if constexpr (at < field_count<Response>()) return as_text(field_at<at>(response)).value_or("");
  }
  return {};
}

}  // namespace roster::inline v0::detail
