// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/schema/wire_name.hpp>
#include <string>

using roster::letter_case;

namespace {

std::string spelled(std::string_view member, letter_case style) {
  std::string out;
  roster::detail::spell(member, style, [&](char c) { out += c; });
  CHECK(out.size() == roster::detail::spelled_size(member, style));
  return out;
}

}  // namespace

TEST_CASE("letter_case: converts a member's name to the vendor's convention") {
  CHECK(spelled("page_size", letter_case::verbatim) == "page_size");
  CHECK(spelled("page_size", letter_case::upper_camel) == "PageSize");
  CHECK(spelled("page_size", letter_case::camel) == "pageSize");
  CHECK(spelled("id", letter_case::upper_camel) == "Id");
  CHECK(spelled("id", letter_case::camel) == "id");
  CHECK(spelled("a_1_b", letter_case::upper_camel) == "A1B");
  CHECK(spelled("PageSize", letter_case::camel) == "PageSize");
}

TEST_CASE("letter_case: drops one trailing underscore, as in namespace_") {
  CHECK(spelled("public_", letter_case::verbatim) == "public");
  CHECK(spelled("public_", letter_case::upper_camel) == "Public");
  CHECK(spelled("namespace_", letter_case::camel) == "namespace");
  CHECK(spelled("odd__", letter_case::verbatim) == "odd_");
}
