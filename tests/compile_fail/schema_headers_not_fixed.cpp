// expect: roster: the headers of this operation are not constants; members of the request are sent by in_headers; write static constexpr auto headers = roster::fixed{{"Name", "value"}}
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/requests.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto headers = "X-Target: a";
};
constexpr bool checked = roster::detail::check_operation<list_things>();
