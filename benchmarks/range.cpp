// SPDX-License-Identifier: BSL-1.0
// What a range costs per item when the pages are there already, against hand-written loops over the same
// pages and against the standard adaptors on a flat list.
//
//   g++ -std=c++20 -O2 -Iinclude benchmarks/range.cpp -o range && ./range
//
// Every row is the median of interleaved runs, in processor time; the ratio is to the first row of its group.

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <ranges>
#include <roster/eas/schema.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/blocking.hpp>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;

namespace {

constexpr std::size_t page_size = 100;

struct small {
  std::int64_t id{};
  std::int64_t group{};
};

template <class Item>
using pages_of = std::vector<std::vector<Item>>;

/// Hands out pages that are there already.
template <class Item>
class ready_pages final : public roster::page_source<Item> {
 public:
  ready_pages(pages_of<Item> pages, asio::any_io_executor executor)
      : pages_(std::move(pages)), executor_(std::move(executor)) {}
  asio::awaitable<std::optional<roster::page<Item>>> next(roster::demand) override {
    if (at_ == pages_.size()) co_return std::nullopt;
    roster::page<Item> page{};
    page.items = std::move(pages_[at_++]);
    page.total = static_cast<std::int64_t>(pages_.size() * page_size);
    co_return page;
  }
  asio::any_io_executor get_executor() const override { return executor_; }
  const roster::report& report() const noexcept override { return report_; }

 private:
  pages_of<Item> pages_;
  asio::any_io_executor executor_;
  std::size_t at_{};
  roster::report report_{};
};

template <class Item>
roster::async_range<Item> range_over(pages_of<Item> pages, asio::io_context& io) {
  return roster::async_range<Item>(std::make_unique<ready_pages<Item>>(std::move(pages), io.get_executor()));
}

/// What a row does with all items; the result keeps the work from being optimised away.
template <class Item>
struct row {
  std::string name;
  std::function<std::int64_t(pages_of<Item>, asio::io_context&)> run;
};

template <class Item>
void measure(const char* title, const pages_of<Item>& pages, const std::vector<row<Item>>& rows) {
  const auto items = static_cast<double>(pages.size() * page_size);
  std::vector<std::vector<double>> times(rows.size());
  std::optional<std::int64_t> expected;
  for (int i = 0; i < 21; ++i)
    for (std::size_t r = 0; r < rows.size(); ++r) {
      asio::io_context io;
      auto copy = pages;
      const auto start = std::clock();
      const auto result = rows[r].run(std::move(copy), io);
      times[r].push_back(static_cast<double>(std::clock() - start) * (1e9 / CLOCKS_PER_SEC) / items);
      if (expected.value_or(result) != result) std::printf("%s: another result\n", rows[r].name.c_str());
      expected = result;
    }
  std::printf("\n%s\n", title);
  for (auto& t : times) std::ranges::sort(t);
  const auto median = [](const std::vector<double>& t) { return t[t.size() / 2]; };
  for (std::size_t r = 0; r < rows.size(); ++r)
    std::printf("  %-40s %8.1f ns/item  x %6.2f   (%.1f .. %.1f)\n", rows[r].name.c_str(), median(times[r]),
                median(times[r]) / median(times[0]), times[r].front(), times[r].back());
}

template <class T>
T finish(asio::io_context& io, asio::awaitable<T> work) {
  std::optional<T> result;
  asio::co_spawn(io, std::move(work), [&](std::exception_ptr error, T value) {
    if (error) std::rethrow_exception(error);
    result = std::move(value);
  });
  io.run();
  return std::move(result).value();
}

std::int64_t key(std::int64_t n) { return n; }
std::int64_t key(const small& s) { return s.id; }
std::int64_t key(const roster::eas::service& s) { return static_cast<std::int64_t>(s.service_name.size()); }

template <class Range>
asio::awaitable<std::int64_t> sum_by_next(Range range) {
  std::int64_t sum = 0;
  while (true) {
    const auto item = co_await range.next();
    if (!item) co_return sum;
    sum += key(*item);
  }
}
template <class Range>
asio::awaitable<std::int64_t> sum_by_for_each(Range range) {
  std::int64_t sum = 0;
  auto add = [&](const auto& item) { sum += key(item); };
  co_await range.for_each(add);
  co_return sum;
}
template <class Range>
asio::awaitable<std::int64_t> sum_by_page(Range range) {
  std::int64_t sum = 0;
  while (true) {
    auto page = co_await range.next_page();
    if (!page) co_return sum;
    for (const auto& item : *page) sum += key(item);
  }
}
template <class Range>
asio::awaitable<std::int64_t> sum_of_collected(Range range) {
  const auto all = co_await range.collect();
  std::int64_t sum = 0;
  for (const auto& item : all) sum += key(item);
  co_return sum;
}

template <class Item>
std::int64_t by_hand(pages_of<Item> pages, asio::io_context&) {
  std::int64_t sum = 0;
  for (auto& slot : pages) {
    const auto page = std::move(slot);
    for (const auto& item : page) sum += key(item);
  }
  return sum;
}
template <class Item>
std::int64_t collected_by_hand(pages_of<Item> pages, asio::io_context&) {
  std::vector<Item> all;
  all.reserve(pages.size() * page_size);
  for (auto& slot : pages) {
    auto page = std::move(slot);
    for (auto& item : page) all.push_back(std::move(item));
  }
  std::int64_t sum = 0;
  for (const auto& item : all) sum += key(item);
  return sum;
}

template <class Item>
std::vector<row<Item>> ways_to_consume() {
  return {
      {"loop over vectors by hand", by_hand<Item>},
      {"for_each()",
       [](auto pages, auto& io) { return finish(io, sum_by_for_each(range_over(std::move(pages), io))); }},
      {"next_page() and a loop",
       [](auto pages, auto& io) { return finish(io, sum_by_page(range_over(std::move(pages), io))); }},
      {"blocking()",
       [](auto pages, auto& io) {
         std::int64_t sum = 0;
         for (const auto& item : roster::blocking(range_over(std::move(pages), io))) sum += key(item);
         return sum;
       }},
      {"next()",
       [](auto pages, auto& io) { return finish(io, sum_by_next(range_over(std::move(pages), io))); }},
  };
}

template <class Item>
std::vector<row<Item>> ways_to_collect() {
  return {{"one vector by hand, reserved and moved", collected_by_hand<Item>},
          {"collect()", [](auto pages, auto& io) {
             return finish(io, sum_of_collected(range_over(std::move(pages), io)));
           }}};
}

auto four_adaptors(auto range) {
  return std::move(range) | std::views::filter([](const small& s) { return s.group != 3; }) |
         std::views::transform(&small::id) |
         std::views::filter([](std::int64_t id) { return id % 16 != 0; }) |
         std::views::transform([](std::int64_t id) { return id + 1; });
}

}  // namespace

int main() {
  pages_of<small> small_pages(5000, std::vector<small>(page_size));
  std::int64_t id = 0;
  for (auto& page : small_pages)
    for (auto& item : page) item = {.id = id, .group = id % 7}, ++id;
  measure("a struct of 16 bytes", small_pages, ways_to_consume<small>());
  measure("a struct of 16 bytes, all in one container", small_pages, ways_to_collect<small>());
  measure<small>("filter | transform | filter | transform", small_pages,
                 {{"std::views on a flat list",
                   [](auto pages, auto&) {
                     std::vector<small> flat;
                     flat.reserve(pages.size() * page_size);
                     for (auto& page : pages) flat.insert(flat.end(), page.begin(), page.end());
                     std::int64_t sum = 0;
                     for (const auto n : four_adaptors(std::views::all(flat))) sum += n;
                     return sum;
                   }},
                  {"for_each()",
                   [](auto pages, auto& io) {
                     return finish(io, sum_by_for_each(four_adaptors(range_over(std::move(pages), io))));
                   }},
                  {"next()", [](auto pages, auto& io) {
                     return finish(io, sum_by_next(four_adaptors(range_over(std::move(pages), io))));
                   }}});

  pages_of<roster::eas::service> services(100, std::vector<roster::eas::service>(page_size));
  for (auto& page : services)
    for (auto& s : page) {
      s.service_id = "eas-m-0123456789abcdef";
      s.service_name = "a_service_whose_name_is_longer_than_fifteen_bytes";
    }
  measure("the service of EAS, 53 members", services, ways_to_consume<roster::eas::service>());
  measure("the service of EAS, all in one container", services, ways_to_collect<roster::eas::service>());
}
