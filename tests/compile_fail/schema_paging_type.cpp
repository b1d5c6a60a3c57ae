// expect: roster: the paging of this operation is not a declaration of paging; write roster::by_token{...}, by_number, by_offset, by_last_item, by_next_url, by_link_header or one_page
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/paging.hpp"

struct op {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/m");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = 1;
};
static_assert(roster::detail::check_operation<op>());
