// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/http/detail/grammar.hpp>

TEST_CASE("trimmed: removes leading and trailing spaces and tabs only") {
  CHECK(roster::http::detail::trimmed(" \t padded  value\t ") == "padded  value");
  CHECK(roster::http::detail::trimmed("\na\n") == "\na\n");
  CHECK(roster::http::detail::trimmed(" \t").empty());
}
