// expect: roster: the target of this operation is not a target; it is a method and a path; write static constexpr auto target = roster::get("/path") or roster::post("/path")
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/paging.hpp"

struct op {
  using request = query;
  using response = list_response;
  static constexpr auto target = "/m";
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
};
static_assert(roster::detail::check_operation<op>());
