// expect: roster: this struct has a base class; the members of a base class cannot be reflected; move them into the struct or make the base class a nested member
// unless: reflection
// SPDX-License-Identifier: BSL-1.0
#include <optional>
#include <roster/schema/operation.hpp>
#include <string>
#include <vector>

struct named {
  std::string name{};
};
struct owner : named {
  std::string mail{};
};
struct thing {
  std::string id{};
  std::optional<owner> owned_by{};
};
struct query {};
struct list_response {
  std::vector<thing> data{};
};
struct list_things {
  using request = query;
  using response = list_response;
  static constexpr auto target = roster::get("/things");
  static constexpr auto items = roster::path<&list_response::data>;
  static constexpr auto paging = roster::one_page{};
};
constexpr bool checked = roster::detail::check_operation<list_things>();
