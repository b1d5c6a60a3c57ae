// expect: roster: the key of this operation is not a path; a pointer to a member is not one; write static constexpr auto key = roster::path<&my_item::id>
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/paging.hpp"

struct op {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/m");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto key = &model::id;
  static constexpr auto paging = roster::one_page{};
};
static_assert(roster::detail::check_operation<op>());
