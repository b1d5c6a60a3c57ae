// expect: roster: the vendor has replaced resource_name; use resource_id or resource_alias_name
// SPDX-License-Identifier: BSL-1.0
#include <roster/eas/schema.hpp>

#pragma GCC diagnostic error "-Wdeprecated-declarations"

auto group_of(const roster::eas::list_services_request& request) { return request.resource_name; }
