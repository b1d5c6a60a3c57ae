// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/paging/detail/by_token.hpp>
#include <string>

using roster::detail::token_facts;
using roster::detail::token_pager;
using kind = roster::detail::page_outcome::kind;

TEST_CASE("token_pager: sends the marker of each page until there are no more pages") {
  token_pager walk("");
  CHECK(walk.token().empty());
  CHECK(walk.accept({.next = "b", .has_flag = true, .more = true, .items = 3}).what == kind::more);
  CHECK(walk.token() == "b");
  CHECK(walk.accept({.next = "c", .has_flag = true, .more = true, .items = 3}).what == kind::more);
  CHECK(walk.token() == "c");
  const auto last = walk.accept({.has_flag = true, .more = false, .items = 1});
  CHECK(last.what == kind::end);
  CHECK_FALSE(last.incomplete);
}

TEST_CASE("token_pager: the list ends if the more flag is false, even if there is a marker") {
  token_pager walk("");
  CHECK(walk.accept({.next = "b", .has_flag = true, .more = false, .items = 3}).what == kind::end);
}

TEST_CASE("token_pager: an empty page does not end the list while the more flag is true") {
  token_pager walk("");
  CHECK(walk.accept({.next = "b", .has_flag = true, .more = true, .items = 0}).what == kind::more);
}

TEST_CASE("token_pager: detects endless empty pages") {
  token_pager walk("");
  int pages = 0;
  roster::detail::page_outcome verdict;
  do {
    ++pages;
    verdict = walk.accept({.next = std::to_string(pages), .has_flag = true, .more = true, .items = 0});
  } while (verdict.what == kind::more && pages < 1000);
  CHECK(verdict.what == kind::stuck);
  CHECK(pages == 51);
  CHECK(verdict.note == "51 empty pages in a row, although the service reports more items");
}

TEST_CASE("token_pager: a repeated marker and a cycle of any length are detected within one cycle") {
  for (int length = 1; length < 6; ++length) {
    token_pager walk("");
    int pages = 0;
    roster::detail::page_outcome verdict;
    do {
      verdict = walk.accept(
          {.next = "m" + std::to_string(pages % length), .has_flag = true, .more = true, .items = 1});
      ++pages;
    } while (verdict.what == kind::more && pages < 100);
    CHECK(verdict.what == kind::stuck);
    CHECK(pages == length + 1);
  }
}

TEST_CASE("token_pager: a cycle back to the start that the caller set is detected") {
  token_pager walk("a");
  CHECK(walk.accept({.next = "b", .items = 1}).what == kind::more);
  CHECK(walk.accept({.next = "a", .items = 1}).what == kind::stuck);
}

TEST_CASE(
    "token_pager: a missing marker while the more flag is true is an error, and the page can be requested "
    "again") {
  for (const auto& next : {std::optional<std::string>{}, std::optional<std::string>{""}}) {
    token_pager walk("a");
    const auto verdict = walk.accept({.next = next, .has_flag = true, .more = true, .items = 3});
    CHECK(verdict.what == kind::stuck);
    CHECK(verdict.note ==
          "missing marker: the service reports more items, but returned no marker of the next page");
    CHECK(walk.token() == "a");
  }
}

TEST_CASE("token_pager: without a flag an empty or absent token ends the list") {
  token_pager walk("");
  CHECK(walk.accept({.next = "t", .items = 1}).what == kind::more);
  CHECK(walk.accept({.next = "", .items = 1}).what == kind::end);
  token_pager other("");
  CHECK(other.accept({.items = 1}).what == kind::end);
}

TEST_CASE("token_pager: a response without the more flag is incomplete, unless it has a marker") {
  token_pager walk("");
  const auto verdict = walk.accept({.has_flag = true, .items = 3});
  CHECK(verdict.what == kind::end);
  CHECK(verdict.incomplete);
  token_pager other("");
  CHECK(other.accept({.next = "t", .has_flag = true, .items = 3}).what == kind::more);
}

TEST_CASE("token_pager: markers are sent back byte for byte") {
  const std::string odd("a\"\0\n\xF0\x9F\x98\x80", 8);
  token_pager walk("");
  CHECK(walk.accept({.next = odd, .items = 1}).what == kind::more);
  CHECK(walk.token() == odd);
}

TEST_CASE("token_pager: a repeated token ends the list if the service defines it so (fault 139)") {
  token_pager walk("", {.repeated_token_ends_list = true});
  CHECK(walk.accept({.next = "b", .items = 1}).what == kind::more);
  CHECK(walk.accept({.next = "c", .items = 1}).what == kind::more);
  CHECK(walk.accept({.next = "b", .items = 1}).what == kind::stuck);
  CHECK(walk.accept({.next = "c", .items = 1}).what == kind::end);
}

TEST_CASE("token_pager: more empty pages in a row than the rules allow are an error (fault 131)") {
  token_pager walk("", {.max_empty_pages = 1});
  CHECK(walk.accept({.next = "b"}).what == kind::more);
  CHECK(walk.accept({.next = "c"}).what == kind::stuck);
}

TEST_CASE("token_pager: a marker of more than 64 KiB is an error with its length and the limit (fault 172)") {
  token_pager walk("a");
  const token_facts largest{.next = std::string(roster::detail::max_token_size, 'x'), .items = 1};
  const token_facts larger{.next = std::string(roster::detail::max_token_size + 1, 'x'), .items = 1};
  CHECK(walk.leads_on(largest));
  CHECK_FALSE(walk.leads_on(larger));
  const auto verdict = walk.accept(larger);
  CHECK(verdict.what == kind::stuck);
  CHECK(verdict.note == "marker too large: the marker of the next page has 65537 bytes, the limit is 65536");
  CHECK(walk.token() == "a");
  CHECK(walk.accept(largest).what == kind::more);
  CHECK(walk.token() == *largest.next);
}
