// expect: roster: paging sends a member that is not a string or an integer, or an optional one; correct the type of the member, or name another one
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/paging.hpp"

struct op {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/m");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::by_number{
      .number = &query::on, .size = &query::limit, .total = roster::path<&list_response::total>};
};
static_assert(roster::detail::check_operation<op>());
