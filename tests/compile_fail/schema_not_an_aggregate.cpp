// expect: roster: this struct is not an aggregate; schemas have no constructors, virtual functions or private members; make every member public and give it {}
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

struct thing {
  thing() {}
  std::string id{};
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
