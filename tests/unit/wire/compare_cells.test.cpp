// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>
#include <random>
#include <roster/wire/columns.hpp>
#include <string>
#include <vector>

using roster::cell;
using roster::compare_cells;

namespace {

constexpr auto less = std::partial_ordering::less;
constexpr auto same = std::partial_ordering::equivalent;
constexpr auto greater = std::partial_ordering::greater;

cell text(const char* value) { return {std::string(value)}; }
cell whole(std::int64_t value) { return {value}; }

}  // namespace

TEST_CASE("compare_cells: orders numbers by value, times by time point, absent cells last") {
  CHECK(compare_cells(whole(9), whole(10)) == less);
  CHECK(compare_cells(whole(2), cell{1.5}) == greater);
  CHECK(compare_cells(cell{1.5}, whole(2)) == less);
  CHECK(compare_cells(text("2026-01-01T09:00:00+08:00"), text("2026-01-01T01:00:00Z")) == same);
  CHECK(compare_cells(text("2026-01-01T02:00:00Z"), text("2026-01-01T09:00:00+08:00")) == greater);
  CHECK(compare_cells(text("b"), text("a")) == greater);
  CHECK(compare_cells(text("2026-01-01T01:00:00Z"), text("")) == less);
  CHECK(compare_cells(cell{false}, cell{true}) == less);
  CHECK(compare_cells(cell{}, whole(0)) == greater);
  CHECK(compare_cells(text(""), cell{}) == less);
  CHECK(compare_cells(cell{}, cell{}) == same);
}

TEST_CASE("compare_cells: does not round a large integer to compare it with a real number") {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  CHECK(compare_cells(whole(most), cell{9223372036854775808.0}) == less);
  CHECK(compare_cells(whole(most), cell{9223372036854774784.0}) == greater);
  CHECK(compare_cells(cell{-9223372036854775808.0}, whole(std::numeric_limits<std::int64_t>::min())) == same);
  CHECK(compare_cells(whole(most), cell{-1e300}) == greater);
}

TEST_CASE("compare_cells: sorts any mixture of cells, independent of their initial order") {
  std::vector<cell> cells{{},     {true},   {false},   {std::int64_t{3}}, {2.5},        {-1e20},
                          {1e20}, text(""), text("z"), text("Z"),         text("2026"), {std::int64_t{-3}}};
  const auto before = [](const cell& a, const cell& b) { return compare_cells(a, b) < 0; };
  std::sort(cells.begin(), cells.end(), before);
  const auto sorted = cells;
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::shuffle(cells.begin(), cells.end(), random);
    std::sort(cells.begin(), cells.end(), before);
    CHECK(cells == sorted);
  }
}
