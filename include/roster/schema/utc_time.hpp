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

/// Reads the `count` digits at `at`, where there are as many characters; -1 when they are no digits.
constexpr int digits_at(std::string_view text, std::size_t at, std::size_t count) noexcept {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

/// Reads "Z" or "+hh:mm" to the end of `text`: the offset from UTC in seconds.
constexpr std::optional<int> parse_offset(std::string_view text) noexcept {
  if (text == "Z" || text == "z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const int hours = digits_at(text, 1, 2);
  const int minutes = digits_at(text, 4, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

}  // namespace detail

/// Parses an RFC 3339 date and time ("2024-07-30T05:45:46Z", fractions and offsets too; a fraction is cut
/// off).
constexpr std::optional<std::chrono::sys_seconds> parse_rfc3339(std::string_view text) noexcept {
  using namespace std::chrono;
  constexpr std::size_t shortest = 20;
  if (text.size() < shortest || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':' ||
      (text[10] != 'T' && text[10] != 't' && text[10] != ' '))
    return std::nullopt;
  const int y = detail::digits_at(text, 0, 4);
  const int mo = detail::digits_at(text, 5, 2);
  const int d = detail::digits_at(text, 8, 2);
  const int h = detail::digits_at(text, 11, 2);
  const int mi = detail::digits_at(text, 14, 2);
  const int s = detail::digits_at(text, 17, 2);
  if (y < 0 || mo < 0 || d < 0 || h < 0 || h > 23 || mi < 0 || mi > 59 || s < 0 || s > 59)
    return std::nullopt;
  std::size_t end = shortest - 1;
  if (text[end] == '.') {
    const std::size_t behind = text.find_first_not_of("0123456789", end + 1);
    if (behind == end + 1 || behind == text.npos) return std::nullopt;
    end = behind;
  }
  const auto offset = detail::parse_offset(text.substr(end));
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
    // A time of this length has neither a fraction nor an offset in numbers.
    const bool canonical = seconds_ && text.size() == 20 && text[10] == 'T' && text[19] == 'Z';
    if (!canonical) text_ = text;
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
