// expect: roster: the query of this operation's target has the name of a member of the request, which would be sent twice; remove the constant, or the member
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/paging.hpp"

struct list_models {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/models?kind=chat&limit=5");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
};
constexpr bool checked = roster::detail::check_operation<list_models>();
