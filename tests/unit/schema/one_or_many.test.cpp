// SPDX-License-Identifier: BSL-1.0
#include <roster/schema/one_or_many.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

using roster::one_or_many;

TEST_CASE("one_or_many: is a vector") {
  one_or_many<std::string> names{"a", "b"};
  names.push_back("c");
  CHECK(names == std::vector<std::string>{"a", "b", "c"});
  CHECK(names == one_or_many<std::string>{"a", "b", "c"});
  CHECK(names != one_or_many<std::string>{});
  std::vector<std::string>& list = names;
  CHECK(list.back() == "c");
}
