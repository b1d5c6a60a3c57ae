// expect: roster: the items of this operation are not structs; a list of strings or numbers cannot be listed; an item is a struct whose members are those of a JSON object
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
struct answer {
  std::vector<std::string> repositories{};
};
struct op {
  using request = query;
  using response = answer;
  static constexpr auto target = roster::get("/v2/_catalog");
  static constexpr auto items = roster::path<&answer::repositories>;
  static constexpr auto paging = roster::one_page{};
};
static_assert(roster::detail::check_operation<op>());
