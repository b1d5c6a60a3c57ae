// expect: roster: contains() is asked of a field that has no text; texts, utc_time, enumerations and secrets have one; compare numbers, flags and epoch times with == != < <= > >=
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/field.hpp>

struct thing {
  int size{};
};
auto wrong() { return roster::field<&thing::size>.contains("1"); }
