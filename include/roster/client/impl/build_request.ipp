// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of build_request.hpp.

#include <roster/client/detail/build_request.hpp>

#include <roster/auth/detail/digest.hpp>
#include <roster/client/detail/current_credentials.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/redact.hpp>
#include <roster/http/url.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/detail/json_writer.hpp>
#include <utility>

namespace roster::inline v0::detail {

ROSTER_DECL std::string digest_of(const http::request& request) {
  constexpr std::size_t enough = 32;  // digits
  const std::string all = request.method + ' ' + request.to.origin() + request.target() + '\n' + request.body;
  return hex(sha256(all)).substr(0, enough);
}

ROSTER_DECL void check_digest(const checkpoint& from, const std::string& expected) {
  if (from.request != expected)
    throw failure(errc::invalid_argument,
                  "invalid checkpoint: it belongs to another request; resume with the same operation, "
                  "endpoint, request and extra parameters");
}

ROSTER_DECL redactor secrets_of(const http::request& request, const credentials& key) {
  redactor out;
  out.add(key.access_key_secret.reveal());
  out.add(key.security_token.reveal());
  http::detail::add_secrets(out, request);
  return out;
}

inline constexpr std::size_t max_escape = 6;  // of one byte, as JSON

/// Adds members to the end of a JSON object.
inline void append_members(std::string& object, const list_options& options) {
  std::size_t size = object.size();
  for (const auto& [name, json] : options.extra_body) size += max_escape * name.size() + json.size() + 8;
  reserve_secret(object, size);  // once, for all members
  for (const auto& [name, json] : options.extra_body) {
    if (!is_json(json))
      throw failure(errc::invalid_argument, "invalid extra body member \"" + escape_for_log(name, 64) +
                                                "\": not JSON: " + escape_for_log(json, 64));
    object.pop_back();
    if (object.size() > 1) object += ',';
    if (append_json_string(name, object) != std::string::npos)
      throw failure(errc::invalid_argument,
                    "invalid name of an extra body member: not UTF-8: " + escape_for_log(name, 64));
    object.append(1, ':').append(json).append(1, '}');
  }
}

ROSTER_DECL http::request build_request(const http::endpoint& to, const target& where,
                                        http::detail::query_list parameters, std::string body,
                                        const list_options& options) {
  auto query = http::detail::parse_query(where.query).value_or(http::detail::query_list{});
  query.insert(query.end(), parameters.begin(), parameters.end());
  query.insert(query.end(), options.extra_query.begin(), options.extra_query.end());
  http::request out{.method = std::string(where.method),
                    .to = to,
                    .path = to.prefix + std::string(where.path),
                    .query = http::detail::encode_query(query),
                    .headers = {{"host", to.authority()}, {"accept", "application/json"}},
                    .body = std::move(body)};
  for (auto* list : {&query, &parameters})
    for (auto& [name, value] : *list) wipe(value);
  http::detail::check_path_segments(out.path);
  if (where.method != "GET") {
    append_members(out.body, options);
    out.headers.set("content-type", "application/json");
  }
  return out;
}

ROSTER_DECL void go_to_url(http::request& request, std::string_view url) {
  auto target = http::detail::next_page_target(request.to, request.path, url);
  wipe(request.query);
  request.path = std::move(target.path);
  request.query = std::move(target.query);
}

ROSTER_DECL std::chrono::sys_seconds service_time(const client_core& core) {
  return core.runtime.now() + core.skew->ahead();
}

ROSTER_DECL signing_context new_signing_context(const client_core& core) {
  return {.now = service_time(core), .nonce = core.runtime.nonce()};
}

ROSTER_DECL asio::awaitable<http::request> sign_request(const client_core& core, http::request request) {
  const auto key = co_await current_credentials(core, core.runtime.steady_now() + core.timeout);
  const auto context = new_signing_context(core);
  core.sign->sign(request, key, context);
  co_return std::move(request);
}

}  // namespace roster::inline v0::detail
