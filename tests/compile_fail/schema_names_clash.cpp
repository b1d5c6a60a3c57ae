// expect: roster: two members have the same name on the wire; each name identifies one member; rename one of them in wire_names()
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

struct thing {
  std::string id{};
  std::string key{};
  static consteval auto wire_names() { return roster::names{roster::renamed{&thing::key, "id"}}; }
};
struct query {};
struct list_response {
  std::vector<thing> data{};
};
struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
