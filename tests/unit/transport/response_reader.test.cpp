// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <roster/failure.hpp>
#include <roster/transport/detail/response_reader.hpp>
#include <string>
#include <utility>

#include <support/read_response.hpp>

using roster_test::check_refused;
using roster_test::ok;
using roster_test::read_response;
using roster_test::read_result;

namespace {

using roster::errc;
using roster::response_limits;
using roster::detail::response_reader;
const boost::system::error_code eof = boost::asio::error::eof;

template <class NextSize>
read_result read_pieces(std::string_view text, const response_limits& limits, NextSize next_size,
                        boost::system::error_code end = eof, bool with_body = true) {
  return read_response(text, {.limits = limits, .end = end, .with_body = with_body}, next_size);
}

read_result read(std::string_view text, const response_limits& limits = {},
                 boost::system::error_code end = eof) {
  return read_pieces(text, limits, [] { return std::string_view::npos; }, end);
}

void check_body(const read_result& got, std::string_view body) {
  if (got.failed) FAIL_CHECK(got.failed->what());
  REQUIRE(got.answer);
  CHECK(got.answer->body == body);
}

}  // namespace

TEST_CASE("response reader: reads status, headers and a body of known length") {
  const auto got = read(ok("Content-Length: 5\r\nX-Request-Id:  abc \r\nx-a:1\r\nX-A:2\r\n", "hello"));
  check_body(got, "hello");
  CHECK(got.answer->status == 200);
  CHECK(got.answer->headers.size() == 4);
  CHECK(got.answer->headers.get("x-request-id") == "abc");
  CHECK(got.answer->raw_bytes == got.taken);
  CHECK(got.reusable);
}

TEST_CASE("response reader: any segmentation yields the same response") {
  std::mt19937 random(3);
  std::string page(200'000, '\0');
  for (char& c : page) c = static_cast<char>(random());
  const std::string interim =
      "HTTP/1.1 100 Continue\r\nX: y\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n";
  std::string chunks;
  for (std::size_t at = 0; at < page.size(); at += 7001) {
    const std::string piece = page.substr(at, 7001);
    char size[32];
    std::snprintf(size, sizeof size, "%zx;ext\r\n", piece.size());
    chunks += size + piece + "\r\n";
  }
  const std::string answers[] = {
      ok("Content-Length: 200000\r\n", page), interim + ok("Content-Length: 200000\r\n", page),
      interim + ok("Transfer-Encoding: Chunked\r\n", chunks + "0\r\nT: 1\r\n\r\n"), ok("", page)};
  for (const std::string& text : answers) {
    check_body(read(text), page);
    check_body(read_pieces(text, {}, [] { return std::size_t{1}; }), page);
    for (int i = 0; i < 20; ++i) {
      const auto most = std::size_t{1} << (random() % 18);
      check_body(read_pieces(text, {}, [&] { return 1 + random() % most; }), page);
    }
  }
}

TEST_CASE("response reader: the content of spare memory never becomes part of a body") {
  std::mt19937 random(5);
  const std::string page(1000, 'p');
  const std::string answers[] = {ok("Content-Length: 1000\r\n", page),
                                 ok("Transfer-Encoding: chunked\r\n", "3e8\r\n" + page + "\r\n0\r\n\r\n"),
                                 ok("", page)};
  for (const std::size_t size : {0U, 1U, 20U, 999U, 1000U, 1001U, 5000U, 40'000U}) {
    const std::string spare(size, 's');
    const auto read_with = [&](std::string_view text, std::size_t most, bool with_body = true) {
      return read_response(text, {.with_body = with_body, .spare = spare},
                           [&] { return 1 + random() % most; });
    };
    for (const std::string& text : answers) {
      check_body(read_with(text, 1), page);
      check_body(read_with(text, 300), page);
      check_body(read_with(text, 5000), page);
    }
    check_body(read_with(answers[0].substr(0, answers[0].find('p')), 300, false), "");
    check_body(read_with("HTTP/1.1 204 No Content\r\n\r\n", 300), "");
    check_refused(read_with(answers[0].substr(0, answers[0].size() - 1), 300), errc::connection,
                  "after 999 of 1000 bytes");
  }
}

TEST_CASE("response reader: a body is read into spare memory that is large enough") {
  std::string spare(300'000, 's');
  const char* const memory = spare.data();
  response_reader reader({}, true, "http://h:80", false, std::move(spare));
  const std::string text = ok("Content-Length: 200000\r\n", std::string(200'000, 'p'));
  for (std::string_view left = text; !left.empty();) {
    const auto space = reader.space();
    const std::size_t n = std::min(space.size(), left.size());
    std::memcpy(space.data(), left.data(), n);
    reader.received(n);
    left.remove_prefix(n);
  }
  const auto got = reader.take();
  CHECK(got.body.data() == memory);
  CHECK(got.body == std::string(200'000, 'p'));
}

TEST_CASE("response reader: skips at most 16 informational responses") {
  const std::string interim = "HTTP/1.1 102 Processing\r\nX: y\r\n\r\n";
  std::string text;
  for (int i = 0; i < 16; ++i) text += interim;
  check_body(read(text + ok("Content-Length: 2\r\n", "ok")), "ok");
  check_refused(read(text + interim + ok("Content-Length: 2\r\n", "ok")), errc::too_large,
                "more than 16 informational responses");
}

TEST_CASE("response reader: rejects status 101") {
  check_refused(read("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"), errc::protocol, "HTTP 101");
}

TEST_CASE("response reader: accepts any other status, including redirects") {
  for (const char* status : {"200", "206", "302", "404", "407", "408", "429", "500", "503", "999"}) {
    const auto got =
        read(std::string("HTTP/1.1 ") + status + " X\r\nLocation: /\r\nContent-Length: 2\r\n\r\nno");
    check_body(got, "no");
    CHECK(std::to_string(got.answer->status) == status);
  }
  check_refused(read("HTTP/1.1 099 X\r\nContent-Length: 0\r\n\r\n"), errc::protocol, "status 99");
}

TEST_CASE("response reader: 204 and 304 have no body; bytes after them prevent reuse") {
  for (const char* status : {"204", "304"}) {
    const auto header = std::string("HTTP/1.1 ") + status + " X\r\nContent-Length: 5\r\n\r\n";
    const auto got = read(header);
    check_body(got, "");
    CHECK(got.reusable);
    CHECK_FALSE(read(header + "hello").reusable);
  }
}

TEST_CASE("response reader: the response to HEAD has no body") {
  const auto got =
      read_pieces(ok("Content-Length: 5\r\n", ""), {}, [] { return std::size_t{9}; }, eof, false);
  check_body(got, "");
  CHECK(got.reusable);
}

TEST_CASE("response reader: a connection is reusable after a delimited response with keep-alive") {
  CHECK(read(ok("Content-Length: 0\r\n", "")).reusable);
  CHECK(read(ok("Transfer-Encoding: chunked\r\n", "0\r\n\r\n")).reusable);
  CHECK(read("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n").reusable);
  CHECK_FALSE(read(ok("Content-Length: 0\r\nConnection: close\r\n", "")).reusable);
  CHECK_FALSE(read("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n").reusable);
  CHECK_FALSE(read(ok("", "to the end")).reusable);
}

TEST_CASE("response reader: the connection option close prevents reuse (RFC 9112, 9.3) (fault 155)") {
  const std::string length = "Content-Length: 0\r\n";
  for (const std::string options :
       {"Connection: keep-alive, close\r\n", "Connection: close, keep-alive\r\n", "CONNECTION:\tClose\r\n",
        "Connection: keep-alive\r\nConnection: close\r\n", "Connection: ,keep-alive,,close,\r\n"}) {
    CAPTURE(options);
    CHECK_FALSE(read(ok(options + length, "")).reusable);
    const auto old = read("HTTP/1.0 200 OK\r\n" + options + length + "\r\n");
    REQUIRE(old.answer);
    CHECK_FALSE(old.reusable);
  }
  for (const std::string options :
       {"Connection:\r\n", "Connection: ,keep-alive, ,\r\n", "Connection: x-close, closed\r\n",
        "Connection: Upgrade\r\nUpgrade: TLS/1.0, h2c\r\n"})
    CHECK_MESSAGE(read(ok(options + length, "")).reusable, options);
}

TEST_CASE("response reader: accepts what RFC 9110 and 9112 allow, like other clients") {
  const std::string length = "Content-Length: 2\r\n";
  const std::string chunks = "2\r\nok\r\n0\r\n\r\n";
  const std::string legal[] = {
      "HTTP/1.1 200 \xe6\x88\x90\xe5\x8a\x9f\r\n" + length + "\r\nok",
      "HTTP/1.1 200 a\tb  c\r\n" + length + "\r\nok",
      "HTTP/1.1 200 \r\n" + length + "\r\nok",
      "HTTP/1.1 100 Continue\r\nContent-Length: 0\r\n\r\n" + ok(length, "ok"),
      "HTTP/1.1 103 Hints\r\nTransfer-Encoding: chunked\r\n\r\n" + ok(length, "ok"),
      "HTTP/1.1 100 Continue\r\n\r\n\r\n" + ok(length, "ok"),
      ok("CONTENT-LENGTH: \t 2 \t\r\n", "ok"),
      ok("Content-Length: 0000000000000000000002\r\n", "ok"),
      ok("Content-Length: 2, 2\r\n", "ok"),
      ok("A:\r\nB: \r\n" + length, "ok"),
      ok("A:\tb\tc\t\r\n" + length, "ok"),
      ok("A: \xe6\x88\x90\r\n" + length, "ok"),
      ok("a!#$%&'*+-.^_`|~9: b\r\n" + length, "ok"),
      ok("TRANSFER-ENCODING:\t CHUNKED \t\r\n", chunks),
      ok("Transfer-Encoding: chunked\r\n", "2;a=\"b;\\\"c\t\xe6\"\r\nok\r\n0;x\r\nT: 1\r\nU:\r\n\r\n"),
      ok("Transfer-Encoding: chunked\r\n", "002 \t; a = b\r\nok\r\n000\r\n\r\n"),
  };
  for (const std::string& text : legal) {
    CAPTURE(text);
    const auto got = read(text);
    check_body(got, "ok");
    CHECK(got.reusable);
    check_body(read_pieces(text, {}, [] { return std::size_t{1}; }), "ok");
  }
  check_body(read("HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n"), "");
  check_body(read(ok(length, "ok") + "\r\n"), "ok");  // followed by an empty line, as old servers send
}

TEST_CASE("response reader: bytes after the response are not part of it, and prevent reuse") {
  const std::string forged = ok("Content-Length: 6\r\n", "forged");
  for (const std::string& first : {ok("Content-Length: 5\r\n", "first"), ok("Content-Length: 0\r\n", ""),
                                   ok("Transfer-Encoding: chunked\r\n", "5\r\nfirst\r\n0\r\n\r\n")}) {
    const auto got = read(first + forged);
    REQUIRE(got.answer);
    CHECK(got.answer->body.find("forged") == std::string::npos);
    CHECK_FALSE(got.reusable);
  }
}

TEST_CASE("response reader: a truncated response is a connection failure with the position") {
  const boost::system::error_code reset = boost::asio::error::connection_reset;
  check_refused(read("HTTP/1.1 200 OK\r\nContent-"), errc::connection,
                "the response from http://h:80 ended within its header");
  check_refused(read(ok("Content-Length: 5000\r\n", std::string(1234, 'x'))), errc::connection,
                "ended after 1234 of 5000 bytes");
  const auto got = read(ok("Content-Length: 5000\r\n", "x"), {}, reset);
  check_refused(got, errc::connection, "ended after 1 of 5000 bytes");
  CHECK(got.failed->details().cause == reset);
  CHECK(got.failed->details().http_status == 200);
  check_refused(read(ok("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n")), errc::connection,
                "ended after 5 bytes");
}

TEST_CASE("response reader: a body without a length is completed only by an orderly close") {
  check_body(read(ok("", "all of it")), "all of it");
  check_refused(read(ok("", "a part"), {}, boost::asio::ssl::error::stream_truncated), errc::connection,
                "ended after 6 bytes: stream truncated");
  check_refused(read(ok("", "a part"), {}, boost::asio::error::connection_reset), errc::connection, "reset");
}

TEST_CASE("response reader: accepts a status line without a reason phrase or space (fault 144)") {
  for (const std::string header :
       {"HTTP/1.1 200\r\n", "HTTP/1.0 200\r\n", "HTTP/1.1 100\r\n\r\nHTTP/1.1 200\r\n"})
    for (std::size_t step = 1; step < 20; ++step) {
      const auto got = read_pieces(header + "Content-Length: 2\r\n\r\nok", {}, [=] { return step; });
      REQUIRE(got.answer);
      CHECK(got.answer->status == 200);
      CHECK(got.answer->body == "ok");
    }
  CHECK(read("HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n").answer.value().status == 404);
}

TEST_CASE("response reader: skips empty lines before a response (fault 146)") {
  for (std::size_t step = 1; step < 20; ++step) {
    const auto got =
        read_pieces("\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", {}, [=] { return step; });
    REQUIRE(got.answer);
    CHECK(got.answer->body == "ok");
  }
  std::string many;
  for (int line = 0; line < 100'000; ++line) many += "\r\n";
  CHECK(read(many).failed);
}

TEST_CASE("response reader: rejects everything except HTTP/1") {
  for (const std::string text :
       {"garbage\r\n\r\n", "<html></html>", "HTTP/2 200 OK\r\n\r\n", "HTTP/0.9 200 OK\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1  200 OK\r\n\r\n",
        "\x16\x03\x01\x02\x02\x46 client hello", "HTTP/1.1 200 OK\r\nName : v\r\n\r\n",
        "HTTP/1.1 200 OK\r\nNoColon\r\n\r\n", "HTTP/1.1 200 OK\nA: b\n\nbody\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\rc\r\n\r\n", "HTTP/1.1 200 O\x01K\r\n\r\n"}) {
    CAPTURE(text);
    check_refused(read(text), errc::protocol, "is malformed HTTP");
  }
  check_refused(read(std::string_view("HTTP/1.1 200 OK\r\nA: b\0c\r\n\r\n", 27)), errc::protocol,
                "is malformed HTTP");
}

TEST_CASE("response reader: names https when a port responds with a TLS alert") {
  const std::string_view alert("\x15\x03\x01\x00\x02\x02\x46", 7);
  const auto whole = read(alert);
  check_refused(whole, errc::protocol, "is TLS, not HTTP: the port expects https");
  CHECK(std::string_view(whole.failed->what()).ends_with("https"));  // no cause from the parser
  check_refused(read_pieces(alert, {}, [] { return std::size_t{1}; }), errc::protocol, "is TLS, not HTTP");
}

TEST_CASE("response reader: reports bytes that are not HTTP in pieces of any size (fault 170)") {
  for (const std::string text : {"SSH-2.0-OpenSSH_9\r\n", "HTTP/1.1 2x0 OK\r\n", "HTTP/1.1 200 OK\r\nA b\r\n",
                                 "HTTP/1.1 100 Continue\r\n\r\nHTTP/3 200\r\n"})
    for (const std::size_t most :
         {text.size(), text.size() + 1}) {  // exceeds the header limit, or ends with the connection
      CAPTURE(text);
      const response_limits limits{.max_header = most};
      const auto whole = read(text, limits);
      const auto cut = read_pieces(text, limits, [] { return std::size_t{1}; });
      check_refused(whole, errc::protocol, "is malformed HTTP");
      check_refused(cut, errc::protocol, "is malformed HTTP");
    }
}

TEST_CASE("response reader: rejects a complete header beyond the limit in pieces of any size") {
  const std::string text = ok("A: " + std::string(60, 'a') + "\r\nContent-Length: 4\r\n", "body");
  for (std::size_t most = 1; most < 96; ++most)
    for (const std::size_t size : {std::size_t{1}, std::size_t{7}, text.size() - 4, text.size()})
      check_refused(read_pieces(text, response_limits{.max_header = most}, [&] { return size; }),
                    errc::too_large, "header of more than");
}

TEST_CASE("response reader: rejects folded header lines, also in informational responses") {
  for (const std::string folded : {"A: b\r\n c\r\n", "A: b\r\n\tc\r\n", "A:\r\n \r\n"}) {
    check_refused(read(ok(folded + "Content-Length: 2\r\n", "ok")), errc::protocol, "folded header line");
    const std::string interim = "HTTP/1.1 103 Hints\r\n" + folded + "\r\n";
    check_refused(read(interim + ok("Content-Length: 2\r\n", "ok")), errc::protocol, "folded header line");
  }
  check_body(read(ok("A: b\r\nContent-Length: 5\r\n", "\r\n c\t")), "\r\n c\t");
}

TEST_CASE("response reader: rejects a Content-Length that is not a single number") {
  for (const char* length : {"-1", "+7", "7x", "", "0x7", "18446744073709551616", "7, 8"})
    check_refused(read(ok("Content-Length: " + std::string(length) + "\r\n", "1234567")), errc::protocol,
                  "is malformed HTTP");
  check_refused(read(ok("Content-Length: 7\r\nContent-Length: 8\r\n", "1234567")), errc::protocol,
                "is malformed HTTP");
  check_body(read(ok("Content-Length: 7\r\nContent-Length: 7\r\n", "1234567")), "1234567");
}

TEST_CASE("response reader: rejects Content-Length together with Transfer-Encoding, in either order") {
  const std::string chunks = "5\r\nhello\r\n0\r\n\r\n";
  for (const char* headers : {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                              "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                              "Transfer-Encoding: gzip\r\nContent-Length: 5\r\n"})
    check_refused(read(ok(headers, chunks)), errc::protocol, "");
}

TEST_CASE("response reader: rejects any Transfer-Encoding except a single \"chunked\"") {
  for (const char* coding :
       {"gzip", "gzip, chunked", "xchunked", "chunked, chunked", "identity", "", "chunked;a=b"})
    check_refused(read(ok("Transfer-Encoding: " + std::string(coding) + "\r\n", "0\r\n\r\n")), errc::protocol,
                  "Transfer-Encoding");
  check_refused(read(ok("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")),
                errc::protocol, "");
  check_refused(read("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), errc::protocol,
                "in HTTP/1.1 is supported");
}

TEST_CASE("response reader: rejects an unrequested Content-Encoding, and escapes its value") {
  check_refused(read(ok("Content-Encoding: gzip\r\nContent-Length: 3\r\n", "\x1f\x8b\x08")), errc::protocol,
                "has the Content-Encoding \"gzip\"");
  const auto got = read("HTTP/1.1 503 No\r\nContent-Encoding: \x9b[31m\r\nContent-Length: 1\r\n\r\nx");
  check_refused(got, errc::protocol, "\\x9b[31m");
  CHECK(got.failed->details().http_status == 503);
  check_body(read(ok("Content-Encoding: Identity\r\nContent-Length: 2\r\n", "ok")), "ok");
  check_body(read(ok("Content-Encoding:\r\nContent-Length: 2\r\n", "ok")), "ok");
  check_body(read("HTTP/1.1 304 Not Modified\r\nContent-Encoding: gzip\r\n\r\n"), "");
}

TEST_CASE(
    "response reader: rejects a header beyond the limit, including informational responses and trailers "
    "(faults 28, 29)") {
  const response_limits limits{.max_header = 1000};
  const std::string a(400, 'a');
  const std::string interim = "HTTP/1.1 103 Hints\r\nX: " + a + "\r\n\r\n";
  const std::string big = "more than 1000 bytes";
  check_body(read(ok("X: " + a + "\r\nContent-Length: 2\r\n", "ok"), limits), "ok");
  check_body(read(interim + ok("X: " + a + "\r\nContent-Length: 2\r\n", "ok"), limits), "ok");
  check_refused(read(interim + interim + ok("X: " + a + "\r\nContent-Length: 2\r\n", "ok"), limits),
                errc::too_large, big);
  for (const std::string& endless : {std::string("HTTP/1.1 200 "), std::string("HTTP/1.1 200 OK\r\nX: ")}) {
    check_refused(read(endless + std::string(100'000, 'a'), limits), errc::too_large, big);
    const auto got = read_pieces(endless + std::string(100'000, 'a'), limits, [] { return std::size_t{1}; });
    check_refused(got, errc::too_large, big);
    CHECK(got.taken <= 1001);
  }
  std::string fields = "HTTP/1.1 200 OK\r\n";
  while (fields.size() < 100'000) fields += "X: y\r\n";
  check_refused(read(fields, limits), errc::too_large, big);
  const std::string chunked = ok("Transfer-Encoding: chunked\r\n", "1\r\nx\r\n0\r\n");
  check_body(read(chunked + "T: " + a + "\r\n\r\n", limits), "x");
  check_refused(read(chunked + "T: " + a + a + a + "\r\n\r\n", limits), errc::too_large, big);
}

TEST_CASE("response reader: the first bytes may fill the buffer of the header, or end near its end") {
  const std::string body(40'000, 'x');
  for (const std::string& sent :
       {"HTTP/1.1 200\r\nContent-Length: 40000\r\n\r\n" + body, "HTTP/1.1 200\r\n\r\n" + body,
        "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n9c40\r\n" + body + "\r\n0\r\n\r\n"}) {
    check_body(read(sent), body);
    for (std::size_t first = 16'380; first <= 16'390; ++first) {
      CAPTURE(first);
      auto piece = [size = first]() mutable { return std::exchange(size, std::string_view::npos); };
      check_body(read_pieces(sent, {}, piece), body);
    }
  }
}

TEST_CASE("response reader: a header limit may be larger or smaller than the buffer") {
  const std::string a(100'000, 'a');
  check_body(read(ok("X: " + a + "\r\nContent-Length: 2\r\n", "ok"), {.max_header = 200'000}), "ok");
  check_refused(read(ok("Content-Length: 2\r\n", "ok"), {.max_header = 10}), errc::too_large,
                "more than 10 bytes");
}

TEST_CASE("response reader: rejects a body beyond the limit as early as possible") {
  const response_limits limits{.max_body = 1000};
  check_body(read(ok("Content-Length: 1000\r\n", std::string(1000, 'x')), limits), std::string(1000, 'x'));
  const auto announced = read(ok("Content-Length: 1001\r\n", ""), limits);
  check_refused(announced, errc::too_large, "Content-Length of 1001 bytes; the limit is 1000");
  check_refused(read(ok("Content-Length: 9223372036854775807\r\n", "")), errc::too_large,
                "Content-Length of ");
  const std::string flood(100'000, 'x');
  check_body(read(ok("", std::string(1000, 'x')), limits), std::string(1000, 'x'));
  check_refused(read(ok("", flood), limits), errc::too_large, "body of more than 1000 bytes");
  check_refused(read(ok("Transfer-Encoding: chunked\r\n", "FFFFFFFF\r\n" + flood), limits), errc::too_large,
                "body of more than 1000 bytes");
}

TEST_CASE("response reader: endless chunk extensions and tiny padded chunks exceed the limit of raw bytes") {
  const response_limits limits{.max_body = 1000, .max_overhead = 5000};
  const std::string start = ok("Transfer-Encoding: chunked\r\n", "");
  const auto pieces = [] { return std::size_t{512}; };
  const auto extension = read_pieces(start + "5;" + std::string(100'000, 'e'), limits, pieces);
  check_refused(extension, errc::too_large, "exceeds 6000 bytes on the wire");
  CHECK(extension.taken <= 6000 + 512);
  std::string tiny = start;
  for (int i = 0; i < 100; ++i) tiny += "1;" + std::string(400, 'e') + "\r\nx\r\n";
  const auto padded = read_pieces(tiny, limits, pieces);
  check_refused(padded, errc::too_large, "exceeds 6000 bytes on the wire");
}

TEST_CASE("response reader: random bytes yield either a response or a failure, within the limits") {
  std::mt19937 random(4);
  const response_limits limits{
      .max_header = 300, .max_body = 200, .max_overhead = 500, .max_informational = 2};
  const std::string words[] = {"HTTP/1.1 200 OK\r\n",
                               "HTTP/1.1 100 C\r\n",
                               "\r\n",
                               "Content-Length: 5\r\n",
                               "Transfer-Encoding: chunked\r\n",
                               "5\r\nhello\r\n",
                               "0\r\n",
                               "X: y\r\n",
                               "hello",
                               "\xff",
                               "Connection: close\r\n",
                               "Content-Length: 199\r\n",
                               ";e=1"};
  int answers = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text = "HTTP/1.1 200 OK\r\n";
    for (auto n = random() % 12; n > 0; --n) text += words[random() % std::size(words)];
    const auto got = read_pieces(text, limits, [&] { return 1 + random() % 30; });
    CHECK(got.answer.has_value() != got.failed.has_value());
    answers += got.answer.has_value();
    if (got.answer) CHECK(got.answer->body.size() <= 200);
    CHECK(got.taken <= 300 + 500 + 200);
  }
  CHECK(answers > 1000);
}

TEST_CASE("response reader: the maximum value means no limit") {
  constexpr auto none = std::numeric_limits<std::uint64_t>::max();
  const response_limits limits{.max_body = none, .max_overhead = none};
  const std::string body(2'000'000, 'x');
  const std::string sized = "Content-Length: " + std::to_string(body.size()) + "\r\n";
  for (const std::string& answer :
       {ok(sized, body), ok("", body),
        ok("Transfer-Encoding: chunked\r\n", "1e8480\r\n" + body + "\r\n0\r\n\r\n")}) {
    const auto got = read(answer, limits);
    REQUIRE_MESSAGE(got.answer, got.failed->what());
    CHECK(got.answer->body == body);
  }
}
