// SPDX-License-Identifier: BSL-1.0
#pragma once
// Percent-encoding (RFC 3986) and query strings.

#include <optional>
#include <roster/config.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::http::detail {

/// Encodes every byte except `A-Z a-z 0-9 - . _ ~` as `%XX` with upper-case digits.
ROSTER_DECL std::string percent_encode(std::string_view text);

/// Encodes like `percent_encode`, but leaves '/' unchanged.
ROSTER_DECL std::string percent_encode_path(std::string_view text);

/// Decodes `%XX`, and '+' to a space if `plus_is_space` is set. Returns std::nullopt if a '%' does not begin an
/// escape.
ROSTER_DECL std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);

}  // namespace roster::inline v0::http::detail

namespace roster::inline v0::http::detail {

/// Unencoded names and values, in any order; names may repeat.
using query_list = std::vector<std::pair<std::string, std::string>>;

/// Encodes names and values, sorts them bytewise by name and then by value, and joins them: "a=1&b=".
ROSTER_DECL std::string encode_query(const query_list& query);

/// Decodes a query in any order and encoding; '+' is a space, a name without '=' has the value "". Returns
/// std::nullopt if a '%' does not begin an escape.
ROSTER_DECL std::optional<query_list> parse_query(std::string_view query);

/// A parameter of an encoded query, exactly as written there.
struct query_parameter {
  std::string_view text{};   ///< `name=value`
  std::string_view name{};   ///< still encoded
  std::string_view value{};  ///< still encoded; "" if there is no '='
  bool has_value{};          ///< whether there is an '='
};

/// Calls `each` with every parameter of `query`, in order, including empty ones: joined with '&', they are `query`
/// again.
template <class Each>
void for_each_parameter(std::string_view query, Each each) {
  for (bool more = !query.empty(); more;) {
    const auto end = query.find('&');
    const auto text = query.substr(0, end);
    const auto equals = text.find('=');
    const bool has_value = equals != text.npos;
    each(query_parameter{.text = text,
                         .name = text.substr(0, equals),
                         .value = has_value ? text.substr(equals + 1) : std::string_view(),
                         .has_value = has_value});
    more = end != query.npos;
    if (more) query.remove_prefix(end + 1);
  }
}

/// Decodes a name or a value of a query; '+' is a space. If a '%' does not begin an escape, the text is returned
/// unchanged.
ROSTER_DECL std::string decode_parameter(std::string_view text);

}  // namespace roster::inline v0::http::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/query.ipp>
#endif
