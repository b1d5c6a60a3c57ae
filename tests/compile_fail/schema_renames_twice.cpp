// expect: roster: wire_names() renames a member twice; a member has one name; remove one of them
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

struct thing {
  std::string id{};
  static consteval auto wire_names() {
    return roster::names{roster::renamed{&thing::id, "ID"}, roster::renamed{&thing::id, "Identity"}};
  }
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
