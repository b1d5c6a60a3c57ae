// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <roster/schema/paging.hpp>
#include <string>

namespace {

struct query {
  std::optional<int> page{};
  std::optional<int> size{};
  std::optional<std::string> after{};
};
struct answer {
  std::optional<std::int64_t> total{};
  std::string last_id{};
  bool has_more{};
};

}  // namespace

TEST_CASE("paging: is declared with designated initializers, of which only the first two are required") {
  constexpr auto numbers = roster::by_number{.number = &query::page, .size = &query::size};
  static_assert(!roster::detail::has_path<decltype(numbers.total)>);
  static_assert(numbers.max_page_size == 100);
  constexpr auto totals = roster::by_number{.number = &query::page,
                                            .size = &query::size,
                                            .total = roster::path<&answer::total>,
                                            .max_page_size = 50};
  static_assert(roster::detail::has_path<decltype(totals.total)>);
  static_assert(!roster::detail::has_path<decltype(totals.echoed_size)>);
  static_assert(totals.max_page_size == 50);
  constexpr auto tokens = roster::by_token{.send = &query::after, .next = roster::path<&answer::last_id>};
  static_assert(!roster::detail::has_path<decltype(tokens.more)>);
  static_assert(!roster::detail::has_path<decltype(tokens.size)>);
  constexpr auto sized = roster::by_token{.send = &query::after,
                                          .next = roster::path<&answer::last_id>,
                                          .more = roster::path<&answer::has_more>,
                                          .size = &query::size};
  static_assert(roster::detail::has_path<decltype(sized.more)>);
  query q;
  q.*sized.size = 7;
  CHECK(q.size == 7);
}
