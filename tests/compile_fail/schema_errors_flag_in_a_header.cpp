// expect: roster: fails_unless of errors is not a path; it leads to a bool or roster::flag that is true in every successful response; write roster::path<&my_response::success>
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/errors.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto errors = roster::errors{.fails_unless = roster::header{"x-success"}};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
