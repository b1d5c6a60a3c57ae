// SPDX-License-Identifier: BSL-1.0
// The properties of where() after as_service, over every state at both clouds: the same services with and without
// pushdown, and never more of them transferred.
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/inventory/as_service.hpp>
#include <roster/inventory/mappings/eas.hpp>
#include <roster/inventory/mappings/qianfan.hpp>
#include <roster/qianfan.hpp>
#include <roster/range/await_blocking.hpp>
#include <roster/schema/field.hpp>
#include <string>
#include <vector>

using roster::field;
using roster::model_service;
using roster::pushdown;
using roster::service_state;

namespace {

/// Returns conditions on each state, on pairs of states, on names and on tasks.
std::vector<roster::condition<model_service>> all_conditions(const std::vector<model_service>& all) {
  std::vector<roster::condition<model_service>> out;
  const auto state = field<&model_service::state>;
  for (const auto& row : roster::open_enum<service_state>::table()) {
    out.push_back(state == row.value);
    out.push_back(state == row.value || state == service_state::stopped);
    out.push_back(!(state == row.value));
    out.push_back(state == row.value && field<&model_service::name> == *all.front().name);
  }
  for (const auto* const task : {"chat", "embeddings", "", "nonsense"}) {
    out.push_back(field<&model_service::task> == task);
    out.push_back(field<&model_service::task> == task && field<&model_service::raw_state> == "Serving");
  }
  out.push_back(field<&model_service::id> == all.back().id);
  out.push_back(field<&model_service::region> == "cn-shanghai" && field<&model_service::ready_replicas> > 0);
  return out;
}

/// Checks the laws for a list; returns how many items fewer were transferred.
template <class List>
std::uint64_t saved_by_pushdown(boost::asio::io_context& context, List list) {
  const auto executor = context.get_executor();
  auto whole = list() | roster::as_service;
  const auto all = roster::await_blocking(executor, whole.collect());
  REQUIRE(all.size() == 200);
  std::uint64_t saved = 0;
  for (const auto& wanted : all_conditions(all)) {
    INFO(wanted.text());
    std::vector<model_service> expected;
    for (const auto& one : all)
      if (wanted(one)) expected.push_back(one);
    auto with = list() | roster::as_service | roster::where(wanted);
    auto without = list() | roster::as_service | roster::where(wanted, pushdown::off);
    CHECK(roster::await_blocking(executor, with.collect()) == expected);
    CHECK(roster::await_blocking(executor, without.collect()) == expected);
    CHECK(with.report().items <= without.report().items);
    saved += without.report().items - with.report().items;
  }
  return saved;
}

}  // namespace

TEST_CASE("mapped_pushdown: returns the same services of PAI-EAS, and transfers fewer") {
  boost::asio::io_context context;
  const roster::emulator::cloud clouds({.services = 200});
  const roster::eas::client client{context.get_executor(),
                                   {.region = "cn-shanghai",
                                    .credentials = clouds.credentials(),
                                    .transport = clouds.transport(context.get_executor())}};
  CHECK(saved_by_pushdown(context, [&] { return client.list_services(); }) > 1000);
}

TEST_CASE("mapped_pushdown: returns the same services of Qianfan, and transfers fewer") {
  boost::asio::io_context context;
  const roster::emulator::cloud clouds({.services = 200});
  const roster::qianfan::client client{
      context.get_executor(),
      {.credentials = clouds.credentials(), .transport = clouds.transport(context.get_executor())}};
  CHECK(saved_by_pushdown(context, [&] { return client.describe_all_services(); }) > 500);
}
