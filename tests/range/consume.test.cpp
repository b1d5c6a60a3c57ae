// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <limits>
#include <range/fake_list.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/consume.hpp>

namespace asio = boost::asio;

namespace {

/// Notes what it is asked to reserve.
struct container : std::vector<int> {
  std::vector<std::size_t> reserved{};
  void reserve(std::size_t size) {
    reserved.push_back(size);
    std::vector<int>::reserve(size);
  }
};

auto numbers(asio::io_context& io, std::optional<std::int64_t> total) {
  auto list = std::make_shared<fake::list<int>>();
  list->pages = {{}, {1, 2, 3}, {4, 5, 6}};
  list->total = total;
  return fake::range_of(list, io.get_executor());
}

}  // namespace

TEST_CASE("consume: collect reserves once, what the server says and the pipeline lets through") {
  asio::io_context io;
  const auto reserved = [&](auto range) {
    return fake::run(io, range.template collect<container>()).reserved;
  };
  using sizes = std::vector<std::size_t>;
  const auto plus_one = std::views::transform([](int n) { return n + 1; });
  const auto even = std::views::filter([](int n) { return n % 2 == 0; });
  CHECK(reserved(numbers(io, 6)) == sizes{6});
  CHECK(reserved(numbers(io, 6) | plus_one | std::views::take(4)) == sizes{4});
  CHECK(reserved(numbers(io, 2) | plus_one | std::views::take(4)) == sizes{2});
  CHECK(reserved(numbers(io, 6) | even) == sizes{0});
  CHECK(reserved(numbers(io, std::nullopt)) == sizes{0});
  CHECK(reserved(numbers(io, -1)) == sizes{0});
}

TEST_CASE("consume: collect does not believe any total") {
  asio::io_context io;
  for (const auto total : {std::int64_t{1} << 40, std::numeric_limits<std::int64_t>::max()}) {
    auto range = numbers(io, total);
    const auto all = fake::run(io, range.collect<container>());
    CHECK(all == std::vector<int>{1, 2, 3, 4, 5, 6});
    CHECK(all.reserved == std::vector<std::size_t>{(std::size_t{64} << 20) / sizeof(int)});
  }
}
