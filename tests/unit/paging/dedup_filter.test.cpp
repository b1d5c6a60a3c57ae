// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <functional>
#include <random>
#include <roster/paging/dedup.hpp>
#include <string>
#include <unordered_set>
#include <vector>

using roster::detail::dedup_filter;
using roster::detail::fingerprints_of;
using keys = std::vector<std::string>;
using marks = std::vector<bool>;

namespace {

/// Returns what `seen` marks on a page, and remembers the page.
marks taken(dedup_filter& seen, keys page) {
  auto repeated = seen.mark(fingerprints_of(page));
  seen.remember(fingerprints_of(page));
  return repeated;
}

/// Returns 16-byte strings with the same std::hash if that is libstdc++'s, MurmurHash64A with a known seed:
/// the second half of each compensates for the first one.
keys colliding_keys(std::size_t count) {
  constexpr std::uint64_t factor = 0xc6a4a7935bd1e995U;
  std::uint64_t inverse = factor;  // modulo 2^64, by Newton's iteration
  for (int i = 0; i < 6; ++i) inverse *= 2 - factor * inverse;
  const auto mix = [](std::uint64_t x) { return x ^ (x >> 47U); };  // its own inverse
  keys out;
  for (std::uint64_t first = 0; first < count; ++first) {
    const std::uint64_t state = ((0xc70f6907U ^ (16 * factor)) ^ (mix(first * factor) * factor)) * factor;
    const std::uint64_t second = mix(state * inverse) * inverse;
    std::string key(16, '\0');
    std::memcpy(key.data(), &first, 8);
    std::memcpy(key.data() + 8, &second, 8);
    out.push_back(key);
  }
  return out;
}

/// Returns the processor time of marking and remembering a page.
std::clock_t time_of(const keys& page) {
  const auto begun = std::clock();
  dedup_filter seen;
  seen.remember(fingerprints_of(page));
  (void)seen.mark(fingerprints_of({page.begin(), page.end() - 1}));
  return std::clock() - begun;
}

}  // namespace

TEST_CASE("dedup_filter: marks keys of the last two pages, and repeated pages") {
  dedup_filter seen;
  CHECK(taken(seen, {"a", "b", "a"}) == marks{false, false, true});
  CHECK(taken(seen, {"b", "c"}) == marks{true, false});
  CHECK(taken(seen, {"a", "d"}) == marks{true, false});
  CHECK(taken(seen, {"e", "f"}) == marks{false, false});
  CHECK(taken(seen, {"g", "c"}) == marks{false, false});  // "c" was three pages ago
  CHECK(taken(seen, {"b", "c"}) == marks{true, true});    // the same page was seen before
}

TEST_CASE("dedup_filter: with all_pages, marks the keys of all pages") {
  dedup_filter seen(roster::dedup::all_pages);
  for (const char* key : {"a", "b", "c", "d"}) CHECK(taken(seen, {key}) == marks{false});
  CHECK(taken(seen, {"a", "e"}) == marks{true, false});
}

TEST_CASE("dedup_filter: a page that is read again does not evict another page") {
  dedup_filter seen;
  (void)taken(seen, {"a", "b"});
  (void)taken(seen, {"c", "d"});
  seen.remember(fingerprints_of({"d", "e"}), true);
  CHECK(seen.mark(fingerprints_of({"a", "c", "e", "f"})) == marks{true, true, true, false});
}

TEST_CASE("dedup_filter: reports for how many previous pages every item is recognized") {
  dedup_filter last;
  dedup_filter all(roster::dedup::all_pages);
  CHECK(last.reach() == 0);
  for (const char* key : {"a", "b", "c"}) {
    last.remember(fingerprints_of({key}));
    all.remember(fingerprints_of({key}));
  }
  last.remember(fingerprints_of({"c"}), true);
  CHECK(last.reach() == 2);
  CHECK(all.reach() == 3);
  last.remember(fingerprints_of({"d", ""}));
  CHECK(last.reach() == 0);
  last.remember(fingerprints_of({"e"}));
  CHECK(last.reach() == 1);
}

TEST_CASE("dedup_filter: marks the same keys as sets of strings would") {
  for (const auto known : {roster::dedup::recent_pages, roster::dedup::all_pages}) {
    std::mt19937 random(7);
    dedup_filter seen(known);
    std::vector<std::unordered_set<std::string>> pages;
    for (int p = 0; p < 300; ++p) {
      keys page;
      for (std::size_t i = 0; i < random() % 20; ++i) page.push_back(std::to_string(random() % 400));
      page.push_back("page " + std::to_string(p));  // no page is repeated as a whole
      marks expected;
      std::unordered_set<std::string> here;
      const std::size_t first = known == roster::dedup::all_pages || pages.size() < 2 ? 0 : pages.size() - 2;
      for (const auto& key : page) {
        bool before = !here.insert(key).second;
        for (std::size_t i = first; i < pages.size(); ++i) before = before || pages[i].contains(key);
        expected.push_back(before);
      }
      CHECK(taken(seen, page) == expected);
      pages.push_back(here);
    }
  }
}

TEST_CASE("dedup_filter: an item without a key is never a duplicate") {
  dedup_filter seen;
  CHECK(taken(seen, {"", "", "a"}) == marks{false, false, false});
  CHECK(taken(seen, {"", "", "a"}) == marks{false, false, true});
  CHECK(taken(seen, {}) == marks{});
}

TEST_CASE("dedup_filter: an empty page does not evict another page") {
  dedup_filter seen;
  (void)taken(seen, {"a", "b"});
  for (int i = 0; i < 5; ++i) (void)taken(seen, {});
  CHECK(taken(seen, {"c", "b"}) == marks{false, true});
}

TEST_CASE("dedup_filter: recognizes a page by its keys and their order, over any number of pages") {
  std::mt19937 random(11);
  for (int round = 0; round < 50; ++round) {
    dedup_filter seen;
    std::vector<keys> pages;
    for (int p = 0; p < 40; ++p) {
      keys page;
      for (std::size_t i = 0; i < 1 + random() % 4; ++i)
        page.push_back(std::to_string(p) + "-" + std::to_string(i));
      pages.push_back(page);
      const auto repeated = taken(seen, page);
      CHECK(repeated == marks(page.size(), false));
    }
    const auto& again = pages[random() % pages.size()];
    CHECK(seen.mark(fingerprints_of(again)) == marks(again.size(), true));
  }
}

TEST_CASE("dedup_filter: keys that collide in std::hash do not slow it down (fault 174)") {
  const std::size_t count = 20'000;
  const auto hostile = colliding_keys(count);
#if defined(__GLIBCXX__)
  for (const auto& key : hostile)
    REQUIRE(std::hash<std::string>{}(key) == std::hash<std::string>{}(hostile[0]));
#endif
  keys ordinary;
  for (std::size_t i = 0; i < count; ++i) ordinary.push_back("ordinary key " + std::to_string(i));
  const auto usual = time_of(ordinary);
  CHECK(time_of(hostile) <
        20 * usual + CLOCKS_PER_SEC / 50);  // a hash chain would take hundreds of times as long
}
