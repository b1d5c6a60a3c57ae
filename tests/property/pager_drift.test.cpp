// SPDX-License-Identifier: BSL-1.0
// The guarantee for lists that change while they are read: with at most one insertion or deletion between two
// requests every item that is present throughout is delivered exactly once and in order.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <roster/paging/detail/pager.hpp>
#include <support/shifting_list.hpp>
#include <utility>
#include <variant>
#include <vector>

using roster::dedup;
using roster::detail::unlimited;
using shifting::ids;
using pager = roster::detail::pager<shifting::list_items>;

namespace {

/// Reads a list that changes, with prefetched responses that are created in random order.
class walk {
 public:
  walk(shifting::list& from, std::mt19937& random, std::int64_t size, std::size_t ahead, dedup known = {})
      : from_(from), random_(random), size_(size), ahead_(ahead), walker_({.size = size}, known) {}

  /// Accepts the next page. Returns false at the end.
  bool step() {
    const auto cursors = walker_.likely(std::max<std::size_t>(ahead_, 1), unlimited);
    if (cursors.empty()) return false;
    serve(cursors);
    auto taken = walker_.take(std::move(answers_.extract(cursors.front().number).mapped()));
    last_ = std::get<0>(std::move(taken));
    for (const auto& item : last_.items) came.push_back(item.id);
    if (!walker_.stepped_back()) return true;
    answers_.clear();
    ++steps_back;
    return true;
  }

  /// Resumes like another process, from the position before an item of the last page.
  void resume_in_front_of(std::size_t index) {
    index = std::min(index, last_.items.size());
    const auto at = roster::checkpoint::parse(last_.position(index).text());
    came.resize(came.size() - (last_.items.size() - index));
    walker_ = pager({.size = size_});
    walker_.resume(at);
    answers_.clear();
  }

  const roster::report& report() const { return walker_.report(); }

  ids came{};
  std::size_t steps_back{};

 private:
  /// Creates the responses for the first of these cursors and for a random choice of the others.
  void serve(std::vector<roster::detail::page_cursor> cursors) {
    const auto first = cursors.front();
    std::shuffle(cursors.begin(), cursors.end(), random_);
    for (const auto& cursor : cursors)
      if (!answers_.contains(cursor.number) && (cursor == first || random_() % 2 == 0))
        answers_.emplace(cursor.number, from_.respond(cursor.number, cursor.size));
  }

  shifting::list& from_;
  std::mt19937& random_;
  std::int64_t size_;
  std::size_t ahead_;
  pager walker_;
  std::map<std::int64_t, roster::detail::list_page<shifting::list_items>> answers_{};  // by page
  roster::page<shifting::item> last_{};
};

std::int64_t size_between(std::mt19937& random, std::int64_t least, std::int64_t most) {
  return least + static_cast<std::int64_t>(random() % static_cast<unsigned>(most - least + 1));
}

shifting::list random_list(std::mt19937& random, std::size_t quiet = 0) {
  const std::size_t items = random() % 70;
  const std::size_t changes = random() % 101;
  return {random, items, changes, random() % 101, quiet};
}

/// Reads to the end and checks the guarantee. Returns the number of steps back.
std::size_t check_law(walk& walk, const shifting::list& list) {
  while (walk.step()) {
  }
  REQUIRE(shifting::only_throughout(walk.came, list) == list.throughout());
  REQUIRE(shifting::without_repeated(walk.came).size() == walk.came.size());
  REQUIRE((walk.steps_back == 0 || walk.report().drift));
  return walk.steps_back;
}

}  // namespace

TEST_CASE(
    "pager: items present throughout a listing are delivered once and in order, even if others change "
    "(faults 106, 107, 108)") {
  std::mt19937 random(1);
  std::size_t inserted = 0;
  std::size_t deleted = 0;
  std::size_t steps_back = 0;
  for (int i = 0; i < 12'000; ++i) {
    CAPTURE(i);
    auto list = random_list(random);
    const bool all = i % 2 == 0;  // two very small pages are not enough if the list changes constantly
    walk walk(list, random, size_between(random, all ? 2 : 4, 12), 0, all ? dedup::all_pages : dedup{});
    steps_back += check_law(walk, list);
    REQUIRE(walk.report().pages == list.requests());
    inserted += list.inserted();
    deleted += list.deleted();
  }
  CHECK(inserted > 10'000);
  CHECK(deleted > 10'000);
  CHECK(steps_back > 5'000);
}

TEST_CASE(
    "pager: with prefetching, the guarantee holds if the list changes at most once during a prefetch (fault "
    "108)") {
  std::mt19937 random(2);
  std::size_t steps_back = 0;
  for (int i = 0; i < 12'000; ++i) {
    CAPTURE(i);
    const auto ahead = 1 + random() % 6;
    auto list = random_list(random, 2 * ahead);
    walk walk(list, random, size_between(random, 2, 12), ahead);
    steps_back += check_law(walk, list);
  }
  CHECK(steps_back > 2'000);
}

TEST_CASE("pager: resuming at any checkpoint misses and reorders no item if the list no longer changes") {
  std::mt19937 random(3);
  std::size_t twice = 0;
  for (int i = 0; i < 6'000; ++i) {
    CAPTURE(i);
    auto list = random_list(random);
    walk walk(list, random, size_between(random, 2, 12), 0);
    while (walk.step())
      if (random() % 3 == 0) {
        list.keep_still();
        walk.resume_in_front_of(random() % 12);
      }
    const auto came = shifting::only_throughout(walk.came, list);
    const auto once = shifting::without_repeated(came);
    REQUIRE(once == list.throughout());
    twice += came.size() - once.size();
  }
  CHECK(twice != 0);  // a checkpoint does not contain earlier items
}
