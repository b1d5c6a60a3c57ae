// expect: roster: in_headers of this operation does not list members of the request and names; each member is followed by the name of its header; write roster::in_header{&my_request::project, "X-Project-Id"}
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/requests.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto in_headers = roster::in_header{&thing::id, "X-Project"};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
