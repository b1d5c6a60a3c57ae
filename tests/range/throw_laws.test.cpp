// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <random>
#include <range/laws.hpp>
#include <range/mixed_pipelines.hpp>
#include <roster/range/async_range.hpp>

TEST_CASE("adaptors: an item at which a function in front of them throws might as well not have been there") {
  std::mt19937 random{12};
  for (int i = 0; i < 300; ++i)
    law::for_mixed_pipelines(law::random_counts(random),
                             [&](auto pipeline) { law::check_throws_in_front(pipeline, random); });
}

TEST_CASE("adaptors: an item at which a function behind them throws is the only one that does not come") {
  std::mt19937 random{13};
  for (int i = 0; i < 300; ++i)
    law::for_mixed_pipelines(law::random_counts(random),
                             [&](auto pipeline) { law::check_throws_behind(pipeline, random); });
}

TEST_CASE("join: an item at which a function in front of it throws might as well not have been there") {
  std::mt19937 random{22};
  for (int i = 0; i < 300; ++i)
    law::for_joining_pipelines(law::random_counts(random),
                               [&](auto pipeline) { law::check_throws_in_front(pipeline, random); });
}
