// expect: roster: the path or the query of this operation's target has a character that must be percent-encoded, such as a blank; it is sent unchanged; write roster::get("/my%20things")
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/paging.hpp"

struct list_models {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/models?kind=%zz");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
};
constexpr bool checked = roster::detail::check_operation<list_models>();
