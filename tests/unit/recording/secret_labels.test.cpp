// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/recording/detail/redact_request.hpp>
#include <roster/recording/detail/secret_labels.hpp>
#include <string>
#include <string_view>

namespace detail = roster::detail;

namespace {

/// Redacts and labels a body with new numbers.
std::string labelled(std::string_view body) {
  detail::secret_numbers numbers;
  return detail::label_body(detail::redact_secrets(body, {}), body,
                            [&](std::string_view secret) { return numbers.label(secret); });
}

}  // namespace

TEST_CASE("secret_labels: equal secrets have equal numbers, different secrets different ones") {
  detail::secret_numbers numbers;
  CHECK(numbers.label("a") == "***");
  CHECK(numbers.label("b") == "***2");
  CHECK(numbers.label("a") == "***");
  CHECK(numbers.label("c") == "***3");
}

TEST_CASE("secret_labels: labels the texts of a body outside of lists and changes nothing else") {
  CHECK(labelled(R"({"token":"a", "result":{"token":"b\u0041","Token":"a"},"n":1})") ==
        R"({"token":"***", "result":{"token":"***2","Token":"***"},"n":1})");
  CHECK(labelled(R"({"items":[{"token":"x"},{"token":"y"}],"token":"z"})") ==
        R"({"items":[{"token":"***"},{"token":"***"}],"token":"***"})");
  CHECK(labelled(R"({"credentials":{"token":"x"},"password":4711,"secret":"","passwd":null,"token":"y"})") ==
        R"({"credentials":"***","password":"***","secret":"","passwd":null,"token":"***"})");
  CHECK(labelled(R"({"token":"***7","auth":"***8"})") == R"({"token":"***","auth":"***2"})");
  CHECK(labelled("plain") == "plain");
  CHECK(labelled(R"({"token":"a","token":"b)") == "***");
}

TEST_CASE("secret_labels: a request without a label number matches any label") {
  CHECK(detail::kept_label("***12") == "***12");
  for (const char* secret : {"", "**", "***x", "***1x", "***1234567", "secret"})
    CHECK(detail::kept_label(secret) == "***");
  CHECK(detail::matches_labels("?a=***&b=1", "?a=***2&b=1"));
  CHECK(detail::matches_labels("?a=***3&b=1", "?a=***3&b=1"));
  CHECK_FALSE(detail::matches_labels("?a=***3&b=1", "?a=***2&b=1"));
  CHECK_FALSE(detail::matches_labels("?a=***3&b=1", "?a=***&b=1"));
  CHECK_FALSE(detail::matches_labels("?a=***&b=1", "?a=***2&b=2"));
  CHECK_FALSE(detail::matches_labels("?a=***", "?a=***2&b"));
}
