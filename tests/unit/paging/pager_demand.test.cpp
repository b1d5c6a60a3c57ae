// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <roster/paging/detail/pager.hpp>
#include <string>
#include <support/number_lists.hpp>
#include <variant>
#include <vector>

// A consumer with a small demand, and services whose pages contain fewer items than requested.

using roster::detail::unlimited;

namespace {

/// Cuts `total` items into pages, then filters out all but the one at `match`.
struct filtering_server {
  std::int64_t total{500};
  std::int64_t match{400};
  bool says_total{true};
  int requests{};
  std::vector<std::int64_t> sizes{};

  template <class Answer>
  void fill(Answer& out, std::int64_t begin, std::int64_t size) {
    ++requests;
    sizes.push_back(size);
    if (begin <= match && match < begin + size) out.items.push_back({.id = match});
    for (const auto& item : out.items) out.keys.push_back(std::to_string(item.id));
    out.list = roster::detail::list_state::present;
  }

  roster::detail::list_page<numbers::by_page> respond(const numbers::page_query& query) {
    roster::detail::list_page<numbers::by_page> out;
    fill(out, (*query.page - 1) * *query.size, *query.size);
    out.rest = {.page = query.page, .size = query.size};
    if (says_total) out.rest.total = total;
    return out;
  }

  roster::detail::list_page<numbers::by_token> respond(const numbers::token_query& query) {
    roster::detail::list_page<numbers::by_token> out;
    const auto begin = query.after ? std::stoll(*query.after) : 0;
    fill(out, begin, *query.limit);
    if (begin + *query.limit < total) out.rest.next = std::to_string(begin + *query.limit);
    return out;
  }
};

template <class Op>
std::vector<std::int64_t> take(filtering_server& server, roster::demand wanted) {
  roster::detail::pager<Op> pager({});
  std::vector<std::int64_t> came;
  while (came.size() < wanted) {
    auto step = pager.next_request(wanted - came.size());
    if (std::holds_alternative<roster::detail::end_of_list>(step)) break;
    auto taken = pager.take(server.respond(std::get<typename Op::request>(step)));
    REQUIRE(taken.index() == 0);
    for (const auto& item : std::get<0>(taken).items) came.push_back(item.id);
  }
  return came;
}

}  // namespace

TEST_CASE("pager: pages grow while they are empty, from one item to the maximum (fault 133)") {
  filtering_server by_token;
  CHECK(take<numbers::by_token>(by_token, 1) == std::vector<std::int64_t>{400});
  CHECK(by_token.requests < 60);
  CHECK(std::vector(by_token.sizes.begin(), by_token.sizes.begin() + 6) ==
        std::vector<std::int64_t>{1, 2, 4, 8, 10, 10});
  filtering_server by_page;
  by_page.match = 390;
  CHECK(take<numbers::by_page>(by_page, 1) == std::vector<std::int64_t>{390});
  CHECK(by_page.requests < 60);
  CHECK(*std::max_element(by_page.sizes.begin(), by_page.sizes.end()) == 10);
}

TEST_CASE("pager: the page size no longer grows after the first page with an item (fault 133)") {
  filtering_server server{.total = 20, .match = 3};
  CHECK(take<numbers::by_page>(server, 1) == std::vector<std::int64_t>{3});
  CHECK(server.sizes == std::vector<std::int64_t>{1, 2, 4});
}

TEST_CASE("pager: an empty list is requested once for any demand") {
  filtering_server none{.total = 0, .match = -1};
  CHECK(take<numbers::by_page>(none, 1).empty());
  CHECK(none.requests == 1);
  filtering_server silent{.total = 0, .match = -1, .says_total = false};
  CHECK(take<numbers::by_page>(silent, 1).empty());
  CHECK(silent.requests == 1);
}
