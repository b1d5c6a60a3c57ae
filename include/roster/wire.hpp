// SPDX-License-Identifier: BSL-1.0
#pragma once
// JSON, query strings and conditions of described structs: the public headers of this component. Written by tools/generate.py.

#include <roster/wire/columns.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/decode_error.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/list_page.hpp>
#include <roster/wire/openapi.hpp>
#include <roster/wire/parse.hpp>
#include <roster/wire/parse_condition.hpp>
#include <roster/wire/print.hpp>
#include <roster/wire/projection.hpp>
#include <roster/wire/query.hpp>
#include <roster/wire/unknown_values.hpp>
