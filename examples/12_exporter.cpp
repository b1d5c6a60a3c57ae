// SPDX-License-Identifier: BSL-1.0
// 12. An exporter: counts the services of two clouds by state, as metrics in the text format of Prometheus.

#include <boost/asio/io_context.hpp>
#include <iostream>
#include <map>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/inventory/inventory.hpp>
#include <roster/inventory/mappings/eas.hpp>
#include <roster/inventory/mappings/qianfan.hpp>
#include <roster/qianfan.hpp>

namespace asio = boost::asio;
namespace eas = roster::eas;
namespace qianfan = roster::qianfan;

/// Writes the metrics. A list that fails ends there: its other services are missing, and its success is 0.
asio::awaitable<void> write_metrics(roster::inventory services, std::ostream& out) {
  std::map<std::pair<std::string, std::string>, int> counts;
  std::map<std::string, std::int64_t> ready;
  auto list = services.list({.max_concurrency = 8});
  while (auto found = co_await list.next()) {
    const roster::model_service& one = found->item;
    ++counts[{one.api, std::string(one.state.text())}];
    if (one.ready_replicas) ready[one.api] += *one.ready_replicas;
  }
  out << "# TYPE model_services gauge\n";
  for (const auto& [key, count] : counts)
    out << "model_services{api=\"" << key.first << "\",state=\"" << key.second << "\"} " << count << '\n';
  out << "# TYPE model_service_ready_replicas gauge\n";
  for (const auto& [api, replicas] : ready)
    out << "model_service_ready_replicas{api=\"" << api << "\"} " << replicas << '\n';
  out << "# TYPE list_success gauge\n";
  for (const auto& source : list.report().targets) {
    const bool complete = !source.failed && !source.incomplete && !source.drift;
    out << "list_success{source=\"" << source.from.name << "\"} " << (complete ? 1 : 0) << '\n';
  }
}

int main() {
  asio::io_context context;
  const auto executor = context.get_executor();
  const roster::emulator::cloud clouds(
      {.services = 40,
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
  roster::await_blocking(executor, write_metrics(services, std::cout));
}
