// SPDX-License-Identifier: BSL-1.0
#pragma once
// Formats and parses numbers exactly: one format for JSON bodies, queries, rows and user input.

#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <roster/wire/detail/parse_float.hpp>
#include <string>
#include <string_view>
#include <system_error>

namespace roster::inline v0::detail {

/// The result of parsing a number.
enum class number_result { ok, not_a_number, out_of_range };

template <std::integral T>
void print_number(T value, std::string& out) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

/// Appends the shortest text that parses to exactly `value`; without an exponent for 0 and for magnitudes from 1e-5
/// to below 1e15.
template <std::floating_point T>
void print_number(T value, std::string& out) {
  const T size = std::fabs(value);
  const bool plain = size == 0 || (size >= T(1e-5) && size < T(1e15));
  std::array<char, 64> digits;
  char* const last = digits.data() + digits.size();
  const auto end = plain ? std::to_chars(digits.data(), last, value, std::chars_format::fixed).ptr
                         : std::to_chars(digits.data(), last, value).ptr;
  out.append(digits.data(), end);
}

template <std::integral T>
std::from_chars_result read_chars(const char* first, const char* last, T& out) {
  return std::from_chars(first, last, out);
}
template <std::floating_point T>
std::from_chars_result read_chars(const char* first, const char* last, T& out) {
  return parse_float(first, last, out);
}

/// Parses all of `text`. Rejects "nan" and "inf".
template <class T>
number_result parse_number(std::string_view text, T& value) {
  T parsed{};
  const char* const last = text.data() + text.size();
  const auto [end, error] = read_chars(text.data(), last, parsed);
  if (error == std::errc::invalid_argument || end != last) return number_result::not_a_number;
  if (error == std::errc::result_out_of_range) return number_result::out_of_range;
  if constexpr (std::floating_point<T>)
    if (!std::isfinite(parsed)) return number_result::not_a_number;
  value = parsed;
  return number_result::ok;
}

}  // namespace roster::inline v0::detail
