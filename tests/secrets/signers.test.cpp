// SPDX-License-Identifier: BSL-1.0
// Signing and showing a request leave no secrets in freed memory.
#include <doctest/doctest.h>

#include <memory>
#include <roster/auth/acs3.hpp>
#include <roster/auth/aws_sigv4.hpp>
#include <roster/auth/detail/digest.hpp>
#include <roster/auth/huawei_sdk_hmac.hpp>
#include <roster/auth/signer.hpp>
#include <roster/auth/tencent_tc3.hpp>
#include <roster/auth/volcengine.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/http/detail/redact.hpp>
#include <roster/http/url.hpp>
#include <string>
#include <string_view>
#include <vector>

#include <secrets/freed_memory.hpp>

namespace {

const std::string key_secret = "PlantedAccessKeySecret0123456789abcdef";
const std::string token = "PlantedSecurityToken0123456789/abcdef+ghijkl==";
const std::string encoded_token = roster::http::detail::percent_encode(token);

/// Signs a request twice, and shows it.
void sign(const roster::signer& signer) {
  roster::credentials key{.access_key_id = "id"};
  key.access_key_secret = roster::secret(key_secret);
  key.security_token = roster::secret(token);
  const auto request = std::make_unique<roster::http::request>();
  const roster::http::detail::wipe_request_at_exit wiped(*request);
  request->to = roster::http::detail::parse_endpoint("https://h.test");
  request->query = "token=" + encoded_token;
  request->body = token;
  for (int i = 0; i < 2; ++i) signer.sign(*request, key, {.now = {}, .nonce = "n"});
  roster::detail::wipe(request->query);  // it is shown
  (void)signer.canonical_request(*request);
}

/// Returns the first derived key of a signature with this prefix of the secret.
std::string derived_key(const std::string& prefix, std::string_view date) {
  const auto bytes = roster::detail::hmac_sha256(prefix + key_secret, date);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

TEST_CASE("signers: no freed memory holds the secret, the security token or a derived key") {
  const std::string of_aws = derived_key("AWS4", "19700101");
  const std::string of_tencent = derived_key("TC3", "1970-01-01");
  const std::string of_volcengine = derived_key("", "19700101");
  const roster::acs3 acs3({.action = "A", .version = "1"});
  const roster::aws_sigv4 aws({.region = "r", .service = "s"});
  const roster::volcengine volcengine({.region = "r", .service = "s"});
  const roster::tencent_tc3 tencent({.service = "s", .action = "A", .version = "1"});
  const roster::huawei_sdk_hmac huawei;
  const std::vector<const roster::signer*> all{&acs3, &aws, &volcengine, &tencent, &huawei};
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(i);
    const roster_test::freed_memory memory(
        {key_secret, token, encoded_token, of_aws, of_tencent, of_volcengine});
    sign(*all[i]);
    CHECK(memory.has_seen_blocks());
    CHECK(memory.blocks_with_secrets() == 0);
  }
}
