// expect: roster: the fields of this condition belong to another struct than the items that arrive at where(); it compares members of the very items; name them by the range's row, as in field<&my_row::status>
// SPDX-License-Identifier: BSL-1.0
#include <roster/range/async_range.hpp>
#include <roster/schema/field.hpp>

struct service {
  int gpu{};
};
struct row {
  int cpu{};
};
auto wrong(roster::async_range<row> rows) {
  return std::move(rows) | roster::where(roster::field<&service::gpu> > 0) | std::views::take(1);
}
