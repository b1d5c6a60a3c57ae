// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/auth/detail/credentials_chain.hpp>
#include <roster/failure.hpp>
#include <string>
#include <vector>

#include <support/ask_provider.hpp>

using namespace roster;

namespace {

/// Sources with results set by the test, which record when they are tried.
struct fake_places {
  std::vector<int> looked{};

  detail::credentials_source source(int number, detail::credentials_search found) {
    return detail::as_credentials_source([this, number, found] {
      looked.push_back(number);
      return found;
    });
  }
};

detail::credentials_search key(const std::string& id) { return {.key = credentials{.access_key_id = id}}; }

}  // namespace

TEST_CASE("credentials_chain: uses the first source with credentials and tries none after it") {
  fake_places at;
  detail::credentials_chain chain(
      {at.source(1, {.description = "one (empty)"}), at.source(2, key("second")), at.source(3, key("x"))});
  CHECK(fake::ask(chain).access_key_id == "second");
  CHECK(at.looked == std::vector{1, 2});
  CHECK(fake::ask(chain).access_key_id == "second");
  CHECK(at.looked == std::vector{1, 2, 1, 2});
}

TEST_CASE("credentials_chain: reports every source tried and why it was not usable") {
  fake_places at;
  detail::credentials_chain chain(
      {at.source(1, {.description = "one (empty)"}), at.source(2, {.description = "two (does not exist)"})});
  CHECK(fake::why_no_credentials(chain) == "no credentials: tried one (empty); two (does not exist)");
}

TEST_CASE(
    "credentials_chain: a malformed source stops the search, so that no other account's credentials are "
    "used") {
  fake_places at;
  detail::credentials_chain chain({at.source(1, {.description = "one (empty)"}),
                                   at.source(2, {.description = "two (line 3 is odd)", .broken = true}),
                                   at.source(3, key("x"))});
  CHECK(fake::why_no_credentials(chain) ==
        "no credentials: tried one (empty); two (line 3 is odd); the search stopped there, since a later "
        "source could have the credentials of another account");
  CHECK(at.looked == std::vector{1, 2});
}

TEST_CASE("credentials_chain: a source may be asynchronous") {
  const detail::credentials_source slow = []() -> asio::awaitable<detail::credentials_search> {
    auto executor = co_await asio::this_coro::executor;
    co_await asio::post(executor, asio::use_awaitable);
    co_return key("late");
  };
  detail::credentials_chain chain({slow});
  CHECK(fake::ask(chain).access_key_id == "late");
}
