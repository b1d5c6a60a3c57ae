// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <random>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <string>

namespace {

const roster::http::endpoint api = roster::http::detail::parse_endpoint("https://api.example.com/base");

std::string target_of(std::string_view url, std::string_view path = "/base/v1/models") {
  const auto out = roster::http::detail::next_page_target(api, path, url);
  return out.query.empty() ? out.path : out.path + '?' + out.query;
}

}  // namespace

TEST_CASE("next_page_target: resolves absolute and relative URLs of the same origin") {
  CHECK(target_of("https://api.example.com/base/v1/models?page=2") == "/base/v1/models?page=2");
  CHECK(target_of("HTTPS://API.Example.COM:443/a?b=%20c#d") == "/a?b=%20c");
  CHECK(target_of("https://api.example.com") == "/");
  CHECK(target_of("https://api.example.com?a=1") == "/?a=1");
  CHECK(target_of("//api.example.com/a") == "/a");
  CHECK(target_of("/a/b?c=d") == "/a/b?c=d");
  CHECK(target_of("?page=2") == "/base/v1/models?page=2");
  CHECK(target_of("models?page=2") == "/base/v1/models?page=2");
  CHECK(target_of("./models") == "/base/v1/models");
  CHECK(target_of("../v2/models") == "/base/v2/models");
  CHECK(target_of("/a/./b/../c") == "/a/c");
  CHECK(target_of("../../../../etc") == "/etc");
  CHECK(target_of("/a?filter=x|y&z={1}") == "/a?filter=x%7Cy&z=%7B1%7D");
}

TEST_CASE("next_page_target: fails for another origin and for what may be read as one") {
  for (const char* url : {"https://evil.example/",
                          "http://api.example.com/",
                          "https://api.example.com:8443/",
                          "//evil.example/",
                          "https://a@api.example.com/",
                          "https://a:b@api.example.com/",
                          "https://api.example.com.evil.example/",
                          "https://api.example.com@evil.example/",
                          "https:\\\\evil.example",
                          "/\\evil.example",
                          "https:/evil.example",
                          "https:evil.example",
                          "javascript:alert(1)",
                          "file:///etc/passwd",
                          "https://",
                          "https:///a",
                          "https://[::1]/",
                          " /a",
                          "/a b",
                          "/a\r\nHost: evil.example",
                          "/a\x7F",
                          "/\xC3\xA4",
                          "/%",
                          "/%2",
                          "/%zz",
                          "/a//b",
                          "/%2e%2e/a",
                          "/a/%2E%2E%2Fb",
                          "/a;/..;/b"})
    CHECK_THROWS_AS_MESSAGE(target_of(url), roster::failure, url);
}

TEST_CASE("next_page_target: the message of a failure shows no query and no password") {
  try {
    target_of("https://user:password-1@evil.example/a?token=secret-1");
    FAIL("it was accepted");
  } catch (const roster::failure& error) {
    const std::string text = error.what();
    CHECK(text.find("secret-1") == std::string::npos);
    CHECK(text.find("password-1") == std::string::npos);
  }
}

TEST_CASE("next_page_target: any text is refused or has a path of the same origin") {
  std::mt19937 random(3986);
  for (int round = 0; round < 50'000; ++round) {
    std::string url;
    for (auto left = random() % 20; left > 0; --left) url += "/.?#:@%2eaE\\-https[]"[random() % 20];
    try {
      const auto out = roster::http::detail::next_page_target(api, "/a/b", url);
      CHECK(out.path.starts_with('/'));
      CHECK_FALSE(out.path.starts_with("//"));
      CHECK(out.path.find("/../") == std::string::npos);
      CHECK((out.path + out.query).find_first_of("#\\ ") == std::string::npos);
    } catch (const roster::failure& error) {
      CHECK(error.condition() == roster::errc::malformed_response);
    }
  }
}
