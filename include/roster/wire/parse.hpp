// SPDX-License-Identifier: BSL-1.0
#pragma once
// JSON without a schema, as a Boost.JSON value: the only header of this component that includes Boost.JSON.

#include <boost/json/value.hpp>
#include <roster/config.hpp>
#include <roster/schema/json_text.hpp>
#include <string_view>

namespace roster::inline v0 {

/// Parses JSON, nested at most 64 levels deep.
/// Fails: failure(errc::malformed_response) with the position of the first invalid byte.
ROSTER_DECL boost::json::value parse(std::string_view json);

/// Parses JSON that a vendor sent inside a string.
/// Example: parse: parses the JSON inside a json_text
inline boost::json::value parse(const json_text& json) { return parse(std::string_view(json.text())); }

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/parse.ipp>
#endif
