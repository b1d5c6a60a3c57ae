// SPDX-License-Identifier: BSL-1.0
#pragma once
// Everything that a program may use; written by tools/generate.py so that it is complete.

#include <roster/config.hpp>
#include <roster/error.hpp>
#include <roster/failure.hpp>
#include <roster/http/check_request.hpp>
#include <roster/http/date.hpp>
#include <roster/http/endpoint.hpp>
#include <roster/http/headers.hpp>
#include <roster/http/legal.hpp>
#include <roster/http/lower_case.hpp>
#include <roster/http/percent.hpp>
#include <roster/http/query.hpp>
#include <roster/http/request.hpp>
#include <roster/http/response.hpp>
#include <roster/http/trimmed.hpp>
#include <roster/printable.hpp>
#include <roster/schema/filters.hpp>
#include <roster/schema/fixed_string.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/letter_case.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/operation.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/permission.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/unknown_fields.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/transport/transport.hpp>
