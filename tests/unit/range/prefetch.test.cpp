// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <memory>
#include <random>
#include <ranges>
#include <roster/client.hpp>
#include <roster/range/combine/detail/concat_source.hpp>
#include <support/fake_transport.hpp>
#include <support/number_lists.hpp>
#include <support/random_list.hpp>
#include <vector>

using numbers::by_page;

namespace {

/// A server that responds immediately, and counts the requests for the first item.
struct bench {
  roster::async_range<numbers::item> list(roster::list_options options = {}) {
    return client().list({}, std::move(options));
  }
  roster::client<by_page> client() {
    return {context.get_executor(),
            {.endpoint = "http://numbers.example", .transport = transport, .runtime = world.runtime()}};
  }
  template <class Range>
  std::size_t requests_for_first_item(Range range) {
    const auto before = transport->requests.size();
    (void)fake::run(context, range.next());
    return transport->requests.size() - before;
  }

  boost::asio::io_context context{};
  fake::world world{};
  std::shared_ptr<fake::transport> transport{
      std::make_shared<fake::transport>([](const roster::http::request& request, std::size_t) {
        return numbers::server{.total = 95}.respond(request);
      })};
};

}  // namespace

TEST_CASE("prefetch: is the same as the option of a listing, at any position in the pipeline") {
  bench setup;
  const auto passing = std::views::filter([](const numbers::item&) { return true; });
  CHECK(setup.requests_for_first_item(setup.list()) == 1);
  CHECK(setup.requests_for_first_item(setup.list({.prefetch = 3})) == 4);
  CHECK(setup.requests_for_first_item(setup.list() | roster::prefetch(3)) == 4);
  CHECK(setup.requests_for_first_item(setup.list() | passing | roster::prefetch(3)) == 4);
  CHECK(setup.requests_for_first_item(setup.list() | roster::prefetch(3) | std::views::take(15)) == 2);
  CHECK(setup.requests_for_first_item(setup.list({.prefetch = 3}) | roster::prefetch(0)) == 1);
  auto range = setup.list() | roster::prefetch(2) | passing;
  CHECK(fake::run(setup.context, numbers::all_of(std::move(range))) == numbers::ids(1, 95));
}

TEST_CASE("prefetch: reaches every list of a range that combines several") {
  bench setup;
  const auto client = setup.client();
  const roster::detail::page_source_factory<numbers::item> maker = [core = client.core()] {
    return std::make_unique<roster::detail::paginator<by_page>>(core, numbers::page_query{},
                                                                roster::list_options{});
  };
  using source = roster::detail::concat_source<numbers::item>;
  roster::async_range<numbers::item> range(
      std::make_unique<source>(setup.context.get_executor(), std::vector{maker, maker}));
  auto ahead = std::move(range) | roster::prefetch(3);
  (void)fake::run(setup.context, ahead.next());
  CHECK(setup.transport->requests.size() == 4);
  CHECK(fake::run(setup.context, ahead.count()) == 189);
  CHECK(setup.transport->requests.size() == 20);
}
