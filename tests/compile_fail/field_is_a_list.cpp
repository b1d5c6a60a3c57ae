// expect: roster: this field is a list, a map, a variant, bytes or a struct; a condition compares scalar values; name a member inside the struct, as in field<&my_item::place, &my_place::name>, or use std::views::filter
// SPDX-License-Identifier: BSL-1.0
#include <roster/eas/schema.hpp>
#include <roster/schema/field.hpp>

auto wrong() { return roster::field<&roster::eas::service::labels> == "team"; }
