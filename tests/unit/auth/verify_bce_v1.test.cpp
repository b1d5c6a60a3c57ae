// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <roster/auth/bce_v1.hpp>
#include <roster/auth/detail/header_names.hpp>
#include <roster/auth/detail/verify.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/url.hpp>
#include <set>
#include <support/changed_bytes.hpp>
#include <support/signature_vectors.hpp>

using namespace signature_vectors;
using roster::detail::signature_verdict;
using roster::detail::verify_bce_v1;
using roster::http::request;

namespace {

roster::detail::secret_lookup knows(std::string id, std::string secret_text) {
  return [=](std::string_view asked) -> std::optional<roster::secret> {
    if (asked != id) return std::nullopt;
    return roster::secret(secret_text);
  };
}

roster::detail::secret_lookup secrets_of(const json::value& vector) {
  return knows(text(vector.at("input").at("ak")), text(vector.at("input").at("sk")));
}

request signed_post() {
  request r;
  r.method = "POST";
  r.to = roster::http::detail::parse_endpoint("http://127.0.0.1:8080");
  r.path = "/v2/service";
  r.query = "Action=DescribeServices";
  r.body = "{}";
  const roster::credentials key{.access_key_id = "id",
                                .access_key_secret = roster::secret("s"),
                                .security_token = roster::secret("token")};
  roster::bce_v1().sign(r, key, {});
  return r;
}

auto sorted_query(const std::string& text) {
  auto query = roster::http::detail::parse_query(text);
  if (query) std::sort(query->begin(), query->end());
  return query;
}

/// Checks that changing any single byte of the signed parts is detected.
int check_changes(const request& good, const roster::detail::header_names& names,
                  const roster::detail::secret_lookup& secrets, std::mt19937& random) {
  int changes = 0;
  const auto check_refused = [&](const request& changed) {
    ++changes;
    CHECK(verify_bce_v1(changed, secrets).verdict != signature_verdict::ok);
  };
  request changed = good;
  for_each_changed_byte(good.path, random, [&](const std::string& path) {
    changed.path = path;
    if (roster::http::detail::percent_decode(path) != roster::http::detail::percent_decode(good.path))
      check_refused(changed);
  });
  changed = good;
  for_each_changed_byte(good.query, random, [&](const std::string& query) {
    changed.query = query;
    if (sorted_query(query) != sorted_query(good.query)) check_refused(changed);
  });
  for (const std::string& name : names) {
    const std::string old(good.headers.get(name));
    for_each_changed_byte(old, random, [&](const std::string& value) {
      changed = good;
      changed.headers.set(name, value);
      if (roster::http::detail::trimmed(value) != roster::http::detail::trimmed(old)) check_refused(changed);
    });
  }
  return changes;
}

}  // namespace

TEST_CASE("verify_bce_v1: accepts every recorded request that follows the documentation, and only these") {
  int accepted = 0;
  std::set<std::string> accepted_without_port;
  std::set<std::string> refused;
  for (const json::value& vector : qianfan().at("vectors").as_array()) {
    if (text(vector.at("kind")) != "live") continue;
    const std::string id = text(vector.at("id"));
    CAPTURE(id);
    const request sent = wire_request(vector);
    const auto found = verify_bce_v1(sent, secrets_of(vector));
    const auto tolerant = verify_bce_v1(sent, secrets_of(vector), {.host_without_port = true});
    CHECK(found.access_key_id == text(vector.at("input").at("ak")));
    CHECK(found.date == text(vector.at("input").at("timestamp")));
    CHECK(found.expiration.count() == vector.at("input").at("expiration_seconds").as_int64());
    if (found.verdict == signature_verdict::ok) {
      CHECK(tolerant.verdict == signature_verdict::ok);
      CHECK(vector.at("check").at("follows_documented_rules").as_bool());
      CHECK(found.canonical_request == text(vector.at("output").at("canonical_request")));
      ++accepted;
      continue;
    }
    CHECK(found.verdict == signature_verdict::mismatch);
    (tolerant.verdict == signature_verdict::ok ? accepted_without_port : refused).insert(id);
  }
  MESSAGE("recorded Qianfan requests accepted: " << accepted << ", without the host's port: "
                                                 << accepted_without_port.size()
                                                 << ", refused: " << refused.size());
  CHECK(accepted == 23);
  CHECK(accepted_without_port == std::set<std::string>{"go-05-port", "java-01-basic-port"});
  // The clients deviate: path not encoded, path without its prefix, query encoded differently.
  CHECK(refused == std::set<std::string>{"java-04-action-special-chars-path-prefix",
                                         "js-09-path-special-chars", "py-07-base-url-with-path-prefix"});
}

TEST_CASE("verify_bce_v1: detects any changed byte in path, query or a signed header") {
  std::mt19937 random(5);
  int changes = 0;
  for (const json::value& vector : qianfan().at("vectors").as_array()) {
    const bool documented = vector.at("check").at("follows_documented_rules").as_bool();
    if (text(vector.at("kind")) != "live" || !documented) continue;
    CAPTURE(text(vector.at("id")));
    roster::detail::header_names names;
    for (const json::value& name : vector.at("input").at("signed_header_names").as_array())
      names.push_back(text(name));
    changes += check_changes(wire_request(vector), names, secrets_of(vector), random);
  }
  MESSAGE("changes refused: " << changes);
  CHECK(changes > 4000);
}

TEST_CASE("verify_bce_v1: treats an empty list of headers as the documented ones") {
  request r = signed_post();
  const std::string text(r.headers.get("authorization"));
  const std::string names = "host;x-bce-date;x-bce-security-token";
  const auto at = text.find(names);
  REQUIRE(at != text.npos);
  r.headers.set("authorization", text.substr(0, at) + text.substr(at + names.size()));
  CHECK(verify_bce_v1(r, knows("id", "s")).verdict == signature_verdict::ok);
  r.headers.set("content-type", "application/json");  // a documented header that was not signed
  CHECK(verify_bce_v1(r, knows("id", "s")).verdict == signature_verdict::mismatch);
}

TEST_CASE("verify_bce_v1: reports the reason for a rejection") {
  const auto secrets = knows("id", "s");
  const auto verdict = [&](auto change) {
    request r = signed_post();
    change(r);
    return verify_bce_v1(r, secrets);
  };
  const auto authorization = [&](std::string value) {
    return verdict([&](request& r) { r.headers.set("authorization", value); });
  };
  CHECK(verify_bce_v1(signed_post(), secrets).verdict == signature_verdict::ok);
  CHECK(verdict([](request& r) { r.body += "not covered"; }).verdict == signature_verdict::ok);
  CHECK(verdict([](request& r) { r.headers.erase("authorization"); }).verdict == signature_verdict::missing);
  CHECK(verdict([](request& r) { r.method = "GET"; }).verdict == signature_verdict::mismatch);
  CHECK(verdict([](request& r) { r.query = "a=%zz"; }).verdict == signature_verdict::malformed);
  CHECK(verdict([](request& r) { r.path = "/%"; }).verdict == signature_verdict::malformed);
  CHECK(verify_bce_v1(signed_post(), knows("other", "s")).verdict == signature_verdict::unknown_key);
  CHECK(verify_bce_v1(signed_post(), knows("id", "t")).verdict == signature_verdict::mismatch);
  const auto absent = verdict([](request& r) { r.headers.erase("x-bce-date"); });
  CHECK(absent.verdict == signature_verdict::missing_signed_header);
  CHECK(absent.header == "x-bce-date");
  const auto host_not_signed = authorization("bce-auth-v1/id/1970-01-01T00:00:00Z/1800/x-bce-date/00");
  CHECK(host_not_signed.verdict == signature_verdict::missing_signed_header);
  CHECK(host_not_signed.header == "host");
  for (const auto* text :
       {"x", "bce-auth-v1", "bce-auth-v1/id/1970-01-01T00:00:00Z/1800/host", "Bearer x",
        "bce-auth-v1/id/1970-01-01T00:00:00Z/1800/host/00/", "bce-auth-v1//1970-01-01T00:00:00Z/1800/host/00",
        "bce-auth-v1/id/1970-01-01/1800/host/00", "bce-auth-v1/id/1970-01-01T00:00:00Z//host/00",
        "bce-auth-v1/id/1970-01-01T00:00:00Z/-1/host/00", "bce-auth-v1/id/1970-01-01T00:00:00Z/18x/host/00",
        "bce-auth-v1/id/1970-01-01T00:00:00Z/99999999999/host/00",
        "bce-auth-v1/id/1970-01-01T00:00:00Z/1800/host/", "bce-auth-v2/id/1970-01-01T00:00:00Z/1800/host/00"})
    CHECK_MESSAGE(authorization(text).verdict == signature_verdict::malformed, std::string(text));
}
