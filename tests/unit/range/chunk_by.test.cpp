// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <memory>
#include <random>
#include <ranges>
#include <roster/range/async_range.hpp>
#include <support/piped.hpp>
#include <support/properties.hpp>
#include <utility>

#if defined(__cpp_lib_ranges_chunk_by)

using piped::demands;
using piped::items;
using piped::numbers;
using piped::through;
using roster::detail::unlimited;

namespace asio = boost::asio;
namespace v = std::views;

namespace {

using chunks = std::vector<numbers>;

piped::pages<int> pages() { return {{10, 11}, {}, {12, 20, 21}, {30}, {31, 40}}; }

const auto same_ten = [](int a, int b) { return a / 10 == b / 10; };
const auto even = [](int n) { return n % 2 == 0; };

}  // namespace

TEST_CASE("chunk_by: groups items that belong together, across page boundaries") {
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::chunk_by(same_ten); }) ==
        chunks{{10, 11, 12}, {20, 21}, {30, 31}, {40}});
  CHECK(
      items(piped::pages<int>{{}, {}}, [](auto r) { return std::move(r) | v::chunk_by(same_ten); }).empty());
  CHECK(items(piped::pages<int>{{1}, {2}}, [](auto r) { return std::move(r) | v::chunk_by(same_ten); }) ==
        chunks{{1, 2}});
}

TEST_CASE("chunk_by: yields a chunk once the next item has arrived, and requests no more") {
  asio::io_context io;
  auto list = std::make_shared<fake::list<int>>();
  list->pages = pages();
  auto range = fake::range_of(list, io.get_executor()) | v::chunk_by(same_ten) | v::take(2);
  CHECK(fake::run(io, range.next()) == numbers{10, 11, 12});
  CHECK(list->requests() == 3);
  CHECK(fake::run(io, range.next()) == numbers{20, 21});
  CHECK(list->requests() == 4);
  CHECK(!fake::run(io, range.next()));
  CHECK(list->demands == demands(4, unlimited));
  CHECK(through(pages(), [](auto r) { return std::move(r) | v::take(2) | v::chunk_by(same_ten); }).demands ==
        demands{2});
}

TEST_CASE("chunk_by: calls its function once per pair of adjacent items") {
  std::vector<std::pair<int, int>> calls;
  const auto note = [&, count = 0](int a, int b) mutable {
    ++count;
    calls.emplace_back(a, b);
    return static_cast<int>(calls.size()) == count && same_ten(a, b);
  };
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::chunk_by(note); }).size() == 4);
  CHECK(calls == std::vector<std::pair<int, int>>{
                     {10, 11}, {11, 12}, {12, 20}, {20, 21}, {21, 30}, {30, 31}, {31, 40}});
}

TEST_CASE("chunk_by: may be the last part of a composition that filters") {
  int calls = 0;
  const auto counted_even = [&calls, mine = 0](int n) mutable {
    ++calls;
    return even(n) && ++mine <= 4;  // its counter must persist across pages
  };
  const auto composed =
      v::filter(counted_even) | v::transform([](int n) { return n + 1; }) | v::chunk_by(same_ten);
  CHECK(items(pages(), [&](auto r) { return std::move(r) | composed; }) == chunks{{11, 13}, {21}, {31}});
  CHECK(calls == 8);
}

TEST_CASE("chunk_by: accepts further adaptors over its chunks, also another chunk_by") {
  CHECK(items(pages(), [](auto r) { return std::move(r) | v::chunk_by(same_ten) | v::join | v::drop(3); }) ==
        numbers{20, 21, 30, 31, 40});
  const auto as_many = [](const numbers& a, const numbers& b) { return a.size() == b.size(); };
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::chunk_by(same_ten) | v::chunk_by(as_many); }) ==
        std::vector<chunks>{{{10, 11, 12}}, {{20, 21}, {30, 31}}, {{40}}});
  CHECK(items(pages(), [&](auto r) {
          return std::move(r) | v::transform([](int n) { return numbers{n, n + 1}; }) | v::join |
                 v::chunk_by(same_ten) | v::take(1);
        }) == chunks{{10, 11, 11, 12, 12, 13}});
}

TEST_CASE("chunk_by: moves items out of the page") {
  asio::io_context io;
  auto list = std::make_shared<fake::list<std::unique_ptr<int>>>();
  list->pages.resize(3);
  for (int i = 0; i < 6; ++i)
    list->pages[static_cast<std::size_t>(i) / 2].push_back(std::make_unique<int>(i));
  auto range = fake::range_of(list, io.get_executor()) |
               v::chunk_by([](const auto& a, const auto& b) { return *a / 3 == *b / 3; });
  chunks seen;
  fake::run(io, range.for_each([&](const auto& chunk) {
    seen.emplace_back();
    for (const auto& item : chunk) seen.back().push_back(*item);
  }));
  CHECK(seen == chunks{{0, 1, 2}, {3, 4, 5}});
}

TEST_CASE(
    "chunk_by: an exception after it drops one chunk and nothing of the next, one of its function the item "
    "passed") {
  const auto first = [](const numbers& chunk) {
    return piped::trapped_at(20, [](int n) { return n; })(chunk.front());
  };
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::chunk_by(same_ten) | v::transform(first); }) ==
        numbers{10, -1, 30, 40});
  const auto trapped = [](int a, int b) {
    if (b == 20) throw std::runtime_error("trap");
    return same_ten(a, b);
  };
  CHECK(items(pages(), [&](auto r) { return std::move(r) | v::chunk_by(trapped); }) ==
        chunks{{10, 11, 12}, {21}, {30, 31}, {40}});
}

TEST_CASE(
    "chunk_by: for any split into pages, equals the standard's result with the fewest requests and calls") {
  using namespace law;
  std::mt19937 random{34};
  const auto same_half = [](const service& a, const service& b) { return a.group / 3 == b.group / 3; };
  for (int i = 0; i < 300; ++i) {
    const auto n = random_counts(random);
    const auto mixed = [=](auto r, calls& c) {
      return std::move(r) | v::filter(noted(c, 0, not_five)) | v::transform(noted(c, 1, itself)) |
             v::chunk_by(same_half) |
             v::transform(noted(c, 2, [](const auto& chunk) { return id_of(chunk); })) |
             v::filter(noted(c, 3, odd_id)) | v::take(n.b);
    };
    const auto composed = [=](auto r, calls& c) {
      return std::move(r) | v::take(2 * n.a) |
             (v::filter(noted(c, 0, not_five)) | v::transform(&service::group) |
              v::chunk_by([](int a, int b) { return a / 3 == b / 3; })) |
             v::take(n.c);
    };
    check_against_standard(mixed, random);
    check_against_standard(composed, random);
  }
}

#endif
