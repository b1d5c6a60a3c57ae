// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <roster/auth/acs3.hpp>
#include <roster/auth/detail/verify.hpp>
#include <roster/http/detail/grammar.hpp>
#include <support/changed_bytes.hpp>
#include <support/signature_vectors.hpp>

using namespace signature_vectors;
using roster::detail::signature_verdict;
using roster::detail::verify_acs3;
using roster::http::request;

namespace {

roster::detail::secret_lookup knows(std::string id, std::string secret_text) {
  return [=](std::string_view asked) -> std::optional<roster::secret> {
    if (asked != id) return std::nullopt;
    return roster::secret(secret_text);
  };
}

roster::detail::secret_lookup secrets_of(const json::value& vector) {
  const json::value& in = vector.at("input");
  return knows(text(in.at("access_key_id")), text(in.at("access_key_secret")));
}

request signed_post() {
  request r;
  r.method = "POST";
  r.to = roster::http::detail::parse_endpoint("https://h");
  r.path = "/api/v2/services";
  r.query = "Filter=a%20b&PageNumber=1";
  r.headers.set("content-type", "application/json");
  r.body = "{\"name\":\"x\"}";
  const roster::acs3 signer({.action = "ListServices", .version = "2021-07-01"});
  signer.sign(r, {.access_key_id = "id", .access_key_secret = roster::secret("s"), .security_token = {}},
              {.now = {}, .nonce = "n-1"});
  return r;
}

auto sorted_query(const std::string& text) {
  auto query = roster::http::detail::parse_query(text);
  if (query) std::sort(query->begin(), query->end());
  return query;
}

/// Checks that changing any single byte of the signed parts is detected.
int check_changes(const request& good, const roster::detail::secret_lookup& secrets, std::mt19937& random) {
  int changes = 0;
  const auto check_refused = [&](const request& changed) {
    ++changes;
    CHECK(verify_acs3(changed, secrets).verdict != signature_verdict::ok);
  };
  request changed = good;
  for_each_changed_byte(good.path, random, [&](const std::string& path) {
    changed.path = path;
    check_refused(changed);
  });
  changed = good;
  for_each_changed_byte(good.query, random, [&](const std::string& query) {
    changed.query = query;
    if (sorted_query(query) != sorted_query(good.query))
      check_refused(changed);  // "%2b" and "%2B" are equivalent
  });
  changed = good;
  for_each_changed_byte(good.body, random, [&](const std::string& body) {
    changed.body = body;
    check_refused(changed);
  });
  changed.body = good.body + ' ';
  check_refused(changed);
  for (const auto& h : good.headers) {
    const std::string name = roster::http::detail::lower_case(h.name);
    if (name != "host" && name != "content-type" && !name.starts_with("x-acs-")) continue;
    for_each_changed_byte(h.value, random, [&](const std::string& value) {
      changed = good;
      changed.headers.set(h.name, value);
      if (roster::http::detail::trimmed(value) != roster::http::detail::trimmed(h.value))
        check_refused(changed);
    });
  }
  return changes;
}

}  // namespace

TEST_CASE("verify_acs3: accepts every recorded request as it was sent") {
  int accepted = 0;
  int unsigned_ones = 0;
  for (const json::value& vector : eas().at("vectors").as_array()) {
    CAPTURE(text(vector.at("name")));
    const auto found = verify_acs3(wire_request(vector), secrets_of(vector));
    const json::value& in = vector.at("input");
    if (text(in.at("auth_type")) != "AK") {
      CHECK(found.verdict == signature_verdict::missing);
      ++unsigned_ones;
      continue;
    }
    CHECK(found.verdict == signature_verdict::ok);
    CHECK(found.access_key_id == text(in.at("access_key_id")));
    CHECK(found.date == text(in.at("date")));
    CHECK(found.nonce == text(in.at("nonce")));
    CHECK(found.canonical_request == text(vector.at("recomputed").at("canonical_request")));
    ++accepted;
  }
  MESSAGE("recorded EAS requests accepted: " << accepted << ", unsigned: " << unsigned_ones);
  CHECK(accepted == 42);
  CHECK(unsigned_ones == 2);
}

TEST_CASE("verify_acs3: detects any changed byte in path, query, a signed header or the body") {
  std::mt19937 random(4);
  int changes = 0;
  for (const json::value& vector : eas().at("vectors").as_array())
    if (text(vector.at("input").at("auth_type")) == "AK") {
      CAPTURE(text(vector.at("name")));
      changes += check_changes(wire_request(vector), secrets_of(vector), random);
    }
  const request post = signed_post();
  const auto secrets = knows("id", "s");
  REQUIRE(verify_acs3(post, secrets).verdict == signature_verdict::ok);
  changes += check_changes(post, secrets, random);
  MESSAGE("changes refused: " << changes);
  CHECK(changes > 10000);
}

TEST_CASE("verify_acs3: accepts a '+' for a space, and additional headers that the client signed") {
  request r = signed_post();
  r.query = "PageNumber=1&Filter=a+b";
  CHECK(verify_acs3(r, knows("id", "s")).verdict == signature_verdict::ok);
}

TEST_CASE("verify_acs3: reports the reason for a rejection") {
  const auto secrets = knows("id", "s");
  const auto verdict = [&](auto change) {
    request r = signed_post();
    change(r);
    return verify_acs3(r, secrets);
  };
  const auto authorization = [&](std::string value) {
    return verdict([&](request& r) { r.headers.set("authorization", value); });
  };
  CHECK(verdict([](request& r) { r.headers.erase("authorization"); }).verdict == signature_verdict::missing);
  CHECK(verdict([](request& r) { r.method = "GET"; }).verdict == signature_verdict::mismatch);
  CHECK(verdict([](request& r) { r.body += ' '; }).verdict == signature_verdict::wrong_body);
  CHECK(verdict([](request& r) { r.query = "a=%zz"; }).verdict == signature_verdict::malformed);
  CHECK(verdict([](request& r) { r.headers.add("authorization", "x"); }).verdict ==
        signature_verdict::malformed);
  CHECK(verify_acs3(signed_post(), knows("other", "s")).verdict == signature_verdict::unknown_key);
  CHECK(verify_acs3(signed_post(), knows("id", "t")).verdict == signature_verdict::mismatch);

  const auto unsigned_header = verdict([](request& r) { r.headers.add("X-Acs-Extra", "1"); });
  CHECK(unsigned_header.verdict == signature_verdict::missing_signed_header);
  CHECK(unsigned_header.header == "x-acs-extra");
  for (const auto* name : {"host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce",
                           "x-acs-content-sha256", "content-type"}) {
    const auto absent = verdict([&](request& r) { r.headers.erase(name); });
    CHECK(absent.verdict == signature_verdict::missing_signed_header);
    CHECK(absent.header == name);
  }
  const std::string names =
      "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";
  const std::string good_start = "ACS3-HMAC-SHA256 Credential=id,SignedHeaders=" + names;
  CHECK(authorization(good_start + ",Signature=00").verdict == signature_verdict::mismatch);
  CHECK(authorization(good_start + ";,Signature=00").verdict == signature_verdict::mismatch);
  CHECK(authorization(good_start + ";;x,Signature=00").verdict == signature_verdict::missing_signed_header);
  for (const std::string& text :
       {std::string("x"), std::string("ACS3-HMAC-SHA256"), std::string("ACS3-HMAC-SHA256 "), good_start,
        good_start + ",Signature=", good_start + ",Signature=0,x", "Bearer " + good_start,
        std::string("ACS3-HMAC-SHA256 Credential=,SignedHeaders=host,Signature=0"),
        std::string("ACS3-HMAC-SHA256 Credential=id,Signature=0"), std::string("acs id:c2ln")}) {
    const auto found = authorization(text);
    CHECK_MESSAGE(found.verdict == signature_verdict::malformed, std::string(text));
    CHECK(found.header == "authorization");
  }
}
