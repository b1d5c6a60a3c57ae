// expect: roster: the members of this struct cannot be counted; members of schemas are values of the supported types; use one of them
// unless: reflection
// SPDX-License-Identifier: BSL-1.0
#include <mutex>
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

struct thing {
  std::string id{};
  std::mutex guard{};
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
