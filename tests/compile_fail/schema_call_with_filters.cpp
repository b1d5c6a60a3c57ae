// expect: roster: this operation has filters, but neither items nor paging; filters belong to a list; declare items and paging, or remove the filters from a single call
// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/detail/check_call.hpp>
#include <string>

struct thing {
  std::string id{};
};
struct query {
  std::string id{};
};
struct describe_thing {
  using request = query;
  using response = thing;
  static constexpr auto target = roster::get("/thing");
  static constexpr auto filters = roster::filters{roster::exact{&query::id, roster::path<&thing::id>}};
};
constexpr bool checked = roster::detail::check_declaration<describe_thing>();
