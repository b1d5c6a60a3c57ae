// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of query.hpp.

#include <roster/http/query.hpp>

#include <algorithm>
#include <roster/detail/wipe.hpp>
#include <roster/http/percent.hpp>

namespace roster::inline v0::http::detail {

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
  for (auto& [name, value] : encoded) roster::detail::wipe(value);  // a form may contain a token
  return out;
}

ROSTER_DECL std::optional<query_list> parse_query(std::string_view query) {
  query_list list;
  bool good = true;
  for_each_parameter(query, [&](const query_parameter& parameter) {
    auto name = good ? percent_decode(parameter.name, true) : std::nullopt;
    auto value = good ? percent_decode(parameter.value, true) : std::nullopt;
    good = name && value;
    if (good) list.emplace_back(std::move(*name), std::move(*value));
  });
  if (!good) return std::nullopt;
  return list;
}

ROSTER_DECL std::string decode_parameter(std::string_view text) {
  auto decoded = percent_decode(text, true);
  return decoded ? *std::move(decoded) : std::string(text);
}

}  // namespace roster::inline v0::http::detail
