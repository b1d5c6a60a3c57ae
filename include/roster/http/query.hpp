// SPDX-License-Identifier: BSL-1.0
#pragma once
// A query as names and values, and as the one string that is both signed and sent.

#include <optional>
#include <roster/config.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::http {

using query_list = std::vector<std::pair<std::string, std::string>>;

/// Encodes names and values, sorts by name and then by value, bytewise, and joins them to "a=1&b=".
ROSTER_DECL std::string encode_query(const query_list& query);

/// Decodes a query in whatever order and spelling it came; '+' is a space, a name without '=' has the value
/// "". Returns nothing when a '%' begins no escape.
ROSTER_DECL std::optional<query_list> parse_query(std::string_view query);

}  // namespace roster::http

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/query.ipp>
#endif
