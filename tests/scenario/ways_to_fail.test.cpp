// SPDX-License-Identifier: BSL-1.0
// A failure is the same however it leaves a range: thrown, as an error_code, within a tuple or a future.
#include <doctest/doctest.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <functional>
#include <memory>
#include <roster/eas/client.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/range/blocking.hpp>
#include <string>
#include <support/fake_runtime.hpp>
#include <support/fake_transport.hpp>
#include <vector>

namespace asio = boost::asio;
namespace eas = roster::eas;
using boost::system::error_code;
using services = roster::async_range<eas::service>;

namespace {

/// The parts of a failure that a caller sees.
struct outcome {
  error_code code{};
  std::string text{};
  std::size_t page{};
};

outcome outcome_of(const roster::failure& f) { return {f.code(), f.what(), f.details().page}; }

/// For an error_code the message is in the range.
outcome outcome_with(error_code code, const services& list) {
  const auto failed = list.last_failure();
  return failed ? outcome{code, failed->what(), failed->details().page} : outcome{code, "no failure", 0};
}

/// Reads a list until it fails.
using way = std::function<outcome(asio::io_context&, services&)>;

outcome thrown_by_next(asio::io_context& context, services& list) {
  try {
    while (fake::run(context, list.next())) continue;
  } catch (const roster::failure& f) {
    return outcome_of(f);
  }
  return {};
}

outcome thrown_by_collect(asio::io_context& context, services& list) {
  try {
    (void)fake::run(context, list.collect());
  } catch (const roster::failure& f) {
    return outcome_of(f);
  }
  return {};
}

outcome given_to_a_callback(asio::io_context& context, services& list) {
  outcome out;
  bool more = true;
  while (more) {
    list.async_next([&](error_code code, std::optional<eas::service> item) {
      more = item.has_value();
      if (code) out = outcome_with(code, list);
    });
    context.restart();
    context.run();
  }
  return out;
}

asio::awaitable<outcome> await_tuple(services& list) {
  constexpr auto token = asio::as_tuple(asio::use_awaitable);
  while (true) {
    auto [code, item] = co_await list.async_next(token);
    if (code) co_return outcome_with(code, list);
    if (!item) co_return outcome{};
  }
}
outcome within_a_tuple(asio::io_context& context, services& list) {
  return fake::run(context, await_tuple(list));
}

asio::awaitable<outcome> await_redirected(services& list) {
  error_code code;
  auto token = asio::redirect_error(asio::use_awaitable, code);
  (void)co_await list.async_collect(token);
  co_return code ? outcome_with(code, list) : outcome{};
}
outcome redirected(asio::io_context& context, services& list) {
  return fake::run(context, await_redirected(list));
}

outcome within_a_future(asio::io_context& context, services& list) {
  auto future = list.async_collect(asio::use_future);
  context.restart();
  context.run();
  try {
    (void)future.get();
  } catch (const boost::system::system_error& e) {
    return outcome_with(e.code(), list);
  }
  return {};
}

outcome thrown_by_blocking(asio::io_context&, services& list) {
  try {
    for (const auto& item : roster::blocking(std::move(list))) (void)item;
  } catch (const roster::failure& f) {
    return outcome_of(f);
  }
  return {};
}

const std::vector<std::pair<std::string, way>> ways{
    {"next", thrown_by_next},        {"collect", thrown_by_collect}, {"callback", given_to_a_callback},
    {"tuple", within_a_tuple},       {"redirect_error", redirected}, {"future", within_a_future},
    {"blocking", thrown_by_blocking}};

/// Lists through one fault in a runtime that is the same each time.
outcome listed(const std::string& fault, const way& how) {
  fake::world world;
  asio::io_context context;
  roster::emulator::cloud clouds({.services = 250,
                                  .faults = {roster::emulator::parse_fault(fault)},
                                  .clock = [&] { return world.wall; }});
  const eas::client client(context.get_executor(), {.region = "cn-shanghai",
                                                    .credentials = clouds.credentials(),
                                                    .timeout = std::chrono::milliseconds(250),
                                                    .retry = {.max_retries = 1},
                                                    .transport = clouds.transport(context.get_executor()),
                                                    .runtime = {.now = [&] { return world.wall; },
                                                                .sleep = world.runtime().sleep,
                                                                .random = [] { return 0.5; }}});
  auto list = client.list_services();
  const auto came = how(context, list);
  CHECK(clouds.fault_hits(0) >= 1);
  return came;
}

}  // namespace

TEST_CASE("failures: have the same code and the same message however they are delivered (fault 125)") {
  for (const std::string fault :
       {"status:page=2,times=always", "throttle:page=3,times=always", "denied:page=2",
        "stall:page=2,times=always", "cut:page=2,times=always", "expired-token:page=1,times=always",
        "json:page=3,how=nan", "malformed:page=1,how=coding", "flood:page=2,part=header",
        "status:page=1,status=407,code=Odd", "status:page=2,status=400,code=Odd,message=\x1b[1mloud"}) {
    CAPTURE(fault);
    const auto expected = listed(fault, thrown_by_next);
    CHECK(expected.code.category() == roster::error_category());
    CHECK(!expected.text.empty());
    for (const auto& [name, how] : ways) {
      CAPTURE(name);
      const auto came = listed(fault, how);
      CHECK(came.code == expected.code);
      CHECK(came.text == expected.text);
      CHECK(came.page == expected.page);
    }
  }
}
