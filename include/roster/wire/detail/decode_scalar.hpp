// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decoding strings, numbers, times and booleans.

#include <roster/config.hpp>
#include <roster/schema/bytes.hpp>
#include <roster/schema/epoch_time.hpp>
#include <roster/schema/flag.hpp>
#include <roster/schema/json_text.hpp>
#include <roster/schema/kind.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/utc_time.hpp>
#include <roster/wire/detail/json_reader.hpp>
#include <span>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Reads a value that is not a string; accepts a number, as spelled.
ROSTER_DECL bool read_text_of_number(json_reader& in, std::string_view& out, bool is_secret);

/// Reads a string, or a number as spelled.
/// Lifetime: until the next text is read.
[[gnu::always_inline]] inline bool read_text(json_reader& in, std::string_view& out, bool is_secret = false) {
  return in.peek() == '"' ? in.text(out) : read_text_of_number(in, out, is_secret);
}

/// Assigns a text to an empty string.
inline void assign_text(std::string& out, std::string_view text) {
  if (text.size() <= 15)
    out.assign(text);
  else
    out = std::string(text);  // assign() could allocate twice as much
}

ROSTER_DECL bool read_scalar(json_reader& in, std::string& out);
ROSTER_DECL bool read_scalar(json_reader& in, bool& out);
ROSTER_DECL bool read_scalar(json_reader& in, flag& out);
ROSTER_DECL bool read_scalar(json_reader& in, secret& out);
ROSTER_DECL bool read_scalar(json_reader& in, bytes& out);
ROSTER_DECL bool read_scalar(json_reader& in, json_text& out);
ROSTER_DECL bool read_scalar(json_reader& in, utc_time& out);
ROSTER_DECL bool read_scalar(json_reader& in, epoch_seconds& out);
ROSTER_DECL bool read_scalar(json_reader& in, epoch_milliseconds& out);
ROSTER_DECL bool read_scalar(json_reader& in, float& out);
ROSTER_DECL bool read_scalar(json_reader& in, double& out);
ROSTER_DECL bool read_scalar(json_reader& in, long double& out);

/// Returns the kind of the next value; none if there is no valid one.
ROSTER_DECL json_kind next_kind(json_reader& in) noexcept;

/// Fails because the next value has none of the kinds of a variant, which may hold a secret.
ROSTER_DECL bool reject_kind(json_reader& in, std::span<const json_kind> kinds, bool is_secret);

/// Reads an integer in [least, most].
ROSTER_DECL bool read_signed(json_reader& in, long long least, long long most, long long& out);
ROSTER_DECL bool read_unsigned(json_reader& in, unsigned long long most, unsigned long long& out);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/decode_scalar.ipp>
#endif
