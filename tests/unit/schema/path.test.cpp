// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <optional>
#include <roster/schema/path.hpp>
#include <string>
#include <vector>

using roster::find;
using roster::path;
using roster::detail::make;

namespace {

struct info {
  std::optional<std::string> next{};
  int size{};
};
struct result {
  std::optional<info> page{};
  std::vector<int> list{};
};
struct answer {
  std::optional<result> body{};
  info other{};
};

constexpr auto to_next = path<&answer::body, &result::page, &info::next>;
constexpr auto to_list = path<&answer::body, &result::list>;

}  // namespace

TEST_CASE("path: finds a member through the optionals in the path") {
  answer a{.body = result{.page = info{.next = "m", .size = 3}, .list = {1, 2}}};
  REQUIRE(find(a, to_list) != nullptr);
  CHECK(find(a, to_list)->size() == 2);
  REQUIRE(find(a, to_next) != nullptr);
  CHECK(**find(a, to_next) == "m");
  CHECK(find(a, path<&answer::other, &info::size>) == &a.other.size);
  CHECK(find(a, path<>) == &a);
}

TEST_CASE(
    "path: find returns nullptr for an empty optional within the path, but not for an empty last member") {
  answer a;
  CHECK(find(a, to_list) == nullptr);
  CHECK(find(a, to_next) == nullptr);
  a.body.emplace();
  CHECK(find(a, to_list) == &a.body->list);
  CHECK(find(a, to_next) == nullptr);
  a.body->page.emplace();
  REQUIRE(find(a, to_next) != nullptr);
  CHECK_FALSE(find(a, to_next)->has_value());
  CHECK(find(a, path<&answer::body>) == &a.body);
}

TEST_CASE("path: find preserves the constness of the root") {
  const answer a{.body = result{.list = {1}}};
  static_assert(std::is_same_v<decltype(find(a, to_list)), const std::vector<int>*>);
  REQUIRE(find(a, to_list) != nullptr);
  CHECK(find(a, to_list)->front() == 1);
}

TEST_CASE("path: make creates the content of empty optionals in the path, and keeps existing values") {
  answer a;
  make(a, to_next) = "m";
  REQUIRE(a.body.has_value());
  REQUIRE(a.body->page.has_value());
  CHECK(a.body->page->next == "m");
  make(a, to_list).push_back(7);
  CHECK(a.body->page->next == "m");
  CHECK(a.body->list == std::vector<int>{7});
}

TEST_CASE("path: path_fits is true only if each member belongs to the type of the previous one") {
  using roster::detail::path_fits;
  static_assert(path_fits<answer, roster::detail::path_type<&answer::body, &result::page, &info::next>>);
  static_assert(path_fits<answer, roster::detail::path_type<>>);
  static_assert(path_fits<answer, roster::detail::no_path>);
  static_assert(!path_fits<result, roster::detail::path_type<&answer::body>>);
  static_assert(!path_fits<answer, roster::detail::path_type<&answer::body, &info::next>>);
  static_assert(!path_fits<answer, roster::detail::path_type<&answer::other, &info::size, &info::next>>);
}

TEST_CASE("path: has_path is false for no_path only") {
  static_assert(!roster::detail::has_path<roster::detail::no_path>);
  static_assert(!roster::detail::has_path<const roster::detail::no_path&>);
  static_assert(roster::detail::has_path<decltype(to_next)>);
}
