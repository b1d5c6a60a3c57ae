// SPDX-License-Identifier: BSL-1.0
// Times of the services and of HTTP: printed times are parsed to the same value, and the ordering of any three is
// consistent.

#include <compare>
#include <fuzz/input.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/schema/utc_time.hpp>

namespace {

using roster::utc_time;

bool has_four_digits(const roster::detail::instant& time) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time.seconds));
  return date.year() >= std::chrono::year(0) && date.year() <= std::chrono::year(9999);
}

void check_text(std::string_view text) {
  const auto time = roster::detail::parse_time(text);
  const utc_time kept(text);
  fuzz::expect(kept.value() == time, "utc_time has the value that parse_time has", text);
  fuzz::expect(kept.text() == text, "utc_time keeps the text", text);
  fuzz::expect(kept == kept && (kept <=> kept) == 0, "a time equals itself", text);
  if (!time) return;
  fuzz::expect(time->fraction.count() >= 0 && time->fraction < std::chrono::seconds(1), "a fraction is one",
               text);
  if (has_four_digits(*time)) {
    const auto printed = roster::detail::format_utc(*time);
    fuzz::expect(roster::detail::parse_time(printed) == time, "what is printed is read as the same time",
                 printed);
    fuzz::expect(utc_time(*time) == kept, "the form does not matter", printed);
  }
  if (text.ends_with('Z')) {
    const auto offset = std::string(text.substr(0, text.size() - 1)) + "+00:00";
    fuzz::expect(roster::detail::parse_time(offset) == time, "Z is the offset of zero", text);
  }
}

void check_order(const utc_time& a, const utc_time& b, const utc_time& c) {
  const auto shown = a.text() + ", " + b.text() + ", " + c.text();
  fuzz::expect((a == b) == ((a <=> b) == 0), "equality and order agree", shown);
  fuzz::expect((a < b) == (b > a) && (a == b) == (b == a), "the order is the same from both sides", shown);
  fuzz::expect(int(a < b) + int(a == b) + int(a > b) <= 1, "at most one of less, equal and greater holds",
               shown);
  if (a < b && b < c) fuzz::expect(a < c, "the order is transitive", shown);
  if (a == b && b == c) fuzz::expect(a == c, "equality is transitive", shown);
  if (a.value() && b.value())
    fuzz::expect((a < b) == (*a.value() < *b.value()), "times compare by value", shown);
}

void check_http(std::string_view text) {
  if (const auto date = roster::http::detail::parse_imf_date(text))
    fuzz::expect(roster::http::detail::format_imf_date(*date).substr(3) == text.substr(3),
                 "a date of HTTP has one form, but for the weekday, which is not checked", text);
  if (const auto date = roster::http::detail::parse_utc_date(text)) {
    fuzz::expect(roster::http::detail::format_utc_date(*date) == text, "a date of a signature has one form",
                 text);
    fuzz::expect(roster::detail::parse_time(text) == roster::detail::instant{*date, {}},
                 "both readers read the same time", text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::input in(data, size);
  const std::string_view texts[] = {in.line(), in.line(), in.line()};
  for (const auto text : texts) {
    check_text(text);
    check_http(text);
  }
  for (const auto a : texts)
    for (const auto b : texts)
      for (const auto c : texts) check_order(utc_time(a), utc_time(b), utc_time(c));
  return 0;
}
