// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of json_reader.hpp.

#include <roster/wire/detail/json_reader.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <roster/escape_for_log.hpp>
#include <roster/wire/detail/json_escapes.hpp>
#include <roster/wire/detail/redact_text.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::detail {

/// Returns a description of a value for an error: its content and type, or only its type if it is a secret. A text that
/// discloses a secret is redacted.
inline std::string describe_json(std::string_view json, bool is_secret) {
  const char first = json.empty() ? '\0' : json.front();
  if (first == '{') return "an object";
  if (first == '[') return "a list";
  if (first == 'n') return "null";
  const bool is_text = first == '"';
  const std::string type = is_text ? "a string" : first == 't' || first == 'f' ? "a boolean" : "a number";
  if (is_secret) return type;
  if (!is_text) return escape_for_log(json, max_shown) + " (" + type + ")";
  const auto text = json.substr(1, json.size() - 2);
  return '"' + escape_for_log(redact_text(text, text_content::any).value_or(std::string(text)), max_shown) +
         "\" (" + type + ")";
}

/// Returns a description of one byte for an error; more bytes could disclose a secret.
inline std::string describe_byte(std::string_view rest, bool at_start) {
  if (rest.empty()) return "the end of input";
  if (at_start && rest.starts_with("\xEF\xBB\xBF")) return "a byte order mark";
  const std::string shown = escape_for_log(rest.substr(0, 1));
  return shown.starts_with("\\x") ? "byte 0x" + shown.substr(2) : "'" + shown + "'";
}

// --- objects and lists

ROSTER_DECL char json_reader::peek_after_space() noexcept {
  at_ = after_space(at_, end_);
  return at_ == end_ ? '\0' : *at_;
}

ROSTER_DECL bool json_reader::enter(char open, scope& inside) {
  const bool object = open == '{';
  if (peek() != open) return mismatch(object ? "an object" : "a list", offset());
  if (depth_ == limits_.depth)
    return fail(decode_fault::limit, "at most " + std::to_string(limits_.depth) + " levels of nesting",
                "more", offset());
  ++at_;
  ++depth_;
  inside = {object ? '}' : ']', object ? limits_.members : limits_.items, 0};
  return true;
}

ROSTER_DECL bool json_reader::key(std::string_view& name) {
  if (peek() != '"') return not_json("a member name in quotes", at_);
  if (!text(name)) return false;
  if (peek() != ':') return not_json("':'", at_);
  ++at_;
  return true;
}

// --- strings

ROSTER_DECL bool json_reader::text(std::string_view& out) {
  const char* const start = at_ + 1;
  const char* const at = plain_run(start, end_);
  const auto size = static_cast<std::size_t>(at - start);
  if (at == end_ || *at != '"' || size > limits_.text) return unusual_text(start, at, out);
  out = {start, size};
  at_ = at + 1;
  return true;
}

/// Continues after the plain bytes at the start of a string.
ROSTER_DECL bool json_reader::unusual_text(const char* start, const char* at, std::string_view& out) {
  while (at != end_ && static_cast<unsigned char>(*at) >= 0x80) {
    at = usual_run(at, end_);
    if (at != end_ && static_cast<unsigned char>(*at) >= 0x80) {
      const char* const next = utf8_run(at, end_);
      if (next == at) return bad_text("UTF-8", at);
      at = next;
    }
    if (at != end_ && is_plain(*at)) at = plain_run(at, end_);
  }
  if (at == end_ || *at != '"') return text_with_escapes(start, at, out);
  out = {start, static_cast<std::size_t>(at - start)};
  at_ = at + 1;
  return accept_text(out, static_cast<std::size_t>(start - begin_ - 1));
}

/// Continues at the first escape that `text` found, and copies, block by block while there is enough text.
ROSTER_DECL bool json_reader::text_with_escapes(const char* start, const char* at, std::string_view& out) {
  const auto before = static_cast<std::size_t>(at - start);
  if (buffer_size_ < before + 3 * scan_block) {
    buffer_size_ = 2 * before + 1024;
    buffer_ = make_buffer(buffer_size_);
  }
  std::copy_n(start, before, buffer_.get());
  char* used = buffer_.get() + before;
  const char* full = buffer_.get() + buffer_size_ - 3 * scan_block;
  for (;;) {
    if (used > full) {
      used = grow(used);
      full = buffer_.get() + buffer_size_ - 3 * scan_block;
    }
    if (static_cast<std::size_t>(end_ - at) > 2 * scan_block) {
      char* to = used;  // the address of a loop variable would keep it in memory
      const std::size_t done = copy_block(at, to);
      used = to;
      at += done;
      if (done >= scan_block) continue;
    }
    if (at == end_) return not_json("'\"' at the end of a string", at);
    if (*at == '"') break;
    if (is_plain(*at)) {
      *used++ = *at++;
    } else if (*at == '\\') {
      char* to = used;
      const char* next = copy_unicode(at, end_, to, full);
      if (next == at) to = escape(next, to);
      if (to == nullptr) return false;
      used = to;
      at = next;
    } else {
      const std::size_t length = utf8_sequence(at, end_);
      if (length == 0)
        return static_cast<unsigned char>(*at) < 0x20 ? not_json("an escape sequence", at)
                                                      : bad_text("UTF-8", at);
      used = std::copy_n(at, length, used);
      at += length;
    }
  }
  at_ = at + 1;
  out = {buffer_.get(), static_cast<std::size_t>(used - buffer_.get())};
  return accept_text(out, static_cast<std::size_t>(start - begin_ - 1));
}

/// Doubles the buffer. Returns the position of the next character in it.
ROSTER_DECL char* json_reader::grow(const char* used) {
  const auto size = static_cast<std::size_t>(used - buffer_.get());
  auto larger = make_buffer(2 * buffer_size_);
  char* const next = std::copy_n(buffer_.get(), size, larger.get());
  buffer_ = std::move(larger);
  buffer_size_ *= 2;
  return next;
}

ROSTER_DECL bool json_reader::accept_text(std::string_view text, std::size_t start) {
  return text.size() <= limits_.text ||
         fail(decode_fault::limit, "a string of at most " + std::to_string(limits_.text) + " bytes",
              "a string of " + std::to_string(text.size()) + " bytes", start);
}

ROSTER_DECL bool json_reader::skip_text() {
  const char* const at = plain_run(at_ + 1, end_);
  if (at == end_ || *at != '"') return skip_unusual_text(at);
  at_ = at + 1;
  return true;
}

/// Continues after the plain bytes at the start of a string.
ROSTER_DECL bool json_reader::skip_unusual_text(const char* at) {
  for (;; at = plain_run(at, end_)) {
    if (at == end_) return not_json("'\"' at the end of a string", at);
    if (*at == '"') break;
    if (*at == '\\') {
      std::size_t done = scan_block;
      while (done >= scan_block && static_cast<std::size_t>(end_ - at) > scan_block)
        at += done = skip_block(at);
      if (at == end_ || *at != '\\') continue;
      char unused[4];
      const char* next = at;
      if (escape(next, unused) == nullptr) return false;
      at = next;
    } else if (static_cast<unsigned char>(*at) < 0x20) {
      return not_json("an escape sequence", at);
    } else {
      at = usual_run(at, end_);
      if (at == end_ || static_cast<unsigned char>(*at) < 0x80) continue;
      const char* const next = utf8_run(at, end_);
      if (next == at && !skips_bad_text_) return bad_text("UTF-8", at);
      at = next == at ? at + 1 : next;
    }
  }
  at_ = at + 1;
  return true;
}

/// Reads an escape and writes at most four bytes. Returns their end, or nullptr for an error.
ROSTER_DECL char* json_reader::escape(const char*& at, char* out) {
  const char meaning = end_ - at == 1 ? '\0' : escape_meanings[static_cast<unsigned char>(at[1])];
  if (meaning == '\0') return unicode_escape(at, out);
  *out++ = meaning;
  at += 2;
  return out;
}

/// Reads `\uXXXX`, or a surrogate pair as `\uXXXX\uXXXX`, and writes at most four bytes. Returns their end, or nullptr
/// for an error.
ROSTER_DECL char* json_reader::unicode_escape(const char*& at, char* out) {
  const char* const backslash = at++;
  if (at == end_ || *at != 'u') return not_json("one of \"\\/bfnrtu after a backslash", at), nullptr;
  unsigned value{};
  if (!hex4(++at, value)) return nullptr;
  if (value >= 0xD800 && value <= 0xDFFF && skips_bad_text_) return out;
  if (value >= 0xDC00 && value <= 0xDFFF) return bad_text("a high surrogate", backslash), nullptr;
  if (value >= 0xD800 && value <= 0xDBFF) {
    const char* const second = end_ - at == 1 && *at == '\\' ? end_ : at;  // the text is truncated there
    const bool escaped = end_ - at >= 2 && at[0] == '\\' && at[1] == 'u';
    unsigned low{};
    if (escaped && !hex4(at += 2, low)) return nullptr;
    if (low < 0xDC00 || low > 0xDFFF) return bad_text("a low surrogate", second), nullptr;
    value = 0x10000U + ((value - 0xD800U) << 10U) + (low - 0xDC00U);
  }
  return put_utf8(value, out);
}

ROSTER_DECL bool json_reader::hex4(const char*& at, unsigned& out) {
  out = 0;
  if (end_ - at >= 4) {
    const int value = hex4_value(at);
    if (value >= 0) {
      out = static_cast<unsigned>(value);
      at += 4;
      return true;
    }
  }
  for (int i = 0; i < 4; ++i, ++at) {  // finds the invalid digit
    const int digit = at == end_ ? -1 : hex_digits[static_cast<unsigned char>(*at)];
    if (digit < 0) return not_json("four hexadecimal digits", at);
    out = out * 16 + static_cast<unsigned>(digit);
  }
  return true;
}

// --- other values

ROSTER_DECL bool json_reader::number(std::string_view& literal) {
  const char* const start = at_;
  const char* at = at_;
  if (!scan_number(at, end_)) return not_json("a digit", at);
  literal = {start, static_cast<std::size_t>(at - start)};
  at_ = at;
  return true;
}

ROSTER_DECL bool json_reader::literal(std::string_view word) {
  const std::string_view rest(at_, left());
  if (!rest.starts_with(word)) return not_json("a value", word.starts_with(rest) ? end_ : at_);
  at_ += word.size();
  return true;
}

ROSTER_DECL bool json_reader::boolean(bool& out) {
  out = peek() == 't';
  return literal(out ? "true" : "false");
}

ROSTER_DECL bool json_reader::rest_of_null() noexcept {
  if (left() < 4 || std::memcmp(at_, "null", 4) != 0) return false;
  at_ += 4;
  return true;
}

ROSTER_DECL bool json_reader::short_integer(bool& negative, unsigned long long& magnitude) noexcept {
  constexpr std::ptrdiff_t max_digits = 18;
  const char* at = at_;
  negative = at != end_ && *at == '-';
  if (negative) ++at;
  const char* const first = at;
  const char* const stop = end_ - at < max_digits ? end_ : at + max_digits;
  magnitude = 0;
  for (; at != stop && *at >= '0' && *at <= '9'; ++at)
    magnitude = magnitude * 10 + static_cast<unsigned long long>(*at - '0');
  const bool superfluous_zero = at - first > 1 && *first == '0';
  if (at == first || at == end_ || superfluous_zero) return false;
  if ((*at >= '0' && *at <= '9') || *at == '.' || *at == 'e' || *at == 'E') return false;
  at_ = at;
  return true;
}

ROSTER_DECL bool json_reader::skip() {
  switch (const char first = peek()) {
    case '"':
      return skip_text();
    case 't':
      return literal("true");
    case 'f':
      return literal("false");
    case 'n':
      return rest_of_null() || literal("null");
    case '{':
    case '[':
      return skip_inside(first);
    default: {
      if (first != '-' && (first < '0' || first > '9')) return not_json("a value", at_);
      std::string_view unused;
      return number(unused);
    }
  }
}

/// Skips an object or a list.
ROSTER_DECL bool json_reader::skip_inside(char open) {
  scope inside;
  if (!enter(open, inside)) return false;
  while (more(inside)) {
    if (open == '{') {
      if (peek() != '"') return not_json("a member name in quotes", at_);
      if (!skip_text()) return false;
      if (peek() != ':') return not_json("':'", at_);
      ++at_;
    }
    if (!skip()) return false;
  }
  return good();
}

ROSTER_DECL bool json_reader::skip_instead(const mark& start) {
  if (error_->fault != decode_fault::mismatch && !has_bad_text_) return false;
  error_.reset();
  has_bad_text_ = false;
  at_ = begin_ + start.offset;
  depth_ = start.depth;
  skips_bad_text_ = true;
  const bool skipped = skip();
  skips_bad_text_ = false;
  return skipped;
}

ROSTER_DECL bool json_reader::finish() {
  peek();
  return at_ == end_ || not_json("the end of input", at_);
}

// --- errors

ROSTER_DECL bool json_reader::mismatch(std::string_view expected, std::size_t start, bool is_secret) {
  at_ = begin_ + start;
  if (!skip()) return false;  // not even valid JSON
  return fail(decode_fault::mismatch, expected, describe_json(since(start), is_secret), start);
}

ROSTER_DECL bool json_reader::repeated() {
  return fail(decode_fault::mismatch, "one occurrence of this member", "a duplicate", offset());
}

ROSTER_DECL bool json_reader::bad_separator(char close) {
  return not_json(close == '}' ? "',' or '}'" : "',' or ']'", at_);
}

ROSTER_DECL bool json_reader::too_many(const scope& inside) {
  const char* const what = inside.close == '}' ? " members" : " items";
  return fail(decode_fault::limit, "at most " + std::to_string(inside.most) + what, "more", offset());
}

ROSTER_DECL bool json_reader::not_json(std::string_view expected, const char* where) {
  const auto position = static_cast<std::size_t>(where - begin_);
  const std::string_view rest(where, static_cast<std::size_t>(end_ - where));
  return fail(decode_fault::syntax, expected, describe_byte(rest, position == 0), position);
}

ROSTER_DECL bool json_reader::bad_text(std::string_view expected, const char* where) {
  if (is_cut_sequence(where, end_)) return not_json("the rest of a character", end_);
  has_bad_text_ = true;
  return not_json(expected, where);
}

ROSTER_DECL bool json_reader::fail(decode_fault fault, std::string_view expected, std::string found,
                                   std::size_t offset) {
  error_ = std::make_unique<decode_error>(
      decode_error{{}, std::string(expected), std::move(found), offset, fault});
  return false;
}

ROSTER_DECL void json_reader::error_inside(std::string_view member) {
  std::string& path = error_->path;
  if (!path.empty() && path.front() != '[') path.insert(0, 1, '.');
  path.insert(0, escape_for_log(member, max_shown));
}

ROSTER_DECL void json_reader::error_inside(std::size_t index) {
  std::string& path = error_->path;
  if (!path.empty() && path.front() != '[') path.insert(0, 1, '.');
  path.insert(0, '[' + std::to_string(index) + ']');
}

}  // namespace roster::inline v0::detail
