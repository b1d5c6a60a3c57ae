// expect: roster: missing items of this operation; they are the path of the list in the response; write static constexpr auto items = roster::path<&my_response::data>
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

struct thing {
  std::string id{};
};
struct query {};
struct answer {
  std::vector<thing> data{};
};
struct list_things {
  using request = query;
  using response = answer;
  static constexpr auto target = roster::get("/things");
};
constexpr bool checked = roster::detail::check_operation<list_things>();
