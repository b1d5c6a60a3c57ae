// expect: roster: missing items of this operation; they are the path of the list in the response; write static constexpr auto items = roster::path<&my_response::data>
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/things.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
};
constexpr bool checked = roster::detail::check_operation<list_things>();
