// SPDX-License-Identifier: BSL-1.0
#pragma once
// Numbers as text.

#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <string>
#include <string_view>
#include <system_error>

#if !defined(__cpp_lib_to_chars)
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <type_traits>

#include <locale.h>  // newlocale and strtod_l are POSIX functions
#endif

namespace roster::inline v0::detail {

#if defined(__cpp_lib_to_chars)

/// Parses a decimal number by std::from_chars, where the standard library has it.
template <std::floating_point T>
std::from_chars_result parse_float(const char* first, const char* last, T& out) {
  return std::from_chars(first, last, out);
}

#else

/// Returns the end of the longest decimal number that begins at `first`; `first` itself if there is none.
inline const char* end_of_real(const char* first, const char* last) {
  const auto skip_digits = [last](const char* at) {
    return std::find_if(at, last, [](char c) { return c < '0' || c > '9'; });
  };
  const char* const begin = first + (first != last && *first == '-');
  const char* const whole = skip_digits(begin);
  const char* at = whole;
  if (at != last && *at == '.') at = skip_digits(at + 1);
  if (at == begin || (whole == begin && at == begin + 1)) return first;  // no digit before or after the dot
  if (at == last || (*at != 'e' && *at != 'E')) return at;
  const char* const sign = at + 1;
  const char* const power = sign + (sign != last && (*sign == '-' || *sign == '+'));
  const char* const end = skip_digits(power);
  return end == power ? at : end;
}

/// Parses a decimal number with the semantics of std::from_chars.
template <std::floating_point T>
std::from_chars_result parse_float(const char* first, const char* last, T& out) {
  static const locale_t plain = newlocale(LC_ALL_MASK, "C", locale_t{});
  const char* const end = end_of_real(first, last);
  if (end == first) return {first, std::errc::invalid_argument};
  const std::string number(first, end);
  T read{};
  if constexpr (std::is_same_v<T, float>)
    read = strtof_l(number.c_str(), nullptr, plain);
  else
    read = strtod_l(number.c_str(), nullptr, plain);
  const bool is_zero = number.find_first_of("123456789") >= number.find_first_of("eE");
  if (!std::isfinite(read) || (read == 0 && !is_zero)) return {end, std::errc::result_out_of_range};
  out = read;
  return {end, std::errc{}};
}

#endif

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
