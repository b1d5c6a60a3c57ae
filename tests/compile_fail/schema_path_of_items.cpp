// expect: roster: a path of this operation names a member of another struct; it begins in the response, for key and filters in the item, and each member belongs to the type of the previous one; write roster::path<&my_response::result, &my_result::list>
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

struct thing {
  std::string id{};
};
struct other {
  std::vector<thing> data{};
};
struct query {
  std::string after{};
};
struct list_response {
  std::vector<thing> data{};
  std::string next{};
};
struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&other::data>;
  static constexpr auto paging =
      roster::by_token{.send = &query::after, .next = roster::path<&list_response::next>};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
