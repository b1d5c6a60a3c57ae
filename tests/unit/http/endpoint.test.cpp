// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <string>
#include <utility>
#include <vector>

using roster::http::endpoint;
using roster::http::detail::parse_endpoint;

namespace {

std::string message_for(std::string_view url) {
  try {
    parse_endpoint(url);
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::invalid_argument);
    return f.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("endpoint: parses a base URL") {
  CHECK(parse_endpoint("https://pai-eas.cn-shanghai.aliyuncs.com") ==
        endpoint{.scheme = "https", .host = "pai-eas.cn-shanghai.aliyuncs.com", .port = 443});
  CHECK(parse_endpoint("http://127.0.0.1:18080/gw/") ==
        endpoint{.scheme = "http", .host = "127.0.0.1", .port = 18080, .prefix = "/gw"});
  CHECK(parse_endpoint("http://h") == endpoint{.scheme = "http", .host = "h", .port = 80});
  CHECK(parse_endpoint("HTTPS://Host.Example:8443/a/b%20c//") ==
        endpoint{.scheme = "https", .host = "host.example", .port = 8443, .prefix = "/a/b%20c"});
  CHECK(parse_endpoint("http://[::1]:18473/") == endpoint{.scheme = "http", .host = "::1", .port = 18473});
}

TEST_CASE("endpoint: the scheme defaults to https") {
  CHECK(parse_endpoint("h.example") == endpoint{.scheme = "https", .host = "h.example", .port = 443});
  CHECK(parse_endpoint("localhost:8443/x") ==
        endpoint{.scheme = "https", .host = "localhost", .port = 8443, .prefix = "/x"});
}

TEST_CASE("endpoint: returns the Host header and the key of the connection pool") {
  const std::vector<std::array<std::string, 3>> table{
      {"https://h", "h", "https://h:443"},
      {"https://h:443", "h", "https://h:443"},
      {"https://h:80", "h:80", "https://h:80"},
      {"http://h:80", "h", "http://h:80"},
      {"http://h:443", "h:443", "http://h:443"},
      {"http://[::1]", "[::1]", "http://[::1]:80"},
      {"http://[2001:DB8::1]:8080", "[2001:db8::1]:8080", "http://[2001:db8::1]:8080"},
  };
  for (const auto& [url, authority, origin] : table) {
    CAPTURE(url);
    CHECK(parse_endpoint(url).authority() == authority);
    CHECK(parse_endpoint(url).origin() == origin);
  }
}

TEST_CASE("endpoint: a host name may end with a dot, and an IPv6 address with a zone (fault 145)") {
  CHECK(parse_endpoint("https://svc.ns.svc.cluster.local.:8443").host == "svc.ns.svc.cluster.local.");
  const auto zoned = parse_endpoint("http://[FE80::1%25Eth0]:8080");
  CHECK(zoned.host == "fe80::1%Eth0");
  CHECK(zoned.authority() == "[fe80::1]:8080");
  CHECK(parse_endpoint(zoned.origin()) == zoned);
  CHECK(parse_endpoint("http://[fe80::1%eth0]").host == "fe80::1%eth0");
}

TEST_CASE("endpoint: rejects invalid URLs with the reason (fault 8)") {
  const std::vector<std::pair<std::string, std::string>> table{
      {"", "missing host"},
      {"https://", "missing host"},
      {"https:///path", "missing host"},
      {"https://:443", "missing host"},
      {"ftp://h", "the scheme must be http or https"},
      {"://h", "the scheme must be http or https"},
      {"https://h?x=1", "query or a fragment"},
      {"https://h/#top", "query or a fragment"},
      {"https://h:0", "port from 1 to 65535"},
      {"https://h:", "port from 1 to 65535"},
      {"https://h:65536", "port from 1 to 65535"},
      {"https://h:80x", "port from 1 to 65535"},
      {"https://h:-1", "port from 1 to 65535"},
      {"https://h:+80", "port from 1 to 65535"},
      {"https://h:80:81", "port from 1 to 65535"},
      {"https://[::1]80", "port from 1 to 65535"},
      {"https://::1", "missing host"},
      {"https://[::1", "missing ']'"},
      {"https://[nothex]", "invalid host: expected an ASCII name"},
      {"https://[fe80::1%]", "invalid host: expected an ASCII name"},
      {"https://[fe80::1%a/b]", "missing ']'"},
      {"https://[fe80::1%e h]", "invalid host: expected an ASCII name"},
      {"https://a..b", "invalid host: expected an ASCII name"},
      {"https://.a", "invalid host: expected an ASCII name"},
      {"https://.", "invalid host: expected an ASCII name"},
      {"https://a..", "invalid host: expected an ASCII name"},
      {"https://a b", "invalid host: expected an ASCII name"},
      {" https://h", "the scheme must be http or https"},
      {"https://h\r\nX: y", "invalid host: expected an ASCII name"},
      {std::string("https://h\0z", 11), "invalid host: expected an ASCII name"},
      {"https://m\xC3\xBCnchen.example", "invalid host: expected an ASCII name"},
      {"https://" + std::string(64, 'a'), "invalid host: expected an ASCII name"},
      {"https://h/a b", "must be percent-encoded"},
      {"https://h/%zz", "must be percent-encoded"},
      {"https://h/%4", "must be percent-encoded"},
      {"https://h/a\r\nb", "must be percent-encoded"},
      {"https://h//a", "an empty segment"},
      {"https://h/a/../b", "a dot segment"},
      {"https://h/%2e%2E", "a dot segment"},
  };
  for (const auto& [url, why] : table) {
    CAPTURE(url);
    const std::string message = message_for(url);
    CHECK(message.find(why) != std::string::npos);
    CHECK(message.find_first_of("\r\n") == std::string::npos);
  }
}

TEST_CASE("endpoint: never shows the password of a URL") {
  for (const auto* url : {"https://user:pass-word@h", "ftp://user:pass-word@h?x", "user:pass-word@"}) {
    const std::string message = message_for(url);
    CHECK(message.find("is not allowed") != std::string::npos);
    CHECK(message.find("pass-word") == std::string::npos);
  }
}

TEST_CASE("endpoint: the error for a malformed URL shows nothing that may be a password (fault 193)") {
  for (const std::string url :
       {"http://bob:hunter2", "http://bob:hunter2%40h:80", "bob:hunter2", "bob:hunter2%40h",
        "http://h:hunter2", "https://bob:80hunter2", "https://[hunter2", "https://[::1]:hunter2",
        "https://[::1]hunter2", "https://h:80?hunter2", "https://h/#hunter2", "ftp://bob:hunter2%40h",
        "hunter2://h", "https://bob:hunter2/x y", "http:/bob:hunter2", "https://bob%3Ahunter2%40h",
        "https://bob%3Ahunter2"}) {
    const std::string message = message_for(url);
    CAPTURE(message);
    CHECK(message != "accepted");
    CHECK(message.find("hunter2") == std::string::npos);
    CHECK(message.find("bob") == std::string::npos);
  }
}

TEST_CASE("endpoint: handles arbitrary bytes, and parses its own output") {
  std::uint32_t state = 2463534242;
  const auto next = [&state] {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
  };
  const std::string alphabet = "ah.:/[]@?#%-_ 0919\r\n\xC3";
  int accepted = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string url = i % 2 == 0 ? "http://" : "";
    for (std::uint32_t n = next() % 12; n > 0; --n) url += alphabet[next() % alphabet.size()];
    CAPTURE(url);
    try {
      const endpoint once = parse_endpoint(url);
      ++accepted;
      CHECK(parse_endpoint(once.origin() + once.prefix) == once);
      CHECK(parse_endpoint(once.scheme + "://" + once.authority() + once.prefix) == once);
    } catch (const roster::failure& f) {
      CHECK(f.condition() == roster::errc::invalid_argument);
    }
  }
  CHECK(accepted > 200);
}
