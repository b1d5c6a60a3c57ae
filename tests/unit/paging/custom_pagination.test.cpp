// SPDX-License-Identifier: BSL-1.0
// A paging style that a program declares: one page for each day.
#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <optional>
#include <roster/client.hpp>
#include <roster/paging/received_page.hpp>
#include <roster/range/combine/read_until_stable.hpp>
#include <string>
#include <support/fake_transport.hpp>
#include <support/listed_api.hpp>
#include <utility>
#include <vector>

namespace {

using ids = std::vector<std::string>;

struct run {
  std::string id{};
};
struct runs_query {
  std::string since{};
  std::optional<std::string> day{};
};
struct runs_response {
  std::vector<run> runs{};
  std::string today{};
};

std::string day_after(const std::string& day) {
  int year = 0;
  unsigned month = 0;
  unsigned date = 0;
  REQUIRE(std::sscanf(day.c_str(), "%d-%u-%u", &year, &month, &date) == 3);
  const std::chrono::sys_days on{std::chrono::year(year) / std::chrono::month(month) /
                                 std::chrono::day(date)};
  const std::chrono::year_month_day next(on + std::chrono::days(1));
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(next.year()),
                static_cast<unsigned>(next.month()), static_cast<unsigned>(next.day()));
  return text;
}

struct by_day {
  int max_empty_pages{50};

  std::string first(const runs_query& query) const { return query.since; }
  void send(runs_query& query, const std::string& day) const { query.day = day; }
  std::optional<std::string> next(const runs_response& response, const roster::received_page& page) const {
    if (page.cursor == response.today) return std::nullopt;
    return day_after(page.cursor);
  }
};
template <int MaxEmptyPages>
struct list_runs_with {
  using request = runs_query;
  using response = runs_response;
  static constexpr auto target = roster::get("/runs");
  static constexpr auto items = roster::path<&runs_response::runs>;
  static constexpr auto key = roster::path<&run::id>;
  static constexpr auto paging = by_day{.max_empty_pages = MaxEmptyPages};
};
using list_runs = list_runs_with<50>;

/// Two runs on each day of February and March 2024, none on those of March; today is March 3rd.
roster::http::response respond(const roster::http::request& request, std::size_t) {
  const auto day = fake::parameters(request.query)["day"];
  const bool any = day < "2024-03-01";
  return fake::json(200, R"({"today":"2024-03-03","runs":[)" +
                             (any ? R"({"id":")" + day + R"(a"},{"id":")" + day + "b\"}" : "") + "]}");
}

/// A page for each letter in a header; the first request is sent unchanged.
struct by_header {
  std::string first(const runs_query&) const { return {}; }
  void send(runs_query& query, const std::string& cursor) const { query.day = cursor; }
  std::optional<std::string> next(const runs_response&, const roster::received_page& page) const {
    if (page.items == 1) return std::nullopt;
    return page.cursor + std::string(page.headers.get("x-letter"));
  }
};
struct list_letters {
  using request = runs_query;
  using response = runs_response;
  static constexpr auto target = roster::get("/runs");
  static constexpr auto items = roster::path<&runs_response::runs>;
  static constexpr auto paging = by_header{};
};

ids all_days() {
  return {"2024-02-27a", "2024-02-27b", "2024-02-28a", "2024-02-28b", "2024-02-29a", "2024-02-29b"};
}

template <class Range>
ids ids_of(boost::asio::io_context& io, Range& range) {
  ids out;
  auto reading = range.for_each([&](const run& one) { out.push_back(one.id); });
  fake::run(io, std::move(reading));
  return out;
}

/// A client of an operation, and the requests that it sent.
template <class Op>
struct setup {
  explicit setup(fake::transport::script script = respond)
      : transport(std::make_shared<fake::transport>(std::move(script))) {}

  auto list(roster::list_options options = {}) {
    roster::client_config config{.endpoint = "https://runs.example"};
    config.transport = transport;
    const roster::client<Op> client(io.get_executor(), std::move(config));
    return client.list({.since = "2024-02-27"}, std::move(options));
  }

  boost::asio::io_context io{};
  std::shared_ptr<fake::transport> transport;
};

}  // namespace

TEST_CASE("custom pagination: reads the pages in the order of their cursors, with or without prefetching") {
  for (const std::size_t prefetch : {0U, 1U, 3U}) {
    setup<list_runs> test;
    auto range = test.list({.prefetch = prefetch});
    CHECK(ids_of(test.io, range) == all_days());
    CHECK(range.report().complete());
    REQUIRE(test.transport->requests.size() == 6);
    CHECK(fake::parameters(test.transport->requests[0].query)["day"] == "2024-02-27");
    CHECK(fake::parameters(test.transport->requests[5].query)["day"] == "2024-03-03");
    CHECK(fake::parameters(test.transport->requests[5].query)["since"] == "2024-02-27");
  }
}

TEST_CASE("custom pagination: a listing resumes at every item") {
  for (std::size_t read = 0; read <= 6; ++read) {
    CAPTURE(read);
    setup<list_runs> test;
    auto range = test.list();
    for (std::size_t i = 0; i < read; ++i) {
      auto next = range.next();
      REQUIRE(fake::run(test.io, std::move(next)));
    }
    const auto at = roster::checkpoint::parse(range.checkpoint().text());
    auto rest = test.list({.resume = at});
    const auto expected = all_days();
    CHECK(ids_of(test.io, rest) == ids(expected.begin() + static_cast<std::ptrdiff_t>(read), expected.end()));
  }
}

TEST_CASE("custom pagination: a page is requested only when one of its items is needed") {
  setup<list_runs> test;
  auto range = test.list() | std::views::take(2);
  CHECK(ids_of(test.io, range).size() == 2);
  CHECK(test.transport->requests.size() == 1);
}

TEST_CASE(
    "custom pagination: reads headers and the number of items, and an empty first cursor sends nothing") {
  for (const std::size_t prefetch : {0U, 1U}) {
    setup<list_letters> test([](const roster::http::request& request, std::size_t) {
      const auto cursor = fake::parameters(request.query)["day"];
      return fake::json(
          200, R"({"runs":[{"id":"1"})" + std::string(cursor.size() == 3 ? "" : R"(,{"id":"2"})") + "]}",
          {{"x-letter", "z"}});
    });
    auto range = test.list({.prefetch = prefetch});
    CHECK(ids_of(test.io, range).size() == 7);
    REQUIRE(test.transport->requests.size() == 4);
    CHECK(test.transport->requests[0].query.find("day") == std::string::npos);
    CHECK(fake::parameters(test.transport->requests[3].query)["day"] == "zzz");
  }
}

TEST_CASE("custom pagination: a repeated cursor, one that is too large and endless empty pages are errors") {
  const auto fails = [](auto&& test, const char* reason, std::size_t requests) {
    auto range = test.list();
    auto reading = range.collect();
    try {
      fake::run(test.io, std::move(reading));
      FAIL("no failure");
    } catch (const roster::failure& f) {
      CHECK(f.condition() == roster::errc::pagination_stalled);
      CHECK(std::string(f.what()).find(reason) != std::string::npos);
    }
    CHECK(test.transport->requests.size() == requests);
  };
  const auto letters = [](std::string letter) {
    return [letter](const roster::http::request&, std::size_t) {
      return fake::json(200, R"({"runs":[{"id":"1"},{"id":"2"}]})", {{"x-letter", letter}});
    };
  };
  fails(setup<list_letters>(letters(std::string(70'000, 'x'))), "too large", 1);
  fails(setup<list_runs_with<2>>([](const roster::http::request&, std::size_t) {
          return fake::json(200, R"({"today":"2030-01-01","runs":[]})");
        }),
        "3 empty pages in a row", 3);
  fails(setup<list_runs>([](const roster::http::request&, std::size_t) {
          return fake::json(200, R"({"today":"2030-01-01","runs":[]})");
        }),
        "51 empty pages in a row", 51);
}

TEST_CASE("custom pagination: read_until_stable reads it as any other list") {
  setup<list_runs> test;
  auto range = roster::read_until_stable([&] { return test.list(); }, 3, &run::id);
  CHECK(ids_of(test.io, range) == all_days());
  CHECK(test.transport->requests.size() == 12);
}
