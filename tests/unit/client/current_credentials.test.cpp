// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <roster/auth/acs3.hpp>
#include <roster/auth/credentials_provider.hpp>
#include <roster/auth/refreshing_credentials.hpp>
#include <roster/client/detail/current_credentials.hpp>
#include <stdexcept>
#include <string>
#include <utility>

#include <support/fake_provider.hpp>
#include <support/fake_transport.hpp>
#include <support/run_awaitable.hpp>

using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

struct bench {
  roster::detail::client_core core(std::shared_ptr<roster::credentials_provider> provider) {
    return {.executor = context.get_executor(),
            .sign = roster::acs3({}),
            .credentials = std::move(provider),
            .runtime = world.runtime()};
  }

  roster::credentials ask(const roster::detail::client_core& core, std::chrono::milliseconds within = 60s) {
    return fake::run(context, roster::detail::current_credentials(core, world.steady + within));
  }

  /// Returns the message of the failure, which must follow exactly one call of the provider.
  std::string why(std::function<roster::credentials(int)> answer, bool holds = false,
                  std::chrono::milliseconds within = 60s) {
    const auto provider = std::make_shared<fake::provider>(std::move(answer), holds);
    try {
      (void)ask(core(provider), within);
    } catch (const roster::failure& f) {
      CHECK(provider->asked == 1);
      CHECK(f.condition() == roster::errc::no_credentials);
      return f.what();
    }
    return "";
  }

  asio::io_context context{};
  fake::world world{};
};

}  // namespace

TEST_CASE("current credentials: are those that the provider returns") {
  bench setup;
  CHECK(setup.ask(setup.core(roster::static_key("id", "s"))).access_key_id == "id");
}

TEST_CASE("current credentials: the provider is not called for a signer that needs none") {
  bench setup;
  const auto source = std::make_shared<fake::provider>([](int) { return roster::credentials{}; });
  auto core = setup.core(source);
  core.sign = roster::anonymous{};
  CHECK(setup.ask(core).access_key_id.empty());
  CHECK(source->asked == 0);
}

TEST_CASE("current credentials: a provider with credentials at hand is not awaited") {
  bench setup;
  const auto source = std::make_shared<fake::ready_provider>([](int number) {
    return number == 2 ? std::nullopt
                       : std::optional(roster::credentials{.access_key_id = "key-" + std::to_string(number)});
  });
  const auto core = setup.core(source);
  CHECK(setup.ask(core).access_key_id == "key-1");
  CHECK(setup.ask(core).access_key_id == "awaited-1");
  CHECK(setup.ask(core).access_key_id == "key-3");
  CHECK(source->awaited == 1);
}

TEST_CASE("current credentials: an exception of a provider that is not awaited becomes a failure, too") {
  bench setup;
  const auto core = setup.core(std::make_shared<fake::ready_provider>(
      [](int) -> std::optional<roster::credentials> { throw std::runtime_error("vault\nsealed"); }));
  CHECK_THROWS_WITH(setup.ask(core), "no credentials: the credentials provider failed: vault\\nsealed");
}

TEST_CASE("current credentials: a missing provider is a failure with a message") {
  bench setup;
  CHECK_THROWS_WITH(
      setup.ask(setup.core(nullptr)),
      "no credentials: the API requires signed requests, and client_config::credentials is not set");
}

TEST_CASE(
    "current credentials: a provider that does not complete is awaited no longer than the attempt's timeout "
    "(fault 65)") {
  bench setup;
  CHECK(setup.why([](int) { return roster::credentials{}; }, true, 20ms) ==
        "no credentials: the credentials provider timed out after 20 ms");
}

TEST_CASE("current credentials: any exception of a provider becomes a failure with a message (fault 65)") {
  bench setup;
  CHECK(setup.why([](int) -> roster::credentials { throw std::runtime_error("vault\nsealed"); }) ==
        "no credentials: the credentials provider failed: vault\\nsealed");
  CHECK(setup.why([](int) -> roster::credentials { throw 7; }) ==
        "no credentials: the credentials provider failed with an unknown exception");
  CHECK(setup.why([](int) -> roster::credentials {
    throw boost::system::system_error(asio::error::connection_refused);
  }) == "no credentials: the credentials provider failed: Connection refused");
  CHECK(setup.why([](int) -> roster::credentials {
    throw roster::failure(roster::errc::no_credentials, "no credentials: of its own");
  }) == "no credentials: of its own");
}

TEST_CASE("current credentials: cancellation ends the wait and reaches the provider") {
  bench setup;
  const auto core =
      setup.core(std::make_shared<fake::provider>([](int) { return roster::credentials{}; }, true));
  asio::cancellation_signal stop;
  boost::system::error_code code;
  asio::co_spawn(
      setup.context, roster::detail::current_credentials(core, setup.world.steady + 60s),
      asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr e, const roster::credentials&) {
        try {
          if (e) std::rethrow_exception(e);
        } catch (const boost::system::system_error& why) {
          code = why.code();
        }
      }));
  setup.context.poll();
  stop.emit(asio::cancellation_type::terminal);
  setup.context.poll();
  CHECK(setup.context.stopped());  // no work is left
  CHECK(code == asio::error::operation_aborted);
}

TEST_CASE("current credentials: a provider that ignores cancellation does not delay the timeout") {
  bench setup;
  struct deaf final : roster::credentials_provider {
    asio::awaitable<roster::credentials> get() override {
      co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
      const auto executor = co_await asio::this_coro::executor;
      asio::steady_timer timer(executor, asio::steady_timer::time_point::max());
      co_await timer.async_wait(asio::use_awaitable);
      co_return roster::credentials{};
    }
  };
  const auto core = setup.core(std::make_shared<deaf>());
  auto pending = roster::detail::current_credentials(core, setup.world.steady + 20ms);
  CHECK_THROWS_WITH((void)roster_test::run(setup.context, std::move(pending)),
                    "no credentials: the credentials provider timed out after 20 ms");
}

TEST_CASE("current credentials: an event loop may be destroyed during the wait") {
  std::weak_ptr<fake::provider> seen;
  {
    bench setup;
    auto source = std::make_shared<fake::provider>([](int) { return roster::credentials{}; }, true);
    seen = source;
    const auto kept = std::make_shared<roster::refreshing_credentials>(std::move(source));
    const auto core = setup.core(kept);
    asio::co_spawn(setup.context, roster::detail::current_credentials(core, setup.world.steady + 60s),
                   asio::detached);
    setup.context.poll();
    CHECK(!setup.context.stopped());
  }
  CHECK(seen.expired());
}
