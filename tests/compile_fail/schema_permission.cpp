// expect: roster: the permission of this operation is not a roster::permission; write static constexpr roster::permission permission{.needed = "service:ListThings"}
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/paging.hpp"

struct op {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/m");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto permission = "x";
};
static_assert(roster::detail::check_operation<op>());
