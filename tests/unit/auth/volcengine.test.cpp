// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/auth/volcengine.hpp>
#include <support/vendor_signatures.hpp>

using namespace signature_vectors;

// @volcengine/openapi sends X-Content-Sha256 only with a body, and does not sign Content-Type; the vendor's Python
// client always sends the former and signs both, as roster::volcengine. The recorded requests of the former have
// no Content-Type, and those without a body were given X-Content-Sha256.
TEST_CASE("volcengine: headers are those of the vendor's packages") {
  CHECK(check_vectors("volcengine", [](const json::value& v) {
          return roster::volcengine({.region = option(v, "region"), .service = option(v, "service")});
        }) == 7);
}

TEST_CASE("volcengine: signing again replaces the signature, and secrets are not shown") {
  check_properties(roster::volcengine{{.region = "cn-beijing", .service = "ark"}}, "X-Security-Token");
}

TEST_CASE("volcengine: rejects options that are missing or cannot be sent") {
  using options = roster::volcengine::options;
  for (const options& bad :
       {options{}, options{.region = "r", .service = ""}, options{.region = "r r", .service = "s"},
        options{.region = "r", .service = "s,"}})
    CHECK_THROWS_AS(roster::volcengine{bad}, roster::failure);
}
