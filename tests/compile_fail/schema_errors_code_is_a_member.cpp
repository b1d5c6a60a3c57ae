// expect: roster: code, message and request_id of errors are paths or headers; write roster::path<&my_error::code> or roster::header{"x-error-code"}
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/errors.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto errors = roster::errors{.code = &error_body::code};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
