// expect: roster: conditions on different structs cannot be combined; all fields of a condition belong to one item type; name every member by the same struct
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/field.hpp>

struct thing {
  int size{};
};
struct other {
  int size{};
};
auto wrong() { return roster::field<&thing::size> > 1 && roster::field<&other::size> > 1; }
