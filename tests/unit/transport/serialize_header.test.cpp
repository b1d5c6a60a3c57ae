// SPDX-License-Identifier: BSL-1.0

#include <doctest/doctest.h>
#include <roster/transport/detail/serialize_header.hpp>

namespace {

roster::http::request list_request() {
  return {.path = "/api/v2/services",
          .query = "PageNumber=1&PageSize=100",
          .headers = {{"host", "pai.example"}, {"x-acs-date", "2026-01-01T00:00:00Z"}}};
}

}  // namespace

TEST_CASE("serialize_header: signed fields come first and unchanged, followed by those of the transport") {
  CHECK(roster::detail::serialize_header(list_request(), "roster/1") ==
        "GET /api/v2/services?PageNumber=1&PageSize=100 HTTP/1.1\r\n"
        "host: pai.example\r\n"
        "x-acs-date: 2026-01-01T00:00:00Z\r\n"
        "Accept-Encoding: identity\r\n"
        "User-Agent: roster/1\r\n"
        "\r\n");
}

TEST_CASE("serialize_header: adds Content-Length for a body, and for a POST without a body") {
  auto request = list_request();
  const auto has = [&](const char* line) {
    return roster::detail::serialize_header(request, "").find(line) != std::string::npos;
  };
  CHECK_FALSE(has("Content-Length"));
  request.body = "{}";
  CHECK(has("\r\nContent-Length: 2\r\n"));
  request.method = "POST";
  CHECK(has("\r\nContent-Length: 2\r\n"));
  request.body = "";
  CHECK(has("\r\nContent-Length: 0\r\n"));
}

TEST_CASE("serialize_header: does not override fields of the caller") {
  auto request = list_request();
  request.headers.add("user-agent", "mine");
  request.headers.add("Accept-Encoding", "identity;q=1");
  const std::string header = roster::detail::serialize_header(request, "roster/1");
  CHECK(header.find("roster/1") == header.npos);
  CHECK(header.find("user-agent: mine\r\n") != header.npos);
  CHECK(header.find("Accept-Encoding: identity\r\n") == header.npos);
  CHECK(roster::detail::serialize_header(request, "roster/1", nullptr, "gzip") == header);
}

TEST_CASE("serialize_header: accepts gzip after the signed fields, without a change of the request") {
  const auto request = list_request();
  const std::string header = roster::detail::serialize_header(request, "roster/1", nullptr, "gzip");
  CHECK(header.ends_with(
      "x-acs-date: 2026-01-01T00:00:00Z\r\nAccept-Encoding: gzip\r\nUser-Agent: roster/1\r\n\r\n"));
  CHECK(request.headers.size() == 2);
}
