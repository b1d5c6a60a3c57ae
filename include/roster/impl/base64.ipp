// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of base64.hpp.

#include <roster/detail/base64.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <roster/detail/wipe.hpp>

namespace roster::inline v0::detail {

inline constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

ROSTER_DECL std::string base64_encode(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t size = (std::min<std::size_t>)(bytes.size() - at, 3);
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i)
      group = group << 8U | (i < size ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) out += i <= size ? base64_digits[group >> (18 - 6 * i) & 63U] : '=';
  }
  return out;
}

ROSTER_DECL std::optional<std::string> base64_decode(std::string_view text) {
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  if (text.size() % 4 == 1) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 4 * 3 + 2);  // reserved in advance: reallocation would leave copies of a secret
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    const auto value = base64_digits.find(c == '-' ? '+' : c == '_' ? '/' : c);
    if (value == base64_digits.npos) {
      wipe(out);
      return std::nullopt;
    }
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 255U);
  }
  return out;
}

}  // namespace roster::inline v0::detail
