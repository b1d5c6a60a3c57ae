// expect: roster: a code is in two lists of errors; a code has one meaning, and only a code of unauthenticated may be in expired_token, too; remove it from one of them
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/errors.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto errors = roster::errors{.throttled = {"Busy"}, .transient = {"Down", "Busy"}};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
