// expect: roster: the format of this operation is not a format; write static constexpr auto format = roster::json_lines, or leave it out for JSON
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/things.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto format = "ndjson";
  static constexpr auto paging = roster::one_page{};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
