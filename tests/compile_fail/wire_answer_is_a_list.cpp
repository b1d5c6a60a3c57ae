// expect: roster: the items of this operation are the whole response; a response is an object that contains the list; write roster::path<&my_response::data>
// SPDX-License-Identifier: BSL-1.0
#include <roster/wire/list_page.hpp>
#include <string>
#include <string_view>
#include <vector>

struct query {};
struct list_names {
  using request = query;
  using response = std::vector<std::string>;
  static constexpr auto target = roster::get("/names");
  static constexpr auto items = roster::path<>;
  static constexpr auto paging = roster::one_page{};
};
void read(std::string_view json) {
  roster::detail::list_page<list_names> out;
  roster::detail::decode_list_page(json, out);
}
