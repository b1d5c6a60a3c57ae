// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/emulator/serve/detail/error_form.hpp>
#include <string>

using namespace roster::emulator::detail;

namespace {

error_place at(std::vector<place_step> steps, bool is_number = false) {
  return {.steps = std::move(steps), .is_number = is_number};
}

roster::http::response written(const error_form& form, std::string_view code = "Busy") {
  const request_context context{.request_id = "id-1"};
  return write_error(form, {{503, code, {}}, "later"}, context);
}

}  // namespace

TEST_CASE("compose_object: merges the places of values") {
  CHECK(compose_object({{{{"a"}}, "1"}}) == R"({"a":1})");
  CHECK(compose_object({{{{"a"}, {"b"}}, "1"}, {{{"c"}}, "2"}, {{{"a"}, {"d"}}, "3"}}) ==
        R"({"a":{"b":1,"d":3},"c":2})");
  CHECK(compose_object({{{{"errors", true}, {"code"}}, "1"}, {{{"errors", true}, {"text", true}}, "2"}}) ==
        R"({"errors":[{"code":1,"text":[2]}]})");
  CHECK(compose_object({{{{"a"}}, "1"}, {{{"a"}}, "2"}}) == R"({"a":1})");
  CHECK(compose_object({}) == "{}");
}

TEST_CASE("add_members: does not change what is there") {
  CHECK(add_members(R"({"a":1})", {{{{"a"}}, "2"}, {{{"b"}}, "3"}}) == R"({"b":3,"a":1})");
  CHECK(add_members("{}", {{{{"a"}, {"b"}}, "2"}}) == R"({"a":{"b":2}})");
  CHECK(add_members("[1]", {{{{"a"}}, "2"}}) == "[1]");
  CHECK(add_members(R"({"a":1})", {}) == R"({"a":1})");
}

TEST_CASE("write_error: without a declaration") {
  const auto response = written({});
  CHECK(response.status == 503);
  CHECK(response.body == R"({"code":"Busy","message":"later","request_id":"id-1"})");
}

TEST_CASE("write_error: writes what is declared where it is declared") {
  const error_form form{.code = at({{"error"}, {"code"}}),
                        .message = at({{"error"}, {"message"}}),
                        .request_id = error_place{.header = "x-trace-id"},
                        .fails_unless = at({{"success"}})};
  const auto response = written(form);
  CHECK(response.body == R"({"success":false,"error":{"code":"Busy","message":"later"}})");
  CHECK(response.headers.get("x-trace-id") == "id-1");
  CHECK(written({.code = at({{"code"}}, true)}).body.starts_with(R"({"code":503,)"));
  CHECK(written({.code = at({{"code"}}, true)}, "17").body.starts_with(R"({"code":17,)"));
}

TEST_CASE("write_error: writes the token that continues a list into its declared place") {
  const request_context context{.request_id = "id-1"};
  const auto body = [&](const error_form& form, std::string_view recovery) {
    return write_error(form, {{410, "Expired", {}}, "later"}, context, recovery).body;
  };
  error_form form{.request_id = error_place{.header = "x-trace-id"},
                  .recovery = at({{"metadata"}, {"next"}})};
  CHECK(body(form, "7.1") == R"({"code":"Expired","message":"later","metadata":{"next":"7.1"}})");
  CHECK(body(form, "") == R"({"code":"Expired","message":"later"})");
  form.recovery.reset();
  CHECK(body(form, "7.1") == R"({"code":"Expired","message":"later"})");
}

TEST_CASE("error_of: uses the first declared code, or a default") {
  CHECK(error_of({}, {problem_kind::unauthenticated}) == cloud_error{401, "Unauthenticated", {}});
  CHECK(error_of({.unauthenticated = "BadKey.*"}, {problem_kind::unauthenticated}).code == "BadKey.");
  CHECK(error_of({}, {.kind = problem_kind::bad_request, .status = 410, .code = "Expired"}) ==
        cloud_error{410, "Expired", {}});
  CHECK(error_of({.bad_request = "Invalid"}, {problem_kind::bad_request}) == cloud_error{400, "Invalid", {}});
  CHECK(error_of({}, {problem_kind::not_found, "", 410}).status == 410);
  const request_context context{};
  const error_form form{.throttled = "Slow*", .forbidden = "NoQuota"};
  CHECK(fault_errors_of(form, context).throttled.code == "Slow");
  CHECK(fault_errors_of(form, context).denied.code == "NoQuota");
  CHECK(fault_errors_of(form, context).expired_token.code == "ExpiredToken");
  CHECK(fault_errors_of(form, context).not_found.code == "NotFound");
  CHECK(fault_errors_of({.unauthenticated = "BadKey"}, context).unauthenticated.code == "BadKey");
  CHECK(fault_errors_of({.bad_request = "Invalid"}, context).bad_request.code == "Invalid");
}
