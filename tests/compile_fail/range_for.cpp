// expect: roster: a range-based for loop cannot await the items of a range; write while (auto item = co_await range.next()), or for (auto it = co_await range.begin(); it != range.end(); co_await ++it)
// SPDX-License-Identifier: BSL-1.0
#include <roster/range/async_range.hpp>

int wrong(roster::async_range<int> items) {
  for (auto& item : items) (void)item;
  return 0;
}
