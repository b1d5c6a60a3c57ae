// expect: roster: inventory.add() needs a function that returns a range; an inventory can be listed again, and a range only once; write inventory.add("name", [client] { return client.list_services(); })
// SPDX-License-Identifier: BSL-1.0
#include <roster/inventory/inventory.hpp>

void wrong(roster::inventory& services, roster::async_range<roster::model_service> list) {
  services.add("mine", std::move(list));
}
