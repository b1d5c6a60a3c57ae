// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <random>
#include <roster/http/url.hpp>
#include <string>

using roster::http::detail::percent_decode;
using roster::http::detail::percent_encode;
using roster::http::detail::percent_encode_path;

TEST_CASE("percent: leaves unreserved bytes unchanged and encodes all others in upper case") {
  for (int i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    const std::string text(1, c);
    const bool kept =
        std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~").find(c) !=
        std::string::npos;
    const std::string digits = "0123456789ABCDEF";
    const std::string escape{'%', digits[static_cast<std::size_t>(i / 16)],
                             digits[static_cast<std::size_t>(i % 16)]};
    CAPTURE(i);
    CHECK(percent_encode(text) == (kept ? text : escape));
    CHECK(percent_encode_path(text) == (kept || c == '/' ? text : escape));
    CHECK(percent_decode(escape) == text);
  }
}

TEST_CASE("percent: encodes as documented by the services") {
  CHECK(percent_encode("a b+c~d*e!'()") == "a%20b%2Bc~d%2Ae%21%27%28%29");
  CHECK(percent_encode("\xE6\x9C\x8D\xF0\x9F\x98\x80") == "%E6%9C%8D%F0%9F%98%80");
  CHECK(percent_encode("") == "");
  CHECK(percent_encode_path("/v2/a b/c") == "/v2/a%20b/c");
}

TEST_CASE("percent: decodes '+' as a space only if plus_is_space is set") {
  CHECK(percent_decode("a+b%2B%20", true) == "a b+ ");
  CHECK(percent_decode("a+b%2B%20") == "a+b+ ");
  CHECK(percent_decode("%e6%9c%8D") == "\xE6\x9C\x8D");
  CHECK(percent_decode("%00") == std::string(1, '\0'));
}

TEST_CASE("percent: rejects a '%' that does not begin an escape") {
  for (const auto* text : {"%", "%4", "a%", "%zz", "%4z", "%z4", "%-1", "%+1", "% 1", "%%41", "%0x"})
    CHECK_MESSAGE(percent_decode(text) == std::nullopt, std::string(text));
}

TEST_CASE("percent: decoding is the inverse of encoding for any bytes") {
  std::mt19937 random(1);
  for (int i = 0; i < 2000; ++i) {
    std::string text(random() % 40, ' ');
    for (char& c : text) c = static_cast<char>(random());
    for (const bool plus_is_space : {false, true}) {
      CHECK(percent_decode(percent_encode(text), plus_is_space) == text);
      CHECK(percent_decode(percent_encode_path(text), plus_is_space) == text);
    }
  }
}
