// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <limits>
#include <roster/failure.hpp>
#include <roster/retry/rate_limiter.hpp>
#include <vector>

using namespace std::chrono_literals;
using roster::rate_limiter;

namespace {

const rate_limiter::time_point start{100s};

/// Reserves `count` slots at once and returns their times relative to `start`.
std::vector<std::chrono::milliseconds> turns(rate_limiter& limit, int count,
                                             rate_limiter::time_point now = start) {
  std::vector<std::chrono::milliseconds> all;
  for (int i = 0; i < count; ++i)
    all.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(limit.reserve(now)->at - start));
  return all;
}

using times = std::vector<std::chrono::milliseconds>;

}  // namespace

TEST_CASE("rate_limiter: after a burst, slots follow at the configured rate") {
  rate_limiter even({.per_second = 10});
  CHECK(turns(even, 4) == times{0ms, 100ms, 200ms, 300ms});
  rate_limiter bursts({.per_second = 10, .burst = 3});
  CHECK(turns(bursts, 6) == times{0ms, 0ms, 0ms, 100ms, 200ms, 300ms});
  CHECK(turns(bursts, 2, start + 350ms) == times{400ms, 500ms});
  CHECK(turns(bursts, 5, start + 1min) == times{60s, 60s, 60s, 60'100ms, 60'200ms});
}

TEST_CASE("rate_limiter: no second has more slots than the burst plus the rate") {
  rate_limiter limit({.per_second = 7, .burst = 4});
  std::vector<rate_limiter::time_point> all;
  for (int i = 0; i < 200; ++i) all.push_back(limit.reserve(start + i * 37ms)->at);
  for (std::size_t i = 0; i + 11 < all.size(); ++i) {
    CHECK(all[i] <= all[i + 1]);
    CHECK(all[i + 11] - all[i] >= 1s - 1us);
  }
}

TEST_CASE("rate_limiter: a slot later than the deadline is not reserved") {
  rate_limiter limit({.per_second = 1});
  CHECK(limit.reserve(start, start + 500ms)->at == start);
  CHECK(!limit.reserve(start, start + 999ms));
  CHECK(!limit.reserve(start, start + 999ms));
  CHECK(limit.reserve(start, start + 1s)->at == start + 1s);
}

TEST_CASE("rate_limiter: released slots are free again, in any order of release") {
  for (const bool forwards : {true, false}) {
    rate_limiter limit({.per_second = 1});
    std::vector<rate_limiter::slot> all;
    for (int i = 0; i < 5; ++i) all.push_back(*limit.reserve(start));
    for (std::size_t i = 0; i < 4; ++i) limit.give_back(all[forwards ? i + 1 : 4 - i]);
    CHECK(turns(limit, 2) == times{1s, 2s});
  }
}

TEST_CASE("rate_limiter: a released slot stays unused while callers wait for later ones") {
  rate_limiter limit({.per_second = 1});
  std::vector<rate_limiter::slot> all;
  for (int i = 0; i < 3; ++i) all.push_back(*limit.reserve(start));
  limit.give_back(all[1]);
  CHECK(turns(limit, 1) == times{3s});
}

TEST_CASE("rate_limiter: an invalid rate is rejected") {
  const double infinite = std::numeric_limits<double>::infinity();
  for (const double per_second : {0.0, -1.0, infinite, std::numeric_limits<double>::quiet_NaN()})
    CHECK_THROWS_AS(rate_limiter({.per_second = per_second}), roster::failure);
  CHECK_THROWS_AS(rate_limiter({.per_second = 1, .burst = 0}), roster::failure);
}
