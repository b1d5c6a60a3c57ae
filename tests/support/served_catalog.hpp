// SPDX-License-Identifier: BSL-1.0
#pragma once
// What every operation of the catalogue has to do when the emulator serves it.

#include <doctest/doctest.h>

#include <cstddef>
#include <roster/emulator/data/generate.hpp>
#include <roster/emulator/faults/fault.hpp>
#include <roster/emulator/serve.hpp>
#include <roster/failure.hpp>
#include <roster/schema/detail/request_parts.hpp>
#include <roster/wire/query.hpp>
#include <string_view>
#include <support/served.hpp>
#include <utility>
#include <vector>

namespace fake {

/// Returns a request with a value for every parameter of the path.
template <class Op>
typename Op::request addressed_request() {
  typename Op::request out{};
  roster::detail::split_path(
      Op::target.path, [](std::string_view) {},
      [&](std::string_view name) {
        CHECK_FALSE(roster::set_parameter<roster::case_of<Op>>(out, name, "a b:c"));
      });
  return out;
}

template <class Op>
inline constexpr bool is_paginated =
    !std::is_same_v<std::remove_cvref_t<decltype(roster::detail::paging_of<Op>)>, roster::one_page>;

template <class Op>
void check_served() {
  const auto items = roster::emulator::generate<roster::item_of<Op>>(25, 3);
  const auto asked = addressed_request<Op>();
  for (const std::size_t prefetch : {0U, 2U}) {
    CAPTURE(prefetch);
    served<Op> test(items, {.page_size_clamp = 7, .member_order = roster::emulator::member_order::random});
    const bool same = test.all(asked, {.prefetch = prefetch}) == items;
    CHECK(same);
    CHECK(test.api.log().size() >= (is_paginated<Op> ? 4U : 1U));
  }
  served<Op> test({}, {.page_size_clamp = 7});
  CHECK(test.all(asked).empty());
  for (const auto& one : items) test.api.insert(one);
  test.api.clear_log();
  CHECK(test.first(1, asked).size() == 1);
  CHECK(test.api.log().size() == 1);
}

template <class Op>
void check_resumed() {
  const auto items = roster::emulator::generate<roster::item_of<Op>>(9, 4);
  const auto asked = addressed_request<Op>();
  served<Op> test(items, {.page_size_clamp = 4});
  auto range = test.client->list(asked);
  for (int i = 0; i < 6; ++i) {
    auto next = range.next();
    REQUIRE(run(test.context, std::move(next)));
  }
  const auto at = roster::checkpoint::parse(range.checkpoint().text());
  const bool same =
      test.all(asked, {.resume = at}) == typename served<Op>::items(items.begin() + 6, items.end());
  CHECK(same);
}

template <class Op>
void check_faults_and_tokens() {
  using roster::emulator::parse_fault;
  const auto items = roster::emulator::generate<roster::item_of<Op>>(5, 5);
  const auto asked = addressed_request<Op>();
  served<Op> test(items, {.sign = roster::bearer{"token-1"}});
  CHECK(test.failure(asked).code() == roster::errc::unauthenticated);
  test.sign_with(roster::bearer{"token-2"});
  CHECK(test.failure(asked).code() == roster::errc::unauthenticated);
  test.sign_with(roster::bearer{"token-1"});
  CHECK(test.all(asked).size() == 5);
  CHECK(test.api.log().back().authentic == true);
  const auto throttled = test.api.add_fault(parse_fault("throttle:times=2,retry-after=1"));
  CHECK(test.all(asked).size() == 5);
  CHECK(test.api.fault_hits(throttled) == 2);
  test.api.add_fault(parse_fault("denied"));
  CHECK(test.failure(asked).code() == roster::errc::forbidden);
  const auto expired = test.api.add_fault(parse_fault("expired-token:times=always"));
  CHECK(test.failure(asked).code() == roster::errc::unauthenticated);
  CHECK(test.api.fault_hits(expired) == 1);
}

}  // namespace fake

/// Tests these operations.
#define TEST_SERVED(name, ...)                                                                            \
  TEST_CASE_TEMPLATE("served catalogue: " name " list every item, empty or not", Op, __VA_ARGS__) {       \
    fake::check_served<Op>();                                                                             \
  }                                                                                                       \
  TEST_CASE_TEMPLATE("served catalogue: " name " resume", Op, __VA_ARGS__) { fake::check_resumed<Op>(); } \
  TEST_CASE_TEMPLATE("served catalogue: " name " retry, and reject wrong tokens", Op, __VA_ARGS__) {      \
    fake::check_faults_and_tokens<Op>();                                                                  \
  }
