// expect: roster: the key of this operation is not a string or an integer; a key identifies an item; write static constexpr auto key = roster::path<&my_item::id>
// SPDX-License-Identifier: BSL-1.0
#include <roster/wire/list_page.hpp>
#include <string>
#include <string_view>
#include <vector>

struct service {
  std::string id{};
  double weight{};
};
struct query {};
struct services {
  std::vector<service> data{};
};
struct list_services {
  using request = query;
  using response = services;
  static constexpr auto target = roster::get("/services");
  static constexpr auto items = roster::path<&services::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto key = roster::path<&service::weight>;
};
void read(std::string_view json) {
  roster::detail::list_page<list_services> out;
  roster::detail::decode_list_page(json, out);
}
