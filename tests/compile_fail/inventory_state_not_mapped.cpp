// expect: roster: the state table of this mapping omits an enumerator or lists one twice; every documented status has one state; add {my_status::value, service_state::unknown} for one that has no meaning here
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
constexpr auto service_mapping(const my_item*) {
  using s = roster::model_service;
  using roster::from;
  return roster::maps{
      from<&s::vendor>("mine"), from<&s::api>("mine"), from<&s::id>(roster::path<&my_item::id>),
      from<&s::state>(roster::path<&my_item::status>, {{my_status::up, roster::service_state::running}})};
}
auto wrong(roster::async_range<my_item> items) { return std::move(items) | roster::as_service; }
