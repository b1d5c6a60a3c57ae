// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of chunked_body.hpp.

#include <roster/transport/detail/chunked_body.hpp>

#include <algorithm>
#include <roster/detail/wipe.hpp>
#include <roster/http/detail/grammar.hpp>

namespace roster::inline v0::detail {

inline unsigned hex_value(char c) noexcept {
  if (c >= 'a') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A') return static_cast<unsigned>(c - 'A' + 10);
  return static_cast<unsigned>(c - '0');
}

ROSTER_DECL chunked_body::progress chunked_body::decode(std::string_view& bytes, std::string& body) {
  while (!bytes.empty() && at_ != at::complete) {
    if (at_ == at::data) {
      const auto n = static_cast<std::size_t>((std::min<std::uint64_t>)(left_, bytes.size()));
      append_secret(body, bytes.substr(0, n));  // it may contain credentials
      bytes.remove_prefix(n);
      left_ -= n;
      if (left_ == 0) at_ = at::data_cr;
      continue;
    }
    const progress now = take(bytes.front());
    if (now != progress::more) return now;
    bytes.remove_prefix(1);
    if (at_ == at::data && left_ > max_body_ - body.size()) return progress::body_too_large;
  }
  return at_ == at::complete ? progress::complete : progress::more;
}

ROSTER_DECL chunked_body::progress chunked_body::take(char c) {
  const auto expect = [&](char expected, at next) {
    at_ = next;
    return c == expected ? progress::more : progress::bad_line;
  };
  switch (at_) {
    case at::first_digit:
      left_ = 0;
      digits_ = 0;
      return take_digit(c);
    case at::digit:
      return http::detail::is_hex_digit(c) ? take_digit(c) : after_size(c);
    case at::padding:
      return after_size(c);
    case at::extension:
      return skip_line(c, at::size_end);
    case at::size_end:
      return expect('\n', left_ == 0 ? at::trailer : at::data);
    case at::data_cr:
      return expect('\r', at::data_lf);
    case at::data_lf:
      return expect('\n', at::first_digit);
    case at::trailer:
      if (c == '\r') return expect('\r', at::last_lf);
      at_ = at::trailer_line;
      [[fallthrough]];
    case at::trailer_line:
      if (max_trailer_-- == 0) return progress::trailer_too_large;
      return skip_line(c, at::trailer_end);
    case at::trailer_end:
      return expect('\n', at::trailer);
    case at::last_lf:
      return expect('\n', at::complete);
    case at::data:
    case at::complete:
      break;
  }
  return progress::complete;
}

ROSTER_DECL chunked_body::progress chunked_body::take_digit(char c) {
  if (!http::detail::is_hex_digit(c) || ++digits_ > 16) return progress::bad_size;
  left_ = left_ * 16 + hex_value(c);
  at_ = at::digit;
  return progress::more;
}

ROSTER_DECL chunked_body::progress chunked_body::after_size(char c) {
  const bool blank = c == ' ' || c == '\t';
  if (!blank && c != ';' && c != '\r') return progress::bad_size;
  at_ = blank ? at::padding : c == ';' ? at::extension : at::size_end;
  return progress::more;
}

/// Skips the content of a line, up to its CR.
ROSTER_DECL chunked_body::progress chunked_body::skip_line(char c, at end) {
  if (c == '\r') at_ = end;
  return c == '\r' || http::detail::is_field_char(c) ? progress::more : progress::bad_line;
}

}  // namespace roster::inline v0::detail
