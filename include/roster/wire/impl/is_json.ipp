// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of is_json.hpp.

#include <roster/wire/is_json.hpp>

#include <roster/wire/detail/json_reader.hpp>

namespace roster {

ROSTER_DECL bool is_json(std::string_view text) {
  json_reader reader(text);
  return reader.skip() && reader.finish();
}

}  // namespace roster
