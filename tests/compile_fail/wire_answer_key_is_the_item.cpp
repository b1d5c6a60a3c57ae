// expect: roster: the key of this operation is the item itself; a key is a member of the item; omit the key
// SPDX-License-Identifier: BSL-1.0
#include <roster/wire/list_page.hpp>
#include <string>
#include <string_view>
#include <vector>

struct query {};
struct names {
  std::vector<std::string> data{};
};
struct list_names {
  using request = query;
  using response = names;
  static constexpr auto target = roster::get("/names");
  static constexpr auto items = roster::path<&names::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto key = roster::path<>;
};
void read(std::string_view json) {
  roster::detail::list_page<list_names> out;
  roster::detail::decode_list_page(json, out);
}
