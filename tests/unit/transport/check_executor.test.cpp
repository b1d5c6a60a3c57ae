// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/system_executor.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <roster/eas.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/qianfan.hpp>
#include <roster/range/adaptor/prefetch.hpp>
#include <roster/range/blocking.hpp>
#include <roster/range/combine/concat.hpp>
#include <roster/range/combine/fleet.hpp>
#include <roster/range/combine/merge.hpp>
#include <roster/transport/http_client.hpp>
#include <roster/transport/transport.hpp>
#include <roster/watch/watch.hpp>
#include <string>
#include <utility>
#include <vector>

#include <support/fake_list.hpp>

namespace asio = boost::asio;

namespace {

using executors = std::vector<asio::any_io_executor>;

/// All executor types through which a pool, or the system executor, is passed to a client.
executors concurrent(asio::thread_pool& pool) {
  namespace execution = asio::execution;
  const auto own = pool.get_executor();
  return {own, asio::require(own, execution::blocking.never), asio::require(own, execution::blocking.always),
          asio::any_io_executor(asio::any_io_executor(own)), asio::system_executor()};
}

bool refused(const std::function<void()>& make) {
  try {
    make();
    return false;
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::invalid_argument);
    CHECK(std::string(f.what()).find("make_strand") != std::string::npos);
    return true;
  }
}

roster::eas::client_config eas_config(std::string endpoint) {
  const roster::emulator::cloud clouds;
  return {.endpoint = std::move(endpoint), .credentials = clouds.credentials()};
}

template <class Range>
std::size_t count(Range range) {
  std::size_t items = 0;
  for ([[maybe_unused]] const auto& item : range) ++items;
  return items;
}

}  // namespace

TEST_CASE("check_executor: rejects executors that run handlers concurrently, and no others") {
  asio::thread_pool pool(2);
  asio::io_context context;
  for (const auto& one : concurrent(pool)) CHECK(refused([&] { roster::detail::check_executor(one); }));
  const executors serial{
      asio::make_strand(pool), asio::make_strand(asio::any_io_executor(pool.get_executor())),
      asio::make_strand(context), context.get_executor(), asio::make_strand(asio::system_executor())};
  for (const auto& one : serial) CHECK_NOTHROW(roster::detail::check_executor(one));
}

TEST_CASE("check_executor: clients and servers reject a thread pool without a strand (fault 169)") {
  asio::thread_pool pool(2);
  for (const auto& one : concurrent(pool)) {
    CHECK(refused([&] { roster::eas::client(one, eas_config("http://127.0.0.1:1")); }));
    CHECK(refused([&] {
      roster::qianfan::client(
          one, {.endpoint = "http://127.0.0.1:1", .credentials = roster::emulator::cloud().credentials()});
    }));
    CHECK(refused([&] { (void)roster::make_http_client(one, {}); }));
    CHECK(refused([&] { roster::emulator::server(one, roster::emulator::cloud()); }));
    CHECK(refused([&] { (void)roster::emulator::cloud().transport(one); }));
  }
}

TEST_CASE(
    "check_executor: a client of a strand rejects coroutines on the pool, and accepts those on the strand "
    "(fault 169)") {
  asio::io_context context;
  const roster::emulator::cloud clouds({.services = 5});
  roster::emulator::server server(context.get_executor(), clouds);
  const std::string endpoint = server.start();
  asio::thread_pool serving(1);
  asio::post(serving, [&] { context.run(); });
  {
    asio::thread_pool pool(4);
    const auto strand = asio::make_strand(pool);
    const roster::eas::client client(strand, {.endpoint = endpoint, .credentials = clouds.credentials()});
    auto elsewhere = client.list_services();
    auto rejection = asio::co_spawn(pool, elsewhere.collect(), asio::use_future);
    CHECK(refused([&] { (void)rejection.get(); }));
    CHECK(clouds.log().empty());
    auto here = client.list_services();
    auto listed = asio::co_spawn(strand, here.collect(), asio::use_future);
    CHECK(listed.get().size() == 5);
    CHECK(count(roster::blocking(client.list_services())) == 5);
  }
  context.stop();
}

TEST_CASE(
    "check_executor: fleets, merged ranges, watches, prefetch and loops reject a thread pool without a "
    "strand (fault 208)") {
  asio::thread_pool pool(2);
  asio::io_context context;
  using list = fake::list<int>;
  const auto range = [](const asio::any_io_executor& on) {
    return fake::range_of(std::make_shared<list>(), on);
  };
  for (const auto& one : concurrent(pool)) {
    CHECK(refused([&] { (void)roster::fleet(one, std::vector<roster::fleet_target<int>>{}); }));
    CHECK(refused([&] { (void)roster::merge(range(one), range(one)); }));
    CHECK(refused([&] { (void)roster::concat(range(one), range(one)); }));
    std::vector<roster::async_range<int>> many;
    many.push_back(range(one));
    CHECK(refused([&] { (void)roster::merge(std::move(many)); }));
    CHECK(refused([&] { (void)roster::blocking(range(one)); }));
    CHECK(refused([&] { (void)(range(one) | roster::prefetch(2)); }));
    CHECK(refused([&] {
      roster::watch([&] { return range(one); }, std::chrono::seconds(1), [](int n) { return n; });
    }));
    CHECK_NOTHROW((void)(range(one) | roster::prefetch(0)));  // one page at a time is not concurrent
    auto merged = roster::merge(range(context.get_executor()), range(context.get_executor()));
    auto rejection = asio::co_spawn(pool, merged.collect(), asio::use_future);  // awaited on the pool
    CHECK(refused([&] { (void)rejection.get(); }));
  }
  const auto strand = asio::make_strand(pool);
  CHECK_NOTHROW((void)roster::fleet(strand, std::vector<roster::fleet_target<int>>{}));
  CHECK(count(roster::blocking(roster::merge(range(strand), range(strand)) | roster::prefetch(2))) == 0);
  CHECK(count(roster::blocking(roster::concat(range(strand), range(strand)))) == 0);
  CHECK(count(roster::blocking(roster::merge(std::vector<roster::async_range<int>>{}))) == 0);
  CHECK_NOTHROW(
      roster::watch([&] { return range(strand); }, std::chrono::seconds(1), [](int n) { return n; }));
}
