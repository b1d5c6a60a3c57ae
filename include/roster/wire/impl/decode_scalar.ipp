// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of decode_scalar.hpp.

#include <roster/wire/detail/decode_scalar.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <roster/detail/base64.hpp>
#include <roster/wire/detail/number_text.hpp>
#include <system_error>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

/// Reads a number, or a string that holds one; returns false, without an error, for anything else.
inline bool read_number_text(json_reader& in, std::string_view& literal) {
  const char first = in.peek();
  if (first == '-' || (first >= '0' && first <= '9')) return in.number(literal);
  if (first != '"' || !in.text(literal)) return false;
  json_reader content(literal);
  const char digit = literal.empty() ? '\0' : literal.front();
  std::string_view number;
  return (digit == '-' || (digit >= '0' && digit <= '9')) && content.number(number) && number == literal;
}

/// A number as 0.DIGITS times 10 to the power of `point`: exact for any length.
struct decimal {
  std::string digits{};  // neither begins nor ends with a 0; empty for zero
  std::int64_t point{};
};

inline decimal take_apart(std::string_view literal) {
  const std::size_t mark = literal.find_first_of("eE");
  const std::string_view mantissa = literal.substr(0, mark);
  decimal out;
  if (mark != literal.npos) {
    std::string_view exponent = literal.substr(mark + 1);
    if (exponent.front() == '+') exponent.remove_prefix(1);
    const auto read = std::from_chars(exponent.data(), exponent.data() + exponent.size(), out.point);
    // No literal has enough digits to compensate for this.
    constexpr std::int64_t limit = std::int64_t{1} << 60;
    if (read.ec == std::errc::result_out_of_range || out.point > limit || out.point < -limit)
      out.point = exponent.front() == '-' ? -limit : limit;
  }
  bool fraction = false;
  for (const char c : mantissa) {
    if (c == '.') fraction = true;
    if (c < '0' || c > '9') continue;
    if (!fraction) ++out.point;
    if (c == '0' && out.digits.empty())
      --out.point;
    else
      out.digits += c;
  }
  while (!out.digits.empty() && out.digits.back() == '0') out.digits.pop_back();
  return out;
}

enum class whole_number { exact, has_fraction, too_large };

/// Reads the absolute value of a number without a sign.
inline whole_number read_magnitude(std::string_view literal, unsigned long long& out) {
  const char* const end = literal.data() + literal.size();
  const auto plain = std::from_chars(literal.data(), end, out);
  if (plain.ptr == end) return plain.ec == std::errc() ? whole_number::exact : whole_number::too_large;
  decimal number = take_apart(literal);
  out = 0;
  if (number.digits.empty()) return whole_number::exact;
  if (number.point < static_cast<std::int64_t>(number.digits.size())) return whole_number::has_fraction;
  if (number.point > 20) return whole_number::too_large;
  number.digits.resize(static_cast<std::size_t>(number.point), '0');
  const char* const first = number.digits.data();
  return std::from_chars(first, first + number.digits.size(), out).ec == std::errc()
             ? whole_number::exact
             : whole_number::too_large;
}

/// Reads an integer; `below` and `above` are the largest magnitudes of negative and positive numbers.
inline bool read_whole(json_reader& in, unsigned long long below, unsigned long long above, bool& negative,
                       unsigned long long& magnitude) {
  in.peek();
  const std::size_t start = in.offset();
  whole_number result = whole_number::exact;
  if (!in.short_integer(negative, magnitude)) {
    std::string_view literal;
    if (!read_number_text(in, literal)) return in.good() ? in.mismatch("an integer", start) : false;
    negative = literal.front() == '-';
    if (negative) literal.remove_prefix(1);
    result = read_magnitude(literal, magnitude);
  }
  if (result == whole_number::has_fraction) return in.mismatch("an integer", start);
  if (result == whole_number::exact && magnitude <= (negative ? below : above)) return true;
  const std::string least = below == 0 ? "0" : '-' + std::to_string(below);
  return in.mismatch("an integer from " + least + " to " + std::to_string(above), start);
}

/// Parses a number in JSON's form without an exponent and with at most 15 digits: then the digits and the power of ten
/// are exact as doubles, and so their quotient is rounded only once. Returns std::nullopt for any other number.
inline std::optional<double> short_decimal(std::string_view literal) noexcept {
  constexpr std::size_t most_digits = 15;
  static constexpr std::array powers{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                     1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  const bool negative = literal.starts_with('-');
  if (negative) literal.remove_prefix(1);
  if (literal.size() > most_digits) return std::nullopt;
  std::int64_t digits = 0;
  std::size_t decimals = 0;
  bool has_point = false;
  for (const char c : literal) {
    if (c == '.') {
      has_point = true;
    } else if (c >= '0' && c <= '9') {
      digits = digits * 10 + (c - '0');
      if (has_point) ++decimals;
    } else {
      return std::nullopt;
    }
  }
  const double value = static_cast<double>(digits) / powers[decimals];
  return negative ? -value : value;
}

template <class T>
bool read_real(json_reader& in, T& out) {
  in.peek();
  const std::size_t start = in.offset();
  std::string_view literal;
  if (!read_number_text(in, literal)) return in.good() ? in.mismatch("a number", start) : false;
  if constexpr (std::is_same_v<T, double>) {
    if (const auto value = short_decimal(literal)) {
      out = *value;
      return true;
    }
  }
  const auto read = parse_float(literal.data(), literal.data() + literal.size(), out);
  if (read.ec == std::errc()) return true;
  const decimal number = take_apart(literal.substr(literal.front() == '-' ? 1 : 0));
  if (number.point > 0) return in.mismatch("a number in the range of the type", start);
  out = literal.front() == '-' ? -T{} : T{};  // underflow: zero is the nearest value
  return true;
}

ROSTER_DECL bool read_text_of_number(json_reader& in, std::string_view& out, bool is_secret) {
  const char first = in.peek();
  if (first == '-' || (first >= '0' && first <= '9')) return in.number(out);
  return in.mismatch("a string", in.offset(), is_secret);
}

ROSTER_DECL bool read_scalar(json_reader& in, std::string& out) {
  std::string_view text;
  if (!read_text(in, text)) return false;
  assign_text(out, text);
  return true;
}

ROSTER_DECL bool read_scalar(json_reader& in, bool& out) {
  const char first = in.peek();
  const std::size_t start = in.offset();
  if (first == 't' || first == 'f') return in.boolean(out);
  std::string_view text;
  if (first == '"') {
    if (!in.text(text)) return false;
    out = text == "true";
    if (out || text == "false") return true;
  }
  return in.mismatch("true or false", start);
}

ROSTER_DECL bool read_scalar(json_reader& in, flag& out) {
  bool value{};
  if (!read_scalar(in, value)) return false;
  out = flag(value);
  return true;
}

ROSTER_DECL bool read_scalar(json_reader& in, secret& out) {
  std::string_view text;
  if (!read_text(in, text, true)) return false;
  out = secret(text);
  return true;
}

ROSTER_DECL bool read_scalar(json_reader& in, bytes& out) {
  const bool is_text = in.peek() == '"';
  const auto start = in.offset();
  std::string_view text;
  if (is_text && !in.text(text)) return false;
  auto content = is_text ? base64_decode(text) : std::nullopt;
  if (!content) return in.mismatch("a string in base64", start);
  out = bytes(std::move(*content));
  return true;
}

ROSTER_DECL bool read_scalar(json_reader& in, json_text& out) {
  if (in.peek() == '"') {
    std::string_view text;
    if (!in.text(text)) return false;
    out = json_text(std::string(text));
    return true;
  }
  const auto start = in.offset();
  if (!in.skip()) return false;
  out = json_text::value(std::string(in.since(start)));
  return true;
}

ROSTER_DECL json_kind next_kind(json_reader& in) noexcept {
  switch (const char first = in.peek()) {
    case '"':
      return json_kind::string;
    case 't':
    case 'f':
      return json_kind::boolean;
    case '[':
      return json_kind::list;
    case '{':
      return json_kind::object;
    default:
      return first == '-' || (first >= '0' && first <= '9') ? json_kind::number : json_kind::none;
  }
}

ROSTER_DECL bool reject_kind(json_reader& in, std::span<const json_kind> kinds, bool is_secret) {
  static constexpr std::array<std::string_view, 6> names{"",       "a string", "a number", "true or false",
                                                         "a list", "an object"};
  std::string expected;
  for (const json_kind one : kinds)
    expected.append(expected.empty() ? "" : " or ").append(names[static_cast<std::size_t>(one)]);
  return in.mismatch(expected, in.offset(), is_secret);
}

ROSTER_DECL bool read_scalar(json_reader& in, utc_time& out) {
  in.peek();
  const auto start = in.offset();
  std::string_view text;
  if (!read_text(in, text)) return false;
  out = utc_time(text);
  if (out.is_unreadable()) in.note_unreadable_time(start);
  return true;
}

template <class Unit>
bool read_epoch(json_reader& in, epoch_time<Unit>& out) {
  const char first = in.peek();
  if (first != '"' && first != '-' && (first < '0' || first > '9'))
    return in.mismatch("a number", in.offset());
  const auto form = first == '"' ? epoch_form::text : epoch_form::number;
  const auto start = in.offset();
  std::string_view text;
  if (!read_text(in, text)) return false;
  out = epoch_time<Unit>(text, form);
  if (out.is_unreadable()) in.note_unreadable_time(start);
  return true;
}

ROSTER_DECL bool read_scalar(json_reader& in, epoch_seconds& out) { return read_epoch(in, out); }
ROSTER_DECL bool read_scalar(json_reader& in, epoch_milliseconds& out) { return read_epoch(in, out); }

ROSTER_DECL bool read_scalar(json_reader& in, float& out) { return read_real(in, out); }
ROSTER_DECL bool read_scalar(json_reader& in, double& out) { return read_real(in, out); }
ROSTER_DECL bool read_scalar(json_reader& in, long double& out) { return read_real(in, out); }

ROSTER_DECL bool read_signed(json_reader& in, long long least, long long most, long long& out) {
  bool negative{};
  unsigned long long magnitude{};
  const auto below = 0ULL - static_cast<unsigned long long>(least);  // also correct for the minimum
  if (!read_whole(in, below, static_cast<unsigned long long>(most), negative, magnitude)) return false;
  out = static_cast<long long>(negative ? 0ULL - magnitude : magnitude);
  return true;
}

ROSTER_DECL bool read_unsigned(json_reader& in, unsigned long long most, unsigned long long& out) {
  bool negative{};
  return read_whole(in, 0, most, negative, out);
}

}  // namespace roster::inline v0::detail
