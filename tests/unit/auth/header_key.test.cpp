// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/auth/header_key.hpp>
#include <roster/client/client_config.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/redact.hpp>
#include <string>

namespace {

roster::http::request request_to(const char* url) {
  roster::http::request r;
  r.to = roster::http::detail::parse_endpoint(url);
  return r;
}

std::string rejected_name(const std::string& name) {
  try {
    (void)roster::header_key{name, "planted-value"};
  } catch (const roster::failure& f) {
    CHECK(f.condition() == roster::errc::invalid_argument);
    CHECK(std::string(f.what()).find("planted") == std::string::npos);
    return f.what();
  }
  return {};
}

}  // namespace

TEST_CASE("header_key: sends its value in the header, and needs no credentials") {
  const roster::client_config config{.sign = roster::header_key{"api-key", roster::secret("k-1234")}};
  CHECK(!config.sign->needs_credentials());
  auto r = request_to("https://h.test:8443");
  r.headers.set("API-Key", "from the attempt before");
  for (int i = 0; i < 2; ++i) {
    config.sign->sign(r, {}, {});
    CHECK(r.headers.get("api-key") == "k-1234");
    CHECK(r.headers.get("host") == "h.test:8443");
    CHECK(r.headers.size() == 2);
  }
  CHECK(config.sign->canonical_request(r).empty());
}

TEST_CASE("header_key: the value is redacted, whatever the header's name is") {
  for (const char* name : {"api-key", "X-Tenant", "x", "Authorization"}) {
    CAPTURE(name);
    auto r = request_to("https://h.test");
    roster::header_key{name, "Key planted-1234"}.sign(r, {}, {});
    roster::detail::redactor known;
    roster::http::detail::add_secrets(known, r);
    CHECK(known.redact("no:planted-1234!") == "no:***!");
  }
}

TEST_CASE("header_key: rejects names that are no tokens, and headers that the client sets") {
  for (const std::string name : {"", "a b", "a:", "a\r\nb", "\xC3\xA4"}) {
    CAPTURE(name);
    CHECK(rejected_name(name).find("invalid header name") != std::string::npos);
  }
  for (const std::string name : {"Host", "content-length", "Transfer-Encoding", "Content-Type", "connection",
                                 "Proxy-Authorization", "accept"}) {
    CAPTURE(name);
    CHECK(rejected_name(name).find("is set by the client") != std::string::npos);
  }
  CHECK(rejected_name("X-Goog-Api-Key").empty());
}

TEST_CASE("header_key: rejects values that are empty or cannot be sent, without showing them") {
  auto r = request_to("https://h.test");
  for (const std::string value :
       {"", "planted\n", "planted\r\nHost: b", " planted", "planted ", "pl\xC3\xA4nted"}) {
    CAPTURE(value);
    try {
      roster::header_key{"api-key", value}.sign(r, {}, {});
      FAIL("not rejected");
    } catch (const roster::failure& f) {
      CHECK(f.condition() == (value.empty() ? roster::errc::no_credentials : roster::errc::invalid_argument));
      CHECK(std::string(f.what()).find("api-key") != std::string::npos);
      CHECK(std::string(f.what()).find("nted") == std::string::npos);
    }
    CHECK(r.headers.size() == 0);
  }
}
