// expect: roster: as_service has no mapping for these items; a mapping is declared next to the item, or in roster/inventory/mappings/; include that header, or write constexpr auto service_mapping(const my_item*) { return roster::maps{…}; }
// SPDX-License-Identifier: BSL-1.0
#include <roster/inventory/as_service.hpp>

struct my_item {
  std::string id{};
};
auto wrong(roster::async_range<my_item> items) { return std::move(items) | roster::as_service; }
