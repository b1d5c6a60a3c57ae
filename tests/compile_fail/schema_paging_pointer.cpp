// expect: roster: a pointer to a member is declared in place of a path; places in a response or an item are paths; write roster::path<&my_response::member>
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/paging.hpp"

struct op {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/m");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::by_token{.send = &query::after, .next = &list_response::next};
};
static_assert(roster::detail::check_operation<op>());
