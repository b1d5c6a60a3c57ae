// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of credentials_request.hpp.

#include <roster/alibaba/detail/credentials_request.hpp>

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <roster/client/detail/clear_text.hpp>
#include <roster/client/detail/retry_loop.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/date.hpp>
#include <roster/http/detail/redact.hpp>
#include <roster/http/url.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/transport/http_client.hpp>
#include <roster/wire/decode.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::alibaba::detail {

/// Returns "line 3, column 14", counting bytes from 1.
inline std::string place_in(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto column = offset - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

ROSTER_DECL std::string describe_error(std::string_view text, const decode_error& mistake) {
  std::string out = place_in(text, mistake.offset);
  if (mistake.fault == roster::detail::decode_fault::mismatch && !mistake.path.empty())
    out += ": " + mistake.path;
  if (mistake.fault == roster::detail::decode_fault::syntax) out += ": not JSON";
  return out + ": expected " + mistake.expected;
}

inline constexpr std::chrono::milliseconds key_attempt_time{10'000};
inline constexpr std::chrono::milliseconds key_connect_time{5'000};
inline constexpr std::chrono::milliseconds key_search_time{20'000};

ROSTER_DECL http_client_options credentials_client_options(http_client_options options,
                                                           std::chrono::milliseconds most) {
  options.connect_timeout = (std::min)(options.connect_timeout, most);
  options.handshake_timeout = (std::min)(options.handshake_timeout, most);
  options.insecure_accept_any_server = false;
  options.allow_legacy_ciphers = false;
  options.client_certificate_file.clear();
  options.client_key_file.clear();
  if (options.proxy) {  // a proxy could read the credentials, or return those of its own host
    options.proxy->except_loopback = true;
    options.proxy->except += ",169.254.0.0/16,fe80::/10,100.100.100.200";
  }
  return options;
}

ROSTER_DECL std::shared_ptr<roster::transport> connect_for(const credentials_network& network,
                                                           const asio::any_io_executor& executor,
                                                           std::chrono::milliseconds most) {
  if (network.connect) return network.connect(executor);
  return make_http_client(executor, credentials_client_options(network.http, most));
}

inline bool is_part_of_any(std::string_view text, const std::vector<secret>& secrets) {
  return std::any_of(secrets.begin(), secrets.end(),
                     [&](const secret& s) { return s.reveal().find(text) != std::string::npos; });
}

/// Returns why a request failed. Network failures already have a message of the library. Nothing else of a
/// response is shown, since services echo what they receive.
inline std::string reason_of(const failure& f, const std::vector<secret>& secrets) {
  const auto& details = f.details();
  if (details.http_status == 0) return details.message;
  std::string out = f.code().message() + ", HTTP " + std::to_string(details.http_status);
  if (!details.vendor_code.empty() && !is_part_of_any(details.vendor_code, secrets))
    out += ", code " + details.vendor_code;
  if (!details.request_id.empty() && !is_part_of_any(details.request_id, secrets))
    out += ", request id " + details.request_id;
  return out;
}

ROSTER_DECL failure without_answer(const failure& why, const roster::detail::redactor& known,
                                   const std::vector<secret>& secrets) {
  return known.redact(failure(why.condition(), reason_of(why, secrets)));
}

inline http::request build_credentials_request(const http::endpoint& to, credentials_request& what) {
  http::request out{.method = what.method,
                    .to = to,
                    .path = to.prefix + what.path,
                    .query = std::move(what.query),
                    .headers = {{"host", to.authority()}, {"accept", "application/json"}},
                    .body = std::move(what.form)};
  if (!out.body.empty()) out.headers.set("content-type", "application/x-www-form-urlencoded");
  return out;
}

/// Decodes a response with credentials, and overwrites its body.
struct credentials_decoder {
  read_key read;

  std::optional<roster::detail::response_error> operator()(http::response& response, credentials& out) const {
    const roster::detail::wipe_at_exit wiped(response.body);
    out = read(response);
    return std::nullopt;
  }
};

ROSTER_DECL asio::awaitable<credentials> request_credentials(credentials_network network,
                                                             credentials_request what, read_key read) {
  const auto endpoint = http::detail::parse_endpoint(what.endpoint);
  if (!roster::detail::is_link_local(endpoint.host))
    roster::detail::check_clear_text(endpoint, {}, network.require_tls, network.observer.get(),
                                     "requests for credentials");
  what.secrets.push_back(what.key.access_key_secret);
  what.secrets.push_back(what.key.security_token);
  const auto executor = co_await asio::this_coro::executor;
  const auto core = std::make_shared<roster::detail::client_core>(roster::detail::client_core{
      .executor = executor,
      .endpoint = endpoint,
      .sign = what.sign,
      .credentials = std::make_shared<roster::detail::static_credentials>(what.key),
      .transport = connect_for(network, executor, key_connect_time),
      .retry = {.max_retries = 2},
      .timeout = key_attempt_time,
      .runtime = roster::detail::with_defaults(network.runtime)});
  auto request = build_credentials_request(core->endpoint, what);
  const http::detail::wipe_request_at_exit wiped(request);
  roster::detail::redactor known;
  for (const secret& one : what.secrets) known.add(one.reveal());
  http::detail::add_secrets(known, request);
  report counters;
  const roster::detail::send_context context{
      .deadline = core->runtime.steady_now() + key_search_time, .counters = counters, .listing = false};
  try {
    auto loop = std::make_unique<roster::detail::retry_loop>(core, std::move(request), context);
    auto fetching = roster::detail::fetch_with_retry<credentials, credentials_decoder>::run(
        std::move(loop), credentials_decoder{std::move(read)});
    auto key = co_await std::move(fetching);
    co_return key;
  } catch (const failure& f) {
    throw without_answer(f, known, what.secrets);
  }
}

struct key_shape {
  std::string code{};
  std::string access_key_id{};
  secret access_key_secret{};
  secret security_token{};
  std::string expiration{};
};

struct sts_shape {
  std::optional<key_shape> credentials{};
};

/// The lifetime assumed for credentials with an unreadable expiration; the services issue none shorter than
/// 15 minutes.
inline constexpr std::chrono::minutes default_lifetime{5};

[[noreturn]] inline void fail_credentials_response(const std::string& why) {
  throw failure(errc::malformed_response, "malformed response: " + why);
}

template <class Shape>
Shape decode_credentials_response(const std::string& body) {
  Shape out;
  if (const auto mistake = decode<pascal_case>(body, out))
    fail_credentials_response(describe_error(body, *mistake));
  return out;
}

inline credentials key_of(key_shape shape, const http::response& response, std::chrono::sys_seconds now) {
  if (!shape.code.empty() && shape.code != "Success") fail_credentials_response("Code is not Success");
  if (shape.access_key_id.empty()) fail_credentials_response("missing AccessKeyId");
  if (shape.access_key_secret.empty()) fail_credentials_response("missing AccessKeySecret");
  if (shape.security_token.empty()) fail_credentials_response("missing SecurityToken");
  const auto end = roster::detail::parse_time(shape.expiration);
  const auto sent = http::detail::parse_imf_date(response.headers.get("date"));
  return {.access_key_id = std::move(shape.access_key_id),
          .access_key_secret = std::move(shape.access_key_secret),
          .security_token = std::move(shape.security_token),
          .expires = !end   ? now + default_lifetime
                     : sent ? now + (end->seconds - *sent)
                            : end->seconds};
}

ROSTER_DECL credentials read_credentials_response(const http::response& response,
                                                  std::chrono::sys_seconds now) {
  return key_of(decode_credentials_response<key_shape>(response.body), response, now);
}

ROSTER_DECL credentials read_sts_response(const http::response& response, std::chrono::sys_seconds now) {
  auto answer = decode_credentials_response<sts_shape>(response.body);
  if (!answer.credentials) fail_credentials_response("missing Credentials");
  return key_of(std::move(*answer.credentials), response, now);
}

}  // namespace roster::inline v0::alibaba::detail
