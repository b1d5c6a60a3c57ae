// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/client/detail/build_request.hpp>
#include <string>

TEST_CASE("sent_request: its secrets are those of the request and of the credentials") {
  const std::string signature = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
  roster::http::request sent;
  sent.headers = {
      {"host", "clouds.test"},
      {"authorization", "ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host,Signature=" + signature},
      {"x-acs-security-token", "CAIS/planted+token/of=="},
      {"x-acs-version", "2021-07-01"}};
  const roster::credentials key{.access_key_id = "id-of-a-key",
                                .access_key_secret = roster::secret("the-planted-key"),
                                .security_token = roster::secret("another-planted-token")};
  const auto known = roster::detail::secrets_of(sent, key);
  CHECK(known.redact("signed by the-planted-key as " + signature) == "signed by *** as ***");
  CHECK(known.redact("token CAIS/planted+token/of== or another-planted-token") == "token *** or ***");
  CHECK(known.redact("CAIS/plan... is too little to know, and 2021-07-01 is none") ==
        "CAIS/plan... is too little to know, and 2021-07-01 is none");
  CHECK(known.redact("host ted+token/of, id-of-a-key, clouds.test") == "host ***, id-of-a-key, clouds.test");
  CHECK(roster::detail::secrets_of({}, {}).empty());
}
