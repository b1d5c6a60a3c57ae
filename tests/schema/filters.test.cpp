// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <optional>
#include <roster/schema/filters.hpp>
#include <string>

namespace {

struct query {
  std::optional<std::string> name{};
  std::optional<std::string> group{};
  std::optional<std::string> type{};
};
struct thing {
  std::string name{};
  std::string group_name{};
  std::string group_id{};
};

}  // namespace

TEST_CASE("filters: say which member narrows the list, by which place, and whether exactly") {
  constexpr auto all = roster::filters{
      roster::fuzzy{&query::name, roster::path<&thing::name>},
      roster::exact{&query::group, roster::path<&thing::group_id>, roster::path<&thing::group_name>},
      roster::exact{&query::type}};
  const auto& [name, group, type] = all.list;
  const thing t{.name = "n", .group_name = "g", .group_id = "i"};
  CHECK(*roster::find(t, name.item) == "n");
  CHECK(*roster::find(t, group.item) == "i");
  CHECK(*roster::find(t, group.or_item) == "g");
  static_assert(!roster::has_path<decltype(type.item)>, "the answer does not show it");
  static_assert(!roster::has_path<decltype(type.or_item)>);
  query q;
  q.*type.member = "x";
  CHECK(q.type == "x");
}
