// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of sent_secrets.hpp.

#include <roster/client/sent_secrets.hpp>

#include <algorithm>
#include <cstddef>
#include <roster/http/lower_case.hpp>
#include <roster/http/percent.hpp>
#include <roster/http/query.hpp>
#include <roster/secret_names.hpp>

namespace roster::detail {

inline constexpr std::size_t shortest_secret = 4;  // what is shorter would be found in any text
inline constexpr std::size_t shortest_piece = 10;

/// Returns how many bytes at the beginning of a text are a piece of a secret; 0 when they are too few to be one.
inline std::size_t piece_of(std::string_view secret, std::string_view text) {
  auto size = (std::min)(secret.size(), shortest_piece);
  if (text.size() < size) return 0;
  const auto at = secret.find(text.substr(0, size));
  if (at == secret.npos) return 0;
  while (size < text.size() && at + size < secret.size() && text[size] == secret[at + size]) ++size;
  return size;
}

ROSTER_DECL sent_secrets::sent_secrets(const http::request& sent, const credentials& key) {
  add(key.access_key_secret.reveal());
  add(key.security_token.reveal());
  for (const auto& header : sent.headers) {
    if (!names_secret(header.name)) continue;
    if (!http::same_ignoring_case(header.name, "authorization")) {
      add(header.value);
      continue;
    }
    // A signature stands behind the list of what is signed, a bearer's token behind the name of the scheme.
    const std::string_view value = header.value;
    const bool is_signature = value.find_first_of(",;") != value.npos;
    add(value.substr(value.find_last_of(is_signature ? "/=" : " ") + 1));
  }
  for (const auto& [name, value] : http::parse_query(sent.query).value_or(http::query_list{}))
    if (names_secret(name)) add(value);
}

ROSTER_DECL void sent_secrets::add(std::string_view text) {
  if (text.size() < shortest_secret) return;
  std::string in_json;
  for (const char c : text) in_json.append(c == '/' ? "\\" : "").push_back(c);
  for (const auto& spelling : {std::string(text), http::percent_encode(text), in_json})
    if (std::find(texts_.begin(), texts_.end(), spelling) == texts_.end()) texts_.push_back(spelling);
}

ROSTER_DECL std::string sent_secrets::hide(std::string text) const {
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::size_t most = 0;
    for (const auto& secret : texts_)
      most = (std::max)(most, piece_of(secret, std::string_view(text).substr(at)));
    if (most != 0) text.replace(at, most, "***");
  }
  return text;
}

ROSTER_DECL failure sent_secrets::hide(const failure& from) const {
  auto details = from.details();
  for (auto* text : {&details.message, &details.vendor_code, &details.vendor_message, &details.recommendation,
                     &details.request_id, &details.missing_permission})
    *text = hide(std::move(*text));
  return {from.condition(), std::move(details)};
}

}  // namespace roster::detail
