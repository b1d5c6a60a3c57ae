// expect: roster: a field is compared with a value of another kind; numbers are compared with numbers, booleans with true or false, strings with strings, enumerations with their own enumerators, times with times; use a value of the field's kind
// SPDX-License-Identifier: BSL-1.0
#include <roster/eas/schema.hpp>
#include <roster/schema/field.hpp>

auto wrong() { return roster::field<&roster::eas::service::status> == roster::eas::role::queue; }
