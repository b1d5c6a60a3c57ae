// expect: roster: this operation is a single call and not a list, since it has neither items nor paging; write co_await client.call(request), or declare items and paging
// SPDX-License-Identifier: BSL-1.0
#include <roster/client/client.hpp>

struct thing {
  std::string id{};
};
struct query {};
struct describe_thing {
  using request = query;
  using response = thing;
  static constexpr auto target = roster::get("/thing");
};

auto wrong(roster::client<describe_thing> client) { return client.list({}) | std::views::take(1); }
