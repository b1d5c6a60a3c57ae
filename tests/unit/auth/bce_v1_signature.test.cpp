// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/auth/bce_v1.hpp>
#include <roster/auth/detail/digest.hpp>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <support/signature_vectors.hpp>

using namespace signature_vectors;
using roster::http::request;

TEST_CASE("bce_v1_signature: computes every recorded signature that follows the documentation") {
  int live = 0;
  int signers = 0;
  for (const json::value& vector : qianfan().at("vectors").as_array()) {
    if (!vector.at("check").at("follows_documented_rules").as_bool()) continue;
    CAPTURE(text(vector.at("id")));
    const json::value& in = vector.at("input");
    const json::value& out = vector.at("output");
    const bool is_live = text(vector.at("kind")) == "live";
    request r;
    r.method = text(in.at("method"));
    r.path = roster::http::detail::percent_encode_path(text(in.at("path")));
    r.query = roster::http::detail::encode_query(query(in.at("query")));
    r.headers = headers(is_live ? vector.at("sent").at("headers") : in.at("headers"));
    roster::detail::header_names names;
    for (const json::value& name : in.at("signed_header_names").as_array()) names.push_back(text(name));

    const std::string canonical = roster::detail::bce_v1_canonical_request(r, names);
    CHECK(canonical == text(out.at("canonical_request")));
    const std::string prefix =
        roster::detail::bce_v1_prefix(text(in.at("ak")), text(in.at("timestamp")),
                                      std::chrono::seconds(in.at("expiration_seconds").as_int64()));
    CHECK(prefix == text(out.at("auth_string_prefix")));
    CHECK(roster::detail::hex(roster::detail::hmac_sha256(text(in.at("sk")), prefix)) ==
          text(out.at("signing_key")));
    const std::string signature = roster::detail::bce_v1_signature(text(in.at("sk")), prefix, canonical);
    CHECK(signature == text(out.at("signature")));
    CHECK(prefix + '/' + roster::detail::join_names(names) + '/' + signature ==
          text(out.at("authorization")));
    if (is_live) CHECK(r.headers.get("authorization") == text(out.at("authorization")));
    if (is_live) CHECK(roster::detail::bce_v1_canonical_request(wire_request(vector), names) == canonical);
    ++(is_live ? live : signers);
  }
  MESSAGE("Qianfan signatures by the document: " << live << " recorded requests, " << signers
                                                 << " of the signers");
  CHECK(live == 23);
  CHECK(signers == 11);
}

TEST_CASE(
    "bce_v1_signature: sorts whole lines of query and headers, and omits what the documentation omits") {
  request r;
  r.method = "POST";
  r.path = "/a%2Fb%7e!";
  r.query = "text1=b&text10=a&text&authorization=x&=";
  r.headers = {{"Host", "h:80"}, {"x-bce-a", "1"}, {"X-Bce-A-B", " 2 "}, {"x-empty", " "}};
  CHECK(
      roster::detail::bce_v1_canonical_request(r, {"host", "x-bce-a", "x-bce-a-b", "x-empty", "x-absent"}) ==
      "POST\n/a/b~%21\n=&text10=a&text1=b&text=\nhost:h%3A80\nx-bce-a-b:2\nx-bce-a:1");
}

TEST_CASE("bce_v1_signature: rejects a malformed path or query") {
  request bad_path;
  bad_path.path = "/%zz";
  CHECK_THROWS_AS(roster::detail::bce_v1_canonical_request(bad_path, {"host"}), roster::failure);
  request bad_query;
  bad_query.query = "a=%";
  CHECK_THROWS_AS(roster::detail::bce_v1_canonical_request(bad_query, {"host"}), roster::failure);
}
