// expect: roster: paging reads a member that is not a string or an integer; a page number, a size, a total, a token and a URL are one of these, or an optional one; correct the type of the member, or the path
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/paging.hpp"

struct op {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/m");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging =
      roster::by_token{.send = &query::after, .next = roster::path<&list_response::more>};
};
static_assert(roster::detail::check_operation<op>());
