// expect: roster: the values of this field have no order; numbers, texts and times have one, flags, enumerations and secrets do not; compare them with == or !=
// SPDX-License-Identifier: BSL-1.0
#include <roster/eas/schema.hpp>
#include <roster/schema/field.hpp>

auto wrong() { return roster::field<&roster::eas::service::status> < roster::eas::service_status::running; }
