// expect: roster: this operation declares a header twice; upper and lower case are the same; remove one of them
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/requests.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto headers = roster::fixed{{"X-Project", "a"}};
  static constexpr auto in_headers = roster::in_header{&query::project, "x-project"};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
