// SPDX-License-Identifier: BSL-1.0
#pragma once
// Declaring an API as plain structs: the public headers of this component. Written by tools/generate.py.

#include <roster/schema/annotations.hpp>
#include <roster/schema/bytes.hpp>
#include <roster/schema/check_members.hpp>
#include <roster/schema/condition.hpp>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/errors.hpp>
#include <roster/schema/field.hpp>
#include <roster/schema/filters.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/keys.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/one_or_many.hpp>
#include <roster/schema/open_enum.hpp>
#include <roster/schema/operation.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/schema/paging.hpp>
#include <roster/schema/path.hpp>
#include <roster/schema/reflection.hpp>
#include <roster/schema/request_headers.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/target.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/schema/wire_name.hpp>
