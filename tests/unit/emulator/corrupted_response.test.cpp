// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/emulator/faults/detail/apply_fault.hpp>
#include <string>

using roster::emulator::parse_fault;
using roster::emulator::detail::afterwards;

namespace {

roster::emulator::detail::corrupted_response spoil(const char* spec, bool keep_alive = true) {
  const roster::emulator::detail::emulated_response reply{
      .response = {.status = 200, .headers = {{"A", "b"}}, .body = "0123456789"},
      .spoilt = parse_fault(spec)};
  return roster::emulator::detail::spoil(reply, keep_alive);
}

const std::string header = "HTTP/1.1 200 OK\r\nA: b\r\n";
const std::string whole = header + "Content-Length: 10\r\n\r\n0123456789";

}  // namespace

TEST_CASE(
    "corrupted_response: a stall stops before the response or inside header or body and keeps the connection "
    "open") {
  CHECK(spoil("stall").first == "");
  CHECK(spoil("stall:where=header").first == whole.substr(0, (whole.size() - 10) / 2));
  CHECK(spoil("stall:where=body").first == whole.substr(0, whole.size() - 5));
  for (const char* spec : {"stall", "stall:where=header", "stall:where=body"})
    CHECK(spoil(spec).then == afterwards::wait);
}

TEST_CASE(
    "corrupted_response: a connection stays usable after a slow response, one after a 103, and a duplicated "
    "one") {
  using namespace std::chrono_literals;
  CHECK(spoil("drip").first == whole);
  CHECK(spoil("drip").every == 10ms);
  CHECK(spoil("drip:every-ms=3").every == 3ms);
  CHECK(spoil("interim").first.starts_with("HTTP/1.1 103 Early Hints\r\n"));
  CHECK(spoil("interim").first.ends_with("\r\n\r\n" + whole));
  CHECK(spoil("surplus").first == whole + whole);
  for (const char* spec : {"drip", "interim", "surplus"}) {
    CHECK(spoil(spec).then == afterwards::next_request);
    CHECK(spoil(spec, false).then == afterwards::close);
  }
}

TEST_CASE("corrupted_response: a flood begins like a response and repeats a part of it") {
  const std::string chunked = header + "Transfer-Encoding: chunked\r\n";
  const auto begins = [](const char* part, const std::string& first, std::string_view repeated) {
    const auto got = spoil((std::string("flood:part=") + part).c_str());
    CHECK(got.first == first);
    CHECK(got.repeated.starts_with(repeated));
    CHECK(got.most == 0);
  };
  begins("status-line", "HTTP/1.1 200 ", "xxx");
  begins("header", chunked, "X-Flood: xxx");
  begins("interim", "", "HTTP/1.1 103 ");
  begins("extension", chunked + "\r\n1;", "xxx");
  begins("trailer", chunked + "\r\na\r\n0123456789\r\n0\r\n", "X-Flood: xxx");
  begins("body", chunked + "\r\n", "400\r\n   ");
  CHECK(spoil("flood").first == "HTTP/1.1 200 ");
  CHECK(spoil("flood:bytes=5000").most == 5000);
}

TEST_CASE("corrupted_response: a malformed response violates HTTP in one place") {
  const auto bytes = [](const char* how) {
    return spoil((std::string("malformed:how=") + how).c_str()).first;
  };
  CHECK(bytes("garbage").find("HTTP/") == std::string::npos);
  CHECK(bytes("bad-length") == header + "Content-Length: -1\r\n\r\n0123456789");
  CHECK(bytes("two-lengths") == header + "Content-Length: 10\r\nContent-Length: 11\r\n\r\n0123456789");
  CHECK(bytes("length-and-chunks") ==
        header + "Content-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n0\r\n\r\n");
  CHECK(bytes("bad-chunk").find("\r\n\r\nZZ\r\n") != std::string::npos);
  CHECK(bytes("coding") == header + "Transfer-Encoding: unheard-of\r\n\r\n0123456789");
  CHECK(bytes("compressed") == header + "Content-Encoding: gzip\r\nContent-Length: 10\r\n\r\n0123456789");
  CHECK(bytes("folded") == header + "X-Folded: one\r\n two\r\nContent-Length: 10\r\n\r\n0123456789");
  CHECK(bytes("switching").starts_with("HTTP/1.1 101 "));
  CHECK(spoil("malformed").then == afterwards::close);
}

TEST_CASE("corrupted_response: garbage bytes are sent in the middle of the response") {
  CHECK(spoil("garble").first == whole.substr(0, whole.size() / 2));
  CHECK_FALSE(spoil("garble").garbled.empty());
}
