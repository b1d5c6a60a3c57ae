// expect: roster: the filters of this operation are not roster::filters; write static constexpr auto filters = roster::filters{roster::exact{...}, ...}
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/paging.hpp"

struct op {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/m");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto filters = roster::exact{&query::after, roster::path<&model::id>};
};
static_assert(roster::detail::check_operation<op>());
