// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/auth/acs3.hpp>
#include <roster/auth/detail/digest.hpp>
#include <roster/failure.hpp>
#include <support/signature_vectors.hpp>

using namespace signature_vectors;
using roster::http::request;

TEST_CASE("acs3_signature: computes the documented example") {
  const json::value& known = eas().at("known_answer");
  request example;
  example.method = text(known.at("method"));
  example.path = text(known.at("path"));
  example.query = roster::http::detail::encode_query(query(known.at("query")));
  example.headers = headers(known.at("headers"));
  const auto names = roster::detail::acs3_signed_headers(example.headers);
  const std::string canonical = roster::detail::acs3_canonical_request(example, names);
  CHECK(roster::detail::hex(roster::detail::sha256(canonical)) == text(known.at("hashed_canonical_request")));
  CHECK(roster::detail::acs3_signature(text(known.at("access_key_secret")), canonical) ==
        text(known.at("signature")));
}

TEST_CASE("acs3_signature: computes the signatures of the vendor's client from the recorded bytes") {
  int count = 0;
  for (const json::value& vector : eas().at("vectors").as_array()) {
    if (vector.as_object().if_contains("recomputed") == nullptr) continue;
    CAPTURE(text(vector.at("name")));
    const request sent = wire_request(vector);
    const json::value& expected = vector.at("recomputed");
    const auto names = roster::detail::acs3_signed_headers(sent.headers);
    CHECK(roster::detail::join_names(names) == text(expected.at("signed_headers")));
    const std::string canonical = roster::detail::acs3_canonical_request(sent, names);
    CHECK(canonical == text(expected.at("canonical_request")));
    CHECK(roster::detail::acs3_string_to_sign(canonical) == text(expected.at("string_to_sign")));
    const std::string secret = text(vector.at("input").at("access_key_secret"));
    CHECK(roster::detail::acs3_signature(secret, canonical) == text(expected.at("signature")));
    ++count;
  }
  MESSAGE("requests recorded from the EAS client: " << count);
  CHECK(count == 42);
}

TEST_CASE("acs3_signature: normalizes path and query, and combines headers of one name") {
  request r;
  r.path = "/a+b*c%7Ed~e%20f";
  r.query = "b=*+%2a&a";
  r.headers = {
      {"X-Acs-B", " z "}, {"x-acs-b", "y\t"}, {"host", "h"}, {"x-other", "1"}, {"Authorization", "2"}};
  const auto names = roster::detail::acs3_signed_headers(r.headers);
  CHECK(roster::detail::acs3_canonical_request(r, names) ==
        "GET\n/a%20b%2Ac~d~e%20f\na=&b=%2A%20%2A\nhost:h\nx-acs-b:y,z\n\nhost;x-acs-b\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(roster::detail::acs3_canonical_request(r, {"x-acs-b", "host"}) ==
        roster::detail::acs3_canonical_request(r, names));
}

TEST_CASE("acs3_signature: rejects a malformed query") {
  request r;
  r.query = "a=%zz";
  CHECK_THROWS_AS(roster::detail::acs3_canonical_request(r, {"host"}), roster::failure);
}
