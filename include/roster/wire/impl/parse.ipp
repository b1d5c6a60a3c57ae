// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of parse.hpp.

#include <roster/wire/parse.hpp>

#include <boost/json/parse_options.hpp>
#include <boost/json/parser.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <roster/failure.hpp>
#include <string>

namespace roster::inline v0 {

ROSTER_DECL boost::json::value parse(std::string_view json) {
  boost::json::parse_options options;
  options.max_depth = 64;
  boost::json::parser parser({}, options);
  boost::system::error_code error;
  const std::size_t end = parser.write({json.data(), json.size()}, error);
  if (error)
    throw failure(errc::malformed_response,
                  "not JSON at byte " + std::to_string(end) + ": " + error.message());
  return parser.release();
}

}  // namespace roster::inline v0
