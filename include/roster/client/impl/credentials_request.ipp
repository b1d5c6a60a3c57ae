// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of credentials_request.hpp.

#include <roster/client/detail/credentials_request.hpp>

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <optional>
#include <roster/auth/credentials_provider.hpp>
#include <roster/client/detail/clear_text.hpp>
#include <roster/client/detail/retry_loop.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/redact.hpp>
#include <roster/http/url.hpp>
#include <roster/schema/secret.hpp>
#include <roster/transport/http_client.hpp>
#include <roster/wire/decode_error.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::detail {

/// Returns "line 3, column 14", counting bytes from 1.
inline std::string line_and_column(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto column = offset - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

ROSTER_DECL std::string describe_error(std::string_view text, const decode_error& error) {
  std::string out = line_and_column(text, error.offset);
  if (error.fault == decode_fault::mismatch && !error.path.empty()) out += ": " + error.path;
  if (error.fault == decode_fault::syntax) out += ": not JSON";
  return out + ": expected " + error.expected;
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
  options.accept_gzip = false;
  options.client_certificate_file.clear();
  options.client_key_file.clear();
  if (options.proxy) {  // a proxy could read the credentials, or return those of its own host
    options.proxy->bypass_loopback = true;
    options.proxy->no_proxy += ",169.254.0.0/16,fe80::/10,100.100.100.200";
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

ROSTER_DECL failure without_response_text(const failure& why, const redactor& known,
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

  std::optional<response_error> operator()(http::response& response, credentials& out) const {
    const wipe_at_exit wiped(response.body);
    out = read(response);
    return std::nullopt;
  }
};

ROSTER_DECL asio::awaitable<credentials> request_credentials(credentials_network network,
                                                             credentials_request what, read_key read) {
  const auto endpoint = http::detail::parse_endpoint(what.endpoint);
  if (!is_link_local(endpoint.host))
    check_clear_text(endpoint, {}, network.require_tls, network.observer.get(), "requests for credentials");
  what.secrets.push_back(what.key.access_key_secret);
  what.secrets.push_back(what.key.security_token);
  const auto executor = co_await asio::this_coro::executor;
  const auto core =
      std::make_shared<client_core>(client_core{.executor = executor,
                                                .endpoint = endpoint,
                                                .sign = what.sign,
                                                .credentials = std::make_shared<static_credentials>(what.key),
                                                .transport = connect_for(network, executor, key_connect_time),
                                                .retry = {.max_retries = 2},
                                                .timeout = key_attempt_time,
                                                .runtime = with_defaults(network.runtime)});
  auto request = build_credentials_request(core->endpoint, what);
  const http::detail::wipe_request_at_exit wiped(request);
  redactor known;
  for (const secret& one : what.secrets) known.add(one.reveal());
  http::detail::add_secrets(known, request);
  report counters;
  const send_context context{
      .deadline = core->runtime.steady_now() + key_search_time, .counters = counters, .listing = false};
  try {
    auto loop = std::make_unique<retry_loop>(core, std::move(request), context);
    auto fetching = fetch_with_retry<credentials, credentials_decoder>::run(
        std::move(loop), credentials_decoder{std::move(read)});
    auto key = co_await std::move(fetching);
    co_return key;
  } catch (const failure& f) {
    throw without_response_text(f, known, what.secrets);
  }
}

}  // namespace roster::inline v0::detail
