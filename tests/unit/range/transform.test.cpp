// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <ranges>
#include <roster/range/async_range.hpp>
#include <roster/range/detail/adaptor/element_wise.hpp>
#include <string>
#include <support/piped.hpp>

using piped::demands;
using piped::numbers;
using piped::through;

namespace v = std::views;

TEST_CASE("transform: yields one item for each, and does not change the page size") {
  const auto twice = v::transform([](int n) { return 2 * n; });
  const auto [came, asked] =
      through(piped::pages<int>{{1, 2}, {3}}, [&](auto r) { return std::move(r) | twice | v::take(3); });
  CHECK(came == numbers{2, 4, 6});
  CHECK(asked == demands{3, 1});
}

TEST_CASE("transform: recognises a pointer to a member of its argument") {
  struct named {
    std::string name{};
    int length() const { return static_cast<int>(name.size()); }
  };
  struct special : named {};
  struct other {};
  using roster::detail::is_member_of;
  using name = decltype(&named::name);
  static_assert(is_member_of<name, named&> && is_member_of<name, const special&>);
  static_assert(!is_member_of<name, other&> && !is_member_of<name, named> && !is_member_of<name, named*&>);
  static_assert(!is_member_of<decltype(&named::length), named&>);
}
