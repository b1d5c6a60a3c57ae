// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <limits>
#include <memory>
#include <random>
#include <ranges>
#include <roster/range/combine/detail/concat_source.hpp>
#include <string>
#include <support/fake_list.hpp>
#include <vector>

namespace {

using list = fake::list<int>;

/// Several lists, and a range over all of them.
struct bench {
  boost::asio::io_context context{};
  std::vector<std::shared_ptr<list>> lists{};
  std::vector<int> made{};

  explicit bench(std::vector<std::vector<std::vector<int>>> all) {
    for (auto& pages : all) {
      lists.push_back(std::make_shared<list>());
      lists.back()->pages.assign(pages.begin(), pages.end());
    }
  }

  roster::async_range<int> range() {
    std::vector<roster::detail::page_source_factory<int>> makers;
    for (std::size_t i = 0; i < lists.size(); ++i)
      makers.push_back([this, i]() -> std::unique_ptr<roster::page_source<int>> {
        made.push_back(static_cast<int>(i));
        return std::make_unique<fake::source<int>>(lists[i], context.get_executor());
      });
    return roster::async_range<int>(
        std::make_unique<roster::detail::concat_source<int>>(context.get_executor(), std::move(makers)));
  }

  template <class T>
  T run(boost::asio::awaitable<T> work) {
    return fake::run(context, std::move(work));
  }
};

}  // namespace

TEST_CASE("concat_source: returns the lists one after the other, and requests each only in its turn") {
  bench setup({{{1, 2}, {3}}, {}, {{4}}});
  auto range = setup.range();
  CHECK(setup.made.empty());
  for (int expected = 1; expected <= 3; ++expected) {
    CHECK(setup.run(range.next()) == expected);
    CHECK(setup.made == std::vector{0});
  }
  CHECK(setup.run(range.next()) == 4);
  CHECK(setup.made == std::vector{0, 1, 2});
  CHECK(setup.lists[0]->source_is_gone);
  CHECK(setup.run(range.next()) == std::nullopt);
  CHECK(setup.run(range.next()) == std::nullopt);
  CHECK(setup.made == std::vector{0, 1, 2});
}

TEST_CASE("concat_source: without lists, yields an empty list") {
  bench setup({});
  auto range = setup.range();
  CHECK(setup.run(range.next()) == std::nullopt);
}

TEST_CASE("concat_source: a satisfied take leaves later lists unrequested, and its demand is passed on") {
  bench setup({{{1, 2}, {3}}, {{4, 5, 6}}});
  auto three = setup.range() | std::views::take(3);
  CHECK(setup.run(three.collect()) == std::vector{1, 2, 3});
  CHECK(setup.made == std::vector{0});
  CHECK(setup.lists[0]->demands == std::vector<roster::demand>{3, 1});

  bench again({{{1, 2}}, {{4, 5, 6}}});
  auto four = again.range() | std::views::take(4);
  CHECK(again.run(four.collect()) == std::vector{1, 2, 4, 5});
  CHECK(again.lists[1]->demands == std::vector<roster::demand>{2});
}

TEST_CASE("concat_source: after a failure the same page of the same list is requested again") {
  bench setup({{{1}}, {{2}, {3}}});
  auto range = setup.range();
  CHECK(setup.run(range.next()) == 1);
  setup.lists[1]->failing = 2;
  for (int i = 0; i < 2; ++i) CHECK_THROWS_AS((void)setup.run(range.next()), roster::failure);
  CHECK(setup.run(range.next()) == 2);
  CHECK(setup.run(range.next()) == 3);
  CHECK(setup.run(range.next()) == std::nullopt);
  CHECK(setup.made == std::vector{0, 1});
}

TEST_CASE("concat_source: a list that cannot be created is created again by the next await") {
  boost::asio::io_context context;
  const auto second = std::make_shared<list>();
  second->pages = {{7}};
  int tries = 0;
  std::vector<roster::detail::page_source_factory<int>> makers{
      [&]() -> std::unique_ptr<roster::page_source<int>> {
        if (++tries == 1) throw roster::failure(roster::errc::connection, "not yet");
        return std::make_unique<fake::source<int>>(second, context.get_executor());
      }};
  roster::async_range<int> range(
      std::make_unique<roster::detail::concat_source<int>>(context.get_executor(), std::move(makers)));
  CHECK_THROWS_AS((void)fake::run(context, range.next()), roster::failure);
  CHECK(fake::run(context, range.next()) == 7);
}

TEST_CASE("concat_source: the report is the sum, and the total is known when all lists have reported one") {
  bench setup({{{1, 2}}, {{3}}});
  auto range = setup.range();
  setup.lists[0]->total = 2;
  setup.lists[0]->report = {
      .requests = 3, .retries = 2, .duplicates = 1, .bytes = 10, .drift = true, .note = "the first shifted"};
  (void)setup.run(range.next());
  CHECK(range.report().requests == 3);
  CHECK(range.report().total == std::nullopt);
  (void)setup.run(range.next());
  setup.lists[1]->total = 40;
  setup.lists[1]->report = {.requests = 2, .bytes = 5, .incomplete = true, .note = "the second is short"};
  (void)setup.run(range.next());
  const auto& sum = range.report();
  CHECK(sum.requests == 5);
  CHECK(sum.retries == 2);
  CHECK(sum.pages == 2);
  CHECK(sum.items == 3);
  CHECK(sum.duplicates == 1);
  CHECK(sum.bytes == 15);
  CHECK(sum.total == 42);
  CHECK(sum.incomplete);
  CHECK(sum.drift);
  CHECK(sum.note == "the first shifted; the second is short");
}

TEST_CASE("concat_source: an unknown, negative or overflowing total makes the sum unknown") {
  using total = std::optional<std::int64_t>;
  for (const total odd : {total(), total(-1), total(std::numeric_limits<std::int64_t>::max())}) {
    bench setup({{{1}}, {{2}}});
    setup.lists[0]->total = odd;
    setup.lists[1]->total = 5;
    auto range = setup.range();
    (void)setup.run(range.next());
    (void)setup.run(range.next());
    CHECK(range.report().total == std::nullopt);
  }
}

TEST_CASE("concat_source: pages are numbered across all lists, in pages and in failures") {
  bench setup({{{1}, {2}}, {{3}, {4}}});
  auto range = setup.range();
  for (std::size_t expected = 1; expected <= 4; ++expected) {
    const auto page = setup.run(range.next_page());
    REQUIRE(page);
    CHECK(page->number() == expected);
  }

  class failing final : public roster::page_source<int> {
   public:
    explicit failing(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}
    boost::asio::awaitable<std::optional<roster::page<int>>> next(roster::demand) override {
      roster::failure_details details{.message = "no", .page = 2};
      throw roster::failure(roster::errc::throttled, std::move(details));
    }
    boost::asio::any_io_executor get_executor() const override { return executor_; }
    const roster::report& report() const noexcept override { return report_; }

   private:
    boost::asio::any_io_executor executor_;
    roster::report report_{.requests = 4};
  };
  const auto first = std::make_shared<list>();
  first->pages = {{1}, {2}, {3}};
  boost::asio::io_context context;
  roster::async_range<int> both(std::make_unique<roster::detail::concat_source<int>>(
      context.get_executor(),
      std::vector<roster::detail::page_source_factory<int>>{
          [&] { return std::make_unique<fake::source<int>>(first, context.get_executor()); },
          [&] { return std::make_unique<failing>(context.get_executor()); }}));
  try {
    (void)fake::run(context, both.collect());
    FAIL("it did not fail");
  } catch (const roster::failure& f) {
    CHECK(f.details().page == 5);
    CHECK(f.condition() == roster::errc::throttled);
  }
  CHECK(both.report().requests == 4);
}

TEST_CASE("concat_source: for random lists it equals one list of all their items") {
  std::mt19937 random(20261121);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::vector<std::vector<int>>> all(random() % 5);
    std::vector<int> flat;
    for (auto& pages : all) {
      pages.resize(random() % 4);
      for (auto& page : pages)
        for (auto left = random() % 4; left > 0; --left) {
          page.push_back(static_cast<int>(random() % 100));
          flat.push_back(page.back());
        }
    }
    bench whole(all);
    auto everything = whole.range();
    CHECK(whole.run(everything.collect()) == flat);
    const auto most = static_cast<std::ptrdiff_t>(random() % 12);
    bench part(all);
    auto some = part.range() | std::views::filter([](int i) { return i % 3 != 0; }) | std::views::take(most);
    std::vector<int> kept;
    for (const int i : flat)
      if (i % 3 != 0 && static_cast<std::ptrdiff_t>(kept.size()) < most) kept.push_back(i);
    CHECK(part.run(some.collect()) == kept);
  }
}

TEST_CASE("concat_source: pushes a condition down to all of its lists or to none") {
  boost::asio::io_context io;
  const roster::detail::in_list wanted{.field = {.text = "size"}, .values = {{std::int64_t{1}, {}}}};
  roster::detail::concat_source<int> alone(io.get_executor(), {});
  CHECK_FALSE(alone.push_down(wanted));
  CHECK(alone.request_text().empty());

  std::vector<std::string> fields;
  roster::detail::concat_source<int> together(io.get_executor(), {},
                                              {.push_down =
                                                   [&](const roster::detail::in_list& one) {
                                                     fields.push_back(one.field.text);
                                                     return one.field.text == "size";
                                                   },
                                               .request_text = [] { return "Size=1"; }});
  CHECK(together.push_down(wanted));
  CHECK_FALSE(together.push_down({.field = {.text = "name"}, .values = wanted.values}));
  CHECK(fields == std::vector<std::string>{"size", "name"});
  CHECK(together.request_text() == "Size=1");
}
