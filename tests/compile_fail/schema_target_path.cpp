// expect: roster: the path of this operation's target does not begin with '/'; it follows the endpoint; write static constexpr auto target = roster::get("/path")
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/paging.hpp"

struct op {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("m?a=/");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
};
static_assert(roster::detail::check_operation<op>());
