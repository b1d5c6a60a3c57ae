// expect: roster: roster::each is in a path that does not lead to the items; only items are in each element of a list; write a path without it
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
  std::vector<edge> edges{};
};
struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::edges>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto key = roster::path<roster::each, &edge::node>;
};
constexpr bool checked = roster::detail::check_operation<list_things>();
