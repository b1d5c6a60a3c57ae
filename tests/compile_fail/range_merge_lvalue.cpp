// expect: roster: a range given to concat() or merge() is an lvalue; a list has one consumer, and a copy would fetch everything twice; write std::move(range)
// SPDX-License-Identifier: BSL-1.0
#include <roster/range/combine/merge.hpp>

auto wrong(roster::async_range<int> a, roster::async_range<int> b) {
  auto both = roster::merge(a, std::move(b));
  return both.next();
}
