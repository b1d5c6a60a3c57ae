// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <optional>
#include <roster/retry/detail/declared_errors.hpp>
#include <string>
#include <vector>

using roster::errc;
using roster::detail::declared_clock_skew;
using roster::detail::declared_condition;
using roster::detail::declared_errors;
using roster::detail::declared_errors_of;
using roster::detail::declared_expired_token;
using roster::detail::declared_nonce_used;
using roster::detail::read_declared_parts;

namespace {

struct inner_error {
  std::string code{};
  std::optional<std::string> error_text{};

  static consteval auto wire_names() { return roster::names{roster::renamed{&inner_error::code, "__type"}}; }
};
struct envelope {
  std::optional<std::vector<inner_error>> all_errors{};
  int log_id{};
};
struct operation {
  static constexpr auto wire_case = roster::camel_case;
  static constexpr auto errors = roster::errors{
      .code = roster::path<&envelope::all_errors, &inner_error::code>,
      .message = roster::path<&envelope::all_errors, &inner_error::error_text>,
      .request_id = roster::path<&envelope::log_id>,
      .throttled = {"Busy*", "Denied.TooFast"},
      .unauthenticated = {"BadSignature", "BadSignature*"},
      .forbidden = {"Denied*", "Busy.Never"},
      .expired_token = {"BadSignature", "Expired*", "BadSignature.Token*"},
      .clock_skew = {"Expired.Clock"},
      .nonce_used = {"Replayed"},
  };
};
constexpr const declared_errors& declared = declared_errors_of<operation>;

}  // namespace

TEST_CASE("declared_errors: names on the wire follow the letter case and wire_names()") {
  const auto found = read_declared_parts(
      {.status = 400,
       .body = R"({"logId":17,"allErrors":[{"__type":"ns#Busy","errorText":"t"},{"__type":"No"}]})"},
      declared);
  CHECK(found.code == "Busy");
  CHECK(found.message == "t");
  CHECK(found.request_id == "17");
  for (const std::string body :
       {"", "[]", "{}", R"({"allErrors":"Busy"})", R"({"allErrors":{"code":"Busy"}})", R"({"allErrors":[]})",
        R"({"all_errors":[{"__type":"Busy"}]})", R"({"allErrors":[{"__type":"Busy"}]} x)",
        R"({"allErrors":[{"__type":{}},{"__type":"Busy"}]})"})
    CHECK_MESSAGE(read_declared_parts({.status = 400, .body = body}, declared).code.empty(), body);
}

TEST_CASE("declared_errors: a repeated member counts unless it is null") {
  CHECK(read_declared_parts({.body = R"({"allErrors":null,"allErrors":[{"__type":null,"__type":"A"}]})"},
                            declared)
            .code == "A");
}

TEST_CASE("declared_errors: the longest matching entry of all lists decides") {
  CHECK(declared_condition("Busy", declared) == errc::throttled);
  CHECK(declared_condition("Busy.Now", declared) == errc::throttled);
  CHECK(declared_condition("Busy.Never", declared) == errc::forbidden);
  CHECK(declared_condition("Denied", declared) == errc::forbidden);
  CHECK(declared_condition("Denied.TooFast", declared) == errc::throttled);
  CHECK(declared_condition("Denied.TooFaster", declared) == errc::forbidden);
  CHECK(declared_condition("Replayed", declared) == errc::unauthenticated);
  for (const auto* const code : {"", "busy", "NotBusy", "Bus", "Replayed.Again", "*"})
    CHECK(declared_condition(code, declared) == std::nullopt);
}

TEST_CASE("declared_errors: a code of two lists means an expired token only with a token") {
  CHECK(declared_expired_token("Expired", false, declared) == true);
  CHECK(declared_expired_token("BadSignature", true, declared) == true);
  CHECK(declared_expired_token("BadSignature", false, declared) == false);
  CHECK(declared_expired_token("BadSignature.Token.Old", false, declared) == true);
  CHECK(declared_expired_token("BadSignature.Key", true, declared) == false);
  CHECK(declared_expired_token("Expired.Clock", true, declared) == false);
  CHECK(declared_expired_token("Other", true, declared) == std::nullopt);
  CHECK(declared_clock_skew("Expired.Clock", declared) == true);
  CHECK(declared_clock_skew("Expired", declared) == false);
  CHECK(declared_clock_skew("Other", declared) == std::nullopt);
  CHECK(declared_nonce_used("Replayed", declared));
  CHECK_FALSE(declared_nonce_used("Busy", declared));
  CHECK_FALSE(declared_nonce_used("", declared));
}
