// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <limits>
#include <roster/paging/page.hpp>

using roster::detail::sum_of_totals;

TEST_CASE("sum_of_totals: is known only if both totals are known and valid, and the sum does not overflow") {
  CHECK(sum_of_totals(3, 4) == 7);
  CHECK(sum_of_totals(0, 0) == 0);
  CHECK(!sum_of_totals(3, std::nullopt));
  CHECK(!sum_of_totals(std::nullopt, 3));
  CHECK(!sum_of_totals(3, -1));
  CHECK(!sum_of_totals(-1, 3));
  CHECK(!sum_of_totals(std::numeric_limits<std::int64_t>::max(), 1));
}
