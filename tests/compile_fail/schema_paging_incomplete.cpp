// expect: roster: the paging of this operation lacks a required member: by_number has .number, by_offset .offset and .size, by_token .send and .next, by_last_item .send, by_next_url .next; write, for instance, roster::by_token{.send = &my_request::token, .next = roster::path<&my_response::next>}
// SPDX-License-Identifier: BSL-1.0
#include <cstdint>
#include <optional>
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

struct model {
  std::string id{};
};
struct query {
  std::optional<std::string> after{};
};
struct list_response {
  std::vector<model> data{};
};
struct op {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/m");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::by_token{.send = &query::after};
};
static_assert(roster::detail::check_operation<op>());
