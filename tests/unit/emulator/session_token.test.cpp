// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/emulator/detail/session_token.hpp>
#include <string>

using roster::secret;
using roster::emulator::detail::check_session_token;
using roster::emulator::detail::token_verdict;
using std::chrono::seconds;

namespace {

constexpr std::chrono::sys_seconds noon{seconds(1'767'787'200)};

}  // namespace

TEST_CASE("session_token: if tokens do not expire, only the account's own is accepted") {
  const secret own("own");
  CHECK(check_session_token("own", own, false, noon) == token_verdict::ok);
  CHECK(check_session_token("", own, false, noon) == token_verdict::missing);
  CHECK(check_session_token("other", own, false, noon) == token_verdict::wrong);
  CHECK(check_session_token("", secret(), false, noon) == token_verdict::ok);
  CHECK(check_session_token("own", secret(), false, noon) == token_verdict::wrong);
}

TEST_CASE("session_token: a token is valid until it expires") {
  const secret own("o.wn");
  const auto token = roster::emulator::detail::session_token(own, noon);
  CHECK(token.reveal() == "o.wn.1767787200");
  CHECK(check_session_token(token.reveal(), own, true, noon - seconds(1)) == token_verdict::ok);
  CHECK(check_session_token(token.reveal(), own, true, noon) == token_verdict::expired);
  CHECK(check_session_token(token.reveal(), own, false, noon) == token_verdict::wrong);
  CHECK(check_session_token("", own, true, noon) == token_verdict::missing);
  for (const char* odd : {"o.wn", "o.wn.", "o.wn.x", "o.wn.1767787200 ", "own.1767787200", "1767787200", "."})
    CHECK(check_session_token(odd, own, true, noon - seconds(1)) == token_verdict::wrong);
}
