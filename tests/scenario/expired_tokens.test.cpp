// SPDX-License-Identifier: BSL-1.0
// Temporary credentials that expire while a client reads a list.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <memory>
#include <ranges>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/refreshing_credentials.hpp>
#include <roster/eas/call.hpp>
#include <roster/eas/client.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/qianfan/client.hpp>
#include <string>
#include <vector>

#include <support/fake_transport.hpp>

using namespace std::chrono_literals;
namespace asio = boost::asio;
using text_list = std::vector<std::string>;

namespace {

/// Forwards the credentials of an emulator and counts them.
class counted final : public roster::credentials_provider {
 public:
  explicit counted(std::shared_ptr<roster::credentials_provider> from) : from_(std::move(from)) {}
  asio::awaitable<roster::credentials> get() override {
    ++asked;
    return from_->get();
  }
  int asked{};

 private:
  std::shared_ptr<roster::credentials_provider> from_;
};

/// Clouds whose tokens are valid for ten minutes, and a client that reuses one.
struct bench {
  explicit bench(std::vector<roster::emulator::fault> faults = {}, std::size_t services = 250)
      : clouds({.services = services,
                .security_token = roster::secret("planted-token"),
                .token_lifetime = 600s,
                .faults = std::move(faults),
                .clock = [this] { return server_time; }}),
        source(std::make_shared<counted>(clouds.credentials())),
        keeper(std::make_shared<roster::refreshing_credentials>(
            source,
            roster::refresh_options{.now = [this] { return client_time; }, .random = [] { return 0.0; }})) {}

  template <class Config>
  Config config(std::shared_ptr<roster::credentials_provider> provider) {
    Config out{.endpoint = "http://clouds.test",
               .credentials = std::move(provider),
               .transport = clouds.transport(context.get_executor())};
    out.runtime.now = [this] { return client_time; };
    return out;
  }
  roster::eas::client eas(std::shared_ptr<roster::credentials_provider> provider) {
    return {context.get_executor(), config<roster::eas::client_config>(std::move(provider))};
  }

  text_list listed(auto range) {
    auto ids = std::move(range) | std::views::transform(&roster::eas::service::service_id);
    auto all = fake::run(context, ids.collect());
    last = ids.report();
    return all;
  }
  text_list expected() const {
    text_list out;
    for (const auto& r : clouds.eas_records()) out.push_back(r.service.service_id);
    return out;
  }
  text_list codes() const {
    text_list out;
    for (const auto& entry : clouds.log()) out.push_back(entry.code);
    return out;
  }

  std::chrono::sys_seconds server_time{std::chrono::seconds(1'767'748'290)};
  std::chrono::sys_seconds client_time{server_time};
  asio::io_context context{};
  roster::emulator::cloud clouds;
  std::shared_ptr<counted> source;
  std::shared_ptr<roster::refreshing_credentials> keeper;
  roster::report last{};
};

}  // namespace

TEST_CASE("expired tokens: are refreshed once, and the same page is requested again (fault 64)") {
  bench setup;
  setup.clouds.before_request(2, [&] { setup.server_time += 700s; });
  CHECK(setup.listed(setup.eas(setup.keeper).list_services()) == setup.expected());
  CHECK(setup.codes() == text_list{"", "InvalidSecurityToken.Expired", "", ""});
  CHECK(setup.clouds.log()[1].page == std::nullopt);
  CHECK(setup.clouds.log()[2].page == 2);
  CHECK(setup.last.requests == 4);
  CHECK(setup.last.retries == 0);
  CHECK(setup.last.complete());
  CHECK(setup.source->asked == 2);
}

TEST_CASE("expired tokens: prefetched pages are requested again, too, with one refresh") {
  bench setup({}, 800);
  setup.clouds.before_request(3, [&] { setup.server_time += 700s; });
  CHECK(setup.listed(setup.eas(setup.keeper).list_services({}, {.prefetch = 4})) == setup.expected());
  CHECK(setup.last.complete());
  CHECK(setup.last.retries == 0);
  CHECK(setup.source->asked == 2);
  CHECK(std::ranges::count(setup.codes(), "InvalidSecurityToken.Expired") >= 1);
}

TEST_CASE("expired tokens: do not occur if the clocks agree, since tokens are refreshed before they expire") {
  bench setup;
  setup.clouds.before_request(1, [&] { setup.client_time += 450s; });  // 150 s before it expires
  CHECK(setup.listed(setup.eas(setup.keeper).list_services()) == setup.expected());
  CHECK(setup.codes() == text_list{"", "", ""});
  CHECK(setup.source->asked == 2);
}

TEST_CASE("expired tokens: a second rejection is a failure that says so and contains no token (fault 64)") {
  bench setup;
  const auto key = fake::run(setup.context, setup.clouds.credentials()->get());
  const auto stale =
      roster::static_key(key.access_key_id, key.access_key_secret.reveal(), key.security_token.reveal());
  setup.clouds.before_request(2, [&] { setup.server_time += 700s; });
  try {
    (void)setup.listed(setup.eas(stale).list_services());
    FAIL("listed");
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::unauthenticated);
    CHECK(f.details().vendor_code == "InvalidSecurityToken.Expired");
    CHECK(f.details().page == 2);
    const std::string said = f.what();
    CHECK(said.find("the credentials were rejected again after a refresh") != said.npos);
    CHECK(said.find("planted") == said.npos);
  }
  CHECK(setup.codes() == text_list{"", "InvalidSecurityToken.Expired", "InvalidSecurityToken.Expired"});
}

TEST_CASE("expired tokens: 1,000 concurrent listings share one refresh (fault 65)") {
  bench setup({}, 3);
  setup.clouds.before_request(500, [&] { setup.server_time += 700s; });
  const auto client = setup.eas(setup.keeper);
  const auto expected = setup.expected();
  const auto list = [&]() -> asio::awaitable<bool> {
    auto ids =
        client.list_services({.page_size = 1}) | std::views::transform(&roster::eas::service::service_id);
    const auto all = co_await ids.collect();
    co_return all == expected;
  };
  int exact = 0;
  for (int i = 0; i < 1'000; ++i)
    asio::co_spawn(setup.context, list(), [&](std::exception_ptr e, bool same) { exact += !e && same; });
  setup.context.run();
  CHECK(exact == 1'000);
  CHECK(setup.source->asked == 2);
  const auto codes = setup.codes();
  CHECK(std::ranges::count(codes, "InvalidSecurityToken.Expired") > 100);
}

TEST_CASE("expired tokens: are refreshed for Qianfan, too") {
  bench setup;
  setup.clouds.before_request(2, [&] { setup.server_time += 700s; });
  const roster::qianfan::client client(setup.context.get_executor(),
                                       setup.config<roster::qianfan::client_config>(setup.keeper));
  auto services = client.describe_services({.max_keys = 50, .protocol_version = 1});
  CHECK(fake::run(setup.context, services.collect()).size() == 125);
  CHECK(setup.codes() == text_list{"", "IamSignatureInvalid", "", ""});
  CHECK(setup.source->asked == 2);
}

TEST_CASE("expired tokens: a fault has the same effect on credentials without a token") {
  const auto list = [](const char* fault) {
    asio::io_context context;
    const roster::emulator::cloud clouds({.services = 250, .faults = {roster::emulator::parse_fault(fault)}});
    const roster::eas::client client(context.get_executor(),
                                     {.endpoint = "http://clouds.test",
                                      .credentials = clouds.credentials(),
                                      .transport = clouds.transport(context.get_executor())});
    auto services = client.list_services();
    const auto count = fake::run(context, services.collect()).size();
    CHECK(clouds.fault_hits(0) == 1);
    return count;
  };
  CHECK(list("expired-token:page=2") == 250);
  CHECK_THROWS_AS(list("expired-token:page=2,times=always"), roster::failure);
}

TEST_CASE(
    "expired tokens: a call that is not idempotent is sent again, since the rejected one had no effect") {
  bench setup({roster::emulator::parse_fault("expired-token")});
  auto call = setup.eas(setup.keeper).call("GET", "/api/v2/services", {}, {.action = "ListServices"});
  CHECK(fake::run(setup.context, std::move(call)).status == 200);
  CHECK(setup.clouds.fault_hits(0) == 1);
  CHECK(setup.source->asked == 2);
}
