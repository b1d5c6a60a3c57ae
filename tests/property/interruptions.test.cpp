// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <optional>
#include <ranges>
#include <roster/eas/client.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/emulator/server/server.hpp>
#include <roster/qianfan/client.hpp>
#include <string>
#include <support/fake_certificates.hpp>
#include <support/lifetimes.hpp>
#include <support/open_descriptors.hpp>
#include <type_traits>
#include <utility>
#include <vector>

// Listings over real sockets that are interrupted at every step of the event loop, including their server's steps.
// Three pages, the second throttled once and the third cut off once, so that every wait of a listing occurs: for the
// host, the connection, TLS, the bytes, the rate limiter, between attempts and for prefetched pages.

namespace asio = boost::asio;
using namespace std::chrono_literals;
using roster::emulator::fault_kind;
using text_list = std::vector<std::string>;

namespace {

/// Returns what the configs of both vendors have in common.
template <class Config>
Config vendor_config(const roster::client_config& with) {
  return {.endpoint = with.endpoint,
          .credentials = with.credentials,
          .rate = with.rate,
          .http = with.http,
          .runtime = with.runtime,
          .variables = with.variables};
}

struct eas {
  static roster::eas::client client(const asio::any_io_executor& on, const roster::client_config& with) {
    return {on, vendor_config<roster::eas::client_config>(with)};
  }
  static auto ids(const roster::eas::client& from, roster::list_options how) {
    return from.list_services({}, std::move(how)) | std::views::transform(&roster::eas::service::service_id);
  }
  static text_list expected(const roster::emulator::cloud& clouds) {
    text_list out;
    for (const auto& record : clouds.eas_records()) out.push_back(record.service.service_id);
    return out;
  }
};

struct qianfan {
  static roster::qianfan::client client(const asio::any_io_executor& on, const roster::client_config& with) {
    return {on, vendor_config<roster::qianfan::client_config>(with)};
  }
  static auto ids(const roster::qianfan::client& from, roster::list_options how) {
    return from.describe_services({.protocol_version = 2}, std::move(how)) |
           std::views::transform(&roster::qianfan::service::service_id);
  }
  static text_list expected(const roster::emulator::cloud& clouds) {
    text_list out;
    for (const auto& service : clouds.qianfan_services())
      if (service.protocol_version == 2) out.push_back(service.service_id);
    return out;
  }
};

struct plain {
  static constexpr bool tls = false;
};
struct by_tls {
  static constexpr bool tls = true;
};

/// The certificate of the server, and the CA file for the client.
struct certificates {
  roster_test::identity authority{roster_test::make_authority()};
  roster_test::identity server{roster_test::make_identity({}, &authority)};
  roster_test::temporary_file file{authority.certificate_pem()};

  static const certificates& made() {
    static const certificates all;
    return all;
  }
};

/// Waits for a few steps of the executor, whatever the duration.
asio::awaitable<void> pause(std::chrono::milliseconds) {
  const auto executor = co_await asio::this_coro::executor;
  for (int step = 0; step < 2; ++step) co_await asio::post(executor, asio::use_awaitable);
}

/// Consumes everything, item by item.
template <class Range>
asio::awaitable<void> take(std::shared_ptr<Range> range, text_list& seen) {
  while (true) {
    auto id = co_await range->next();
    if (!id) co_return;
    seen.push_back(std::move(*id));
  }
}

/// A server, a client and a running listing, on one event loop.
template <class Vendor, class Way>
class scene {
  using client_type = decltype(Vendor::client(std::declval<asio::any_io_executor>(), {}));
  using range_type = decltype(Vendor::ids(std::declval<client_type>(), {}));

 public:
  explicit scene(std::size_t prefetch)
      : client(Vendor::client(io->get_executor(), config())),
        range(std::make_shared<range_type>(Vendor::ids(*client, {.prefetch = prefetch}))) {
    out.start(*io, take(range, seen), stop.slot());
  }
  scene(const scene&) = delete;
  scene& operator=(const scene&) = delete;
  ~scene() {
    range.reset();
    server.reset();  // its strand must not outlive the context
  }

  void steps(int number) {
    for (int n = 0; n < number; ++n) REQUIRE(io->run_one_for(30s) == 1);
  }
  /// Runs all ready handlers without blocking.
  void poll() {
    io->restart();
    io->poll();
  }
  void run_until(auto holds) {
    io->restart();
    while (!holds()) REQUIRE(io->run_one_for(30s) == 1);
  }
  /// Consumes the remaining items.
  void take_the_rest() {
    rest.start(*io, take(range, seen));
    run_until([&] { return rest.ended(); });
    CHECK(rest.succeeded());
  }
  bool all_answered() const { return clouds.log().size() == 5; }
  void check_exact() const {
    CHECK(seen.size() == lifetime::items);
    CHECK(seen == Vendor::expected(clouds));
    CHECK(clouds.fault_hits(0) == 1);
    CHECK(clouds.fault_hits(1) == 1);
  }
  /// Destroys range and client, and waits until the server has seen all connections closed.
  void check_closed() {
    range.reset();
    client.reset();
    run_until([&] { return server->open_connections() == 0; });
    CHECK(out.ended());
  }

  std::unique_ptr<asio::io_context> io = std::make_unique<asio::io_context>();
  roster::emulator::cloud clouds{
      {.services = 2 * lifetime::items / (std::is_same_v<Vendor, eas> ? 2 : 1),
       .page_size_clamp = 2,
       .faults = {{.kind = fault_kind::throttle, .page = 2}, {.kind = fault_kind::cut, .page = 3}}}};
  std::optional<roster::emulator::server> server{};
  std::optional<client_type> client;
  std::shared_ptr<range_type> range;
  text_list seen{};
  asio::cancellation_signal stop{};
  lifetime::outcome out{};
  lifetime::outcome rest{};

 private:
  roster::client_config config() {
    roster::emulator::server_options options{.host = "localhost"};
    if constexpr (Way::tls) {
      options.certificate_pem = certificates::made().server.certificate_pem();
      options.private_key_pem = roster::secret(certificates::made().server.key_pem());
    }
    server.emplace(io->get_executor(), clouds, options);
    const auto find = [on = io->get_executor()](const std::string&,
                                                const roster::detail::address_handler& done) {
      asio::post(on, [done] { done({}, {asio::ip::address_v4::loopback()}); });
    };
    return {.endpoint = server->start(),
            .credentials = clouds.credentials(),
            .rate = roster::make_rate_limiter({.per_second = 0.001}),
            .http = {.ca_file = Way::tls ? certificates::made().file.path() : "", .resolve = find},
            .runtime = {.sleep = pause},
            .variables = [](std::string_view) { return std::nullopt; }};
  }
};

/// Calls `check(scene)` at each step of a listing, up to the one that ends it; after that no descriptor may be left
/// open.
template <class Scene, class Check>
void at_every_step(Check check) {
  (void)certificates::made();
  for (const std::size_t prefetch : {0u, 4u}) {
    CAPTURE(prefetch);
    bool ended = false;
    for (int number = 0; !ended; ++number) {
      CAPTURE(number);
      REQUIRE(number < 2000);
      const auto before = test::open_descriptors();
      {
        Scene now(prefetch);
        now.steps(number);
        ended = now.out.ended();
        if (ended) CHECK(now.all_answered());
        check(now);
      }
      REQUIRE(test::open_descriptors() == before);
    }
  }
}

}  // namespace

TYPE_TO_STRING_AS("eas", scene<eas, plain>);
TYPE_TO_STRING_AS("qianfan", scene<qianfan, plain>);
TYPE_TO_STRING_AS("eas with TLS", scene<eas, by_tls>);

TEST_CASE_TEMPLATE(
    "interruptions: a listing that is cancelled at any step ends without a wait, and the range can resume "
    "(fault 115)",
    S, scene<eas, plain>, scene<qianfan, plain>, scene<eas, by_tls>) {
  at_every_step<S>([](S& now) {
    const bool answered = now.all_answered();
    now.stop.emit(asio::cancellation_type::terminal);
    now.poll();
    CHECK((now.out.aborted() || (now.out.succeeded() && answered)));
    now.take_the_rest();
    now.check_exact();
    now.check_closed();
  });
}

TEST_CASE_TEMPLATE(
    "interruptions: a listing whose coroutine and range are cancelled at any step leaves no connection "
    "(faults 115, 116)",
    S, scene<eas, plain>, scene<qianfan, plain>, scene<eas, by_tls>) {
  at_every_step<S>([](S& now) {
    now.range.reset();  // the coroutine has the last pointer to it
    now.stop.emit(asio::cancellation_type::terminal);
    now.poll();
    CHECK(now.out.ended());
    now.check_closed();
  });
}

TEST_CASE_TEMPLATE("interruptions: a context may be destroyed at any step of a listing (fault 117)", S,
                   scene<eas, plain>, scene<qianfan, plain>, scene<eas, by_tls>) {
  at_every_step<S>([](S& now) {
    const bool before = now.out.ended();
    now.server.reset();
    now.io.reset();
    CHECK(now.out.ended() == before);
  });
}

TEST_CASE_TEMPLATE("interruptions: a listing continues when its client is destroyed at any step (fault 118)",
                   S, scene<eas, plain>, scene<qianfan, plain>, scene<eas, by_tls>) {
  at_every_step<S>([](S& now) {
    now.client.reset();
    now.run_until([&] { return now.out.ended(); });
    CHECK(now.out.succeeded());
    now.check_exact();
    now.check_closed();
  });
}

TEST_CASE_TEMPLATE(
    "interruptions: a second consumer is rejected at any step of a listing, without disturbing it (fault "
    "120)",
    S, scene<eas, plain>, scene<qianfan, plain>) {
  at_every_step<S>([](S& now) {
    lifetime::outcome second;
    second.start(*now.io, lifetime::without_result(now.range->next()), {},
                 [&] { CHECK((second.refused() || now.out.ended())); });
    now.run_until([&] { return now.out.ended() && second.ended(); });
    CHECK(now.out.succeeded());
    CHECK(now.all_answered());
    now.check_exact();
  });
}
