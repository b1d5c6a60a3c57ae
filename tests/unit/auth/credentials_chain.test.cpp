// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/auth/detail/credentials_chain.hpp>
#include <roster/failure.hpp>
#include <string>
#include <vector>

#include <support/ask_provider.hpp>

using namespace roster;

namespace {

/// Places that say what the test says, and note when they are looked at.
struct fake_places {
  std::vector<int> looked{};

  detail::credentials_place place(int number, detail::credentials_search brings) {
    return detail::place_of([this, number, brings] {
      looked.push_back(number);
      return brings;
    });
  }
};

detail::credentials_search key(const std::string& id) { return {.key = credentials{.access_key_id = id}}; }

}  // namespace

TEST_CASE("credentials_chain: takes the first place that has credentials and looks at none behind it") {
  fake_places at;
  detail::credentials_chain chain(
      {at.place(1, {.told = "one (empty)"}), at.place(2, key("second")), at.place(3, key("x"))});
  CHECK(fake::ask(chain).access_key_id == "second");
  CHECK(at.looked == std::vector{1, 2});
  CHECK(fake::ask(chain).access_key_id == "second");
  CHECK(at.looked == std::vector{1, 2, 1, 2});
}

TEST_CASE("credentials_chain: says every place that was looked at and why it did not do") {
  fake_places at;
  detail::credentials_chain chain(
      {at.place(1, {.told = "one (empty)"}), at.place(2, {.told = "two (does not exist)"})});
  CHECK(fake::why_no_credentials(chain) == "no credentials: looked at one (empty); two (does not exist)");
}

TEST_CASE("credentials_chain: something broken ends the search, so that no other key is taken for it") {
  fake_places at;
  detail::credentials_chain chain({at.place(1, {.told = "one (empty)"}),
                                   at.place(2, {.told = "two (line 3 is odd)", .broken = true}),
                                   at.place(3, key("x"))});
  CHECK(
      fake::why_no_credentials(chain) ==
      "no credentials: looked at one (empty); two (line 3 is odd), where the search ends, since no other key "
      "may stand for what cannot be used");
  CHECK(at.looked == std::vector{1, 2});
}

TEST_CASE("credentials_chain: a place may take its time, and may be across the network") {
  const detail::credentials_place slow = []() -> asio::awaitable<detail::credentials_search> {
    auto executor = co_await asio::this_coro::executor;
    co_await asio::post(executor, asio::use_awaitable);
    co_return key("late");
  };
  detail::credentials_chain chain({slow});
  CHECK(fake::ask(chain).access_key_id == "late");
}
