// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of percent.hpp.

#include <roster/http/percent.hpp>

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

}  // namespace roster::inline v0::http::detail
