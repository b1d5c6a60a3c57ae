// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/http/detail/grammar.hpp>
#include <string>

using namespace roster::http;

TEST_CASE("grammar: recognizes hosts") {
  for (const auto* host : {"h", "a.", "fe80::1%eth0", "a.b-c.d_e", "127.0.0.1", "::1", "2001:db8::192.0.2.1",
                           "xn--bcher-kva.example", "0"})
    CHECK_MESSAGE(detail::is_host(host), std::string(host));
  for (const auto* host : {"", ".", "a..", "::1%", "::1%a/b", ".a", "a..b", "a b", "a:80", "[::1]", "a/b",
                           "b\xC3\xBC", "a%41", "h@"})
    CHECK_MESSAGE(!detail::is_host(host), std::string(host));
  const std::string label(63, 'a');
  const std::string longest = label + "." + label + "." + label + "." + std::string(61, 'a');
  CHECK(detail::is_host(longest));
  CHECK(!detail::is_host(longest + "a"));
  CHECK(!detail::is_host(label + "a"));
}

TEST_CASE("grammar: finds the first byte that is not allowed in a path or a query") {
  CHECK(detail::find_illegal("/a%20b", "") == std::string_view::npos);
  CHECK(detail::find_illegal("a=?", "?") == std::string_view::npos);
  CHECK(detail::find_illegal("a=?", "") == 2);
  CHECK(detail::find_illegal("%4g", "") == 0);
  CHECK(detail::find_illegal("a%", "") == 1);
  CHECK(detail::find_illegal("a%2", "") == 1);
  CHECK(detail::find_illegal("a\"<>\\^`{|}", "?") == 1);
}

TEST_CASE("grammar: recognizes tokens") {
  CHECK(detail::is_token("x-acs-date"));
  CHECK(detail::is_token("!#$%&'*+-.^_`|~09azAZ"));
  for (const auto* text : {"", "a b", "a:", "a(", "a/b", "a\"", "\xC3", "a\n"})
    CHECK_MESSAGE(!detail::is_token(text), std::string(text));
}

TEST_CASE("grammar: recognizes the headers of a connection") {
  for (const auto* name : {"Host", "content-length", "Transfer-Encoding", "connection", "TE", "Upgrade"})
    CHECK_MESSAGE(detail::is_connection_header(name), std::string(name));
  for (const auto* name : {"", "x-host", "content-type", "authorization"})
    CHECK_MESSAGE(!detail::is_connection_header(name), std::string(name));
}
