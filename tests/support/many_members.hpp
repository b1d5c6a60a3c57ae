// SPDX-License-Identifier: BSL-1.0
#pragma once
// Structs with more members than Boost.PFR supports, for the reflection of C++26.

#define ROSTER_TEST_TEN(p) \
  int p##0 {}, p##1 {}, p##2 {}, p##3 {}, p##4 {}, p##5 {}, p##6 {}, p##7 {}, p##8 {}, p##9 {}
struct fifty_members {
  ROSTER_TEST_TEN(a);
  ROSTER_TEST_TEN(b);
  ROSTER_TEST_TEN(c);
  ROSTER_TEST_TEN(d);
  ROSTER_TEST_TEN(e);
};
/// 110, 50 of them in its base.
struct many_members : fifty_members {
  ROSTER_TEST_TEN(f);
  ROSTER_TEST_TEN(g);
  ROSTER_TEST_TEN(h);
  ROSTER_TEST_TEN(i);
  ROSTER_TEST_TEN(j);
  ROSTER_TEST_TEN(k);
};
#undef ROSTER_TEST_TEN
