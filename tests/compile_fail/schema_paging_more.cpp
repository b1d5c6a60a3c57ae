// expect: roster: `more` of the paging is not a bool, a roster::flag or an optional bool; it says whether there are more pages; if the response has no such member, leave `more` out
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/paging.hpp"

struct op {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/m");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::by_token{.send = &query::after,
                                                  .next = roster::path<&list_response::next>,
                                                  .more = roster::path<&list_response::next>};
};
static_assert(roster::detail::check_operation<op>());
