// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of route.hpp.

#include <roster/emulator/serve/detail/route.hpp>

#include <algorithm>
#include <cstddef>
#include <roster/emulator/detail/path_pattern.hpp>
#include <roster/emulator/serve/detail/serve_problem.hpp>
#include <roster/http/detail/grammar.hpp>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::emulator::detail {

inline std::string quoted_part(std::string_view text) { return in_quotes(text, 200); }

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
  if (!match_path(route.where.path, path, out.path)) return stop(unknown_path(request.path, {&route, 1}));
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

ROSTER_DECL std::string unknown_path(std::string_view path, std::span<const operation_route> routes) {
  constexpr std::size_t most = 8;
  std::vector<std::string_view> paths;
  for (const operation_route& route : routes)
    if (std::find(paths.begin(), paths.end(), route.where.path) == paths.end())
      paths.push_back(route.where.path);
  std::string out = "unknown path " + quoted_part(path) + "; expected ";
  for (std::size_t i = 0; i < paths.size() && i < most; ++i)
    out.append(i == 0 ? "" : i + 1 == paths.size() ? " or " : ", ").append(quoted_part(paths[i]));
  if (paths.size() > most) out += " or one of " + std::to_string(paths.size() - most) + " others";
  return out;
}

/// Returns a pattern without the names of its parameters.
inline std::string anonymous_path(std::string_view pattern) {
  std::string out;
  bool named = false;
  for (const char c : pattern) {
    named = named && c != '}';
    if (!named) out += c;
    named = named || c == '{';
  }
  return out;
}

inline http::detail::query_list sorted_constants(std::string_view query) {
  auto out = http::detail::parse_query(query).value_or(http::detail::query_list{});
  std::sort(out.begin(), out.end());
  return out;
}

inline http::detail::query_list sorted_headers(std::span<const roster::detail::fixed_header> headers) {
  http::detail::query_list out;
  for (const roster::detail::fixed_header& h : headers)
    out.emplace_back(http::detail::lower_case(h.name), std::string(h.value));
  std::sort(out.begin(), out.end());
  return out;
}

ROSTER_DECL bool is_same_route(const operation_route& a, const operation_route& b) {
  return a.where.method == b.where.method && anonymous_path(a.where.path) == anonymous_path(b.where.path) &&
         sorted_constants(a.where.query) == sorted_constants(b.where.query) &&
         sorted_headers(a.headers) == sorted_headers(b.headers);
}

ROSTER_DECL std::string text_of(const operation_route& route) {
  const std::string query(route.where.query);
  return std::string(route.where.method) + ' ' +
         quoted_part(std::string(route.where.path) + (query.empty() ? "" : '?' + query));
}

}  // namespace roster::inline v0::emulator::detail
