// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <limits>
#include <random>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/field.hpp>
#include <roster/schema/utc_time.hpp>
#include <sstream>
#include <string>

using roster::epoch_milliseconds;
using roster::epoch_seconds;
using roster::field;
using roster::utc_time;
using roster::detail::epoch_form;
using roster::detail::instant;
using namespace std::chrono_literals;

namespace {

constexpr instant at(std::int64_t seconds, std::int64_t nanoseconds = 0) {
  return {std::chrono::sys_seconds(std::chrono::seconds(seconds)), std::chrono::nanoseconds(nanoseconds)};
}

struct service {
  epoch_seconds created{};
  std::optional<epoch_milliseconds> updated{};
};

}  // namespace

TEST_CASE("epoch_time: reads numbers and strings of digits") {
  struct row {
    std::string text;
    instant seconds;
    instant milliseconds;
  };
  for (const auto& [text, seconds, milliseconds] :
       {row{"0", at(0), at(0)}, row{"-0", at(0), at(0)},
        row{"1722318346", at(1722318346), at(1722318, 346'000'000)},
        row{"1722318346.5", at(1722318346, 500'000'000), at(1722318, 346'500'000)},
        row{"1722318346.123456789", at(1722318346, 123'456'789), at(1722318, 346'123'456)},
        row{"1722318346.1234567899", at(1722318346, 123'456'789), at(1722318, 346'123'456)},
        row{"1.722318346e9", at(1722318346), at(1722318, 346'000'000)},
        row{"17223183465E-1", at(1722318346, 500'000'000), at(1722318, 346'500'000)},
        row{"2e3", at(2000), at(2)}, row{"0.25", at(0, 250'000'000), at(0, 250'000)},
        row{"1e-9", at(0, 1), at(0)}, row{"0.000000001", at(0, 1), at(0)}, row{"9e-10", at(0), at(0)},
        row{"-1", at(-1), at(-1, 999'000'000)}, row{"-0.5", at(-1, 500'000'000), at(-1, 999'500'000)},
        row{"-1.25", at(-2, 750'000'000), at(-1, 998'750'000)}, row{"007", at(7), at(0, 7'000'000)},
        row{"0e999999999999999999999", at(0), at(0)}, row{"1e-999999999999999999999", at(0), at(0)}}) {
    CAPTURE(text);
    for (const auto form : {epoch_form::number, epoch_form::text}) {
      CHECK(epoch_seconds(text, form).value() == seconds);
      CHECK(epoch_seconds(text, form).text() == text);
      CHECK(epoch_seconds(text, form).form() == form);
      CHECK(epoch_milliseconds(text, form).value() == milliseconds);
      CHECK(epoch_milliseconds(text, form).text() == text);
    }
  }
}

TEST_CASE("epoch_time: a string that is not a time has no value and is kept") {
  for (const std::string text : {"soon",
                                 "2024-07-30T05:45:46Z",
                                 "1.",
                                 ".5",
                                 "1e",
                                 "1e+",
                                 "+1",
                                 "--1",
                                 "1 ",
                                 " 1",
                                 "0x10",
                                 "1,5",
                                 "-",
                                 "1e5x",
                                 "nan",
                                 "1722318346123456",
                                 "1e300",
                                 "-1e300",
                                 "1e999999999999999999999",
                                 "99999999999999999999999999"}) {
    CAPTURE(text);
    const epoch_seconds time(text);
    CHECK_FALSE(time.value());
    CHECK(time.is_unreadable());
    CHECK(time.text() == text);
    CHECK_FALSE(time.time_point());
  }
  CHECK(epoch_seconds().empty());
  CHECK(epoch_seconds("").empty());
  CHECK_FALSE(epoch_seconds("").is_unreadable());
}

TEST_CASE("epoch_time: only the years 0 to 9999 have values") {
  const std::string last = "253402300799", first = "-62167219200";
  CHECK(epoch_seconds(last + ".999999999").value() ==
        roster::detail::parse_time("9999-12-31T23:59:59.999999999Z"));
  CHECK(epoch_seconds("253402300800").is_unreadable());
  CHECK(epoch_seconds(first).value() == roster::detail::parse_time("0000-01-01T00:00:00Z"));
  CHECK(epoch_seconds(first + ".000000001").is_unreadable());
  CHECK(epoch_milliseconds(last + "999").value() == roster::detail::parse_time("9999-12-31T23:59:59.999Z"));
  CHECK(epoch_seconds("1722318346000").is_unreadable());  // milliseconds
}

TEST_CASE("epoch_time: compares at its precision") {
  const epoch_seconds early("1722318346.000000001"), late("1722318346.000000002");
  CHECK(early < late);
  CHECK(late > early);
  CHECK(early != late);
  CHECK(epoch_seconds("1722318346") == epoch_seconds("1.722318346e9", epoch_form::text));
  CHECK(epoch_seconds("-0.5") < epoch_seconds("0"));
  CHECK(epoch_seconds("9") < epoch_seconds("10"));
  const epoch_seconds no_time("soon");
  CHECK((no_time <=> early) == std::partial_ordering::unordered);
  CHECK((no_time <=> epoch_seconds("later")) == std::partial_ordering::unordered);
  CHECK(no_time == epoch_seconds("soon"));
  CHECK(no_time != epoch_seconds());
}

TEST_CASE("epoch_time: converts to and from time points") {
  using clock = std::chrono::system_clock;
  const clock::time_point point = clock::time_point(1722318346s) + 123'456'789ns;
  CHECK(epoch_seconds(point).text() == "1722318346.123456789");
  CHECK(epoch_milliseconds(point).text() == "1722318346123.456789");
  CHECK(epoch_seconds(point).time_point() == point);
  CHECK(epoch_milliseconds("1722318346123.456789").time_point() == point);
  CHECK(epoch_milliseconds(point - 1722318347s).text() == "-876.543211");
  CHECK(epoch_milliseconds(clock::time_point{}).text() == "0");
  CHECK(epoch_milliseconds(clock::time_point(1ms)).text() == "1");
  CHECK(epoch_milliseconds(clock::time_point(1500us)).text() == "1.5");
  CHECK(epoch_milliseconds(clock::time_point(5us)).text() == "0.005");
  CHECK(epoch_seconds(std::chrono::sys_days(2024y / 7 / 30)).text() == "1722297600");
  CHECK(epoch_seconds("-62167219200").time_point() == std::nullopt);
  CHECK(epoch_seconds("253402300799").time_point() == std::nullopt);
  CHECK(epoch_seconds("1722318346").seconds() == std::chrono::sys_seconds(1722318346s));
  std::ostringstream out;
  out << epoch_seconds("1722318346.50");
  CHECK(out.str() == "1722318346.50");
}

TEST_CASE("epoch_time: the text of a time is parsed to the same time") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const auto seconds = static_cast<std::int64_t>(random() % 315'569'520'000) - 62'167'219'200;
    const auto part = i % 3 == 0 ? 0 : static_cast<std::int64_t>(random() % 1'000'000'000);
    const auto rounded = i % 3 == 1 ? part / 1'000'000 * 1'000'000 : part;
    const auto time = at(seconds, rounded);
    CHECK(epoch_seconds(epoch_seconds(time).text()).value() == time);
    CHECK(epoch_milliseconds(epoch_milliseconds(time).text()).value() == time);
  }
}

TEST_CASE("epoch_time: conditions compare it with times of every kind") {
  const service one{.created = epoch_seconds("1722318346.5"), .updated = epoch_milliseconds("1722318346500")};
  const utc_time same("2024-07-30T05:45:46.5Z");
  CHECK((field<&service::created> == same)(one));
  CHECK((field<&service::created> == epoch_milliseconds("1722318346500"))(one));
  CHECK((field<&service::created> == "2024-07-30T13:45:46.5+08:00")(one));
  CHECK((field<&service::created> == "1722318346.5")(one));
  CHECK((field<&service::created> < "2024-07-30T05:45:46.500000001Z")(one));
  CHECK((field<&service::created> >= std::chrono::sys_seconds(1722318346s))(one));
  CHECK_FALSE((field<&service::created> >= std::chrono::sys_seconds(1722318347s))(one));
  CHECK((field<&service::updated> == same && field<&service::updated> != "1722318346501")(one));
  CHECK((field<&service::updated> > utc_time("2024-07-30"))(one));
  CHECK_FALSE((field<&service::updated> != same)(service{}));
  CHECK_FALSE((field<&service::created> != same)(service{}));
  const service odd{.created = epoch_seconds("soon")};
  CHECK_FALSE((field<&service::created> < same || field<&service::created> >= same)(odd));
  CHECK((field<&service::created> != same)(odd));
  CHECK((field<&service::created> == "soon")(odd));
}

TEST_CASE("epoch_time: equal times have equal hashes") {
  using time = roster::epoch_seconds;
  const auto hash = [](const char* text) { return std::hash<time>{}(time(std::string_view(text))); };
  CHECK(hash("1") == hash("1.0"));
  CHECK(hash("1") != hash("1.5"));
  CHECK(hash("soon") != hash("later"));
}
