// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <optional>
#include <random>
#include <roster/retry/detail/response_check.hpp>
#include <string>
#include <string_view>
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

TEST_CASE("retry_hint: zero, negative, past and malformed values count as none") {
  for (const std::string value : {"0", "-1", "", " ", "abc", "1.5", "1e3", "+5", "5 ", "0x10"}) {
    CAPTURE(value);
    CHECK_FALSE(hint("x-acs-retry-after", value));
    CHECK_FALSE(hint("retry-after", value));
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
  constexpr std::string_view likely = "0123456789:,-TimeLft ";
  std::mt19937 random(11);
  for (int i = 0; i < 20'000; ++i) {
    std::string value(random() % 30, ' ');
    for (char& c : value)
      c = i % 2 == 0 ? static_cast<char>(random() % 256) : likely[random() % likely.size()];
    for (const auto* name : {"x-acs-retry-after", "retry-after", "x-ratelimit-user"}) {
      const auto wait = hint(name, value);
      CHECK((!wait || (*wait > 0ms && *wait <= roster::detail::max_retry_hint)));
    }
  }
}
