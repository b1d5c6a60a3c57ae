// expect: roster: this operation is a list and not a single call, since it has items and paging; write client.list(request), or declare an operation without items and paging
// SPDX-License-Identifier: BSL-1.0
#include <roster/client/client.hpp>

struct thing {
  std::string id{};
};
struct query {};
struct things {
  std::vector<thing> data{};
};
struct list_things {
  using request = query;
  using response = things;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&things::data>;
  static constexpr auto paging = roster::one_page{};
};

roster::asio::awaitable<std::size_t> wrong(roster::client<list_things> client) {
  auto calling = client.call({});
  auto response = co_await std::move(calling);
  co_return response.data.size();
}
