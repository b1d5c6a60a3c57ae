// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/auth/signer.hpp>
#include <string>

namespace {

roster::http::request request_to(const char* url) {
  roster::http::request r;
  r.to = roster::http::detail::parse_endpoint(url);
  return r;
}

}  // namespace

TEST_CASE("any_signer: is anonymous by default, and then adds only Host") {
  const roster::detail::any_signer signer;
  CHECK(!signer->needs_credentials());
  auto r = request_to("https://h");
  signer->sign(r, {}, {});
  CHECK(r.headers.get("host") == "h");
  CHECK(r.headers.size() == 1);
}

TEST_CASE("any_signer: holds any signer in a plain config struct") {
  struct config {
    std::string endpoint{};
    roster::detail::any_signer sign{};
  };
  const config c{.endpoint = "https://h", .sign = roster::bearer{"t"}};
  const config copy = c;
  auto r = request_to("https://h");
  copy.sign->sign(r, {}, {});
  CHECK(r.headers.get("authorization") == "Bearer t");
  CHECK(&*copy.sign == &*c.sign);
}
