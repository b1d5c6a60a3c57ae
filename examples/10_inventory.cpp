// SPDX-License-Identifier: BSL-1.0
// 10. An inventory: the services of several regions as lines of JSON, and the regions that could not be listed.

#include <boost/asio/io_context.hpp>
#include <iostream>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/wire/encode.hpp>

namespace asio = boost::asio;
namespace eas = roster::eas;

/// The columns of the inventory: members of eas::service.
struct inventory_row {
  std::string service_id{};
  std::string region{};
  roster::open_enum<eas::service_status> status{};
  std::optional<std::int64_t> gpu{};
};

/// Writes one line per service; returns whether the inventory is complete.
asio::awaitable<bool> write_inventory(eas::fleet fleet, std::ostream& out) {
  auto rows = fleet.list_services<inventory_row>();
  while (auto row = co_await rows.next()) out << roster::to_json<roster::pascal_case>(row->item) << '\n';

  for (const auto& target : rows.report().failures())
    out << "cannot list " << target.from.region << ": " << target.failed->code().message() << '\n';
  co_return rows.report().complete();
}

int main() {
  asio::io_context context;
  const auto executor = context.get_executor();
  const roster::emulator::cloud clouds(
      {.services = 2,
       .regions = {"cn-shanghai", "cn-beijing", "cn-shenzhen"},
       .faults = {roster::emulator::parse_fault("denied:region=cn-beijing")}});
  const eas::fleet fleet{
      executor,
      {.regions = clouds.regions(),
       .how = {.order = roster::merge_order::ordered},
       .client = {.credentials = clouds.credentials(), .transport = clouds.transport(executor)}}};

  const bool complete = roster::await_blocking(executor, write_inventory(fleet, std::cout));
  std::cout << (complete ? "complete" : "incomplete") << '\n';
}
