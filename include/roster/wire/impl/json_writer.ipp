// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of json_writer.hpp.

#include <roster/wire/json_writer.hpp>

#include <roster/wire/json_reader.hpp>
#include <roster/wire/json_scan.hpp>

namespace roster::detail {

inline void append_json_escape(char c, std::string& out) {
  constexpr std::string_view letters = "btnvfr";  // from 0x08 on; JSON has no \v
  const auto byte = static_cast<unsigned char>(c);
  out += '\\';
  if (c == '"' || c == '\\') {
    out += c;
  } else if (byte >= 0x08 && byte <= 0x0D && byte != 0x0B) {
    out += letters[byte - 0x08U];
  } else {
    constexpr std::string_view digits = "0123456789abcdef";
    out.append("u00").append(1, digits[byte >> 4U]).append(1, digits[byte & 0x0FU]);
  }
}

/// Returns the first byte in [at, end) that a JSON string must escape or that is not UTF-8, or `end`.
inline const char* unescaped_run(const char* at, const char* end) noexcept {
  for (;;) {
    at = plain_run(at, end);
    if (at == end || static_cast<unsigned char>(*at) < 0x80) return at;
    const std::size_t length = utf8_sequence(at, end);
    if (length == 0) return at;
    at += length;
  }
}

ROSTER_DECL std::size_t find_invalid_utf8(std::string_view text) noexcept {
  const char* const end = text.data() + text.size();
  const char* at = unescaped_run(text.data(), end);
  while (at != end && static_cast<unsigned char>(*at) < 0x80) at = unescaped_run(at + 1, end);
  return at == end ? text.npos : static_cast<std::size_t>(at - text.data());
}

ROSTER_DECL std::size_t append_json_string(std::string_view text, std::string& out) {
  const char* const end = text.data() + text.size();
  const char* stop = unescaped_run(text.data(), end);
  if (stop == end) {  // one append, and the text over the quotes between the first and the last
    const std::size_t start = out.size();
    out.append(text.size() + 2, '"');
    text.copy(out.data() + start + 1, text.size());
    return text.npos;
  }
  out += '"';
  for (const char* at = text.data();; stop = unescaped_run(at, end)) {
    out.append(at, static_cast<std::size_t>(stop - at));
    if (stop == end) break;
    if (static_cast<unsigned char>(*stop) >= 0x80) return static_cast<std::size_t>(stop - text.data());
    append_json_escape(*stop, out);
    at = stop + 1;
  }
  out += '"';
  return text.npos;
}

ROSTER_DECL void append_compact_json(std::string_view json, std::string& out) {
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (!in_string && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) continue;
    out += c;
    if (c == '"') in_string = !in_string;
    if (c == '\\' && in_string && i + 1 < json.size()) out += json[++i];
  }
}

}  // namespace roster::detail
