// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <map>
#include <memory>
#include <roster/catalog/together.hpp>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/serve.hpp>
#include <roster/inventory.hpp>
#include <roster/qianfan.hpp>
#include <roster/schema/field.hpp>
#include <roster/watch/watch.hpp>
#include <string>
#include <support/fake_list.hpp>
#include <support/fake_runtime.hpp>
#include <support/fake_transport.hpp>
#include <vector>

using roster::field;
using roster::model_service;
using roster::service_state;
using item = roster::sourced<model_service>;

namespace {

roster::eas::service eas_service(std::string id, roster::eas::service_status status) {
  return {.service_id = std::move(id), .service_name = "chat", .status = status, .region = "cn-shanghai"};
}

/// Both clouds in one process, and an inventory of them.
struct bench {
  boost::asio::io_context context{};
  roster::emulator::cloud clouds;
  roster::inventory services{context.get_executor()};

  explicit bench(roster::emulator::options options = {})
      : clouds(std::move(options),
               {.eas_services = {eas_service("e1", roster::eas::service_status::running),
                                 eas_service("e2", roster::eas::service_status::stopped)},
                .qianfan_services = {{.service_id = "q1", .name = "ocr", .run_status = "Serving"}}}) {
    const auto executor = context.get_executor();
    const roster::eas::client eas{executor,
                                  {.region = "cn-shanghai",
                                   .credentials = clouds.credentials(),
                                   .transport = clouds.transport(executor)}};
    const roster::qianfan::client qianfan{
        executor, {.credentials = clouds.credentials(), .transport = clouds.transport(executor)}};
    services.add("eas", [eas] { return eas.list_services(); }).add("qianfan", [qianfan] {
      return qianfan.describe_all_services();
    });
  }
};

/// Returns "SOURCE ID" of each item.
std::vector<std::string> named(const std::vector<item>& all) {
  std::vector<std::string> out;
  for (const auto& one : all) out.push_back(one.from->name + ' ' + one.item.id);
  return out;
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("inventory: lists several APIs as one, and reports a list that fails") {
  bench setup;
  setup.services.add("broken", [&setup] {
    auto list = std::make_shared<fake::list<model_service>>();
    list->failing = 1000;
    return fake::range_of(list, setup.context.get_executor());
  });
  auto services = setup.services.list({.order = roster::merge_order::ordered});
  CHECK(named(fake::run(setup.context, services.collect())) == texts{"eas e1", "eas e2", "qianfan q1"});
  const auto report = services.report();
  CHECK_FALSE(report.complete());
  CHECK(report.note == "1 of 3 targets failed: broken");
  REQUIRE(report.failures().size() == 1);
  CHECK(report.failures()[0].from.name == "broken");
  CHECK(report.failures()[0].failed->condition() == roster::errc::unavailable);
  CHECK(report.targets[0].items == 2);
}

TEST_CASE("inventory: fails with the name of a list, if the options stop it") {
  bench setup({.faults = {roster::emulator::parse_fault("denied:vendor=qianfan,times=always")}});
  auto services =
      setup.services.list({.order = roster::merge_order::ordered, .on_failure = roster::on_failure::stop});
  std::string text;
  try {
    (void)fake::run(setup.context, services.collect());
  } catch (const roster::failure& f) {
    text = f.what();
  }
  CHECK(text.find("qianfan: ") != std::string::npos);
}

TEST_CASE("inventory: adds the client of one operation, named by a text or an origin") {
  namespace together = roster::together;
  boost::asio::io_context context;
  const auto api = roster::emulator::serve<together::list_endpoints>(
      {{.id = "a", .name = "one", .state = "STARTED"}, {.id = "b", .name = "two", .state = "ERROR"}});
  const roster::client<together::list_endpoints> client(
      context.get_executor(),
      {.endpoint = "http://127.0.0.1", .transport = api.transport(context.get_executor())});
  roster::inventory services(context.get_executor());
  services.add("text", client)
      .add(std::string("string"), client, {.mine = true})
      .add({.name = "origin", .account = "acme"}, client)
      .add({.name = "request"}, client, {.mine = true});
  auto list = services.list({.order = roster::merge_order::ordered}, field<&model_service::id> == "a");
  CHECK(named(fake::run(context, list.collect())) == texts{"text a", "string a", "origin a", "request a"});
  CHECK(api.log()[1].target.find("mine=true") != std::string::npos);
}

TEST_CASE("inventory: explain() says that each list splits the condition") {
  bench setup;
  const auto running = field<&model_service::state> == service_state::running;
  CHECK(setup.services.list({}, running).explain() ==
        "server-side filter: in each list, the part of (state == \"running\") that it can push down\n"
        "client-side filter: in each list, the rest of (state == \"running\")");
  CHECK(setup.services.list().explain() ==
        "server-side filter: that of each list\nclient-side filter: that of each list");
  const auto after = setup.services.list() | roster::where(field<&item::item, &model_service::id> == "e1");
  CHECK(after.explain() ==
        "server-side filter: that of each list\nclient-side filter: that of each list and item.id == \"e1\"");
}

TEST_CASE("inventory: can be listed again, also while it is listed") {
  bench setup;
  auto once = setup.services.list();
  auto again = setup.services.list();
  CHECK(fake::run(setup.context, again.collect()).size() == 3);
  CHECK(fake::run(setup.context, once.collect()).size() == 3);
  CHECK(once.report().complete());
}

TEST_CASE("inventory: a listing outlives its inventory") {
  bench setup;
  auto services = std::make_unique<roster::inventory>(setup.services);
  auto list = services->list();
  services.reset();
  CHECK(fake::run(setup.context, list.count()) == 3);
}

TEST_CASE("inventory: an empty one has no services") {
  boost::asio::io_context context;
  auto list = roster::inventory(context.get_executor()).list();
  CHECK(fake::run(context, list.count()) == 0);
  CHECK(list.report().complete());
}

TEST_CASE("inventory: pushes a condition down in each list") {
  bench setup;
  auto services = setup.services.list({.order = roster::merge_order::ordered},
                                      field<&model_service::state> == service_state::running);
  CHECK(named(fake::run(setup.context, services.collect())) == texts{"eas e1", "qianfan q1"});
  const auto sent = setup.clouds.log();
  CHECK(sent.front().target.find("ServiceStatus=Running") != std::string::npos);
}

TEST_CASE("inventory: adds a client of an operation, and the account and region that its API lacks") {
  boost::asio::io_context context;
  fake::world world;
  const auto network = std::make_shared<fake::transport>([](const roster::http::request&, std::size_t) {
    return fake::json(200,
                      R"({"object":"list","data":[{"id":"endpoint-1","owner":"me"},{"id":"endpoint-2"}]})");
  });
  const roster::client<roster::together::list_endpoints> client{context.get_executor(),
                                                                {.endpoint = "https://api.example.com",
                                                                 .sign = roster::bearer{"token"},
                                                                 .transport = network,
                                                                 .runtime = world.runtime()}};
  roster::inventory services(context.get_executor());
  services.add({.name = "together", .account = "ours", .region = "eu"}, client, {.mine = true});
  auto list = services.list();
  const auto all = fake::run(context, list.collect());
  REQUIRE(all.size() == 2);
  CHECK(all[0].item.account == "me");
  CHECK_FALSE(all[1].item.account);  // the API has accounts: it is absent here
  CHECK(all[1].item.region == "eu");
  CHECK(all[1].from->account == "ours");
  REQUIRE(network->requests.size() == 1);
  CHECK(network->requests[0].target() == "/v1/endpoints?mine=true");
}

TEST_CASE("inventory: services are identified by their source and id") {
  bench setup;
  roster::watch watched([services = setup.services] { return services.list(); }, std::chrono::hours(1));
  auto changes = watched.changes();
  (void)fake::run(setup.context, changes.next_page());
  REQUIRE(watched.items().size() == 3);
  CHECK(watched.items().begin()->first.source == "eas");
  CHECK(watched.items().begin()->first.key == "e1");
}
