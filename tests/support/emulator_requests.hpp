// SPDX-License-Identifier: BSL-1.0
#pragma once
// Requests to the emulator as any client would send them, and its decoded responses.

#include <doctest/doctest.h>

#include <roster/auth/acs3.hpp>
#include <roster/auth/bce_v1.hpp>
#include <roster/eas/schema.hpp>
#include <roster/http/message.hpp>
#include <roster/http/url.hpp>
#include <roster/qianfan/schema.hpp>
#include <roster/schema/operation.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/encode.hpp>
#include <string>
#include <utility>
#include <vector>

namespace roster_test {

namespace http = roster::http;
namespace eas = roster::eas;
namespace qianfan = roster::qianfan;

inline const std::chrono::sys_seconds noon =
    std::chrono::sys_days{std::chrono::year{2026} / 7 / 1} + std::chrono::hours(12);

inline roster::credentials emulator_key() {
  return {.access_key_id = "emulator",
          .access_key_secret = roster::secret("emulator-secret"),
          .security_token = {}};
}

/// An unsigned request for a page of PAI-EAS services.
inline http::request eas_request(const http::detail::query_list& query = {}) {
  http::request r;
  r.method = "GET";
  r.to = http::detail::parse_endpoint("http://emulator.test");
  r.path = "/api/v2/services";
  r.query = http::detail::encode_query(query);
  r.headers.set("Host", "emulator.test");
  return r;
}

/// An unsigned request for a page of Qianfan services.
inline http::request qianfan_request(std::string body = "{}") {
  http::request r;
  r.method = "POST";
  r.to = http::detail::parse_endpoint("http://emulator.test");
  r.path = "/v2/service";
  r.query = "Action=DescribeServices";
  r.headers.set("Host", "emulator.test");
  r.headers.set("Content-Type", "application/json");
  r.body = std::move(body);
  return r;
}

inline http::request signed_eas(http::request r, const std::string& nonce,
                                std::chrono::sys_seconds now = noon,
                                const roster::credentials& key = emulator_key()) {
  const roster::acs3 signer({.action = "ListServices", .version = "2021-07-01"});
  signer.sign(r, key, {.now = now, .nonce = nonce});
  return r;
}

inline http::request signed_qianfan(http::request r, std::chrono::sys_seconds now = noon,
                                    const roster::credentials& key = emulator_key()) {
  roster::bce_v1().sign(r, key, {.now = now, .nonce = {}});
  return r;
}

template <class Op>
typename Op::response read_page(const http::response& response) {
  typename Op::response page;
  CAPTURE(response.body);
  REQUIRE(response.status == 200);
  const auto error = roster::decode<roster::case_of<Op>>(response.body, page);
  REQUIRE_MESSAGE(!error, (error ? error->text() : ""));
  return page;
}

inline eas::list_services_response eas_page(const http::response& response) {
  return read_page<eas::list_services>(response);
}

inline qianfan::result qianfan_page(const http::response& response) {
  auto page = read_page<qianfan::describe_services>(response);
  REQUIRE(page.result);
  REQUIRE(page.result->page_info);
  return *page.result;
}

template <class Services>
std::vector<std::string> ids(const Services& services) {
  std::vector<std::string> found;
  for (const auto& s : services) found.push_back(s.service_id);
  return found;
}

using id_list = std::vector<std::string>;

/// An error in the format of either cloud.
struct read_error {
  std::string code{};
  std::string message{};
  std::string request_id{};
  std::string host_id{};
  std::string recommend{};
};

inline read_error eas_error(const http::response& response) {
  read_error error;
  const auto wrong = roster::decode<roster::pascal_case>(response.body, error);
  REQUIRE_MESSAGE(!wrong, response.body);
  return error;
}

inline read_error qianfan_error(const http::response& response) {
  read_error error;
  const auto wrong = roster::decode<roster::camel_case>(response.body, error);
  REQUIRE_MESSAGE(!wrong, response.body);
  return error;
}

}  // namespace roster_test
