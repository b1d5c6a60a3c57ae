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
    return {.look = [this, number, found] {
      looked.push_back(number);
      return found;
    }};
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
  const auto slow = []() -> asio::awaitable<detail::credentials_search> {
    auto executor = co_await asio::this_coro::executor;
    co_await asio::post(executor, asio::use_awaitable);
    co_return key("late");
  };
  detail::credentials_chain chain({{.ask = slow}});
  CHECK(fake::ask(chain).access_key_id == "late");
}

TEST_CASE("credentials_chain: try_get() stops at an asynchronous source, and at a malformed one") {
  fake_places at;
  const detail::credentials_source slow{
      .ask = []() -> asio::awaitable<detail::credentials_search> { co_return key("late"); }};
  const auto empty = at.source(1, {.description = "one (empty)"});
  const auto broken = at.source(2, {.description = "two (line 3 is odd)", .broken = true});
  const auto found = at.source(3, key("third"));
  const auto id = [](std::vector<detail::credentials_source> sources) {
    const auto key = detail::credentials_chain(std::move(sources)).try_get();
    return key ? key->access_key_id : "none";
  };
  CHECK(id({empty, found, slow}) == "third");
  CHECK(id({empty, slow, found}) == "none");
  CHECK(id({broken, found}) == "none");
  CHECK(id({empty}) == "none");
}
