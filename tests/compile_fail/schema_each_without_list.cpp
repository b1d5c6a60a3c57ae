// expect: roster: roster::each in the path to the items of this operation does not follow a list; it names the elements of a std::vector or the values of a std::map; write roster::path<&my_response::edges, roster::each, &my_edge::node>
// SPDX-License-Identifier: BSL-1.0
#include <optional>
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

struct thing {
  std::string id{};
};
struct edge {
  thing node{};
};
struct query {};
struct list_response {
  edge edges{};
};
struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::edges, roster::each, &edge::node>;
  static constexpr auto paging = roster::one_page{};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
