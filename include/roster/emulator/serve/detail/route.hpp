// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which requests belong to a declared operation.

#include <roster/config.hpp>
#include <roster/http/message.hpp>
#include <roster/http/url.hpp>
#include <roster/schema/request_headers.hpp>
#include <roster/schema/target.hpp>
#include <span>
#include <string>
#include <string_view>

namespace roster::inline v0::emulator::detail {

/// The constant parts of an operation's requests.
struct operation_route {
  roster::detail::target where{};
  std::span<const roster::detail::fixed_header> headers{};
};

/// How much of a request fits an operation: each value includes the ones before it.
enum class route_fit { none, path, method, query, all };

struct route_match {
  route_fit fit{};
  std::string problem{};             ///< what does not fit
  http::detail::query_list path{};   ///< the parameters of the path, decoded
  http::detail::query_list query{};  ///< the parameters of the query, without the constant ones
};

/// Compares a request with the constant parts of an operation. A parameter of the path is one segment, or the part of
/// one up to the text that follows the parameter.
/// Example: match_route: returns how much of a request fits
ROSTER_DECL route_match match_route(const operation_route& route, const http::request& request);

/// Returns the message about a path that none of these routes has; at most 8 of their paths are listed.
ROSTER_DECL std::string unknown_path(std::string_view path, std::span<const operation_route> routes);

/// Returns whether two routes have the same requests: they have the same method, path, constant query parameters
/// and constant headers, whatever the names of the parameters in the path.
ROSTER_DECL bool is_same_route(const operation_route& a, const operation_route& b);

/// Returns a route for a message: GET "/v1/models?type=llm".
ROSTER_DECL std::string text_of(const operation_route& route);

}  // namespace roster::inline v0::emulator::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/serve/impl/route.ipp>
#endif
