// expect: roster: a {parameter} of this operation's path is not a string, an integer or an open_enum of the request, or an optional one; it is the member with that name on the wire; add the member, or name it in wire_names()
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/requests.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/v1/{tenant}/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
