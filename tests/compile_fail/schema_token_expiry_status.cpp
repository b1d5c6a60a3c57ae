// expect: roster: `expired` of the paging is not a roster::token_expiry with a status from 400 to 499; it is how the service reports an expired token; write .expired = roster::token_expiry{.status = 410}
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/paging.hpp"

struct op {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/m");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::by_token{
      .send = &query::after, .next = roster::path<&list_response::next>, .expired = roster::token_expiry{}};
};
static_assert(roster::detail::check_operation<op>());
