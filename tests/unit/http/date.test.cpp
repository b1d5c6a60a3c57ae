// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <ctime>
#include <random>
#include <roster/http/detail/date.hpp>
#include <string>

using namespace roster::http;
using std::chrono::sys_seconds;

TEST_CASE("date: formats and parses a time in both formats") {
  const sys_seconds time{std::chrono::seconds(784111777)};
  CHECK(detail::format_imf_date(time) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(detail::parse_imf_date("Sun, 06 Nov 1994 08:49:37 GMT") == time);
  CHECK(detail::format_utc_date(time) == "1994-11-06T08:49:37Z");
  CHECK(detail::parse_utc_date("1994-11-06T08:49:37Z") == time);
}

TEST_CASE("date: parses its own output from 1970 to 2100, and agrees with the C library") {
  std::mt19937_64 random(3);
  const std::int64_t end = 4133980799;  // 2100-12-31T23:59:59Z
  for (int i = 0; i < 20000; ++i) {
    const std::int64_t count = i == 0 ? 0 : i == 1 ? end : static_cast<std::int64_t>(random() % (end + 1));
    const sys_seconds time{std::chrono::seconds(count)};
    const std::time_t c_time = count;
    std::tm parts{};
    REQUIRE(gmtime_r(&c_time, &parts));
    char text[64];
    std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    CHECK(detail::format_imf_date(time) == text);
    CHECK(detail::parse_imf_date(text) == time);
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    CHECK(detail::format_utc_date(time) == text);
    CHECK(detail::parse_utc_date(text) == time);
  }
}

TEST_CASE("date: rejects any other text as an IMF-fixdate") {
  for (const auto* text : {"",
                           "0",
                           "120",
                           "Sun, 06 Nov 1994 08:49:37",
                           "Sun, 06 Nov 1994 08:49:37 gmt",
                           "Sun, 06 Nov 1994 08:49:37 GMT ",
                           " Sun, 06 Nov 1994 08:49:37 GMT",
                           "Sun, 6 Nov 1994 08:49:37 GMT",
                           "sun, 06 Nov 1994 08:49:37 GMT",
                           "Sun, 31 Feb 1994 08:49:37 GMT",
                           "Sun, 00 Nov 1994 08:49:37 GMT",
                           "Sun, 06 Nov 1994 24:00:00 GMT",
                           "Sun, 06 Nov 1994 08:60:37 GMT",
                           "Sun, 06 Nov 1994 08:49:60 GMT",
                           "Sun, 06 Foo 1994 08:49:37 GMT",
                           "Sun, 06 unN 1994 08:49:37 GMT",
                           "Sun, 06 Nov -994 08:49:37 GMT",
                           "Sun, 06 Nov 99999 08:49:37 GMT",
                           "Sunday, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov  6 08:49:37 1994",
                           "Sun, 06 Nov 1994 08:49:37 +0800"})
    CHECK_MESSAGE(!detail::parse_imf_date(text), std::string(text));
}

TEST_CASE("date: rejects any other text as a date of a signature") {
  for (const auto* text :
       {"", "2026-01-07", "2026-01-07T00:11:30", "2026-01-07T00:11:30z", "2026-01-07t00:11:30Z",
        "2026-01-07 00:11:30Z", "2026-01-07T00:11:30.5Z", "2026-01-07T00:11:30+00:00", "2026-1-07T00:11:30Z",
        "2026-13-07T00:11:30Z", "2026-00-07T00:11:30Z", "2026-02-29T00:11:30Z", "2026-01-07T24:00:00Z",
        "2026-01-07T00:60:30Z", "2026-01-07T00:11:60Z", "12026-01-07T00:11:30Z", "-026-01-07T00:11:30Z",
        "2026-01-07T00:11:30ZZ"})
    CHECK_MESSAGE(!detail::parse_utc_date(text), std::string(text));
  CHECK(detail::parse_utc_date("2024-02-29T00:00:00Z"));
}
