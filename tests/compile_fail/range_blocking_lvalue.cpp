// expect: roster: the range given to blocking() is an lvalue; a list has one consumer, and a copy would fetch everything twice; write roster::blocking(std::move(range))
// SPDX-License-Identifier: BSL-1.0
#include <roster/range/blocking.hpp>

void wrong(roster::async_range<int> items) {
  for (const auto& one : roster::blocking(items)) (void)one;
}
