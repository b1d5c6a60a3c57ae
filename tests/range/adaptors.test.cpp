// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <range/laws.hpp>
#include <range/random_listing.hpp>

namespace {

constexpr unsigned listings = 100'000;

void check_laws(const law::random_listing& random) {
  law::calls std_log, log;
  const auto expected = random.standard(std_log);
  REQUIRE(expected == random.standard(random.flat));  // or what is below proves nothing
  const auto pipeline = [&](auto range, law::calls& noted) {
    return std::move(range) | law::any_adaptors(random.pipeline, noted);
  };
  const auto out = law::list_all(random.pages, random.how, pipeline, log);
  REQUIRE(out.items == expected);
  const auto known = random.known();
  law::check_laziness(out, known, random.ends_visibly());
  law::check_calls(log, std_log, known.ends_early());
  REQUIRE(out.demands == random.hints(out.demands.size()));
}

}  // namespace

TEST_CASE("adaptors: any of them, over any split, past failures and throws, keep the laws of a range") {
  for (unsigned seed = 0; seed < listings; ++seed) {
    const law::random_listing random(seed);
    INFO(random.words());
    check_laws(random);
  }
}
