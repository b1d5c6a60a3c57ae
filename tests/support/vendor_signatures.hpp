// SPDX-License-Identifier: BSL-1.0
#pragma once
// Signatures that vendors' packages computed at a fixed time, and the properties of every signer of such a
// family. tests/data/vendor-signatures.json has, for each request, the signer's options, the request before it
// was signed, and all headers of the signed request. The packages that computed them are listed there.

#include <doctest/doctest.h>
#include <roster/auth/signer.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/check_request.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/url.hpp>
#include <string>
#include <support/signature_vectors.hpp>

namespace signature_vectors {

/// Returns the query in the order of the pairs, encoded.
inline std::string unsorted_query(const json::value& pairs) {
  std::string out;
  for (const auto& [name, value] : query(pairs))
    out += (out.empty() ? "" : "&") + roster::http::detail::percent_encode(name) + '=' +
           roster::http::detail::percent_encode(value);
  return out;
}

/// Returns the request of a vector before it is signed.
inline roster::http::request unsigned_request(const json::value& vector) {
  const json::value& in = vector.at("input");
  roster::http::request out{.method = text(in.at("method")),
                            .to = roster::http::detail::parse_endpoint("https://" + text(in.at("host"))),
                            .path = text(in.at("path")),
                            .query = unsorted_query(in.at("query")),
                            .headers = headers(in.at("headers")),
                            .body = text(in.at("body"))};
  if (const json::value* host = in.as_object().if_contains("signed_host"))
    out.headers.set("host", text(*host));
  return out;
}

inline roster::credentials key_of(const json::value& vector) {
  const json::value& in = vector.at("input");
  return {.access_key_id = text(in.at("access_key_id")),
          .access_key_secret = roster::secret(text(in.at("access_key_secret"))),
          .security_token = roster::secret(text(in.at("token")))};
}

inline roster::signing_context moment_of(const json::value& vector) {
  return {.now = *roster::http::detail::parse_utc_date(text(vector.at("input").at("date"))), .nonce = "n"};
}

/// Returns an option of a vector; "" if it is not there.
inline std::string option(const json::value& vector, const char* name) {
  const json::value* found = vector.at("options").as_object().if_contains(name);
  return found ? text(*found) : "";
}

/// Checks that two requests have the same headers, in any order.
inline void check_same_headers(const roster::http::headers& found, const roster::http::headers& expected) {
  CHECK(found.size() == expected.size());
  for (const auto& h : expected) {
    CAPTURE(h.name);
    CHECK(found.get(h.name) == roster::http::detail::trimmed(h.value));
  }
}

/// Signs the requests of a vendor with the signer that `make` returns for a vector, and checks that every header
/// is the one of the vendor's package. Returns the number of requests.
template <class Make>
int check_vectors(const std::string& name, Make make) {
  static const json::value data = load("vendor-signatures.json");
  int count = 0;
  for (const json::value& vector : data.at("vectors").as_array()) {
    if (text(vector.at("signer")) != name) continue;
    CAPTURE(text(vector.at("name")));
    ++count;
    auto request = unsigned_request(vector);
    const auto signer = make(vector);
    const auto key = key_of(vector);
    signer.sign(request, key, moment_of(vector));
    roster::http::headers trimmed;
    for (const auto& h : request.headers)
      trimmed.add(h.name, std::string(roster::http::detail::trimmed(h.value)));
    check_same_headers(trimmed, headers(vector.at("expected")));
    CHECK_NOTHROW(roster::http::detail::check_request(request));
  }
  return count;
}

/// Checks what is true of every signer: signing again replaces date, token and signature; signing twice equals
/// signing once; the canonical request is shown without secrets; credentials that cannot be sent are rejected.
inline void check_properties(const roster::signer& signer, const char* token_header,
                             bool covers_token = true) {
  const roster::credentials key{
      .access_key_id = "id", .access_key_secret = roster::secret("TopSecret"), .security_token = {}};
  auto temporary = key;
  temporary.security_token = roster::secret("TopSecretToken");
  const roster::signing_context first{.now = {}, .nonce = "n1"};
  const roster::signing_context second{.now = std::chrono::sys_seconds(std::chrono::hours(48)),
                                       .nonce = "n2"};
  roster::http::request once{
      .method = "POST", .to = roster::http::detail::parse_endpoint("https://h.test"), .path = "/a%20b/c"};
  once.query = roster::http::detail::encode_query(
      {{"a\r\nb", std::string("\0&=#%+ \xFF", 8)}, {"n", std::string(1000, '*')}});
  once.body = "{}";
  auto twice = once;
  CHECK(signer.needs_credentials());

  signer.sign(twice, temporary, first);
  CHECK_NOTHROW(roster::http::detail::check_request(twice));
  CHECK(twice.headers.get("host") == "h.test");
  CHECK(twice.headers.get(token_header) == "TopSecretToken");
  const std::string earlier(twice.headers.get("authorization"));
  const std::string shown = signer.canonical_request(twice);
  CHECK(shown.starts_with("POST\n/a%"));
  CHECK(shown.find("TopSecret") == std::string::npos);
  CHECK(shown.find(earlier) == std::string::npos);
  const std::string shown_token = roster::http::detail::lower_case(token_header) + ":***\n";
  CHECK((shown.find(shown_token) != std::string::npos) == covers_token);

  signer.sign(twice, key, second);
  signer.sign(once, key, second);
  check_same_headers(twice.headers, once.headers);
  CHECK(!twice.headers.contains(token_header));
  CHECK(twice.headers.get("authorization") != earlier);
  const auto before = once;
  signer.sign(once, key, second);
  check_same_headers(once.headers, before.headers);

  for (const roster::credentials& bad :
       {roster::credentials{}, roster::credentials{.access_key_id = "id"},
        roster::credentials{.access_key_id = "i,d", .access_key_secret = roster::secret("s")},
        roster::credentials{.access_key_id = "id",
                            .access_key_secret = roster::secret("s"),
                            .security_token = roster::secret("a\r\nb: c")}})
    CHECK_THROWS_AS(signer.sign(once, bad, second), roster::failure);
  check_same_headers(once.headers, before.headers);
}

}  // namespace signature_vectors
