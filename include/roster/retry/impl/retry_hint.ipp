// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of retry_hint.hpp.

#include <roster/retry/detail/retry_hint.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <roster/http/detail/date.hpp>
#include <roster/http/detail/grammar.hpp>
#include <string>
#include <string_view>
#include <system_error>

namespace roster::inline v0::detail {

/// Parses a number of `unit`s: digits only, of any length.
inline std::optional<std::chrono::milliseconds> read_wait(std::string_view digits,
                                                          std::chrono::milliseconds unit) {
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
inline std::optional<std::chrono::milliseconds> read_time_left(std::string_view header) {
  constexpr std::string_view name = "TimeLeft:";
  while (!header.empty()) {
    const auto end = (std::min)(header.find(','), header.size());
    const auto part = http::detail::trimmed(header.substr(0, end));
    if (part.starts_with(name)) return read_wait(part.substr(name.size()), std::chrono::milliseconds(1));
    header.remove_prefix((std::min)(end + 1, header.size()));
  }
  return std::nullopt;
}

inline std::optional<std::chrono::milliseconds> read_retry_after(std::string_view header,
                                                                 std::chrono::sys_seconds now) {
  if (const auto wait = read_wait(header, std::chrono::milliseconds(1000))) return wait;
  const auto date = http::detail::parse_imf_date(header);
  if (!date || *date <= now) return std::nullopt;
  return (std::min)(std::chrono::milliseconds(*date - now), max_retry_hint);
}

/// Removes a number without a sign, with or without a fraction, from the beginning of a text.
inline std::optional<double> take_decimal(std::string_view& text) noexcept {
  const auto is_digit = [&] { return !text.empty() && text.front() >= '0' && text.front() <= '9'; };
  if (!is_digit()) return std::nullopt;
  double value = 0;
  for (; is_digit(); text.remove_prefix(1)) value = value * 10 + (text.front() - '0');
  if (!text.starts_with('.')) return value;
  text.remove_prefix(1);
  if (!is_digit()) return std::nullopt;
  for (double unit = 0.1; is_digit(); text.remove_prefix(1), unit /= 10) value += (text.front() - '0') * unit;
  return value;
}

/// Parses a number that is the whole text.
inline std::optional<double> read_decimal(std::string_view text) noexcept {
  const auto value = take_decimal(text);
  return text.empty() ? value : std::nullopt;
}

/// Returns a positive number of milliseconds, rounded up and capped.
inline std::optional<std::chrono::milliseconds> as_wait(std::optional<double> milliseconds) noexcept {
  if (!milliseconds || !(*milliseconds > 0)) return std::nullopt;
  if (!(*milliseconds < static_cast<double>(max_retry_hint.count()))) return max_retry_hint;
  const auto rounded =
      std::ceil(*milliseconds - 1e-3);  // 7.66 s are 7660 ms, although the product is not exact
  return std::chrono::milliseconds((std::max<std::int64_t>)(static_cast<std::int64_t>(rounded), 1));
}

inline std::optional<double> times(std::optional<double> number, double unit) noexcept {
  return number ? std::optional(*number * unit) : std::nullopt;
}

/// Parses a duration as the Go language prints it: "1s", "6m0s", "2m59.56s", "20ms". Returns milliseconds.
inline std::optional<double> read_go_duration(std::string_view text) noexcept {
  struct unit {
    std::string_view name;
    double milliseconds;
  };
  constexpr unit units[]{{"ms", 1}, {"us", 1e-3}, {"ns", 1e-6}, {"h", 3.6e6}, {"m", 6e4}, {"s", 1e3}};
  if (text.empty()) return std::nullopt;
  double sum = 0;
  while (!text.empty()) {
    const auto number = take_decimal(text);
    const auto found = std::find_if(std::begin(units), std::end(units),
                                    [&](const unit& one) { return text.starts_with(one.name); });
    if (!number || found == std::end(units)) return std::nullopt;
    sum += *number * found->milliseconds;
    text.remove_prefix(found->name.size());
  }
  return sum;
}

/// Removes the text before the next `separator` that is not in a quoted string, and the separator.
inline std::string_view take_part(std::string_view& text, char separator) noexcept {
  std::size_t end = 0;
  for (bool quoted = false; end < text.size() && (quoted || text[end] != separator); ++end) {
    if (text[end] == '"') quoted = !quoted;
    if (quoted && text[end] == '\\') ++end;
  }
  const auto part = http::detail::trimmed(text.substr(0, end));
  text.remove_prefix((std::min)(end + 1, text.size()));
  return part;
}

/// Parses the field RateLimit as older drafts have it: "limit=10, remaining=0, reset=1". Returns milliseconds.
inline std::optional<double> read_old_rate_limit(std::string_view field) noexcept {
  std::optional<double> left;
  std::optional<double> reset;
  while (!field.empty()) {
    const auto parameter = take_part(field, ',');
    if (parameter.starts_with("remaining=")) left = read_decimal(parameter.substr(10));
    if (parameter.starts_with("reset=")) reset = read_decimal(parameter.substr(6));
  }
  return left == 0.0 ? times(reset, 1e3) : std::nullopt;
}

/// Parses the field RateLimit: the longest time of a policy of which nothing is left. Returns milliseconds.
inline std::optional<double> read_rate_limit(std::string_view field) noexcept {
  std::optional<double> longest;
  while (!field.empty()) {
    auto policy = take_part(field, ',');
    std::optional<double> left;
    std::optional<double> reset;
    while (!policy.empty()) {
      const auto parameter = take_part(policy, ';');
      if (parameter.starts_with("r=")) left = read_decimal(parameter.substr(2));
      if (parameter.starts_with("t=")) reset = read_decimal(parameter.substr(2));
    }
    if (left == 0.0 && reset) longest = (std::max)(longest, times(reset, 1e3));
  }
  return longest;
}

/// Parses the time of a reset: a delay in seconds, or a time since 1970 in seconds or milliseconds. The
/// magnitude distinguishes them, since no service requests a delay of 30 years. Returns the delay in milliseconds.
inline std::optional<double> read_reset(std::string_view field, std::chrono::sys_seconds now) noexcept {
  const auto value = read_decimal(field);
  const auto since_1970 = static_cast<double>(now.time_since_epoch().count()) * 1e3;
  if (!value || *value < 1e9) return times(value, 1e3);
  return (*value < 1e11 ? *value * 1e3 : *value) - since_1970;
}

/// Returns the delay until the limits that the headers of a throttled response report are reset.
inline std::optional<std::chrono::milliseconds> read_limits(const http::headers& headers,
                                                            std::chrono::sys_seconds now) {
  const auto get = [&](std::string_view name) { return http::detail::trimmed(headers.get(name)); };
  const auto is_used_up = [&](std::string_view name) { return read_decimal(get(name)).value_or(0) == 0; };
  if (const auto wait = as_wait(read_decimal(get("retry-after-ms")))) return wait;
  if (const auto wait = as_wait(read_rate_limit(get("ratelimit")))) return wait;
  if (const auto wait = as_wait(read_old_rate_limit(get("ratelimit")))) return wait;
  if (is_used_up("ratelimit-remaining"))
    if (const auto wait = as_wait(times(read_decimal(get("ratelimit-reset")), 1e3))) return wait;
  if (is_used_up("x-ratelimit-remaining"))
    if (const auto wait = as_wait(read_reset(get("x-ratelimit-reset"), now))) return wait;
  std::optional<double> longest;
  for (const char* const limit : {"requests", "tokens"})
    if (is_used_up("x-ratelimit-remaining-" + std::string(limit)))
      longest = (std::max)(longest, read_go_duration(get("x-ratelimit-reset-" + std::string(limit))));
  return as_wait(longest);
}

ROSTER_DECL std::optional<std::chrono::milliseconds> read_retry_hint(const http::headers& headers,
                                                                     std::chrono::sys_seconds now,
                                                                     bool is_throttled) {
  if (const auto wait = read_wait(headers.get("x-acs-retry-after"), std::chrono::milliseconds(1)))
    return wait;
  const auto api = read_time_left(headers.get("x-ratelimit-user-api"));
  const auto user = read_time_left(headers.get("x-ratelimit-user"));
  if (api || user) return (std::max)(api, user);
  if (const auto wait = read_retry_after(headers.get("retry-after"), now)) return wait;
  return is_throttled ? read_limits(headers, now) : std::nullopt;
}

}  // namespace roster::inline v0::detail
