// expect: roster: too many codes in one list of errors; a list has at most 16 entries; replace codes with a common beginning by one entry with a '*' at the end: "Throttling*"
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/errors.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto errors =
      roster::errors{.throttled = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14",
                                   "15", "16", "17"}};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
