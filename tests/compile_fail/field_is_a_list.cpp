// expect: roster: this field is a list, a map or a struct; a condition compares single values; write field<&my_item::place, &my_place::name> to reach into a struct, std::views::filter for others
// SPDX-License-Identifier: BSL-1.0
#include <roster/eas/schema.hpp>
#include <roster/schema/field.hpp>

auto wrong() { return roster::field<&roster::eas::service::labels> == "team"; }
