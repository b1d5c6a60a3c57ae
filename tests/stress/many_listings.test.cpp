// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <ranges>
#include <roster/auth/refreshing_credentials.hpp>
#include <roster/eas/client.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/qianfan/client.hpp>
#include <string>
#include <support/memory.hpp>
#include <support/open_descriptors.hpp>
#include <thread>
#include <utility>
#include <vector>

// Two thousand concurrent listings over real sockets.

namespace asio = boost::asio;
using roster::emulator::fault_kind;
using text_list = std::vector<std::string>;

namespace {

constexpr std::size_t pages = 3;
constexpr std::size_t mebibyte = 1024 * 1024;

/// A server on its own thread, which counts the requests and samples the number of open descriptors.
class server {
 public:
  explicit server(roster::emulator::options options) : clouds_(watched(std::move(options))) {}
  ~server() { stop(); }

  void stop() {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }

  const roster::emulator::cloud& clouds() const { return clouds_; }
  const std::string& endpoint() const { return endpoint_; }
  std::size_t requests() const { return requests_; }
  std::size_t max_descriptors() const { return max_descriptors_; }
  std::size_t connections() const { return server_.connections(); }
  text_list eas_ids() const {
    text_list out;
    for (const auto& record : clouds_.eas_records()) out.push_back(record.service.service_id);
    return out;
  }
  text_list qianfan_ids() const {
    text_list out;
    for (const auto& service : clouds_.qianfan_services())
      if (service.protocol_version == 2) out.push_back(service.service_id);
    return out;
  }

 private:
  roster::emulator::options watched(roster::emulator::options options) {
    options.max_logged = 1;
    options.on_request = [this](const roster::emulator::logged_request&) {
      if (++requests_ % 64 == 0)
        max_descriptors_ = std::max(max_descriptors_.load(), test::open_descriptors());
    };
    return options;
  }

  std::atomic<std::size_t> requests_{};
  std::atomic<std::size_t> max_descriptors_{};
  asio::io_context io_{};
  roster::emulator::cloud clouds_;
  roster::emulator::server server_{io_.get_executor(), clouds_};
  std::string endpoint_{server_.start()};
  std::thread thread_{[this] { io_.run(); }};
};

/// The progress of the listings of one client.
struct progress {
  explicit progress(std::size_t all) : listings(all) {}

  /// Records that a listing has received its page with this number.
  void came(std::size_t page) {
    ++reached.at(page);
    max_behind = std::max(max_behind, listings - reached[page - 1]);
  }

  std::size_t listings;
  std::vector<std::size_t> reached = {listings, 0, 0, 0};  // number of listings, by page number
  std::size_t max_behind{};  ///< most listings without the previous page when another one received a page
  std::size_t exact{};
  std::size_t failed{};
  std::uint64_t bytes{};
};

template <class Range>
asio::awaitable<void> list_all(Range range, const text_list& expected, progress& of) {
  text_list ids;
  std::size_t number = 0;
  while (true) {
    auto page = co_await range.next_page();
    if (!page) break;
    for (const auto& id : *page) ids.push_back(id);
    of.came(++number);
  }
  of.exact += ids == expected;
  of.bytes += range.report().bytes;
}

/// Starts all listings concurrently.
template <class List>
void begin(const asio::any_io_executor& on, const List& list, const text_list& expected, progress& of) {
  for (std::size_t n = 0; n < of.listings; ++n)
    asio::co_spawn(on, list_all(list(), expected, of),
                   [&of](std::exception_ptr e) { of.failed += e != nullptr; });
}

/// Yields to other handlers instead of sleeping.
asio::awaitable<void> let_others_go(std::chrono::milliseconds) { co_await asio::post(asio::use_awaitable); }

}  // namespace

TEST_CASE(
    "many listings: 2,000 concurrent ones on one thread are exact and fair, in bounded memory (fault 121)") {
  constexpr std::size_t listings = 1'000;  // per vendor
  const auto descriptors = test::open_descriptors();
  const auto held = memory::held();
  (void)memory::take_most_held();
  {
    server serving({.services = 2 * pages, .page_size_clamp = 2});
    asio::io_context context{1};
    const auto on = context.get_executor();
    const roster::eas::client eas(
        on, {.endpoint = serving.endpoint(), .credentials = serving.clouds().credentials()});
    const roster::qianfan::client qianfan(
        on, {.endpoint = serving.endpoint(), .credentials = serving.clouds().credentials()});
    const auto list_eas = [&] {
      return eas.list_services() | std::views::transform(&roster::eas::service::service_id);
    };
    const auto list_qianfan = [&] {
      return qianfan.describe_services({.max_keys = 1, .protocol_version = 2}) |
             std::views::transform(&roster::qianfan::service::service_id);
    };
    const auto eas_ids = serving.eas_ids();
    const auto qianfan_ids = serving.qianfan_ids();
    progress by_number(listings);
    progress by_marker(listings);
    begin(on, list_eas, eas_ids, by_number);
    begin(on, list_qianfan, qianfan_ids, by_marker);
    context.run();
    const std::size_t connections = roster::http_client_options{}.max_connections;
    for (const auto& of : {by_number, by_marker}) {
      CHECK(of.exact == listings);
      CHECK(of.failed == 0);
      CHECK(of.max_behind <= connections);
    }
    CHECK(serving.requests() == 2 * listings * pages);
    CHECK(serving.max_descriptors() <= descriptors + 4 * connections + 128);
    const auto page = (by_number.bytes + by_marker.bytes) / (2 * listings * pages);
    CHECK(memory::take_most_held() - held <= 40 * mebibyte + 2 * listings * 3 * page);
    CHECK(serving.connections() <= 3 * connections);  // they are reused for the next page
  }
  CHECK(memory::held() <= held + mebibyte);
  CHECK(test::open_descriptors() == descriptors);
}

TEST_CASE(
    "many listings: 2,000 on four threads, with shared credentials and rate limiter, are exact despite "
    "faults (fault 121)") {
  constexpr std::size_t clients = 4;
  constexpr std::size_t listings = 500;  // per client
  const auto descriptors = test::open_descriptors();
  const auto held = memory::held();
  (void)memory::take_most_held();
  {
    server serving({.services = 2 * pages,
                    .security_token = roster::secret("token"),
                    .token_lifetime = std::chrono::hours(1),
                    .page_size_clamp = 2,
                    .faults = {{.kind = fault_kind::throttle, .at = 500, .times = 20},
                               {.kind = fault_kind::cut, .at = 1'000, .times = 20},
                               {.kind = fault_kind::expired_token, .at = 1'500, .times = 10},
                               {.kind = fault_kind::status, .at = 2'000, .times = 20, .status = 503}}});
    const auto key = std::make_shared<roster::refreshing_credentials>(serving.clouds().credentials());
    const auto rate = roster::make_rate_limiter({.per_second = 1e6, .burst = 100});
    const auto expected = serving.eas_ids();
    asio::thread_pool pool(clients);
    std::deque<progress> all(clients, progress(listings));
    for (auto& of : all) {
      const auto on = asio::make_strand(pool);
      const roster::eas::client client(on, {.endpoint = serving.endpoint(),
                                            .credentials = key,
                                            .rate = rate,
                                            .http = {.max_connections = 32},
                                            .runtime = {.sleep = let_others_go}});
      const auto list = [&] {
        return client.list_services({}, {.prefetch = 1}) |
               std::views::transform(&roster::eas::service::service_id);
      };
      begin(on, list, expected, of);
    }
    pool.join();
    std::uint64_t bytes = 0;
    for (const auto& of : all) {
      CHECK(of.exact == listings);
      CHECK(of.failed == 0);
      bytes += of.bytes;
    }
    const std::vector<std::size_t> times{20, 20, 10, 20};
    for (std::size_t fault = 0; fault < times.size(); ++fault)
      CHECK(serving.clouds().fault_hits(fault) == times[fault]);
    CHECK(serving.requests() >= clients * listings * pages + 70);
    CHECK(serving.max_descriptors() <= descriptors + 2 * clients * (32 + 32) + 64);
    CHECK(memory::take_most_held() - held <=
          40 * mebibyte + clients * listings * 2 * 3 * (bytes / (clients * listings * pages)));
  }
  CHECK(memory::held() <= held + mebibyte);
  CHECK(test::open_descriptors() == descriptors);
}
