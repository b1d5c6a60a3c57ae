// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/auth/aws_sigv4.hpp>
#include <string>
#include <support/vendor_signatures.hpp>

using namespace signature_vectors;
using roster::http::request;

TEST_CASE("aws_sigv4: computes the documented example") {
  request r{.to = roster::http::detail::parse_endpoint("https://iam.amazonaws.com"),
            .query = "Action=ListUsers&Version=2010-05-08",
            .headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}}};
  const roster::aws_sigv4 signer{{.region = "us-east-1", .service = "iam"}};
  const roster::credentials key{
      .access_key_id = "AKIDEXAMPLE",
      .access_key_secret = roster::secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")};
  signer.sign(r, key, {.now = *roster::http::detail::parse_utc_date("2015-08-30T12:36:00Z"), .nonce = {}});
  CHECK(r.headers.get("x-amz-date") == "20150830T123600Z");
  CHECK(r.headers.get("authorization") ==
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
        "SignedHeaders=content-type;host;x-amz-date, "
        "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
  CHECK(signer.canonical_request(r) ==
        "GET\n/\nAction=ListUsers&Version=2010-05-08\n"
        "content-type:application/x-www-form-urlencoded; charset=utf-8\nhost:iam.amazonaws.com\n"
        "x-amz-date:20150830T123600Z\n\ncontent-type;host;x-amz-date\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("aws_sigv4: headers are those of the vendor's package") {
  CHECK(check_vectors("aws_sigv4", [](const json::value& v) {
          return roster::aws_sigv4({.region = option(v, "region"), .service = option(v, "service")});
        }) == 7);
}

TEST_CASE("aws_sigv4: signing again replaces the signature, and secrets are not shown") {
  check_properties(roster::aws_sigv4{{.region = "eu-west-1", .service = "sagemaker"}},
                   "X-Amz-Security-Token");
}

TEST_CASE("aws_sigv4: rejects options that are missing or cannot be sent") {
  using options = roster::aws_sigv4::options;
  for (const options& bad :
       {options{.region = "", .service = "s"}, options{.region = "r", .service = ""},
        options{.region = "eu-west-1/x", .service = "s"}, options{.region = "r", .service = "s\r\nA: b"}})
    CHECK_THROWS_AS(roster::aws_sigv4{bad}, roster::failure);
}
