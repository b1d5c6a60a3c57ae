// SPDX-License-Identifier: BSL-1.0
#pragma once
// Parses real numbers exactly. A separate file because libc++ before 20 has no std::from_chars for them: there, the C
// library's function is used with the "C" locale, independent of the program's locale.

#include <charconv>
#include <concepts>

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

}  // namespace roster::inline v0::detail
