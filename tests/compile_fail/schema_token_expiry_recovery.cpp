// expect: roster: `recovery` of token_expiry is not the place of a string; it is a path that begins in the struct of the error, or a header; write .recovery = roster::path<&my_error::next>
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/paging.hpp"

struct op {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/m");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::by_token{
      .send = &query::after,
      .next = roster::path<&list_response::next>,
      .expired = roster::token_expiry{.status = 410, .recovery = roster::path<&list_response::deep>}};
};
static_assert(roster::detail::check_operation<op>());
