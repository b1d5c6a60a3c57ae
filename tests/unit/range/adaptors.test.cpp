// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <support/properties.hpp>
#include <support/random_cases.hpp>
#include <support/random_listing.hpp>

namespace {

unsigned cases(int all) { return static_cast<unsigned>(property::random_cases(all)); }

void check_laws(const law::random_listing& random) {
  law::calls std_log, log;
  const auto expected = random.standard(std_log);
  REQUIRE(expected == random.standard(random.flat));  // or the checks below prove nothing
  const auto pipeline = [&](auto range, law::calls& noted) {
    return std::move(range) | law::any_adaptors(random.pipeline, noted);
  };
  const auto out = law::list_all(random.pages, random.how, pipeline, log);
  REQUIRE(out.items == expected);
  const auto known = random.known();
  law::check_laziness(out, known, random.known_by_counting());
  law::check_calls(log, std_log, known.ends_early() || random.keeps(), random.functions_kept_for());
  REQUIRE(out.demands == random.hints(out.demands.size()));
}

/// Checks that, whichever calls of functions throw, the list ends, its items are in order, and no request is
/// repeated.
void check_throws(const law::random_listing& random, int every) {
  law::calls log;
  law::fuse blows{every};
  const auto pipeline = [&](auto range, law::calls& noted) {
    return std::move(range) | law::any_adaptors(random.pipeline, noted, &blows);
  };
  const auto out = law::list_all(random.pages, random.how, pipeline, log);
  REQUIRE(out.demands.size() <= random.pages.size() + 1);
  REQUIRE(std::ranges::is_sorted(out.items, {}, &law::item::id));
  for (const auto& function : log) REQUIRE(std::ranges::is_sorted(function));
}

}  // namespace

TEST_CASE(
    "adaptors: for any split into pages, after failures and exceptions, any of them keep the properties of a "
    "range") {
  for (unsigned seed = 0; seed < cases(100'000); ++seed) {
    const law::random_listing random(seed);
    INFO(random.words());
    check_laws(random);
  }
}

TEST_CASE("adaptors: any of them continue after any of their functions throws at any call") {
  for (unsigned seed = 0; seed < cases(10'000); ++seed) {
    const law::random_listing random(seed);
    INFO(random.words());
    check_throws(random, static_cast<int>(1 + seed % 7));
  }
}
