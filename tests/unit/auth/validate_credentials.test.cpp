// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <memory>
#include <roster/auth/acs3.hpp>
#include <roster/auth/bce_v1.hpp>
#include <roster/auth/signer.hpp>
#include <roster/failure.hpp>
#include <sstream>
#include <string>
#include <vector>

using roster::credentials;
using roster::errc;
using roster::secret;

namespace {

/// Returns the error of signing, and checks that no header was written and no secret is shown.
std::pair<errc, std::string> failure_of(const roster::signer& signer, const credentials& key) {
  roster::http::request r;
  r.to = roster::http::detail::parse_endpoint("https://h");
  try {
    signer.sign(r, key, {.now = {}, .nonce = "n"});
  } catch (const roster::failure& f) {
    CHECK(r.headers.size() == 0);
    const std::string line = f.what();
    CHECK(line.find("TopSecret") == std::string::npos);
    CHECK(line.find_first_of("\r\n") == std::string::npos);
    return {f.condition(), line};
  }
  return {errc{}, "signed"};
}

template <class T>
concept printable_by_accident = requires(std::ostream& out, const T& value) { out << value; };

}  // namespace

TEST_CASE("validate_credentials: credentials that cannot be sent are rejected before anything is signed") {
  const std::vector<std::pair<errc, credentials>> table{
      {errc::no_credentials, {"", secret("s"), {}}},
      {errc::no_credentials, {"id", {}, {}}},
      {errc::invalid_argument, {"i\r\nX: y", secret("s"), {}}},
      {errc::invalid_argument, {"i d", secret("s"), {}}},
      {errc::invalid_argument, {"i/d", secret("s"), {}}},
      {errc::invalid_argument, {"i,d", secret("s"), {}}},
      {errc::invalid_argument, {std::string("i\0d", 3), secret("s"), {}}},
      {errc::invalid_argument, {"\xE6\xB5\x8B", secret("s"), {}}},
      {errc::invalid_argument, {"id", secret("s"), secret("TopSecret\r\nX: y")}},
      {errc::invalid_argument, {"id", secret("s"), secret("TopSecret ")}},
  };
  for (const auto& [expected, key] : table) {
    CAPTURE(key.access_key_id);
    CHECK(failure_of(roster::acs3({"A", "1"}), key).first == expected);
    CHECK(failure_of(roster::bce_v1(), key).first == expected);
  }
  CHECK(failure_of(roster::bearer(""), {}).first == errc::no_credentials);
  CHECK(failure_of(roster::bearer("TopSecret\n"), {}).first == errc::invalid_argument);
  CHECK(failure_of(roster::bearer("TopSecret\n"), {}).second ==
        "invalid argument: the bearer token contains an invalid byte at position 9, which cannot be sent in "
        "a header");
}

TEST_CASE("validate_credentials: a secret may contain any bytes") {
  for (const std::string& text : {std::string("\0\r\n\xFF /,", 7), std::string(10000, 'x')}) {
    const credentials key{
        .access_key_id = "STS.N-id_1", .access_key_secret = secret(text), .security_token = {}};
    CHECK(failure_of(roster::acs3({"A", "1"}), key).second == "signed");
    CHECK(failure_of(roster::bce_v1(), key).second == "signed");
  }
}

TEST_CASE("credentials: printing them shows no secret") {
  static_assert(!printable_by_accident<credentials>);
  std::ostringstream out;
  out << secret("TopSecret");
  CHECK(out.str() == "***");
}
