// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of build_request.hpp.

#include <roster/client/detail/build_request.hpp>

#include <initializer_list>
#include <roster/auth/detail/digest.hpp>
#include <roster/client/detail/current_credentials.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/escape_for_log.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/detail/redact.hpp>
#include <roster/http/url.hpp>
#include <roster/schema/detail/request_parts.hpp>
#include <roster/wire/decode.hpp>
#include <roster/wire/detail/erased_ref.hpp>
#include <roster/wire/detail/json_writer.hpp>
#include <roster/wire/encode.hpp>
#include <roster/wire/query.hpp>
#include <string_view>
#include <utility>

namespace roster::inline v0::detail {

inline constexpr std::string_view json_type = "application/json";

/// Whether an operation declares this header: neither every request has it, nor the signer sets it.
inline bool is_declared(const http::header& h) {
  const auto is = [&](std::string_view name) { return http::detail::same_ignoring_case(h.name, name); };
  if (is("host") || is("authorization")) return false;
  return h.value != json_type || !(is("accept") || is("content-type"));
}

ROSTER_DECL std::string digest_of(const http::request& request) {
  constexpr std::size_t enough = 32;  // digits
  std::string all;
  const wipe_at_exit wiped(all);
  const auto add = [&](std::initializer_list<std::string_view> parts) {
    for (const std::string_view part : parts) append_secret(all, part);
  };
  add({request.method, " ", request.to.origin(), request.path, request.query.empty() ? "" : "?",
       request.query, "\n"});
  for (const http::header& h : request.headers)
    if (is_declared(h)) add({h.name, ":", h.value, "\n"});
  add({request.body});
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
                    .headers = {{"host", to.authority()}, {"accept", std::string(json_type)}},
                    .body = std::move(body)};
  for (auto* list : {&query, &parameters})
    for (auto& [name, value] : *list) wipe(value);
  http::detail::check_path_segments(out.path);
  if (where.method != "GET") {
    append_members(out.body, options);
    out.headers.set("content-type", std::string(json_type));
  }
  return out;
}

ROSTER_DECL void go_to_url(http::request& request, std::string_view url) {
  auto target = http::detail::next_page_target(request.to, request.path, url);
  wipe(request.query);
  request.path = std::move(target.path);
  request.query = std::move(target.query);
}

[[noreturn]] inline void bad_parameter(std::string_view name, const std::string& why) {
  throw failure(errc::invalid_argument,
                "invalid path parameter \"" + escape_for_log(name, 64) + "\": " + why);
}

/// Returns the path with the values of its parameters, each encoded as one segment.
inline std::string fill_path(const request_shape& shape, const member_refs& members) {
  std::string out;
  auto next = shape.path.begin();
  const auto append = [&](std::string_view name) {
    const erased_ref member = unwrap(members[*next++]);
    if (member.value == nullptr) bad_parameter(name, "absent");
    std::string value;
    print_ref(member, name, as_sent, value);
    if (value.empty()) bad_parameter(name, "empty");
    // Also if an intermediary decodes the segment twice.
    if (const auto problem = http::detail::problem_of_path(value); !problem.empty())
      bad_parameter(name, '"' + escape_for_log(value, 64) + "\" has " + problem);
    out += http::detail::percent_encode(value);
  };
  split_path(shape.where.path, [&](std::string_view text) { out += text; }, append);
  return out;
}

inline void add_headers(http::headers& to, const request_shape& shape, const member_refs& members) {
  for (const fixed_header& h : shape.headers) to.set(h.name, std::string(h.value));
  for (const header_member& h : shape.in_headers) {
    const erased_ref member = unwrap(members[h.member]);
    if (member.value == nullptr || is_empty(members[h.member])) continue;
    std::string value;
    const wipe_at_exit wiped(value);
    print_ref(member, h.name, as_sent, value);
    if (!http::detail::is_field_value(value))
      throw failure(errc::invalid_argument,
                    "invalid value of header " + std::string(h.name) + ", which is the member \"" +
                        std::string(members.name(h.member)) +
                        "\": it has a control character, or a blank at one of its ends");
    if (member.type->kind == kind::secret)
      to.set_secret(h.name, value);
    else
      to.set(h.name, value);
  }
}

inline std::string body_of(erased_ref content) {
  std::string out;
  encode_ref(content, {}, as_sent, out);
  return out;
}

ROSTER_DECL http::request build_request(const http::endpoint& to, const request_shape& shape,
                                        const void* request, const list_options& options) {
  const member_refs members({shape.request, request});
  const erased_ref content{shape.content, request};
  const std::string path = shape.path.empty() ? std::string(shape.where.path) : fill_path(shape, members);
  const target where{.method = shape.where.method, .path = path, .query = shape.where.query};
  auto out = where.method == "GET" ? build_request(to, where, query_of(content), {}, options)
                                   : build_request(to, where, {}, body_of(content), options);
  add_headers(out.headers, shape, members);
  return out;
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
