// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of bce_v1_signature.hpp.

#include <roster/auth/bce_v1_signature.hpp>

#include <roster/auth/digest.hpp>
#include <roster/auth/joined_values.hpp>
#include <roster/failure.hpp>
#include <roster/http/percent.hpp>
#include <roster/http/query.hpp>

namespace roster {
namespace detail {

/// Sorts whole lines ("text10=" comes before "text1="), as bce-auth-v1 wants it, and joins them.
inline std::string sorted_and_joined(std::vector<std::string> lines, char separator) {
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) out += separator;
    out += lines[i];
  }
  return out;
}

inline std::string bce_v1_canonical_query(const http::query_list& query) {
  std::vector<std::string> pieces;
  for (const auto& [name, value] : query)
    if (name != "authorization")
      pieces.push_back(http::percent_encode(name) + '=' + http::percent_encode(value));
  return sorted_and_joined(std::move(pieces), '&');
}

}  // namespace detail

ROSTER_DECL std::string bce_v1_prefix(std::string_view access_key_id, std::string_view date,
                                      std::chrono::seconds expiration) {
  std::string out(bce_v1_scheme);
  out.append(1, '/').append(access_key_id).append(1, '/').append(date);
  return out.append(1, '/').append(std::to_string(expiration.count()));
}

ROSTER_DECL std::string bce_v1_canonical_request(const http::request& request, const header_names& names) {
  const auto path = http::percent_decode(request.path);
  const auto query = http::parse_query(request.query);
  if (!path || !query)
    throw failure(errc::invalid_argument, "the path or query has a '%' that begins no escape");
  std::vector<std::string> lines;
  for (const std::string& name : names) {
    const std::string value = joined_values(request.headers, name);
    if (!value.empty()) lines.push_back(http::percent_encode(name) + ':' + http::percent_encode(value));
  }
  std::string out = request.method + '\n' + http::percent_encode_path(*path) + '\n';
  out.append(detail::bce_v1_canonical_query(*query)).append(1, '\n');
  return out += detail::sorted_and_joined(std::move(lines), '\n');
}

ROSTER_DECL std::string bce_v1_signature(std::string_view secret_text, std::string_view prefix,
                                         std::string_view canonical_request) {
  const std::string signing_key = hex(hmac_sha256(secret_text, prefix));
  return hex(hmac_sha256(signing_key, canonical_request));
}

}  // namespace roster
