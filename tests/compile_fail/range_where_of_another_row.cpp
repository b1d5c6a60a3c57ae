// expect: roster: the condition given to where() has fields of a struct that is not the item type; where() compares members of the range's items; name the members of the range's row, as in field<&my_row::status>
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
