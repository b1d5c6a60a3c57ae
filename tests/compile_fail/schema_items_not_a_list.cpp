// expect: roster: the items of this operation are not a std::vector or a std::map; the path must end at the list in the response; write roster::path<&my_response::data> with std::vector<my_item> data{}
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

struct thing {
  std::string id{};
};
struct query {};
struct list_response {
  thing data{};
};
struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
