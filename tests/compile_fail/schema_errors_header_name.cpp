// expect: roster: invalid name of a header in errors; a name has letters, digits and '-', and no colon; write roster::header{"x-error-code"}
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/errors.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto errors = roster::errors{.message = roster::header{"x-error-message:"}};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
