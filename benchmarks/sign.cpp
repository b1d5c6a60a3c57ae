// SPDX-License-Identifier: BSL-1.0
// Signs requests, each with its own date and nonce as in a listing, compared with the lower bound of any signature:
// one HMAC by OpenSSL's one-shot function over a text as long as the signed one.

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <roster/auth/acs3.hpp>
#include <roster/auth/bce_v1.hpp>
#include <roster/auth/detail/digest.hpp>
#include <roster/http/url.hpp>

#include "measure.hpp"

namespace {

const roster::credentials key{.access_key_id = "LTAI5tExampleExample",
                              .access_key_secret = roster::secret("0123456789abcdefghijklmnopqrst")};

roster::http::request list_services_request() {
  return {.method = "GET",
          .to = roster::http::detail::parse_endpoint("https://pai-eas.cn-shanghai.aliyuncs.com"),
          .path = "/api/v2/services",
          .query = "PageNumber=1&PageSize=100",
          .headers = {{"host", "pai-eas.cn-shanghai.aliyuncs.com"}, {"accept", "application/json"}},
          .body = {}};
}

roster::http::request describe_services_request() {
  return {.method = "POST",
          .to = roster::http::detail::parse_endpoint("https://qianfan.baidubce.com"),
          .path = "/v2/service",
          .query = "Action=DescribeServices",
          .headers = {{"host", "qianfan.baidubce.com"},
                      {"accept", "application/json"},
                      {"content-type", "application/json"}},
          .body = R"({"maxKeys":100,"protocolVersion":2})"};
}

constexpr std::size_t requests = 1000;

/// Signs as the client does: each request is a copy and has its own nonce.
std::size_t sign_all(const roster::signer& signer, const roster::http::request& request) {
  for (std::size_t i = 0; i < requests; ++i) {
    roster::http::request sent = request;
    const std::chrono::sys_seconds now{std::chrono::seconds(1'750'000'000 + i)};
    signer.sign(sent, key, {.now = now, .nonce = roster::detail::random_nonce()});
    if (sent.headers.get("authorization").empty()) bench::fail("not signed");
  }
  return requests;
}

std::size_t copy_all(const roster::http::request& request) {
  std::size_t copied = 0;
  for (std::size_t i = 0; i < requests; ++i) {
    const roster::http::request sent = request;
    copied += sent.path.empty() ? 0U : 1U;
  }
  return copied;
}

std::size_t hmac_all(std::string_view text) {
  const std::string& secret = key.access_key_secret.reveal();
  for (std::size_t i = 0; i < requests; ++i) {
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), out, &size);
    if (size != 32) bench::fail("HMAC failed");
  }
  return requests;
}

}  // namespace

int main(int argc, char** argv) {
  bench::report report(argc, argv);
  const roster::acs3 acs3({.action = "ListServices", .version = "2021-07-01"});
  const roster::bce_v1 bce;
  const auto list = list_services_request();
  const auto describe = describe_services_request();
  const std::string to_sign(81,
                            'x');  // as long as "ACS3-HMAC-SHA256\n" and the digest of the canonical request
  report.measure("sign", requests,
                 {
                     {"ACS3-HMAC-SHA256", [&] { return sign_all(acs3, list); }},
                     {"bce-auth-v1", [&] { return sign_all(bce, describe); }},
                     {"OpenSSL's HMAC(), once", [&] { return hmac_all(to_sign); }},
                     {"copy of the request", [&] { return copy_all(list); }},
                 });
}
