// SPDX-License-Identifier: BSL-1.0
// Every declaration of paging, against the emulator, which serves it from the declaration alone.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <roster/emulator/serve.hpp>
#include <string>
#include <support/served.hpp>
#include <support/styled_server.hpp>
#include <vector>

namespace {

using ids = std::vector<std::string>;

std::vector<styles::item> numbered(std::int64_t size) {
  std::vector<styles::item> out;
  for (std::int64_t id = 1; id <= size; ++id) out.push_back({std::to_string(id)});
  return out;
}

ids ids_of(const std::vector<styles::item>& items) {
  ids out;
  for (const styles::item& one : items) out.push_back(one.id);
  return out;
}

ids ids_from(std::int64_t first, std::int64_t last) {
  const auto all = ids_of(numbered(last));
  return {all.begin() + (first - 1), all.end()};
}

// Items in other places than one list of the response.

struct edge {
  styles::item node{};
};
struct edges {
  std::vector<std::optional<edge>> edges{};
};
struct graph_response {
  std::optional<edges> found{};
  std::optional<std::string> next{};
};
struct in_edges {
  using request = styles::query;
  using response = graph_response;
  static constexpr auto target = roster::post("/in_edges");
  static constexpr auto items = roster::path<&response::found, &edges::edges, roster::each, &edge::node>;
  static constexpr auto key = roster::path<&styles::item::id>;
  static constexpr auto paging = roster::by_token{
      .send = &request::after, .next = roster::path<&response::next>, .size = &request::limit};
};
struct zone {
  std::optional<std::vector<styles::item>> found{};
};
struct zones_response {
  std::map<std::string, zone> items{};
  std::int64_t total{};
};
struct in_zones {  // lists in the values of a map
  using request = styles::query;
  using response = zones_response;
  static constexpr bool in_map = true;
  static constexpr auto target = roster::get("/in_zones");
  static constexpr auto items = roster::path<&response::items, roster::each, &zone::found>;
  static constexpr auto key = roster::path<&styles::item::id>;
  static constexpr auto paging = roster::by_offset{
      .offset = &request::offset, .size = &request::limit, .total = roster::path<&response::total>};
};
struct map_of_items {
  using request = styles::query;
  using response = std::map<std::string, styles::item>;
  static constexpr bool in_map = true;
  static constexpr auto target = roster::get("/map_of_items");
  static constexpr auto items = roster::whole_response;
  static constexpr auto key = roster::path<&styles::item::id>;
  static constexpr auto paging = roster::by_last_item{.send = &request::after, .size = &request::limit};
};
struct group {
  roster::one_or_many<edge> edges{};
};
struct lists_in_lists {
  using request = styles::query;
  using response = std::vector<group>;
  static constexpr auto target = roster::get("/lists_in_lists");
  static constexpr auto items = roster::path<roster::each, &group::edges, roster::each, &edge::node>;
  static constexpr auto key = roster::path<&styles::item::id>;
  static constexpr auto paging = roster::by_number{
      .number = &request::page, .size = &request::limit, .total = roster::header{"x-total"}};
};
struct in_lines {
  using request = styles::query;
  using response = std::vector<styles::item>;
  static constexpr auto target = roster::get("/in_lines");
  static constexpr auto format = roster::json_lines;
  static constexpr auto items = roster::whole_response;
  static constexpr auto key = roster::path<&styles::item::id>;
  static constexpr auto paging = roster::by_last_item{.send = &request::after, .size = &request::limit};
};

/// Whether random orders of members are orders of items.
template <class Op>
inline constexpr bool is_in_map = requires { Op::in_map; };

}  // namespace

#define ALL_STYLES PAGING_STYLES, in_edges, in_zones, map_of_items, lists_in_lists, in_lines

TEST_CASE_TEMPLATE("serve: lists every item in order, whatever the style of pagination", Op, ALL_STYLES) {
  std::mt19937 random(21);
  for (int round = 0; round < 40; ++round) {
    const auto size = static_cast<std::int64_t>(random() % 48);
    const auto clamp = static_cast<std::int64_t>(1 + random() % 10);
    const auto default_size = static_cast<std::int64_t>(1 + random() % 10);
    const auto order = random() % 2 == 0 && !is_in_map<Op> ? roster::emulator::member_order::random
                                                           : roster::emulator::member_order::documented;
    CAPTURE(size);
    CAPTURE(clamp);
    CAPTURE(default_size);
    fake::served<Op> test(numbered(size),
                          {.page_size = default_size, .page_size_clamp = clamp, .member_order = order});
    styles::query asked;
    if (random() % 2 == 0) asked.limit = static_cast<std::int64_t>(1 + random() % 12);
    REQUIRE(ids_of(test.all(asked, {.prefetch = random() % 4})) == ids_of(numbered(size)));
  }
}

TEST_CASE_TEMPLATE("serve: the first item costs one request, and a listing resumes at every item", Op,
                   ALL_STYLES) {
  fake::served<Op> test(numbered(13), {.page_size_clamp = 5});
  CHECK(ids_of(test.first(1)) == ids{"1"});
  CHECK(test.api.log().size() == 1);
  for (std::int64_t read = 0; read <= 13; ++read) {
    CAPTURE(read);
    auto range = test.client->list();
    for (std::int64_t i = 0; i < read; ++i) {
      auto next = range.next();
      REQUIRE(fake::run(test.context, std::move(next)));
    }
    const auto at = roster::checkpoint::parse(range.checkpoint().text());
    const auto rest = ids_of(test.all({}, {.resume = at}));
    REQUIRE(rest == ids_from(read + 1, 13));
  }
}

TEST_CASE_TEMPLATE("serve: a list is complete after throttling, a broken connection and a broken body", Op,
                   ALL_STYLES) {
  using roster::emulator::parse_fault;
  fake::served<Op> test(numbered(23),
                        {.page_size_clamp = 5,
                         .faults = {parse_fault("throttle:at=3,retry-after-ms=1"), parse_fault("reset:at=5"),
                                    parse_fault("cut:at=7"), parse_fault("status:status=503")}});
  CHECK(ids_of(test.all()) == ids_from(1, 23));
  for (const std::size_t fault : {0U, 1U, 2U, 3U}) CHECK(test.api.fault_hits(fault) == 1);
}

TEST_CASE_TEMPLATE("serve: tokens and URLs stay valid while items are inserted and removed", Op,
                   styles::token, styles::token_end, styles::token_header, styles::last_item_more,
                   styles::next_url, styles::link) {
  fake::served<Op> test(numbered(12), {.page_size_clamp = 4});
  test.api.before_request(2, [&] {
    CHECK(test.api.remove("2"));
    CHECK(test.api.remove("5"));
    CHECK_FALSE(test.api.remove("5"));
    test.api.insert({"0"}, 0);
    test.api.insert({"13"});
  });
  CHECK(ids_of(test.all()) == ids{"1", "2", "3", "4", "6", "7", "8", "9", "10", "11", "12", "13"});
  CHECK(test.api.items().size() == 12);
  CHECK(test.api.items().front().id == "0");
}

TEST_CASE_TEMPLATE("serve: an empty page in the middle does not end a list of tokens", Op, styles::token,
                   styles::token_end, styles::token_header, styles::next_url, styles::link) {
  fake::served<Op> test(numbered(12),
                        {.page_size_clamp = 4, .faults = {roster::emulator::parse_fault("empty-page:at=2")}});
  CHECK(ids_of(test.all()) == ids_from(1, 12));
  CHECK(test.api.fault_hits(0) == 1);
  CHECK(test.api.log().size() == 4);
}

TEST_CASE("serve: an empty page in the middle of offsets loses only its own items, and is reported") {
  fake::served<in_zones> test(
      numbered(11), {.page_size_clamp = 4, .faults = {roster::emulator::parse_fault("empty-page:at=2")}});
  auto range = test.client->list();
  CHECK(ids_of(fake::run(test.context, range.collect())) == ids{"1", "2", "3", "4", "9", "10", "11"});
  CHECK(test.api.fault_hits(0) == 1);
  CHECK(range.report().incomplete);
}

TEST_CASE("serve: a listing fails at, or continues after, expired tokens at any page") {
  using roster::on_expired_token;
  for (std::int64_t number = 2; number <= 5; ++number)
    for (const auto how : {on_expired_token::fail, on_expired_token::restart, on_expired_token::resume}) {
      CAPTURE(number);
      CAPTURE(how);
      fake::served<styles::token_expiring> test(numbered(23), {.page_size_clamp = 5});
      test.api.before_request(number, [&] {
        test.api.insert({"24"});
        test.api.expire_tokens();
      });
      if (how == on_expired_token::fail) {
        CHECK(test.failure().details().vendor_code == "Expired");
      } else {
        CHECK(ids_of(test.all({}, {.on_expired_token = how})) == ids_from(1, 24));
        CHECK(std::ssize(test.api.log()) == (how == on_expired_token::resume ? 6 : 5 + number));
      }
      CHECK(test.api.log()[static_cast<std::size_t>(number) - 1].status == 410);
    }
}
