// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of oauth2.hpp.

#include <roster/client/oauth2.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/auth/header_key.hpp>
#include <roster/client/detail/client_core.hpp>
#include <roster/client/detail/credentials_request.hpp>
#include <roster/detail/base64.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/url.hpp>
#include <roster/wire/decode.hpp>
#include <string_view>

namespace roster::inline v0 {
namespace detail {

struct oauth2_response {
  secret access_token{};
  std::string token_type{};
  std::optional<std::int64_t> expires_in{};
};

inline constexpr std::size_t max_token_response = 65'536;

[[noreturn]] inline void fail_token_response(const std::string& why) {
  throw failure(errc::malformed_response, "malformed response: " + why);
}

/// Source: RFC 6749, 5.1.
inline credentials read_token_response(const http::response& response, std::chrono::sys_seconds now) {
  constexpr std::int64_t without_expiration = 300;
  constexpr std::int64_t most = 366 * 86'400;
  if (response.body.size() > max_token_response)
    throw failure(errc::too_large, "response too large: a token response has at most 64 KiB");
  oauth2_response shape;
  if (const auto error = decode(response.body, shape))
    fail_token_response(describe_error(response.body, *error));
  if (shape.access_token.empty()) fail_token_response("missing access_token");
  if (!shape.token_type.empty() && http::detail::lower_case(shape.token_type) != "bearer")
    fail_token_response("token_type is not Bearer");
  const auto seconds = shape.expires_in.value_or(without_expiration);
  if (seconds <= 0) fail_token_response("expires_in is not positive");
  credentials out;
  out.security_token = std::move(shape.access_token);
  out.expires = now + std::chrono::seconds((std::min)(seconds, most));
  return out;
}

/// Returns the signer that sends id and secret with Basic authentication, each encoded as in a form.
/// Source: RFC 6749, 2.3.1.
inline header_key basic_client(const oauth2_options& options) {
  std::string encoded = http::detail::percent_encode(options.client_secret.reveal());
  const wipe_at_exit wiped(encoded);
  std::string login = http::detail::percent_encode(options.client_id);
  login.reserve(login.size() + 1 + encoded.size());
  const wipe_at_exit login_wiped(login);
  login.append(1, ':').append(encoded);
  std::string base64 = base64_encode(login);
  const wipe_at_exit base64_wiped(base64);
  return {"authorization", "Basic " + base64};
}

class oauth2_source final : public credentials_provider {
 public:
  explicit oauth2_source(oauth2_options options) : options_(std::move(options)) {}

  asio::awaitable<credentials> get() override {
    auto reader = [now = options_.runtime.now](const http::response& response) {
      return read_token_response(response, now());
    };
    auto pending = request_credentials(network(), request(), std::move(reader));
    try {
      auto token = co_await std::move(pending);
      co_return token;
    } catch (const failure& f) {
      const auto origin = http::detail::parse_endpoint(options_.token_url).origin();
      throw failure(errc::no_credentials, "no access token from " + origin + ": " + f.details().message);
    }
  }

 private:
  credentials_network network() const {
    credentials_network out;
    out.runtime = options_.runtime;
    out.require_tls = true;
    out.connect = [this](const asio::any_io_executor& executor) {
      if (options_.transport) return options_.transport;
      auto http = credentials_client_options(options_.http, std::chrono::seconds(5));
      http.limits.max_body = (std::min<std::uint64_t>)(http.limits.max_body, max_token_response);
      return make_client_transport(executor, std::move(http), options_.variables);
    };
    return out;
  }

  credentials_request request() const {
    http::detail::query_list form{{"grant_type", "client_credentials"}};
    if (!options_.scope.empty()) form.emplace_back("scope", options_.scope);
    form.insert(form.end(), options_.parameters.begin(), options_.parameters.end());
    if (!options_.basic) {
      form.emplace_back("client_id", options_.client_id);
      form.emplace_back("client_secret", options_.client_secret.reveal());
    }
    credentials_request out{.endpoint = options_.token_url, .method = "POST"};
    out.path = http::detail::parse_endpoint(options_.token_url).prefix.empty() ? "/" : "";
    out.form = http::detail::encode_query(form);
    for (auto& [name, value] : form) wipe(value);
    if (options_.basic) out.sign = basic_client(options_);
    out.secrets.push_back(options_.client_secret);
    return out;
  }

  const oauth2_options options_;
};

}  // namespace detail

ROSTER_DECL std::shared_ptr<credentials_provider> oauth2_client_credentials(oauth2_options options) {
  (void)http::detail::parse_endpoint(options.token_url);
  if (options.client_id.empty())
    throw failure(errc::invalid_argument, "oauth2_client_credentials: option client_id is missing");
  options.runtime = detail::with_defaults(std::move(options.runtime));
  refresh_options refresh = options.refresh;
  if (!refresh.now) refresh.now = options.runtime.now;
  return std::make_shared<refreshing_credentials>(std::make_shared<detail::oauth2_source>(std::move(options)),
                                                  std::move(refresh));
}

}  // namespace roster::inline v0
