// expect: roster: errors of this operation are not roster::errors; they declare where a response has its error; write static constexpr auto errors = roster::errors{.code = roster::path<&my_error::code>}
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/errors.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto errors = "AccessDenied";
};
constexpr bool checked = roster::detail::check_operation<list_things>();
