// SPDX-License-Identifier: BSL-1.0
#pragma once
// A point in time as vendors write it: seconds to compute with, and the very text that came.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace roster {
namespace detail {

/// Reads exactly `count` digits at the front of `text`, taking them off; -1 when they are not there.
constexpr int take_digits(std::string_view& text, std::size_t count) noexcept {
  if (text.size() < count) return -1;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

constexpr bool take_char(std::string_view& text, char c) noexcept {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

/// Reads "Z" or "+hh:mm" to the end of `text`: the offset from UTC in seconds.
constexpr std::optional<int> take_offset(std::string_view text) noexcept {
  if (text == "Z" || text == "z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const int sign = text[0] == '-' ? -1 : 1;
  text.remove_prefix(1);
  const int hours = take_digits(text, 2);
  const bool colon = take_char(text, ':');
  const int minutes = take_digits(text, 2);
  if (hours < 0 || hours > 23 || !colon || minutes < 0 || minutes > 59) return std::nullopt;
  return sign * (hours * 3600 + minutes * 60);
}

}  // namespace detail

/// Parses an RFC 3339 date and time ("2024-07-30T05:45:46Z", fractions and offsets too; a fraction is cut
/// off).
constexpr std::optional<std::chrono::sys_seconds> parse_rfc3339(std::string_view text) noexcept {
  using namespace std::chrono;
  const int y = detail::take_digits(text, 4);
  const bool dash1 = detail::take_char(text, '-');
  const int mo = detail::take_digits(text, 2);
  const bool dash2 = detail::take_char(text, '-');
  const int d = detail::take_digits(text, 2);
  if (y < 0 || mo < 0 || d < 0 || !dash1 || !dash2) return std::nullopt;
  if (!detail::take_char(text, 'T') && !detail::take_char(text, 't') && !detail::take_char(text, ' '))
    return std::nullopt;
  const int h = detail::take_digits(text, 2);
  const bool colon1 = detail::take_char(text, ':');
  const int mi = detail::take_digits(text, 2);
  const bool colon2 = detail::take_char(text, ':');
  const int s = detail::take_digits(text, 2);
  if (h < 0 || h > 23 || mi < 0 || mi > 59 || s < 0 || s > 59 || !colon1 || !colon2) return std::nullopt;
  if (detail::take_char(text, '.')) {
    if (detail::take_digits(text, 1) < 0) return std::nullopt;
    while (detail::take_digits(text, 1) >= 0) {
    }
  }
  const auto offset = detail::take_offset(text);
  const year_month_day date{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
  if (!offset || !date.ok()) return std::nullopt;
  return sys_days{date} + hours{h} + minutes{mi} + seconds{s - *offset};
}

/// Returns "YYYY-MM-DDThh:mm:ssZ", for the years 0 to 9999; no other year has such a text.
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

/// A time of an answer. `seconds()` has no value when none came or the text is not a time; the text is always
/// kept.
class utc_time {
 public:
  utc_time() = default;
  explicit utc_time(std::chrono::sys_seconds time) : seconds_(time) {}
  explicit utc_time(std::string_view text) : seconds_(parse_rfc3339(text)) {
    if (!seconds_ || format_utc(*seconds_) != text) text_ = text;
  }

  std::optional<std::chrono::sys_seconds> seconds() const noexcept { return seconds_; }
  /// Returns the text that came, "" when none did.
  std::string text() const { return text_.empty() && seconds_ ? format_utc(*seconds_) : text_; }
  bool empty() const noexcept { return !seconds_ && text_.empty(); }

  friend bool operator==(const utc_time&, const utc_time&) = default;
  friend std::ostream& operator<<(std::ostream& out, const utc_time& t) { return out << t.text(); }

 private:
  std::optional<std::chrono::sys_seconds> seconds_{};
  std::string text_{};  // only when it is not the canonical text of seconds_
};

}  // namespace roster
