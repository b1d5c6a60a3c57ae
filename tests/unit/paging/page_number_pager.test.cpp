// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <roster/paging/detail/by_number.hpp>
#include <string>
#include <utility>

using roster::detail::number_facts;
using roster::detail::page_number_pager;
using kind = roster::detail::page_outcome::kind;

namespace {

/// A list on a server that clamps the page size, with or without reporting it.
struct fake_list {
  std::int64_t total{};
  std::int64_t clamp{1'000'000};
  bool honest{true};

  number_facts page(std::int64_t number, std::int64_t size) const {
    const auto used = std::min(size, clamp);
    const auto begin = std::min(total, (number - 1) * used);
    const auto items = static_cast<std::size_t>(std::min(total - begin, used));
    return {.number = number, .size = honest ? used : size, .total = total, .items = items, .fresh = items};
  }
};

struct walked {
  std::int64_t items{};
  int requests{};
  roster::detail::page_outcome last{};
};

walked walk(const fake_list& list, std::int64_t size) {
  page_number_pager walk(1, size);
  walked out;
  do {
    const auto facts = list.page(walk.number(), walk.size());
    out.items += static_cast<std::int64_t>(facts.items);
    ++out.requests;
    out.last = walk.accept(facts);
  } while (out.last.what == kind::more && out.requests < 100'000);
  return out;
}

}  // namespace

TEST_CASE("page_number_pager: sends exactly the requests that the total needs") {
  for (const std::int64_t total : {0, 1, 99, 100, 101, 257, 10'000}) {
    const auto result = walk({.total = total}, 100);
    CHECK(result.items == total);
    CHECK(result.requests == std::max<std::int64_t>(1, (total + 99) / 100));
    CHECK(result.last.what == kind::end);
    CHECK_FALSE(result.last.incomplete);
  }
}

TEST_CASE("page_number_pager: a clamped page size loses no items, reported or not") {
  std::mt19937 random(7);
  for (int i = 0; i < 500; ++i) {
    const fake_list list{.total = static_cast<std::int64_t>(random() % 500),
                         .clamp = static_cast<std::int64_t>(1 + random() % 120),
                         .honest = random() % 2 == 0};
    const auto result = walk(list, static_cast<std::int64_t>(1 + random() % 150));
    CHECK(result.items == list.total);
    CHECK_FALSE(result.last.incomplete);
  }
}

TEST_CASE("page_number_pager: continues with the page size that the server echoes") {
  page_number_pager walk(1, 500);
  CHECK(walk.accept({.number = 1, .size = 100, .total = 250, .items = 100, .fresh = 100}).what == kind::more);
  CHECK(walk.number() == 2);
  CHECK(walk.size() == 100);
}

TEST_CASE("page_number_pager: a last page that echoes its number of items is not drift") {
  page_number_pager walk(1, 100);
  CHECK(walk.accept({.number = 1, .size = 100, .total = 101, .items = 100, .fresh = 100}).what == kind::more);
  const auto verdict = walk.accept({.number = 2, .size = 1, .total = 101, .items = 1, .fresh = 1});
  CHECK(verdict.what == kind::end);
  CHECK_FALSE(verdict.drift);
  CHECK_FALSE(verdict.incomplete);
}

TEST_CASE("page_number_pager: a page size that changes midway is drift, and is not adopted") {
  page_number_pager walk(1, 10);
  (void)walk.accept({.number = 1, .size = 10, .total = 30, .items = 10, .fresh = 10});
  const auto verdict = walk.accept({.number = 2, .size = 5, .total = 30, .items = 5, .fresh = 5});
  CHECK(verdict.what == kind::more);
  CHECK(verdict.drift);
  CHECK(verdict.note == "the page size changed from 10 to 5");
  CHECK(walk.size() == 10);
}

TEST_CASE("page_number_pager: a list with fewer items than the total is incomplete") {
  page_number_pager walk(1, 100);
  // The vendor's own sample: TotalCount 2, one service. One more page is requested, since a server may clamp
  // silently.
  CHECK(walk.accept({.number = 1, .size = 100, .total = 2, .items = 1, .fresh = 1}).what == kind::more);
  const auto verdict = walk.accept({.number = 2, .size = 100, .total = 2, .items = 0});
  CHECK(verdict.what == kind::end);
  CHECK(verdict.incomplete);
  CHECK(verdict.note == "the service reported a total of 2 items, but returned 1");
}

TEST_CASE("page_number_pager: a server that returns page 1 after the end ends the list") {
  page_number_pager walk(1, 100);
  (void)walk.accept({.number = 1, .size = 100, .total = 2, .items = 1, .fresh = 1});
  const auto verdict = walk.accept({.number = 1, .size = 100, .total = 2, .items = 1, .fresh = 0});
  CHECK(verdict.what == kind::end);
  CHECK(verdict.incomplete);
}

TEST_CASE("page_number_pager: a page other than the requested one is an error, and can be requested again") {
  page_number_pager walk(1, 10);
  CHECK(walk.accept({.number = 1, .size = 10, .total = 30, .items = 10, .fresh = 10}).what == kind::more);
  const auto verdict = walk.accept({.number = 1, .size = 10, .total = 30, .items = 10, .fresh = 0});
  CHECK(verdict.what == kind::stuck);
  CHECK(verdict.note == "requested page 2, the service returned page 1");
  CHECK(walk.number() == 2);
  CHECK(walk.accept({.number = 2, .size = 10, .total = 30, .items = 10, .fresh = 10}).what == kind::more);
}

TEST_CASE(
    "page_number_pager: a server that silently ignores the page number is detected within a few pages") {
  page_number_pager walk(1, 10);
  CHECK(walk.accept({.items = 10, .fresh = 10}).what == kind::more);
  int pages = 0;
  roster::detail::page_outcome verdict;
  do {
    verdict = walk.accept({.items = 10, .fresh = 0});
    ++pages;
  } while (verdict.what == kind::more && pages < 100);
  CHECK(verdict.what == kind::stuck);
  CHECK(pages == 4);
}

TEST_CASE("page_number_pager: a changed total is drift") {
  page_number_pager walk(1, 10);
  (void)walk.accept({.number = 1, .size = 10, .total = 30, .items = 10, .fresh = 10});
  const auto verdict = walk.accept({.number = 2, .size = 10, .total = 29, .items = 10, .fresh = 10});
  CHECK(verdict.what == kind::more);
  CHECK(verdict.drift);
  CHECK(verdict.note == "the total changed from 30 to 29");
}

TEST_CASE(
    "page_number_pager: a smaller total leads back to the page with shifted items, as far as pages are "
    "remembered") {
  struct line {
    std::int64_t total;  // reported on page 4; 50 before
    std::size_t reach;
    std::int64_t number;  // of the page requested next
    std::int64_t index;
  };
  for (const auto& [total, reach, number, index] : {line{50, 2, 5, 0},
                                                    {51, 2, 5, 0},
                                                    {49, 2, 3, 9},
                                                    {49, 1, 3, 9},
                                                    {49, 0, 5, 0},
                                                    {40, 2, 3, 0},
                                                    {39, 2, 2, 9},
                                                    {5, 2, 2, 0},
                                                    {5, 3, 1, 0},
                                                    {48, 9, 3, 8}}) {
    CAPTURE(total);
    CAPTURE(reach);
    page_number_pager walk(1, 10);
    for (std::int64_t page = 1; page <= 3; ++page)
      (void)walk.accept({.number = page, .size = 10, .total = 50, .items = 10, .fresh = 10, .reach = 2});
    const auto verdict =
        walk.accept({.number = 4, .size = 10, .total = total, .items = 10, .fresh = 10, .reach = reach});
    CHECK((verdict.what == kind::back) == (number < 5));
    CHECK(walk.number() == number);
    CHECK(walk.index() == index);
    CHECK(walk.before() == static_cast<double>(10 * (number - 1)));
  }
}

TEST_CASE("page_number_pager: a total that goes up and down does not prevent the end") {
  page_number_pager walk(1, 10);
  (void)walk.accept({.number = 1, .size = 10, .total = 20, .items = 10, .fresh = 10, .reach = 1});
  roster::detail::page_outcome verdict;
  int requests = 0;
  do {
    const bool first = walk.number() == 1;
    verdict = walk.accept({.number = walk.number(),
                           .size = 10,
                           .total = first ? 20 : 19,
                           .items = first ? 10U : 9U,
                           .reach = 1});
    ++requests;
  } while (verdict.what != kind::end && requests < 1000);
  CHECK(requests == 101);
  CHECK(verdict.drift);
}

TEST_CASE("page_number_pager: a total that goes up and down costs a long list only a few requests per page") {
  constexpr int pages = 100;
  page_number_pager walk(1, 10);
  roster::detail::page_outcome verdict;
  int requests = 0;
  for (int furthest = 0; verdict.what != kind::end && requests < 10'000; ++requests) {
    const int page = static_cast<int>(walk.number());
    const bool is_new = std::exchange(furthest, std::max(furthest, page)) < page;
    const std::size_t items = page < pages ? 10 : 9;
    verdict = walk.accept({.number = page,
                           .size = 10,
                           .total = 10 * pages - 1 + requests % 2,
                           .items = items,
                           .fresh = is_new ? items : 0,
                           .reach = 2});
  }
  CHECK(verdict.what == kind::end);
  CHECK(verdict.drift);
  CHECK(requests < 5 * pages);
}

TEST_CASE(
    "page_number_pager: more items than the total are reported as drift, even if the page is not full") {
  page_number_pager walk(1, 10);
  for (int page = 1; page < 5; ++page)
    CHECK(walk.accept({.number = page, .size = 10, .total = 45, .items = 10, .fresh = 10}).what ==
          kind::more);
  const auto verdict = walk.accept({.number = 5, .size = 10, .total = 45, .items = 7, .fresh = 7});
  CHECK(verdict.what == kind::end);
  CHECK(verdict.drift);
  CHECK(verdict.note == "the service reported a total of 45 items, but returned 47");
}

TEST_CASE(
    "page_number_pager: a total that is too small does not end a list whose pages are smaller than "
    "requested") {
  page_number_pager walk(1, 100);
  bool drift = false;
  for (int page = 1; page <= 5; ++page) {
    const auto verdict = walk.accept({.total = 50, .items = 40, .fresh = 40});
    CHECK(verdict.what == kind::more);
    drift = drift || verdict.drift;
  }
  CHECK(drift);
  const auto verdict = walk.accept({.total = 50, .items = 0});
  CHECK(verdict.what == kind::end);
  CHECK_FALSE(verdict.incomplete);
}

TEST_CASE(
    "page_number_pager: a changing total does not hide a server that silently ignores the page number") {
  page_number_pager walk(1, 10);
  (void)walk.accept({.total = 20, .items = 10, .fresh = 10, .reach = 1});
  roster::detail::page_outcome verdict;
  int requests = 0;
  do verdict = walk.accept({.total = 20 - requests % 2, .items = 10, .reach = 1});
  while (verdict.what != kind::stuck && ++requests < 1000);
  CHECK(verdict.what == kind::stuck);
}

TEST_CASE("page_number_pager: a changed total that is reached with a full page does not end the list") {
  page_number_pager walk(1, 10);
  (void)walk.accept({.number = 1, .size = 10, .total = 30, .items = 10, .fresh = 10, .reach = 1});
  (void)walk.accept({.number = 2, .size = 10, .total = 20, .items = 10, .fresh = 10, .reach = 1});
  (void)walk.accept({.number = 1, .size = 10, .total = 20, .items = 10, .fresh = 0, .reach = 1});
  CHECK(walk.accept({.number = 2, .size = 10, .total = 20, .items = 10, .fresh = 10, .reach = 1}).what ==
        kind::more);
  CHECK(walk.accept({.number = 3, .size = 10, .total = 20, .items = 0}).what == kind::end);
}

TEST_CASE(
    "page_number_pager: without a total a page that is not full ends the list only if the size is echoed "
    "(fault 129)") {
  page_number_pager walk(1, 10);
  CHECK(walk.accept({.size = 10, .items = 10, .fresh = 10}).what == kind::more);
  CHECK(walk.accept({.size = 10, .items = 3, .fresh = 3}).what == kind::end);
  page_number_pager lowered(1, 100);
  for (int page = 1; page <= 5; ++page) CHECK(lowered.accept({.items = 50, .fresh = 50}).what == kind::more);
  CHECK(lowered.accept({.items = 7, .fresh = 7}).what == kind::more);
  CHECK(lowered.accept({.items = 0}).what == kind::end);
  page_number_pager exact(1, 10);
  CHECK(exact.accept({.items = 10, .fresh = 10}).what == kind::more);
  CHECK(exact.accept({.items = 0}).what == kind::end);
}

TEST_CASE("page_number_pager: a short page in the middle does not end the list") {
  page_number_pager walk(1, 10);
  CHECK(walk.accept({.number = 1, .size = 10, .total = 15, .items = 5, .fresh = 5}).what == kind::more);
  CHECK(walk.accept({.number = 2, .size = 10, .total = 15, .items = 5, .fresh = 5}).what == kind::more);
  CHECK(walk.accept({.number = 3, .size = 10, .total = 15, .items = 5, .fresh = 5}).what == kind::end);
}

TEST_CASE("page_number_pager: a total that is too small does not end the list at a full page") {
  page_number_pager walk(1, 10);
  auto verdict = walk.accept({.number = 1, .size = 10, .total = 5, .items = 10, .fresh = 10});
  CHECK(verdict.what == kind::more);
  CHECK(verdict.drift);
  verdict = walk.accept({.number = 2, .size = 10, .total = 5, .items = 3, .fresh = 3});
  CHECK(verdict.what == kind::end);
}

TEST_CASE("page_number_pager: absurd numbers from the server neither overflow nor loop forever") {
  const auto huge = std::numeric_limits<std::int64_t>::max();
  page_number_pager walk(1, 10);
  CHECK(walk.accept({.number = 1, .size = huge, .total = huge, .items = 10, .fresh = 10}).what == kind::more);
  CHECK(walk.size() == 10);
  int pages = 2;
  while (walk.accept({.number = pages, .size = -5, .total = huge, .items = 0}).what == kind::more &&
         pages < 1000)
    ++pages;
  CHECK(pages == 52);
  page_number_pager negative(1, 10);
  CHECK(negative.accept({.number = 1, .size = 0, .total = -1, .items = 2, .fresh = 2}).what == kind::more);
  CHECK(negative.accept({.number = 2, .size = 0, .total = -1, .items = 0}).what == kind::end);
}

TEST_CASE("page_number_pager: a listing that starts at a later page counts the skipped items") {
  page_number_pager walk(3, 10);
  const auto verdict = walk.accept({.number = 3, .size = 10, .total = 25, .items = 5, .fresh = 5});
  CHECK(verdict.what == kind::end);
  CHECK_FALSE(verdict.incomplete);
}

TEST_CASE(
    "page_number_pager: an empty page does not end the list while the total is not reached (fault 131)") {
  page_number_pager walk(1, 10);
  CHECK(walk.accept({.number = 1, .size = 10, .total = 40, .items = 10, .fresh = 10}).what == kind::more);
  CHECK(walk.accept({.number = 2, .size = 10, .total = 40, .items = 0}).what == kind::more);
  CHECK(walk.accept({.number = 3, .size = 10, .total = 40, .items = 10, .fresh = 10}).what == kind::more);
  CHECK(walk.accept({.number = 4, .size = 10, .total = 40, .items = 10, .fresh = 10}).what == kind::more);
  const auto verdict = walk.accept({.number = 5, .size = 10, .total = 40, .items = 0});
  CHECK(verdict.what == kind::end);
  CHECK(verdict.incomplete);
  CHECK(verdict.note == "the service reported a total of 40 items, but returned 30");
}

TEST_CASE("page_number_pager: an offset advances over empty pages by the largest page received") {
  page_number_pager walk(0, 100, {.first = 0, .by_items = true}, 0);
  CHECK(walk.accept({.total = 19, .items = 4, .fresh = 4}).what == kind::more);
  CHECK(walk.accept({.total = 19}).what == kind::more);
  CHECK(walk.before() == 8);
  CHECK(walk.accept({.total = 19}).what == kind::more);
  CHECK(walk.before() == 12);
  CHECK(walk.accept({.total = 19, .items = 4, .fresh = 4}).what == kind::more);
  CHECK(walk.before() == 16);
  const auto verdict = walk.accept({.total = 19, .items = 3, .fresh = 3});
  CHECK(verdict.what == kind::end);
  CHECK(verdict.incomplete);
  CHECK(verdict.note == "the service reported a total of 19 items, but returned 11");
}

TEST_CASE("page_number_pager: an offset advances over empty pages by the reported size") {
  page_number_pager walk(0, 100, {.first = 0, .by_items = true}, 0);
  CHECK(walk.accept({.size = 4, .more = true}).what == kind::more);
  CHECK(walk.before() == 4);
  CHECK(walk.accept({.size = 4, .more = true, .items = 3, .fresh = 3}).what == kind::more);
  CHECK(walk.before() == 7);
  CHECK(walk.accept({.size = 4, .more = false}).what == kind::end);
  CHECK(walk.before() == 7);
}

TEST_CASE("page_number_pager: more empty pages in a row than the rules allow are an error with an offset") {
  page_number_pager walk(0, 100, {.first = 0, .max_empty_pages = 2, .by_items = true}, 0);
  CHECK(walk.accept({.total = 150, .items = 1, .fresh = 1}).what == kind::more);
  CHECK(walk.accept({.total = 150}).what == kind::more);
  CHECK(walk.accept({.total = 150}).what == kind::more);
  const auto verdict = walk.accept({.total = 150});
  CHECK(verdict.what == kind::stuck);
  CHECK(verdict.note == "3 empty pages in a row, although the service reports more items");
}

TEST_CASE("page_number_pager: more empty pages in a row than the rules allow are an error (fault 131)") {
  for (const int most : {0, 1, 50}) {
    page_number_pager walk(1, 10, {.max_empty_pages = most});
    int pages = 0;
    roster::detail::page_outcome verdict;
    do verdict = walk.accept({.number = ++pages, .size = 10, .total = 100'000, .items = 0});
    while (verdict.what == kind::more && pages < 1000);
    CHECK(verdict.what == kind::stuck);
    CHECK(pages == most + 1);
    CHECK(verdict.note ==
          std::to_string(pages) + " empty pages in a row, although the service reports more items");
  }
}

TEST_CASE("page_number_pager: reads exactly the pages of a list that is numbered from 0 (fault 130)") {
  for (const std::int64_t total : {0, 1, 10, 25, 30}) {
    page_number_pager walk(0, 10, {.first = 0});
    std::int64_t came = 0;
    std::int64_t pages = 0;
    roster::detail::page_outcome verdict;
    do {
      CHECK(walk.number() == pages);
      const auto items = std::clamp<std::int64_t>(total - 10 * pages, 0, 10);
      came += items;
      const auto count = static_cast<std::size_t>(items);
      verdict = walk.accept({.number = pages++, .size = 10, .total = total, .items = count, .fresh = count});
    } while (verdict.what == kind::more && pages < 100);
    CHECK(came == total);
    CHECK(pages == std::max<std::int64_t>(1, (total + 9) / 10));
    CHECK(!verdict.incomplete);
    CHECK(!verdict.drift);
  }
}

TEST_CASE(
    "page_number_pager: a note on a total that does not fit a later start names the start (fault 130)") {
  page_number_pager walk(2, 100);
  CHECK(walk.accept({.number = 2, .size = 100, .total = 250, .items = 100, .fresh = 100}).what == kind::more);
  CHECK(walk.accept({.number = 3, .size = 100, .total = 250, .items = 10, .fresh = 10}).what == kind::more);
  const auto verdict = walk.accept({.number = 4, .size = 100, .total = 250, .items = 0});
  CHECK(verdict.note == "the service reported a total of 250 items, but returned 110 after the first 100");
}

TEST_CASE(
    "page_number_pager: a service that repeats its last page for any later number has ended (fault 139)") {
  page_number_pager walk(1, 10);
  CHECK(walk.accept({.number = 1, .items = 10, .fresh = 10}).what == kind::more);
  CHECK(walk.accept({.number = 2, .items = 4, .fresh = 4}).what == kind::more);
  const auto verdict = walk.accept({.number = 2, .items = 4, .fresh = 0});
  CHECK(verdict.what == kind::end);
  CHECK(!verdict.incomplete);
  CHECK(!verdict.drift);
}
