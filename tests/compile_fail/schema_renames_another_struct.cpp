// expect: roster: wire_names() renames a member of another struct; it may name members of its own struct only; write renamed{&this_struct::member, "Name"}
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

struct other {
  std::string id{};
};
struct thing {
  std::string id{};
  static consteval auto wire_names() { return roster::names{roster::renamed{&other::id, "ID"}}; }
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
