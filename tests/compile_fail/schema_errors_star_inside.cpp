// expect: roster: invalid code in a list of errors; a code is not empty, and '*' is allowed only at its end, where it matches any text; write "AccessDenied" or "Throttling*"
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/errors.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto errors = roster::errors{.forbidden = {"Access*Denied"}};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
