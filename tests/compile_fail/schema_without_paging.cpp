// expect: roster: missing paging of this operation; without it only the first page would be read; write static constexpr auto paging = roster::by_token{...} or roster::by_number{...}, or roster::one_page{} if one response has the whole list
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/things.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto pagging = roster::one_page{};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
