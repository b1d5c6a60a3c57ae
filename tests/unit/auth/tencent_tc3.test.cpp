// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/auth/tencent_tc3.hpp>
#include <support/vendor_signatures.hpp>

using namespace signature_vectors;

namespace {

const roster::tencent_tc3::options some_options{.service = "tione",
                                                .action = "DescribeModelServiceGroups",
                                                .version = "2021-11-11",
                                                .region = "ap-guangzhou"};

roster::http::request some_request(std::string method) {
  return {.method = std::move(method), .to = roster::http::detail::parse_endpoint("https://h.test:8443")};
}

const roster::credentials some_key{.access_key_id = "id", .access_key_secret = roster::secret("TopSecret")};

}  // namespace

// The package signs the host without its port, which it sends; roster::tencent_tc3 signs what is sent. The recorded
// request to a port is signed here for the host without it.
TEST_CASE("tencent_tc3: headers are those of the vendor's package") {
  CHECK(check_vectors("tencent_tc3", [](const json::value& v) {
          return roster::tencent_tc3({.service = option(v, "service"),
                                      .action = option(v, "action"),
                                      .version = option(v, "version"),
                                      .region = option(v, "region")});
        }) == 6);
}

TEST_CASE("tencent_tc3: signing again replaces the signature, and secrets are not shown") {
  check_properties(roster::tencent_tc3(some_options), "X-TC-Token", false);
}

TEST_CASE("tencent_tc3: signs the port of the host, and the date in UTC") {
  const roster::tencent_tc3 signer(some_options);
  auto r = some_request("POST");
  signer.sign(r, some_key,
              {.now = *roster::http::detail::parse_utc_date("2026-01-07T23:59:59Z"), .nonce = {}});
  CHECK(r.headers.get("x-tc-timestamp") == "1767830399");
  CHECK(r.headers.get("authorization")
            .starts_with("TC3-HMAC-SHA256 Credential=id/2026-01-07/tione/tc3_request, "
                         "SignedHeaders=content-type;host, Signature="));
  CHECK(signer.canonical_request(r).starts_with(
      "POST\n/\n\ncontent-type:application/json\nhost:h.test:8443\n\ncontent-type;host\n"));
}

TEST_CASE("tencent_tc3: sets Content-Type if it is absent, and no region without one") {
  auto options = some_options;
  options.region.clear();
  const roster::tencent_tc3 signer(options);
  auto get = some_request("GET");
  signer.sign(get, some_key, {});
  CHECK(get.headers.get("content-type") == "application/x-www-form-urlencoded");
  CHECK(!get.headers.contains("x-tc-region"));
  auto post = some_request("POST");
  post.headers.set("content-type", "application/json; charset=utf-8");
  signer.sign(post, some_key, {});
  CHECK(post.headers.get("content-type") == "application/json; charset=utf-8");
}

TEST_CASE("tencent_tc3: rejects options that are missing or cannot be sent") {
  for (const auto member : {&roster::tencent_tc3::options::service, &roster::tencent_tc3::options::action,
                            &roster::tencent_tc3::options::version, &roster::tencent_tc3::options::region}) {
    auto options = some_options;
    options.*member = "a\r\nb";
    CHECK_THROWS_AS(roster::tencent_tc3{options}, roster::failure);
    (options.*member).clear();
    if (member == &roster::tencent_tc3::options::region)
      CHECK_NOTHROW(roster::tencent_tc3{options});
    else
      CHECK_THROWS_AS(roster::tencent_tc3{options}, roster::failure);
  }
}
