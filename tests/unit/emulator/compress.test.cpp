// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/emulator/server/detail/compress.hpp>
#include <roster/http/message.hpp>
#include <string>

namespace {

bool accepts(const std::string& value) {
  return roster::emulator::detail::accepts_gzip({.headers = {{"Accept-Encoding", value}}});
}

}  // namespace

TEST_CASE("compress: a response is compressed only for a client that accepts gzip") {
  for (const char* value : {"gzip", "GZIP", "br, gzip", "gzip;q=0.5, identity", "gzip;q=1", "gzip ; q=0.001"})
    CHECK_MESSAGE(accepts(value), value);
  for (const char* value : {"", "identity", "x", "gzip;q=0", "gzip;q=0.000", "gzipped", "br;q=1"})
    CHECK_FALSE_MESSAGE(accepts(value), value);
  CHECK_FALSE(roster::emulator::detail::accepts_gzip({}));
}

TEST_CASE("compress: an empty body is not compressed") {
  roster::http::response empty{.status = 204};
  roster::emulator::detail::compress(empty);
  CHECK(empty.body.empty());
  CHECK(empty.headers.size() == 0);
  roster::http::response page{.status = 200, .body = std::string(1000, 'a')};
  roster::emulator::detail::compress(page);
  CHECK(page.body.starts_with("\x1f\x8b\x08"));
  CHECK(page.body.size() < 50);
  CHECK(page.headers.get("Content-Encoding") == "gzip");
}
