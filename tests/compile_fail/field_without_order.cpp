// expect: roster: the values of this field have no order; numbers, strings and times are ordered, booleans, enumerations and secrets are not; compare them with == or !=
// SPDX-License-Identifier: BSL-1.0
#include <roster/eas/schema.hpp>
#include <roster/schema/field.hpp>

auto wrong() { return roster::field<&roster::eas::service::status> < roster::eas::service_status::running; }
