// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of json_writer.hpp.

#include <roster/wire/detail/json_writer.hpp>

#include <roster/detail/utf8.hpp>
#include <roster/wire/detail/json_scan.hpp>

namespace roster::inline v0::detail {

inline void append_code_unit(char32_t unit, std::string& out) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u";
  for (const unsigned shift : {12U, 8U, 4U, 0U}) out += digits[(unit >> shift) & 0xFU];
}

/// Appends the escape of a character; above U+FFFF it is a surrogate pair.
inline void append_json_escape(char32_t c, std::string& out) {
  constexpr std::string_view letters = "btnvfr";  // from 0x08 on; JSON has no \v
  if (c == '"' || c == '\\') {
    (out += '\\') += static_cast<char>(c);
  } else if (c >= 0x08 && c <= 0x0D && c != 0x0B) {
    (out += '\\') += letters[c - 0x08U];
  } else if (c < 0x10000) {
    append_code_unit(c, out);
  } else {
    append_code_unit(0xD800 + ((c - 0x10000) >> 10U), out);
    append_code_unit(0xDC00 + ((c - 0x10000) & 0x3FFU), out);
  }
}

/// Returns the character at `at` if it is beyond ASCII and must be escaped, and otherwise one of length 0.
inline code_point hidden_character(const char* at, const char* end) noexcept {
  if (!may_be_hidden(*at)) return {};
  const code_point found = read_utf8({at, static_cast<std::size_t>(end - at)});
  return found.length == 0 || is_shown(found.value) ? code_point{} : found;
}

/// Returns the first byte in [at, end) that must be escaped or is not UTF-8, or `end`.
inline const char* unescaped_run(const char* at, const char* end) noexcept {
  for (;;) {
    at = plain_run<scan_for::writing>(at, end);
    for (; at != end && static_cast<unsigned char>(*at) >= 0x80;) {
      const std::size_t length = utf8_sequence(at, end);
      if (length == 0 || hidden_character(at, end).length != 0) return at;
      at += length;
    }
    if (at == end || !is_plain<scan_for::writing>(*at)) return at;
  }
}

ROSTER_DECL std::size_t find_invalid_utf8(std::string_view text) noexcept {
  const char* const end = text.data() + text.size();
  const char* at = text.data();
  while (at != end) {
    const std::size_t length = static_cast<unsigned char>(*at) < 0x80 ? 1 : utf8_sequence(at, end);
    if (length == 0) return static_cast<std::size_t>(at - text.data());
    at = length == 1 ? plain_run(at + 1, end) : at + length;
  }
  return text.npos;
}

ROSTER_DECL std::string as_utf8(std::string_view text) {
  std::string out;
  for (auto bad = find_invalid_utf8(text); bad != text.npos; bad = find_invalid_utf8(text)) {
    out.append(text.substr(0, bad)).append("\xEF\xBF\xBD");
    text.remove_prefix(bad + 1);
  }
  return out.append(text);
}

ROSTER_DECL std::size_t append_json_string(std::string_view text, std::string& out) {
  const char* const end = text.data() + text.size();
  const char* stop = unescaped_run(text.data(), end);
  if (stop == end) {  // appended at once, with both quotes
    const std::size_t start = out.size();
    out.append(text.size() + 2, '"');
    text.copy(out.data() + start + 1, text.size());
    return text.npos;
  }
  out += '"';
  for (const char* at = text.data();; stop = unescaped_run(at, end)) {
    out.append(at, static_cast<std::size_t>(stop - at));
    if (stop == end) break;
    const code_point special = read_utf8({stop, static_cast<std::size_t>(end - stop)});
    if (special.length == 0) return static_cast<std::size_t>(stop - text.data());
    append_json_escape(special.value, out);
    at = stop + special.length;
  }
  out += '"';
  return text.npos;
}

ROSTER_DECL std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(text, out);
  return out;
}

ROSTER_DECL void append_compact_json(std::string_view json, std::string& out) {
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (!in_string && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) continue;
    if (c == 0x7F || static_cast<unsigned char>(c) >= 0x80) {
      const code_point hidden =
          c == 0x7F ? code_point{0x7F, 1} : hidden_character(json.data() + i, json.data() + json.size());
      if (hidden.length != 0) {
        append_json_escape(hidden.value, out);
        i += hidden.length - 1;
        continue;
      }
    }
    out += c;
    if (c == '"') in_string = !in_string;
    if (c == '\\' && in_string && i + 1 < json.size()) out += json[++i];
  }
}

}  // namespace roster::inline v0::detail
