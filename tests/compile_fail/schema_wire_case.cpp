// expect: roster: the wire_case of this operation is not a letter case; write static constexpr auto wire_case = roster::camel_case or roster::pascal_case
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/paging.hpp"

struct op {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/m");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto wire_case = "camel";
  static constexpr auto paging = roster::one_page{};
};
static_assert(roster::detail::check_operation<op>());
