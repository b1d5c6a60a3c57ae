// SPDX-License-Identifier: BSL-1.0
// Redaction, and that searching for secrets leaves no copies of them in freed memory.
#include <doctest/doctest.h>

#include <memory>
#include <roster/client/detail/build_request.hpp>
#include <roster/detail/base64.hpp>
#include <roster/detail/redactor.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/http/detail/redact.hpp>
#include <string>
#include <string_view>
#include <utility>

#include <secrets/freed_memory.hpp>

using roster_test::freed_memory;

namespace {

constexpr std::string_view planted = "planted-secret-of-a-redactor-0123456789";
constexpr std::string_view folded =
    "planted+secret+of+a+redactor+0123456789";  // normalized, as it is searched for
constexpr std::string_view piece = "planted+se";
constexpr std::string_view brief = "brief/pw7";  // shorter than `piece`
const std::string text(planted);
const std::string login = "user:" + text;
const std::string base64_login = roster::detail::base64_encode(login);
const std::string base64 = roster::detail::base64_encode(planted);
const std::string hex = "706c616e7465642d7365637265742d6f662d612d72656461";  // the beginning in hexadecimal

}  // namespace

TEST_CASE("redactor: no freed memory holds a secret, a part of it or an encoding of it (fault 216)") {
  const freed_memory memory({planted, folded, piece, brief, login, base64_login, base64, hex});
  {
    auto known = std::make_unique<roster::detail::redactor>();
    known->add(planted);
    known->add(brief);
    for (int i = 0; i < 40; ++i) {  // the table and the list of patterns grow
      known->add("another text of more bytes, number " + std::to_string(i));
      known->add("no " + std::to_string(i));
    }
    known->add_login("user", planted);
    CHECK(known->redact("the server says planted-secret-of-a-redactor-0123456789") == "the server says ***");
    CHECK(known->redact(R"(brief\u002fpw7 and %70lanted-secret-of-a-redactor-0123456789)") == "*** and ***");
    const auto copy = std::make_unique<roster::detail::redactor>(*known);
    const auto moved = std::make_unique<roster::detail::redactor>(std::move(*known));
    *copy = *moved;
    *moved = roster::detail::redactor();
    *moved = std::move(*copy);
    CHECK(moved->redact(planted) == "***");
  }
  CHECK(memory.has_seen_blocks());
  CHECK(memory.blocks_with_secrets() == 0);
}

TEST_CASE("redactor: no freed memory holds a text that was redacted in place (fault 216)") {
  roster::detail::redactor known;
  known.add(planted);
  auto echo = std::make_unique<std::string>("the server says " + text);
  const freed_memory memory({planted});
  known.redact_in_place(*echo);
  CHECK(*echo == "the server says ***");
  echo.reset();
  CHECK(memory.has_seen_blocks());
  CHECK(memory.blocks_with_secrets() == 0);
}

TEST_CASE("secrets_of: no freed memory holds the secrets of a request (fault 216)") {
  std::string basic = "Basic " + base64_login;
  std::string escaped = "planted%2Dsecret%2Dof%2Da%2Dredactor%2D0123456789";
  roster::http::request sent;
  sent.query = "access_token=" + escaped;
  sent.headers = {{"authorization", basic}, {"x-bce-security-token", text}, {"cookie", "token=" + text}};
  const freed_memory memory({planted, folded, login, base64_login, base64, escaped});
  for (const std::string_view body :
       {R"({"Password":"planted\u002dsecret-of-a-redactor-0123456789"})",
        "password=planted-secret-of-a-redactor-0123456789&token=%", "password=planted-secret-of-a-red%"}) {
    CAPTURE(body);
    sent.body = body;
    const auto known = roster::detail::secrets_of(sent, {.access_key_secret = roster::secret(planted)});
    CHECK(known.redact(planted) == "***");
    roster::detail::wipe(sent.body);
  }
  roster::http::detail::wipe_request(sent);
  CHECK(memory.has_seen_blocks());
  CHECK(memory.blocks_with_secrets() == 0);
}

TEST_CASE("sent_request: no freed memory holds its query or its body (fault 216)") {
  const freed_memory memory({planted});
  {
    auto sent = std::make_unique<roster::detail::sent_request>();
    sent->request.query.append("token=").append(planted);
    sent->request.body.reserve(64);
    sent->request.body.append("token=").append(planted);
    const auto moved = std::make_unique<roster::detail::sent_request>(std::move(*sent));
    CHECK(moved->request.body.ends_with(planted));
  }
  CHECK(memory.has_seen_blocks());
  CHECK(memory.blocks_with_secrets() == 0);
}

TEST_CASE(
    "build_request: no freed memory holds an extra parameter or an extra member of the body (fault 216)") {
  const roster::list_options options{.extra_query = {{"token", text}},
                                     .extra_body = {{"token", '"' + text + '"'}, {"other", "17"}}};
  const auto to = roster::http::detail::parse_endpoint("https://clouds.test");
  const std::string body = "{\"token\":\"" + text + "\",\"other\":17}";
  const std::string query = "token=" + text;
  const freed_memory memory({planted});
  {
    auto request =
        roster::detail::build_request(to, {.method = "POST", .path = "/", .query = {}}, {}, "{}", options);
    const roster::http::detail::wipe_request_at_exit wiped(request);
    CHECK(request.body == body);
    CHECK(request.query == query);
  }
  CHECK(memory.has_seen_blocks());
  CHECK(memory.blocks_with_secrets() == 0);
}
