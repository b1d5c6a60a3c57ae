// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <atomic>
#include <cstddef>
#include <limits>
#include <random>
#include <roster/retry/rate_limiter.hpp>
#include <thread>
#include <vector>

using roster::detail::retry_quota;

TEST_CASE("retry_quota: grants tokens until too few are left") {
  retry_quota quota(500);
  CHECK(quota.left() == 500);
  for (int i = 0; i < 35; ++i) CHECK(quota.take(14));
  CHECK(quota.left() == 10);
  CHECK_FALSE(quota.take(14));
  CHECK(quota.left() == 10);
  CHECK(quota.take(5));
  CHECK(quota.take(5));
  CHECK_FALSE(quota.take(5));
  CHECK(quota.left() == 0);
}

TEST_CASE("retry_quota: accepts returned tokens, up to its capacity") {
  retry_quota quota(500);
  quota.give_back(1);
  CHECK(quota.left() == 500);
  CHECK(quota.take(14));
  quota.give_back(1);
  CHECK(quota.left() == 487);
  quota.give_back(std::numeric_limits<std::size_t>::max());
  CHECK(quota.left() == 500);
}

TEST_CASE("retry_quota: a capacity of 0 grants no tokens, an unlimited one always does") {
  retry_quota none(0);
  CHECK_FALSE(none.take(1));
  none.give_back(5);
  CHECK(none.left() == 0);
  retry_quota endless(std::numeric_limits<std::size_t>::max());
  CHECK(endless.take(14));
  endless.give_back(20);
  CHECK(endless.left() == std::numeric_limits<std::size_t>::max());
}

TEST_CASE("retry_quota: stays within its bounds under concurrent use") {
  constexpr std::size_t capacity = 100;
  retry_quota quota(capacity);
  std::atomic<bool> outside{false};
  std::atomic<std::size_t> out{0};  // tokens that the threads hold
  std::vector<std::thread> threads;
  for (unsigned seed = 0; seed < 4; ++seed)
    threads.emplace_back([&, seed] {
      std::mt19937 random(seed);
      for (int i = 0; i < 20'000; ++i) {
        const std::size_t cost = random() % 2 == 0 ? 14 : 5;
        if (!quota.take(cost)) continue;
        if (out.fetch_add(cost) + cost > capacity) outside = true;  // counted after acquiring
        if (quota.left() > capacity) outside = true;
        out -= cost;  // subtracted before releasing
        quota.give_back(cost);
      }
    });
  for (auto& thread : threads) thread.join();
  CHECK_FALSE(outside);
  CHECK(quota.left() == capacity);
}
