// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/http/message.hpp>

using roster::http::headers;

TEST_CASE("headers: names are case-insensitive") {
  headers list{{"Content-Type", "text/html"}};
  CHECK(list.get("content-type") == "text/html");
  CHECK(list.contains("CONTENT-TYPE"));
  CHECK(!list.contains("content_type"));
  CHECK(list.get("content") == "");
}

TEST_CASE("headers: set replaces all fields of that name, add does not") {
  headers list;
  list.add("x-a", "1");
  list.add("X-A", "2");
  CHECK(list.size() == 2);
  CHECK(list.get("x-a") == "1");
  list.set("X-a", "3");
  CHECK(list.size() == 1);
  CHECK(list.get("x-a") == "3");
  list.erase("X-A");
  CHECK(!list.contains("x-a"));
}
