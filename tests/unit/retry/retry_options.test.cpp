// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <optional>
#include <roster/eas/schema.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/retry/detail/declared_errors.hpp>
#include <roster/retry/detail/response_check.hpp>
#include <roster/retry/retry_options.hpp>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using roster::errc;
using roster::retry_options;
using roster::detail::decide_retry;
using roster::detail::retry_class;

namespace {
constexpr const auto& of_eas = roster::detail::declared_errors_of<roster::eas::list_services>;
constexpr const auto& of_qianfan = roster::detail::declared_errors_of<roster::qianfan::describe_services>;
}  // namespace

TEST_CASE("retry: classifies failures, row by row") {
  enum class body { whole, cut, not_json, html, none };
  struct row {
    unsigned status;
    std::string code;
    body kind;
    retry_class verdict;
    const roster::detail::declared_errors* declared = &roster::detail::no_declared_errors;
  };
  using enum retry_class;
  const std::vector<row> table{// status and code decide, independent of the body
                               {429, "", body::none, throttled},
                               {429, "", body::html, throttled},
                               {429, "Throttling.User", body::whole, throttled},
                               {400, "Throttling", body::whole, throttled},
                               {400, "Throttling.Api", body::whole, throttled},
                               {503, "Rejected.Throttling", body::whole, throttled},
                               {200, "Throttling.User", body::whole, throttled},
                               {200, "4", body::whole, throttled, &of_qianfan},
                               {200, "18", body::whole, throttled, &of_qianfan},
                               {200, "19", body::whole, throttled, &of_qianfan},
                               {200, "336501", body::whole, throttled, &of_qianfan},
                               {200, "336502", body::whole, throttled, &of_qianfan},
                               {408, "", body::none, transient},
                               {500, "", body::none, transient},
                               {500, "InternalError", body::whole, transient},
                               {502, "", body::html, transient},
                               {503, "", body::html, transient},
                               {503, "ServiceUnavailable", body::whole, transient},
                               {504, "", body::cut, transient},
                               {999, "", body::none, transient},
                               {200, "InternalError", body::whole, transient},
                               {200, "336100", body::whole, transient, &of_qianfan},
                               {200, "500000", body::whole, transient, &of_qianfan},
                               {400, "SignatureNonceUsed", body::whole, once, &of_eas},
                               {400, "", body::none, never},
                               {400, "InvalidParameter", body::whole, never},
                               {401, "", body::none, never},
                               {403, "", body::html, never},
                               {403, "NoPermission", body::whole, never, &of_eas},
                               {404, "", body::html, never},
                               {404, "InvalidAccessKeyId.NotFound", body::whole, never},
                               {400, "SignatureDoesNotMatch", body::whole, never},
                               {400, "InvalidTimeStamp.Expired", body::whole, never, &of_eas},
                               {403, "IamSignatureInvalid", body::whole, never, &of_qianfan},
                               {407, "", body::none, never},
                               {413, "", body::none, never},
                               {501, "", body::none, never},
                               {301, "", body::none, never},
                               {201, "", body::none, never},
                               {204, "", body::none, never},
                               {206, "", body::cut, never},
                               {304, "", body::none, never},
                               // for 200 without an error, the body decides
                               {200, "", body::cut, transient},
                               {200, "", body::whole, never},
                               {200, "", body::not_json, never},
                               {200, "", body::html, never},
                               {200, "", body::none, never}};
  for (const auto& [status, code, kind, verdict, declared] : table) {
    CAPTURE(status);
    CAPTURE(code);
    CAPTURE(static_cast<int>(kind));
    roster::http::response response{.status = status};
    if (kind == body::whole) response.body = code.empty() ? "{}" : R"({"code":")" + code + R"("})";
    if (kind == body::cut) response.body = R"({"code":)";
    if (kind == body::not_json) response.body = "{nan}";
    if (kind == body::html) response.body = "<html>busy</html>";
    const auto rejected = roster::detail::check_response(response, false, *declared);
    const auto why =
        rejected ? *rejected
                 : roster::detail::decode_failure(response, "no page", errc::malformed_response, *declared);
    CHECK(roster::detail::classify({.condition = why.condition(),
                                    .truncated_body = kind == body::cut,
                                    .nonce_used = roster::detail::declared_nonce_used(
                                        why.details().vendor_code, *declared)}) == verdict);
  }
}

TEST_CASE("retry: classifies failures without a response, row by row") {
  struct row {
    errc condition;
    retry_class verdict;
  };
  using enum retry_class;
  for (const auto& [condition, verdict] : std::vector<row>{{errc::connection, transient},
                                                           {errc::timed_out, transient},
                                                           {errc::invalid_argument, never},
                                                           {errc::no_credentials, never},
                                                           {errc::tls, never},
                                                           {errc::proxy, never},
                                                           {errc::protocol, never},
                                                           {errc::too_large, never},
                                                           {errc::pagination_stalled, never},
                                                           {errc::busy, never},
                                                           {errc::exception, never}}) {
    CAPTURE(static_cast<int>(condition));
    CHECK(roster::detail::classify({.condition = condition}) == verdict);
  }
}

TEST_CASE("retry: decides number, delay and cost of retries, row by row") {
  struct row {
    errc condition;
    bool nonce_used;
    std::size_t number;
    std::optional<std::chrono::milliseconds> hint;
    std::size_t quota;
    std::chrono::milliseconds left;
    bool should_retry;
    std::chrono::milliseconds wait;
    std::size_t cost;
    std::string reason;
  };
  const auto ever = std::chrono::milliseconds::max();
  const std::string late = "not retried: no time left before the deadline";
  const std::string spent = "not retried: retry quota exhausted";
  const std::string long_hint = "not retried: the requested delay of 31 s exceeds max_retry_after of 30 s";
  const std::vector<row> table{
      {errc::unavailable, false, 1, {}, 500, ever, true, 25ms, 14, ""},
      {errc::unavailable, false, 2, {}, 500, ever, true, 50ms, 14, ""},
      {errc::unavailable, false, 3, {}, 500, ever, true, 100ms, 14, ""},
      {errc::unavailable, false, 4, {}, 500, ever, false, 0ms, 0, ""},
      {errc::throttled, false, 1, {}, 500, ever, true, 500ms, 5, ""},
      {errc::throttled, false, 3, {}, 500, ever, true, 2000ms, 5, ""},
      {errc::throttled, false, 4, {}, 500, ever, false, 0ms, 0, ""},
      {errc::unauthenticated, true, 1, {}, 500, ever, true, 25ms, 14, ""},
      {errc::unauthenticated, true, 2, {}, 500, ever, false, 0ms, 0, ""},
      {errc::bad_request, false, 1, {}, 500, ever, false, 0ms, 0, ""},
      // a hint: the wait is a little longer than it, within a bound; a bad request with a hint is throttling
      {errc::throttled, false, 1, 2000ms, 500, ever, true, 2050ms, 5, ""},
      {errc::unavailable, false, 1, 1ms, 500, ever, true, 3ms, 14, ""},
      {errc::bad_request, false, 1, 2000ms, 500, ever, true, 2050ms, 5, ""},
      {errc::forbidden, false, 1, 2000ms, 500, ever, false, 0ms, 0, ""},
      {errc::throttled, false, 1, 30'000ms, 500, ever, true, 30'050ms, 5, ""},
      {errc::throttled, false, 1, 31'000ms, 500, ever, false, 0ms, 0, long_hint},
      // a deadline: no wait begins that would exceed it
      {errc::unavailable, false, 1, {}, 500, 26ms, true, 25ms, 14, ""},
      {errc::unavailable, false, 1, {}, 500, 25ms, false, 0ms, 0, late},
      {errc::throttled, false, 1, 500ms, 500, 400ms, false, 0ms, 0, late},
      {errc::unavailable, false, 1, {}, 500, -5ms, false, 0ms, 0, late},
      // a quota: the remaining tokens have to suffice
      {errc::unavailable, false, 1, {}, 14, ever, true, 25ms, 14, ""},
      {errc::unavailable, false, 1, {}, 13, ever, false, 0ms, 0, spent},
      {errc::throttled, false, 1, {}, 5, ever, true, 500ms, 5, ""},
      {errc::throttled, false, 1, {}, 4, ever, false, 0ms, 0, spent},
      {errc::forbidden, false, 1, {}, 0, ever, false, 0ms, 0, ""}};
  for (const auto& r : table) {
    CAPTURE(&r - table.data());
    const auto decided = decide_retry({},
                                      {.condition = r.condition,
                                       .number = r.number,
                                       .hint = r.hint,
                                       .nonce_used = r.nonce_used,
                                       .quota = r.quota,
                                       .left = r.left},
                                      0.5);
    CHECK(decided.should_retry == r.should_retry);
    CHECK(decided.wait == r.wait);
    CHECK(decided.cost == r.cost);
    CHECK(decided.reason == r.reason);
  }
}

TEST_CASE("retry: stops after max_retries") {
  for (std::size_t retries = 0; retries < 5; ++retries)
    for (std::size_t number = 1; number < 8; ++number)
      CHECK(decide_retry({.max_retries = retries}, {.condition = errc::unavailable, .number = number}, 0.5)
                .should_retry == (number <= retries));
}

TEST_CASE("retry: delays have full jitter, double with each retry, and are capped") {
  const retry_options options{
      .max_retries = 100, .base_delay = 50ms, .throttle_base_delay = 1000ms, .max_delay = 20'000ms};
  const auto wait = [&](errc condition, std::size_t number, double random) {
    return decide_retry(options, {.condition = condition, .number = number}, random).wait;
  };
  CHECK(wait(errc::unavailable, 1, 0.0) == 0ms);
  CHECK(wait(errc::unavailable, 1, 0.5) == 25ms);
  CHECK(wait(errc::unavailable, 2, 0.5) == 50ms);
  CHECK(wait(errc::unavailable, 3, 0.5) == 100ms);
  CHECK(wait(errc::throttled, 1, 0.5) == 500ms);
  CHECK(wait(errc::throttled, 3, 0.5) == 2000ms);
  CHECK(wait(errc::throttled, 50, 0.5) == 10'000ms);
  CHECK(wait(errc::unavailable, 100, 0.5) == 10'000ms);
}

TEST_CASE("retry: waits at least as long as Retry-After says") {
  for (const auto hint : {1ms, 20ms, 1500ms, 30'000ms}) {
    const auto decision = decide_retry({}, {.condition = errc::throttled, .hint = hint}, 0.0);
    CHECK(decision.should_retry);
    CHECK(decision.wait >= hint);
  }
}
