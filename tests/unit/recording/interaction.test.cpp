// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/failure.hpp>
#include <roster/recording/interaction.hpp>
#include <support/grows_linearly.hpp>

using namespace roster;

namespace {

std::string why(std::string_view lines) {
  try {
    detail::parse_recording(lines);
  } catch (const failure& f) {
    CHECK(f.condition() == errc::invalid_argument);
    return f.what();
  }
  return "";
}

}  // namespace

TEST_CASE("interaction: written lines are parsed back to equal values") {
  const detail::interaction answered{.method = "POST",
                                     .host = "h:1",
                                     .target = "/v2/service?Action=X",
                                     .request_body = "{\"a\":1}\n",
                                     .status = 200,
                                     .headers = {{"Date", "now"}, {"x", ""}},
                                     .body = "line\nline\0end \"灰\""};
  const detail::interaction broken{
      .method = "GET", .host = "h", .target = "/", .error = "connection", .message = "reset"};
  const auto back = detail::parse_recording(detail::to_line(answered) + "\n\n" + detail::to_line(broken));
  REQUIRE(back.size() == 2);
  CHECK(detail::to_line(back[0]) == detail::to_line(answered));
  CHECK(detail::to_line(back[1]) == detail::to_line(broken));
  CHECK(back[0].body == answered.body);
  CHECK(back[0].headers.size() == 2);
  CHECK(back[1].error == "connection");
  CHECK(detail::to_line(answered).find('\n') == std::string::npos);
}

TEST_CASE("interaction: bytes that are not UTF-8 do not break a recording") {
  const auto back = detail::parse_recording(
      detail::to_line({.method = "GET", .target = "/", .status = 502, .body = "a\xff\xfe z"}));
  CHECK(back.at(0).body == "a\xEF\xBF\xBD\xEF\xBF\xBD z");
}

TEST_CASE("interaction: writing a body that is not UTF-8 takes linear time (fault 181)") {
  CHECK(roster_test::grows_linearly([](std::size_t times) {
    detail::interaction entry{.method = "GET", .target = "/", .status = 200};
    for (std::size_t i = 0; i < times * 12'000; ++i) entry.body += "\xB7\xFE";  // GBK
    return [entry] { detail::to_line(entry); };
  }));
}

TEST_CASE("interaction: every condition has a name") {
  for (int i = 1; i <= static_cast<int>(errc::busy); ++i)
    CHECK(detail::condition_named(detail::name_of_condition(static_cast<errc>(i))) == static_cast<errc>(i));
  CHECK(detail::name_of_condition(errc::timed_out) == "timed_out");
}

TEST_CASE("interaction: rejects what is not a recording and names the line") {
  CHECK(why("{}").starts_with(
      "invalid recording: line 1: expected a method, and either a status or a failure"));
  CHECK(why("\n[]\n").starts_with("invalid recording: line 2: expected an object"));
  CHECK(why(R"({"method":"GET","status":200,"failed":"tls"})") ==
        "invalid recording: line 1: expected a method, and either a status or a failure");
  CHECK(why(R"({"method":"GET","failed":"fire"})") == "invalid recording: unknown condition \"fire\"");
  CHECK(why("") == "");
}
