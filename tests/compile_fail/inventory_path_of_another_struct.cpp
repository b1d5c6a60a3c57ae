// expect: roster: an entry of this mapping reads another struct than the item; a path begins with a member of the item, and a function takes the item; write roster::path<&my_item::name>
// SPDX-License-Identifier: BSL-1.0
#include <roster/inventory/as_service.hpp>

enum class my_status { up, down };
constexpr auto texts_of(my_status) {
  return roster::enum_texts<my_status>({{my_status::up, "up"}, {my_status::down, "down"}});
}
struct my_item {
  std::string id{};
  roster::open_enum<my_status> status{};
};
struct other {
  std::string id{};
};
constexpr auto service_mapping(const my_item*) {
  using s = roster::model_service;
  using roster::from;
  return roster::maps{
      from<&s::vendor>("mine"), from<&s::api>("mine"), from<&s::id>(roster::path<&other::id>),
      from<&s::state>(roster::path<&my_item::status>, {{my_status::up, roster::service_state::running},
                                                       {my_status::down, roster::service_state::stopped}})};
}
auto wrong(roster::async_range<my_item> items) { return std::move(items) | roster::as_service; }
