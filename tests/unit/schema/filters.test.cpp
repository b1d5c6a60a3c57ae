// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <optional>
#include <roster/schema/condition.hpp>
#include <string>
#include <type_traits>

namespace {

struct query {
  std::optional<std::string> name{};
  std::optional<std::string> group{};
  std::optional<std::string> type{};
  std::optional<std::string> state{};
  std::optional<std::string> owner{};
};
struct thing {
  std::string name{};
  std::string group_name{};
  std::string group_id{};
  std::string state{};
  std::string owner{};
};

}  // namespace

TEST_CASE("filters: declare the request member, the path in the item, and whether the filter is exact") {
  constexpr auto all = roster::filters{
      roster::fuzzy{&query::name, roster::path<&thing::name>},
      roster::exact{&query::group, roster::path<&thing::group_id>, roster::path<&thing::group_name>},
      roster::exact{&query::type}, roster::exact{&query::state, roster::path<&thing::state>}.except("gone"),
      roster::loose{&query::owner, roster::path<&thing::owner>}};
  const auto& [name, group, type, state, owner] = all.list;
  const thing t{.name = "n", .group_name = "g", .group_id = "i"};
  CHECK(*roster::find(t, name.item) == "n");
  CHECK(*roster::find(t, group.item) == "i");
  CHECK(*roster::find(t, group.or_item) == "g");
  static_assert(!roster::detail::has_path<decltype(type.item)>, "the answer does not show it");
  static_assert(!roster::detail::has_path<decltype(type.or_item)>);
  CHECK(state.excepted == "gone");
  CHECK(group.excepted.empty());
  static_assert(roster::detail::is_fuzzy<std::remove_cvref_t<decltype(name)>>);
  static_assert(!roster::detail::is_fuzzy<std::remove_cvref_t<decltype(owner)>>);
  query q;
  q.*type.member = "x";
  CHECK(q.type == "x");
}

TEST_CASE("filters: a condition can be pushed down to an exact filter with one path") {
  using one = decltype(roster::exact{&query::state, roster::path<&thing::state>});
  using two = decltype(roster::exact{&query::group, roster::path<&thing::group_id>,
                                     roster::path<&thing::group_name>});
  using hidden = decltype(roster::exact{&query::type});
  static_assert(roster::detail::is_pushable<one>);
  static_assert(!roster::detail::is_pushable<two>);
  static_assert(!roster::detail::is_pushable<hidden>);
  static_assert(
      !roster::detail::is_pushable<decltype(roster::loose{&query::owner, roster::path<&thing::owner>})>);
  static_assert(
      !roster::detail::is_pushable<decltype(roster::fuzzy{&query::name, roster::path<&thing::name>})>);
}
