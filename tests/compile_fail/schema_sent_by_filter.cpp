// expect: roster: paging or a filter sends a member of another struct; only members of the request are sent; write &my_request::member, or roster::path<&my_request::outer, &my_outer::member>
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

struct thing {
  std::string id{};
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
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto filters = roster::filters{roster::exact{&thing::id, roster::path<&thing::id>}};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
