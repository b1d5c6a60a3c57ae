// expect: roster: contains() needs a field with text; strings, utc_time, enumerations and secrets have text; compare numbers and epoch times with == != < <= > >=, booleans with == !=
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/field.hpp>

struct thing {
  int size{};
};
auto wrong() { return roster::field<&thing::size>.contains("1"); }
