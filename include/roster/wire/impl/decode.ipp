// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of decode.hpp.

#include <roster/wire/decode.hpp>

#include <roster/wire/detail/json_reader.hpp>

namespace roster::inline v0 {

ROSTER_DECL bool is_json(std::string_view text) {
  detail::json_reader reader(text);
  return reader.skip() && reader.finish();
}

}  // namespace roster::inline v0
