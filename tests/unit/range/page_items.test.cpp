// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <ranges>
#include <roster/range/async_range.hpp>
#include <stdexcept>
#include <support/fake_list.hpp>

namespace asio = boost::asio;

namespace {

auto numbers(asio::io_context& io) {
  auto list = std::make_shared<fake::list<int>>();
  list->pages = {{1, 2, 3, 4}, {5, 6}};
  list->total = 6;
  return fake::range_of(list, io.get_executor());
}

}  // namespace

TEST_CASE("page_items: returns the page number, the server's total and the request id") {
  asio::io_context io;
  auto range = numbers(io);
  auto page = fake::run(io, range.next_page());
  CHECK(page->number() == 1);
  CHECK(page->total() == 6);
  CHECK(page->request_id() == "request-1");
  page = fake::run(io, range.next_page());
  CHECK(page->number() == 2);
}

TEST_CASE("page_items: is a standard input range") {
  asio::io_context io;
  auto range = numbers(io) | std::views::filter([](int n) { return n != 2; });
  auto page = fake::run(io, range.next_page());
  using items = std::remove_reference_t<decltype(*page)>;
  static_assert(std::ranges::input_range<items> && !std::ranges::forward_range<items>);
  std::vector<int> doubled;
  for (const int n : *page | std::views::transform([](int i) { return 2 * i; })) doubled.push_back(n);
  CHECK(doubled == std::vector<int>{2, 6, 8});
}

TEST_CASE("page_items: begin() and next() continue after the current item") {
  asio::io_context io;
  auto range = numbers(io);
  auto page = fake::run(io, range.next_page());
  for (int& n : *page)
    if (n == 2) break;
  CHECK(*page->begin() == 3);
  CHECK(fake::run(io, range.next()) == 4);
  CHECK(page->begin() == page->end());
}

TEST_CASE(
    "page_items: after a function has thrown the loop is over, and a new one continues after that item") {
  asio::io_context io;
  std::vector<int> seen;
  const auto loop_over = [&](auto& page) {
    for (const int n : page) seen.push_back(n);
  };
  SUBCASE("in a filter") {
    auto range =
        numbers(io) | std::views::filter([](int n) { return n == 2 ? throw std::runtime_error("2") : true; });
    auto page = fake::run(io, range.next_page());
    CHECK_THROWS_AS(loop_over(*page), std::runtime_error);
    loop_over(*page);
  }
  SUBCASE("in a transform") {
    auto range =
        numbers(io) | std::views::transform([](int n) { return n == 2 ? throw std::runtime_error("2") : n; });
    auto page = fake::run(io, range.next_page());
    auto it = page->begin();
    seen.push_back(*it);
    ++it;
    CHECK_THROWS_AS(seen.push_back(*it), std::runtime_error);
    CHECK(it == page->end());
    loop_over(*page);
  }
  CHECK(seen == std::vector<int>{1, 3, 4});
}

TEST_CASE(
    "page_items: fails once the range is at another page, and hides an item that next() has moved out (fault "
    "163)") {
  asio::io_context io;
  auto range = numbers(io);
  const auto page = fake::run(io, range.next_page()).value();
  auto it = page.begin();
  CHECK(*it == 1);
  CHECK(fake::run(io, range.next()) == 2);
  CHECK_THROWS_WITH_AS((void)*it,
                       "invalid iterator: next() has moved its item out; advance with ++ or begin()",
                       roster::failure);
  ++it;
  CHECK(*it == 3);
  const auto second = fake::run(io, range.next_page()).value();
  constexpr const char* why = "invalid page: the range has advanced to another page";
  CHECK_THROWS_WITH_AS((void)page.begin(), why, roster::failure);
  CHECK_THROWS_WITH_AS((void)page.number(), why, roster::failure);
  CHECK_THROWS_WITH_AS((void)page.total(), why, roster::failure);
  CHECK_THROWS_WITH_AS((void)page.request_id(), why, roster::failure);
  CHECK(*second.begin() == 5);
  CHECK(second.number() == 2);
  it = second.begin();
  ++it;
  CHECK(it == second.end());
  CHECK_THROWS_WITH_AS((void)*it,
                       "invalid iterator: it equals end() and has no item; call begin() to continue",
                       roster::failure);
}
