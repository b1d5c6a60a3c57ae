// expect: roster: the name of a header of this operation is not valid; it consists of letters, digits and !#$%&'*+-.^_`|~; write the name alone: "X-Amz-Target"
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/requests.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto headers = roster::fixed{{"X Target", "a"}};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
