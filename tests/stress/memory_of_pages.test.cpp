// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <roster/emulator/detail/session_token.hpp>
#include <roster/paging/dedup.hpp>
#include <roster/paging/detail/by_token.hpp>
#include <string>
#include <vector>

#include "support/memory.hpp"

namespace {

/// Returns a text of this length, with this number as its prefix.
std::string text(int number, std::size_t length) {
  std::string out = std::to_string(number) + ' ';
  out.resize(length, 'x');
  return out;
}

}  // namespace

TEST_CASE("memory: memory does not grow with a thousand page tokens of 64 KiB (fault 172)" *
          doctest::skip(!memory::is_counted)) {
  roster::detail::token_pager walk("");
  const auto before = memory::held();
  for (int page = 0; page < 1000; ++page)
    REQUIRE(walk.accept({.next = text(page, roster::detail::max_token_size), .items = 1}).what ==
            roster::detail::page_outcome::kind::more);
  CHECK(memory::held() - before < 512 * 1024);
  CHECK(walk.accept({.next = text(3, roster::detail::max_token_size), .items = 1}).what ==
        roster::detail::page_outcome::kind::stuck);
}

TEST_CASE("memory: recorded item keys take less than 100 bytes each, whatever their length (fault 173)" *
          doctest::skip(!memory::is_counted)) {
  for (const auto known : {roster::dedup::recent_pages, roster::dedup::all_pages}) {
    roster::detail::dedup_filter seen(known);
    const auto before = memory::held();
    for (int page = 0; page < 100; ++page) {
      std::vector<std::string> keys;
      for (int item = 0; item < 10; ++item) keys.push_back(text(page * 10 + item, 65'536));
      seen.remember(roster::detail::fingerprints_of(keys));
    }
    CHECK(memory::held() - before < 100 * 1000 + 10'000);
    const auto marks = seen.mark(roster::detail::fingerprints_of({text(999, 65'536), text(1000, 65'536)}));
    CHECK(marks == std::vector<bool>{true, false});
  }
}

TEST_CASE("memory: recorded nonces take less than 200 bytes each, whatever their length (fault 204)" *
          doctest::skip(!memory::is_counted)) {
  constexpr std::size_t nonces = 1000;
  const std::chrono::sys_seconds now{std::chrono::seconds(1'000'000)};
  const auto held = memory::held();
  roster::emulator::detail::nonce_cache known(std::chrono::seconds(60));
  for (std::size_t i = 0; i < nonces; ++i)
    CHECK(known.remember(std::to_string(i) + std::string(4096, 'n'), now));
  CHECK_FALSE(known.remember("7" + std::string(4096, 'n'), now));
  CHECK(memory::held() - held < 200 * nonces);
}
