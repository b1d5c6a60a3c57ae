// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <array>
#include <boost/asio/error.hpp>
#include <cstdio>
#include <random>
#include <roster/emulator/server/detail/compress.hpp>
#include <roster/failure.hpp>
#include <roster/transport/detail/response_reader.hpp>
#include <string>
#include <vector>

#include <support/read_response.hpp>

using roster_test::check_refused;
using roster_test::ok;
using roster_test::read_response;
using roster_test::read_result;

namespace {

using roster::errc;
using roster::response_limits;
using roster::emulator::detail::gzip_text;

constexpr std::size_t whole = std::string_view::npos;
const boost::system::error_code eof = boost::asio::error::eof;
const std::string gzip = "Content-Encoding: gzip\r\n";

/// Reads a response that accepts gzip from `bytes`, in pieces of `piece` bytes.
read_result read(std::string_view bytes, std::size_t piece = whole, const response_limits& limits = {},
                 boost::system::error_code end = eof, bool with_body = true) {
  return read_response(bytes, {.limits = limits, .end = end, .with_body = with_body, .accept_gzip = true},
                       [piece] { return piece; });
}

std::string sized(const std::string& data, const std::string& headers = gzip) {
  return ok(headers + "Content-Length: " + std::to_string(data.size()) + "\r\n", data);
}

std::string chunked(const std::string& data, std::size_t chunk) {
  std::string body;
  for (std::size_t at = 0; at < data.size(); at += chunk) {
    const std::string piece = data.substr(at, chunk);
    std::array<char, 20> size{};
    std::snprintf(size.data(), size.size(), "%zx\r\n", piece.size());
    body += size.data() + piece + "\r\n";
  }
  return ok(gzip + "Transfer-Encoding: chunked\r\n", body + "0\r\n\r\n");
}

/// The same data in each framing.
std::vector<std::string> framed(const std::string& data) {
  return {sized(data), chunked(data, 1), chunked(data, 300), chunked(data, 100'000), ok(gzip, data)};
}

std::string page_of(std::size_t services) {
  std::mt19937 random(5);
  std::string out = "[";
  for (std::size_t i = 0; i < services; ++i)
    out += R"({"ServiceId":"eas-m-)" + std::to_string(random()) + R"(","Status":"Running"},)";
  return out;
}

}  // namespace

TEST_CASE("compressed body: is decompressed in every framing and segmentation") {
  for (const std::string& text : {std::string("{}"), page_of(100), std::string(300'000, 'a')})
    for (const std::string& bytes : framed(gzip_text(text)))
      for (const std::size_t piece : {whole, std::size_t{1}, std::size_t{7}, std::size_t{4000}}) {
        const auto got = read(bytes, piece);
        REQUIRE_MESSAGE(got.answer, got.failed->what());
        CHECK(got.answer->body == text);
        CHECK(got.answer->raw_bytes == bytes.size());
        CHECK_FALSE(got.answer->headers.contains("content-encoding"));
        CHECK_FALSE(got.answer->headers.contains("content-length"));
        CHECK(got.reusable == (bytes.find("Length") != bytes.npos || bytes.find("chunked") != bytes.npos));
      }
}

TEST_CASE("compressed body: other headers are kept, and an identity body keeps all of them") {
  const auto got = read(sized(gzip_text("ok"), "A: b\r\nETag: \"1\"\r\n" + gzip));
  REQUIRE(got.answer);
  CHECK(got.answer->headers.size() == 2);
  for (const std::string coding : {"", "Content-Encoding:\r\n", "Content-Encoding: Identity\r\n"}) {
    const auto plain = read(sized("ok", coding));
    REQUIRE(plain.answer);
    CHECK(plain.answer->body == "ok");
    CHECK(plain.answer->headers.get("content-length") == "2");
  }
}

TEST_CASE("compressed body: gzip is also x-gzip, in any letter case; other codings are errors") {
  for (const char* coding : {"x-gzip", "GZIP", "X-Gzip", "gzip "}) {
    const auto got = read(sized(gzip_text("ok"), "Content-Encoding: " + std::string(coding) + "\r\n"));
    REQUIRE(got.answer);
    CHECK(got.answer->body == "ok");
  }
  for (const char* coding :
       {"br", "deflate", "gzip, gzip", "gzip\r\nContent-Encoding: gzip", "gzip, identity"})
    check_refused(read(sized(gzip_text("ok"), "Content-Encoding: " + std::string(coding) + "\r\n")),
                  errc::protocol, "which was not requested");
}

TEST_CASE("compressed body: HEAD, 204 and 304 have no body, and an empty body is not decompressed") {
  const auto no_body = read(ok(gzip + "Content-Length: 70\r\n", ""), whole, {}, eof, false);
  REQUIRE(no_body.answer);
  CHECK(no_body.answer->headers.get("content-length") == "70");
  CHECK(no_body.answer->headers.get("content-encoding") == "gzip");
  CHECK(no_body.reusable);
  for (const char* status : {"204", "304"}) {
    const auto got = read("HTTP/1.1 " + std::string(status) + " X\r\n" + gzip + "\r\n");
    REQUIRE(got.answer);
    CHECK(got.answer->body.empty());
    CHECK(got.reusable);
  }
  for (const std::string& bytes : framed("")) {
    const auto got = read(bytes);
    REQUIRE_MESSAGE(got.answer, got.failed->what());
    CHECK(got.answer->body.empty());
  }
}

TEST_CASE(
    "compressed body: a truncated response is a connection failure, truncated data a protocol failure") {
  const std::string data = gzip_text(page_of(3));
  for (const std::string& bytes : framed(data))
    for (std::size_t cut = 1; cut < data.size(); ++cut) {
      const auto got = read(std::string_view(bytes).substr(0, bytes.size() - cut));
      check_refused(got, errc::connection, " ended after ");
      CHECK(got.failed->details().http_status == 200);
    }
  check_refused(
      read(sized(data).substr(0, sized(data).size() - 10)), errc::connection,
      "after " + std::to_string(data.size() - 10) + " of " + std::to_string(data.size()) + " bytes");
  for (const std::size_t piece : {whole, std::size_t{1}})
    for (std::size_t size = 1; size < data.size(); ++size) {
      const std::string part = data.substr(0, size);
      const std::string where = "gzip data: it ends within a member, after " + std::to_string(size);
      check_refused(read(sized(part), piece), errc::protocol, where);
      check_refused(read(chunked(part, 50), piece), errc::protocol, where);
    }
  check_refused(read(ok(gzip, data), whole, {}, boost::asio::error::connection_reset), errc::connection,
                "reset");
}

TEST_CASE("compressed body: corrupt data is a protocol failure with the reason") {
  std::string data = gzip_text(page_of(3));
  data[data.size() - 7] ^= 1;
  for (const std::size_t piece : {whole, std::size_t{1}}) {
    for (const std::string& bytes : framed(data))
      check_refused(read(bytes, piece), errc::protocol,
                    "has malformed gzip data: the CRC-32 of its text is wrong");
    for (const std::string& bytes : framed("{\"plain\":1}"))
      check_refused(read(bytes, piece), errc::protocol, "gzip data: it does not begin with a gzip header");
    for (const std::string& bytes : framed(gzip_text("{}") + "x"))
      check_refused(read(bytes, piece), errc::protocol, "gzip data: bytes follow the last member");
  }
}

TEST_CASE("compressed body: bytes after the response are not part of it, and prevent reuse") {
  for (const std::string& first : {sized(gzip_text("ok")), chunked(gzip_text("ok"), 5)}) {
    const auto got = read(first + sized(gzip_text("forged")));
    REQUIRE(got.answer);
    CHECK(got.answer->body == "ok");
    CHECK_FALSE(got.reusable);
  }
}

TEST_CASE("compressed body: a bomb fails at the limit of the text, whatever its framing") {
  const response_limits limits{.max_body = 100'000, .max_overhead = 50'000};
  for (const std::string& bytes : framed(gzip_text(std::string(100'000, '\0'))))
    CHECK(read(bytes, whole, limits).answer);
  for (const std::string& bytes : framed(gzip_text(std::string(20'000'000, '\0')))) {
    const auto got = read(bytes, 500, limits);
    check_refused(got, errc::too_large, "body of more than 100000 bytes when decompressed");
    CHECK(got.taken <= 4000);
  }
}

TEST_CASE("compressed body: the bytes on the wire have their own limit") {
  std::string noise(100'000, '\0');
  std::mt19937 random(6);
  for (char& c : noise) c = static_cast<char>(random());
  const std::string data = gzip_text(noise);
  REQUIRE(data.size() > noise.size());
  for (const std::string& bytes : {sized(data), chunked(data, 10'000), ok(gzip, data)}) {
    const auto got = read(bytes, 1000, {.max_body = noise.size(), .max_overhead = 2'000});
    REQUIRE_MESSAGE(got.answer, got.failed->what());
    CHECK(got.answer->body == noise);
  }
  std::string empty_members;
  while (empty_members.size() < 20'000) empty_members += gzip_text("");
  for (const std::string& bytes : framed(empty_members)) {
    const auto got = read(bytes, 500, {.max_body = 5'000, .max_overhead = 1'000});
    check_refused(got, errc::too_large, "");
    CHECK(got.taken <= 6'500);
  }
}
