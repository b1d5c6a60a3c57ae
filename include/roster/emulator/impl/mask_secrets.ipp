// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of mask_secrets.hpp.

#include <roster/emulator/mask_secrets.hpp>

#include <algorithm>
#include <cstddef>
#include <roster/http/percent.hpp>
#include <roster/http/request_secrets.hpp>
#include <roster/secret_names.hpp>
#include <roster/wire/mask_text.hpp>

namespace roster {
namespace detail {

inline std::string decoded_or_as_is(std::string_view text) {
  return http::percent_decode(text, true).value_or(std::string(text));
}

/// Calls `each` with the name, decoded, and the value, as it is, of every parameter with its '&'.
template <class Each>
void for_each_parameter(std::string_view query, Each each) {
  while (!query.empty()) {
    const auto end = (std::min)(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    const auto name_end = (std::min)(pair.find('='), pair.size());
    each(decoded_or_as_is(pair.substr(0, name_end)), pair, (std::min)(name_end + 1, pair.size()));
    query.remove_prefix(end);
    if (query.empty()) break;
    each({}, query.substr(0, 1), 1);
    query.remove_prefix(1);
  }
}

/// Adds the access key id between `before` and `end`, if it is so long that it can occur nowhere else by accident.
inline void add_key_id(redactor& to, std::string_view text, std::string_view before, char end) {
  constexpr std::size_t least = 12;
  const auto at = text.find(before);
  if (at == text.npos) return;
  const std::string_view rest = text.substr(at + before.size());
  const std::string_view id = rest.substr(0, rest.find(end));
  if (id.size() >= least) to.add(id);
}

}  // namespace detail

ROSTER_DECL redactor secrets_of(const http::request& request) {
  redactor out;
  http::add_secrets(out, request);
  const std::string_view authorization = request.headers.get("authorization");
  detail::add_key_id(out, authorization, "Credential=", ',');
  detail::add_key_id(out, authorization, "bce-auth-v1/", '/');
  return out;
}

ROSTER_DECL std::string mask_secrets(std::string_view text, const redactor& known) {
  const auto masked = detail::mask_text(text, detail::text_content::any, known.empty() ? nullptr : &known);
  return known.redact(masked ? *masked : text);  // also what is no text of JSON, such as a number
}

ROSTER_DECL std::string mask_query(std::string_view query) {
  std::string out;
  detail::for_each_parameter(query, [&](const std::string& name, std::string_view pair, std::size_t at) {
    const auto is_masked = [](std::string_view text) {
      return detail::mask_text(text, detail::text_content::any).has_value();
    };
    const bool has_value = at < pair.size();
    if (!has_value && is_masked(name)) {  // its '=' is encoded
      out += redacted_secret;
      return;
    }
    const bool masked =
        has_value && (names_secret(name) || is_masked(detail::decoded_or_as_is(pair.substr(at))));
    out.append(pair.substr(0, at)).append(masked ? redacted_secret : pair.substr(at));
  });
  return out;
}

}  // namespace roster
