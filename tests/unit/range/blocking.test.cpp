// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <roster/range/blocking.hpp>
#include <stdexcept>
#include <support/fake_list.hpp>
#include <thread>

namespace asio = boost::asio;

namespace {

std::shared_ptr<fake::list<int>> numbers() {
  auto list = std::make_shared<fake::list<int>>();
  list->pages = {{}, {1, 2, 3}, {}, {}, {4, 5, 6}, {}};
  return list;
}

template <class Range>
std::vector<int> loop(Range& range) {
  std::vector<int> seen;
  for (const int n : range) seen.push_back(n);
  return seen;
}

}  // namespace

TEST_CASE("blocking: loops over all pages without a coroutine") {
  asio::io_context io;
  for (const auto mode : {fake::answers::at_once, fake::answers::posted}) {
    auto list = numbers();
    list->mode = mode;
    std::vector<int> seen;
    for (const int n : roster::blocking(fake::range_of(list, io.get_executor()))) seen.push_back(n);
    CHECK(seen == std::vector<int>{1, 2, 3, 4, 5, 6});
    CHECK(list->requests() == 7);
  }
}

TEST_CASE("blocking: waits for a thread pool, and calls the functions on this thread") {
  asio::thread_pool pool(2);
  std::vector<std::thread::id> threads;
  auto range =
      roster::blocking(fake::range_of(numbers(), asio::make_strand(pool)) | std::views::filter([&](int n) {
                         threads.push_back(std::this_thread::get_id());
                         return n % 2 == 0;
                       }));
  CHECK(loop(range) == std::vector<int>{2, 4, 6});
  CHECK(threads == std::vector<std::thread::id>(6, std::this_thread::get_id()));
}

TEST_CASE("blocking: requests nothing before the loop, and no more than a take needs") {
  asio::io_context io;
  auto list = numbers();
  auto range = roster::blocking(fake::range_of(list, io.get_executor()) | std::views::take(3));
  CHECK(list->requests() == 0);
  CHECK(loop(range) == std::vector<int>{1, 2, 3});
  CHECK(list->requests() == 2);
  CHECK(range.report().pages == 2);
}

TEST_CASE("blocking: report() is that of the range, and the io_context has to be restarted afterwards") {
  asio::io_context io;
  auto range = roster::blocking(fake::range_of(numbers(), io.get_executor()));
  CHECK_FALSE(range.report().complete());
  CHECK(loop(range).size() == 6);
  CHECK(range.report().complete());
  CHECK(io.stopped());
  bool ran = false;
  asio::post(io, [&] { ran = true; });
  CHECK(io.run() == 0);
  CHECK_FALSE(ran);
  io.restart();
  CHECK(io.run() == 1);
  CHECK(ran);
}

TEST_CASE("blocking: an empty list is an empty loop") {
  asio::io_context io;
  auto range = roster::blocking(fake::range_of(std::make_shared<fake::list<int>>(), io.get_executor()));
  CHECK(loop(range).empty());
  CHECK(range.begin() == range.end());
}

TEST_CASE("blocking: a second loop continues where the first one stopped") {
  asio::io_context io;
  auto range = roster::blocking(fake::range_of(numbers(), io.get_executor()));
  for (const int n : range)
    if (n == 2) break;
  CHECK(loop(range) == std::vector<int>{3, 4, 5, 6});
}

TEST_CASE("blocking: throws a failure of the source, and a new loop requests that page again") {
  asio::io_context io;
  auto list = numbers();
  auto range = roster::blocking(fake::range_of(list, io.get_executor()));
  std::vector<int> seen;
  const auto fail_after_two = [&] {
    for (const int n : range) {
      seen.push_back(n);
      if (n == 2) list->failing = 1;
    }
  };
  CHECK_THROWS_AS(fail_after_two(), roster::failure);
  CHECK(seen == std::vector<int>{1, 2, 3});
  CHECK(loop(range) == std::vector<int>{4, 5, 6});
}

TEST_CASE("blocking: after a function has thrown a new loop continues after that item") {
  asio::io_context io;
  auto range = roster::blocking(fake::range_of(numbers(), io.get_executor()) |
                                std::views::filter([](int n) { return n == 2 || n == 4 ? throw n : true; }));
  std::vector<int> seen;
  const auto note_all = [&] {
    for (const int n : range) seen.push_back(n);
  };
  CHECK_THROWS_AS(note_all(), int);
  CHECK_THROWS_AS(note_all(), int);
  note_all();
  CHECK(seen == std::vector<int>{1, 3, 5, 6});
}

TEST_CASE("blocking: yields references into the page, and is a standard input range") {
  asio::io_context io;
  using range = decltype(roster::blocking(fake::range_of(numbers(), io.get_executor())));
  static_assert(std::ranges::input_range<range> && !std::ranges::forward_range<range>);
  static_assert(std::same_as<std::ranges::range_reference_t<range>, int&>);
  int sum = 0;
  for (const int n : roster::blocking(fake::range_of(numbers(), io.get_executor())) |
                         std::views::transform([](int& i) { return i *= 2; }) | std::views::drop(1))
    sum += n;
  CHECK(sum == 40);
}

TEST_CASE("blocking: has the members of the range") {
  asio::io_context io;
  auto list = numbers();
  list->total = 6;
  auto range = roster::blocking(fake::range_of(list, io.get_executor()));
  CHECK_FALSE(range.total());
  CHECK_FALSE(range.last_failure());
  for (std::size_t step = 0; step < 6; ++step) {  // fails at every page, and continues
    list->failing = 1;
    const auto page = list->pages.size();
    try {
      range.begin();
      CHECK(list->pages.size() == page);
    } catch (const roster::failure& thrown) {
      CHECK(range.last_failure().value().what() == std::string(thrown.what()));
      range.begin();
    }
    CHECK_FALSE(range.last_failure());
    CHECK(range.total() == 6);
  }
  list->failing = 0;
  CHECK(range.begin() == range.end());
}

TEST_CASE("blocking: an iterator has -> where items are references") {
  struct point {
    int x{};
  };
  asio::io_context io;
  const auto points = [&] {
    auto list = std::make_shared<fake::list<point>>();
    list->pages = {{{1}}, {{2}, {3}}};
    return fake::range_of(list, io.get_executor());
  };
  int sum = 0;
  auto range = roster::blocking(points());
  for (auto at = range.begin(); at != range.end(); ++at) sum += at->x;
  CHECK(sum == 6);
  auto values = roster::blocking(points() | std::views::transform([](const point& p) { return point{p.x}; }));
  const auto at = values.begin();
  CHECK((*at).x == 1);
  CHECK_FALSE([](const auto& it) { return requires { it.operator->(); }; }(at));
}
