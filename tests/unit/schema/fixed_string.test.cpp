// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/schema/reflection.hpp>

using roster::detail::fixed_string;

namespace {

template <fixed_string Name>
struct named {
  static constexpr std::string_view name = Name.view();
};

}  // namespace

TEST_CASE("fixed_string: is a template argument") {
  CHECK(named<"gpu_memory">::name == "gpu_memory");
  CHECK(named<"">::name.empty());
  CHECK(std::is_same_v<named<"a">, named<"a">>);
  CHECK_FALSE(std::is_same_v<named<"a">, named<"b">>);
}

TEST_CASE("fixed_string: is constructed from a string_view of known length") {
  constexpr std::string_view text = "page_size";
  constexpr fixed_string<text.size()> made(text);
  static_assert(made == fixed_string("page_size"));
  static_assert(made.size() == 9);
  CHECK(made.view() == text);
}

TEST_CASE("fixed_string: strings of different lengths compare unequal") {
  static_assert(!(fixed_string("ab") == fixed_string("abc")));
  static_assert(!(fixed_string("abc") == fixed_string("abd")));
}
