// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of query.hpp.

#include <roster/http/query.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <roster/detail/wipe.hpp>
#include <roster/http/detail/grammar.hpp>

namespace roster::inline v0::http::detail {

inline std::string percent_encode_except(std::string_view text, std::string_view kept) {
  constexpr char digits[] = "0123456789ABCDEF";
  const auto stays = [kept](char c) { return is_unreserved(c) || kept.find(c) != kept.npos; };
  const auto escaped = text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), stays));
  std::string out;
  out.reserve(text.size() + 2 * escaped);  // exact: reallocation would leave copies of a secret
  for (const char c : text) {
    if (stays(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

ROSTER_DECL std::string percent_encode(std::string_view text) { return percent_encode_except(text, ""); }

ROSTER_DECL std::string percent_encode_path(std::string_view text) {
  return percent_encode_except(text, "/");
}

ROSTER_DECL std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i] == '+' && plus_is_space ? ' ' : text[i];
      continue;
    }
    const char* const end = text.data() + (std::min)(i + 3, text.size());
    unsigned char byte{};
    if (text.size() - i < 3 || std::from_chars(text.data() + i + 1, end, byte, 16).ptr != end) {
      roster::detail::wipe(out);  // it may be part of a secret
      return std::nullopt;
    }
    out += static_cast<char>(byte);
    i += 2;
  }
  return out;
}

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
