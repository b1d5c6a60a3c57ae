// expect: roster: a member that is sent in a header is a list, a map or a struct; a header has one value; send a string, a number, a time or an open_enum
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/requests.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto in_headers = roster::in_header{&query::labels, "X-Labels"};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
