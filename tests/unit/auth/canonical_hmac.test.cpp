// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/auth/detail/canonical_hmac.hpp>
#include <roster/auth/detail/digest.hpp>
#include <roster/failure.hpp>
#include <string>

using roster::detail::canonical_hmac;
using roster::detail::signature_scope;

namespace {

const canonical_hmac plain{.algorithm = "X-HMAC-SHA256",
                           .token_header = "x-token",
                           .covers = [](std::string_view name) { return name.starts_with("x-"); }};

constexpr const char* empty_hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

roster::http::headers repeated() {
  return {{"X-A", " z\t "}, {"Host", "h"}, {"x-a", "a  \t b"}, {"x-empty", "  "}};
}

}  // namespace

TEST_CASE(
    "canonical_hmac: values of one name are joined in their order, with or without white space in them") {
  CHECK(roster::detail::field_value_in_order(repeated(), "x-a") == "z,a  \t b");
  CHECK(roster::detail::collapsed_field_value(repeated(), "x-a") == "z,a b");
  CHECK(roster::detail::collapsed_field_value(repeated(), "x-empty").empty());
  CHECK(roster::detail::field_value_in_order(repeated(), "x-absent").empty());
}

TEST_CASE("canonical_hmac: the query is sorted and encoded, or signed as it is sent") {
  const roster::http::request r{.path = "", .query = "b=*+%2a&a", .headers = repeated()};
  auto how = plain;
  CHECK(roster::detail::canonical_request_of(how, r, {"x-a"}) ==
        std::string("GET\n/\na=&b=%2A%20%2A\nx-a:z,a  \t b\n\nx-a\n") + empty_hash);
  how.sorts_query = false;
  CHECK(roster::detail::canonical_request_of(how, r, {"x-a"}).starts_with("GET\n/\nb=*+%2a&a\nx-a:"));
  roster::http::request malformed = r;
  malformed.query = "a=%zz";
  CHECK_THROWS_AS((void)roster::detail::canonical_request_of(plain, malformed, {}), roster::failure);
}

TEST_CASE("canonical_hmac: the string to sign has time and scope only if there are some") {
  const std::string hash = empty_hash;
  CHECK(roster::detail::string_to_sign_of(plain, {}, "") == "X-HMAC-SHA256\n" + hash);
  CHECK(roster::detail::string_to_sign_of(plain, {.time = "t", .parts = {}}, "") ==
        "X-HMAC-SHA256\nt\n" + hash);
  CHECK(roster::detail::string_to_sign_of(plain, {.time = "t", .parts = {"a", "b"}}, "") ==
        "X-HMAC-SHA256\nt\na/b\n" + hash);
}

TEST_CASE("canonical_hmac: the key is the secret, or is derived from the parts of the scope in order") {
  using roster::detail::hmac_sha256;
  const signature_scope scope{.time = "t", .parts = {"a", "b"}};
  auto how = plain;
  how.key_prefix = "P";
  const auto text = [](const roster::detail::digest& d) {
    return std::string(reinterpret_cast<const char*>(d.data()), d.size());
  };
  const auto key = text(hmac_sha256(text(hmac_sha256("Ps", "a")), "b"));
  CHECK(roster::detail::canonical_hmac_signature(how, scope, "s", "") ==
        roster::detail::hex(hmac_sha256(key, roster::detail::string_to_sign_of(how, scope, ""))));
  CHECK(roster::detail::canonical_hmac_signature(how, {}, "s", "") ==
        roster::detail::hex(hmac_sha256("s", roster::detail::string_to_sign_of(how, {}, ""))));
}

TEST_CASE("canonical_hmac: an option's characters are checked, and the message does not quote them") {
  CHECK_NOTHROW(roster::detail::check_signer_option("s", "region", "cn-north_4.X"));
  for (const std::string bad : {"", "a/b", "a b", "a\n", "a,", "\xC3\xA4", "~"}) {
    CAPTURE(bad);
    try {
      roster::detail::check_signer_option("the_signer", "region", bad);
      FAIL("not rejected");
    } catch (const roster::failure& f) {
      CHECK(f.condition() == roster::errc::invalid_argument);
      CHECK(std::string(f.what()).find("the_signer: option region") != std::string::npos);
    }
  }
}

TEST_CASE("canonical_hmac: formats the basic date") {
  CHECK(roster::detail::format_basic_date(std::chrono::sys_seconds(std::chrono::seconds(1'440'938'160))) ==
        "20150830T123600Z");
}
