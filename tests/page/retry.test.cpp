// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <roster/page/retry.hpp>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using roster::decide_retry;
using roster::errc;
using roster::failed_attempt;
using roster::retry_options;

TEST_CASE("retry: what is worth repeating, row by row") {
  struct row {
    errc condition;
    bool again;
  };
  const std::vector<row> table{{errc::throttled, true},
                               {errc::unavailable, true},
                               {errc::connection, true},
                               {errc::timed_out, true},
                               {errc::invalid_argument, false},
                               {errc::no_credentials, false},
                               {errc::unauthenticated, false},
                               {errc::forbidden, false},
                               {errc::rejected, false},
                               {errc::tls, false},
                               {errc::protocol, false},
                               {errc::too_large, false},
                               {errc::bad_answer, false},
                               {errc::no_progress, false},
                               {errc::busy, false}};
  for (const auto& [condition, again] : table) {
    CAPTURE(static_cast<int>(condition));
    CHECK(decide_retry({}, {.condition = condition}, 0.5).again == again);
  }
}

TEST_CASE("retry: a cut body is repeated, a body of the wrong shape is not") {
  CHECK(decide_retry({}, {.condition = errc::bad_answer, .cut_body = true}, 0.5).again);
  CHECK_FALSE(decide_retry({}, {.condition = errc::bad_answer, .cut_body = false}, 0.5).again);
}

TEST_CASE("retry: a used nonce is repeated once, with a new one") {
  CHECK(
      decide_retry({}, {.condition = errc::unauthenticated, .vendor_code = "SignatureNonceUsed"}, 0.5).again);
  CHECK_FALSE(
      decide_retry({}, {.condition = errc::unauthenticated, .vendor_code = "SignatureNonceUsed", .number = 2},
                   0.5)
          .again);
  CHECK_FALSE(
      decide_retry({}, {.condition = errc::unauthenticated, .vendor_code = "SignatureDoesNotMatch"}, 0.5)
          .again);
}

TEST_CASE("retry: stops after the number of retries that was asked for") {
  for (std::size_t retries = 0; retries < 5; ++retries)
    for (std::size_t number = 1; number < 8; ++number)
      CHECK(
          decide_retry({.retries = retries}, {.condition = errc::unavailable, .number = number}, 0.5).again ==
          (number <= retries));
}

TEST_CASE("retry: waits are drawn from the whole interval, double, and are capped") {
  const retry_options options{
      .retries = 100, .transient_delay = 50ms, .throttled_delay = 1000ms, .longest_delay = 20'000ms};
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

TEST_CASE("retry: never waits for less than the service asks") {
  for (const auto hint : {1ms, 20ms, 1500ms, 30'000ms}) {
    const auto decision = decide_retry({}, {.condition = errc::throttled, .hint = hint}, 0.0);
    CHECK(decision.again);
    CHECK(decision.wait >= hint);
  }
}

TEST_CASE("retry: a service that asks for too long a wait is not waited for") {
  const auto decision = decide_retry({}, {.condition = errc::throttled, .hint = std::chrono::hours(24)}, 0.0);
  CHECK_FALSE(decision.again);
  CHECK(decision.why_not == "the service asks to wait 86400 s, longer than the 30 s that are accepted");
}

TEST_CASE("retry: a wait that would pass the deadline is not begun") {
  const auto decision = decide_retry({}, {.condition = errc::throttled, .hint = 500ms, .left = 400ms}, 0.0);
  CHECK_FALSE(decision.again);
  CHECK(decision.why_not == "no time is left for another attempt");
}
