// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <memory>
#include <ranges>
#include <roster/range/detail/range_source.hpp>
#include <stdexcept>
#include <string>
#include <support/fake_list.hpp>
#include <vector>

namespace {

struct bench {
  boost::asio::io_context context{};
  std::shared_ptr<fake::list<int>> list{std::make_shared<fake::list<int>>()};

  explicit bench(std::deque<std::vector<int>> pages) { list->pages = std::move(pages); }
  auto range() { return fake::range_of(list, context.get_executor()); }
  auto next(roster::page_source<int>& source, roster::demand wanted = roster::detail::unlimited) {
    return fake::run(context, source.next(wanted));
  }
};

template <class Row, class... Adaptors>
auto source_of(roster::async_range<Row, Adaptors...> range) {
  return roster::detail::range_source<Row, Adaptors...>::of(std::move(range));
}

}  // namespace

TEST_CASE("range_source: a page is the pipeline's output for one page") {
  bench setup({{1, 2, 3}, {5}, {6, 7, 8}});
  const auto source = source_of(setup.range() | std::views::filter([](int i) { return i % 2 == 0; }) |
                                std::views::transform([](int i) { return i * 10; }));
  CHECK(setup.list->requests() == 0);
  auto page = setup.next(*source);
  REQUIRE(page);
  CHECK(page->items == std::vector{20});
  CHECK(page->number == 1);
  CHECK(page->request_id == "request-1");
  page = setup.next(*source);
  REQUIRE(page);
  CHECK(page->items == std::vector{60, 80});
  CHECK(page->number == 3);  // the second page had no items
  CHECK(!setup.next(*source));
  CHECK(source->report().pages == 3);
}

TEST_CASE("range_source: a plain range returns its own source, and one that has been started continues") {
  bench setup({{1, 2, 3}, {4}});
  auto range = setup.range();
  CHECK(fake::run(setup.context, range.next()) == 1);
  const auto source = source_of(std::move(range));
  CHECK(setup.next(*source)->items == std::vector{2, 3});
  CHECK(setup.next(*source)->items == std::vector{4});
  bench plain({{1}, {2}});
  const auto own = source_of(plain.range());
  CHECK(dynamic_cast<fake::source<int>*>(own.get()) != nullptr);
}

TEST_CASE("range_source: functions are called for no more items than are wanted") {
  bench setup({{1, 2, 3, 4}, {5}});
  std::vector<int> seen;
  const auto source = source_of(setup.range() | std::views::transform([&](int i) {
                                  seen.push_back(i);
                                  return i;
                                }));
  CHECK(setup.next(*source, 2)->items == std::vector{1, 2});
  CHECK(seen == std::vector{1, 2});
  CHECK(setup.list->demands == std::vector<roster::demand>{2});
  CHECK(setup.next(*source, 9)->items == std::vector{3, 4});
  CHECK(setup.next(*source, 9)->items == std::vector{5});
  CHECK(seen == std::vector{1, 2, 3, 4, 5});
}

TEST_CASE(
    "range_source: an exception of a function is rethrown after the items before it, and drops one item") {
  bench setup({{1, 2, 3}, {4}});
  const auto source = source_of(setup.range() | std::views::transform([](int i) {
                                  if (i == 2 || i == 4) throw std::runtime_error("no " + std::to_string(i));
                                  return i;
                                }));
  CHECK(setup.next(*source)->items == std::vector{1});
  CHECK_THROWS_WITH((void)setup.next(*source), "no 2");
  CHECK(setup.next(*source)->items == std::vector{3});
  CHECK_THROWS_WITH((void)setup.next(*source), "no 4");
  CHECK(!setup.next(*source));
}

TEST_CASE("range_source: a failure of the list is thrown again at the same position") {
  bench setup({{1}, {2}});
  setup.list->failing = 1;
  const auto source = source_of(setup.range() | std::views::take(5));
  CHECK_THROWS_AS((void)setup.next(*source), roster::failure);
  CHECK(setup.next(*source)->items == std::vector{1});
}

TEST_CASE("range_source: sends no request after stop()") {
  bench setup({{1}, {2}});
  const auto source = source_of(setup.range() | std::views::take(5));
  CHECK(setup.next(*source)->items == std::vector{1});
  source->stop();
  CHECK(!setup.next(*source));
  CHECK(setup.list->requests() == 1);
}
