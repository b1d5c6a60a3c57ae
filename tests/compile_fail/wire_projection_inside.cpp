// expect: roster: this row has a member that the item does not have; the members of a row are members of the item, with the same names; correct the name or remove the member
// SPDX-License-Identifier: BSL-1.0
#include <optional>
#include <roster/wire/list_page.hpp>
#include <string>
#include <string_view>
#include <vector>

struct part {
  std::string zone{};
};
struct service {
  std::vector<part> parts{};
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
};
struct my_part {
  std::string zones{};
};
struct my_row {
  std::optional<std::vector<my_part>> parts{};
};
void read(std::string_view json) {
  roster::detail::list_page<list_services, my_row> out;
  roster::detail::decode_list_page(json, out);
}
