// expect: roster: a path of errors names a member of another struct; each member belongs to the type of the previous one, or to the elements of its list; write roster::path<&my_error::error, &my_error_body::code>
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>

#include "parts/errors.hpp"

struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto errors = roster::errors{.code = roster::path<&envelope::error, &thing::id>};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
