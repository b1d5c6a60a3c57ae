// SPDX-License-Identifier: BSL-1.0
#pragma once
// Finds the path of a byte in a JSON text, for error messages. It is computed on demand, so that decoding need not
// track it.

#include <cstddef>
#include <roster/config.hpp>
#include <roster/wire/decode_error.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns the path to the value at a byte of valid JSON, "Services[17].Memory"; names in it are escaped and
/// truncated.
/// Example: json_path: names the value at a byte
ROSTER_DECL std::string json_path(std::string_view json, std::size_t offset,
                                  const decode_limits& limits = {});

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/json_path.ipp>
#endif
