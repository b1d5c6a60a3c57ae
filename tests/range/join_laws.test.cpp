// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <random>
#include <range/laws.hpp>
#include <range/mixed_pipelines.hpp>
#include <roster/range/async_range.hpp>

TEST_CASE(
    "join: mixed with others, over any split, it gives what the standard gives, at the fewest requests") {
  std::mt19937 random{21};
  for (int i = 0; i < 300; ++i)
    law::for_joining_pipelines(law::random_counts(random),
                               [&](auto pipeline) { law::check_against_standard(pipeline, random); });
}
