// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <optional>
#include <roster/client/detail/clock_skew.hpp>

using namespace std::chrono_literals;
using roster::detail::clock_skew;

namespace {

constexpr std::chrono::sys_seconds noon{1'767'787'200s};

}  // namespace

TEST_CASE("clock skew: is learned when the two times are four minutes apart or more") {
  for (const auto off : {240s, 241s, 3600s, 86'400s * 365, -240s, -3600s}) {
    clock_skew skew;
    CHECK(skew.learn(noon + off, noon, noon));
    CHECK(skew.ahead() == off);
  }
  for (const auto off : {0s, 1s, 239s, -239s}) {
    clock_skew skew;
    CHECK_FALSE(skew.learn(noon + off, noon, noon));
    CHECK(skew.ahead() == 0s);
  }
  clock_skew skew;
  CHECK_FALSE(skew.learn(std::nullopt, noon, noon));
  CHECK(skew.ahead() == 0s);
}

TEST_CASE("clock skew: is the difference of the clocks, not that of the response and its request") {
  clock_skew skew;
  CHECK(skew.learn(noon + 1h, noon, noon + 50s));  // the response took 50 s
  CHECK(skew.ahead() == 3550s);
}

TEST_CASE("clock skew: the same skew does not help twice, another one does") {
  clock_skew skew;
  CHECK(skew.learn(noon + 1h, noon, noon));
  CHECK_FALSE(skew.learn(noon + 1h, noon + skew.ahead(), noon));
  CHECK(skew.ahead() == 1h);
  CHECK(skew.learn(noon, noon + skew.ahead(), noon));  // this computer's clock was corrected in the meantime
  CHECK(skew.ahead() == 0s);
}

TEST_CASE("clock skew: its note says how far off the clock is, as far as that is known") {
  clock_skew skew;
  CHECK(skew.note(std::nullopt, noon) ==
        "clock skew: the service rejected the local time, and the response has no Date header to correct it");
  CHECK(skew.note(noon + 5s, noon) ==
        "clock skew: the service rejected the local time, although the local clock is only 5 s behind the "
        "service's");
  CHECK(skew.learn(noon + 1h, noon, noon));
  CHECK(skew.note(noon + 1h, noon + 1h) ==
        "clock skew: the local clock is 3600 s behind the service's; signing with the service's time did not "
        "help");
  CHECK(skew.learn(noon - 1h, noon, noon));
  CHECK(skew.note(std::nullopt, noon) ==
        "clock skew: the local clock is 3600 s ahead of the service's; signing with the service's time did "
        "not help");
}
