// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/hide_secret.hpp>
#include <string>

namespace {

std::string without(std::string text, const std::string& secret) {
  roster::hide_secret(text, secret);
  return text;
}

}  // namespace

TEST_CASE("hide_secret: takes a secret out wherever it is, and leaves all else") {
  CHECK(without("abc", "abc") == "***");
  CHECK(without("xabcxabcabc", "abc") == "x***x******");
  CHECK(without("ab c", "abc") == "ab c");
  CHECK(without("", "abc").empty());
  CHECK(without("abc", "") == "abc");
  CHECK(without("****", "*") == "************");  // what stands there instead is not looked at again
}
