// SPDX-License-Identifier: BSL-1.0
#pragma once
// The method and the path of an operation, as data.

#include <string_view>

namespace roster::inline v0 {

/// A method, a path and the fixed part of a query. GET sends the members of the request in the query, POST in a JSON
/// body.
struct target {
  std::string_view method{};
  std::string_view path{};
  std::string_view query{};
};

namespace detail {

constexpr target make_target(std::string_view method, std::string_view where) noexcept {
  const auto mark = where.find('?');
  if (mark == std::string_view::npos) return {method, where, {}};
  return {method, where.substr(0, mark), where.substr(mark + 1)};
}

}  // namespace detail

/// Returns the target of a GET, "/path" or "/path?Fixed=Query".
constexpr target get(std::string_view where) noexcept { return detail::make_target("GET", where); }

/// Returns the target of a POST.
constexpr target post(std::string_view where) noexcept { return detail::make_target("POST", where); }

}  // namespace roster::inline v0
