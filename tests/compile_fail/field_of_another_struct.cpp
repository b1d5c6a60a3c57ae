// expect: roster: a member of this field<> does not belong to the previous one; each member belongs to the type of the one before it; write field<&my_item::place, &my_place::name>
// SPDX-License-Identifier: BSL-1.0
#include <optional>
#include <roster/schema/field.hpp>

struct place {
  int zone{};
};
struct thing {
  std::optional<place> where{};
  int size{};
};
auto wrong() { return roster::field<&thing::where, &thing::size> == 1; }
