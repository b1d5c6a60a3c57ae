// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <memory>
#include <roster/range/async_range.hpp>
#include <roster/range/detail/consume.hpp>
#include <span>
#include <string_view>
#include <support/fake_list.hpp>

namespace asio = boost::asio;

namespace {

/// Counts how often it has been copied.
struct tracked {
  int id{};
  mutable int copies{};
  bool moved_from{};

  explicit tracked(int i) : id(i) {}
  tracked(const tracked& from) : id(from.id), copies(from.copies + 1) {}
  tracked(tracked&& from) noexcept : id(from.id), copies(from.copies) { from.moved_from = true; }
  tracked& operator=(const tracked&) = delete;
};

struct row {
  tracked part;
  std::pair<tracked, const tracked> both;
};

row make_row(int id) { return {tracked{id}, {tracked{id}, tracked{id}}}; }

auto rows(asio::io_context& io) {
  auto list = std::make_shared<fake::list<row>>();
  list->pages.resize(2);
  for (int id = 1; id <= 4; ++id) list->pages[id > 2].push_back(make_row(id));
  for (auto& page : list->pages)
    for (auto& r : page) r.part.copies = r.both.first.copies = r.both.second.copies = 0;
  return fake::range_of(list, io.get_executor());
}

const auto odd = [](const row& r) { return r.part.id % 2 == 1; };

}  // namespace

TEST_CASE("item_value: an item that is provably in the page is moved out of it") {
  asio::io_context io;
  const auto copies = [&](auto range) {
    int n = 0;
    const auto item = fake::run(io, range.next());
    n += item->copies;
    for (const auto& t : fake::run(io, range.collect())) n += t.copies;
    return n;
  };
  using std::views::transform, std::views::filter, std::views::take, std::views::keys;
  CHECK(copies(rows(io) | transform(&row::part)) == 0);
  CHECK(copies(rows(io) | filter(odd) | transform(&row::part) | take(2)) == 0);
  CHECK(copies(rows(io) | take(3) | transform(&row::both) | keys) == 0);
  // A const member cannot be moved from; a function may return a reference to anything.
  CHECK(copies(rows(io) | transform(&row::both) | std::views::values) == 4);
  CHECK(copies(rows(io) | transform([](row& r) -> tracked& { return r.part; })) == 4);
  CHECK(copies(rows(io) | transform([](row& r) -> tracked&& { return std::move(r.part); })) == 0);
  CHECK(copies(rows(io) | transform([](row& r) { return tracked{r.part.id}; })) == 0);
  CHECK(copies(rows(io) | transform([](row& r) -> row& { return r; }) | transform(&row::part)) == 4);
}

TEST_CASE("item_value: an item that is stored elsewhere is copied, not moved") {
  asio::io_context io;
  tracked one_for_all{7};
  auto range = rows(io) | std::views::transform([&](row&) -> tracked& { return one_for_all; });
  CHECK(fake::run(io, range.next())->copies == 1);
  CHECK(fake::run(io, range.collect()).size() == 3);
  CHECK(!one_for_all.moved_from);
}

TEST_CASE("item_value: a member of an object that an item only points to is copied, not moved") {
  asio::io_context io;
  const auto shared = std::make_shared<row>(make_row(1));
  row other = make_row(2);
  auto list = std::make_shared<fake::list<std::shared_ptr<row>>>();
  list->pages = {{shared, shared}};
  auto range = fake::range_of(list, io.get_executor()) | std::views::transform(&row::part);
  CHECK(fake::run(io, range.next())->copies == shared->part.copies + 1);
  CHECK(!shared->part.moved_from);

  auto referring = std::make_shared<fake::list<std::reference_wrapper<row>>>();
  referring->pages = {{other}};
  auto parts = fake::range_of(referring, io.get_executor()) | std::views::transform(&row::part);
  CHECK(fake::run(io, parts.next())->id == 2);
  CHECK(!other.part.moved_from);
}

TEST_CASE("item_value: move-only items pass through every adaptor") {
  using item = std::unique_ptr<int>;
  asio::io_context io;
  const auto pointers = [&] {
    auto list = std::make_shared<fake::list<item>>();
    list->pages.resize(2);
    for (int i = 1; i <= 4; ++i) list->pages[i > 2].push_back(std::make_unique<int>(i));
    return fake::range_of(list, io.get_executor()) |
           std::views::filter([](const item& p) { return *p != 2; }) | std::views::take(2);
  };
  auto by_next = pointers();
  CHECK(**fake::run(io, by_next.next()) == 1);
  CHECK(**fake::run(io, by_next.next()) == 3);
  auto all = pointers();
  CHECK(fake::run(io, all.collect()).size() == 2);
  auto one = pointers();
  CHECK(**fake::run(io, one.first()) == 1);
}

TEST_CASE("item_value: knows which types refer to objects that they do not own") {
  using roster::detail::refers_elsewhere;
  static_assert(refers_elsewhere<int*> && refers_elsewhere<const char*>);
  static_assert(refers_elsewhere<std::string_view> && refers_elsewhere<std::span<int>>);
  static_assert(refers_elsewhere<std::reference_wrapper<int>>);
  static_assert(refers_elsewhere<std::ranges::ref_view<std::string>>);
  static_assert(refers_elsewhere<std::tuple<int, int&>> &&
                refers_elsewhere<std::pair<int, std::string_view>>);
  static_assert(refers_elsewhere<std::optional<std::pair<const char*, int>>>);
  static_assert(!refers_elsewhere<int> && !refers_elsewhere<std::string>);
  static_assert(!refers_elsewhere<std::unique_ptr<int>> && !refers_elsewhere<std::tuple<int, std::string>>);
  static_assert(!refers_elsewhere<std::vector<int>> && !refers_elsewhere<std::optional<int>>);

  // next() may return them: they are valid until the next await.
  asio::io_context io;
  auto list = std::make_shared<fake::list<std::string>>();
  list->pages = {{"first", "second"}};
  auto views = fake::range_of(list, io.get_executor()) |
               std::views::transform([](const std::string& s) { return std::string_view(s); });
  CHECK(fake::run(io, views.next()) == "first");
}
