// SPDX-License-Identifier: BSL-1.0
// Catches what the library throws, compares the codes of both sides, creates objects of its classes, and parses JSON by
// the library's Boost.JSON.

#include <boost/json/parse.hpp>
#include <boost/system/system_error.hpp>
#include <iostream>
#include <memory>
#include <roster/auth.hpp>
#include <roster/client.hpp>
#include <roster/failure.hpp>
#include <roster/http/url.hpp>
#include <string>
#include <vector>

namespace {

/// Returns the code of the failure that the library throws, caught as this type.
template <class Caught>
boost::system::error_code thrown_by_library() {
  try {
    roster::http::detail::parse_endpoint("ftp://example.com");
  } catch (const Caught& caught) {
    return caught.code();
  }
  return {};
}

/// Returns an object of each public class of signers.
std::vector<std::shared_ptr<roster::signer>> every_signer() {
  return {std::make_shared<roster::acs3>(roster::acs3_options{}),
          std::make_shared<roster::bce_v1>(),
          std::make_shared<roster::aws_sigv4>(roster::aws_sigv4::options{.region = "r", .service = "s"}),
          std::make_shared<roster::tencent_tc3>(
              roster::tencent_tc3::options{.service = "s", .action = "A", .version = "1"}),
          std::make_shared<roster::volcengine>(roster::volcengine::options{.region = "r", .service = "s"}),
          std::make_shared<roster::huawei_sdk_hmac>(),
          std::make_shared<roster::anonymous>(),
          std::make_shared<roster::bearer>("token"),
          std::make_shared<roster::header_key>("x-api-key", "key")};
}

struct silent final : roster::observer {};

}  // namespace

int main() {
#if !defined(ROSTER_SEPARATE_COMPILATION)
#error "the library does not define ROSTER_SEPARATE_COMPILATION for its users"
#endif
  bool right = thrown_by_library<roster::failure>() == roster::errc::invalid_argument;
  right = right && thrown_by_library<boost::system::system_error>() == roster::errc::invalid_argument;
  right = right && thrown_by_library<roster::failure>().category() == roster::error_category();
  const auto key = roster::static_key("id", "secret");
  const auto refreshed = std::make_shared<roster::refreshing_credentials>(key);
  right = right && refreshed->try_get().value().access_key_id == "id";
  right = right && dynamic_cast<roster::credentials_provider*>(roster::token_file("none").get()) != nullptr;
  for (const auto& one : every_signer()) right = right && dynamic_cast<roster::signer*>(one.get()) != nullptr;
  right = right && std::make_shared<silent>() != nullptr;
  right = right && boost::json::parse("[1]").as_array().size() == 1;
  std::cout << (right ? "right" : "wrong") << '\n';
}
