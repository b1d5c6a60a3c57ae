// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/auth/signer.hpp>

namespace {

roster::http::request request_to(const char* url) {
  roster::http::request r;
  r.to = roster::http::detail::parse_endpoint(url);
  return r;
}

}  // namespace

TEST_CASE("bearer: sends its token, and needs no credentials") {
  const roster::bearer signer("sk-token");
  CHECK(!signer.needs_credentials());
  auto r = request_to("http://[::1]:8080");
  r.headers.set("Authorization", "from the attempt before");
  signer.sign(r, {}, {});
  CHECK(r.headers.get("authorization") == "Bearer sk-token");
  CHECK(r.headers.get("host") == "[::1]:8080");
  CHECK(r.headers.size() == 2);
  CHECK(signer.canonical_request(r).empty());
}
