// SPDX-License-Identifier: BSL-1.0
#pragma once
// Reads and sets the members in a paging declaration, whether their types are plain or optional.

#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <roster/schema/kind.hpp>
#include <roster/schema/path.hpp>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>

namespace roster::inline v0::detail {

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
  if constexpr (kind_of<T> == kind::optional)
    return member ? as_number(*member) : std::nullopt;
  else
    return static_cast<std::int64_t>(member);
}

template <class T>
std::optional<std::string> as_text(const T& member) {
  if constexpr (kind_of<T> == kind::optional)
    return member ? as_text(*member) : std::nullopt;
  else if constexpr (kind_of<T> == kind::integer)
    return std::to_string(member);
  else
    return member;
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
template <class Answer, class Path, class Read>
auto read_place(const Answer& answer, Path where, Read read) {
  if constexpr (has_path<Path>) {
    const auto* place = find(answer, where);
    using result = decltype(read(*place));
    return place ? read(*place) : result{};
  } else {
    return std::nullopt;
  }
}

template <class Answer, class Path>
std::optional<std::int64_t> number_at(const Answer& answer, Path where) {
  return read_place(answer, where, [](const auto& place) { return as_number(place); });
}
template <class Answer, class Path>
std::optional<std::string> text_at(const Answer& answer, Path where) {
  return read_place(answer, where, [](const auto& place) { return as_text(place); });
}
template <class Answer, class Path>
std::optional<bool> truth_at(const Answer& answer, Path where) {
  return read_place(answer, where, [](const auto& place) { return as_truth(place); });
}

/// Returns the response's member `request_id`; "" if there is none.
template <class Answer>
std::string request_id_of(const Answer& answer) {
  constexpr auto at = index_of<Answer>("request_id");
  if constexpr (at < field_count<Answer>())
    return as_text(field_at<at>(answer)).value_or("");
  else
    return {};
}

}  // namespace roster::inline v0::detail
