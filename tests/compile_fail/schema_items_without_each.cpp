// expect: roster: the path to the items of this operation goes through a list; the items are in each of its elements; write roster::each after the list: roster::path<&my_response::edges, roster::each, &my_edge::node>
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
  std::optional<std::vector<edge>> edges{};
};
struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::edges, &edge::node>;
  static constexpr auto paging = roster::one_page{};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
