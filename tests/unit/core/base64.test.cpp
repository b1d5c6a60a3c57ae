// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/detail/base64.hpp>
#include <string>

using roster::detail::base64_decode;
using roster::detail::base64_encode;

TEST_CASE("base64: encodes and decodes as in RFC 4648") {
  const std::pair<std::string, std::string> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"},
                                                         {"\xfb\xff\xfe", "+//+"}};
  for (const auto& [text, encoded] : vectors) {
    CHECK(base64_encode(text) == encoded);
    CHECK(base64_decode(encoded) == text);
    CHECK(base64_decode(encoded.substr(0, encoded.find('='))) == text);
  }
  CHECK(base64_decode("-__-") == "\xfb\xff\xfe");
  for (const std::string bad : {"Z", "Zm9vY", "Zm 9", "Zm9=v", "===", "Zg===="})
    CHECK_FALSE(base64_decode(bad));
}
