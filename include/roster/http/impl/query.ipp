// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of query.hpp.

#include <roster/http/query.hpp>

#include <algorithm>
#include <roster/http/percent.hpp>
#include <roster/wipe.hpp>

namespace roster::http {

ROSTER_DECL std::string encode_query(const query_list& query) {
  query_list encoded;
  encoded.reserve(query.size());
  for (const auto& [name, value] : query) encoded.emplace_back(percent_encode(name), percent_encode(value));
  std::sort(encoded.begin(), encoded.end());
  std::size_t size = 2 * encoded.size();
  for (const auto& [name, value] : encoded) size += name.size() + value.size();
  std::string out;
  out.reserve(size);
  for (const auto& [name, value] : encoded) {
    if (&name != &encoded.front().first) out += '&';
    out.append(name).append(1, '=').append(value);
  }
  for (auto& [name, value] : encoded) wipe(value);  // a form may hold a token
  return out;
}

ROSTER_DECL std::optional<query_list> parse_query(std::string_view query) {
  query_list list;
  if (query.empty()) return list;
  // An empty piece, as in "a&&b", counts as an empty name: nothing that came is dropped unseen.
  for (bool more = true; more;) {
    const auto end = query.find('&');
    more = end != query.npos;
    const std::string_view piece = query.substr(0, end);
    if (more) query.remove_prefix(end + 1);
    const auto equals = piece.find('=');
    auto name = percent_decode(piece.substr(0, equals), true);
    auto value = percent_decode(equals == piece.npos ? "" : piece.substr(equals + 1), true);
    if (!name || !value) return std::nullopt;
    list.emplace_back(std::move(*name), std::move(*value));
  }
  return list;
}

}  // namespace roster::http
