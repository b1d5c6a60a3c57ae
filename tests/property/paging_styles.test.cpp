// SPDX-License-Identifier: BSL-1.0
// Every declaration of paging, against a server that serves the same list in every style.
#include <doctest/doctest.h>

#include <memory>
#include <random>
#include <ranges>
#include <roster/client.hpp>
#include <string>
#include <support/fake_transport.hpp>
#include <support/styled_server.hpp>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using ids = std::vector<std::string>;

ids numbers(std::int64_t first, std::int64_t last) {
  ids out;
  for (auto id = first; id <= last; ++id) out.push_back(std::to_string(id));
  return out;
}

/// A client of a server, and the requests that it sent.
template <class Op>
struct setup {
  explicit setup(styles::server served) : from(served) {
    roster::client_config config{.endpoint = "https://api.example.com"};
    config.transport = transport;
    config.retry.max_retries = 0;
    client.emplace(io.get_executor(), std::move(config));
  }

  template <class Range>
  ids all(Range range) {
    ids out;
    fake::run(io, range.for_each([&](const styles::item& one) { out.push_back(one.id); }));
    return out;
  }

  styles::server from;
  boost::asio::io_context io{};
  std::shared_ptr<fake::transport> transport = std::make_shared<fake::transport>(
      [this](const roster::http::request& request, std::size_t) { return from.respond(request); });
  std::optional<roster::client<Op>> client{};
};

struct names_response {
  std::vector<std::string> repositories{};
};
struct list_names {
  using request = styles::query;
  using response = names_response;
  static constexpr auto target = roster::get("/v2/_catalog");
  static constexpr auto items = roster::path<&names_response::repositories>;
  static constexpr auto paging = roster::by_link_header{};
};

}  // namespace

TEST_CASE_TEMPLATE("paging styles: a list is complete, whatever its size, page size and prefetch", Op,
                   PAGING_STYLES) {
  std::mt19937 random(14);
  for (int round = 0; round < 60; ++round) {
    const styles::server served{.size = static_cast<std::int64_t>(random() % 48),
                                .max_page_size = static_cast<std::int64_t>(1 + random() % 10),
                                .relative_urls = random() % 2 == 0,
                                .may_be_empty = random() % 3 == 0};
    const std::size_t prefetch = random() % 4;
    CAPTURE(served.size);
    CAPTURE(served.max_page_size);
    CAPTURE(served.may_be_empty);
    CAPTURE(prefetch);
    // Without any sign of the applied size, a clamped page cannot be distinguished from the last one where pages are numbered.
    setup<Op> test(served);
    styles::query asked;
    if (random() % 2 == 0) asked.limit = static_cast<std::int64_t>(1 + random() % 12);
    REQUIRE(test.all(test.client->list(asked, {.prefetch = prefetch})) == numbers(1, served.size));
  }
}

TEST_CASE_TEMPLATE("paging styles: the first item costs one request", Op, PAGING_STYLES) {
  setup<Op> test({.size = 30});
  CHECK(test.all(test.client->list() | std::views::take(1)) == ids{"1"});
  CHECK(test.transport->requests.size() == 1);
}

TEST_CASE_TEMPLATE("paging styles: a listing resumes at every item", Op, PAGING_STYLES) {
  for (std::int64_t read = 0; read <= 13; ++read) {
    CAPTURE(read);
    setup<Op> test({.size = 13, .max_page_size = 5, .relative_urls = read % 2 == 0});
    auto range = test.client->list();
    for (std::int64_t i = 0; i < read; ++i) {
      auto next = range.next();
      REQUIRE(fake::run(test.io, std::move(next)));
    }
    const auto at = roster::checkpoint::parse(range.checkpoint().text());
    REQUIRE(test.all(test.client->list({}, {.resume = at})) == numbers(read + 1, 13));
  }
}

TEST_CASE_TEMPLATE("paging styles: a list that ends before its total is reported as incomplete", Op,
                   styles::token, styles::next_url) {
  setup<Op> test({.size = 30});
  test.transport = std::make_shared<fake::transport>([](const roster::http::request&, std::size_t) {
    return fake::json(200, R"({"items":[{"id":"1"},{"id":"2"}],"total":30})");
  });
  roster::client_config config{.endpoint = "https://api.example.com"};
  config.transport = test.transport;
  const roster::client<Op> client(test.io.get_executor(), config);
  auto range = client.list();
  auto reading = range.collect();
  CHECK(fake::run(test.io, std::move(reading)).size() == 2);
  CHECK(range.report().incomplete);
  CHECK_FALSE(range.report().complete());
  CHECK(range.report().note == "the service reported a total of 30 items, but returned 2");
}

TEST_CASE("paging styles: items may be strings") {
  for (const std::size_t prefetch : {0U, 1U}) {
    setup<list_names> test({});
    test.transport = std::make_shared<fake::transport>([](const roster::http::request& sent, std::size_t) {
      const bool first = sent.query.find("last") == std::string::npos;
      return fake::json(200, first ? R"({"repositories":["a","b"]})" : R"({"repositories":["c"]})",
                        {{"link", first ? "</v2/_catalog?last=b&n=2>; rel=\"next\"" : ""}});
    });
    roster::client_config config{.endpoint = "https://api.example.com"};
    config.transport = test.transport;
    const roster::client<list_names> client(test.io.get_executor(), config);
    auto range = client.list({}, {.prefetch = prefetch});
    auto reading = range.collect();
    CHECK(fake::run(test.io, std::move(reading)) == ids{"a", "b", "c"});
  }
}

TEST_CASE("paging styles: no page after the reported number of pages is prefetched") {
  setup<styles::number_pages> test({.size = 23});
  CHECK(test.all(test.client->list({}, {.prefetch = 5})) == numbers(1, 23));
  CHECK(test.transport->requests.size() == 6);
}

TEST_CASE_TEMPLATE("paging styles: a response is decoded twice only if it says what is requested next", Op,
                   styles::number_total, styles::offset_total, styles::last_item, styles::last_item_more,
                   styles::token, styles::next_url, styles::link) {
  constexpr bool has_token = std::is_same_v<Op, styles::token> || std::is_same_v<Op, styles::next_url> ||
                             std::is_same_v<Op, styles::link>;
  CHECK(roster::detail::pager<Op>::predicts_from_response == has_token);
}

TEST_CASE_TEMPLATE("paging styles: no credentials follow a URL of another origin", Op, styles::next_url,
                   styles::link) {
  for (const char* url :
       {"https://evil.example/next_url?after=4", "http://api.example.com/next_url", "//evil.example/next_url",
        "https://api.example.com:444/next_url", "https://api.example.com@evil.example/",
        "\\\\evil.example\\a", "https://user:password@api.example.com/next_url", "/\\evil.example",
        "https:evil", "javascript:alert(1)", "/a/%2e%2e/b", "/a//b", "/a\tb", "/%zz",
        "https://api.example.com.evil.example/", "ftp://api.example.com/"}) {
    CAPTURE(url);
    setup<Op> test({.size = 30});
    test.transport = std::make_shared<fake::transport>([&](const roster::http::request&, std::size_t number) {
      REQUIRE(number == 1);
      std::string body = R"({"items":[{"id":"1"}],"next":")";
      for (const char* c = url; *c != '\0'; ++c)
        body += *c == '\\' ? "\\\\" : *c == '\t' ? "\\t" : std::string(1, *c);
      if constexpr (std::is_same_v<Op, styles::link>)
        return fake::json(200, R"([{"id":"1"}])", {{"link", "<" + std::string(url) + ">; rel=next"}});
      else
        return fake::json(200, body + "\"}");
    });
    roster::client_config config{.endpoint = "https://api.example.com", .sign = roster::bearer{"token-1"}};
    config.transport = test.transport;
    const roster::client<Op> client(test.io.get_executor(), config);
    auto range = client.list();
    auto first = range.next();
    REQUIRE(fake::run(test.io, std::move(first))->id == "1");
    auto second = range.next();
    CHECK_THROWS_AS(fake::run(test.io, std::move(second)), roster::failure);
    CHECK(test.transport->requests.size() == 1);
  }
}

TEST_CASE("paging styles: a malformed header Link is an error, and does not end the list") {
  for (const std::size_t prefetch : {0U, 1U}) {
    setup<styles::link> test({});
    test.transport = std::make_shared<fake::transport>([](const roster::http::request&, std::size_t) {
      return fake::json(200, R"([{"id":"1"}])", {{"link", "<<<>>>"}});
    });
    roster::client_config config{.endpoint = "https://api.example.com"};
    config.transport = test.transport;
    const roster::client<styles::link> client(test.io.get_executor(), config);
    auto range = client.list({}, {.prefetch = prefetch});
    auto first = range.next();
    CHECK_THROWS_WITH_AS(fake::run(test.io, std::move(first)),
                         doctest::Contains("malformed header Link, which may have the URL of the next page"),
                         roster::failure);
    CHECK(range.report().items == 0);
    CHECK(test.transport->requests.size() == 1);
  }
}

TEST_CASE("paging styles: a total in a header that is not a number counts as absent") {
  for (const char* total : {"many", "", "12.5", "30 items", "1e3", "99999999999999999999"}) {
    CAPTURE(total);
    setup<styles::number_header> test({.size = 23, .max_page_size = 5});
    test.transport = std::make_shared<fake::transport>([&](const roster::http::request& sent, std::size_t) {
      auto response = test.from.respond(sent);
      response.headers.set("x-total", total);
      return response;
    });
    roster::client_config config{.endpoint = "https://api.example.com"};
    config.transport = test.transport;
    const roster::client<styles::number_header> client(test.io.get_executor(), config);
    CHECK(test.all(client.list()) == numbers(1, 23));
    CHECK(test.transport->requests.size() == 6);  // the last page is empty
  }
}

TEST_CASE("paging styles: a URL that is too long or repeated is an error, and an empty one ends the list") {
  const auto list = [](std::string next) {
    setup<styles::next_url> test({});
    test.transport = std::make_shared<fake::transport>([&](const roster::http::request&, std::size_t) {
      return fake::json(200, R"({"items":[{"id":"1"}],"next":)" + next + '}');
    });
    roster::client_config config{.endpoint = "https://api.example.com"};
    config.transport = test.transport;
    config.retry.max_retries = 0;
    const roster::client<styles::next_url> client(test.io.get_executor(), config);
    return test.all(client.list());
  };
  CHECK(list("\"\"") == ids{"1"});
  CHECK(list("null") == ids{"1"});
  CHECK_THROWS_AS(list("\"/a?b=1\""), roster::failure);
  CHECK_THROWS_AS(list("\"/" + std::string(9000, 'a') + '"'), roster::failure);
  CHECK_THROWS_AS(list("\"/" + std::string(1 << 20, 'a') + '"'), roster::failure);
}
