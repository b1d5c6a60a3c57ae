// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of mask_secrets.hpp.

#include <roster/emulator/mask_secrets.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <roster/hide_secret.hpp>
#include <roster/wire/json_reader.hpp>
#include <roster/wire/json_writer.hpp>
#include <utility>

namespace roster {
namespace detail {

inline constexpr std::string_view hidden = "***";

inline constexpr std::array<std::string_view, 18> secret_endings{
    "accesstoken", "securitytoken", "sessiontoken", "refreshtoken",    "idtoken", "bearertoken",
    "accesskeyid", "accesskey",     "secretkey",    "secretaccesskey", "secret",  "password",
    "apikey",      "privatekey",    "signature",    "authorization",   "cookie",  "credential"};

/// A bit for each letter that a name of a secret may end with.
inline constexpr std::uint32_t last_letters = [] {
  std::uint32_t letters = 0;
  for (const std::string_view ending : secret_endings) letters |= 1U << (ending.back() - 'a');
  return letters;
}();

inline void hide(std::string& text, const std::vector<std::string>& secrets) {
  for (const std::string& s : secrets) hide_secret(text, s);
}

/// Goes through JSON and copies it but for the texts that are to be hidden.
class json_masker {
 public:
  /// `nested` is how many texts the JSON is inside of.
  json_masker(std::string_view json, const std::vector<std::string>& secrets, int nested)
      : json_(json), in_(json), secrets_(secrets), nested_(nested) {}

  /// Returns false when this is no JSON.
  bool run(std::string& out) {
    if (!value(false) || !in_.finish()) return false;
    out_.append(json_.substr(copied_));
    out = std::move(out_);
    return true;
  }

 private:
  bool value(bool is_secret) {
    switch (in_.peek()) {
      case '{':
        return object();
      case '[':
        return list(is_secret);
      case '"':
        return text(is_secret);
      default:
        return in_.skip();
    }
  }

  bool object() {
    json_reader::scope inside;
    if (!in_.enter_object(inside)) return false;
    while (in_.more(inside)) {
      std::string_view name;
      if (!in_.key(name)) return false;
      const bool is_secret = is_secret_name(name) || (nested_ > 0 && name == "token");
      if (!value(is_secret)) return false;
    }
    return in_.good();
  }

  bool list(bool is_secret) {
    json_reader::scope inside;
    if (!in_.enter_list(inside)) return false;
    while (in_.more(inside))
      if (!value(is_secret)) return false;
    return in_.good();
  }

  bool text(bool is_secret) {
    const std::size_t start = in_.offset();
    std::string_view held;
    if (!in_.text(held)) return false;
    std::string shown(held);
    if (is_secret && !held.empty()) shown = hidden;
    hide(shown, secrets_);
    if (!is_secret && nested_ < most_nested && (held.starts_with('{') || held.starts_with('['))) {
      std::string inner;
      if (json_masker(shown, secrets_, nested_ + 1).run(inner)) shown = std::move(inner);
    }
    if (shown == held) return true;
    out_.append(json_.substr(copied_, start - copied_));
    append_json_string(shown, out_);
    copied_ = in_.offset();
    return true;
  }

  static constexpr int most_nested = 4;

  std::string_view json_;
  json_reader in_;
  const std::vector<std::string>& secrets_;
  int nested_;
  std::string out_{};
  std::size_t copied_{};
};

/// Counts the backslashes in front of a quote: none in JSON, one for each quote of JSON that is text inside of it.
inline std::size_t escapes_before(std::string_view text, std::size_t quote) {
  std::size_t count = 0;
  while (count < quote && text[quote - count - 1] == '\\') ++count;
  return count;
}

/// Returns where the quoted text ends that begins at `quote`: at its quote, or where everything ends.
inline std::size_t end_of_quoted(std::string_view text, std::size_t quote) {
  const auto outer = escapes_before(text, quote);
  for (auto at = text.find('"', quote + 1); at != text.npos; at = text.find('"', at + 1)) {
    const auto count = escapes_before(text, at);
    if (count <= outer || (count - outer) % (2 * (outer + 1)) == 0) return at - (std::min)(count, outer);
  }
  return text.size();
}

/// Returns where the quoted text begins that is the value of a member, whose name ends at `at`; npos if there is none.
inline std::size_t quoted_value(std::string_view text, std::size_t at) {
  at = text.find_first_not_of("\\\"", at);
  at = text.find_first_not_of(" \t\r\n", at);
  if (at == text.npos || text[at] != ':') return text.npos;
  at = text.find_first_not_of(" \t\r\n\\", at + 1);
  return at != text.npos && text[at] == '"' ? at : text.npos;
}

/// Hides texts by the names of their members where there is no whole JSON, as when an answer was cut.
inline void hide_named(std::string& text) {
  for (auto quote = text.find('"'); quote != text.npos; quote = text.find('"', quote + 1)) {
    const auto end = end_of_quoted(text, quote);
    const auto name = std::string_view(text).substr(quote + 1, end - quote - 1);
    if (!is_secret_name(name) && (name != "token" || escapes_before(text, quote) == 0)) continue;
    const auto value = quoted_value(text, end);
    if (value == text.npos) continue;
    text.replace(value + 1, end_of_quoted(text, value) - value - 1, hidden);
    quote = value + hidden.size();
  }
}

/// Appends the part of an Authorization that is between `before` and the next of `ends`, if it is so long that
/// it can occur by accident nowhere else.
inline void take_part(std::string_view text, std::string_view before, std::string_view ends,
                      std::vector<std::string>& parts) {
  constexpr std::size_t least = 12;
  const auto at = text.find(before);
  if (at == text.npos) return;
  const std::string_view rest = text.substr(at + before.size());
  const std::string_view part = rest.substr(0, rest.find_first_of(ends));
  if (part.size() >= least) parts.emplace_back(part);
}

}  // namespace detail

ROSTER_DECL bool is_secret_name(std::string_view name) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const auto ends_with = [&](std::string_view ending) {
    std::size_t at = name.size();
    for (std::size_t left = ending.size(); left != 0;) {
      if (at == 0) return false;
      const char c = lower(name[--at]);
      if (c != '-' && c != '_' && c != ending[--left]) return false;
    }
    return true;
  };
  const auto end = name.find_last_not_of("-_");
  if (end == name.npos) return false;
  const char last = lower(name[end]);
  if (last < 'a' || last > 'z' || (detail::last_letters >> (last - 'a') & 1U) == 0) return false;
  return std::any_of(detail::secret_endings.begin(), detail::secret_endings.end(),
                     [&](std::string_view ending) { return ending.back() == last && ends_with(ending); });
}

ROSTER_DECL std::vector<std::string> secrets_of(const http::request& request) {
  std::vector<std::string> found;
  const auto is_key_id = [](std::string_view name) { return name.ends_with("id"); };  // long ones are below
  for (const http::header& h : request.headers)
    if (is_secret_name(h.name) && !is_key_id(h.name) && h.value.size() >= 4) found.push_back(h.value);
  const std::string_view authorization = request.headers.get("authorization");
  detail::take_part(authorization, "Bearer ", " ", found);
  detail::take_part(authorization, "Credential=", ",", found);
  detail::take_part(authorization, "Signature=", ",", found);
  detail::take_part(authorization, "bce-auth-v1/", "/", found);
  if (authorization.starts_with("bce-auth-v1/"))
    found.emplace_back(authorization.substr(authorization.rfind('/') + 1));
  std::erase_if(found, [](const std::string& s) { return s.empty(); });
  return found;
}

ROSTER_DECL std::string mask_secrets(std::string_view text, const std::vector<std::string>& secrets) {
  std::string out;
  if (detail::json_masker(text, secrets, 0).run(out)) return out;
  out = text;
  detail::hide(out, secrets);
  detail::hide_named(out);
  return out;
}

ROSTER_DECL std::string mask_query(std::string_view query) {
  std::string out;
  while (!query.empty()) {
    const auto end = (std::min)(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    const auto equals = pair.find('=');
    if (equals != pair.npos && equals + 1 < pair.size() && is_secret_name(pair.substr(0, equals)))
      out.append(pair.substr(0, equals + 1)).append(detail::hidden);
    else
      out.append(pair);
    if (end < query.size()) out += '&';
    query.remove_prefix((std::min)(end + 1, query.size()));
  }
  return out;
}

}  // namespace roster
