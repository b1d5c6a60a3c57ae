// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/auth/signer.hpp>
#include <roster/failure.hpp>

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

TEST_CASE("bearer: without a token of its own, it sends the security token of the credentials") {
  const roster::bearer signer;
  CHECK(signer.needs_credentials());
  CHECK(signer.refreshes_on_401());
  CHECK(!roster::bearer("sk-token").refreshes_on_401());
  auto r = request_to("https://h.test");
  signer.sign(r, {.access_key_id = "id", .security_token = roster::secret("first")}, {});
  signer.sign(r, {.access_key_id = "id", .security_token = roster::secret("second")}, {});
  CHECK(r.headers.get("authorization") == "Bearer second");
  CHECK(r.headers.size() == 2);
}

TEST_CASE("bearer: rejects a token that is empty or cannot be sent") {
  auto r = request_to("https://h.test");
  CHECK_THROWS_WITH(roster::bearer().sign(r, {.access_key_id = "id"}, {}),
                    "no credentials: the bearer token is empty");
  CHECK_THROWS_AS(roster::bearer("").sign(r, {.security_token = roster::secret("token")}, {}),
                  roster::failure);
  CHECK_THROWS_AS(roster::bearer().sign(r, {.security_token = roster::secret("a\r\nb: c")}, {}),
                  roster::failure);
  CHECK(r.headers.size() == 0);
}
