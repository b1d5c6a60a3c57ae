// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/auth/acs3.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/check_request.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/url.hpp>
#include <string>
#include <support/signature_vectors.hpp>

using namespace signature_vectors;
using roster::http::request;

namespace {

/// Signs the inputs of a recorded request again; `extra` headers are set before signing.
request sign_inputs(const json::value& vector, const roster::http::headers& extra) {
  const json::value& in = vector.at("input");
  request r;
  r.method = text(in.at("method"));
  const std::string host = text(in.at("host"));
  r.to =
      roster::http::detail::parse_endpoint((host.ends_with("aliyuncs.com") ? "https://" : "http://") + host);
  r.path = text(in.at("path"));
  r.query = roster::http::detail::encode_query(query(in.at("query")));
  r.body = text(in.at("body"));
  r.headers = extra;
  const roster::acs3 signer({.action = text(in.at("action")), .version = text(in.at("version"))});
  const roster::credentials key{.access_key_id = text(in.at("access_key_id")),
                                .access_key_secret = roster::secret(text(in.at("access_key_secret"))),
                                .security_token = roster::secret(text(in.at("security_token")))};
  signer.sign(
      r, key,
      {.now = *roster::http::detail::parse_utc_date(text(in.at("date"))), .nonce = text(in.at("nonce"))});
  return r;
}

/// Returns the x-acs-… headers that the vendor's client adds to the documented ones, and Content-Type.
roster::http::headers additions(const json::value& vector) {
  roster::http::headers found;
  for (const auto& h : headers(vector.at("sent").at("headers"))) {
    const std::string name = roster::http::detail::lower_case(h.name);
    if (name == "content-type" || name == "x-acs-accesskey-id" || name == "x-acs-credentials-provider" ||
        name == "x-acs-custom" || name == "x-acs-upper")
      found.add(h.name, h.value);
  }
  return found;
}

roster::credentials some_key() {
  return {.access_key_id = "id", .access_key_secret = roster::secret("TopSecret"), .security_token = {}};
}

}  // namespace

TEST_CASE(
    "acs3: signatures are byte-equal to the recorded client's, including all requests without a provider "
    "header") {
  int bare = 0;
  int others = 0;
  for (const json::value& vector : eas().at("vectors").as_array()) {
    if (text(vector.at("input").at("auth_type")) != "AK") continue;
    CAPTURE(text(vector.at("name")));
    const request signed_request = sign_inputs(vector, additions(vector));
    CHECK(signed_request.headers.get("authorization") == text(vector.at("sent").at("authorization")));
    CHECK(signed_request.headers.get("host") == text(vector.at("input").at("host")));
    ++(text(vector.at("name")).starts_with("bare:") ? bare : others);
  }
  MESSAGE("byte-equal to the EAS client: " << bare << " bare requests, " << others << " others");
  CHECK(bare == 20);
  CHECK(others == 22);
}

TEST_CASE("acs3: signs the documented minimum without extra headers, with and without a security token") {
  int count = 0;
  int with_token = 0;
  for (const json::value& vector : eas().at("vectors").as_array()) {
    const json::value* minimal = vector.as_object().if_contains("recomputed_minimal");
    if (minimal == nullptr) continue;
    CAPTURE(text(vector.at("name")));
    // Two requests have extra headers; their minimum contains them, since the caller set them.
    roster::http::headers extra;
    for (const auto& h : headers(minimal->at("headers")))
      if (h.name == "content-type" || h.name == "x-acs-custom" || h.name == "x-acs-upper")
        extra.add(h.name, h.value);
    const request signed_request = sign_inputs(vector, extra);
    CHECK(signed_request.headers.get("authorization") == text(minimal->at("authorization")));
    ++count;
    with_token += !text(vector.at("input").at("security_token")).empty();
  }
  MESSAGE("recomputed minimal EAS signatures: " << count << ", with a token: " << with_token);
  CHECK(count == 42);
  CHECK(with_token == 3);
}

TEST_CASE("acs3: the signature is byte-equal to the documented example") {
  const json::value& known = eas().at("known_answer");
  request r;
  r.method = text(known.at("method"));
  r.to = roster::http::detail::parse_endpoint("https://ecs.cn-shanghai.aliyuncs.com");
  r.query = roster::http::detail::encode_query(query(known.at("query")));
  const roster::acs3 signer({.action = "RunInstances", .version = "2014-05-26"});
  const roster::credentials key{.access_key_id = text(known.at("access_key_id")),
                                .access_key_secret = roster::secret(text(known.at("access_key_secret"))),
                                .security_token = {}};
  signer.sign(r, key,
              {.now = *roster::http::detail::parse_utc_date("2023-10-26T10:22:32Z"),
               .nonce = "3156853299f313e23d1673dc12e1703d"});
  CHECK(r.headers.get("authorization") ==
        "ACS3-HMAC-SHA256 "
        "Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;"
        "x-acs-signature-nonce;x-acs-version,Signature=" +
            text(known.at("signature")));
}

TEST_CASE("acs3: signing again replaces date, nonce, token and signature") {
  const roster::acs3 signer({.action = "A", .version = "1"});
  request once;
  once.to = roster::http::detail::parse_endpoint("https://h");
  request twice = once;
  auto temporary = some_key();
  temporary.security_token = roster::secret("token");
  const roster::signing_context second{.now = std::chrono::sys_seconds(std::chrono::seconds(2)),
                                       .nonce = "n2"};
  signer.sign(twice, temporary, {.now = {}, .nonce = "n1"});
  const std::string first(twice.headers.get("authorization"));
  signer.sign(twice, some_key(), second);
  signer.sign(once, some_key(), second);
  CHECK(twice.headers.get("authorization") == once.headers.get("authorization"));
  CHECK(twice.headers.get("authorization") != first);
  CHECK(twice.headers.size() == once.headers.size());
  CHECK(!twice.headers.contains("x-acs-security-token"));
}

TEST_CASE("acs3: signed requests with any query pass check_request()") {
  const roster::acs3 signer({.action = "A", .version = "1"});
  request r;
  r.to = roster::http::detail::parse_endpoint("http://127.0.0.1:8080/gw");
  r.path = r.to.prefix + roster::http::detail::percent_encode_path("/v1/\xE6\xB5\x8B x");
  r.query = roster::http::detail::encode_query(
      {{"a\r\nb", std::string("\0&=#%+ \xFF", 8)}, {"n", std::string(100000, '*')}});
  signer.sign(r, some_key(), {.now = {}, .nonce = "n"});
  CHECK_NOTHROW(roster::http::detail::check_request(r));
}

TEST_CASE("acs3: the canonical request is shown without the security token") {
  const roster::acs3 signer({.action = "A", .version = "1"});
  request r;
  r.to = roster::http::detail::parse_endpoint("https://h");
  auto key = some_key();
  key.security_token = roster::secret("TopSecretToken");
  signer.sign(r, key, {.now = {}, .nonce = "n"});
  CHECK(r.headers.get("x-acs-security-token") == "TopSecretToken");
  const std::string shown = signer.canonical_request(r);
  CHECK(shown.starts_with("GET\n/\n\nhost:h\nx-acs-action:A\nx-acs-content-sha256:e3b0"));
  CHECK(shown.find("x-acs-security-token:***\n") != std::string::npos);
  CHECK(shown.find("TopSecret") == std::string::npos);
}

TEST_CASE("acs3: needs credentials") { CHECK(roster::acs3({}).needs_credentials()); }
