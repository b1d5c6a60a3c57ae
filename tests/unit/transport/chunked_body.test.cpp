// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <random>
#include <roster/transport/detail/chunked_body.hpp>
#include <string>

namespace {

using roster::detail::chunked_body;
using progress = chunked_body::progress;

struct decoded {
  progress last{progress::more};
  std::string body{};
  std::string rest{};
};

/// Decodes `text` in pieces of `piece` bytes.
decoded decode(std::string_view text, std::size_t piece = std::string_view::npos,
               std::uint64_t max_body = 1000, std::size_t max_trailer = 100) {
  chunked_body decoder(max_body, max_trailer);
  decoded out;
  while (!text.empty() && out.last == progress::more) {
    std::string_view now = text.substr(0, piece);
    const std::size_t offered = now.size();
    out.last = decoder.decode(now, out.body);
    text.remove_prefix(offered - now.size());
  }
  out.rest = text;
  return out;
}

void check_both_ways(std::string_view text, progress expected, std::string_view body) {
  CAPTURE(text);
  for (const std::size_t piece : {std::string_view::npos, std::size_t{1}, std::size_t{3}}) {
    const decoded got = decode(text, piece);
    CHECK(got.last == expected);
    CHECK(got.body == body);
  }
}

std::string random_chunks(std::mt19937& random, std::string& body) {
  std::string text;
  for (auto chunks = random() % 6; chunks > 0; --chunks) {
    const std::string data(1 + random() % 40, static_cast<char>('a' + random() % 26));
    char size[32];
    std::snprintf(size, sizeof size, random() % 2 ? "%zx" : "%03zX", data.size());
    text += size;
    if (random() % 3 == 0) text += ";name=value";
    if (random() % 5 == 0) text += ";q=\"a;b c\"";
    text += "\r\n" + data + "\r\n";
    body += data;
  }
  text += "0\r\n";
  if (random() % 3 == 0) text += "X-Trailer: 1\r\n";
  return text + "\r\n";
}

/// Returns the result of Beast's own parser; "error" if it rejects the text.
std::string by_beast(const std::string& chunks) {
  namespace http = boost::beast::http;
  const std::string text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
  http::response_parser<http::string_body> parser;
  parser.eager(true);
  boost::beast::error_code ec;
  parser.put(boost::asio::buffer(text), ec);
  return ec || !parser.is_done() ? "error" : parser.get().body();
}

}  // namespace

TEST_CASE("chunked body: concatenates the data of all chunks") {
  check_both_ways("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", progress::complete, "hello world");
  check_both_ways("0\r\n\r\n", progress::complete, "");
  check_both_ways("000A\r\n0123456789\r\n000\r\n\r\n", progress::complete, "0123456789");
  check_both_ways("a\r\n01234\r\n789\r\n0\r\n\r\n", progress::complete, "01234\r\n789");
}

TEST_CASE("chunked body: skips extensions, padding and trailers, whatever their content") {
  check_both_ways("2;a=b;c=\"d;e\"\r\nok\r\n0;last\r\n\r\n", progress::complete, "ok");
  check_both_ways("2 \t;a\r\nok\r\n0  \r\n\r\n", progress::complete, "ok");
  check_both_ways("2\r\nok\r\n0\r\nContent-Length: 7\r\nTransfer-Encoding: gzip\r\n\r\n", progress::complete,
                  "ok");
}

TEST_CASE("chunked body: is incomplete until the empty line after the trailers") {
  const std::string whole = "2;e\r\nok\r\n0\r\nX: y\r\n\r\n";
  for (std::size_t n = 1; n < whole.size(); ++n) CHECK(decode(whole.substr(0, n)).last == progress::more);
  CHECK(decode(whole).last == progress::complete);
}

TEST_CASE("chunked body: does not consume bytes after the body") {
  const decoded got = decode("2\r\nok\r\n0\r\n\r\nHTTP/1.1 200 OK");
  CHECK(got.last == progress::complete);
  CHECK(got.rest == "HTTP/1.1 200 OK");
}

TEST_CASE("chunked body: rejects sizes that are not hexadecimal numbers of at most 16 digits") {
  for (const char* size : {"ZZ", "-5", "+5", "0x5", "", " 5", "5 5", "5g", ";a", "00000000000000005"})
    CHECK_MESSAGE(decode(std::string(size) + "\r\nhello\r\n0\r\n\r\n").last == progress::bad_size, size);
  CHECK(decode("0000000000000005\r\nhello\r\n0\r\n\r\n").last == progress::complete);
}

TEST_CASE("chunked body: rejects lines that do not end in CR LF, and control characters") {
  for (const char* text :
       {"5\nhello\r\n0\r\n\r\n", "5\r\rhello", "5\r\nhelloX", "5\r\nhello\rX", "5\r\nhello\n0\r\n\r\n",
        "5;a\nhello", "5;\x01\r\nhello", "0\r\nX: y\n\r\n", "0\r\nX: y\r\r", "0\r\n\rX"}) {
    const progress last = decode(text).last;
    CHECK_MESSAGE((last == progress::bad_line || last == progress::bad_size), text);
  }
}

TEST_CASE("chunked body: rejects a size beyond the limit before the data is received") {
  CHECK(decode("3e8\r\n").last == progress::more);
  CHECK(decode("3e9\r\n").last == progress::body_too_large);
  CHECK(decode("FFFFFFFFFFFFFFFF\r\n").last == progress::body_too_large);
  const std::string first = "3e7\r\n" + std::string(999, 'x') + "\r\n";
  CHECK(decode(first + "1\r\ny\r\n0\r\n\r\n").last == progress::complete);
  CHECK(decode(first + "2\r\n").last == progress::body_too_large);
}

TEST_CASE("chunked body: rejects trailers beyond the limit") {
  CHECK(decode("0\r\n" + std::string(90, 'x') + "\r\n\r\n").last == progress::complete);
  CHECK(decode("0\r\n" + std::string(200, 'x')).last == progress::trailer_too_large);
  std::string many = "0\r\n";
  for (int i = 0; i < 60; ++i) many += "a:\r\n";
  CHECK(decode(many).last == progress::trailer_too_large);
}

TEST_CASE("chunked body: decodes valid chunks like Beast, for any segmentation") {
  std::mt19937 random(1);
  for (int i = 0; i < 500; ++i) {
    std::string body;
    const std::string text = random_chunks(random, body);
    const decoded got = decode(text, 1 + random() % 20);
    CAPTURE(text);
    CHECK(got.last == progress::complete);
    CHECK(got.body == body);
    CHECK(by_beast(text) == body);
  }
}

TEST_CASE(
    "chunked body: with one byte changed, accepts nothing that Beast rejects, except in skipped lines") {
  std::mt19937 random(2);
  int refused = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string body;
    std::string text = random_chunks(random, body);
    const auto at = random() % text.size();
    text[at] = static_cast<char>(random() % 256);
    const decoded got = decode(text, 1 + random() % 20);
    refused += got.last != progress::complete;
    CAPTURE(text);
    const bool skipped = text.find(';') != text.npos || text.find('X') != text.npos ||
                         text.find(' ') != text.npos || text.find('\t') != text.npos;
    if (got.last == progress::complete && got.rest.empty() && !skipped) CHECK(by_beast(text) == got.body);
  }
  CHECK(refused > 100);
}
