// SPDX-License-Identifier: BSL-1.0
// 10. An inventory: the services of two clouds and several regions as lines of JSON, and the lists that failed.

#include <boost/asio/io_context.hpp>
#include <iostream>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/inventory/inventory.hpp>
#include <roster/inventory/mappings/eas.hpp>
#include <roster/inventory/mappings/qianfan.hpp>
#include <roster/qianfan.hpp>
#include <roster/wire/encode.hpp>

namespace asio = boost::asio;
namespace eas = roster::eas;
namespace qianfan = roster::qianfan;

/// The columns of the inventory: members of roster::model_service.
struct inventory_row {
  std::string vendor{};
  std::optional<std::string> name{};
  roster::open_enum<roster::service_state> state{};
  std::optional<std::string> raw_state{};
};

/// Writes one line per service; returns whether the inventory is complete.
asio::awaitable<bool> write_inventory(roster::inventory services, std::ostream& out) {
  auto rows = services.list({.order = roster::merge_order::ordered});
  while (auto row = co_await rows.next()) {
    const auto& one = row->item;
    out << roster::to_json(inventory_row{one.vendor, one.name, one.state, one.raw_state}) << '\n';
  }
  for (const auto& target : rows.report().failures())
    out << "cannot list " << target.from.name << ": " << target.failed->code().message() << '\n';
  co_return rows.report().complete();
}

int main() {
  asio::io_context context;
  const auto executor = context.get_executor();
  const roster::emulator::cloud clouds(
      {.services = 2,
       .regions = {"cn-shanghai", "cn-beijing"},
       .faults = {roster::emulator::parse_fault("denied:region=cn-beijing")}});

  roster::inventory services(executor);
  for (const auto& region : clouds.regions()) {
    const eas::client client{
        executor,
        {.region = region, .credentials = clouds.credentials(), .transport = clouds.transport(executor)}};
    services.add("eas " + region, [client] { return client.list_services(); });
  }
  const qianfan::client client{
      executor, {.credentials = clouds.credentials(), .transport = clouds.transport(executor)}};
  services.add("qianfan", [client] { return client.describe_all_services(); });

  const bool complete = roster::await_blocking(executor, write_inventory(services, std::cout));
  std::cout << (complete ? "complete" : "incomplete") << '\n';
}
