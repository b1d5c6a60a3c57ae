// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of credentials_response.hpp.

#include <roster/alibaba/detail/credentials_response.hpp>

#include <optional>
#include <roster/failure.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/wire/decode.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::alibaba::detail {

struct credentials_json {
  std::string code{};
  std::string access_key_id{};
  secret access_key_secret{};
  secret security_token{};
  std::string expiration{};
};

struct sts_json {
  std::optional<credentials_json> credentials{};
};

/// The lifetime assumed for credentials with an unreadable expiration; the services issue none shorter than
/// 15 minutes.
inline constexpr std::chrono::minutes default_lifetime{5};

[[noreturn]] inline void fail_credentials_response(const std::string& why) {
  throw failure(errc::malformed_response, "malformed response: " + why);
}

template <class Json>
Json decode_credentials_response(const std::string& body) {
  Json out;
  if (const auto error = decode<pascal_case>(body, out))
    fail_credentials_response(describe_error(body, *error));
  return out;
}

inline credentials key_of(credentials_json fetched, const http::response& response,
                          std::chrono::sys_seconds now) {
  if (!fetched.code.empty() && fetched.code != "Success") fail_credentials_response("Code is not Success");
  if (fetched.access_key_id.empty()) fail_credentials_response("missing AccessKeyId");
  if (fetched.access_key_secret.empty()) fail_credentials_response("missing AccessKeySecret");
  if (fetched.security_token.empty()) fail_credentials_response("missing SecurityToken");
  const auto end = roster::detail::parse_time(fetched.expiration);
  const auto sent = http::detail::parse_imf_date(response.headers.get("date"));
  return {.access_key_id = std::move(fetched.access_key_id),
          .access_key_secret = std::move(fetched.access_key_secret),
          .security_token = std::move(fetched.security_token),
          .expires = !end   ? now + default_lifetime
                     : sent ? now + (end->seconds - *sent)
                            : end->seconds};
}

ROSTER_DECL credentials read_credentials_response(const http::response& response,
                                                  std::chrono::sys_seconds now) {
  return key_of(decode_credentials_response<credentials_json>(response.body), response, now);
}

ROSTER_DECL credentials read_sts_response(const http::response& response, std::chrono::sys_seconds now) {
  auto decoded = decode_credentials_response<sts_json>(response.body);
  if (!decoded.credentials) fail_credentials_response("missing Credentials");
  return key_of(std::move(*decoded.credentials), response, now);
}

}  // namespace roster::inline v0::alibaba::detail
