// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <roster/auth/bce_v1.hpp>
#include <roster/auth/detail/header_names.hpp>
#include <roster/http/detail/check_request.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/http/url.hpp>
#include <support/signature_vectors.hpp>

using namespace signature_vectors;
using roster::http::request;

namespace {

roster::credentials some_key() {
  return {.access_key_id = "id", .access_key_secret = roster::secret("TopSecret"), .security_token = {}};
}

/// Returns whether the recorded client signed exactly the headers that bce_v1 signs: Host, x-bce-date and
/// every other x-bce-… header.
bool signs_the_minimum(const json::value& vector, const roster::http::headers& sent) {
  std::vector<std::string> names;
  for (const json::value& name : vector.at("input").at("signed_header_names").as_array())
    names.push_back(text(name));
  std::sort(names.begin(), names.end());
  const auto minimum = roster::detail::select_names(
      sent, [](std::string_view name) { return name == "host" || name.starts_with("x-bce-"); });
  return names == minimum && sent.get("x-bce-date") == text(vector.at("input").at("timestamp"));
}

}  // namespace

TEST_CASE("bce_v1: signatures are byte-equal to those of every recorded client that signs the same headers") {
  int count = 0;
  for (const json::value& vector : qianfan().at("vectors").as_array()) {
    const json::value& in = vector.at("input");
    const bool live = text(vector.at("kind")) == "live";
    const auto sent = headers(live ? vector.at("sent").at("headers") : in.at("headers"));
    if (!vector.at("check").at("follows_documented_rules").as_bool() || !signs_the_minimum(vector, sent))
      continue;
    CAPTURE(text(vector.at("id")));
    request r;
    r.method = text(in.at("method"));
    r.to = roster::http::detail::parse_endpoint("https://" + text(in.at("host")));
    r.path = roster::http::detail::percent_encode_path(text(in.at("path")));
    r.query = roster::http::detail::encode_query(query(in.at("query")));
    r.body = text(in.at("body"));
    for (const auto& h : sent)
      if (h.name != "Host" && h.name != "Authorization" && h.name != "Content-Length")
        r.headers.add(h.name, h.value);
    const roster::bce_v1 signer({.expiration = std::chrono::seconds(in.at("expiration_seconds").as_int64())});
    const roster::credentials key{.access_key_id = text(in.at("ak")),
                                  .access_key_secret = roster::secret(text(in.at("sk"))),
                                  .security_token = {}};
    signer.sign(r, key,
                {.now = *roster::http::detail::parse_utc_date(text(in.at("timestamp"))), .nonce = {}});
    CHECK(r.headers.get("authorization") == text(vector.at("output").at("authorization")));
    CHECK(r.headers.get("host") == text(in.at("host")));
    CHECK_NOTHROW(roster::http::detail::check_request(r));
    ++count;
  }
  MESSAGE("byte-equal to Qianfan clients: " << count);
  CHECK(count == 6);
}

TEST_CASE("bce_v1: signs a security token, and shows the canonical request without it") {
  const roster::bce_v1 signer;
  request r;
  r.to = roster::http::detail::parse_endpoint("https://h");
  auto key = some_key();
  key.security_token = roster::secret("TopSecretToken");
  signer.sign(r, key, {});
  CHECK(r.headers.get("x-bce-security-token") == "TopSecretToken");
  CHECK(r.headers.get("authorization")
            .starts_with("bce-auth-v1/id/1970-01-01T00:00:00Z/1800/host;x-bce-date;x-bce-security-token/"));
  CHECK(signer.canonical_request(r) ==
        "GET\n/\n\nhost:h\nx-bce-date:1970-01-01T00%3A00%3A00Z\nx-bce-security-token:%2A%2A%2A");
}

TEST_CASE("bce_v1: signing again replaces date, token and signature") {
  const roster::bce_v1 signer;
  request once;
  once.to = roster::http::detail::parse_endpoint("https://h");
  request twice = once;
  auto temporary = some_key();
  temporary.security_token = roster::secret("token");
  const roster::signing_context second{.now = std::chrono::sys_seconds(std::chrono::seconds(2)), .nonce = {}};
  signer.sign(twice, temporary, {});
  signer.sign(twice, some_key(), second);
  signer.sign(once, some_key(), second);
  CHECK(twice.headers.get("authorization") == once.headers.get("authorization"));
  CHECK(twice.headers.size() == once.headers.size());
}

TEST_CASE("bce_v1: needs credentials") { CHECK(roster::bce_v1().needs_credentials()); }
