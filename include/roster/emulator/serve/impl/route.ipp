// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of route.hpp.

#include <roster/emulator/serve/detail/route.hpp>

#include <algorithm>
#include <roster/escape_for_log.hpp>
#include <string_view>
#include <utility>

namespace roster::inline v0::emulator::detail {

inline std::string quoted_part(std::string_view text) { return '"' + escape_for_log(text, 200) + '"'; }

/// Takes the value of a parameter from the front of `path`; `behind` is the pattern that follows the parameter.
/// Returns false if there is none.
inline bool take_parameter(std::string_view& path, std::string_view after, std::string& value) {
  const std::string_view segment = path.substr(0, path.find('/'));
  const std::string_view text = after.substr(0, after.find_first_of("/{"));
  const bool ends_segment = text.size() == after.size() || after[text.size()] == '/';
  std::size_t size = segment.size();
  if (!text.empty()) size = ends_segment ? segment.rfind(text) : segment.find(text);
  if (size == segment.npos || size == 0) return false;
  auto decoded = http::detail::percent_decode(segment.substr(0, size));
  if (!decoded) return false;
  value = std::move(*decoded);
  path.remove_prefix(size);
  return true;
}

/// Returns whether a path has the pattern "/v1/projects/{project}", and stores its parameters.
inline bool match_path(std::string_view pattern, std::string_view path, http::detail::query_list& out) {
  while (true) {
    const auto open = pattern.find('{');
    const std::string_view text = pattern.substr(0, open);
    if (!path.starts_with(text)) return false;
    path.remove_prefix(text.size());
    if (open == pattern.npos) return path.empty();
    const auto close = pattern.find('}', open);
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    pattern.remove_prefix(close + 1);
    std::string value;
    if (!take_parameter(path, pattern, value)) return false;
    out.emplace_back(std::string(name), std::move(value));
  }
}

/// Removes the constant parameters from the query. Returns what is missing, or "".
inline std::string take_constants(std::string_view constants, http::detail::query_list& query) {
  for (const auto& wanted : http::detail::parse_query(constants).value_or(http::detail::query_list{})) {
    const auto found = std::find(query.begin(), query.end(), wanted);
    if (found == query.end())
      return "missing query parameter " + quoted_part(wanted.first + '=' + wanted.second);
    query.erase(found);
  }
  return {};
}

ROSTER_DECL route_match match_route(const operation_route& route, const http::request& request) {
  route_match out;
  const auto stop = [&](std::string problem) {
    out.problem = std::move(problem);
    return std::move(out);
  };
  std::string_view path = request.path;
  if (path.starts_with(request.to.prefix)) path.remove_prefix(request.to.prefix.size());
  if (!match_path(route.where.path, path, out.path))
    return stop("unknown path " + quoted_part(request.path) + "; expected " + quoted_part(route.where.path));
  out.fit = route_fit::path;
  if (request.method != route.where.method)
    return stop("wrong method " + quoted_part(request.method) + "; expected " +
                std::string(route.where.method));
  out.fit = route_fit::method;
  auto query = http::detail::parse_query(request.query);
  if (!query) return stop("the query is not percent-encoded");
  if (auto missing = take_constants(route.where.query, *query); !missing.empty())
    return stop(std::move(missing));
  out.query = std::move(*query);
  out.fit = route_fit::query;
  for (const roster::detail::fixed_header& wanted : route.headers)
    if (const auto sent = request.headers.get(wanted.name); sent != wanted.value)
      return stop("header " + std::string(wanted.name) + " is " + quoted_part(sent) + "; expected " +
                  quoted_part(wanted.value));
  out.fit = route_fit::all;
  return out;
}

}  // namespace roster::inline v0::emulator::detail
