// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <functional>
#include <roster/failure.hpp>
#include <roster/http/detail/check_request.hpp>
#include <string>
#include <vector>

using roster::http::request;
using roster::http::detail::check_request;

namespace {

request good_request() {
  request r;
  r.to = roster::http::detail::parse_endpoint("http://127.0.0.1:8080");
  r.path = "/api/v2/services";
  r.query = "Filter=a%20b&PageNumber=1";
  r.headers.set("host", r.to.authority());
  return r;
}

std::string message_for(const std::function<void(request&)>& change) {
  request r = good_request();
  change(r);
  try {
    check_request(r);
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::invalid_argument);
    return f.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("check_request: accepts valid requests") {
  const std::vector<std::function<void(request&)>> changes{
      [](request&) {},
      [](request& r) { r.method = "POST", r.body = std::string("\0\r\n\xFF", 4); },
      [](request& r) { r.path = "/a~b!c'(d)*:@/%E6%B5%8b;x=1,$&+", r.query = ""; },
      [](request& r) { r.query = "a=b/c?d&=&e"; },
      [](request& r) { r.headers.set("host", "[::1]:8080"), r.to.host = "::1"; },
      [](request& r) { r.headers.set("host", "h.example"); },
      [](request& r) { r.headers.add("x-empty", ""); },
      [](request& r) { r.headers.add("x-text", "tab\tand \xE6\xB5\x8B \"quoted\" ~"); },
      [](request& r) { r.headers.add("x-long", std::string(100000, 'x')); },
  };
  for (const auto& change : changes) CHECK(message_for(change) == "accepted");
}

TEST_CASE("check_request: names the invalid part (faults 8, 112)") {
  const std::vector<std::pair<std::function<void(request&)>, std::string>> table{
      {[](request& r) { r.method = ""; }, "invalid method \"\""},
      {[](request& r) { r.method = "GET /x"; }, "invalid method \"GET /x\""},
      {[](request& r) { r.method = "GET\r\nX: y"; }, "invalid method \"GET\\r\\nX: y\""},
      {[](request& r) { r.to.scheme = "ftp"; }, "the scheme must be http or https"},
      {[](request& r) { r.to.host = ""; }, "invalid host \"\""},
      {[](request& r) { r.to.host = "h\r\nX: y"; }, "invalid host \"***\""},
      {[](request& r) { r.to.host = "user@h"; }, "invalid host \"***\""},
      {[](request& r) { r.to.port = 0; }, "invalid port 0"},
      {[](request& r) { r.path = ""; }, "the path does not begin with '/'"},
      {[](request& r) { r.path = "v2"; }, "the path does not begin with '/'"},
      {[](request& r) { r.path = "/a b"; }, "the path has the byte \" \" at position 2"},
      {[](request& r) { r.path = "/a?b"; }, "the path has the byte \"?\" at position 2"},
      {[](request& r) { r.path = "/a#b"; }, "the path has the byte \"#\" at position 2"},
      {[](request& r) { r.path = "/%4"; }, "the path has the byte \"%\" at position 1"},
      {[](request& r) { r.path = "/a\r\nX: y"; }, "the path has the byte \"\\r\" at position 2"},
      {[](request& r) { r.query = "a=\xE6"; }, "the query has the byte \"\\xe6\" at position 2"},
      {[](request& r) { r.query = "a=b HTTP/1.1"; }, "the query has the byte \" \" at position 3"},
      {[](request& r) { r.query = std::string("a\0b", 3); },
       "the query has the byte \"\\x00\" at position 1"},
      {[](request& r) { r.headers.add("", "x"); }, "invalid header name \"\""},
      {[](request& r) { r.headers.add("a b", "x"); }, "invalid header name \"a b\""},
      {[](request& r) { r.headers.add("a:", "x"); }, "invalid header name \"a:\""},
      {[](request& r) { r.headers.add("a\r\nb", "x"); }, "invalid header name \"a\\r\\nb\""},
      {[](request& r) { r.headers.add("Content-Length", "1"); },
       "header Content-Length must not be set by the caller"},
      {[](request& r) { r.headers.add("transfer-encoding", "chunked"); }, "must not be set by the caller"},
      {[](request& r) { r.headers.erase("host"); }, "0 Host headers, expected one"},
      {[](request& r) { r.headers.add("Host", "h"); }, "2 Host headers, expected one"},
      {[](request& r) { r.headers.set("host", ""); }, "invalid Host header"},
      {[](request& r) { r.headers.set("host", "a b"); }, "invalid Host header"},
      {[](request& r) { r.headers.set("host", "h/x"); }, "invalid Host header"},
      {[](request& r) { r.headers.set("host", "::1"); }, "invalid Host header"},
      {[](request& r) { r.headers.set("host", "h:80x"); }, "invalid Host header"},
      {[](request& r) { r.headers.set("host", ":80"); }, "invalid Host header"},
  };
  for (const auto& [change, expected] : table) {
    const std::string message = message_for(change);
    CHECK_MESSAGE(message.find(expected) != std::string::npos, message << " should contain " << expected);
    CHECK(message.find_first_of("\r\n") == std::string::npos);
  }
}

TEST_CASE("check_request: rejects control characters in a header's value, without showing the value") {
  for (int i = 0; i < 256; ++i) {
    const bool control = (i < 0x20 && i != '\t') || i == 0x7F;
    const std::string value = "TopSecret" + std::string(1, static_cast<char>(i)) + "Token";
    const std::string message = message_for([&](request& r) { r.headers.add("authorization", value); });
    CAPTURE(i);
    CHECK((message == "accepted") != control);
    if (!control) continue;
    CHECK(message.find("header authorization has a control character at position 9") != std::string::npos);
    CHECK(message.find("TopSecret") == std::string::npos);
    CHECK(message.find("Token") == std::string::npos);
  }
}
