// SPDX-License-Identifier: BSL-1.0
// Authentication of served APIs: keys, tokens and the signatures of the clouds.
#include <doctest/doctest.h>

#include <chrono>
#include <roster/auth.hpp>
#include <string>
#include <support/served.hpp>

using roster::errc;
using roster::secret;

namespace {

struct model {
  std::string id{};
};
struct models_request {
  std::optional<std::string> token{};
};
struct models_response {
  std::vector<model> data{};
  std::optional<std::string> next{};
};
struct list_models {
  using request = models_request;
  using response = models_response;
  static constexpr auto target = roster::post("/?Action=ListModels");
  static constexpr auto items = roster::path<&response::data>;
  static constexpr auto paging =
      roster::by_token{.send = &request::token, .next = roster::path<&response::next>};
  static constexpr auto errors = roster::errors{.code = roster::path<&model::id>, .clock_skew = {"TooOld"}};
};

const roster::credentials key{.access_key_id = "AK", .access_key_secret = secret("hush-1")};
const roster::credentials other{.access_key_id = "AK", .access_key_secret = secret("hush-2")};

using api_type = fake::served<list_models>;

api_type served_with(roster::detail::any_signer sign, roster::credentials accepted = key,
                     std::function<std::chrono::sys_seconds()> clock = {}) {
  return api_type(
      {{"a"}, {"b"}, {"c"}},
      {.sign = sign, .credentials = std::move(accepted), .page_size = 2, .clock = std::move(clock)});
}

void check_signer(const roster::detail::any_signer& sign) {
  auto test = served_with(sign);
  test.sign_with(sign, key);
  CHECK(test.all().size() == 3);
  CHECK(test.api.log().back().authentic == true);
  test.sign_with(sign, other);
  CHECK(test.failure().code() == errc::unauthenticated);
  CHECK(test.api.log().back().authentic == false);
  CHECK(test.api.log().back().status == 401);
  test.sign_with({});
  CHECK(test.failure().code() == errc::unauthenticated);
}

}  // namespace

TEST_CASE("serve: verifies the signatures of the clouds") {
  check_signer(roster::aws_sigv4({.region = "eu-west-1", .service = "sagemaker"}));
  check_signer(roster::volcengine({.region = "cn-beijing", .service = "ark"}));
  check_signer(roster::tencent_tc3({.service = "tione", .action = "ListModels", .version = "2021-11-11"}));
  check_signer(roster::huawei_sdk_hmac());
  check_signer(roster::acs3({.action = "ListModels", .version = "2021-07-01"}));
  check_signer(roster::bce_v1());
}

TEST_CASE("serve: verifies what a signature covers") {
  const roster::aws_sigv4 sign({.region = "eu-west-1", .service = "sagemaker"});
  const auto test = served_with(sign);
  roster::http::request request{.method = "POST",
                                .query = "Action=ListModels",
                                .headers = {{"host", "a.example"}, {"content-type", "application/json"}},
                                .body = "{}"};
  sign.sign(request, key, {.now = api_type::now});
  CHECK(test.api.respond(request).response.status == 200);
  auto changed = request;
  changed.body = "{ }";
  CHECK(test.api.respond(changed).response.status == 401);
  CHECK(test.api.respond(changed).response.body.find("wrong header authorization") != std::string::npos);
  changed = request;
  changed.headers.set("host", "b.example");
  CHECK(test.api.respond(changed).response.status == 401);
  for (const auto& logged : test.api.log()) CHECK(logged.target.find("hush") == std::string::npos);
}

TEST_CASE("serve: rejects a date that differs by more than 15 minutes, with the declared code") {
  const roster::aws_sigv4 sign({.region = "eu-west-1", .service = "sagemaker"});
  std::chrono::minutes skew{14};
  auto test = served_with(sign, key, [&] { return api_type::now + skew; });
  test.sign_with(sign, key);
  CHECK(test.all().size() == 3);
  skew = std::chrono::minutes(16);
  CHECK(test.all().size() == 3);  // the client corrects its clock
  CHECK(test.api.log()[2].code == "TooOld");
}

TEST_CASE("serve: accepts only the right key or token") {
  const roster::header_key right{"x-api-key", "hush-1"};
  auto test = served_with(right);
  test.sign_with(right);
  CHECK(test.all().size() == 3);
  test.sign_with(roster::header_key{"x-api-key", "hush-2"});
  CHECK(test.failure().code() == errc::unauthenticated);
  const roster::credentials token{.security_token = secret("hush-1")};
  auto tokens = served_with(roster::bearer{}, token);
  tokens.sign_with(roster::bearer{}, token);
  CHECK(tokens.all().size() == 3);
  tokens.sign_with(roster::bearer{"hush-2"});
  CHECK(tokens.failure().code() == errc::unauthenticated);
}
