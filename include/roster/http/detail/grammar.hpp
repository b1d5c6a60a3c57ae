// SPDX-License-Identifier: BSL-1.0
#pragma once
// Characters and tokens of RFC 9110.

#include <cstddef>
#include <string>
#include <string_view>

namespace roster::inline v0::http::detail {

/// Returns `text` with `A-Z` replaced by `a-z`.
inline std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// Returns whether two ASCII strings are equal, ignoring letter case.
constexpr bool same_ignoring_case(std::string_view a, std::string_view b) noexcept {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

/// Returns whether a header belongs to the connection or the framing of a message, which only the transport sets.
constexpr bool is_connection_header(std::string_view name) noexcept {
  for (const std::string_view one : {"host", "content-length", "transfer-encoding", "connection",
                                     "keep-alive", "te", "trailer", "upgrade", "proxy-authorization"})
    if (same_ignoring_case(name, one)) return true;
  return false;
}

/// Returns `text` without leading and trailing spaces and tabs.
/// Lifetime: that of `text`.
constexpr std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// The grammar of requests (RFC 3986, RFC 9110), shared by the URL parser, the encoder and the request validation, so
// that they are consistent.

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_alpha(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_hex_digit(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Returns whether percent-encoding leaves `c` unchanged.
constexpr bool is_unreserved(char c) noexcept {
  return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/// Returns whether `c` is allowed in a method or a field name.
constexpr bool is_token_char(char c) noexcept {
  return is_alpha(c) || is_digit(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

/// Returns whether `c` is allowed in a field value: visible, space, tab, or beyond ASCII.
constexpr bool is_field_char(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return c == '\t' || (byte >= 0x20 && byte != 0x7F);
}

/// Returns whether `text` is a valid field value, without blanks at its ends, which a recipient would remove.
constexpr bool is_field_value(std::string_view text) noexcept {
  for (const char c : text)
    if (!is_field_char(c)) return false;
  return trimmed(text).size() == text.size();
}

/// Returns whether `text` is a valid method or field name.
constexpr bool is_token(std::string_view text) noexcept {
  for (const char c : text)
    if (!is_token_char(c)) return false;
  return !text.empty();
}

/// Returns the position of the first byte that is not allowed in an encoded path (`extra` is "") or query (`extra` is
/// "?"); npos if there is none. A '%' must begin a valid escape.
constexpr std::size_t find_illegal(std::string_view text, std::string_view extra) noexcept {
  constexpr std::string_view reserved = "/:@!$&'()*+,;=";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool escape =
        c == '%' && text.size() - i > 2 && is_hex_digit(text[i + 1]) && is_hex_digit(text[i + 2]);
    if (!escape && !is_unreserved(c) && reserved.find(c) == reserved.npos && extra.find(c) == extra.npos)
      return i;
  }
  return std::string_view::npos;
}

/// Returns whether `host` consists of the characters of an IPv6 address without brackets; it may have a zone:
/// "fe80::1%eth0".
constexpr bool is_ipv6(std::string_view host) noexcept {
  std::size_t colons = 0;
  if (const auto percent = host.find('%'); percent != host.npos) {
    const auto zone = host.substr(percent + 1);
    for (const char c : zone)
      if (!is_unreserved(c)) return false;
    if (zone.empty() || zone.size() > 64) return false;
    host = host.substr(0, percent);
  }
  for (const char c : host) {
    if (!is_hex_digit(c) && c != ':' && c != '.') return false;
    colons += c == ':';
  }
  return colons >= 2 && host.size() <= 45;
}

/// Returns whether `host` is a host name, an IPv4 address or an IPv6 address without brackets. A name may end with a
/// dot.
constexpr bool is_host(std::string_view host) noexcept {
  if (is_ipv6(host)) return true;
  if (host.ends_with('.')) host.remove_suffix(1);
  std::size_t label = 0;
  for (const char c : host) {
    if (c == '.' ? label == 0 : !is_alpha(c) && !is_digit(c) && c != '-' && c != '_') return false;
    label = c == '.' ? 0 : label + 1;
    if (label > 63) return false;
  }
  return label > 0 && host.size() <= 253;
}

}  // namespace roster::inline v0::http::detail
