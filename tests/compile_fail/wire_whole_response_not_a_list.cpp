// expect: roster: the items of this operation are the whole response, which is not a std::vector or a std::map; write using response = std::vector<my_item>, or items = roster::path<&my_response::data>
// SPDX-License-Identifier: BSL-1.0
#include <roster/wire/list_page.hpp>
#include <string>
#include <string_view>

struct query {};
struct model {
  std::string id{};
};
struct list_models {
  using request = query;
  using response = model;
  static constexpr auto target = roster::get("/models");
  static constexpr auto items = roster::whole_response;
  static constexpr auto paging = roster::one_page{};
};
void read(std::string_view json) {
  roster::detail::list_page<list_models> out;
  roster::detail::decode_list_page(json, out);
}
