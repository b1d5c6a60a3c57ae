// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <memory>
#include <roster/auth/refreshing_credentials.hpp>
#include <roster/failure.hpp>
#include <stdexcept>
#include <string>

#include <support/ask_provider.hpp>
#include <support/fake_provider.hpp>

using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

/// Credentials "key-1", "key-2", … that are valid for a time, and a clock that the test advances.
struct bench {
  explicit bench(std::chrono::seconds lifetime, bool holds = false)
      : source(std::make_shared<fake::provider>(
            [this, lifetime](int number) {
              if (fails) throw std::runtime_error("the source is down");
              return roster::credentials{.access_key_id = "key-" + std::to_string(number),
                                         .security_token = roster::secret("token-" + std::to_string(number)),
                                         .expires = now + lifetime};
            },
            holds)),
        provider(source, {.now = [this] { return now; }, .random = [this] { return random; }}) {}

  std::string ask() { return fake::ask(provider).access_key_id; }

  std::chrono::sys_seconds now{std::chrono::seconds(1'767'748'290)};
  double random{};
  bool fails{};
  std::shared_ptr<fake::provider> source;
  roster::refreshing_credentials provider;
};

}  // namespace

TEST_CASE("refreshing_credentials: caches credentials and refreshes them before they expire") {
  bench setup(3600s);
  CHECK(setup.ask() == "key-1");
  setup.now += 2699s;
  CHECK(setup.ask() == "key-1");
  setup.now += 1s;  // 15 minutes before expiration
  CHECK(setup.ask() == "key-2");
  CHECK(setup.source->asked == 2);
}

TEST_CASE("refreshing_credentials: short-lived credentials are cached for three quarters of their lifetime") {
  bench setup(900s);
  CHECK(setup.ask() == "key-1");
  setup.now += 674s;
  CHECK(setup.ask() == "key-1");
  setup.now += 1s;
  CHECK(setup.ask() == "key-2");
}

TEST_CASE("refreshing_credentials: jitter delays the refresh by up to a fifth of `ahead`") {
  bench setup(3600s);
  setup.random = 0.999;
  CHECK(setup.ask() == "key-1");
  setup.now += 2700s + 178s;
  CHECK(setup.ask() == "key-1");
  setup.now += 1s;
  CHECK(setup.ask() == "key-2");
}

TEST_CASE(
    "refreshing_credentials: credentials without expiration are not cached, so that file changes apply at "
    "once") {
  int asked{};
  const auto source = std::make_shared<fake::provider>([&](int number) {
    asked = number;
    return roster::credentials{.access_key_id = "key-" + std::to_string(number)};
  });
  roster::refreshing_credentials provider(source);
  CHECK(fake::ask(provider).access_key_id == "key-1");
  CHECK(fake::ask(provider).access_key_id == "key-2");
  CHECK(asked == 2);
}

TEST_CASE("refreshing_credentials: try_get() returns cached credentials, and those at hand") {
  bench setup(3600s);
  CHECK(!setup.provider.try_get());
  CHECK(setup.ask() == "key-1");
  CHECK(setup.provider.try_get().value().access_key_id == "key-1");
  setup.now += 3000s;
  CHECK(!setup.provider.try_get());

  bool fails = false;
  const auto source = std::make_shared<fake::ready_provider>([&](int number) {
    if (fails) throw std::runtime_error("the source is down");
    return std::optional(
        roster::credentials{.access_key_id = "key-" + std::to_string(number), .expires = setup.now + 3600s});
  });
  roster::refreshing_credentials provider(source,
                                          {.now = [&] { return setup.now; }, .random = [] { return 0.0; }});
  CHECK(provider.try_get().value().access_key_id == "key-1");
  CHECK(provider.try_get().value().access_key_id == "key-1");
  setup.now += 2700s;
  CHECK(provider.try_get().value().access_key_id == "key-2");
  fails = true;
  CHECK(provider.try_get().value().access_key_id == "key-2");
  setup.now += 2700s;
  CHECK(!provider.try_get());  // get() decides whether the old credentials are used
}

TEST_CASE("refreshing_credentials: a missing provider is rejected on construction") {
  CHECK_THROWS_WITH_AS(roster::refreshing_credentials(nullptr),
                       "invalid argument: refreshing_credentials: the provider is null", roster::failure);
}

TEST_CASE("refreshing_credentials: 1,000 concurrent listings share one refresh") {
  bench setup(3600s, true);
  asio::io_context context;
  int got{};
  for (int i = 0; i < 1'000; ++i)
    asio::co_spawn(context, setup.provider.get(), [&](std::exception_ptr e, const roster::credentials& key) {
      got += !e && key.access_key_id == "key-1";
    });
  context.poll();
  CHECK(setup.source->asked == 1);
  CHECK(got == 0);
  setup.source->open();
  context.poll();
  CHECK(got == 1'000);
  CHECK(setup.source->asked == 1);
}

TEST_CASE("refreshing_credentials: after a failed refresh the old credentials are used while valid") {
  bench setup(3600s);
  CHECK(setup.ask() == "key-1");
  setup.fails = true;
  setup.now += 2700s;
  CHECK(setup.ask() == "key-1");
  CHECK(setup.source->asked == 2);
  setup.now += 59s;
  CHECK(setup.ask() == "key-1");
  CHECK(setup.source->asked == 2);  // waits a minute after a failure
  setup.now += 1s;
  CHECK(setup.ask() == "key-1");
  CHECK(setup.source->asked == 3);
  setup.now += 840s;  // now they have expired
  CHECK_THROWS_WITH(setup.ask(), "the source is down");
  setup.fails = false;
  CHECK(setup.ask() == "key-5");
}

TEST_CASE("refreshing_credentials: drops the rejected credentials immediately, but no newer ones") {
  bench setup(3600s);
  const auto first = fake::ask(setup.provider);
  setup.provider.invalidate(first);
  CHECK(setup.ask() == "key-2");
  setup.provider.invalidate(first);  // by another listing that still used them
  CHECK(setup.ask() == "key-2");
  CHECK(setup.source->refused == std::vector<std::string>{"key-1", "key-1"});
  setup.fails = true;
  setup.provider.invalidate(fake::ask(setup.provider));
  CHECK_THROWS_WITH(setup.ask(), "the source is down");  // rejected credentials are not used again
}

TEST_CASE("refreshing_credentials: already expired credentials are an error that suggests a wrong clock") {
  bench setup(-1s);
  CHECK(fake::why_no_credentials(setup.provider) ==
        "no credentials: the fetched credentials expired at 2026-01-07T01:11:29Z, but the current time is "
        "2026-01-07T01:11:30Z; check the system clock");
}

TEST_CASE("refreshing_credentials: a provider destroyed during a refresh still completes it") {
  auto source = std::make_shared<fake::provider>(
      [](int) { return roster::credentials{.access_key_id = "late"}; }, true);
  auto provider = std::make_unique<roster::refreshing_credentials>(source);
  asio::io_context context;
  std::string got;
  asio::co_spawn(context, provider->get(),
                 [&](std::exception_ptr, const roster::credentials& key) { got = key.access_key_id; });
  context.poll();
  provider.reset();
  source->open();
  context.poll();
  CHECK(got == "late");
}
