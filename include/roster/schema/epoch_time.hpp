// SPDX-License-Identifier: BSL-1.0
#pragma once
// A point in time that a service sends as a number: seconds or milliseconds since 1970-01-01T00:00:00Z.

#include <chrono>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <roster/schema/utc_time.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0 {

namespace detail {

/// How a time since the epoch is encoded in JSON.
enum class epoch_form {
  number,  ///< 1722318346
  text,    ///< "1722318346"
};

/// Returns 0 to 9 for a digit, -1 for every other character.
constexpr int digit_value(char c) noexcept { return c >= '0' && c <= '9' ? c - '0' : -1; }

/// A parsed decimal number. Its value is 0.d1d2d3… times 10 to the power of `point`, where d are the digits of
/// `mantissa`; a decimal point in `mantissa` is ignored.
struct decimal_text {
  bool is_negative{};
  std::string_view mantissa{};
  std::int64_t point{};
};

/// Parses digits with an optional sign, fraction and exponent, as in JSON.
constexpr std::optional<decimal_text> parse_decimal(std::string_view text) noexcept {
  decimal_text out{.is_negative = text.starts_with('-')};
  if (out.is_negative) text.remove_prefix(1);
  std::size_t at = 0;
  const auto skip_digits = [&] {
    const auto begin = at;
    while (at < text.size() && digit_value(text[at]) >= 0) ++at;
    return at > begin;
  };
  if (!skip_digits()) return std::nullopt;
  out.point = static_cast<std::int64_t>(at);
  if (at < text.size() && text[at] == '.' && (++at, !skip_digits())) return std::nullopt;
  out.mantissa = text.substr(0, at);
  if (at == text.size()) return out;
  if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
  ++at;
  const bool has_sign = at < text.size() && (text[at] == '+' || text[at] == '-');
  const bool is_lower = has_sign && text[at] == '-';
  if (has_sign) ++at;
  if (at == text.size()) return std::nullopt;
  std::int64_t exponent = 0;
  constexpr std::int64_t limit = std::int64_t{1} << 50;  // no text has enough digits to compensate for this
  for (; at < text.size(); ++at) {
    if (digit_value(text[at]) < 0) return std::nullopt;
    if (exponent < limit) exponent = exponent * 10 + digit_value(text[at]);
  }
  out.point += is_lower ? -exponent : exponent;
  return out;
}

inline constexpr std::chrono::sys_seconds first_instant{std::chrono::sys_days{
    std::chrono::year_month_day{std::chrono::year{0}, std::chrono::month{1}, std::chrono::day{1}}}};
inline constexpr std::chrono::sys_seconds end_of_instants{std::chrono::sys_days{
    std::chrono::year_month_day{std::chrono::year{10'000}, std::chrono::month{1}, std::chrono::day{1}}}};

/// Parses a number in units of 10 to the power of -`digits` seconds since the epoch, exactly; digits below a
/// nanosecond are truncated. Returns std::nullopt for text that is not a number, and outside the years 0 to 9999,
/// where the number must have another unit.
constexpr std::optional<instant> parse_epoch(std::string_view text, int digits) noexcept {
  using namespace std::chrono;
  const auto number = parse_decimal(text);
  if (!number) return std::nullopt;
  constexpr std::int64_t max_seconds = 1'000'000'000'000;  // in the year 33658
  std::int64_t whole = 0;
  std::int64_t part = 0;
  std::int64_t unit = 1'000'000'000;
  std::int64_t left = number->point - digits;  // digits of whole seconds that remain
  const auto take = [&](int digit) {
    if (left > 0) {
      whole = whole < max_seconds ? whole * 10 + digit : max_seconds;
    } else if (left == 0 && unit > 1) {
      unit /= 10;
      part += unit * digit;
    }
    if (left > 0) --left;
  };
  for (; left < 0 && unit > 1; ++left) unit /= 10;  // 0.00…
  if (left < 0) left = 0;
  for (const char c : number->mantissa)
    if (c != '.') take(digit_value(c));
  for (; left > 0 && whole != 0 && whole < max_seconds; --left) whole *= 10;
  if (number->is_negative) {
    whole = -whole;
    if (part > 0) {
      --whole;
      part = 1'000'000'000 - part;
    }
  }
  const sys_seconds time{seconds{whole}};
  if (time < first_instant || time >= end_of_instants) return std::nullopt;
  return instant{time, nanoseconds{part}};
}

/// Returns the shortest number, in units of 10 to the power of -`digits` seconds, that is exactly this time.
inline std::string format_epoch(const instant& time, int digits) {
  auto whole = time.seconds.time_since_epoch().count();
  auto part = time.fraction.count();
  const bool is_negative = whole < 0;
  if (is_negative) {
    whole = -whole;
    if (part > 0) {
      --whole;
      part = 1'000'000'000 - part;
    }
  }
  auto out = std::to_string(whole) + std::to_string(1'000'000'000 + part).substr(1);
  const auto point = out.size() - 9 + static_cast<std::size_t>(digits);
  out.insert(point, 1, '.');
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  const auto first = out.find_first_not_of('0');
  out.erase(0, first == out.npos ? out.size() - 1 : first);
  if (out.front() == '.') out.insert(0, 1, '0');
  return is_negative ? '-' + out : out;
}

/// A time that is sent as a number of Unit (seconds or milliseconds) since 1970-01-01T00:00:00Z: a JSON number, with
/// or without a fraction, or a string of its digits. It is encoded in the form in which it was received. It has no
/// value if none was received, if the text is not a number, and outside the years 0 to 9999, where the number must
/// have another unit. Times compare by value, to the nanosecond; a string without a value is unordered with every
/// time, and equal only to the same text.
/// Example: epoch_time: reads numbers and strings of digits
template <class Unit>
class epoch_time {
  static_assert(std::same_as<Unit, std::chrono::seconds> || std::same_as<Unit, std::chrono::milliseconds>,
                "roster: unsupported unit of epoch_time; it counts seconds or milliseconds; use "
                "roster::epoch_seconds or roster::epoch_milliseconds");

 public:
  epoch_time() = default;
  explicit epoch_time(const instant& time) : value_(time) {}
  template <class Duration>
  explicit epoch_time(std::chrono::sys_time<Duration> time) : value_(utc_time(time).value()) {}
  explicit epoch_time(std::string_view text, epoch_form form = epoch_form::number)
      : value_(parse(text)), form_(form) {
    if (!value_ || detail::format_epoch(*value_, digits) != text) text_ = text;
  }

  /// Parses a number of the unit, like the constructor.
  static constexpr std::optional<instant> parse(std::string_view text) noexcept {
    return detail::parse_epoch(text, digits);
  }

  const std::optional<instant>& value() const noexcept { return value_; }
  /// Returns the value truncated to whole seconds.
  std::optional<std::chrono::sys_seconds> seconds() const noexcept {
    return value_ ? std::optional(value_->seconds) : std::nullopt;
  }
  /// Returns the value as a system_clock time; std::nullopt outside its range, which is the years 1678 to 2261 where
  /// it counts nanoseconds.
  std::optional<std::chrono::system_clock::time_point> time_point() const noexcept {
    using clock = std::chrono::system_clock;
    using std::chrono::ceil, std::chrono::floor, std::chrono::seconds;
    if (!value_ || value_->seconds <= ceil<seconds>((clock::time_point::min)()) ||
        value_->seconds >= floor<seconds>((clock::time_point::max)()))
      return std::nullopt;
    return clock::time_point(
        std::chrono::duration_cast<clock::duration>(value_->seconds.time_since_epoch() + value_->fraction));
  }
  /// Returns the number or text that was received; "" when none was.
  std::string text() const { return text_.empty() && value_ ? detail::format_epoch(*value_, digits) : text_; }
  /// Returns whether the time was received, and is encoded, as a number or as a string.
  epoch_form form() const noexcept { return form_; }
  bool empty() const noexcept { return !value_ && text_.empty(); }
  /// Returns whether a value was received that is not a time.
  bool is_unreadable() const noexcept { return !value_ && !text_.empty(); }

  friend std::partial_ordering operator<=>(const epoch_time& left, const epoch_time& right) noexcept {
    if (left.value_ && right.value_) return *left.value_ <=> *right.value_;
    return left == right ? std::partial_ordering::equivalent : std::partial_ordering::unordered;
  }
  friend bool operator==(const epoch_time& left, const epoch_time& right) noexcept {
    if (left.value_ || right.value_) return left.value_ == right.value_;
    return left.text_ == right.text_;
  }
  friend std::ostream& operator<<(std::ostream& out, const epoch_time& t) { return out << t.text(); }

 private:
  static constexpr int digits = std::same_as<Unit, std::chrono::seconds> ? 0 : 3;

  std::optional<instant> value_{};
  epoch_form form_{};
  std::string text_{};  // only if it differs from the shortest number for the value
};

}  // namespace detail

/// A time that is sent as seconds since 1970-01-01T00:00:00Z.
using epoch_seconds = detail::epoch_time<std::chrono::seconds>;
/// A time that is sent as milliseconds since 1970-01-01T00:00:00Z.
using epoch_milliseconds = detail::epoch_time<std::chrono::milliseconds>;

}  // namespace roster::inline v0

template <class Unit>
struct std::hash<roster::detail::epoch_time<Unit>> {
  std::size_t operator()(const roster::detail::epoch_time<Unit>& time) const {
    return roster::detail::hash_of(time);
  }
};
