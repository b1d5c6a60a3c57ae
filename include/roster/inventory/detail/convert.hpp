// SPDX-License-Identifier: BSL-1.0
#pragma once
// Converts a member of an item to a member of model_service.

#include <cstdint>
#include <map>
#include <optional>
#include <roster/inventory/model_service.hpp>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/utc_time.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// Values whose text may be shown; secrets are not.
template <class T>
concept plain_text = kind_of<T> == kind::text || kind_of<T> == kind::open_enum || kind_of<T> == kind::integer;

template <plain_text T>
std::string text_of_value(const T& value) {
  if constexpr (kind_of<T> == kind::text)
    return value;
  else if constexpr (kind_of<T> == kind::open_enum)
    return std::string(value.text());
  else
    return std::to_string(value);
}

/// Returns the text without blanks and line breaks around it: vendors' lists contain "http://…\n".
inline std::string_view trimmed_url(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  const auto begin = text.find_first_not_of(spaces);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(spaces) - begin + 1);
}

// set_from(member, value) sets a member of model_service, unless the value is absent or empty. There is an overload for
// each pair of types that can be mapped.

template <plain_text T>
void set_from(std::string& to, const T& value) {
  to = detail::text_of_value(value);
}
template <plain_text T>
void set_from(std::optional<std::string>& to, const T& value) {
  auto text = detail::text_of_value(value);
  if (!text.empty()) to = std::move(text);
}
template <plain_text T>
void set_from(std::vector<std::string>& to, const T& value) {
  const auto text = detail::text_of_value(value);
  const auto url = detail::trimmed_url(text);
  if (!url.empty()) to.emplace_back(url);
}
template <plain_text T>
void set_from(std::vector<std::string>& to, const std::vector<T>& values) {
  for (const auto& one : values) detail::set_from(to, one);
}
inline void set_from(std::map<std::string, std::string>& to, const std::map<std::string, std::string>& all) {
  for (const auto& [key, value] : all) to[key] = value;
}
template <class T>
  requires(kind_of<T> == kind::integer)
void set_from(std::optional<std::int64_t>& to, const T& value) {
  if (std::in_range<std::int64_t>(value)) to = static_cast<std::int64_t>(value);
}
template <class T>
  requires(kind_of<T> == kind::integer || kind_of<T> == kind::real)
void set_from(std::optional<double>& to, const T& value) {
  to = static_cast<double>(value);
}
inline void set_from(std::optional<utc_time>& to, const utc_time& value) {
  if (!value.empty()) to = value;
}
template <class Unit>
void set_from(std::optional<utc_time>& to, const epoch_time<Unit>& value) {
  if (!value.empty()) to = value.value() ? utc_time(*value.value()) : utc_time(value.text());
}
inline void set_from(open_enum<service_state>& to, service_state value) { to = value; }

template <class To, class T>
  requires requires(To& to, const T& value) { detail::set_from(to, value); }
void set_from(To& to, const std::optional<T>& value) {
  if (value) detail::set_from(to, *value);
}

/// Whether a member of model_service of type To can be set from a From.
template <class To, class From>
concept settable_from = requires(To& to, const From& value) { detail::set_from(to, value); };

/// Returns whether a member has a value already; lists and maps accept more.
inline bool has_value(const std::string& member) { return !member.empty(); }
template <class T>
bool has_value(const std::optional<T>& member) {
  return member.has_value();
}
template <class T>
bool has_value(const T&) {
  return false;
}

}  // namespace roster::inline v0::detail
