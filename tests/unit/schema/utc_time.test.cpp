// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <random>
#include <roster/schema/utc_time.hpp>
#include <sstream>
#include <string>

using roster::utc_time;
using roster::detail::format_utc;
using roster::detail::parse_time;
using namespace std::chrono_literals;

namespace {

using seconds_of = std::chrono::sys_seconds;

constexpr seconds_of at(std::chrono::sys_days day, std::chrono::seconds time = 0s) { return day + time; }

}  // namespace

TEST_CASE("utc_time: parses the formats of the vendors") {
  using std::chrono::January, std::chrono::July, std::chrono::December;
  const utc_time eas{"2021-01-29T11:13:20Z"};
  CHECK(eas.seconds() == at(2021y / January / 29, 11h + 13min + 20s));
  CHECK(eas.text() == "2021-01-29T11:13:20Z");
  CHECK(utc_time{"2024-07-30T05:45:46Z"}.seconds() == at(2024y / July / 30, 5h + 45min + 46s));
  CHECK(utc_time{"1970-01-01T00:00:00Z"}.seconds() == seconds_of{});
}

TEST_CASE("utc_time: parses times in every common format (fault 138)") {
  struct row {
    std::string text;
    std::string same_time;
  };
  for (const auto& [text, same_time] :
       {row{"2024-07-30T05:45:46.999Z", "2024-07-30T05:45:46.999Z"},
        row{"2024-07-30T05:45:46,5Z", "2024-07-30T05:45:46.5Z"},
        row{"2024-07-30T05:45:46.1234567899Z", "2024-07-30T05:45:46.123456789Z"},
        row{"2024-07-30T13:45:46+08:00", "2024-07-30T05:45:46Z"},
        row{"2024-07-30T13:45:46+0800", "2024-07-30T05:45:46Z"},
        row{"2024-07-30T13:45:46+08", "2024-07-30T05:45:46Z"},
        row{"2024-07-30T13:45:46.25 +08:00", "2024-07-30T05:45:46.25Z"},
        row{"2024-07-29T21:15:46-08:30", "2024-07-30T05:45:46Z"},
        row{"2024-07-30t05:45:46z", "2024-07-30T05:45:46Z"},
        row{"2024-07-30 05:45:46Z", "2024-07-30T05:45:46Z"},
        row{"2024-07-30 05:45:46", "2024-07-30T05:45:46Z"},
        row{"2024-07-30 05:45:46 UTC", "2024-07-30T05:45:46Z"},
        row{"2024-07-30T05:45Z", "2024-07-30T05:45:00Z"},
        row{"2024-07-30T05:45", "2024-07-30T05:45:00Z"},
        row{"2024-07-30T05:45+08:00", "2024-07-29T21:45:00Z"},
        row{"20240730T054546Z", "2024-07-30T05:45:46Z"},
        row{"20240730T054546.5+0800", "2024-07-29T21:45:46.5Z"},
        row{"20240730T0545Z", "2024-07-30T05:45:00Z"},
        row{"2024-07-30T054546.1Z", "2024-07-30T05:45:46.1Z"},
        row{"2024-07-30", "2024-07-30T00:00:00Z"},
        row{"20240730", "2024-07-30T00:00:00Z"},
        row{"2024-07-30T24:00:00Z", "2024-07-31T00:00:00Z"},
        row{"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
        row{"2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"}}) {
    CAPTURE(text);
    const utc_time time{text};
    REQUIRE(time.value().has_value());
    CHECK(roster::detail::format_utc(*time.value()) == same_time);
    CHECK(time == utc_time{same_time});
    CHECK(time.text() == text);
    CHECK(!time.is_unreadable());
  }
}

TEST_CASE("utc_time: compares at its precision (fault 137)") {
  const utc_time early{"2024-07-30T05:45:46.1Z"};
  const utc_time late{"2024-07-30T05:45:46.9Z"};
  CHECK(early < late);
  CHECK(late > utc_time{"2024-07-30T13:45:46.400+08:00"});
  CHECK(early != late);
  CHECK(utc_time{"2024-07-30T05:45:46Z"} != early);
  CHECK(utc_time{"2024-07-30T05:45:46.000Z"} == utc_time{"2024-07-30T13:45:46+08"});
  CHECK(utc_time{"1969-12-31T23:59:59.75Z"} < utc_time{std::chrono::sys_seconds{}});
  CHECK(utc_time{std::chrono::sys_time<std::chrono::milliseconds>{-250ms}} ==
        utc_time{"1969-12-31T23:59:59.75Z"});
}

TEST_CASE("utc_time: a string that is not a time is unordered with every time (fault 138)") {
  const utc_time none{"soon"};
  for (const auto& time : {utc_time{"2024-07-30T05:45:46Z"}, utc_time{}, utc_time{"later"}}) {
    CHECK(!(none < time));
    CHECK(!(none > time));
    CHECK(none != time);
  }
  CHECK(none == utc_time{"soon"});
  CHECK(none.is_unreadable());
  CHECK(!utc_time{}.is_unreadable());
}

TEST_CASE("utc_time: a string that is not a time has no value and is kept") {
  for (const std::string text : {"yesterday",
                                 "2024-07",
                                 "2024-7-30T05:45:46Z",
                                 "2023-02-29T00:00:00Z",
                                 "2024-13-01T00:00:00Z",
                                 "2024-07-30T24:00:01Z",
                                 "2024-07-30T25:00:00Z",
                                 "2024-07-30T05:45:61Z",
                                 "2024-07-30T05:45:46.Z",
                                 "2024-07-30T05:45:46+8:00",
                                 "2024-07-30T05:45:46+08:60",
                                 "2024-07-30T05:45:46+24:00",
                                 "2024-07-30T05:45:46Zx",
                                 " 2024-07-30T05:45:46Z",
                                 "2024-07-30T05:45:46Z\n",
                                 "+024-07-30T05:45:46Z",
                                 "2024-0730T054546Z",
                                 "2024-07-30T",
                                 "2024-07-30T05",
                                 "2024-07-30T05:4",
                                 "2024-07-30T05:45:4",
                                 "1722318346",
                                 "2024-07-30T05:45:46 U",
                                 "T05:45:46Z"}) {
    CAPTURE(text);
    const utc_time time{text};
    CHECK_FALSE(time.seconds().has_value());
    CHECK(time.text() == text);
    CHECK_FALSE(time.empty());
  }
}

TEST_CASE("utc_time: is empty by default") {
  CHECK(utc_time{}.empty());
  CHECK(utc_time{}.text() == "");
  CHECK(utc_time{""}.empty());
  CHECK(utc_time{""} == utc_time{});
  CHECK_FALSE(utc_time{seconds_of{}}.empty());
}

TEST_CASE("utc_time: seconds and text convert both ways, from year 0 to 9999") {
  using std::chrono::January, std::chrono::July, std::chrono::December;
  std::mt19937_64 random(20240730);
  const auto first = at(0y / January / 1).time_since_epoch().count();
  const auto last = at(9999y / December / 31, 23h + 59min + 59s).time_since_epoch().count();
  std::uniform_int_distribution<std::int64_t> any(first, last);
  for (int round = 0; round < 20000; ++round) {
    const seconds_of time{std::chrono::seconds{round == 0 ? first : round == 1 ? last : any(random)}};
    const std::string text = format_utc(time);
    REQUIRE(text.size() == 20);
    REQUIRE(parse_time(text).value() == roster::detail::instant{time, {}});
    REQUIRE(utc_time{text} == utc_time{time});
    REQUIRE(utc_time{time}.text() == text);
  }
}

TEST_CASE("utc_time: an offset may move a time outside the years 0 to 9999") {
  for (const std::string text : {"9999-12-31T23:59:59-01:00", "0000-01-01T00:00:00+01:00"}) {
    CAPTURE(text);
    const utc_time time{text};
    CHECK(time.seconds().has_value());
    CHECK(time.text() == text);
  }
}

TEST_CASE("utc_time: keeps any bytes unchanged") {
  std::mt19937_64 random(7);
  const std::string alphabet = "0123456789-:TZ.+ tz\n";
  for (int round = 0; round < 20000; ++round) {
    std::string text = "2024-07-30T05:45:46Z";
    for (std::uint64_t n = random() % 4; n > 0; --n) {
      const auto place = random() % text.size();
      text[place] = alphabet[random() % alphabet.size()];
    }
    if (random() % 4 == 0) text.resize(random() % 21);
    REQUIRE(utc_time{text}.text() == text);
  }
}

TEST_CASE("utc_time: prints the text as received, and compares by time only") {
  std::ostringstream out;
  out << utc_time{"2021-01-29T11:13:20Z"} << ' ' << utc_time{"soon"} << utc_time{};
  CHECK(out.str() == "2021-01-29T11:13:20Z soon");
  CHECK(utc_time{"2021-01-29T11:13:20Z"} == utc_time{"2021-01-29T11:13:20Z"});
  CHECK(utc_time{"2021-01-29T11:13:20Z"} != utc_time{"2021-01-29T11:13:21Z"});
}

TEST_CASE("utc_time: equal times have equal hashes") {
  const auto hash = [](const char* text) { return std::hash<roster::utc_time>{}(roster::utc_time(text)); };
  CHECK(hash("2026-01-01T00:00:00Z") == hash("2026-01-01T02:00:00+02:00"));
  CHECK(hash("2026-01-01T00:00:00Z") != hash("2026-01-01T00:00:01Z"));
  CHECK(hash("2026-01-01T00:00:00Z") != hash("2026-01-01T00:00:00.5Z"));
  CHECK(hash("soon") == hash("soon"));
  CHECK(hash("soon") != hash("later"));
  (void)hash("0000-01-01T00:00:00Z");
  (void)hash("9999-12-31T23:59:59.999999999Z");
}
