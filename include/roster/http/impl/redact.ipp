// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of redact.hpp.

#include <roster/http/detail/redact.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <roster/detail/base64.hpp>
#include <roster/detail/redactor.hpp>
#include <roster/detail/utf8.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/http/detail/grammar.hpp>
#include <roster/http/message.hpp>
#include <roster/http/url.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::http::detail {

inline void add_basic(roster::detail::redactor& to, std::string_view token) {
  to.add(token);
  auto login = roster::detail::base64_decode(token);
  if (!login) return;
  const roster::detail::wipe_at_exit wiped(*login);
  const auto colon = (std::min)(login->find(':'), login->size());
  const std::string_view password = std::string_view(*login).substr((std::min)(colon + 1, login->size()));
  to.add_login(std::string_view(*login).substr(0, colon), password);
  to.add(password.empty() ? *login : password);
}

/// Returns whether a scheme is that of a canonical-request signature, whose only secret is "Signature=…".
inline bool is_canonical_scheme(std::string_view scheme) noexcept {
  constexpr std::array<std::string_view, 4> known{"aws4-hmac-sha256", "hmac-sha256", "tc3-hmac-sha256",
                                                  "sdk-hmac-sha256"};
  return scheme.starts_with("acs3-") || std::find(known.begin(), known.end(), scheme) != known.end();
}

/// Adds the secret part of Authorization, depending on its scheme, since a token may look like a signature.
inline void add_authorization(roster::detail::redactor& to, std::string_view value) {
  constexpr std::string_view signature = "Signature=";
  value = trimmed(value);
  const auto end = (std::min)(value.find(' '), value.size());
  std::string scheme = lower_case(value.substr(0, end));
  const roster::detail::wipe_at_exit wiped(scheme);  // it may be a token without a scheme
  const std::string_view rest = trimmed(value.substr(end));
  if (scheme.starts_with("bce-auth-v1/")) return to.add(value.substr(value.rfind('/') + 1));
  if (rest.empty()) return to.add(value);
  if (is_canonical_scheme(scheme)) {
    if (const auto at = rest.rfind(signature); at != rest.npos) {
      const std::string_view text = rest.substr(at + signature.size());
      return to.add(text.substr(0, text.find(',')));
    }
  }
  if (scheme == "basic") return add_basic(to, rest);
  to.add(rest);
}

/// Adds each cookie with a secret name separately, since it may be echoed without the others.
inline void add_cookies(roster::detail::redactor& to, std::string_view value) {
  while (!value.empty()) {
    const auto end = (std::min)(value.find(';'), value.size());
    const std::string_view pair = value.substr(0, end);
    if (const auto equals = pair.find('=');
        equals != pair.npos && roster::detail::names_secret(pair.substr(0, equals)))
      to.add(trimmed(pair.substr(equals + 1)));
    value.remove_prefix((std::min)(end + 1, value.size()));
  }
}

inline void add_header(roster::detail::redactor& to, const header& field) {
  if (!field.is_secret && !roster::detail::names_secret(field.name)) return;
  const std::string name = lower_case(field.name);
  if (name == "authorization" || name == "proxy-authorization") return add_authorization(to, field.value);
  std::string begin = lower_case(std::string_view(field.value).substr(0, 7));
  const roster::detail::wipe_at_exit wiped(begin);
  if (begin.starts_with("bearer ") || begin.starts_with("basic ")) return add_authorization(to, field.value);
  to.add(field.value);
  if (name == "cookie") add_cookies(to, field.value);
}

/// Returns the end of the quoted string that begins at `at`.
inline std::size_t end_of_quoted(std::string_view json, std::size_t at) noexcept {
  for (++at; at < json.size() && json[at] != '"'; ++at)
    if (json[at] == '\\') ++at;
  return (std::min)(at, json.size());
}

/// Adds the string values of JSON members with a secret name, at any depth.
inline void add_members(roster::detail::redactor& to, std::string_view json) {
  constexpr std::string_view blanks = " \t\r\n";
  bool is_secret = false;  // whether the next string is a secret value
  for (auto at = json.find('"'); at != json.npos;) {
    const auto end = end_of_quoted(json, at);
    const std::string_view quoted = json.substr(at + 1, end - (std::min)(at + 1, end));
    if (is_secret) {
      roster::detail::unescaped_text text(quoted);
      (void)text.decode_escapes();
      to.add(text.bytes());
    }
    const auto next = (std::min)(json.find_first_not_of(blanks, end + 1), json.size());
    const bool is_name = next < json.size() && json[next] == ':';
    const auto value = is_name ? json.find_first_not_of(blanks, next + 1) : json.npos;
    is_secret = value != json.npos && json[value] == '"' && roster::detail::names_secret(quoted);
    at = json.find('"', (std::min)(end + 1, json.size()));
  }
}

/// Adds the values of the parameters whose decoded names `is_secret` accepts.
template <class Names>
void add_parameters(roster::detail::redactor& to, std::string_view query, const Names& is_secret) {
  for_each_parameter(query, [&](const query_parameter& parameter) {
    if (!is_secret(decode_parameter(parameter.name))) return;
    std::string plain = decode_parameter(parameter.value);
    const roster::detail::wipe_at_exit wiped(plain);
    to.add(plain);
    if (plain != parameter.value) to.add(parameter.value);  // a service may echo it without decoding
  });
}

ROSTER_DECL void add_secrets(roster::detail::redactor& to, const request& sent) {
  for (const header& field : sent.headers) add_header(to, field);
  add_parameters(to, sent.query, roster::detail::names_secret);
  const bool is_json = sent.body.starts_with('{') || sent.body.starts_with('[') ||
                       lower_case(sent.headers.get("content-type")).find("json") != std::string::npos;
  if (is_json)
    add_members(to, sent.body);
  else
    add_parameters(to, sent.body, roster::detail::names_secret);
}

ROSTER_DECL void add_all_parameters(roster::detail::redactor& to, std::string_view query) {
  add_parameters(to, query, [](std::string_view) { return true; });
}

ROSTER_DECL void redact_response(response& echo, const roster::detail::redactor& known) {
  if (known.empty()) return;
  headers redacted;
  for (const header& field : echo.headers) redacted.add(field.name, known.redact(field.value));
  echo.headers = std::move(redacted);
  known.redact_in_place(echo.body);
}

}  // namespace roster::inline v0::http::detail
