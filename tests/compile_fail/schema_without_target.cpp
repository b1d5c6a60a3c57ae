// expect: roster: missing target of this operation; it is the method and path of the request; write static constexpr auto target = roster::get("/path")
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/things.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
