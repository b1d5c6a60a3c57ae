// SPDX-License-Identifier: BSL-1.0
#pragma once
// A point in time in a text format of a vendor: the parsed value and the text as received.

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace roster::inline v0 {

namespace detail {

/// A point in time to the nanosecond, in all years that have four digits.
struct instant {
  std::chrono::sys_seconds seconds{};
  std::chrono::nanoseconds fraction{};  ///< from 0 to less than a second

  friend constexpr auto operator<=>(const instant&, const instant&) = default;
};

/// Returns a hash of a utc_time or an epoch_time: of its value, or of the text that is not a time.
template <class Time>
std::size_t hash_of(const Time& time) {
  const auto& value = time.value();
  if (!value) return std::hash<std::string>{}(time.text());
  const auto seconds = static_cast<std::uint64_t>(value->seconds.time_since_epoch().count());
  return std::hash<std::uint64_t>{}(seconds * 1'000'000'000 +
                                    static_cast<std::uint64_t>(value->fraction.count()));
}

/// Reads a string from left to right; a failed read does not advance the position.
class time_reader {
 public:
  explicit constexpr time_reader(std::string_view text) noexcept : rest_(text) {}

  constexpr bool at_end() const noexcept { return rest_.empty(); }
  constexpr std::size_t left() const noexcept { return rest_.size(); }

  constexpr bool take(char c) noexcept {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  constexpr bool take_any(std::string_view set) noexcept {
    if (rest_.empty() || set.find(rest_.front()) == set.npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// Reads a number of exactly `count` digits; returns -1 if one of them is not a digit.
  constexpr int digits(std::size_t count) noexcept {
    if (rest_.size() < count) return -1;
    int value = 0;
    for (const char c : rest_.substr(0, count)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  /// Reads all following digits as a fraction, truncated to nanoseconds; returns -1 if there is no digit.
  constexpr std::int64_t fraction() noexcept {
    std::int64_t value = 0;
    std::int64_t unit = 1'000'000'000;
    const auto begin = rest_.size();
    for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; rest_.remove_prefix(1)) {
      unit /= 10;
      value += unit * (rest_.front() - '0');
    }
    return begin == rest_.size() ? -1 : value;
  }

 private:
  std::string_view rest_;
};

/// Returns whether the separators of a string are those of the most common form, "2024-07-30T05:45:46Z".
constexpr bool is_usual_form(std::string_view text) noexcept {
  return text.size() == 20 && text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':' &&
         text[16] == ':' && text[19] == 'Z';
}

/// Returns the time in the most common form, as a fast path; std::nullopt for a string that needs the full parser.
constexpr std::optional<std::chrono::sys_seconds> read_usual_form(std::string_view text) noexcept {
  using namespace std::chrono;
  bool good = true;
  const auto two = [&](std::size_t at) {
    const unsigned tens = static_cast<unsigned char>(text[at]) - unsigned{'0'};
    const unsigned ones = static_cast<unsigned char>(text[at + 1]) - unsigned{'0'};
    good = good && tens < 10 && ones < 10;
    return static_cast<int>(tens * 10 + ones);
  };
  const int year_number = two(0) * 100 + two(2);
  const auto month_number = static_cast<unsigned>(two(5));
  const auto day_number = static_cast<unsigned>(two(8));
  const int h = two(11);
  const int mi = two(14);
  const int s = two(17);
  const year_month_day date{year{year_number}, month{month_number}, day{day_number}};
  if (!good || h > 23 || mi > 59 || s > 59 || !date.ok()) return std::nullopt;
  return sys_days{date} + hours{h} + minutes{mi} + seconds{s};
}

constexpr std::optional<std::chrono::sys_days> read_date(time_reader& in) noexcept {
  using namespace std::chrono;
  const int y = in.digits(4);
  const bool extended = in.take('-');
  const int m = in.digits(2);
  if (y < 0 || m < 0 || (extended && !in.take('-'))) return std::nullopt;
  const int d = in.digits(2);
  if (d < 0) return std::nullopt;
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  if (!date.ok()) return std::nullopt;
  return sys_days{date};
}

/// Reads "05", "05:45", "05:45:46", "054546" and a fraction of seconds, as the time since midnight.
constexpr std::optional<std::chrono::nanoseconds> read_clock(time_reader& in) noexcept {
  using namespace std::chrono;
  const int h = in.digits(2);
  const bool extended = in.take(':');
  const int mi = in.digits(2);
  if (h < 0 || mi < 0 || mi > 59) return std::nullopt;
  int s = 0;
  std::int64_t part = 0;
  const bool has_seconds = extended ? in.take(':') : in.left() >= 2;
  if (has_seconds && (s = in.digits(2)) < 0 && extended) return std::nullopt;
  if (s < 0) s = 0;  // the basic form without seconds: the zone follows
  if (has_seconds && in.take_any(".,") && (part = in.fraction()) < 0) return std::nullopt;
  if (s > 60 || h > 24 || (h == 24 && (mi != 0 || s != 0 || part != 0))) return std::nullopt;
  return hours{h} + minutes{mi} + seconds{s} + nanoseconds{part};
}

/// Reads "Z", "+08:00", "+0800" or "+08" as the offset from UTC; zero at the end of the text.
constexpr std::optional<std::chrono::minutes> read_zone(time_reader& in) noexcept {
  using namespace std::chrono;
  in.take(' ');
  if (in.at_end() || in.take_any("Zz")) return minutes{0};
  if (in.take('U')) return in.take('T') && in.take('C') ? std::optional(minutes{0}) : std::nullopt;
  const bool minus = in.take('-');
  if (!minus && !in.take('+')) return std::nullopt;
  const int h = in.digits(2);
  in.take(':');
  const int m = in.at_end() ? 0 : in.digits(2);
  if (h < 0 || h > 23 || m < 0 || m > 59) return std::nullopt;
  const auto offset = hours{h} + minutes{m};
  return minus ? -offset : offset;
}

/// Parses a time in the formats that services use: ISO 8601 with date, or date and time, extended or basic, with a
/// fraction of seconds and an offset, which defaults to UTC. 24:00 is midnight of the next day, and second 60 the
/// first second of the next minute. Digits beyond nanoseconds are truncated.
/// Example: utc_time: parses times in every common format
constexpr std::optional<instant> parse_time(std::string_view text) noexcept {
  using namespace std::chrono;
  if (detail::is_usual_form(text))
    if (const auto time = detail::read_usual_form(text)) return instant{*time, {}};
  time_reader in(text);
  const auto date = detail::read_date(in);
  if (!date) return std::nullopt;
  if (in.at_end()) return instant{*date, {}};
  if (!in.take_any("Tt ")) return std::nullopt;
  const auto clock = detail::read_clock(in);
  if (!clock) return std::nullopt;
  const auto offset = detail::read_zone(in);
  if (!offset || !in.at_end()) return std::nullopt;
  const auto whole = floor<seconds>(*clock);
  return instant{*date + whole - *offset, *clock - whole};
}

/// Returns the time as "YYYY-MM-DDThh:mm:ssZ", for the years 0 to 9999; other years cannot be formatted.
inline std::string format_utc(std::chrono::sys_seconds time) {
  using namespace std::chrono;
  const auto days = floor<std::chrono::days>(time);
  const year_month_day date{days};
  const hh_mm_ss clock{time - days};
  std::string out = "0000-00-00T00:00:00Z";
  const auto put = [&](std::size_t begin, std::size_t end, std::int64_t value) {
    for (; value > 0 && end > begin; value /= 10) out[--end] = static_cast<char>('0' + value % 10);
  };
  put(0, 4, static_cast<int>(date.year()));
  put(5, 7, static_cast<unsigned>(date.month()));
  put(8, 10, static_cast<unsigned>(date.day()));
  put(11, 13, clock.hours().count());
  put(14, 16, clock.minutes().count());
  put(17, 19, clock.seconds().count());
  return out;
}

/// Formats like the overload above, with as many digits of the fraction as needed.
inline std::string format_utc(const instant& time) {
  auto out = format_utc(time.seconds);
  if (time.fraction.count() == 0) return out;
  auto digits = std::to_string(1'000'000'000 + time.fraction.count()).substr(1);
  digits.erase(digits.find_last_not_of('0') + 1);
  out.back() = '.';
  return out + digits + 'Z';
}

}  // namespace detail

/// A time in a response. It has no value if none was received or the text is not a time; the text is always kept.
/// Times compare by value, to the nanosecond; a string that is not a time is unordered with every time, and equal only
/// to the same text.
/// Example: utc_time: compares at its precision
class utc_time {
 public:
  utc_time() = default;
  /// A point in time.
  explicit utc_time(const detail::instant& time) : value_(time) {}
  /// A point in time of the standard library's clock.
  template <class Duration>
  explicit utc_time(std::chrono::sys_time<Duration> time) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(time);
    value_ = detail::instant{whole, std::chrono::duration_cast<std::chrono::nanoseconds>(time - whole)};
  }
  /// Keeps the text, also one that is not a time.
  explicit utc_time(std::string_view text) : value_(detail::parse_time(text)) {
    // This form has neither a fraction nor an offset; 24:00 and second 60 are normalized.
    const bool canonical =
        value_ && detail::is_usual_form(text) && text.substr(11, 2) != "24" && text[17] != '6';
    if (!canonical) text_ = text;
  }

  /// Returns the point in time; nullopt if the text is absent or no time.
  const std::optional<detail::instant>& value() const noexcept { return value_; }
  /// Returns the value truncated to whole seconds.
  std::optional<std::chrono::sys_seconds> seconds() const noexcept {
    return value_ ? std::optional(value_->seconds) : std::nullopt;
  }
  /// Returns the text that was received, "" when none was.
  std::string text() const { return text_.empty() && value_ ? detail::format_utc(*value_) : text_; }
  /// Returns whether there is neither a time nor a text.
  bool empty() const noexcept { return !value_ && text_.empty(); }
  /// Returns whether a string was received that is not a time.
  bool is_unreadable() const noexcept { return !value_ && !text_.empty(); }

  friend std::partial_ordering operator<=>(const utc_time& left, const utc_time& right) noexcept {
    if (left.value_ && right.value_) return *left.value_ <=> *right.value_;
    return left == right ? std::partial_ordering::equivalent : std::partial_ordering::unordered;
  }
  friend bool operator==(const utc_time& left, const utc_time& right) noexcept {
    if (left.value_ || right.value_) return left.value_ == right.value_;
    return left.text_ == right.text_;
  }
  friend std::ostream& operator<<(std::ostream& out, const utc_time& t) { return out << t.text(); }

 private:
  std::optional<detail::instant> value_{};
  std::string text_{};  // only if it differs from the canonical form of the value
};

}  // namespace roster::inline v0

template <>
struct std::hash<roster::utc_time> {
  std::size_t operator()(const roster::utc_time& time) const { return roster::detail::hash_of(time); }
};
