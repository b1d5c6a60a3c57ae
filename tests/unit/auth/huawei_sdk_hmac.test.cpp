// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/auth/huawei_sdk_hmac.hpp>
#include <support/vendor_signatures.hpp>

using namespace signature_vectors;

namespace {

/// Returns the canonical path of a path.
std::string canonical_path(const std::string& path) {
  roster::http::request r{.to = roster::http::detail::parse_endpoint("https://h.test"), .path = path};
  const auto text = roster::huawei_sdk_hmac().canonical_request(r);
  return text.substr(4, text.find('\n', 4) - 4);
}

}  // namespace

// The package signs every header except User-Agent, which it adds later; the recorded requests have only headers that
// roster::huawei_sdk_hmac signs, too.
TEST_CASE("huawei_sdk_hmac: headers are those of the vendor's package") {
  CHECK(check_vectors("huawei_sdk_hmac", [](const json::value& v) {
          return roster::huawei_sdk_hmac({.project_id = option(v, "project_id")});
        }) == 5);
}

TEST_CASE("huawei_sdk_hmac: signing again replaces the signature, and secrets are not shown") {
  check_properties(roster::huawei_sdk_hmac(), "X-Security-Token");
  check_properties(roster::huawei_sdk_hmac({.project_id = "0123abc"}), "X-Security-Token");
}

// The package encodes the path that it sends once more: '%20' would become '%2520'. The vendor's other clients decode
// the path first, as is done here.
TEST_CASE("huawei_sdk_hmac: the canonical path is encoded once and ends with a slash") {
  CHECK(canonical_path("/v1/services") == "/v1/services/");
  CHECK(canonical_path("/v1/services/") == "/v1/services/");
  CHECK(canonical_path("") == "/");
  CHECK(canonical_path("/a%20b/(c)~%7e") == "/a%20b/%28c%29~~/");
  CHECK_THROWS_AS(canonical_path("/a%zz"), roster::failure);
}

TEST_CASE("huawei_sdk_hmac: rejects a project id that cannot be sent") {
  CHECK_THROWS_AS(roster::huawei_sdk_hmac({.project_id = "a\r\nb"}), roster::failure);
}
