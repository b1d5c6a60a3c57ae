// expect: roster: the custom pagination of this operation lacks a function, or a function has other types; it has std::string first(const request&) const, void send(request&, const std::string&) const and std::optional<std::string> next(const response&, const roster::received_page&) const; add what is missing
// SPDX-License-Identifier: BSL-1.0
#include <optional>
#include <roster/schema/operation.hpp>
#include <string>

#include "parts/paging.hpp"

struct by_day {
  std::string first(const query&) const { return {}; }
  void send(query&, const std::string&) const {}
  std::optional<std::string> next(const list_response&) const { return {}; }
};
struct op {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/m");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = by_day{};
};
static_assert(roster::detail::check_operation<op>());
