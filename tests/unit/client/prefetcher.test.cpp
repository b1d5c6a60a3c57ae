// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <optional>
#include <random>
#include <ranges>
#include <roster/client.hpp>
#include <stdexcept>
#include <string>
#include <support/fake_transport.hpp>
#include <support/gated_transport.hpp>
#include <support/number_lists.hpp>
#include <support/random_list.hpp>
#include <type_traits>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using roster::errc;
using all_ids = std::vector<std::int64_t>;

namespace {

roster::failure refused(const char* why) { return {errc::bad_request, why}; }

/// A client whose responses arrive when the test releases them.
template <class Op>
struct gated {
  explicit gated(numbers::server with)
      : server(with),
        transport(std::make_shared<fake::gated_transport>(
            [this](const roster::http::request& request) { return respond(request); })) {}

  auto list(roster::list_options options, typename Op::request request = {}) {
    const roster::client<Op> client(context.get_executor(), {.endpoint = "http://numbers.example",
                                                             .retry = {.max_retries = 2, .base_delay = 10ms},
                                                             .transport = transport,
                                                             .runtime = world.runtime()});
    return client.list(std::move(request), std::move(options));
  }

  roster::http::response respond(const roster::http::request& request) {
    return script ? script(request) : server.respond(request);
  }

  void poll() {
    context.restart();
    context.poll();
  }
  void open(std::size_t number) {
    transport->open(number);
    poll();
  }
  /// Returns a parameter of every request so far.
  all_ids asked(const std::string& name) const {
    all_ids out;
    for (std::size_t number = 1; number <= transport->sent(); ++number)
      out.push_back(numbers::number_in(transport->request(number), name, 0));
    return out;
  }

  asio::io_context context{};
  fake::world world{};
  numbers::server server;
  fake::gated_transport::script script{};
  std::shared_ptr<fake::gated_transport> transport;
};

/// A consumer that takes everything, item by item, and records the items.
struct consumer {
  template <class Range>
  consumer(asio::io_context& context, Range& range, std::size_t most = 1'000'000) {
    asio::co_spawn(context, take(range, most), [this](std::exception_ptr e) {
      done = true;
      error = e;
    });
    context.restart();
    context.poll();
  }

  template <class Range>
  asio::awaitable<void> take(Range& range, std::size_t most) {
    while (seen.size() < most) {
      auto item = co_await range.next();
      if (!item) co_return;
      seen.push_back(item->id);
    }
  }

  std::string failed_with() const {
    try {
      if (error) std::rethrow_exception(error);
    } catch (const std::exception& e) {
      return e.what();
    }
    return "";
  }

  all_ids seen{};
  bool done{};
  std::exception_ptr error{};
};

}  // namespace

TEST_CASE(
    "prefetch: by page number, the maximum number of pages is in flight after the first, and items are in "
    "order") {
  gated<numbers::by_page> setup({.total = 100});
  auto range = setup.list({.prefetch = 4});
  consumer reading(setup.context, range);
  CHECK(setup.asked("page") == all_ids{1});
  setup.open(1);
  CHECK(reading.seen == numbers::ids(1, 10));
  CHECK(setup.asked("page") == all_ids{1, 2, 3, 4, 5});
  for (const std::size_t late : {5u, 4u, 3u}) setup.open(late);
  CHECK(reading.seen.size() == 10);
  CHECK(setup.transport->sent() == 5);
  setup.open(2);
  CHECK(reading.seen == numbers::ids(1, 50));
  CHECK(setup.asked("page") == all_ids{1, 2, 3, 4, 5, 6, 7, 8, 9});
  while (!reading.done) {
    setup.transport->open_all();
    setup.poll();
  }
  CHECK(reading.seen == numbers::ids(1, 100));
  CHECK(setup.transport->sent() == 10);
  CHECK(setup.transport->max_in_flight() == 4);
  CHECK(range.report().requests == 10);
  CHECK(range.report().bytes == 1000);
  CHECK(range.report().complete());
}

TEST_CASE("prefetch: in whatever order pages arrive, items are in the order of the list (fault 123)") {
  std::vector<std::size_t> order{2, 3, 4, 5};
  do {
    gated<numbers::by_page> setup({.total = 50});
    auto range = setup.list({.prefetch = 4});
    consumer reading(setup.context, range);
    setup.open(1);
    for (const auto page : order) {
      CHECK(!reading.done);
      setup.open(page);
    }
    CHECK(reading.done);
    CHECK(reading.seen == numbers::ids(1, 50));
    CHECK(setup.asked("page") == all_ids{1, 2, 3, 4, 5});
  } while (std::ranges::next_permutation(order).found);
}

TEST_CASE("prefetch: pages are fetched while the consumer works, up to the maximum") {
  gated<numbers::by_page> setup({.total = 100});
  auto range = setup.list({.prefetch = 3});
  consumer reading(setup.context, range, 1);
  setup.open(1);
  REQUIRE(reading.done);
  for (int i = 0; i < 5; ++i) {
    setup.transport->open_all();
    setup.poll();
  }
  CHECK(setup.asked("page") == all_ids{1, 2, 3, 4});
  CHECK(setup.transport->in_flight() == 0);
  consumer further(setup.context, range, 10);
  CHECK(further.seen == numbers::ids(2, 11));
  CHECK(setup.asked("page") == all_ids{1, 2, 3, 4, 5});
}

TEST_CASE("prefetch: never requests a page after the total") {
  for (const bool says_size : {true, false}) {
    gated<numbers::by_page> setup({.total = 25, .says_size = says_size});
    auto range = setup.list({.prefetch = 8});
    consumer reading(setup.context, range);
    setup.open(1);
    CHECK(setup.asked("page") == all_ids{1, 2, 3});
    setup.transport->open_all();
    setup.poll();
    CHECK(reading.seen == numbers::ids(1, 25));
    CHECK(setup.transport->sent() == 3);
  }
}

TEST_CASE("prefetch: predicts pages by the size that a server really uses") {
  for (const bool says_size : {true, false}) {
    gated<numbers::by_page> setup({.total = 24, .max_page_size = 4, .says_size = says_size});
    auto range = setup.list({.prefetch = 8});
    consumer reading(setup.context, range);
    setup.open(1);
    CHECK(setup.asked("page") == all_ids{1, 2, 3, 4, 5, 6});
    setup.transport->open_all();
    setup.poll();
    CHECK(reading.seen == numbers::ids(1, 24));
  }
}

TEST_CASE(
    "prefetch: without a total a short page ends the list, and requests for later pages are cancelled") {
  gated<numbers::by_page> setup({.total = 25, .says_total = false});
  auto range = setup.list({.prefetch = 4});
  consumer reading(setup.context, range);
  setup.open(1);
  CHECK(setup.asked("page") == all_ids{1, 2, 3, 4, 5});
  setup.open(2);
  setup.open(3);
  CHECK(reading.done);
  CHECK(reading.seen == numbers::ids(1, 25));
  CHECK(setup.transport->in_flight() == 0);
}

TEST_CASE("prefetch: a known demand avoids fetching pages that it does not need") {
  gated<numbers::by_page> setup({.total = 100});
  auto range = setup.list({.prefetch = 8}) | std::views::drop(5) | std::views::take(20);
  consumer reading(setup.context, range);
  setup.open(1);
  CHECK(setup.asked("page") == all_ids{1, 2, 3});
  setup.transport->open_all();
  setup.poll();
  CHECK(reading.seen == numbers::ids(6, 25));
  CHECK(setup.transport->sent() == 3);
}

TEST_CASE("prefetch: a take after a filter cancels pending fetches once it is satisfied") {
  gated<numbers::by_page> setup({.total = 100});
  auto range = setup.list({.prefetch = 4}) |
               std::views::filter([](const numbers::item& i) { return i.id % 2 == 0; }) | std::views::take(3);
  consumer reading(setup.context, range);
  setup.open(1);
  CHECK(reading.done);
  CHECK(reading.seen == all_ids{2, 4, 6});
  CHECK(setup.transport->sent() == 5);
  CHECK(setup.transport->in_flight() == 0);
  CHECK(range.report().requests == 5);
}

TEST_CASE("prefetch: by token exactly one page is prefetched, and is requested before items are decoded") {
  gated<numbers::by_token> setup({.total = 50});
  setup.script = [&](const roster::http::request& request) {
    if (numbers::number_in(request, "after", 0) != 20) return setup.server.respond(request);
    return numbers::json(R"({"items":[{"id":21},{"id":"no number"}],"next":"30"})");
  };
  auto range = setup.list({.prefetch = 4});
  consumer reading(setup.context, range, 5);
  CHECK(setup.asked("after") == all_ids{0});
  setup.open(1);
  CHECK(reading.done);
  CHECK(setup.asked("after") == all_ids{0, 10});
  setup.open(2);
  CHECK(setup.asked("after") == all_ids{0, 10});  // the consumer has not reached page 2 yet
  consumer further(setup.context, range);
  CHECK(further.seen == numbers::ids(6, 20));
  CHECK(setup.asked("after") == all_ids{0, 10, 20});
  setup.open(3);
  CHECK(further.failed_with().find("items[1].id") != std::string::npos);
  CHECK(setup.asked("after") == all_ids{0, 10, 20, 30});  // although page 3 could not be decoded
  CHECK(setup.transport->max_in_flight() == 1);
}

TEST_CASE("prefetch: by token a page that turns out to be needed in another size is requested again") {
  gated<numbers::by_token> setup({.total = 50});
  auto range = setup.list({.prefetch = 1}) | std::views::take(15);
  consumer reading(setup.context, range, 2);
  setup.open(1);
  CHECK(reading.seen == numbers::ids(1, 2));
  CHECK(setup.asked("limit") == all_ids{10, 5});
  std::optional<std::size_t> items;  // next_page() discards the rest of the page, which a take does not count
  asio::co_spawn(setup.context, range.next_page(), [&](std::exception_ptr, auto page) {
    items = 0;
    for ([[maybe_unused]] const auto& item : *page) ++*items;
  });
  setup.poll();
  CHECK(setup.asked("limit") == all_ids{10, 5, 10});
  CHECK(setup.asked("after") == all_ids{0, 10, 10});
  CHECK(setup.transport->in_flight() == 1);
  setup.open(3);
  CHECK(items == 10);
}

TEST_CASE("prefetch: a failed page fails the await that needs it, and the next await requests it again") {
  gated<numbers::by_page> setup({.total = 50});
  auto range = setup.list({.prefetch = 4});
  consumer reading(setup.context, range, 1);
  setup.open(1);
  setup.transport->break_(3, std::make_exception_ptr(refused("no page 3")));
  setup.transport->break_(4, std::make_exception_ptr(refused("no page 4")));
  setup.open(5);
  CHECK(setup.transport->sent() == 5);
  consumer further(setup.context, range);
  setup.open(2);
  CHECK(further.seen == numbers::ids(2, 20));
  CHECK(further.failed_with() ==
        "bad request: no page 3; endpoint http://numbers.example:80; request GET /pages; page 3");
  CHECK(setup.asked("page") == all_ids{1, 2, 3, 4, 5});
  consumer again(setup.context, range);
  CHECK(setup.asked("page") == all_ids{1, 2, 3, 4, 5, 3, 4});  // 4 had failed, too; 5 is here
  setup.open(6);
  setup.open(7);
  CHECK(again.done);
  CHECK(again.seen == numbers::ids(21, 50));
  CHECK(range.report().pages == 5);
}

TEST_CASE("prefetch: a prefetched page is retried like any other, with or without a waiting consumer") {
  gated<numbers::by_page> setup({.total = 40});
  auto range = setup.list({.prefetch = 4});
  consumer reading(setup.context, range, 1);
  setup.open(1);
  const auto cut = std::make_exception_ptr(roster::failure(errc::connection, "cut"));
  setup.transport->break_(2, cut);
  setup.poll();
  CHECK(setup.asked("page") == all_ids{1, 2, 3, 4, 2});
  setup.transport->break_(5, cut);
  setup.poll();
  setup.transport->break_(6, cut);  // the last attempt
  setup.poll();
  consumer further(setup.context, range);
  CHECK(further.failed_with() ==
        "connection failed: cut; endpoint http://numbers.example:80; request GET /pages; page 2; attempts 3");
  CHECK(range.report().requests == 6);
  CHECK(range.report().retries == 2);
}

TEST_CASE("prefetch: pages in flight are discarded when the list is read again from an earlier page on") {
  gated<numbers::by_page> setup({.total = 60});
  auto range = setup.list({.prefetch = 4});
  consumer reading(setup.context, range);
  setup.open(1);
  setup.server.total = 59;
  setup.open(3);
  setup.open(2);
  CHECK(setup.asked("page") == all_ids{1, 2, 3, 4, 5, 1, 2, 3, 4});
  CHECK(setup.transport->in_flight() == 4);
  CHECK(reading.seen == numbers::ids(1, 10));
  while (!reading.done) {
    setup.transport->open_all();
    setup.poll();
  }
  CHECK(reading.seen == numbers::ids(1, 59));
  CHECK(setup.asked("page") == all_ids{1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 6});
  CHECK(range.report().drift);
}

TEST_CASE("prefetch: the deadline of the listing applies to prefetched pages") {
  gated<numbers::by_page> setup({.total = 40});
  auto range = setup.list({.deadline = 1s, .prefetch = 2});
  consumer reading(setup.context, range, 1);
  setup.open(1);
  setup.world.steady += 2s;
  setup.transport->break_(2, std::make_exception_ptr(roster::failure(errc::unavailable, "later")));
  setup.poll();
  CHECK(setup.transport->sent() == 3);
  consumer further(setup.context, range);
  CHECK(further.failed_with() ==
        "service unavailable: later; not retried: no time left before the deadline; endpoint "
        "http://numbers.example:80; request GET /pages; page 2");
}

TEST_CASE("prefetch: cancelling an await leaves fetches pending, and the next await finds them") {
  gated<numbers::by_page> setup({.total = 40});
  auto range = setup.list({.prefetch = 4});
  consumer reading(setup.context, range, 10);
  setup.open(1);
  REQUIRE(reading.done);
  for (int round = 0; round < 3; ++round) {
    asio::cancellation_signal stop;
    bool aborted = false;
    asio::co_spawn(setup.context, range.next(),
                   asio::bind_cancellation_slot(stop.slot(),
                                                [&](std::exception_ptr e, auto) { aborted = e != nullptr; }));
    setup.poll();
    asio::post(setup.context, [&] { stop.emit(asio::cancellation_type::terminal); });
    setup.poll();
    CHECK(aborted);
    CHECK(setup.transport->in_flight() == 3);
  }
  consumer further(setup.context, range);
  setup.transport->open_all();
  setup.poll();
  CHECK(further.seen == numbers::ids(11, 40));
  CHECK(setup.transport->sent() == 4);
}

TEST_CASE("prefetch: fetched pages that are not consumed do not keep the context running") {
  gated<numbers::by_page> setup({.total = 100});
  auto range = setup.list({.prefetch = 4});
  consumer reading(setup.context, range, 1);
  setup.open(1);
  setup.transport->open_all();
  setup.context.restart();
  setup.context.run();
  CHECK(setup.transport->sent() == 5);
  CHECK(setup.transport->in_flight() == 0);
}

TEST_CASE("prefetch: destroying the range cancels pending fetches (fault 116)") {
  gated<numbers::by_page> setup({.total = 100});
  auto range = std::make_optional(setup.list({.prefetch = 4}));
  consumer reading(setup.context, *range, 1);
  setup.open(1);
  REQUIRE(setup.transport->in_flight() == 4);
  range.reset();
  setup.poll();
  CHECK(setup.transport->in_flight() == 0);
  CHECK(setup.transport->sent() == 5);
}

namespace {

/// Consumes `k` items, then stops or throws.
template <class Op>
void check_consumer_leaves(std::size_t prefetch, std::size_t k, bool by_throwing) {
  CAPTURE(prefetch);
  CAPTURE(k);
  gated<Op> setup({.total = 100});
  const auto leave = [&]() -> asio::awaitable<void> {
    auto range = setup.list({.prefetch = prefetch});
    for (std::size_t n = 0; n < k; ++n) (void)co_await range.next();
    if (by_throwing) throw std::runtime_error("enough");
  };
  bool done = false;
  asio::co_spawn(setup.context, leave(), [&](std::exception_ptr e) { done = (e != nullptr) == by_throwing; });
  setup.poll();
  for (int turn = 0; !done && turn < 100; ++turn) {
    setup.transport->open_all();
    setup.poll();
  }
  CHECK(done);
  CHECK(setup.transport->in_flight() == 0);
  const auto pages = (k + 9) / 10;
  CHECK(setup.transport->sent() >= pages);
  CHECK(setup.transport->sent() <= pages + prefetch);
}

}  // namespace

TEST_CASE(
    "prefetch: a consumer that stops or throws has requested only its pages and the prefetched ones (fault "
    "119)") {
  for (const bool by_throwing : {false, true})
    for (const std::size_t prefetch : {0u, 1u, 4u})
      for (const std::size_t k : {0u, 1u, 9u, 10u, 11u, 25u, 100u}) {
        check_consumer_leaves<numbers::by_page>(prefetch, k, by_throwing);
        check_consumer_leaves<numbers::by_token>(prefetch, k, by_throwing);
      }
}

TEST_CASE("prefetch: a response without its list fails as it does without prefetching") {
  for (const std::size_t prefetch : {0u, 1u, 4u}) {
    gated<numbers::by_page> setup({.total = 40});
    setup.script = [&](const roster::http::request& request) {
      return numbers::number_in(request, "page", 0) == 2 ? numbers::json("{\"total\":40}")
                                                         : setup.server.respond(request);
    };
    auto range = setup.list({.prefetch = prefetch});
    consumer reading(setup.context, range);
    setup.open(1);
    setup.open(2);
    CHECK(reading.seen == numbers::ids(1, 10));
    CHECK(reading.failed_with() ==
          "malformed response: missing list \"items\"; HTTP 200; endpoint http://numbers.example:80; request "
          "GET /pages; page 2");
  }
}

namespace {

template <class Op>
void check_same_as_without(std::mt19937& random) {
  numbers::random_list lists(random);
  const std::size_t prefetch = random() % 6;
  const auto seen = fake::run(lists.context, numbers::all_of(lists.list<Op>({.prefetch = prefetch})));
  CAPTURE(lists.from.total);
  CAPTURE(lists.from.max_page_size);
  CAPTURE(prefetch);
  REQUIRE(seen == numbers::ids(1, lists.from.total));
  const auto pages =
      std::max<std::int64_t>(1, (lists.from.total + lists.from.max_page_size - 1) / lists.from.max_page_size);
  constexpr bool by_page = std::is_same_v<Op, numbers::by_page>;
  const std::size_t ahead_of_a_repeated_one = prefetch != 0 && !by_page && lists.faults != 0 ? 1 : 0;
  const auto most = by_page ? std::max<std::size_t>(prefetch, 1) : 1 + ahead_of_a_repeated_one;
  REQUIRE(lists.transport->max_in_flight <= most);
  if (lists.faults == 0 && lists.from.says_total)
    REQUIRE(lists.transport->sent == static_cast<std::size_t>(pages));
}

/// Destroys the range, then the context, or the reverse, after `turns` handlers.
template <class Op>
void check_destruction(std::mt19937& random, int turns) {
  numbers::random_list lists(random);
  auto context = std::make_unique<asio::io_context>();
  const roster::client<Op> client(
      context->get_executor(),
      {.endpoint = "http://numbers.example", .transport = lists.transport, .runtime = lists.world.runtime()});
  auto range = std::make_optional(client.list({}, {.prefetch = 1 + random() % 4}));
  consumer reading(*context, *range, 0);
  bool done = false;
  const auto count = [&](std::exception_ptr, std::uint64_t) { done = true; };
  asio::co_spawn(*context, range->count(), count);
  context->restart();
  for (int i = 0; i < turns; ++i) context->poll_one();
  if (random() % 2 == 0) {
    range.reset();
    context->restart();
    context->run();
    CHECK(done);
  } else {
    context.reset();
    range.reset();
  }
}

}  // namespace

TEST_CASE("prefetch: yields the same items as without it, for random lists, faults and response orders") {
  std::mt19937 random{11};
  for (int i = 0; i < 400; ++i) {
    check_same_as_without<numbers::by_page>(random);
    check_same_as_without<numbers::by_token>(random);
  }
}

TEST_CASE("prefetch: range and context may be destroyed at any point, in any order") {
  std::mt19937 random{12};
  for (int turns = 0; turns < 60; ++turns) {
    check_destruction<numbers::by_page>(random, turns);
    check_destruction<numbers::by_token>(random, turns);
  }
}
