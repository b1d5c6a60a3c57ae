// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <roster/transport/detail/proxy.hpp>
#include <string>

namespace {

bool excepted(std::string_view list, const std::string& host, std::uint16_t port = 443) {
  return roster::detail::is_excepted(list, {.host = host, .port = port});
}

}  // namespace

TEST_CASE("proxy exceptions: a name matches itself and its subdomains, ignoring case") {
  CHECK(excepted("example.com", "example.com"));
  CHECK(excepted("Example.COM", "pai.EXAMPLE.com"));
  CHECK_FALSE(excepted("example.com", "notexample.com"));
  CHECK_FALSE(excepted("example.com", "example.com.evil.org"));
  CHECK_FALSE(excepted("pai.example.com", "example.com"));
}

TEST_CASE("proxy exceptions: a leading dot matches subdomains only") {
  for (const char* list : {".example.com", "*.example.com"}) {
    CHECK(excepted(list, "a.example.com"));
    CHECK(excepted(list, "a.b.example.com"));
    CHECK_FALSE(excepted(list, "example.com"));
    CHECK_FALSE(excepted(list, "anexample.com"));
  }
}

TEST_CASE("proxy exceptions: addresses and networks are compared as addresses") {
  CHECK(excepted("10.0.0.1", "10.0.0.1"));
  CHECK_FALSE(excepted("10.0.0.1", "10.0.0.10"));
  CHECK_FALSE(excepted("0.1", "10.0.0.1"));  // a suffix of an address does not match
  CHECK(excepted("10.0.0.0/8", "10.255.3.4"));
  CHECK(excepted("10.1.2.3/8", "10.255.3.4"));
  CHECK_FALSE(excepted("10.0.0.0/8", "11.0.0.1"));
  CHECK(excepted("0.0.0.0/0", "11.0.0.1"));
  CHECK(excepted("[::1]", "::1"));
  CHECK(excepted("::1", "0:0:0:0:0:0:0:1"));
  CHECK(excepted("fd00::/8", "fd12::1"));
  CHECK_FALSE(excepted("fd00::/8", "fe80::1"));
  CHECK_FALSE(excepted("10.0.0.0/8", "fd12::1"));
  CHECK_FALSE(excepted("10.0.0.0/8", "10.example.com"));
}

TEST_CASE("proxy exceptions: an address matches in every notation") {
  CHECK(excepted("10.0.0.0/8", "10.1"));
  CHECK(excepted("10.0.0.0/8", "0x0a000001"));
  CHECK(excepted("10.0.0.0/8", "::ffff:10.0.0.1"));
  CHECK(excepted("10.1", "10.0.0.1"));
  CHECK(excepted("[::ffff:10.0.0.1]", "10.0.0.1"));
  CHECK_FALSE(excepted("10.0.0.0/8", "::ffff:11.0.0.1"));
}

TEST_CASE("proxy exceptions: the zone of an address is ignored when matching networks (fault 217)") {
  CHECK(excepted("fe80::/10", "fe80::1%1"));
  CHECK(excepted("fe80::1", "fe80::1%1"));
  CHECK(excepted("fe80::1%1", "fe80::1%1"));
  CHECK_FALSE(excepted("fe80::1%2", "fe80::1%1"));
  CHECK_FALSE(excepted("fd00::/8", "fe80::1%1"));
}

TEST_CASE("proxy exceptions: an entry with a port matches that port only") {
  CHECK(excepted("example.com:8443", "a.example.com", 8443));
  CHECK_FALSE(excepted("example.com:8443", "example.com"));
  CHECK(excepted("10.0.0.1:80", "10.0.0.1", 80));
  CHECK_FALSE(excepted("10.0.0.1:80", "10.0.0.1"));
  CHECK(excepted("[::1]:80", "::1", 80));
  CHECK_FALSE(excepted("[::1]:80", "::1"));
}

TEST_CASE("proxy exceptions: entries are separated by commas, and a star matches every host") {
  CHECK(excepted("a.example, b.example ,\tc.example", "b.example"));
  CHECK(excepted("a.example,b.example", "b.example"));
  CHECK(excepted("*", "any.example"));
  CHECK(excepted("a.example, *", "::1"));
  for (const char* nothing : {"", ",", " , ,", ".", "*.", ":80", "[", "[]:80", "/", "10.0.0.0/99", "a/b"})
    CHECK_FALSE_MESSAGE(excepted(nothing, "any.example", 80), nothing);
  for (const char* nothing : {"", ",", ".", ":80", "[", "/", "10.0.0.0/99", "10.0.0.0/-1", "10.0.0.0/"})
    CHECK_FALSE_MESSAGE(excepted(nothing, "10.0.0.0", 80), nothing);
}
