// SPDX-License-Identifier: BSL-1.0
#include <support/memory.hpp>

#include <doctest/doctest.h>
#include <malloc.h>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <ranges>
#include <roster/auth/refreshing_credentials.hpp>
#include <roster/eas/client.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/failure.hpp>
#include <roster/qianfan/client.hpp>
#include <roster/transport/http_client.hpp>
#include <string>
#include <support/open_descriptors.hpp>
#include <utility>
#include <vector>

namespace {

std::atomic<std::size_t> bytes_held{0};
std::atomic<std::size_t> max_held{0};
thread_local std::size_t until_failure{0};  // number of allocations; 0: none fails
thread_local bool failed{false};
thread_local int spared_by{0};

}  // namespace

#if !defined(ROSTER_TEST_MEMORY_IS_SANITIZED)
namespace {

bool fails_now() noexcept {
  if (until_failure == 0 || spared_by != 0 || --until_failure != 0) return false;
  failed = true;
  return true;
}

}  // namespace

void* operator new(std::size_t size) {
  void* const memory = fails_now() ? nullptr : std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  const std::size_t now = bytes_held += malloc_usable_size(memory);
  auto most = max_held.load();
  while (now > most && !max_held.compare_exchange_weak(most, now)) {
  }
  return memory;
}

void operator delete(void* memory) noexcept {
  if (memory != nullptr) bytes_held -= malloc_usable_size(memory);
  std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }
#endif

namespace memory {

std::size_t held() noexcept { return bytes_held; }
std::size_t take_most_held() noexcept { return max_held.exchange(bytes_held); }

failing::failing(std::size_t number) noexcept {
  until_failure = number;
  failed = false;
}
failing::~failing() { until_failure = 0; }
bool failing::met() const noexcept { return failed; }

spared::spared() noexcept { ++spared_by; }
spared::~spared() { --spared_by; }

}  // namespace memory

namespace asio = boost::asio;
using text_list = std::vector<std::string>;

namespace {

/// A transport to the emulator; allocations of the emulator never fail.
class sparing_transport final : public roster::transport {
 public:
  explicit sparing_transport(roster::emulator::cloud clouds) : clouds_(std::move(clouds)) {}

  asio::awaitable<roster::http::response> send(const roster::http::request& request, time_point) override {
    co_await asio::post(asio::use_awaitable);
    auto answer = spare(request);
    co_return answer;
  }

 private:
  roster::http::response spare(const roster::http::request& request) const {
    const memory::spared here;
    return clouds_.respond(request).response;
  }

  roster::emulator::cloud clouds_;
};

/// Yields for one step of the executor instead of sleeping.
asio::awaitable<void> let_others_go(std::chrono::milliseconds) { co_await asio::post(asio::use_awaitable); }

/// The outcome of a listing in which one allocation fails.
struct ending {
  bool met{};  ///< whether the allocation failed
  bool over{};
  std::exception_ptr why{};
  text_list ids{};

  bool failed() const {
    try {
      if (why) std::rethrow_exception(why);
    } catch (const std::bad_alloc&) {
      return true;
    } catch (const roster::failure&) {
      return true;
    }
    return false;
  }
};

/// Access to the emulator without sockets.
class in_process {
 public:
  explicit in_process(roster::emulator::cloud clouds) : clouds_(std::move(clouds)) {}

  std::string endpoint() const { return "http://emulator"; }
  std::shared_ptr<roster::transport> transport(const asio::any_io_executor&) const {
    return std::make_shared<sparing_transport>(clouds_);
  }
  void serve() {}

 private:
  roster::emulator::cloud clouds_;
};

/// Access over sockets, to a server that runs alternately with the client.
class by_sockets {
 public:
  explicit by_sockets(const roster::emulator::cloud& clouds) : server_(io_.get_executor(), clouds) {}

  std::string endpoint() const { return endpoint_; }
  std::shared_ptr<roster::transport> transport(const asio::any_io_executor& on) const {
    return roster::make_http_client(on);
  }
  void serve() {
    const memory::spared here;
    io_.poll();
  }

 private:
  asio::io_context io_{1};
  roster::emulator::server server_;
  std::string endpoint_{server_.start()};
};

template <class Config, class Way>
Config config(const asio::any_io_executor& on, const roster::emulator::cloud& clouds, const Way& way) {
  return {.endpoint = way.endpoint(),
          .credentials = std::make_shared<roster::refreshing_credentials>(clouds.credentials()),
          .rate = roster::make_rate_limiter({.per_second = 0.001}),
          .transport = way.transport(on),
          .runtime = {.sleep = let_others_go}};
}

struct eas {
  static constexpr std::size_t services = 6;

  static auto ids(const asio::any_io_executor& on, const roster::emulator::cloud& clouds, const auto& way,
                  std::size_t prefetch) {
    const roster::eas::client client(on, config<roster::eas::client_config>(on, clouds, way));
    return client.list_services({}, {.prefetch = prefetch}) |
           std::views::transform(&roster::eas::service::service_id);
  }
};

struct qianfan {
  static constexpr std::size_t services = 12;  // including both protocol versions

  static auto ids(const asio::any_io_executor& on, const roster::emulator::cloud& clouds, const auto& way,
                  std::size_t prefetch) {
    const roster::qianfan::client client(on, config<roster::qianfan::client_config>(on, clouds, way));
    return client.describe_services({.protocol_version = 2}, {.prefetch = prefetch}) |
           std::views::transform(&roster::qianfan::service::service_id);
  }
};

/// Returns an emulator with three pages; the second is throttled once, and the third fails once.
roster::emulator::cloud make_clouds(std::size_t services) {
  return roster::emulator::cloud{
      {.services = services,
       .security_token = roster::secret("token"),
       .token_lifetime = std::chrono::hours(1),
       .page_size_clamp = 2,
       .faults = {{.kind = roster::emulator::fault_kind::throttle, .page = 2},
                  {.kind = roster::emulator::fault_kind::status, .page = 3, .status = 503}}}};
}

/// Lists all items while the allocation with this number fails.
template <class Vendor, class Way>
ending list_failing(const roster::emulator::cloud& clouds, std::size_t number, std::size_t prefetch) {
  ending out;
  Way way(clouds);
  asio::io_context context{1};
  const auto list = [&] {
    auto range = Vendor::ids(context.get_executor(), clouds, way, prefetch);
    asio::co_spawn(context, range.collect(), [&out](std::exception_ptr e, text_list ids) {
      out.over = true;
      out.why = std::move(e);
      out.ids = std::move(ids);
    });
    for (int turn = 0; !out.over && turn < 100'000; ++turn) {
      way.serve();
      context.poll();
    }
  };
  const auto more = asio::make_work_guard(context);
  const memory::failing now(number);
  try {
    list();
  } catch (...) {
    out.over = true;
    out.why = std::current_exception();
  }
  out.met = now.met();
  return out;
}

template <class Vendor, class Way>
void check_every_allocation(std::size_t prefetch) {
  CAPTURE(prefetch);
  const auto expected = list_failing<Vendor, Way>(make_clouds(Vendor::services), 0, prefetch).ids;
  REQUIRE(expected.size() == 6);
  std::size_t failures = 0;
  bool met = true;
  for (std::size_t number = 1; met; ++number) {
    CAPTURE(number);
    const auto before = memory::held();
    const auto descriptors = test::open_descriptors();
    {
      const auto clouds = make_clouds(Vendor::services);
      const auto end = list_failing<Vendor, Way>(clouds, number, prefetch);
      met = end.met;
      failures += end.failed();
      REQUIRE(end.over);
      if (!end.failed()) REQUIRE(end.ids == expected);
      if (!met) CHECK(clouds.fault_hits(0) + clouds.fault_hits(1) == 2);
    }
    REQUIRE(memory::held() == before);
    REQUIRE(test::open_descriptors() == descriptors);
  }
  CHECK(failures > 400);
}

}  // namespace

TEST_CASE(
    "memory: if any allocation of a listing fails, it fails or is complete, without a leak (fault 122)" *
    doctest::skip(!memory::is_counted)) {
  for (const std::size_t prefetch : {0u, 2u}) {
    check_every_allocation<eas, in_process>(prefetch);
    check_every_allocation<qianfan, in_process>(prefetch);
  }
}

TEST_CASE("memory: if any allocation of a listing over sockets fails, it fails or is complete (fault 122)" *
          doctest::skip(!memory::is_counted)) {
  for (const std::size_t prefetch : {0u, 2u}) {
    check_every_allocation<eas, by_sockets>(prefetch);
    check_every_allocation<qianfan, by_sockets>(prefetch);
  }
}
