// expect: roster: a member of model_service is mapped to a value of an incompatible type; text comes from strings, enumerations and integers, numbers from numbers, times from times, states from a table or a function; secrets are never mapped; write a function for anything else
// SPDX-License-Identifier: BSL-1.0
#include <roster/inventory/as_service.hpp>

enum class my_status { up, down };
constexpr auto texts_of(my_status) {
  return roster::enum_texts<my_status>({{my_status::up, "up"}, {my_status::down, "down"}});
}
struct my_item {
  std::string id{};
  roster::open_enum<my_status> status{};
  roster::secret token{};
};
constexpr auto service_mapping(const my_item*) {
  using s = roster::model_service;
  using roster::from;
  return roster::maps{
      from<&s::vendor>("mine"), from<&s::api>("mine"), from<&s::id>(roster::path<&my_item::id>),
      from<&s::state>(roster::path<&my_item::status>, {{my_status::up, roster::service_state::running},
                                                       {my_status::down, roster::service_state::stopped}}),
      from<&s::name>(roster::path<&my_item::token>)};
}
auto wrong(roster::async_range<my_item> items) { return std::move(items) | roster::as_service; }
