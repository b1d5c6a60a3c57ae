// SPDX-License-Identifier: BSL-1.0
// Tokens of pages that expire in the middle of a list.
#include <doctest/doctest.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <roster/client.hpp>
#include <roster/range/combine/read_until_stable.hpp>
#include <roster/watch.hpp>
#include <string>
#include <support/fake_transport.hpp>
#include <support/styled_server.hpp>
#include <utility>
#include <vector>

namespace {

using roster::errc;
using roster::on_expired_token;
using ids = std::vector<std::string>;

ids numbers(std::int64_t first, std::int64_t last) {
  ids out;
  for (auto id = first; id <= last; ++id) out.push_back(std::to_string(id));
  return out;
}

roster::http::response gone(const std::string& recovery, const std::string& code = "Expired") {
  return fake::json(
      410, R"({"code":")" + code + R"(","message":"too old","details":{"cursor":")" + recovery + "\"}}");
}

/// The next token of a response, or "".
std::string next_of(const roster::http::request& request) {
  const auto parameters = roster::http::detail::parse_query(request.query).value();
  for (const auto& [name, value] : parameters)
    if (name == "after") return value;
  return {};
}

/// A service whose tokens expire at the requests that `expires` names; a recovery token is "r" and the expired one.
template <class Op = styles::token_expiring>
struct expiring {
  using request_type = roster::http::request;

  expiring() = default;
  explicit expiring(std::function<bool(std::size_t)> when) : expires(std::move(when)) {}

  roster::http::response respond(const request_type& request, std::size_t number) {
    const auto token = next_of(request);
    if (!token.empty() && expires(number)) return gone(recovery ? *recovery : "r" + token);
    auto sent = request;
    if (token.starts_with('r')) {
      const auto at = sent.query.find("after=r");
      sent.query.erase(at + 6, token.find_first_not_of('r'));
    }
    return served.respond(sent);
  }

  auto list(roster::list_options options, typename Op::request request = {}) {
    roster::client_config config{.endpoint = "https://api.example.com"};
    config.transport = transport;
    config.runtime = world.runtime();
    const roster::client<Op> client(io.get_executor(), std::move(config));
    return client.list(std::move(request), std::move(options));
  }

  /// Reads the whole list; `report` is that of the listing, `failed` its failure.
  ids read(roster::list_options options, typename Op::request request = {}) {
    auto range = list(std::move(options), std::move(request));
    ids out;
    failed.reset();
    try {
      auto reading = range.for_each([&](const styles::item& one) { out.push_back(one.id); });
      fake::run(io, std::move(reading));
    } catch (const roster::failure& f) {
      failed = f;
    }
    report = range.report();
    return out;
  }

  std::string message() const { return failed ? failed->what() : ""; }

  styles::server served{.size = 23, .max_page_size = 5};
  std::function<bool(std::size_t)> expires = [](std::size_t) { return false; };
  std::optional<std::string> recovery{};
  boost::asio::io_context io{};
  fake::world world{};
  std::shared_ptr<fake::transport> transport = std::make_shared<fake::transport>(
      [this](const request_type& request, std::size_t number) { return respond(request, number); });
  roster::report report{};
  std::optional<roster::failure> failed{};
};

struct without_key {
  using request = styles::query;
  using response = styles::response;
  static constexpr auto target = roster::get("/token_expiring");
  static constexpr auto items = roster::path<&response::items>;
  static constexpr auto paging = styles::token_expiring::paging;
};
struct without_recovery : styles::base<without_recovery> {
  static constexpr auto target = roster::get("/token_expiring");
  static constexpr auto paging = roster::by_token{.send = &styles::query::after,
                                                  .next = roster::path<&styles::response::next>,
                                                  .expired = roster::token_expiry{.status = 410}};
};

}  // namespace

TEST_CASE("expired tokens: a listing restarts at any page, and returns every item once (fault 101)") {
  for (const std::size_t prefetch : {0U, 1U, 3U})
    for (std::size_t failing = 2; failing <= 5; ++failing) {
      CAPTURE(prefetch);
      CAPTURE(failing);
      expiring test([&](std::size_t number) { return number == failing; });
      CHECK(test.read({.prefetch = prefetch, .on_expired_token = on_expired_token::restart}) ==
            numbers(1, 23));
      CHECK(test.message().empty());
      CHECK(test.report.drift);
      CHECK_FALSE(test.report.incomplete);
      CHECK_FALSE(test.report.complete());
      CHECK(test.report.note ==
            "the token of a page had expired: the list was read again from its beginning");
      CHECK(test.report.duplicates == (failing - 1) * 5);
      CHECK(test.transport->requests.size() == failing + 5);
    }
}

TEST_CASE("expired tokens: a listing resumes at any page with the token of the error (fault 101)") {
  for (const std::size_t prefetch : {0U, 1U, 3U})
    for (std::size_t failing = 2; failing <= 5; ++failing) {
      CAPTURE(prefetch);
      CAPTURE(failing);
      expiring test([&](std::size_t number) { return number == failing; });
      CHECK(test.read({.prefetch = prefetch, .on_expired_token = on_expired_token::resume}) ==
            numbers(1, 23));
      CHECK(test.message().empty());
      CHECK(test.report.drift);
      CHECK_FALSE(test.report.incomplete);
      CHECK(test.report.note == "the token of a page had expired: the list was resumed in another state");
      CHECK(test.report.duplicates == 0);
      CHECK(test.transport->requests.size() == 6);
      CHECK(next_of(test.transport->requests[failing - 1]) == std::to_string((failing - 1) * 5));
      CHECK(next_of(test.transport->requests[failing]) == "r" + std::to_string((failing - 1) * 5));
    }
}

TEST_CASE(
    "expired tokens: without the option a listing fails with the service's error and what can be done (fault "
    "101)") {
  for (const std::size_t prefetch : {0U, 1U}) {
    expiring test([](std::size_t number) { return number == 3; });
    CHECK(test.read({.prefetch = prefetch}) == numbers(1, 10));
    REQUIRE(test.failed);
    CHECK(test.failed->condition() == errc::bad_request);
    CHECK(test.failed->details().http_status == 410);
    CHECK(test.failed->details().vendor_code == "Expired");
    CHECK(test.failed->details().page == 3);
    CHECK(test.failed->details().message ==
          "the service rejected the request; the token of the page has expired: list again, or set "
          "list_options::on_expired_token");
    CHECK(test.transport->requests.size() == 3);
    CHECK_FALSE(test.report.drift);
  }
}

TEST_CASE("expired tokens: a restarted listing returns items that were added before its position") {
  expiring test([](std::size_t number) { return number == 3; });
  const auto list = test.transport;
  test.transport = std::make_shared<fake::transport>([&](const roster::http::request& sent,
                                                         std::size_t number) {
    if (number <= 3) return test.respond(sent, number);
    const bool first = next_of(sent).empty();
    return fake::json(200, first ? R"({"items":[{"id":"1"},{"id":"2"},{"id":"new"}],"next":"5","total":4})"
                                 : R"({"items":[{"id":"10"},{"id":"11"}],"next":"","total":4})");
  });
  auto expected = numbers(1, 10);
  expected.insert(expected.end(), {"new", "11"});
  CHECK(test.read({.on_expired_token = on_expired_token::restart}) == expected);
  CHECK_FALSE(test.report.incomplete);
  CHECK(test.report.drift);
}

TEST_CASE("expired tokens: an endlessly expiring list is restarted three times (fault 101)") {
  for (const std::size_t prefetch : {0U, 1U}) {
    expiring test([](std::size_t number) { return number % 2 == 0; });
    CHECK(test.read({.prefetch = prefetch, .on_expired_token = on_expired_token::restart}) == numbers(1, 5));
    CHECK(test.message().find("the token of the page has expired: the list was restarted 3 times before") !=
          std::string::npos);
    CHECK(test.transport->requests.size() == 8);
  }
}

TEST_CASE("expired tokens: a list can be resumed repeatedly, but not with a token that has expired, too") {
  expiring test([](std::size_t number) { return number % 2 == 0; });
  CHECK(test.read({.on_expired_token = on_expired_token::resume}) == numbers(1, 23));
  expiring twice([](std::size_t number) { return number == 2 || number == 3; });
  CHECK(twice.read({.on_expired_token = on_expired_token::resume}) == numbers(1, 5));
  CHECK(twice.message().find("the token with which the list was resumed has expired, too") !=
        std::string::npos);
  CHECK(twice.transport->requests.size() == 3);
}

TEST_CASE("expired tokens: a recovery token that is absent, too large or was sent before is an error") {
  for (const auto& [token, reason] : {std::pair{std::string(), "has no token with which"},
                                      std::pair{std::string(70'000, 'x'), "is too large, or was sent before"},
                                      std::pair{std::string("5"), "is too large, or was sent before"}}) {
    expiring test([](std::size_t number) { return number >= 3; });
    test.recovery = token;
    CHECK(test.read({.on_expired_token = on_expired_token::resume}) == numbers(1, 10));
    CHECK(test.message().find(reason) != std::string::npos);
    CHECK(test.transport->requests.size() == 3);
  }
}

TEST_CASE("expired tokens: a response that is not JSON has no recovery token") {
  expiring test;
  test.transport =
      std::make_shared<fake::transport>([&](const roster::http::request& sent, std::size_t number) {
        if (number == 1) return test.respond(sent, number);
        return fake::json(410, R"({"code":"Expired","details":{"cursor":"r5"})");
      });
  CHECK(test.read({.on_expired_token = on_expired_token::resume}) == numbers(1, 5));
  CHECK(test.failed);
  CHECK(test.transport->requests.size() == 2);
}

TEST_CASE("expired tokens: another code of that status, and the status of the first page, are other errors") {
  for (const auto action : {on_expired_token::restart, on_expired_token::resume}) {
    expiring test;
    test.transport =
        std::make_shared<fake::transport>([&](const roster::http::request& sent, std::size_t number) {
          return number == 1 ? test.respond(sent, number) : gone("r5", "Removed");
        });
    CHECK(test.read({.on_expired_token = action}) == numbers(1, 5));
    REQUIRE(test.failed);
    CHECK(test.failed->details().vendor_code == "Removed");
    CHECK(test.message().find("has expired") == std::string::npos);
    CHECK(test.transport->requests.size() == 2);
    expiring first;
    first.transport = std::make_shared<fake::transport>(
        [](const roster::http::request&, std::size_t) { return gone("r5"); });
    CHECK(first.read({.on_expired_token = action}).empty());
    CHECK(first.message().find("has expired") == std::string::npos);
    CHECK(first.transport->requests.size() == 1);
  }
}

TEST_CASE("expired tokens: a checkpoint whose token has expired can be resumed, but not restarted") {
  for (std::size_t read = 1; read <= 12; ++read) {
    CAPTURE(read);
    expiring first;
    auto range = first.list({});
    for (std::size_t i = 0; i < read; ++i) {
      auto next = range.next();
      REQUIRE(fake::run(first.io, std::move(next)));
    }
    const auto at = roster::checkpoint::parse(range.checkpoint().text());
    expiring later([](std::size_t number) { return number == 1; });
    const bool has_token = !at.cursor.token.empty();
    CHECK(later.read({.on_expired_token = on_expired_token::resume, .resume = at}) ==
          numbers(static_cast<std::int64_t>(read) + 1, 23));
    CHECK(later.report.drift == has_token);
    expiring again([](std::size_t number) { return number == 1; });
    const auto items = again.read({.on_expired_token = on_expired_token::restart, .resume = at});
    CHECK((again.message().find("did not start at the beginning of the list cannot be restarted") !=
           std::string::npos) == has_token);
    CHECK(items.empty() == has_token);
  }
}

TEST_CASE("expired tokens: a checkpoint of a restarted listing misses no item") {
  for (std::size_t read = 11; read <= 22; ++read) {
    CAPTURE(read);
    expiring test([](std::size_t number) { return number == 3; });
    auto range = test.list({.on_expired_token = on_expired_token::restart});
    ids seen;
    for (std::size_t i = 0; i < read; ++i) {
      auto next = range.next();
      seen.push_back(fake::run(test.io, std::move(next))->id);
    }
    const auto rest = test.read({.resume = roster::checkpoint::parse(range.checkpoint().text())});
    CHECK(rest == numbers(static_cast<std::int64_t>(read) + 1, 23));
    CHECK(seen == numbers(1, static_cast<std::int64_t>(read)));
  }
}

TEST_CASE("expired tokens: an option that the declaration does not support is rejected before any request") {
  const auto reason = [](auto&& test, on_expired_token action) {
    CHECK(test.read({.on_expired_token = action}).empty());
    CHECK(test.transport->requests.empty());
    REQUIRE(test.failed);
    CHECK(test.failed->condition() == errc::invalid_argument);
    return test.message();
  };
  CHECK(reason(expiring<without_key>(), on_expired_token::restart).find("have no key") != std::string::npos);
  CHECK(reason(expiring<without_recovery>(), on_expired_token::resume).find("declares no recovery token") !=
        std::string::npos);
  expiring<styles::token> undeclared;  // nothing can expire
  CHECK(undeclared.read({.on_expired_token = on_expired_token::restart}).empty() == false);
}

TEST_CASE("expired tokens: max_items and the deadline count the whole listing") {
  expiring test([](std::size_t number) { return number == 3; });
  CHECK(test.read({.on_expired_token = on_expired_token::restart, .max_items = 23}) == numbers(1, 23));
  expiring few([](std::size_t number) { return number == 3; });
  CHECK(few.read({.on_expired_token = on_expired_token::restart, .max_pages = 4}) == numbers(1, 10));
  CHECK(few.failed->condition() == errc::too_large);
}

TEST_CASE("expired tokens: read_until_stable does not accept a pass that was restarted") {
  expiring test([](std::size_t number) { return number == 3; });
  auto range = roster::read_until_stable(
      [&] { return test.list({.on_expired_token = on_expired_token::restart}); }, 5, &styles::item::id);
  auto reading = range.collect();
  CHECK(fake::run(test.io, std::move(reading)).size() == 23);
  CHECK_FALSE(range.report().drift);
  CHECK(test.transport->requests.size() == 13);  // of the first pass 8, of the second one 5
}

TEST_CASE("expired tokens: a poll of a watch that was restarted removes nothing") {
  using namespace std::chrono_literals;
  expiring test([](std::size_t number) { return number == 8; });
  roster::watch_options options;
  options.runtime = test.world.runtime();
  const roster::watch watched([&] { return test.list({.on_expired_token = on_expired_token::restart}); }, 1s,
                              &styles::item::id, options);
  auto changes = watched.changes();
  const auto changed = [&] {
    auto polling = changes.next_page();
    const auto page = fake::run(test.io, std::move(polling));
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& one : *page) ++count;
    return count;
  };
  CHECK(changed() == 23);
  test.served.size = 21;
  CHECK(changed() == 0);
  CHECK(changes.report().drift);
  CHECK(changed() == 2);
}
