// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of date.hpp.

#include <roster/http/detail/date.hpp>

#include <array>
#include <charconv>
#include <roster/http/detail/grammar.hpp>

namespace roster::inline v0::http::detail {

inline constexpr std::string_view weekdays = "SunMonTueWedThuFriSat";
inline constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";

/// Parses fixed-width fields from the front of a string, and records whether all of them matched.
class date_reader {
 public:
  explicit date_reader(std::string_view text) noexcept : rest_(text) {}

  void literal(std::string_view expected) noexcept {
    if (rest_.starts_with(expected))
      rest_.remove_prefix(expected.size());
    else
      good_ = false;
  }

  unsigned number(std::size_t digits) noexcept {
    unsigned value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (i >= rest_.size() || !is_digit(rest_[i])) return good_ = false, 0U;
      value = value * 10 + static_cast<unsigned>(rest_[i] - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }

  /// Parses one of the three-letter names, and returns its index.
  unsigned name_of(std::string_view names) noexcept {
    for (std::size_t i = 0; i < names.size(); i += 3)
      if (rest_.starts_with(names.substr(i, 3))) return rest_.remove_prefix(3), static_cast<unsigned>(i / 3);
    return good_ = false, 0U;
  }

  /// Parses a time of day, "08:49:37".
  std::chrono::seconds time_of_day() noexcept {
    const unsigned hour = number(2);
    literal(":");
    const unsigned minute = number(2);
    literal(":");
    const unsigned second = number(2);
    good_ = good_ && hour < 24 && minute < 60 && second < 60;
    return std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
  }

  bool complete() const noexcept { return good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

inline std::optional<std::chrono::sys_seconds> make_time(const date_reader& reader, unsigned year,
                                                         unsigned month, unsigned day,
                                                         std::chrono::seconds time_of_day) {
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!reader.complete() || !date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + time_of_day;
}

inline void append_number(std::string& out, unsigned value, std::size_t digits) {
  std::array<char, 10> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  const auto length = static_cast<std::size_t>(end - buffer.data());
  if (length < digits) out.append(digits - length, '0');
  out.append(buffer.data(), length);
}

inline void append_time_of_day(std::string& out, std::chrono::seconds since_midnight) {
  const auto seconds = static_cast<unsigned>(since_midnight.count());
  append_number(out, seconds / 3600, 2);
  out += ':';
  append_number(out, seconds / 60 % 60, 2);
  out += ':';
  append_number(out, seconds % 60, 2);
}

ROSTER_DECL std::optional<std::chrono::sys_seconds> parse_imf_date(std::string_view text) {
  date_reader reader(text);
  reader.name_of(weekdays);
  reader.literal(", ");
  const unsigned day = reader.number(2);
  reader.literal(" ");
  const unsigned month = reader.name_of(months) + 1;
  reader.literal(" ");
  const unsigned year = reader.number(4);
  reader.literal(" ");
  const auto time_of_day = reader.time_of_day();
  reader.literal(" GMT");
  return make_time(reader, year, month, day, time_of_day);
}

ROSTER_DECL std::string format_imf_date(std::chrono::sys_seconds time) {
  const auto days = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{days};
  std::string out(weekdays.substr(3 * std::chrono::weekday(days).c_encoding(), 3));
  out += ", ";
  append_number(out, static_cast<unsigned>(date.day()), 2);
  out += ' ';
  out += months.substr(3 * (static_cast<unsigned>(date.month()) - 1), 3);
  out += ' ';
  append_number(out, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  out += ' ';
  append_time_of_day(out, time - days);
  return out += " GMT";
}

ROSTER_DECL std::optional<std::chrono::sys_seconds> parse_utc_date(std::string_view text) {
  date_reader reader(text);
  const unsigned year = reader.number(4);
  reader.literal("-");
  const unsigned month = reader.number(2);
  reader.literal("-");
  const unsigned day = reader.number(2);
  reader.literal("T");
  const auto time_of_day = reader.time_of_day();
  reader.literal("Z");
  return make_time(reader, year, month, day, time_of_day);
}

ROSTER_DECL std::string format_utc_date(std::chrono::sys_seconds time) {
  const auto days = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{days};
  std::string out;
  append_number(out, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  out += '-';
  append_number(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  append_number(out, static_cast<unsigned>(date.day()), 2);
  out += 'T';
  append_time_of_day(out, time - days);
  return out += 'Z';
}

}  // namespace roster::inline v0::http::detail
