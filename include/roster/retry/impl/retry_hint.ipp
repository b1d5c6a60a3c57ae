// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of retry_hint.hpp.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <roster/http/detail/date.hpp>
#include <roster/http/detail/trimmed.hpp>
#include <roster/retry/detail/retry_hint.hpp>
#include <string_view>
#include <system_error>

namespace roster::inline v0::detail {

using milliseconds = std::chrono::milliseconds;

/// Parses a number of `unit`s: digits only, of any length.
inline std::optional<milliseconds> read_wait(std::string_view digits, milliseconds unit) {
  if (digits.empty() ||
      !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  std::int64_t value = 0;
  const auto most = max_retry_hint / unit;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc::result_out_of_range || value > most) return max_retry_hint;
  return value > 0 ? std::optional(value * unit) : std::nullopt;
}

/// Parses TimeLeft of "Limit:1,Remain:0,TimeLeft:2000,Reset:1234".
inline std::optional<milliseconds> read_time_left(std::string_view header) {
  constexpr std::string_view name = "TimeLeft:";
  while (!header.empty()) {
    const auto end = (std::min)(header.find(','), header.size());
    const auto part = http::detail::trimmed(header.substr(0, end));
    if (part.starts_with(name)) return read_wait(part.substr(name.size()), milliseconds(1));
    header.remove_prefix((std::min)(end + 1, header.size()));
  }
  return std::nullopt;
}

inline std::optional<milliseconds> read_retry_after(std::string_view header, std::chrono::sys_seconds now) {
  if (const auto wait = read_wait(header, milliseconds(1000))) return wait;
  const auto date = http::detail::parse_imf_date(header);
  if (!date || *date <= now) return std::nullopt;
  return (std::min)(milliseconds(*date - now), max_retry_hint);
}

ROSTER_DECL std::optional<std::chrono::milliseconds> read_retry_hint(const http::headers& headers,
                                                                     std::chrono::sys_seconds now) {
  if (const auto wait = read_wait(headers.get("x-acs-retry-after"), std::chrono::milliseconds(1)))
    return wait;
  const auto api = read_time_left(headers.get("x-ratelimit-user-api"));
  const auto user = read_time_left(headers.get("x-ratelimit-user"));
  if (api || user) return (std::max)(api, user);
  return read_retry_after(headers.get("retry-after"), now);
}

}  // namespace roster::inline v0::detail
