// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <optional>
#include <random>
#include <roster/retry/detail/retry_hint.hpp>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using roster::detail::read_retry_hint;
using milliseconds = std::chrono::milliseconds;

namespace {

// Sun, 06 Nov 1994 08:49:37 GMT
const std::chrono::sys_seconds now{784'111'777s};

std::optional<milliseconds> hint(const std::string& name, const std::string& value) {
  return read_retry_hint({{name, value}}, now);
}

std::optional<milliseconds> limit(const roster::http::headers& headers) {
  return read_retry_hint(headers, now, true);
}

}  // namespace

TEST_CASE("retry_hint: reads every supported header in its unit") {
  CHECK(hint("x-acs-retry-after", "1500") == 1500ms);
  CHECK(hint("X-Acs-Retry-After", "1500") == 1500ms);
  CHECK(hint("x-ratelimit-user-api", "Limit:1,Remain:0,TimeLeft:2000,Reset:1234") == 2000ms);
  CHECK(hint("x-ratelimit-user", "Limit:1,Remain:0,TimeLeft:300") == 300ms);
  CHECK(hint("x-ratelimit-user", "WindowTimeLeft:9, TimeLeft:300") == 300ms);  // the whole name has to match
  CHECK_FALSE(hint("x-ratelimit-user", "Limit:1,WindowTimeLeft:9,TimeLeft"));
  CHECK(hint("retry-after", "7") == 7000ms);
  CHECK(hint("retry-after", "Sun, 06 Nov 1994 08:50:07 GMT") == 30'000ms);
  CHECK_FALSE(read_retry_hint({}, now));
}

TEST_CASE("retry_hint: the vendor's header precedes the rate limits, and these precede Retry-After") {
  const roster::http::headers all{{"retry-after", "1"},
                                  {"x-ratelimit-user", "TimeLeft:200"},
                                  {"x-ratelimit-user-api", "TimeLeft:300"},
                                  {"x-acs-retry-after", "10"}};
  CHECK(read_retry_hint(all, now) == 10ms);
  const roster::http::headers limits{
      {"retry-after", "1"}, {"x-ratelimit-user", "TimeLeft:200"}, {"x-ratelimit-user-api", "TimeLeft:300"}};
  CHECK(read_retry_hint(limits, now) == 300ms);
}

TEST_CASE("retry_hint: reads every header of rate limits in its unit, if the response was throttled") {
  struct row {
    std::string name;
    std::string value;
    std::optional<milliseconds> wait;
  };
  const row rows[]{
      {"retry-after-ms", "1500", 1500ms},
      {"Retry-After-Ms", "20.5", 21ms},
      {"RateLimit", R"("default";r=0;t=30)", 30'000ms},
      {"RateLimit", R"("burst";r=0;t=2, "day";r=0;t=40, "week";r=5;t=900)", 40'000ms},
      {"RateLimit", R"("a;r=0;t=9,\"b";r=0;t=3;pk=:cHsdsRa8:)", 3000ms},
      {"RateLimit", R"("default"; t=30; r=0)", 30'000ms},
      {"RateLimit", R"("default";r=1;t=30)", std::nullopt},
      {"RateLimit", R"("default";t=30)", std::nullopt},
      {"RateLimit", R"("default";r=0)", std::nullopt},
      {"RateLimit", "limit=10, remaining=0, reset=1", 1000ms},
      {"RateLimit", "reset=1.5,remaining=0", 1500ms},
      {"RateLimit", "limit=10, remaining=1, reset=1", std::nullopt},
      {"RateLimit", "limit=10, reset=1", std::nullopt},
      {"RateLimit", "limit=10, remaining=0", std::nullopt},
      {"RateLimit", "limit=10, remaining=0, reset=-1", std::nullopt},
      {"RateLimit-Reset", "50", 50'000ms},
      {"x-ratelimit-reset", "12", 12'000ms},
      {"x-ratelimit-reset-requests", "1s", 1000ms},
      {"x-ratelimit-reset-requests", "20ms", 20ms},
      {"x-ratelimit-reset-tokens", "6m0s", 360'000ms},
      {"x-ratelimit-reset-tokens", "2m59.56s", 179'560ms},
      {"x-ratelimit-reset-tokens", "7.66s", 7660ms},
      {"x-ratelimit-reset-tokens", "1h0m0.5s", 3'600'500ms},
      {"x-ratelimit-reset-tokens", "300us", 1ms},
      {"x-ratelimit-reset-requests", "5", std::nullopt},
      {"x-ratelimit-reset-requests", "s", std::nullopt},
      {"x-ratelimit-reset-requests", "5 s", std::nullopt},
      {"x-ratelimit-reset-requests", "5d", std::nullopt},
  };
  for (const auto& [name, value, wait] : rows) {
    CAPTURE(name);
    CAPTURE(value);
    CHECK(limit({{name, value}}) == wait);
    CHECK_FALSE(hint(name, value));  // not throttled
  }
}

TEST_CASE("retry_hint: x-ratelimit-reset is a delay, or a time in seconds or milliseconds") {
  const std::chrono::sys_seconds in_2026{1'780'000'000s};
  const auto reset = [&](const std::string& value) {
    return read_retry_hint({{"x-ratelimit-reset", value}}, in_2026, true);
  };
  CHECK(reset("1780000017") == 17'000ms);
  CHECK(reset("1780000017500") == 17'500ms);
  CHECK(reset("17") == 17'000ms);
  CHECK_FALSE(reset("1780000000"));
  CHECK_FALSE(reset("1779999999"));
  CHECK_FALSE(reset("1779999999000"));
  CHECK(reset("99999999999999999999999999") == roster::detail::max_retry_hint);
  CHECK(reset(std::string(60'000, '9')) == roster::detail::max_retry_hint);
}

TEST_CASE("retry_hint: a limit of which some is left is no reason to wait") {
  for (const auto& [remaining, reset, value] :
       {std::tuple{"ratelimit-remaining", "ratelimit-reset", "50"},
        std::tuple{"x-ratelimit-remaining", "x-ratelimit-reset", "50"},
        std::tuple{"x-ratelimit-remaining-requests", "x-ratelimit-reset-requests", "50s"},
        std::tuple{"x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens", "50s"}}) {
    CAPTURE(reset);
    CHECK(limit({{remaining, "0"}, {reset, value}}) == 50'000ms);
    CHECK_FALSE(limit({{remaining, "1"}, {reset, value}}));
  }
  CHECK(limit({{"x-ratelimit-remaining-requests", "0"},
               {"x-ratelimit-reset-requests", "2s"},
               {"x-ratelimit-remaining-tokens", "149984"},
               {"x-ratelimit-reset-tokens", "6m0s"}}) == 2000ms);
}

TEST_CASE("retry_hint: Retry-After precedes the headers of rate limits, which have an order") {
  roster::http::headers all{{"x-ratelimit-reset-requests", "6s"},
                            {"x-ratelimit-reset-tokens", "5s"},
                            {"x-ratelimit-reset", "4"},
                            {"ratelimit-reset", "3"},
                            {"ratelimit", "\"a\";r=0;t=2"},
                            {"retry-after-ms", "1000"},
                            {"retry-after", "7"}};
  CHECK(limit(all) == 7000ms);
  CHECK(read_retry_hint(all, now) == 7000ms);
  const std::pair<const char*, milliseconds> without[]{
      {"retry-after", 1000ms},     {"retry-after-ms", 2000ms},    {"ratelimit", 3000ms},
      {"ratelimit-reset", 4000ms}, {"x-ratelimit-reset", 6000ms}, {"x-ratelimit-reset-requests", 5000ms}};
  for (const auto& [name, wait] : without) {
    all.set(name, "0");
    CHECK(limit(all) == wait);
  }
}

TEST_CASE("retry_hint: zero, negative, past and malformed values count as none") {
  for (const std::string value : {"0", "-1", "", " ", "abc", "1.5", "1e3", "+5", "5 ", "0x10"}) {
    CAPTURE(value);
    CHECK_FALSE(hint("x-acs-retry-after", value));
    CHECK_FALSE(hint("retry-after", value));
  }
  for (const std::string value :
       {"0", "-1", "", " ", "abc", "1.", ".5", "1e3", "+5", "0x10", "nan", "inf", "0s", "-1s"})
    for (const auto* name : {"retry-after-ms", "ratelimit-reset", "x-ratelimit-reset",
                             "x-ratelimit-reset-requests", "x-ratelimit-reset-tokens", "ratelimit"}) {
      CAPTURE(value);
      CHECK_FALSE(limit({{name, value}}));
      CHECK_FALSE(limit({{"ratelimit", "\"a\";r=0;t=" + value}}));
    }
  CHECK_FALSE(hint("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT"));
  CHECK_FALSE(hint("retry-after", "Sun, 06 Nov 1904 08:49:37 GMT"));
  CHECK_FALSE(hint("x-ratelimit-user", "Limit:1"));
}

TEST_CASE("retry_hint: an absurd delay is capped and never overflows") {
  const auto cap = roster::detail::max_retry_hint;
  CHECK(hint("retry-after", "1000000000") == cap);
  CHECK(hint("retry-after", "99999999999999999999999") == cap);
  CHECK(hint("x-acs-retry-after", "9223372036854775807") == cap);
  CHECK(hint("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT") == cap);
}

TEST_CASE("retry_hint: arbitrary header bytes neither throw nor exceed the bounds") {
  constexpr std::string_view likely = "0123456789:,-TimeLft ;=r\"\\smh.";
  std::mt19937 random(11);
  for (int i = 0; i < 20'000; ++i) {
    std::string value(random() % 30, ' ');
    for (char& c : value)
      c = i % 2 == 0 ? static_cast<char>(random() % 256) : likely[random() % likely.size()];
    for (const auto* name :
         {"x-acs-retry-after", "retry-after", "x-ratelimit-user", "retry-after-ms", "ratelimit",
          "ratelimit-reset", "x-ratelimit-reset", "x-ratelimit-reset-tokens"}) {
      const auto wait = limit({{name, value}});
      CHECK((!wait || (*wait > 0ms && *wait <= roster::detail::max_retry_hint)));
    }
  }
}
