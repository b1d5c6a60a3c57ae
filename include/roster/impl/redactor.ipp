// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of redactor.hpp.

#include <roster/redactor.hpp>

#include <algorithm>
#include <cstddef>
#include <roster/detail/base64.hpp>
#include <roster/detail/unescaped_text.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/detail/wiping_allocator.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// Shorter encoded secrets would match in identifiers by coincidence.
inline constexpr std::size_t min_encoded_size = 6;
inline constexpr int max_nested_escapes = 3;

inline wiped_string hex_encode(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  wiped_string out;
  out.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

/// Returns the base64 digits that depend on `bytes` alone when they follow `before` other bytes.
inline wiped_string base64_within(std::string_view bytes, std::size_t before) {
  const std::size_t begin = (before * 8 + 5) / 6;
  const std::size_t end = (before + bytes.size()) * 8 / 6;
  wiped_string shifted;
  shifted.reserve(before + bytes.size());
  shifted.append(before, '\0').append(bytes);
  std::string encoded = base64_encode(shifted);
  const wipe_at_exit wiped(encoded);
  return wiped_string(std::string_view(encoded).substr(begin, end - begin));
}

inline std::string_view without_padding(std::string_view base64) noexcept {
  return base64.substr(0, base64.find('='));
}

/// Returns whether the byte at `at` belongs to an escape that begins with the backslash before it.
inline bool is_escaped_at(std::string_view text, std::size_t at) noexcept {
  std::size_t begin = at;
  while (begin != 0 && text[begin - 1] == '\\') --begin;
  return (at - begin) % 2 == 1;
}

ROSTER_DECL void redactor::add_encoded(std::string_view spelling) {
  if (spelling.size() >= min_encoded_size) spellings_.add(spelling);
}

ROSTER_DECL void redactor::add(std::string_view secret) {
  if (secret.size() < min_secret_size) return;
  std::string base64 = base64_encode(secret);
  const wipe_at_exit wiped(base64);
  spellings_.add(secret);
  add_encoded(hex_encode(secret));
  add_encoded(base64);
  add_encoded(without_padding(base64));
  for (std::size_t before = 0; before < 3; ++before) add_encoded(base64_within(secret, before));
}

ROSTER_DECL void redactor::add_login(std::string_view user, std::string_view password) {
  wiped_string login;
  login.reserve(user.size() + 1 + password.size());
  login.append(user).append(1, ':').append(password);
  if (login.size() < min_secret_size) return;
  std::string base64 = base64_encode(login);
  const wipe_at_exit wiped(base64);
  spellings_.add_whole(login);
  spellings_.add_whole(hex_encode(login));
  spellings_.add_whole(base64);
  spellings_.add_whole(without_padding(base64));
  for (std::size_t before = 0; before < 3; ++before)
    if (const auto within = base64_within(login, before); within.size() >= min_encoded_size)
      spellings_.add_whole(within);
}

ROSTER_DECL std::string redactor::redact(std::string_view text) const {
  if (empty()) return std::string(text);
  std::vector<bool> hidden;
  unescaped_text shown(text);
  for (int nested = 0;; ++nested) {
    spellings_.find(shown.bytes(), [&](std::size_t begin, std::size_t end) {
      hidden.resize(text.size());
      const auto first = static_cast<std::ptrdiff_t>(shown.origin_of(begin));
      const auto last = static_cast<std::ptrdiff_t>(shown.origin_end(end));
      std::fill(hidden.begin() + first, hidden.begin() + last, true);
    });
    if (nested == max_nested_escapes || !shown.decode_escapes()) break;
  }
  if (hidden.empty()) return std::string(text);
  std::string out;
  out.reserve(text.size());  // reallocation would leave copies of secrets of another redactor in freed memory
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!hidden[at]) {
      out += text[at];
      continue;
    }
    if (at != 0 && hidden[at - 1]) continue;
    if (is_escaped_at(text, at)) out.pop_back();  // a truncated escape would make JSON invalid
    out += redacted_secret;
  }
  return out;
}

ROSTER_DECL void redactor::redact_in_place(std::string& text) const {
  std::string redacted = redact(text);
  text.swap(redacted);
  wipe(redacted);
}

ROSTER_DECL failure redactor::redact(const failure& from) const {
  auto details = from.details();
  bool changed = false;
  for (auto* text : {&details.message, &details.vendor_code, &details.vendor_message, &details.recommendation,
                     &details.request_id, &details.missing_permission, &details.request}) {
    std::string before = *text;
    const wipe_at_exit wiped(before);
    redact_in_place(*text);
    changed = changed || before != *text;
  }
  return changed ? failure(from.condition(), std::move(details)) : from;
}

}  // namespace roster::inline v0::detail
