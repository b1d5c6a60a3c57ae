// SPDX-License-Identifier: BSL-1.0
#pragma once
// The whole library in one header; written by tools/generate.py from include/, where the commented files are.

#if defined(ROSTER_SEPARATE_COMPILATION)
#error "roster: the single header is header-only; to compile definitions separately, use the include/ folder"
#elif defined(ROSTER_VERSION_STRING) && !defined(ROSTER_SINGLE_HEADER)
#error "roster: both the single header and the include/ folder in one source file; each is the whole library; include from one of them only"
#elif !defined(ROSTER_SINGLE_HEADER)

// Alibaba Cloud's signature as a signer.

// The interface to whatever proves to a service who is asking. A client calls it once per attempt.

// The keys that requests are signed with: a value that prints no secret by accident.

// Text that must not be shown: access keys, service tokens. A type of its own, so that printing it is safe by
// default.

#include <concepts>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace roster {

/// Text that prints as "***". Only `reveal()` gives it away.
class secret {
 public:
  secret() = default;
  template <class Text>
    requires std::convertible_to<const Text&, std::string_view>
  explicit secret(const Text& text) : text_(std::string_view(text)) {}
  explicit secret(std::string text) noexcept : text_(std::move(text)) {}

  /// Returns the text itself.
  /// Lifetime: until this object changes.
  const std::string& reveal() const noexcept { return text_; }
  bool empty() const noexcept { return text_.empty(); }

  /// Returns what may be shown instead: "***", or "" when there is nothing to hide.
  std::string_view masked() const noexcept { return text_.empty() ? "" : "***"; }

  friend bool operator==(const secret&, const secret&) = default;
  friend std::ostream& operator<<(std::ostream& out, const secret& s) { return out << s.masked(); }

 private:
  std::string text_{};
};

}  // namespace roster
#include <string>

namespace roster {

/// An access key, and the token that goes with it where it is temporary.
struct credentials {
  std::string access_key_id{};
  secret access_key_secret{};
  secret security_token{};  ///< empty for a lasting key
};

}  // namespace roster
// What makes one signature differ from the next. Passed in, so that signing is a pure function.

#include <chrono>
#include <string>

namespace roster {

/// The moment of one attempt: every attempt, a retry too, has its own.
struct signing_moment {
  std::chrono::sys_seconds now{};
  std::string nonce{};  ///< used once; see random_nonce()
};

}  // namespace roster
// A request as a plain value: what is signed is this, and what is sent is this.

// Where requests go: scheme, host, port and path prefix of a base URL, checked before any I/O.

#include <cstdint>
// The version and the few macros, in one place so that every other header is free of them.

#define ROSTER_VERSION_MAJOR 0
#define ROSTER_VERSION_MINOR 1
#define ROSTER_VERSION_PATCH 0
#define ROSTER_VERSION_STRING "0.1.0"

#if defined(ROSTER_SINGLE_HEADER)
#error \
    "roster: both the single header and the include/ folder in one source file; each is the whole library; include from one of them only"
#endif

#if !defined(__cpp_impl_coroutine) || __cplusplus < 202002L
#error \
    "roster: this compiler does not speak C++20 with coroutines; use g++ 12, clang 16 or newer, with -std=c++20"
#endif

// What is not a template is declared in a header and defined in an .ipp file. By default the header includes
// it, as inline functions. With ROSTER_SEPARATE_COMPILATION exactly one source file includes
// <roster/src.hpp>.
#if defined(ROSTER_SEPARATE_COMPILATION)
#define ROSTER_DECL
#else
#define ROSTER_DECL inline
#endif
#include <string>
#include <string_view>

namespace roster::http {

/// A base URL, taken apart. `host` has no brackets, also for IPv6.
struct endpoint {
  std::string scheme{"https"};  ///< "http" or "https"
  std::string host{};
  std::uint16_t port{443};
  std::string prefix{};  ///< path before every operation's path, without a final '/'; usually empty

  bool secure() const noexcept { return scheme == "https"; }
  /// Returns the value of the Host header: the port only where it is not the scheme's own, IPv6 in brackets.
  std::string authority() const;
  /// Returns "https://host:port" for messages and as the key of a connection.
  std::string origin() const;

  friend bool operator==(const endpoint&, const endpoint&) = default;
};

/// Parses "https://host[:port][/prefix]"; a text without a scheme is taken as https.
/// Fails: failure(errc::invalid_argument) for another scheme, user info, query, fragment, an odd byte or
/// port.
ROSTER_DECL endpoint parse_endpoint(std::string_view url);

}  // namespace roster::http

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of endpoint.hpp.

#include <algorithm>
#include <charconv>
// The failure that a user catches: one exception with everything that is known about it, and no secret.

#include <boost/system/system_error.hpp>
#include <cstddef>
#include <memory>
// The portable conditions under which a listing fails, as a boost::system error category: what programs
// branch on.

#include <boost/system/error_code.hpp>
#include <type_traits>

namespace roster {

/// Why something failed, the same for every vendor. `failure::code()` holds one of these.
enum class errc {
  invalid_argument = 1,  ///< what the caller supplied cannot be sent: a host, a header value, a page size
  no_credentials,        ///< no credentials were found, or the provider failed
  unauthenticated,       ///< the service does not accept the key, the signature, the token or the clock
  forbidden,             ///< the identity is known but lacks a permission
  rejected,              ///< the service refuses the request as wrong: bad parameter, unknown path or version
  throttled,             ///< too many requests; retrying later helps
  unavailable,           ///< the service failed (5xx); retrying later may help
  connection,            ///< name not resolved, connection refused, reset or closed early
  tls,                   ///< certificate or handshake not acceptable
  proxy,                 ///< a proxy refuses: it wants other credentials, or forbids the host
  timed_out,             ///< a deadline passed
  protocol,              ///< not HTTP as it should be: framing, redirect, content type, content coding
  too_large,             ///< a limit of ours was reached: header, body, raw bytes, nesting
  bad_answer,            ///< not JSON, or JSON that contradicts the schema
  no_progress,           ///< paging cannot go on: repeated marker, same page again, endless empty pages
  busy,                  ///< a second operation was started on a range while one is in flight
  exception,             ///< a function of the caller's threw: async_range::last_error() holds what
};

/// Returns the category of `errc`, named "roster".
ROSTER_DECL const boost::system::error_category& error_category() noexcept;

inline boost::system::error_code make_error_code(errc e) noexcept {
  return {static_cast<int>(e), error_category()};
}

}  // namespace roster

template <>
struct boost::system::is_error_code_enum<roster::errc> : std::true_type {};

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of error.hpp.

#include <string>

namespace roster {
namespace detail {

class error_category_impl final : public boost::system::error_category {
 public:
  const char* name() const noexcept override { return "roster"; }

  std::string message(int value) const override {
    switch (static_cast<errc>(value)) {
      case errc::invalid_argument:
        return "invalid argument";
      case errc::no_credentials:
        return "no credentials";
      case errc::unauthenticated:
        return "not authenticated";
      case errc::forbidden:
        return "permission denied";
      case errc::rejected:
        return "request rejected";
      case errc::throttled:
        return "throttled";
      case errc::unavailable:
        return "service unavailable";
      case errc::connection:
        return "connection failed";
      case errc::tls:
        return "TLS failed";
      case errc::proxy:
        return "refused by a proxy";
      case errc::timed_out:
        return "timed out";
      case errc::protocol:
        return "unexpected HTTP answer";
      case errc::too_large:
        return "answer too large";
      case errc::bad_answer:
        return "answer does not fit the schema";
      case errc::no_progress:
        return "paging makes no progress";
      case errc::busy:
        return "range is busy";
      case errc::exception:
        return "a function of the caller's threw an exception";
    }
    return "unknown roster error";
  }
};

}  // namespace detail

ROSTER_DECL const boost::system::error_category& error_category() noexcept {
  static const detail::error_category_impl instance;
  return instance;
}

}  // namespace roster
#endif
#include <string>

namespace roster {

/// What is known about a failure. The `vendor_…` texts come from the network: escaped and capped, not to be
/// trusted.
struct failure_details {
  std::string message{};              ///< ours: what failed and where, one line
  unsigned http_status{};             ///< 0 when no answer came
  std::string vendor_code{};          ///< "Throttling.User", "IamSignatureInvalid", …
  std::string vendor_message{};       ///< the vendor's explanation
  std::string recommendation{};       ///< the vendor's link to its troubleshooting page
  std::string request_id{};           ///< to quote to the vendor's support
  std::string missing_permission{};   ///< "eas:ListServices", or the policies of which one is needed
  std::string endpoint{};             ///< "https://host:port"
  std::size_t page{};                 ///< from 1; 0 when not within a listing
  std::size_t attempts{};             ///< requests sent for that page
  boost::system::error_code cause{};  ///< what the network or TLS layer said, if it was one of them
};

/// Thrown by everything that talks to a service. `code()` is an `errc`; `what()` is one clear line.
class failure : public boost::system::system_error {
 public:
  failure(errc condition, failure_details details);
  failure(errc condition, std::string message);

  errc condition() const noexcept { return static_cast<errc>(code().value()); }
  const failure_details& details() const noexcept { return *details_; }
  const char* what() const noexcept override { return line_->c_str(); }

 private:
  std::shared_ptr<const failure_details> details_;  // shared: copying an exception must not throw
  std::shared_ptr<const std::string> line_;
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of failure.hpp.

#include <utility>

namespace roster {
namespace detail {

inline void append_part(std::string& line, const char* label, const std::string& value) {
  if (value.empty()) return;
  line += line.empty() ? "" : "; ";
  line += label;
  line += value;
}

inline std::string failure_line(errc condition, const failure_details& details) {
  std::string line = details.message.empty() ? make_error_code(condition).message() : details.message;
  if (details.http_status != 0) append_part(line, "HTTP ", std::to_string(details.http_status));
  append_part(line, "code ", details.vendor_code);
  append_part(line, "service says: ", details.vendor_message);
  append_part(line, "missing permission: ", details.missing_permission);
  append_part(line, "request id ", details.request_id);
  append_part(line, "see ", details.recommendation);
  if (line.find(details.endpoint) == line.npos) append_part(line, "endpoint ", details.endpoint);
  if (details.page > 1) append_part(line, "page ", std::to_string(details.page));
  if (details.attempts > 1) append_part(line, "attempts ", std::to_string(details.attempts));
  return line;
}

}  // namespace detail

ROSTER_DECL failure::failure(errc condition, failure_details details)
    : system_error(make_error_code(condition)),
      details_(std::make_shared<const failure_details>(std::move(details))),
      line_(std::make_shared<const std::string>(detail::failure_line(condition, *details_))) {}

ROSTER_DECL failure::failure(errc condition, std::string message)
    : failure(condition, failure_details{.message = std::move(message)}) {}

}  // namespace roster
#endif
// Which bytes may stand where in a request (RFC 3986, RFC 9110): asked by the URL parser, the encoder and the
// check before sending, so that the three cannot disagree.

#include <cstddef>
#include <string_view>

namespace roster::http {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_alpha(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_hex_digit(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Tells whether percent-encoding leaves `c` as it is.
constexpr bool is_unreserved(char c) noexcept {
  return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/// Tells whether `c` may stand in a method or in the name of a header field.
constexpr bool is_token_char(char c) noexcept {
  return is_alpha(c) || is_digit(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

/// Tells whether `c` may stand in the value of a header field: visible, space, tab, or beyond ASCII.
constexpr bool is_field_char(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return c == '\t' || (byte >= 0x20 && byte != 0x7F);
}

/// Tells whether `text` is a method or the name of a header field.
constexpr bool is_token(std::string_view text) noexcept {
  for (const char c : text)
    if (!is_token_char(c)) return false;
  return !text.empty();
}

/// Returns the position of the first byte that may not stand in an encoded path (`extra` is "") or query
/// (`extra` is
/// "?"); npos when all may. A '%' must begin a whole escape.
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

/// Tells whether `host` is an IPv6 address without brackets, as far as its bytes show.
constexpr bool is_ipv6(std::string_view host) noexcept {
  std::size_t colons = 0;
  for (const char c : host) {
    if (!is_hex_digit(c) && c != ':' && c != '.') return false;
    colons += c == ':';
  }
  return colons >= 2 && host.size() <= 45;
}

/// Tells whether `host` is a host name, an IPv4 address or an IPv6 address without brackets.
constexpr bool is_host(std::string_view host) noexcept {
  if (is_ipv6(host)) return true;
  std::size_t label = 0;
  for (const char c : host) {
    if (c == '.' ? label == 0 : !is_alpha(c) && !is_digit(c) && c != '-' && c != '_') return false;
    label = c == '.' ? 0 : label + 1;
    if (label > 63) return false;
  }
  return label > 0 && host.size() <= 253;
}

}  // namespace roster::http
// Lower case of ASCII letters, whatever the locale: host names and names of header fields are compared in it.

#include <string>
#include <string_view>

namespace roster::http {

/// Returns `text` with `A-Z` as `a-z`.
inline std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace roster::http
// Makes text of unknown origin fit for a terminal, a log or an error message: the one place that escapes and
// caps it.

#include <cstddef>
#include <string>
#include <string_view>

namespace roster {

/// Returns `text` with control characters, invalid UTF-8 and bidirectional overrides written as `\n`, `\xNN`
/// or `\uNNNN`, cut after `most` bytes with "...".
ROSTER_DECL std::string printable(std::string_view text, std::size_t most = 1024);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of printable.hpp.

#include <array>
#include <cstdio>
// The characters of a UTF-8 text, one after the other, for those who have to look at each of them.

#include <cstddef>
#include <string_view>

namespace roster {

/// A character of a text.
struct code_point {
  char32_t value{};
  std::size_t length{};  ///< in bytes; 0: what stands there is not UTF-8
};

/// Reads the first character of `text`, which is not empty, by RFC 3629: no surrogates, no longer form than
/// needed, nothing above U+10FFFF.
/// Example: read_utf8: reads what UTF-8 is and nothing else
ROSTER_DECL code_point read_utf8(std::string_view text) noexcept;

/// Tells whether a terminal or a log shows the character, and does not obey it: false for control characters
/// and for those that turn the direction of text or begin a line.
/// Example: is_shown: is false for what a terminal obeys
ROSTER_DECL bool is_shown(char32_t character) noexcept;

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of utf8.hpp.

#include <array>

namespace roster {

ROSTER_DECL code_point read_utf8(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return {};
  char32_t value = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < smallest[length] || value > 0x10FFFF || surrogate) return {};
  return {value, length};
}

ROSTER_DECL bool is_shown(char32_t c) noexcept {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return false;
  const bool line_or_direction =
      (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
  return !line_or_direction && c != 0xFEFF;
}

}  // namespace roster
#endif

namespace roster {
namespace detail {

inline std::string escaped(const char* format, char32_t value) {
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), format, static_cast<unsigned>(value));
  return buffer.data();
}

}  // namespace detail

ROSTER_DECL std::string printable(std::string_view text, std::size_t most) {
  std::string out;
  while (!text.empty()) {
    const auto [value, length] = read_utf8(text);
    std::string piece;
    if (length == 0)
      piece = detail::escaped("\\x%02x", static_cast<unsigned char>(text[0]));
    else if (is_shown(value))
      piece = text.substr(0, length);
    else if (value == '\n')
      piece = "\\n";
    else if (value == '\r')
      piece = "\\r";
    else if (value == '\t')
      piece = "\\t";
    else if (value < 0x100)
      piece = detail::escaped("\\x%02x", value);
    else
      piece = detail::escaped("\\u%04x", value);
    if (out.size() + piece.size() > most) return out += "...";
    out += piece;
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

}  // namespace roster
#endif

namespace roster::http {
namespace detail {

[[noreturn]] inline void bad_endpoint(std::string_view url, const std::string& why) {
  throw failure(errc::invalid_argument, "endpoint \"" + printable(url, 200) + "\": " + why);
}

/// Takes "scheme://" off the front of `rest`.
inline std::string take_scheme(std::string_view url, std::string_view& rest) {
  const auto mark = rest.find("://");
  if (mark == rest.npos) return "https";
  std::string scheme = lower_case(rest.substr(0, mark));
  if (scheme != "http" && scheme != "https") bad_endpoint(url, "the scheme must be http or https");
  rest.remove_prefix(mark + 3);
  return scheme;
}

/// Takes the host off the front of `authority`, and leaves "" or ":port".
inline std::string take_host(std::string_view url, std::string_view& authority) {
  const bool bracketed = authority.starts_with('[');
  if (bracketed) authority.remove_prefix(1);
  const auto end = authority.find(bracketed ? ']' : ':');
  if (bracketed && end == authority.npos) bad_endpoint(url, "the '[' of an IPv6 address has no ']'");
  std::string host = lower_case(authority.substr(0, end));
  authority.remove_prefix(end == authority.npos ? authority.size() : end + (bracketed ? 1 : 0));
  if (host.empty()) bad_endpoint(url, "there is no host");
  if (bracketed ? !is_ipv6(host) : !is_host(host))
    bad_endpoint(url, "a host is a name in ASCII, an IPv4 address, or an IPv6 address in brackets");
  return host;
}

inline std::uint16_t parse_port(std::string_view url, std::string_view text) {
  std::uint16_t port{};
  const char* const end = text.data() + text.size();
  const auto [read_until, error] = std::from_chars(text.data() + (text.empty() ? 0 : 1), end, port);
  if (!text.starts_with(':') || error != std::errc() || read_until != end || port == 0)
    bad_endpoint(url, "after the host comes nothing, a path, or ':' and a port from 1 to 65535");
  return port;
}

}  // namespace detail

ROSTER_DECL std::string endpoint::authority() const {
  std::string out = host.find(':') == host.npos ? host : '[' + host + ']';
  if (port != (secure() ? 443 : 80)) out += ':' + std::to_string(port);
  return out;
}

ROSTER_DECL std::string endpoint::origin() const {
  const bool ipv6 = host.find(':') != host.npos;
  return scheme + "://" + (ipv6 ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

ROSTER_DECL endpoint parse_endpoint(std::string_view url) {
  if (url.find('@') != url.npos)  // not shown: what stands before the '@' may be a password
    throw failure(errc::invalid_argument, "endpoint: a user name or password ('@') cannot be part of it");
  std::string_view rest = url;
  endpoint out{.scheme = detail::take_scheme(url, rest)};
  if (rest.find_first_of("?#") != rest.npos)
    detail::bad_endpoint(url, "it cannot have a query or a fragment");
  const auto slash = std::min(rest.find('/'), rest.size());
  std::string_view authority = rest.substr(0, slash);
  std::string_view path = rest.substr(slash);
  out.host = detail::take_host(url, authority);
  out.port = out.secure() ? 443 : 80;
  if (!authority.empty()) out.port = detail::parse_port(url, authority);
  while (path.ends_with('/')) path.remove_suffix(1);
  if (find_illegal(path, "") != path.npos)
    detail::bad_endpoint(url, "the path has a byte that must be written as %XX");
  out.prefix = path;
  return out;
}

}  // namespace roster::http
#endif
// Header fields as a plain list with names that ignore letter case; nothing of a network library in it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace roster::http {

struct header {
  std::string name{};
  std::string value{};
};

/// Tells whether two ASCII texts are the same but for letter case.
constexpr bool same_ignoring_case(std::string_view a, std::string_view b) noexcept {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

/// An ordered list of header fields; a name may repeat.
class headers {
 public:
  headers() = default;
  headers(std::initializer_list<header> list) : list_(list) {}

  void add(std::string name, std::string value) { list_.push_back({std::move(name), std::move(value)}); }

  /// Replaces every field of that name by one.
  void set(std::string_view name, std::string value) {
    erase(name);
    list_.push_back({std::string(name), std::move(value)});
  }

  void erase(std::string_view name) {
    std::erase_if(list_, [&](const header& h) { return same_ignoring_case(h.name, name); });
  }

  /// Returns the first value of that name; "" when there is none.
  /// Lifetime: until the list changes.
  std::string_view get(std::string_view name) const noexcept {
    for (const auto& h : list_)
      if (same_ignoring_case(h.name, name)) return h.value;
    return {};
  }

  bool contains(std::string_view name) const noexcept {
    for (const auto& h : list_)
      if (same_ignoring_case(h.name, name)) return true;
    return false;
  }

  auto begin() const noexcept { return list_.begin(); }
  auto end() const noexcept { return list_.end(); }
  std::size_t size() const noexcept { return list_.size(); }

 private:
  std::vector<header> list_{};
};

}  // namespace roster::http
#include <string>

namespace roster::http {

/// A request, complete but for Content-Length, which the transport adds.
struct request {
  std::string method{"GET"};
  endpoint to{};
  std::string path{"/"};    ///< percent-encoded, with the endpoint's prefix
  std::string query{};      ///< percent-encoded, sorted, without '?'; exactly the string that is signed
  http::headers headers{};  ///< `host` among them
  std::string body{};
  bool repeatable{
      true};  ///< it changes nothing, so that a transport may send it again when a connection died

  std::string target() const { return query.empty() ? path : path + '?' + query; }
};

}  // namespace roster::http
#include <string>

namespace roster {

class signer {
 public:
  virtual ~signer() = default;

  /// Completes the headers of `request`, Host among them, with whatever proves who is asking. What it covers
  /// is computed from the request itself, so it has to be sent as it is; signing it again replaces the
  /// signature.
  /// Fails: failure(errc::no_credentials) for an empty key, failure(errc::invalid_argument) for
  /// one with odd bytes.
  virtual void sign(http::request& request, const credentials& key, const signing_moment& moment) const = 0;

  /// Tells whether `sign` looks at the credentials; if not, none have to be found.
  virtual bool needs_credentials() const noexcept { return true; }

  /// Returns the text that is hashed for a signed request, with "***" for a security token: to be shown, not
  /// to be hashed. "" where there is none.
  virtual std::string canonical_request(const http::request&) const { return {}; }

 protected:
  signer() = default;
  signer(const signer&) = default;
  signer& operator=(const signer&) = default;
};

}  // namespace roster
#include <string>
#include <utility>

namespace roster {

struct acs3_options {
  std::string action{};   ///< "ListServices"
  std::string version{};  ///< "2021-07-01"
};

/// Signs with ACS3-HMAC-SHA256: sets Host and the x-acs-… headers, and covers these, Content-Type, method,
/// path, query and body.
class acs3 final : public signer {
 public:
  explicit acs3(acs3_options options) noexcept : options_(std::move(options)) {}

  ROSTER_DECL void sign(http::request& request, const credentials& key,
                        const signing_moment& moment) const override;
  ROSTER_DECL std::string canonical_request(const http::request& signed_request) const override;

 private:
  acs3_options options_;
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of acs3.hpp.

// ACS3-HMAC-SHA256 as pure functions from a request to texts: what a client writes and a server checks.
// Source: Alibaba Cloud, "V3 request structure and signature".

// Lists of header names as they stand in signatures: lower case, joined by ';'.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace roster {

using header_names = std::vector<std::string>;

/// Returns the names among `headers` that `wanted` accepts, in lower case, sorted, each once.
template <class Wanted>
header_names select_names(const http::headers& headers, Wanted wanted) {
  header_names names;
  for (const http::header& h : headers) {
    std::string name = http::lower_case(h.name);
    if (wanted(std::string_view(name))) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

/// Joins names to "host;x-acs-date".
inline std::string join_names(const header_names& names) {
  std::string out;
  for (const std::string& name : names) out.append(&name == &names.front() ? "" : ";").append(name);
  return out;
}

/// Splits "host;x-acs-date"; "" has no names.
inline header_names split_names(std::string_view text) {
  header_names names;
  while (!text.empty()) {
    const auto end = std::min(text.find(';'), text.size());
    names.push_back(http::lower_case(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return names;
}

}  // namespace roster
#include <string>
#include <string_view>

namespace roster {

inline constexpr std::string_view acs3_algorithm = "ACS3-HMAC-SHA256";

/// Returns the names that must be signed among the headers that are there: host, content-type and every
/// x-acs-….
ROSTER_DECL header_names acs3_signed_headers(const http::headers& headers);

/// Returns the canonical request over the headers named. The query may have come in any order and spelling.
/// Fails: failure(errc::invalid_argument) for a query with a broken escape.
ROSTER_DECL std::string acs3_canonical_request(const http::request& request, header_names names);

/// Returns the text that is signed for a canonical request.
ROSTER_DECL std::string acs3_string_to_sign(std::string_view canonical_request);

/// Returns the signature in hexadecimal digits.
ROSTER_DECL std::string acs3_signature(std::string_view secret_text, std::string_view canonical_request);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of acs3_signature.hpp.

// SHA-256 and HMAC-SHA256, the two functions that both signatures are made of; the only header that speaks to
// libcrypto about them.

#include <array>
#include <string>
#include <string_view>

namespace roster {

using digest = std::array<unsigned char, 32>;

/// Computes SHA-256.
/// Fails: failure(errc::tls) when OpenSSL cannot, as without its default provider.
ROSTER_DECL digest sha256(std::string_view text);

/// Computes HMAC-SHA256 with a key of any bytes.
/// Fails: as sha256.
ROSTER_DECL digest hmac_sha256(std::string_view key, std::string_view text);

/// Writes bytes as lower-case hexadecimal digits.
ROSTER_DECL std::string hex(const digest& bytes);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of digest.hpp.

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <memory>

namespace roster {
namespace detail {

template <auto Free>
struct openssl_deleter {
  template <class T>
  void operator()(T* object) const noexcept {
    Free(object);
  }
};

template <class T, auto Free>
using openssl_ptr = std::unique_ptr<T, openssl_deleter<Free>>;

[[noreturn]] inline void digest_failed(const char* what) {
  const unsigned long error = ERR_get_error();
  const char* const reason = error == 0 ? nullptr : ERR_reason_error_string(error);
  throw failure(errc::tls, std::string("OpenSSL cannot compute ") + what + (reason ? ": " : "") +
                               (reason ? reason : ""));
}

/// Fetched once for the program, as a fetch costs more than a digest. Contexts are one per thread.
inline EVP_MD* fetched_sha256() {
  static const openssl_ptr<EVP_MD, &EVP_MD_free> fetched(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  if (!fetched) digest_failed("SHA-256");
  return fetched.get();
}

inline EVP_MAC* fetched_hmac() {
  static const openssl_ptr<EVP_MAC, &EVP_MAC_free> fetched(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
  if (!fetched) digest_failed("HMAC");
  return fetched.get();
}

}  // namespace detail

ROSTER_DECL digest sha256(std::string_view text) {
  thread_local const detail::openssl_ptr<EVP_MD_CTX, &EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  digest out{};
  if (!context || EVP_DigestInit_ex2(context.get(), detail::fetched_sha256(), nullptr) != 1 ||
      EVP_DigestUpdate(context.get(), text.data(), text.size()) != 1 ||
      EVP_DigestFinal_ex(context.get(), out.data(), nullptr) != 1)
    detail::digest_failed("SHA-256");
  return out;
}

ROSTER_DECL digest hmac_sha256(std::string_view key, std::string_view text) {
  thread_local const detail::openssl_ptr<EVP_MAC_CTX, &EVP_MAC_CTX_free> context(
      EVP_MAC_CTX_new(detail::fetched_hmac()));
  char name[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                   OSSL_PARAM_construct_end()};
  // An empty key must not be a null pointer, which would mean the key of the call before.
  const auto* const key_bytes = reinterpret_cast<const unsigned char*>(key.empty() ? "" : key.data());
  const auto* const text_bytes = reinterpret_cast<const unsigned char*>(text.data());
  digest out{};
  std::size_t size = 0;
  if (!context || EVP_MAC_init(context.get(), key_bytes, key.size(), parameters) != 1 ||
      EVP_MAC_update(context.get(), text_bytes, text.size()) != 1 ||
      EVP_MAC_final(context.get(), out.data(), &size, out.size()) != 1 || size != out.size())
    detail::digest_failed("HMAC-SHA256");
  return out;
}

ROSTER_DECL std::string hex(const digest& bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(2 * bytes.size());
  for (const unsigned char byte : bytes) {
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

}  // namespace roster
#endif
// A header as signatures see it: all fields of that name as one value.

#include <algorithm>
// The value of a header field without the white space around it, which does not belong to it (RFC 9110, 5.5).

#include <string_view>

namespace roster::http {

/// Returns `text` without the spaces and tabs before and after it.
/// Lifetime: that of `text`.
constexpr std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace roster::http
#include <string>
#include <string_view>
#include <vector>

namespace roster {

/// Returns the values of all fields of that name, trimmed, sorted and joined by ','.
inline std::string joined_values(const http::headers& headers, std::string_view name) {
  std::vector<std::string_view> values;
  for (const http::header& h : headers)
    if (http::same_ignoring_case(h.name, name)) values.push_back(http::trimmed(h.value));
  std::sort(values.begin(), values.end());
  std::string out;
  for (std::size_t i = 0; i < values.size(); ++i) out.append(i == 0 ? "" : ",").append(values[i]);
  return out;
}

}  // namespace roster
// A query as names and values, and as the one string that is both signed and sent.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::http {

using query_list = std::vector<std::pair<std::string, std::string>>;

/// Encodes names and values, sorts by name and then by value, bytewise, and joins them to "a=1&b=".
ROSTER_DECL std::string encode_query(const query_list& query);

/// Decodes a query in whatever order and spelling it came; '+' is a space, a name without '=' has the value
/// "". Returns nothing when a '%' begins no escape.
ROSTER_DECL std::optional<query_list> parse_query(std::string_view query);

}  // namespace roster::http

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of query.hpp.

#include <algorithm>
// Percent-encoding of RFC 3986, the one that both signatures are defined over.

#include <optional>
#include <string>
#include <string_view>

namespace roster::http {

/// Encodes every byte but `A-Z a-z 0-9 - . _ ~` as `%XX` with upper-case digits.
ROSTER_DECL std::string percent_encode(std::string_view text);

/// Encodes like `percent_encode`, but keeps '/'.
ROSTER_DECL std::string percent_encode_path(std::string_view text);

/// Decodes `%XX`, and '+' to a space where `plus_is_space`. Returns nothing when a '%' begins no escape.
ROSTER_DECL std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);

}  // namespace roster::http

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of percent.hpp.

#include <charconv>

namespace roster::http {
namespace detail {

inline std::string percent_encode_except(std::string_view text, std::string_view kept) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c) || kept.find(c) != kept.npos) {
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

}  // namespace detail

ROSTER_DECL std::string percent_encode(std::string_view text) {
  return detail::percent_encode_except(text, "");
}

ROSTER_DECL std::string percent_encode_path(std::string_view text) {
  return detail::percent_encode_except(text, "/");
}

ROSTER_DECL std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i] == '+' && plus_is_space ? ' ' : text[i];
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const char* const end = text.data() + i + 3;
    unsigned char byte{};
    if (std::from_chars(text.data() + i + 1, end, byte, 16).ptr != end) return std::nullopt;
    out += static_cast<char>(byte);
    i += 2;
  }
  return out;
}

}  // namespace roster::http
#endif

namespace roster::http {

ROSTER_DECL std::string encode_query(const query_list& query) {
  query_list encoded;
  encoded.reserve(query.size());
  for (const auto& [name, value] : query) encoded.emplace_back(percent_encode(name), percent_encode(value));
  std::sort(encoded.begin(), encoded.end());
  std::string out;
  for (const auto& [name, value] : encoded) {
    if (&name != &encoded.front().first) out += '&';
    out.append(name).append(1, '=').append(value);
  }
  return out;
}

ROSTER_DECL std::optional<query_list> parse_query(std::string_view query) {
  query_list list;
  if (query.empty()) return list;
  // An empty piece, as in "a&&b", counts as an empty name: nothing that came is dropped unseen.
  for (bool more = true; more;) {
    const auto end = query.find('&');
    more = end != query.npos;
    const std::string_view piece = query.substr(0, end);
    if (more) query.remove_prefix(end + 1);
    const auto equals = piece.find('=');
    auto name = percent_decode(piece.substr(0, equals), true);
    auto value = percent_decode(equals == piece.npos ? "" : piece.substr(equals + 1), true);
    if (!name || !value) return std::nullopt;
    list.emplace_back(std::move(*name), std::move(*value));
  }
  return list;
}

}  // namespace roster::http
#endif

namespace roster {
namespace detail {

/// Returns the path as it came but for the three spellings that are unified: "+", "*" and "%7E".
inline std::string acs3_canonical_path(std::string_view path) {
  if (path.empty()) return "/";
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path.substr(i, 3) == "%7E")
      out += '~', i += 2;
    else if (path[i] == '+')
      out += "%20";
    else if (path[i] == '*')
      out += "%2A";
    else
      out += path[i];
  }
  return out;
}

}  // namespace detail

ROSTER_DECL header_names acs3_signed_headers(const http::headers& headers) {
  return select_names(headers, [](std::string_view name) {
    return name == "host" || name == "content-type" || name.starts_with("x-acs-");
  });
}

ROSTER_DECL std::string acs3_canonical_request(const http::request& request, header_names names) {
  const auto query = http::parse_query(request.query);
  if (!query) throw failure(errc::invalid_argument, "the query has a '%' that begins no escape");
  std::sort(names.begin(), names.end());
  std::string out = request.method + '\n' + detail::acs3_canonical_path(request.path) + '\n';
  out.append(http::encode_query(*query)).append(1, '\n');
  for (const std::string& name : names)
    out.append(name).append(1, ':').append(joined_values(request.headers, name)).append(1, '\n');
  return out.append(1, '\n').append(join_names(names)).append(1, '\n').append(hex(sha256(request.body)));
}

ROSTER_DECL std::string acs3_string_to_sign(std::string_view canonical_request) {
  return std::string(acs3_algorithm) + '\n' + hex(sha256(canonical_request));
}

ROSTER_DECL std::string acs3_signature(std::string_view secret_text, std::string_view canonical_request) {
  return hex(hmac_sha256(secret_text, acs3_string_to_sign(canonical_request)));
}

}  // namespace roster
#endif
// Whether a key can be written into an Authorization header: asked by every signer, before anything is sent.

#include <string_view>

namespace roster {

/// Checks that `text` is not empty and is visible ASCII, without a byte of `reserved`.
/// Fails: failure(errc::no_credentials) when it is empty, failure(errc::invalid_argument) for a byte that
/// cannot stand in a header; the message has `what`, never the text.
ROSTER_DECL void check_header_text(std::string_view what, std::string_view text,
                                   std::string_view reserved = {});

/// Checks an access key: an id as above, any secret that is not empty, a token as above or none.
ROSTER_DECL void check_key(const credentials& key);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of check_key.hpp.

#include <string>

namespace roster {

ROSTER_DECL void check_header_text(std::string_view what, std::string_view text, std::string_view reserved) {
  if (text.empty()) throw failure(errc::no_credentials, "the " + std::string(what) + " is empty");
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte > 0x20 && byte < 0x7F && reserved.find(text[i]) == reserved.npos) continue;
    throw failure(errc::invalid_argument, "the " + std::string(what) + " has a byte at position " +
                                              std::to_string(i) + " that cannot be sent");
  }
}

ROSTER_DECL void check_key(const credentials& key) {
  check_header_text("access key id", key.access_key_id, "/,;=");  // what separates the parts of a signature
  if (key.access_key_secret.empty()) throw failure(errc::no_credentials, "the access key secret is empty");
  if (!key.security_token.empty()) check_header_text("security token", key.security_token.reveal());
}

}  // namespace roster
#endif
// The two spellings of a date in requests and answers, without locale, time zone or the C library.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace roster::http {

/// Parses "Sun, 06 Nov 1994 08:49:37 GMT", as in Date and Retry-After. Returns nothing for any other text.
/// Source: RFC 9110, 5.6.7 (IMF-fixdate; the two obsolete forms are not taken).
ROSTER_DECL std::optional<std::chrono::sys_seconds> parse_imf_date(std::string_view text);

/// Formats as "Sun, 06 Nov 1994 08:49:37 GMT".
ROSTER_DECL std::string format_imf_date(std::chrono::sys_seconds time);

/// Parses "2026-01-07T00:11:30Z", as in signatures. Returns nothing for any other text.
ROSTER_DECL std::optional<std::chrono::sys_seconds> parse_utc_date(std::string_view text);

/// Formats as "2026-01-07T00:11:30Z".
ROSTER_DECL std::string format_utc_date(std::chrono::sys_seconds time);

}  // namespace roster::http

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of date.hpp.

#include <array>
#include <charconv>

namespace roster::http {
namespace detail {

inline constexpr std::string_view weekdays = "SunMonTueWedThuFriSat";
inline constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";

/// Reads fixed-width pieces off the front of a text, and remembers whether all of them fitted.
class date_reader {
 public:
  explicit date_reader(std::string_view text) noexcept : rest_(text) {}

  void literal(std::string_view expected) noexcept {
    if (rest_.starts_with(expected))
      rest_.remove_prefix(expected.size());
    else
      good_ = false;
  }

  unsigned number(std::size_t digits) noexcept {
    unsigned value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (i >= rest_.size() || !is_digit(rest_[i])) return good_ = false, 0U;
      value = value * 10 + static_cast<unsigned>(rest_[i] - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }

  /// Returns which of the three-letter names comes next, from 0.
  unsigned name_of(std::string_view names) noexcept {
    for (std::size_t i = 0; i < names.size(); i += 3)
      if (rest_.starts_with(names.substr(i, 3))) return rest_.remove_prefix(3), static_cast<unsigned>(i / 3);
    return good_ = false, 0U;
  }

  /// Returns the time of day "08:49:37" that comes next.
  std::chrono::seconds time_of_day() noexcept {
    const unsigned hour = number(2);
    literal(":");
    const unsigned minute = number(2);
    literal(":");
    const unsigned second = number(2);
    good_ = good_ && hour < 24 && minute < 60 && second < 60;
    return std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
  }

  bool complete() const noexcept { return good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

inline std::optional<std::chrono::sys_seconds> make_time(const date_reader& reader, unsigned year,
                                                         unsigned month, unsigned day,
                                                         std::chrono::seconds time_of_day) {
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!reader.complete() || !date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + time_of_day;
}

inline void append_number(std::string& out, unsigned value, std::size_t digits) {
  std::array<char, 10> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  const auto length = static_cast<std::size_t>(end - buffer.data());
  if (length < digits) out.append(digits - length, '0');
  out.append(buffer.data(), length);
}

inline void append_time_of_day(std::string& out, std::chrono::seconds since_midnight) {
  const auto seconds = static_cast<unsigned>(since_midnight.count());
  append_number(out, seconds / 3600, 2);
  out += ':';
  append_number(out, seconds / 60 % 60, 2);
  out += ':';
  append_number(out, seconds % 60, 2);
}

}  // namespace detail

ROSTER_DECL std::optional<std::chrono::sys_seconds> parse_imf_date(std::string_view text) {
  detail::date_reader reader(text);
  reader.name_of(detail::weekdays);
  reader.literal(", ");
  const unsigned day = reader.number(2);
  reader.literal(" ");
  const unsigned month = reader.name_of(detail::months) + 1;
  reader.literal(" ");
  const unsigned year = reader.number(4);
  reader.literal(" ");
  const auto time_of_day = reader.time_of_day();
  reader.literal(" GMT");
  return detail::make_time(reader, year, month, day, time_of_day);
}

ROSTER_DECL std::string format_imf_date(std::chrono::sys_seconds time) {
  const auto days = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{days};
  std::string out(detail::weekdays.substr(3 * std::chrono::weekday(days).c_encoding(), 3));
  out += ", ";
  detail::append_number(out, static_cast<unsigned>(date.day()), 2);
  out += ' ';
  out += detail::months.substr(3 * (static_cast<unsigned>(date.month()) - 1), 3);
  out += ' ';
  detail::append_number(out, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  out += ' ';
  detail::append_time_of_day(out, time - days);
  return out += " GMT";
}

ROSTER_DECL std::optional<std::chrono::sys_seconds> parse_utc_date(std::string_view text) {
  detail::date_reader reader(text);
  const unsigned year = reader.number(4);
  reader.literal("-");
  const unsigned month = reader.number(2);
  reader.literal("-");
  const unsigned day = reader.number(2);
  reader.literal("T");
  const auto time_of_day = reader.time_of_day();
  reader.literal("Z");
  return detail::make_time(reader, year, month, day, time_of_day);
}

ROSTER_DECL std::string format_utc_date(std::chrono::sys_seconds time) {
  const auto days = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{days};
  std::string out;
  detail::append_number(out, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  out += '-';
  detail::append_number(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  detail::append_number(out, static_cast<unsigned>(date.day()), 2);
  out += 'T';
  detail::append_time_of_day(out, time - days);
  return out += 'Z';
}

}  // namespace roster::http
#endif

namespace roster {

ROSTER_DECL void acs3::sign(http::request& request, const credentials& key,
                            const signing_moment& moment) const {
  check_key(key);
  http::headers& headers = request.headers;
  if (!headers.contains("host")) headers.set("host", request.to.authority());
  headers.set("x-acs-action", options_.action);
  headers.set("x-acs-version", options_.version);
  headers.set("x-acs-date", http::format_utc_date(moment.now));
  headers.set("x-acs-signature-nonce", moment.nonce);
  headers.set("x-acs-content-sha256", hex(sha256(request.body)));
  headers.erase("x-acs-security-token");
  if (!key.security_token.empty()) headers.set("x-acs-security-token", key.security_token.reveal());
  const header_names names = acs3_signed_headers(headers);
  const std::string signature =
      acs3_signature(key.access_key_secret.reveal(), acs3_canonical_request(request, names));
  headers.set("authorization", std::string(acs3_algorithm) + " Credential=" + key.access_key_id +
                                   ",SignedHeaders=" + join_names(names) + ",Signature=" + signature);
}

ROSTER_DECL std::string acs3::canonical_request(const http::request& signed_request) const {
  http::request shown = signed_request;
  if (shown.headers.contains("x-acs-security-token")) shown.headers.set("x-acs-security-token", "***");
  return acs3_canonical_request(shown, acs3_signed_headers(shown.headers));
}

}  // namespace roster
#endif
// No proof at all: for services that ask for none, and for tests.

namespace roster {

class anonymous final : public signer {
 public:
  void sign(http::request& request, const credentials&, const signing_moment&) const override {
    if (!request.headers.contains("host")) request.headers.set("host", request.to.authority());
  }
  bool needs_credentials() const noexcept override { return false; }
};

}  // namespace roster
// Any signer as a value, so that a plain config struct can hold one: `.sign = roster::bearer{token}`.

#include <concepts>
#include <memory>
#include <utility>

namespace roster {

/// Holds a signer, anonymous by default. Copies share it.
class any_signer {
 public:
  any_signer() : any_signer(anonymous{}) {}
  template <std::derived_from<signer> Signer>
  any_signer(Signer held) : held_(std::make_shared<const Signer>(std::move(held))) {}

  const signer& operator*() const noexcept { return *held_; }
  const signer* operator->() const noexcept { return held_.get(); }

 private:
  std::shared_ptr<const signer> held_;
};

}  // namespace roster
// Baidu AI Cloud's signature as a signer.

#include <chrono>
#include <string>

namespace roster {

struct bce_v1_options {
  std::chrono::seconds expiration{1800};  ///< how long the service accepts the signature
};

/// Signs with bce-auth-v1: sets Host and x-bce-date, and covers these, every other x-bce-… header, method,
/// path and query. The body is not covered, Content-Length neither.
class bce_v1 final : public signer {
 public:
  explicit bce_v1(bce_v1_options options = {}) noexcept : options_(options) {}

  ROSTER_DECL void sign(http::request& request, const credentials& key,
                        const signing_moment& moment) const override;
  ROSTER_DECL std::string canonical_request(const http::request& signed_request) const override;

 private:
  bce_v1_options options_;
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of bce_v1.hpp.

// bce-auth-v1 as pure functions from a request to texts: what a client writes and a server checks.
// Source: Baidu AI Cloud, "Generating an authentication string". The body is not covered.

#include <chrono>
#include <string>
#include <string_view>

namespace roster {

inline constexpr std::string_view bce_v1_scheme = "bce-auth-v1";

/// Returns "bce-auth-v1/KEY/DATE/SECONDS", with which an Authorization header begins and the signing key is
/// derived.
ROSTER_DECL std::string bce_v1_prefix(std::string_view access_key_id, std::string_view date,
                                      std::chrono::seconds expiration);

/// Returns the canonical request over the headers named, those that are absent or empty left out. The path
/// and the query may have come in any spelling.
/// Fails: failure(errc::invalid_argument) for a path or query
/// with a broken escape.
ROSTER_DECL std::string bce_v1_canonical_request(const http::request& request, const header_names& names);

/// Returns the signature in hexadecimal digits.
ROSTER_DECL std::string bce_v1_signature(std::string_view secret_text, std::string_view prefix,
                                         std::string_view canonical_request);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of bce_v1_signature.hpp.

namespace roster {
namespace detail {

/// Sorts whole lines ("text10=" comes before "text1="), as bce-auth-v1 wants it, and joins them.
inline std::string sorted_and_joined(std::vector<std::string> lines, char separator) {
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) out += separator;
    out += lines[i];
  }
  return out;
}

inline std::string bce_v1_canonical_query(const http::query_list& query) {
  std::vector<std::string> pieces;
  for (const auto& [name, value] : query)
    if (name != "authorization")
      pieces.push_back(http::percent_encode(name) + '=' + http::percent_encode(value));
  return sorted_and_joined(std::move(pieces), '&');
}

}  // namespace detail

ROSTER_DECL std::string bce_v1_prefix(std::string_view access_key_id, std::string_view date,
                                      std::chrono::seconds expiration) {
  std::string out(bce_v1_scheme);
  out.append(1, '/').append(access_key_id).append(1, '/').append(date);
  return out.append(1, '/').append(std::to_string(expiration.count()));
}

ROSTER_DECL std::string bce_v1_canonical_request(const http::request& request, const header_names& names) {
  const auto path = http::percent_decode(request.path);
  const auto query = http::parse_query(request.query);
  if (!path || !query)
    throw failure(errc::invalid_argument, "the path or query has a '%' that begins no escape");
  std::vector<std::string> lines;
  for (const std::string& name : names) {
    const std::string value = joined_values(request.headers, name);
    if (!value.empty()) lines.push_back(http::percent_encode(name) + ':' + http::percent_encode(value));
  }
  std::string out = request.method + '\n' + http::percent_encode_path(*path) + '\n';
  out.append(detail::bce_v1_canonical_query(*query)).append(1, '\n');
  return out += detail::sorted_and_joined(std::move(lines), '\n');
}

ROSTER_DECL std::string bce_v1_signature(std::string_view secret_text, std::string_view prefix,
                                         std::string_view canonical_request) {
  const std::string signing_key = hex(hmac_sha256(secret_text, prefix));
  return hex(hmac_sha256(signing_key, canonical_request));
}

}  // namespace roster
#endif

namespace roster {
namespace detail {

inline header_names bce_v1_signed_headers(const http::headers& headers) {
  return select_names(headers,
                      [](std::string_view name) { return name == "host" || name.starts_with("x-bce-"); });
}

}  // namespace detail

ROSTER_DECL void bce_v1::sign(http::request& request, const credentials& key,
                              const signing_moment& moment) const {
  check_key(key);
  http::headers& headers = request.headers;
  const std::string date = http::format_utc_date(moment.now);
  if (!headers.contains("host")) headers.set("host", request.to.authority());
  headers.set("x-bce-date", date);
  headers.erase("x-bce-security-token");
  if (!key.security_token.empty()) headers.set("x-bce-security-token", key.security_token.reveal());
  const header_names names = detail::bce_v1_signed_headers(headers);
  const std::string prefix = bce_v1_prefix(key.access_key_id, date, options_.expiration);
  const std::string signature =
      bce_v1_signature(key.access_key_secret.reveal(), prefix, bce_v1_canonical_request(request, names));
  headers.set("authorization", prefix + '/' + join_names(names) + '/' + signature);
}

ROSTER_DECL std::string bce_v1::canonical_request(const http::request& signed_request) const {
  http::request shown = signed_request;
  if (shown.headers.contains("x-bce-security-token")) shown.headers.set("x-bce-security-token", "***");
  return bce_v1_canonical_request(shown, detail::bce_v1_signed_headers(shown.headers));
}

}  // namespace roster
#endif
// A token in the Authorization header (RFC 6750), the way of most APIs that are not a cloud vendor's.

#include <string>
#include <utility>

namespace roster {

class bearer final : public signer {
 public:
  explicit bearer(secret token) noexcept : token_(std::move(token)) {}
  explicit bearer(std::string token) noexcept : token_(std::move(token)) {}

  ROSTER_DECL void sign(http::request& request, const credentials& key,
                        const signing_moment& moment) const override;
  bool needs_credentials() const noexcept override { return false; }

 private:
  secret token_;
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of bearer.hpp.

namespace roster {

ROSTER_DECL void bearer::sign(http::request& request, const credentials&, const signing_moment&) const {
  check_header_text("bearer token", token_.reveal());
  if (!request.headers.contains("host")) request.headers.set("host", request.to.authority());
  request.headers.set("authorization", "Bearer " + token_.reveal());
}

}  // namespace roster
#endif
// Comparison whose duration does not tell how much of a signature was guessed.

#include <openssl/crypto.h>
#include <string_view>

namespace roster {

/// Compares two texts in a time that depends on their length alone.
inline bool constant_time_equal(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace roster
// Credentials from the first of several places that has some. A place is a function, so that a vendor's chain
// is a list, and one more place (a metadata service, a token exchange) is one more line in it.

#include <functional>
#include <optional>
// The interface to wherever credentials come from; asynchronous, since some places are across the network.

#include <boost/asio/awaitable.hpp>

namespace roster {

namespace asio = boost::asio;

/// Provides credentials. A client asks before every attempt, so that short-lived ones stay fresh.
class credentials_provider {
 public:
  credentials_provider() = default;
  credentials_provider(const credentials_provider&) = delete;
  credentials_provider& operator=(const credentials_provider&) = delete;
  virtual ~credentials_provider() = default;

  /// Returns credentials that are good now.
  /// Fails: failure(errc::no_credentials) that says where it looked, and shows no value.
  /// Lifetime: the provider must outlive the await.
  virtual asio::awaitable<credentials> get() = 0;
};

}  // namespace roster
#include <string>
#include <utility>
#include <vector>

namespace roster {

/// What looking at one place brought.
struct credentials_search {
  std::optional<credentials> key{};
  std::string told{};  ///< "/home/me/.aliyun/config.json (does not exist)": fit for a message, shows no value
  bool broken{};       ///< there is something that cannot be used: nothing may be taken in its stead
};

/// Looks at one place; asynchronous, since some are across the network.
using credentials_place = std::function<asio::awaitable<credentials_search>()>;

/// Makes a place of a function that looks at once.
ROSTER_DECL credentials_place place_of(std::function<credentials_search()> look);

/// Asks its places in their order, each time anew, and takes the first key. A place with something broken ends
/// the search: another account's key is never taken instead of it.
/// Example: credentials_chain: takes the first place that has credentials and looks at none behind it
class credentials_chain final : public credentials_provider {
 public:
  explicit credentials_chain(std::vector<credentials_place> places) noexcept : places_(std::move(places)) {}

  /// Fails: failure(errc::no_credentials) with every place that was looked at, and why it did not do.
  ROSTER_DECL asio::awaitable<credentials> get() override;

 private:
  std::vector<credentials_place> places_;
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of credentials_chain.hpp.

namespace roster {
namespace detail {

inline asio::awaitable<credentials_search> look_at_once(std::function<credentials_search()> look) {
  co_return look();
}

}  // namespace detail

ROSTER_DECL credentials_place place_of(std::function<credentials_search()> look) {
  return [look = std::move(look)] { return detail::look_at_once(look); };
}

ROSTER_DECL asio::awaitable<credentials> credentials_chain::get() {
  std::string looked_at;
  bool broken = false;
  for (std::size_t i = 0; i < places_.size() && !broken; ++i) {
    auto found = co_await places_[i]();
    if (found.key) co_return std::move(*found.key);
    looked_at += (looked_at.empty() ? "" : "; ") + found.told;
    broken = found.broken;
  }
  std::string message = "no credentials: looked at " + looked_at;
  if (broken) message += ", where the search ends, since no other key may stand for what cannot be used";
  throw failure(errc::no_credentials, std::move(message));
}

}  // namespace roster
#endif
// The text of a .env file as variables, by the rules that its readers have in common.

#include <optional>
// Where a file of lines stops being what it should be: the number of the line and what is wrong with it, and
// nothing of what stands there, since that may be a secret.

#include <cstddef>
#include <string>
#include <string_view>

namespace roster {

/// A line that cannot be read.
/// Lifetime: of `what`, that of a literal.
struct line_problem {
  std::size_t line{};  ///< from 1
  std::string_view what{};

  /// Returns "line 3 is neither [section] nor name = value".
  std::string text() const { return "line " + std::to_string(line) + ' ' + std::string(what); }
};

}  // namespace roster
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster {

struct dotenv_text {
  std::vector<std::pair<std::string, std::string>> variables{};
  std::optional<line_problem> problem{};  ///< the first line that was left out

  /// Returns the value of a variable, the last one if it is set several times; nothing when it is not set.
  ROSTER_DECL std::optional<std::string> value(std::string_view name) const;
};

/// Reads `NAME=value` and `export NAME=value`. '#' begins a comment, at the start of a line or behind white
/// space. A value in single quotes is taken as it stands; in double quotes, `\n`, `\r`, `\t`, `\"`, `\\` and
/// `\$` are escapes; both may go over several lines. Nothing is expanded: `$NAME` is text.
/// Returns: all variables; a line that is something else is left out, since these files are shared with other
/// programs, and the first one is the problem.
/// Example: dotenv_text: reads names, quotes, comments and export
ROSTER_DECL dotenv_text parse_dotenv(std::string_view text);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of dotenv_text.hpp.

#include <algorithm>

namespace roster {
namespace detail {

/// A position in the text of a .env file.
class dotenv_reader {
 public:
  explicit dotenv_reader(std::string_view text) noexcept : text_(text) {}

  dotenv_text read() {
    while (at_ < text_.size()) {
      const auto start = at_;
      const auto line = line_;
      const auto wrong = read_entry();
      if (!wrong.empty()) {
        if (!out_.problem) out_.problem = line_problem{line, wrong};
        at_ = start;
        line_ = line;
      }
      skip_line();
    }
    return std::move(out_);
  }

 private:
  /// Returns the rest of the line, without its end.
  std::string_view rest() const {
    auto out = text_.substr(at_, text_.find('\n', at_) - at_);
    if (out.ends_with('\r')) out.remove_suffix(1);
    return out;
  }

  void skip_line() {
    at_ = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
    ++line_;
  }

  /// Steps over one entry, up to the last line of its value. Returns what is wrong with it.
  std::string_view read_entry() {
    const auto line = rest();
    const auto content = http::trimmed(line);
    if (content.empty() || content.front() == '#') return {};
    const auto equals = line.find('=');
    auto name = http::trimmed(line.substr(0, equals));
    if (name.starts_with("export ")) name = http::trimmed(name.substr(7));
    if (equals == line.npos || !is_name(name)) return "is not NAME=value";
    at_ += equals + 1;
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    std::string value;
    const char quote = at_ < text_.size() ? text_[at_] : '\0';
    if (quote != '"' && quote != '\'')
      value = plain_value();
    else if (!quoted_value(quote, value))
      return "has a value in quotes that do not enclose it";
    out_.variables.emplace_back(name, std::move(value));
    return {};
  }

  static bool is_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return http::is_alpha(c) || http::is_digit(c) || c == '_' || c == '.' || c == '-';
    });
  }

  std::string plain_value() const {
    const auto value = rest();
    for (std::size_t i = 0; i < value.size(); ++i) {
      const char before = text_[at_ + i - 1];  // the '=' at the least
      if (value[i] == '#' && (before == ' ' || before == '\t'))
        return std::string(http::trimmed(value.substr(0, i)));
    }
    return std::string(http::trimmed(value));
  }

  bool quoted_value(char quote, std::string& value) {
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size())
        append_escape(text_[++at_], value);
      else
        value += text_[at_];
    }
    if (at_ == text_.size()) return false;
    ++at_;
    const auto behind = http::trimmed(rest());
    return behind.empty() || behind.front() == '#';
  }

  void append_escape(char escaped, std::string& value) {
    if (escaped == '\n') ++line_;
    if (escaped == 'n') {
      value += '\n';
    } else if (escaped == 'r') {
      value += '\r';
    } else if (escaped == 't') {
      value += '\t';
    } else {
      if (escaped != '"' && escaped != '\\' && escaped != '$') value += '\\';
      value += escaped;
    }
  }

  std::string_view text_;
  std::size_t at_{};
  std::size_t line_{1};
  dotenv_text out_{};
};

}  // namespace detail

ROSTER_DECL std::optional<std::string> dotenv_text::value(std::string_view name) const {
  const auto found = std::find_if(variables.rbegin(), variables.rend(),
                                  [&](const auto& variable) { return variable.first == name; });
  if (found == variables.rend()) return std::nullopt;
  return found->second;
}

ROSTER_DECL dotenv_text parse_dotenv(std::string_view text) { return detail::dotenv_reader(text).read(); }

}  // namespace roster
#endif
// The process's environment as a function, so that tests bring their own.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace roster {

/// Looks up a variable; nothing when it is not set.
using environment = std::function<std::optional<std::string>(std::string_view name)>;

/// Returns the environment of the process. Other threads must not change it meanwhile (getenv).
ROSTER_DECL environment process_environment();

/// Reads a variable by the vendors' rule that an empty one is not set.
ROSTER_DECL std::optional<std::string> find_variable(const environment& variables, std::string_view name);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of environment.hpp.

#include <cstdlib>

namespace roster {

ROSTER_DECL environment process_environment() {
  return [](std::string_view name) -> std::optional<std::string> {
    const char* const value = std::getenv(std::string(name).c_str());
    if (value == nullptr) return std::nullopt;
    return value;
  };
}

ROSTER_DECL std::optional<std::string> find_variable(const environment& variables, std::string_view name) {
  auto value = variables(name);
  if (value && value->empty()) value.reset();
  return value;
}

}  // namespace roster
#endif
// Credentials from environment variables, read anew each time.

// Which environment variables hold a vendor's credentials: data that the vendor's folder supplies.

#include <string_view>

namespace roster {

/// Names of variables.
/// Lifetime: of the texts given, usually literals.
struct environment_names {
  std::string_view access_key_id{};
  std::string_view access_key_secret{};
  std::string_view security_token{};  ///< "" where the vendor has none
};

}  // namespace roster
#include <utility>

namespace roster {

class environment_credentials final : public credentials_provider {
 public:
  explicit environment_credentials(environment_names names, environment variables = process_environment())
      : names_(names), variables_(std::move(variables)) {}

  ROSTER_DECL asio::awaitable<credentials> get() override;

 private:
  environment_names names_;
  environment variables_;
};

/// Looks at variables, at once.
/// Returns: the key, or which of the variables is not set.
ROSTER_DECL credentials_search search_variables(const environment_names& names, const environment& variables);

/// Reads credentials from variables, at once.
/// Fails: failure(errc::no_credentials) that names the variables and which of them is not set.
ROSTER_DECL credentials read_credentials(const environment_names& names, const environment& variables);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of environment_credentials.hpp.

namespace roster {

ROSTER_DECL credentials_search search_variables(const environment_names& names,
                                                const environment& variables) {
  const auto id = find_variable(variables, names.access_key_id);
  const auto secret_text = find_variable(variables, names.access_key_secret);
  if (!id || !secret_text) {
    const auto state = [](const auto& value) { return value ? " (set)" : " (not set)"; };
    return {.told = "the environment variables " + std::string(names.access_key_id) + state(id) + " and " +
                    std::string(names.access_key_secret) + state(secret_text)};
  }
  credentials key{.access_key_id = *id, .access_key_secret = secret(*secret_text)};
  if (!names.security_token.empty())
    key.security_token = secret(find_variable(variables, names.security_token).value_or(""));
  return {.key = std::move(key)};
}

ROSTER_DECL credentials read_credentials(const environment_names& names, const environment& variables) {
  auto found = search_variables(names, variables);
  if (!found.key) throw failure(errc::no_credentials, "no credentials: looked at " + found.told);
  return std::move(*found.key);
}

ROSTER_DECL asio::awaitable<credentials> environment_credentials::get() {
  co_return read_credentials(names_, variables_);
}

}  // namespace roster
#endif
// An INI file's text as sections of names and values: what the vendors' credentials files are written in.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster {

struct ini_section {
  std::string name{};
  std::vector<std::pair<std::string, std::string>> values{};

  /// Returns the value of `wanted`, the last one if it stands there several times; "" when there is none.
  /// Lifetime: that of this section.
  ROSTER_DECL std::string_view value(std::string_view wanted) const noexcept;
};

struct ini_text {
  std::vector<ini_section> sections{};  ///< in their order; one of "" holds what stands before the first
  std::optional<line_problem> problem{};

  /// Returns the section of that name, a null pointer when there is none.
  ROSTER_DECL const ini_section* section(std::string_view name) const noexcept;
};

/// Reads `[section]` and `name = value`. '#' and ';' begin a comment, at the start of a line or behind white
/// space; a value may stand in single or double quotes, in which every byte counts. Sections of one name are
/// one section.
/// Returns: what was read up to the first line that is neither, and that line as the problem.
/// Example: ini_text: reads sections, values, comments and quotes
ROSTER_DECL ini_text parse_ini(std::string_view text);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of ini_text.hpp.

#include <algorithm>

namespace roster {
namespace detail {

/// Takes the next line off the front of `text`, without its end.
inline std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Returns a text up to a comment that begins behind white space.
inline std::string_view without_comment(std::string_view text, std::string_view marks) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (marks.find(text[i]) != marks.npos && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '\t'))
      return http::trimmed(text.substr(0, i));
  return http::trimmed(text);
}

/// Returns a value without its quotes; nothing when they are not closed or something follows them.
inline std::optional<std::string_view> ini_value(std::string_view text) {
  text = http::trimmed(text);
  const char quote = text.empty() ? '\0' : text.front();
  if (quote != '"' && quote != '\'') return without_comment(text, "#;");
  const auto end = text.find(quote, 1);
  if (end == text.npos || !without_comment(text.substr(end + 1), "#;").empty()) return std::nullopt;
  return text.substr(1, end - 1);
}

inline ini_section& section_of(ini_text& out, std::string_view name) {
  const auto found = std::find_if(out.sections.begin(), out.sections.end(),
                                  [&](const ini_section& section) { return section.name == name; });
  if (found != out.sections.end()) return *found;
  return out.sections.emplace_back(ini_section{.name = std::string(name)});
}

/// Reads one line; `current` is the name of the section that it stands in. Returns what is wrong with it.
inline std::string_view read_ini_line(ini_text& out, std::string& current, std::string_view line) {
  line = http::trimmed(line);
  if (line.empty() || line.front() == '#' || line.front() == ';') return {};
  if (line.front() == '[') {
    const auto end = line.find(']');
    if (end == line.npos || !without_comment(line.substr(end + 1), "#;").empty())
      return "begins a section and does not end it with ]";
    current = http::trimmed(line.substr(1, end - 1));
    section_of(out, current);
    return {};
  }
  const auto equals = line.find('=');
  const auto name = http::trimmed(line.substr(0, equals));
  if (equals == line.npos || name.empty()) return "is neither [section] nor name = value";
  const auto value = ini_value(line.substr(equals + 1));
  if (!value) return "has a value in quotes that do not enclose it";
  section_of(out, current).values.emplace_back(name, *value);
  return {};
}

}  // namespace detail

ROSTER_DECL std::string_view ini_section::value(std::string_view wanted) const noexcept {
  const auto found =
      std::find_if(values.rbegin(), values.rend(), [&](const auto& entry) { return entry.first == wanted; });
  return found == values.rend() ? std::string_view() : found->second;
}

ROSTER_DECL const ini_section* ini_text::section(std::string_view name) const noexcept {
  const auto found = std::find_if(sections.begin(), sections.end(),
                                  [&](const ini_section& section) { return section.name == name; });
  return found == sections.end() ? nullptr : &*found;
}

ROSTER_DECL ini_text parse_ini(std::string_view text) {
  ini_text out;
  std::string current;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const auto what = detail::read_ini_line(out, current, detail::take_line(text));
    if (what.empty()) continue;
    out.problem = line_problem{line, what};
    break;
  }
  return out;
}

}  // namespace roster
#endif
// The source of nonces that clients use unless they are given another.

#include <string>

namespace roster {

/// Returns 32 random hexadecimal digits.
/// Fails: failure(errc::tls) when OpenSSL has no randomness.
ROSTER_DECL std::string random_nonce();

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of nonce.hpp.

#include <openssl/rand.h>

namespace roster {

ROSTER_DECL std::string random_nonce() {
  digest bytes{};
  if (RAND_bytes(bytes.data(), 16) != 1) throw failure(errc::tls, "OpenSSL has no randomness for a nonce");
  return hex(bytes).substr(0, 32);
}

}  // namespace roster
#endif
// Credentials that the program was given.

#include <memory>
#include <string>
#include <utility>

namespace roster {

class static_credentials final : public credentials_provider {
 public:
  explicit static_credentials(credentials key) noexcept : key_(std::move(key)) {}

  ROSTER_DECL asio::awaitable<credentials> get() override;

 private:
  credentials key_;
};

/// Returns a provider of one key, as configs take it: `.credentials = roster::static_key(id, secret)`.
/// Example: static_key: gives the key, and the token if there is one
inline std::shared_ptr<credentials_provider> static_key(std::string access_key_id, std::string secret_text,
                                                        std::string security_token = {}) {
  return std::make_shared<static_credentials>(
      credentials{.access_key_id = std::move(access_key_id),
                  .access_key_secret = secret(std::move(secret_text)),
                  .security_token = secret(std::move(security_token))});
}

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of static_credentials.hpp.

namespace roster {

ROSTER_DECL asio::awaitable<credentials> static_credentials::get() { co_return key_; }

}  // namespace roster
#endif
// A small text file as a value: bounded, and only if it is a regular file, so that a pipe or a device under a
// well-known name cannot hold up a program or fill its memory.

#include <cstddef>
#include <string>

namespace roster {

inline constexpr std::size_t largest_text_file = 1'048'576;

/// A file as it was found: its text, or why there is none.
struct text_file {
  std::string text{};     ///< without a byte order mark
  std::string problem{};  ///< "does not exist", "is a directory"; empty when the file was read
  bool absent{};          ///< there is no such file
};

/// Reads a file of at most `largest_text_file` bytes of UTF-8, at once: this blocks as long as the disk takes.
/// Returns: what was found; a problem says what is wrong with the file, and nothing of its content.
ROSTER_DECL text_file read_text_file(const std::string& path);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of text_file.hpp.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <string_view>
#include <system_error>

namespace roster {
namespace detail {

/// An open file that is closed at the end.
class open_file {
 public:
  // Not blocking, so that a pipe without a writer opens at once and can be refused.
  explicit open_file(const std::string& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)) {}
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;
  ~open_file() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  int descriptor() const noexcept { return descriptor_; }

 private:
  int descriptor_;
};

inline text_file not_read(int error) {
  if (error == ENOENT || error == ENOTDIR) return {.problem = "does not exist", .absent = true};
  return {.problem = "cannot be read: " + std::generic_category().message(error)};
}

/// Returns what speaks against the kind of a file, "" when nothing does.
inline std::string problem_of_kind(const struct stat& status) {
  if (S_ISDIR(status.st_mode)) return "is a directory";
  if (!S_ISREG(status.st_mode)) return "is not a regular file";
  return {};
}

inline std::string too_large() { return "has more than " + std::to_string(largest_text_file) + " bytes"; }

/// Returns what speaks against the text of a file, "" when nothing does.
inline std::string problem_of_text(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return "is UTF-16; write it as UTF-8";
  const auto zero = text.find('\0');
  if (zero != text.npos) return "is not text: byte " + std::to_string(zero) + " is zero";
  return {};
}

inline text_file read_all(const open_file& file) {
  text_file out;
  char buffer[8192];
  while (true) {
    const auto count = ::read(file.descriptor(), buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return not_read(errno);
    if (count == 0) return out;
    out.text.append(buffer, static_cast<std::size_t>(count));
    if (out.text.size() > largest_text_file) return {.problem = too_large()};
  }
}

}  // namespace detail

ROSTER_DECL text_file read_text_file(const std::string& path) {
  if (path.find('\0') != path.npos) return {.problem = "is no path: it has a zero byte"};
  struct stat status{};
  // Before opening, since opening alone can make a device do something.
  if (::stat(path.c_str(), &status) != 0) return detail::not_read(errno);
  if (auto problem = detail::problem_of_kind(status); !problem.empty())
    return {.problem = std::move(problem)};
  const detail::open_file file(path);
  if (file.descriptor() < 0 || ::fstat(file.descriptor(), &status) != 0) return detail::not_read(errno);
  if (auto problem = detail::problem_of_kind(status); !problem.empty())
    return {.problem = std::move(problem)};
  auto out = detail::read_all(file);
  if (out.problem.empty()) out.problem = detail::problem_of_text(out.text);
  if (!out.problem.empty()) out.text.clear();
  if (out.text.starts_with("\xEF\xBB\xBF")) out.text.erase(0, 3);
  return out;
}

}  // namespace roster
#endif
// What a server finds when it checks a signature. Clock and nonce are left to the server: it knows what it
// remembers.

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace roster {

enum class signature_verdict {
  ok,
  missing,                ///< there is no Authorization header
  malformed,              ///< the Authorization header, path or query cannot be read
  missing_signed_header,  ///< a header that must be sent and signed is not
  unknown_key,            ///< no secret is known for the access key id
  wrong_body,             ///< the body does not have the hash that its header says
  mismatch,               ///< the signature is another
};

/// A verdict, and what was read on the way to it.
struct verification {
  signature_verdict verdict{signature_verdict::missing};
  std::string header{};  ///< which one is missing or malformed
  std::string access_key_id{};
  std::string date{};                 ///< of the signature, as it came
  std::chrono::seconds expiration{};  ///< how long the client lets it be good; 0 where it does not say
  std::string nonce{};
  std::string canonical_request{};  ///< as the server computes it; may hold a security token
};

/// Finds the secret of an access key id; nothing for an unknown id.
using secret_lookup = std::function<std::optional<secret>(std::string_view access_key_id)>;

}  // namespace roster
// The server's side of ACS3-HMAC-SHA256, which the emulator needs and a client does not.

namespace roster {

/// Checks the signature of a request as it came. The client chooses what it signs beyond the mandatory
/// headers, and how it orders and spells the query.
ROSTER_DECL verification verify_acs3(const http::request& request, const secret_lookup& find_secret);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of verify_acs3.hpp.

#include <algorithm>

namespace roster {
namespace detail {

struct acs3_authorization {
  std::string_view access_key_id;
  header_names names;
  std::string_view signature;
};

/// Takes "name=value" off the front of `rest`, and the ',' behind it.
inline std::optional<std::string_view> take_acs3_part(std::string_view& rest, std::string_view name) {
  if (!rest.starts_with(name) || !rest.substr(name.size()).starts_with('=')) return std::nullopt;
  rest.remove_prefix(name.size() + 1);
  const auto end = std::min(rest.find(','), rest.size());
  const std::string_view value = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (value.empty()) return std::nullopt;
  return value;
}

inline std::optional<acs3_authorization> parse_acs3_authorization(std::string_view text) {
  if (!text.starts_with(acs3_algorithm) || !text.substr(acs3_algorithm.size()).starts_with(' '))
    return std::nullopt;
  text.remove_prefix(acs3_algorithm.size() + 1);
  const auto key = take_acs3_part(text, "Credential");
  const auto names = take_acs3_part(text, "SignedHeaders");
  const auto signature = take_acs3_part(text, "Signature");
  if (!key || !names || !signature || !text.empty()) return std::nullopt;
  return acs3_authorization{*key, split_names(*names), *signature};
}

/// Returns the first header that must be there and be signed and is not: six always, and every x-acs-… that
/// came.
inline std::optional<std::string> missing_acs3_header(const http::headers& headers,
                                                      const header_names& names) {
  const auto is_signed = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const char* name : {"host", "x-acs-action", "x-acs-content-sha256", "x-acs-date",
                           "x-acs-signature-nonce", "x-acs-version"})
    if (!headers.contains(name) || !is_signed(name)) return name;
  for (const std::string& name : acs3_signed_headers(headers))
    if (name.starts_with("x-acs-") && !is_signed(name)) return name;
  for (const std::string& name : names)
    if (!headers.contains(name)) return name;
  return std::nullopt;
}

}  // namespace detail

ROSTER_DECL verification verify_acs3(const http::request& request, const secret_lookup& find_secret) {
  verification found;
  const auto conclude = [&](signature_verdict verdict, std::string header = {}) {
    found.verdict = verdict;
    found.header = std::move(header);
    return found;
  };
  const std::string text = joined_values(request.headers, "authorization");
  if (text.empty()) return conclude(signature_verdict::missing, "authorization");
  const auto authorization = detail::parse_acs3_authorization(text);
  if (!authorization) return conclude(signature_verdict::malformed, "authorization");
  found.access_key_id = authorization->access_key_id;
  found.date = request.headers.get("x-acs-date");
  found.nonce = request.headers.get("x-acs-signature-nonce");

  if (const auto absent = detail::missing_acs3_header(request.headers, authorization->names))
    return conclude(signature_verdict::missing_signed_header, *absent);
  const auto key_secret = find_secret(found.access_key_id);
  if (!key_secret) return conclude(signature_verdict::unknown_key);
  if (joined_values(request.headers, "x-acs-content-sha256") != hex(sha256(request.body)))
    return conclude(signature_verdict::wrong_body, "x-acs-content-sha256");
  if (!http::parse_query(request.query)) return conclude(signature_verdict::malformed);
  found.canonical_request = acs3_canonical_request(request, authorization->names);
  const std::string expected = acs3_signature(key_secret->reveal(), found.canonical_request);
  const bool equal = constant_time_equal(expected, authorization->signature);
  return conclude(equal ? signature_verdict::ok : signature_verdict::mismatch);
}

}  // namespace roster
#endif
// The server's side of bce-auth-v1, which the emulator needs and a client does not.

namespace roster {

/// How a server may be kinder than the document.
struct bce_v1_tolerance {
  /// Accepts a signature over the host without its port, which the vendor's Go and Java clients make: right
  /// on the default port, wrong on any other.
  bool host_without_port{};
};

/// Checks the signature of a request as it came. The client chooses what it signs beside Host, in what order
/// it lists it, and how it orders and spells the query.
ROSTER_DECL verification verify_bce_v1(const http::request& request, const secret_lookup& find_secret,
                                       bce_v1_tolerance tolerance = {});

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of verify_bce_v1.hpp.

#include <algorithm>
#include <charconv>

namespace roster {
namespace detail {

struct bce_v1_authorization {
  std::string_view prefix;  // the first four parts
  std::string_view access_key_id;
  std::string_view date;
  std::chrono::seconds expiration;
  std::string_view names;
  std::string_view signature;
};

inline std::optional<bce_v1_authorization> parse_bce_v1_authorization(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('/', begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  if (parts.size() != 6 || parts[0] != bce_v1_scheme || parts[1].empty() || parts[5].empty())
    return std::nullopt;
  unsigned seconds{};
  const char* const end = parts[3].data() + parts[3].size();
  const auto [read_until, error] = std::from_chars(parts[3].data(), end, seconds);
  if (error != std::errc() || read_until != end) return std::nullopt;
  if (!http::parse_utc_date(parts[2])) return std::nullopt;
  const auto prefix_size = static_cast<std::size_t>(end - text.data());
  return bce_v1_authorization{text.substr(0, prefix_size),   parts[1], parts[2],
                              std::chrono::seconds(seconds), parts[4], parts[5]};
}

/// Returns the names that are signed: those listed, or the documented ones when none is.
inline header_names bce_v1_names(const http::headers& headers, std::string_view listed) {
  if (!listed.empty()) return split_names(listed);
  return select_names(headers, [](std::string_view name) {
    return name == "host" || name == "content-length" || name == "content-type" || name == "content-md5" ||
           name.starts_with("x-bce-");
  });
}

inline std::optional<std::string> missing_bce_v1_header(const http::headers& headers,
                                                        const header_names& names) {
  for (const std::string& name : names)
    if (!headers.contains(name)) return name;
  if (std::find(names.begin(), names.end(), "host") == names.end()) return "host";
  return std::nullopt;
}

inline http::request without_port(http::request request) {
  const std::string host(request.headers.get("host"));
  const auto colon = host.rfind(':');
  if (colon != host.npos && host.find(']', colon) == host.npos)
    request.headers.set("host", host.substr(0, colon));
  return request;
}

}  // namespace detail

ROSTER_DECL verification verify_bce_v1(const http::request& request, const secret_lookup& find_secret,
                                       bce_v1_tolerance tolerance) {
  verification found;
  const auto conclude = [&](signature_verdict verdict, std::string header = {}) {
    found.verdict = verdict;
    found.header = std::move(header);
    return found;
  };
  const std::string text = joined_values(request.headers, "authorization");
  if (text.empty()) return conclude(signature_verdict::missing, "authorization");
  const auto authorization = detail::parse_bce_v1_authorization(text);
  if (!authorization) return conclude(signature_verdict::malformed, "authorization");
  found.access_key_id = authorization->access_key_id;
  found.date = authorization->date;
  found.expiration = authorization->expiration;

  const header_names names = detail::bce_v1_names(request.headers, authorization->names);
  if (const auto absent = detail::missing_bce_v1_header(request.headers, names))
    return conclude(signature_verdict::missing_signed_header, *absent);
  const auto key_secret = find_secret(found.access_key_id);
  if (!key_secret) return conclude(signature_verdict::unknown_key);
  if (!http::percent_decode(request.path) || !http::parse_query(request.query))
    return conclude(signature_verdict::malformed);
  found.canonical_request = bce_v1_canonical_request(request, names);
  const auto fits = [&](std::string_view canonical_request) {
    const std::string expected =
        bce_v1_signature(key_secret->reveal(), authorization->prefix, canonical_request);
    return constant_time_equal(expected, authorization->signature);
  };
  const bool equal =
      fits(found.canonical_request) ||
      (tolerance.host_without_port && fits(bce_v1_canonical_request(detail::without_port(request), names)));
  return conclude(equal ? signature_verdict::ok : signature_verdict::mismatch);
}

}  // namespace roster
#endif
// Where the rooms meet: a client for one list operation of any API that is declared as structs.

#include <memory>
// How to reach a service of one's own declaration: the options of roster::client.

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
// What all listings of a client share. They hold it together: a client may be destroyed before its listings.

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
// What a client takes from the world besides the network: clocks, sleep, chance. Injected, so that no test
// sleeps and every run can be repeated.

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <string>

namespace roster {

namespace asio = boost::asio;

/// Empty functions stand for the real thing.
struct surroundings {
  std::function<std::chrono::sys_seconds()> now{};  ///< the wall clock, for signatures only
  std::function<std::chrono::steady_clock::time_point()> steady_now{};  ///< the clock of all deadlines
  std::function<asio::awaitable<void>(std::chrono::milliseconds)> sleep{};
  std::function<std::string()> nonce{};
  std::function<double()> random{};  ///< from [0, 1)
};

/// Returns `wanted` with every empty function replaced by the real one.
ROSTER_DECL surroundings real_where_empty(surroundings wanted);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of surroundings.hpp.

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <random>

namespace roster {
namespace detail {

inline asio::awaitable<void> sleep_for(std::chrono::milliseconds time) {
  auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor, time);
  co_await timer.async_wait(asio::use_awaitable);
}

inline double random_fraction() {
  thread_local std::minstd_rand engine{std::random_device{}()};
  return std::uniform_real_distribution<double>(0.0, 1.0)(engine);
}

}  // namespace detail

ROSTER_DECL surroundings real_where_empty(surroundings wanted) {
  if (!wanted.now)
    wanted.now = [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); };
  if (!wanted.steady_now) wanted.steady_now = [] { return std::chrono::steady_clock::now(); };
  if (!wanted.sleep) wanted.sleep = detail::sleep_for;
  if (!wanted.nonce) wanted.nonce = random_nonce;
  if (!wanted.random) wanted.random = detail::random_fraction;
  return wanted;
}

}  // namespace roster
#endif
// Decides when a request may be sent so that an account stays within its rate: a token bucket that hands out
// turns and never waits itself, so that every decision is a test.

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace roster {

/// How many requests are allowed.
struct rate {
  double per_second{};
  std::size_t burst{1};  ///< how many at once, after a pause
};

/// A limit that any number of clients share. Turns are given in the order in which they are asked for. May be used
/// from any thread.
class rate_limit {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  /// When a request may be sent.
  struct turn {
    time_point at{};
    time_point before{};  // the bucket in front of it and behind it
    time_point after{};
  };

  /// Fails: failure(errc::invalid_argument) unless 0.000001 to 1000000000 requests a second and at least one at
  /// once are allowed.
  /// Example: rate_limit: a rate that is none is refused
  ROSTER_DECL explicit rate_limit(rate allowed);

  /// Takes the next free turn; none, and nothing is taken, if that is later than `latest`.
  /// Example: rate_limit: after a burst there are so many turns a second
  ROSTER_DECL std::optional<turn> take_turn(time_point now, time_point latest = time_point::max());

  /// Gives back a turn that is not used. It is free again as soon as all turns behind it have been given back,
  /// too; those that wait keep theirs.
  /// Example: rate_limit: turns that are given back are free again, in whatever order
  ROSTER_DECL void give_back(const turn& unused);

 private:
  std::chrono::nanoseconds interval_;
  std::chrono::nanoseconds burst_;  // how far ahead of now the bucket may be without a wait
  std::mutex guard_{};
  time_point next_{};  // when the bucket will be full again
  std::vector<turn> unused_{};
};

/// Makes a limit to be shared: `client_config{.rate = roster::limit_rate({.per_second = 10})}`.
inline std::shared_ptr<rate_limit> limit_rate(rate allowed) { return std::make_shared<rate_limit>(allowed); }

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of rate_limit.hpp.

#include <algorithm>

namespace roster {

ROSTER_DECL rate_limit::rate_limit(rate allowed) {
  const bool possible = allowed.per_second >= 1e-6 && allowed.per_second <= 1e9 && allowed.burst >= 1 &&
                        allowed.burst <= 1'000'000'000;
  if (!possible)
    throw failure(
        errc::invalid_argument,
        "a rate limit allows from 0.000001 to 1000000000 requests a second, and at least one at once");
  interval_ = std::chrono::nanoseconds(static_cast<std::int64_t>(1e9 / allowed.per_second));
  const auto most = std::chrono::hours(24 * 365) / interval_;  // a longer burst would not be reached
  burst_ = interval_ * std::min<std::int64_t>(static_cast<std::int64_t>(allowed.burst) - 1, most);
}

ROSTER_DECL std::optional<rate_limit::turn> rate_limit::take_turn(time_point now, time_point latest) {
  const std::lock_guard lock(guard_);
  std::erase_if(unused_, [&](const turn& one) { return one.after <= now; });
  const auto before = std::max(next_, now);
  const auto at = std::max(before - burst_, now);
  if (at > latest) return std::nullopt;
  const turn taken{.at = at, .before = next_, .after = before + interval_};
  next_ = taken.after;
  return taken;
}

ROSTER_DECL void rate_limit::give_back(const turn& unused) {
  const std::lock_guard lock(guard_);
  unused_.push_back(unused);
  const auto last = [&] {
    return std::find_if(unused_.begin(), unused_.end(), [&](const turn& one) { return one.after == next_; });
  };
  for (auto found = last(); found != unused_.end(); found = last()) {
    next_ = found->before;
    unused_.erase(found);
  }
}

}  // namespace roster
#endif
// Decides whether and when a failed request is sent again: a pure function, so that every row of the table is
// a test.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace roster {

/// How failed requests are repeated. Every repetition is signed afresh.
struct retry_options {
  std::size_t retries{3};  ///< repetitions of one page, after the first attempt
  std::chrono::milliseconds transient_delay{
      50};  ///< the first wait after a network or server failure is up to this
  std::chrono::milliseconds throttled_delay{1000};  ///< the first wait after throttling is up to this
  std::chrono::milliseconds longest_delay{20'000};  ///< waits double up to this
  std::chrono::milliseconds longest_hint{30'000};   ///< a service that asks for more is not waited for
};

/// What is known about a failed attempt.
struct failed_attempt {
  errc condition{};
  std::string vendor_code{};
  std::size_t number{1};                            ///< 1 for the first attempt
  std::optional<std::chrono::milliseconds> hint{};  ///< what the service asks to wait
  bool cut_body{};                                  ///< the answer was no whole JSON, as a cut one is
  std::chrono::milliseconds left{std::chrono::milliseconds::max()};  ///< until the deadline of the listing
};

struct retry_decision {
  bool again{};
  std::chrono::milliseconds wait{};
  std::string why_not{};  ///< said in the failure, where there is something to say
};

/// Decides about one failed attempt. `random` is from [0, 1): the wait is drawn from the whole interval
/// ("full jitter"), and never shorter than the service's hint.
ROSTER_DECL retry_decision decide_retry(const retry_options& options, const failed_attempt& failed,
                                        double random);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of retry.hpp.

#include <algorithm>

namespace roster {
namespace detail {

inline bool worth_repeating(const failed_attempt& failed) noexcept {
  switch (failed.condition) {
    case errc::throttled:
    case errc::unavailable:
    case errc::connection:
    case errc::timed_out:
      return true;
    case errc::bad_answer:
      return failed.cut_body;
    case errc::unauthenticated:
      return failed.vendor_code == "SignatureNonceUsed" && failed.number == 1;
    default:
      return false;
  }
}

inline std::chrono::milliseconds backoff(const retry_options& options, const failed_attempt& failed,
                                         double random) {
  const bool throttled = failed.condition == errc::throttled;
  const auto first = throttled ? options.throttled_delay : options.transient_delay;
  const auto doublings = std::min<std::size_t>(failed.number - 1, 20);
  const double most = std::min(static_cast<double>(first.count()) * static_cast<double>(1U << doublings),
                               static_cast<double>(options.longest_delay.count()));
  return std::chrono::milliseconds(static_cast<std::chrono::milliseconds::rep>(most * random));
}

}  // namespace detail

ROSTER_DECL retry_decision decide_retry(const retry_options& options, const failed_attempt& failed,
                                        double random) {
  if (!detail::worth_repeating(failed) || failed.number > options.retries) return {};
  if (failed.hint && *failed.hint > options.longest_hint)
    return {.why_not = "the service asks to wait " + std::to_string(failed.hint->count() / 1000) +
                       " s, longer than the " + std::to_string(options.longest_hint.count() / 1000) +
                       " s that are accepted"};
  const auto jitter = detail::backoff(options, failed, random);
  const auto wait = failed.hint ? *failed.hint + jitter / 10 : jitter;
  if (wait >= failed.left) return {.why_not = "no time is left for another attempt"};
  return {.again = true, .wait = wait};
}

}  // namespace roster
#endif
// The interface to whatever carries requests: the network, the emulator or a test. No sockets, TLS or Beast
// in here.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>
// An answer as a plain value.

#include <cstdint>
#include <string>

namespace roster::http {

struct response {
  unsigned status{};
  http::headers headers{};
  std::string body{};
  std::uint64_t raw_bytes{};  ///< everything that came over the wire for this answer, framing included
};

}  // namespace roster::http

namespace roster {

namespace asio = boost::asio;

/// Carries one request and brings its answer. One transport serves many listings on the same executor.
class transport {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  transport() = default;
  transport(const transport&) = delete;
  transport& operator=(const transport&) = delete;
  virtual ~transport() = default;

  /// Sends `request` and reads the whole answer, whatever its status; follows no redirect.
  /// Awaits: until the answer is complete, at the latest until `until`.
  /// Fails: failure with errc::connection, tls, timed_out, protocol, too_large or invalid_argument.
  /// Cancels: terminal cancellation closes the connection and completes with operation_aborted.
  /// Lifetime: `request` must outlive the await.
  virtual asio::awaitable<http::response> send(const http::request& request, time_point until) = 0;
};

}  // namespace roster

namespace roster {

struct client_core {
  asio::any_io_executor executor{};
  http::endpoint endpoint{};
  any_signer sign{};
  std::shared_ptr<credentials_provider> credentials{};  ///< may be empty for a signer that needs none
  std::shared_ptr<roster::transport> transport{};
  retry_options retry{};
  std::shared_ptr<rate_limit> rate{};   ///< may be empty
  std::chrono::milliseconds timeout{};  ///< for one attempt
  surroundings around{};                ///< complete: no function is empty
};

}  // namespace roster
// What a user may choose about the HTTP client: a plain aggregate, so that a client's own options can carry
// it.

#include <boost/asio/ip/address.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
// How much of an answer is taken before it is refused: apart, for the reader of answers and the client's
// options both speak of it.

#include <cstddef>
#include <cstdint>

namespace roster {

/// Bounds for one answer. Passing one is failure(errc::too_large), and the connection is closed.
struct answer_limits {
  std::size_t head{64 * 1024};          ///< bytes of header, interim answers and trailers included
  std::uint64_t body{8 * 1024 * 1024};  ///< bytes of body
  std::uint64_t framing{1024 * 1024};   ///< bytes on the wire beyond `body`: chunk sizes, extensions, header
  unsigned interim{16};                 ///< answers of status 1xx before the real one
};

}  // namespace roster
// Which proxy carries which request: a plain aggregate, so that a user, or what reads the environment, can
// fill it.

#include <string>

namespace roster {

/// Proxies, each written "[http://][user[:password]@]host[:port]", or "" for none. User and password are
/// percent-encoded; the port is 80 unless given. They are sent to the proxy alone, as Proxy-Authorization, and
/// nothing of a request over TLS but the name of its host is.
struct proxy_options {
  secret http{};   ///< for endpoints with http
  secret https{};  ///< for endpoints with https: a tunnel (CONNECT), and TLS with the endpoint within
  /// Hosts that are connected to directly, separated by commas: `example.com` (and every name below it),
  /// `.example.com` (only the names below), `10.0.0.1`, `10.0.0.0/8`, `[::1]`, each perhaps with `:port`; `*`
  /// for all.
  std::string except{};
};

}  // namespace roster
#include <string>
#include <vector>

namespace roster {

/// Receives the addresses of a host, or why there are none.
using address_handler = std::function<void(boost::system::error_code, std::vector<boost::asio::ip::address>)>;

/// Finds the addresses of a host name; calls the handler once, on the client's executor.
using host_resolver = std::function<void(const std::string& host, address_handler)>;

/// Deadlines are absolute: they do not start anew with every byte that comes. All are cut short by the
/// `until` of a send. Certificates are verified, unless the option is set whose name says that this is not
/// safe.
struct http_client_options {
  std::chrono::milliseconds connect_deadline{10'000};     ///< from the host's name to TCP, or to a tunnel
  std::chrono::milliseconds handshake_deadline{10'000};   ///< for TLS
  std::chrono::milliseconds first_byte_deadline{30'000};  ///< from sending to the first byte of an answer
  answer_limits limits{};
  std::string ca_file{};  ///< PEM file of the only authorities to trust; "": those of the system
  std::string client_certificate_file{};  ///< PEM file of the chain to show to servers that ask for one
  std::string client_key_file{};          ///< PEM file of its key; "": it is in the same file
  secret client_key_passphrase{};         ///< of an encrypted key
  bool insecure_accept_any_server{};      ///< takes every certificate, also an attacker's
  std::optional<proxy_options> proxy{};   ///< unset: a client takes the environment's, make_http_client none
  std::size_t max_idle_connections{32};
  std::chrono::milliseconds idle_time{30'000};  ///< an idle connection older than this is not used again
  std::string user_agent{};  ///< the application, "my-app/1.2"; the library's own "roster/…" goes behind it
  host_resolver resolve{};   ///< empty: the system's resolver
};

}  // namespace roster
#include <string>

namespace roster {

struct client_config {
  std::string endpoint{};  ///< "https://host[:port][/prefix]"
  any_signer sign{};       ///< anonymous unless set: bearer{token}, acs3{…}, bce_v1{…} or one of your own
  std::shared_ptr<credentials_provider> credentials{};  ///< for signers that need some
  std::chrono::milliseconds timeout{60'000};            ///< for one attempt, from connecting to the last byte
  retry_options retry{};
  std::shared_ptr<rate_limit> rate{};  ///< shared by whatever counts together, such as an account's clients
  http_client_options http{};          ///< of the HTTP client that is made when `transport` is empty
  std::shared_ptr<roster::transport> transport{};  ///< an emulator's, a test's, or one shared among clients
  surroundings around{};                           ///< clocks, sleep and chance; real unless set
  environment variables{};                         ///< for proxies: the process's environment unless set
};

/// Makes the core of a client.
/// Fails: failure(errc::invalid_argument) for an endpoint or option that cannot be used.
ROSTER_DECL std::shared_ptr<const client_core> make_client_core(asio::any_io_executor executor,
                                                                client_config config);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of config.hpp.

// The proxies that the environment names, by the rules of most programs; what differs between them is decided
// here.

namespace roster {

/// Returns the proxies of `https_proxy` and `http_proxy`, `all_proxy` where one is not set, and the exceptions
/// of `no_proxy`, to which localhost and the addresses of loopback are added. The lower-case name of each is
/// looked at first, then the upper-case one; an empty variable is not set. `HTTP_PROXY` does not count where
/// `REQUEST_METHOD` is set: in a CGI program it is a header of whoever sent the request.
/// Example: environment_proxies: takes the lower-case name first
ROSTER_DECL proxy_options environment_proxies(const environment& variables);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of environment_proxies.hpp.

#include <optional>
#include <string>
#include <string_view>

namespace roster {

ROSTER_DECL proxy_options environment_proxies(const environment& variables) {
  const auto either = [&](std::string_view lower, std::string_view upper) {
    auto value = find_variable(variables, lower);
    return value ? value : find_variable(variables, upper);
  };
  const bool in_cgi = variables("REQUEST_METHOD").has_value();
  const std::string all = either("all_proxy", "ALL_PROXY").value_or("");
  const std::string loopback = "localhost,127.0.0.0/8,[::1]";
  const auto except = either("no_proxy", "NO_PROXY");
  return {.http = secret(either("http_proxy", in_cgi ? "http_proxy" : "HTTP_PROXY").value_or(all)),
          .https = secret(either("https_proxy", "HTTPS_PROXY").value_or(all)),
          .except = except ? *except + ',' + loopback : loopback};
}

}  // namespace roster
#endif
// The real transport: HTTP/1.1 over TCP and TLS. Only its factory is here, so that who includes it compiles
// neither Beast nor TLS when definitions are compiled separately.

#include <boost/asio/any_io_executor.hpp>
#include <memory>

namespace roster {

/// Makes a client that keeps connections open for the next request to the same scheme, host and port.
///
/// Everything runs on `executor`, and sends must be awaited on it. It must not run handlers concurrently: an
/// io_context run by one thread, or a strand. Any number of sends may be in flight, each on a connection of
/// its own.
///
/// A repeatable request counts as a read whatever its method. If a kept connection turns out to be dead before
/// a byte of the answer was seen, the request is sent again on another one, at once; on a connection just
/// opened it never is. A request that is not repeatable is sent once, on a connection just opened.
///
/// The system's resolver cannot be interrupted: a send gives up at its deadline, but destroying the io_context
/// waits until the resolver has given up, too, as resolv.conf has it (5 s for each try of each server).
/// `options.resolve` takes a resolver of one's own.
///
/// Returns: a transport that may be destroyed while sends are in flight; they go on to their end, then their
/// connections are closed. It may outlive the executor's context, which closes its connections.
/// Fails: failure(errc::invalid_argument) for a CA file that cannot be used or a user agent that cannot be
/// sent.
/// Example: http client: one connection serves many requests
ROSTER_DECL std::shared_ptr<transport> make_http_client(asio::any_io_executor executor,
                                                        http_client_options options = {});

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of http_client.hpp.

#include <algorithm>
#include <array>
#include <boost/asio/error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/system/system_error.hpp>
#include <optional>
// The last look at a request before it becomes bytes: a network library writes what it is given, line breaks
// included.

namespace roster::http {

/// Checks every byte of a request outside its body: method, host, path, query, header names and values;
/// exactly one Host header; no Content-Length, Transfer-Encoding or Proxy-Authorization, which are the
/// transport's to write.
/// Fails: failure(errc::invalid_argument) naming the part and the position; never shows a header's value.
ROSTER_DECL void check_request(const request& request);

}  // namespace roster::http

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of check_request.hpp.

#include <algorithm>

namespace roster::http {
namespace detail {

[[noreturn]] inline void bad_request(const std::string& what) {
  throw failure(errc::invalid_argument, "request cannot be sent: " + what);
}

inline void check_bytes(const char* part, std::string_view text, std::string_view extra) {
  const auto position = find_illegal(text, extra);
  if (position == text.npos) return;
  bad_request(std::string(part) + " has the byte \"" + printable(text.substr(position, 1)) +
              "\" at position " + std::to_string(position) + ", which must be percent-encoded");
}

inline void check_header(const header& h) {
  if (!is_token(h.name)) bad_request("\"" + printable(h.name, 100) + "\" is not the name of a header");
  for (const std::string_view own : {"content-length", "transfer-encoding", "proxy-authorization"})
    if (same_ignoring_case(h.name, own)) bad_request("header " + h.name + " is not the caller's to set");
  const auto bad = std::find_if_not(h.value.begin(), h.value.end(), is_field_char);
  if (bad != h.value.end())
    bad_request("the value of header " + h.name + " has a control character at position " +
                std::to_string(bad - h.value.begin()));
}

/// Checks that the text of the Host header is a host and perhaps a port, so that it cannot smuggle anything.
inline void check_host_header(const headers& headers) {
  const auto hosts = std::count_if(headers.begin(), headers.end(),
                                   [](const header& h) { return same_ignoring_case(h.name, "host"); });
  if (hosts != 1) bad_request("it has " + std::to_string(hosts) + " Host headers, and needs one");
  std::string_view host = headers.get("host");
  while (!host.empty() && is_digit(host.back())) host.remove_suffix(1);
  host = host.ends_with(':') ? host.substr(0, host.size() - 1) : headers.get("host");
  const bool ipv6 = host.starts_with('[') && host.ends_with(']');
  if (ipv6 ? !is_ipv6(host.substr(1, host.size() - 2)) : !is_host(host) || is_ipv6(host))
    bad_request("the Host header is not a host");
}

}  // namespace detail

ROSTER_DECL void check_request(const request& request) {
  if (!is_token(request.method))
    detail::bad_request("\"" + printable(request.method, 100) + "\" is not a method");
  if (request.to.scheme != "http" && request.to.scheme != "https")
    detail::bad_request("the scheme must be http or https");
  if (!is_host(request.to.host))
    detail::bad_request("\"" + printable(request.to.host, 200) + "\" is not a host");
  if (request.to.port == 0) detail::bad_request("the port is 0");
  if (!request.path.starts_with('/')) detail::bad_request("the path does not begin with '/'");
  detail::check_bytes("the path", request.path, "");
  detail::check_bytes("the query", request.query, "?");
  for (const header& h : request.headers) detail::check_header(h);
  detail::check_host_header(request.headers);
}

}  // namespace roster::http
#endif
// One TCP connection, with TLS or without, and the one deadline that is running on it.

#include <array>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace roster::detail {

/// A connection; operations report through `ec`, one at a time. When the deadline passes, or `abandon` is
/// called, the socket is closed, and the operation in flight ends with an error.
class connection : public std::enable_shared_from_this<connection> {
 public:
  using tcp = boost::asio::ip::tcp;
  using error_code = boost::system::error_code;
  using time_point = std::chrono::steady_clock::time_point;

  explicit connection(const boost::asio::any_io_executor& executor);
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;
  /// Ends TLS as it should be ended, as far as that needs no waiting, and closes the socket.
  ~connection();

  boost::asio::awaitable<void> connect(tcp::endpoint peer, error_code& ec);
  /// Begins TLS with a server that must be `host`.
  /// Lifetime: `context` until the handshake is over.
  boost::asio::awaitable<void> handshake(boost::asio::ssl::context& context, const std::string& host,
                                         error_code& ec);
  boost::asio::awaitable<std::size_t> write(std::array<boost::asio::const_buffer, 2> bytes, error_code& ec);
  boost::asio::awaitable<std::size_t> read_some(boost::asio::mutable_buffer space, error_code& ec);

  /// Tells whether the peer has sent nothing and not closed, by trying to read without waiting. If it has,
  /// the connection is of no further use.
  bool quiet();

  /// Sets the deadline, in place of the one before.
  void expire_at(time_point when);
  void never_expire();
  bool expired() const noexcept { return expired_; }
  /// Closes the socket at once, without TLS's farewell.
  void abandon();

  SSL* session() { return tls_->native_handle(); }

 private:
  boost::asio::steady_timer deadline_;
  std::uint64_t round_{};  // tells a deadline from one that was replaced when it had already fired
  bool expired_{false};
  bool farewell_{false};  // TLS is up
  tcp::socket socket_;
  std::optional<boost::asio::ssl::stream<tcp::socket&>> tls_{};
};

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of connection.hpp.

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
// Whom TLS trusts: everything that is asked of OpenSSL beyond a stream, in one place to review.

#include <boost/asio/ssl/context.hpp>
#include <boost/system/error_code.hpp>
#include <string>

namespace roster::detail {

/// Makes a context for TLS 1.2 and newer that verifies certificates against the options' CA file, or the
/// system's authorities if there is none, and shows the client's own to servers that ask for it.
/// Fails: failure(errc::invalid_argument) if a file cannot be read or does not hold what it should.
ROSTER_DECL boost::asio::ssl::context make_tls_context(const http_client_options& options);

/// Makes a session accept a certificate for `host` only, by its subject alternative names, and name it to the
/// server (SNI) unless it is an address.
ROSTER_DECL void expect_host(SSL* session, const std::string& host);

/// Tells whether a peer has ended TLS by an alert: it does not accept what it was shown, or misses something.
ROSTER_DECL bool is_alert(boost::system::error_code ec) noexcept;

/// Returns why a handshake did not succeed: errc::tls, or errc::connection if the connection ended.
ROSTER_DECL failure handshake_failure(SSL* session, boost::system::error_code ec, const std::string& origin);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of tls.hpp.

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <cerrno>
#include <fstream>
// How the transport words its failures: one place, so that every one of them carries the endpoint and the
// cause.

#include <boost/system/error_code.hpp>
#include <chrono>
#include <string>

namespace roster::detail {

/// Returns a failure of the exchange with `origin`. The cause's own words are appended to the message, except
/// for an orderly end and a deadline of ours, which the message itself tells.
ROSTER_DECL failure network_failure(errc condition, std::string message, const std::string& origin,
                                    boost::system::error_code cause = {});

/// Returns "30 s" or "250 ms".
ROSTER_DECL std::string duration_text(std::chrono::steady_clock::duration duration);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of network_failure.hpp.

#include <boost/asio/error.hpp>
#include <utility>

namespace roster::detail {

ROSTER_DECL failure network_failure(errc condition, std::string message, const std::string& origin,
                                    boost::system::error_code cause) {
  const bool told = cause == boost::asio::error::eof || condition == errc::timed_out;
  if (cause && !told) message += ": " + cause.message();
  return {condition, failure_details{.message = std::move(message), .endpoint = origin, .cause = cause}};
}

ROSTER_DECL std::string duration_text(std::chrono::steady_clock::duration duration) {
  const auto ms = std::chrono::round<std::chrono::milliseconds>(duration).count();
  return ms >= 1000 && ms % 1000 == 0 ? std::to_string(ms / 1000) + " s" : std::to_string(ms) + " ms";
}

}  // namespace roster::detail
#endif

namespace roster::detail {

/// Returns how a file is named in messages.
/// Fails: failure(errc::invalid_argument) if it cannot be read.
inline std::string readable_file(const std::string& kind, const std::string& path) {
  std::string name = kind + " \"" + printable(path, 500) + "\"";
  errno = 0;
  if (!std::ifstream(path).good()) {
    const boost::system::error_code why(errno, boost::system::system_category());
    throw failure(errc::invalid_argument, name + " cannot be read: " + why.message());
  }
  return name;
}

inline void trust_file(boost::asio::ssl::context& context, const std::string& ca_file) {
  const std::string name = readable_file("CA file", ca_file);
  boost::system::error_code ec;
  context.load_verify_file(ca_file, ec);
  if (ec) throw failure(errc::invalid_argument, name + " holds no certificate in PEM form: " + ec.message());
}

inline void show_certificate(boost::asio::ssl::context& context, const http_client_options& options) {
  const std::string& file = options.client_certificate_file;
  const std::string& key_file = options.client_key_file.empty() ? file : options.client_key_file;
  const std::string name = readable_file("client certificate file", file);
  const std::string key_name = readable_file("client key file", key_file);
  boost::system::error_code ec;
  context.use_certificate_chain_file(file, ec);
  if (ec) throw failure(errc::invalid_argument, name + " holds no certificate in PEM form: " + ec.message());
  const std::string passphrase = options.client_key_passphrase.reveal();
  context.set_password_callback(  // always, since OpenSSL would ask on the terminal otherwise
      [passphrase](std::size_t, boost::asio::ssl::context::password_purpose) { return passphrase; });
  context.use_private_key_file(key_file, boost::asio::ssl::context::pem, ec);
  context.set_password_callback([](std::size_t, boost::asio::ssl::context::password_purpose) {
    return std::string();  // it is not kept
  });
  if (ec)
    throw failure(
        errc::invalid_argument,
        key_name + " holds no key in PEM form that fits certificate and passphrase: " + ec.message());
}

ROSTER_DECL boost::asio::ssl::context make_tls_context(const http_client_options& options) {
  boost::asio::ssl::context context(boost::asio::ssl::context::tls_client);
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_security_level(context.native_handle(), 2);  // no RSA under 2048 bits, no SHA-1
  context.set_verify_mode(options.insecure_accept_any_server ? boost::asio::ssl::verify_none
                                                             : boost::asio::ssl::verify_peer);
  if (options.ca_file.empty())
    context.set_default_verify_paths();
  else
    trust_file(context, options.ca_file);
  if (!options.client_certificate_file.empty()) show_certificate(context, options);
  return context;
}

ROSTER_DECL void expect_host(SSL* session, const std::string& host) {
  boost::system::error_code not_an_address;
  boost::asio::ip::make_address(host, not_an_address);
  SSL_set_hostflags(session, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  const bool set = not_an_address ? SSL_set_tlsext_host_name(session, host.c_str()) == 1 &&
                                        SSL_set1_host(session, host.c_str()) == 1
                                  : X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str()) == 1;
  if (!set) throw failure(errc::tls, "TLS cannot verify the host \"" + printable(host, 300) + "\"");
}

ROSTER_DECL bool is_alert(boost::system::error_code ec) noexcept {
  return ec.category() == boost::asio::error::get_ssl_category() &&
         ERR_GET_REASON(static_cast<unsigned long>(ec.value())) > SSL_AD_REASON_OFFSET;
}

ROSTER_DECL failure handshake_failure(SSL* session, boost::system::error_code ec, const std::string& origin) {
  const long verified = SSL_get_verify_result(session);
  if (verified != X509_V_OK) {
    failure_details details{
        .message = "certificate of " + origin + " not accepted: " + X509_verify_cert_error_string(verified),
        .endpoint = origin,
        .cause = ec};
    return {errc::tls, std::move(details)};
  }
  if (ec.category() == boost::asio::error::get_ssl_category())
    return network_failure(errc::tls, "no TLS with " + origin, origin, ec);
  return network_failure(errc::connection, origin + " ended the connection during the TLS handshake", origin,
                         ec);
}

}  // namespace roster::detail
#endif

namespace roster::detail {

ROSTER_DECL connection::connection(const boost::asio::any_io_executor& executor)
    : deadline_(executor), socket_(executor) {}

ROSTER_DECL connection::~connection() {
  error_code ignored;  // nobody is left to be told
  if (farewell_ && socket_.is_open()) {
    socket_.non_blocking(true, ignored);
    if (!ignored) tls_->shutdown(ignored);
  }
  socket_.close(ignored);
}

ROSTER_DECL boost::asio::awaitable<void> connection::connect(tcp::endpoint peer, error_code& ec) {
  socket_.close(ec);
  socket_.open(peer.protocol(), ec);
  if (ec) co_return;
  socket_.set_option(tcp::no_delay(true), ec);
  if (ec) co_return;
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
  co_await socket_.async_connect(peer, token);
}

ROSTER_DECL boost::asio::awaitable<void> connection::handshake(boost::asio::ssl::context& context,
                                                               const std::string& host, error_code& ec) {
  tls_.emplace(socket_, context);
  expect_host(tls_->native_handle(), host);
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
  co_await tls_->async_handshake(boost::asio::ssl::stream_base::client, token);
  farewell_ = !ec;
}

ROSTER_DECL boost::asio::awaitable<std::size_t> connection::write(
    std::array<boost::asio::const_buffer, 2> bytes, error_code& ec) {
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
  return tls_ ? boost::asio::async_write(*tls_, bytes, token)
              : boost::asio::async_write(socket_, bytes, token);
}

ROSTER_DECL boost::asio::awaitable<std::size_t> connection::read_some(boost::asio::mutable_buffer space,
                                                                      error_code& ec) {
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
  return tls_ ? tls_->async_read_some(space, token) : socket_.async_read_some(space, token);
}

ROSTER_DECL bool connection::quiet() {
  char byte{};
  const boost::asio::mutable_buffer space(&byte, 1);
  error_code ec;
  socket_.non_blocking(true, ec);
  if (ec) return false;
  if (tls_)
    tls_->read_some(space, ec);
  else
    socket_.read_some(space, ec);
  return ec == boost::asio::error::would_block || ec == boost::asio::error::try_again;
}

ROSTER_DECL void connection::expire_at(time_point when) {
  expired_ = false;
  ++round_;
  deadline_.expires_at(when);
  deadline_.async_wait([weak = weak_from_this(), round = round_](error_code ec) {
    const auto self = weak.lock();
    if (ec || !self || self->round_ != round) return;
    self->expired_ = true;
    self->abandon();
  });
}

ROSTER_DECL void connection::never_expire() {
  ++round_;
  deadline_.cancel();
}

ROSTER_DECL void connection::abandon() {
  farewell_ = false;
  error_code ignored;  // it is closed either way
  socket_.close(ignored);
}

}  // namespace roster::detail
#endif
// The connections that nobody uses at the moment. Nothing is pending on them, so that they keep no program
// from ending.

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace roster::detail {

/// Keeps idle connections by origin: at most `most`, none for longer than `idle_time` (found out when one is
/// asked for).
class connection_pool {
 public:
  connection_pool(std::size_t most, std::chrono::milliseconds idle_time)
      : most_(most), idle_time_(idle_time) {}

  /// Returns the connection to `origin` that was used last and on which nothing has happened since; or null.
  /// Closes what is too old, dead or not quiet.
  std::shared_ptr<connection> take(const std::string& origin);
  /// Keeps a connection, and closes the oldest if there are too many.
  void put(const std::string& origin, std::shared_ptr<connection> idle);
  /// Closes all, and from now on every one that is put.
  void close();

 private:
  struct entry {
    std::string origin{};
    std::shared_ptr<connection> idle{};
    connection::time_point since{};
  };

  std::size_t most_;
  std::chrono::milliseconds idle_time_;
  std::vector<entry> entries_{};  // the oldest first
};

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of connection_pool.hpp.

#include <algorithm>
#include <utility>

namespace roster::detail {

ROSTER_DECL std::shared_ptr<connection> connection_pool::take(const std::string& origin) {
  const auto oldest = std::chrono::steady_clock::now() - idle_time_;
  std::erase_if(entries_, [&](const entry& e) { return e.since < oldest; });
  for (;;) {
    const auto found =
        std::find_if(entries_.rbegin(), entries_.rend(), [&](const entry& e) { return e.origin == origin; });
    if (found == entries_.rend()) return nullptr;
    auto candidate = std::move(found->idle);
    entries_.erase(std::next(found).base());
    if (candidate->quiet()) return candidate;
  }
}

ROSTER_DECL void connection_pool::put(const std::string& origin, std::shared_ptr<connection> idle) {
  if (most_ == 0) return;
  if (entries_.size() == most_) entries_.erase(entries_.begin());
  entries_.push_back({origin, std::move(idle), std::chrono::steady_clock::now()});
}

ROSTER_DECL void connection_pool::close() {
  most_ = 0;
  entries_.clear();
}

}  // namespace roster::detail
#endif
// Closes idle connections when their event loop is destroyed: a socket must not outlive it, but clients and ranges
// may, as the order of two members decides.

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/execution/context.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/query.hpp>
#include <memory>
#include <mutex>
#include <vector>

namespace roster::detail {

/// All pools whose connections belong to one context.
class context_pools final : public boost::asio::execution_context::service {
 public:
  using key_type = context_pools;
  inline static boost::asio::execution_context::id id{};

  explicit context_pools(boost::asio::execution_context& of) : service(of) {}

  /// Has `pool` closed, if it is still there, when the context of `executor` is destroyed.
  static void add(const boost::asio::any_io_executor& executor,
                  const std::shared_ptr<connection_pool>& pool) {
    auto& context = boost::asio::query(executor, boost::asio::execution::context);
    auto& all = boost::asio::use_service<context_pools>(context);
    const std::lock_guard lock(all.mutex_);
    std::erase_if(all.pools_, [](const auto& gone) { return gone.expired(); });
    all.pools_.push_back(pool);
  }

 private:
  void shutdown() override {
    for (const auto& one : pools_)
      if (const auto pool = one.lock()) pool->close();
  }

  std::mutex mutex_{};
  std::vector<std::weak_ptr<connection_pool>> pools_{};
};

}  // namespace roster::detail
// The addresses behind a host: apart, because a resolver cannot be interrupted and must be raced against the
// deadline.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>
#include <chrono>
#include <vector>

namespace roster::detail {

/// Finds the addresses of an endpoint's host; one that is an address itself needs no resolver.
/// Awaits: until the resolver answers, at the latest until `deadline`.
/// Fails: failure(errc::connection) if there is no address, errc::timed_out.
/// Cancels: at once; what the resolver finds later is dropped.
/// Lifetime: all arguments must outlive the await.
ROSTER_DECL boost::asio::awaitable<std::vector<boost::asio::ip::address>> host_addresses(
    const boost::asio::any_io_executor& executor, const host_resolver& resolve, const http::endpoint& to,
    std::chrono::steady_clock::time_point deadline);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of host_addresses.hpp.

#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <utility>

namespace roster::detail {

/// What the resolver fills in for the one who waits; the wait ends when the timer is cancelled. The resolver
/// only knows it weakly: it may answer when nobody waits any more, or when the event loop is gone.
struct host_lookup {
  explicit host_lookup(const boost::asio::any_io_executor& executor) : deadline(executor) {}

  boost::asio::steady_timer deadline;
  bool answered{false};
  boost::system::error_code error{};
  std::vector<boost::asio::ip::address> found{};
};

inline void ask_system_resolver(const boost::asio::any_io_executor& executor, const std::string& host,
                                address_handler done) {
  using tcp = boost::asio::ip::tcp;
  const auto resolver = std::make_shared<tcp::resolver>(executor);
  resolver->async_resolve(host, "",
                          [resolver, done = std::move(done)](boost::system::error_code ec,
                                                             const tcp::resolver::results_type& results) {
                            std::vector<boost::asio::ip::address> found;
                            for (const auto& entry : results) found.push_back(entry.endpoint().address());
                            done(ec, std::move(found));
                          });
}

inline void start_lookup(const std::shared_ptr<host_lookup>& lookup, const host_resolver& resolve,
                         const std::string& host) {
  address_handler done = [weak = std::weak_ptr(lookup)](boost::system::error_code ec,
                                                        std::vector<boost::asio::ip::address> found) {
    const auto waiting = weak.lock();
    if (!waiting) return;
    waiting->answered = true;
    waiting->error = ec;
    waiting->found = std::move(found);
    waiting->deadline.cancel();
  };
  if (resolve) return resolve(host, std::move(done));
  ask_system_resolver(lookup->deadline.get_executor(), host, std::move(done));
}

ROSTER_DECL boost::asio::awaitable<std::vector<boost::asio::ip::address>> host_addresses(
    const boost::asio::any_io_executor& executor, const host_resolver& resolve, const http::endpoint& to,
    std::chrono::steady_clock::time_point deadline) {
  namespace asio = boost::asio;
  boost::system::error_code ec;
  const asio::ip::address literal = asio::ip::make_address(to.host, ec);
  if (!ec) co_return std::vector<asio::ip::address>{literal};

  const auto started = std::chrono::steady_clock::now();
  const auto lookup = std::make_shared<host_lookup>(executor);
  lookup->deadline.expires_at(deadline);
  start_lookup(lookup, resolve, to.host);
  if (!lookup->answered) {
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    co_await lookup->deadline.async_wait(token);
  }
  if (!lookup->answered && ec) throw boost::system::system_error(ec);  // cancelled
  if (!lookup->answered)
    throw network_failure(errc::timed_out,
                          "no address for " + to.host + " within " + duration_text(deadline - started),
                          to.origin(), asio::error::timed_out);
  if (lookup->error || lookup->found.empty())
    throw network_failure(errc::connection, "no address for " + to.host, to.origin(),
                          lookup->error ? lookup->error : asio::error::host_not_found);
  co_return std::move(lookup->found);
}

}  // namespace roster::detail
#endif
// The proxy of one request, read from the options.

#include <optional>
#include <string_view>

namespace roster::detail {

/// A proxy, taken apart.
struct proxy {
  http::endpoint at{};
  secret authorization{};  ///< the value of Proxy-Authorization; "" for none
};

/// Parses "[http://][user[:password]@]host[:port]".
/// Fails: failure(errc::invalid_argument), which shows nothing of what stands before an '@'.
ROSTER_DECL proxy parse_proxy(std::string_view url);

/// Returns the proxy that requests to `to` go through; nothing when there is none or the host is excepted.
/// Fails: failure(errc::invalid_argument) for a proxy that is needed and cannot be used.
ROSTER_DECL std::optional<proxy> choose_proxy(const proxy_options& options, const http::endpoint& to);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of proxy_choice.hpp.

#include <openssl/evp.h>

// The list of hosts that need no proxy, as NO_PROXY has it: apart, since every program reads it a little
// differently, and this is where it is decided.

#include <string_view>

namespace roster::detail {

/// Tells whether a list of proxy_options::except names an endpoint's host. An entry that is none of the forms
/// there names nothing.
ROSTER_DECL bool is_excepted(std::string_view list, const http::endpoint& to);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of proxy_exceptions.hpp.

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <string>

namespace roster::detail {

/// Takes ":port" off the end of an entry, and the brackets off an IPv6 address.
inline std::string_view take_port(std::string_view& entry) {
  const bool bracketed = entry.starts_with('[');
  const auto colon = bracketed ? entry.find("]:") : entry.find(':');
  const bool ipv6 = !bracketed && colon != entry.npos && entry.find(':', colon + 1) != entry.npos;
  std::string_view port;
  if (colon != entry.npos && !ipv6) {
    port = entry.substr(colon + (bracketed ? 2 : 1));
    entry = entry.substr(0, colon + (bracketed ? 1 : 0));
  }
  if (bracketed && entry.ends_with(']')) entry = entry.substr(1, entry.size() - 2);
  return port;
}

template <class Network, class Address>
bool contains(const Network& network, const Address& address) {
  return Network(address, network.prefix_length()).canonical() == network.canonical();
}

inline bool names_address(const std::string& entry, const boost::asio::ip::address& host) {
  namespace ip = boost::asio::ip;
  boost::system::error_code ec;
  if (entry.find('/') == entry.npos) {
    const auto same = ip::make_address(entry, ec);
    return !ec && same == host;
  }
  if (host.is_v4()) {
    const auto network = ip::make_network_v4(entry, ec);
    return !ec && contains(network, host.to_v4());
  }
  const auto network = ip::make_network_v6(entry, ec);
  return !ec && contains(network, host.to_v6());
}

inline bool names_host(std::string_view entry, std::string_view host) {
  if (entry.starts_with("*.")) entry.remove_prefix(1);
  if (entry.empty() || !host.ends_with(entry)) return false;
  const auto before = host.size() - entry.size();
  return entry.front() == '.' || before == 0 || host[before - 1] == '.';
}

inline bool is_named(std::string_view entry, const http::endpoint& to) {
  if (entry == "*") return true;
  const std::string_view port = take_port(entry);
  if (!port.empty() && port != std::to_string(to.port)) return false;
  const std::string wanted = http::lower_case(entry);
  boost::system::error_code no_address;
  const auto address = boost::asio::ip::make_address(to.host, no_address);
  return no_address ? names_host(wanted, http::lower_case(to.host)) : names_address(wanted, address);
}

ROSTER_DECL bool is_excepted(std::string_view list, const http::endpoint& to) {
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    if (is_named(http::trimmed(list.substr(0, end)), to)) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

}  // namespace roster::detail
#endif
#include <string>
#include <utility>

namespace roster::detail {

inline constexpr std::size_t most_of_user_info = 1024;

[[noreturn]] inline void bad_proxy(const std::string& why) {
  throw failure(errc::invalid_argument, "the proxy cannot be used: " + why);
}

inline std::string base64(const std::string& bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');  // and the 0 that OpenSSL appends
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

/// Returns what Basic authentication (RFC 7617) sends for "user:password".
inline secret basic_authorization(std::string_view user_info) {
  if (user_info.size() > most_of_user_info) bad_proxy("its user name and password are too long");
  const auto colon = std::min(user_info.find(':'), user_info.size());
  const auto user = http::percent_decode(user_info.substr(0, colon));
  const auto password = http::percent_decode(user_info.substr(std::min(colon + 1, user_info.size())));
  if (!user || !password) bad_proxy("a '%' in its user name or password begins no escape; write it as %25");
  if (user->find(':') != user->npos) bad_proxy("its user name has a colon");
  return secret("Basic " + base64(*user + ':' + *password));
}

ROSTER_DECL proxy parse_proxy(std::string_view url) {
  const auto mark = url.find("://");
  const std::string scheme = mark == url.npos ? "http" : http::lower_case(url.substr(0, mark));
  std::string_view rest = mark == url.npos ? url : url.substr(mark + 3);
  proxy out;
  if (const auto at = rest.rfind('@'); at != rest.npos) {
    out.authorization = basic_authorization(rest.substr(0, at));
    rest.remove_prefix(at + 1);
  }
  if (scheme != "http")
    bad_proxy("it is reached by \"" + printable(scheme.substr(0, scheme.find('@')), 16) +
              "\"; only http is spoken with proxies");
  try {
    out.at = http::parse_endpoint("http://" + std::string(rest));
  } catch (const failure& f) {
    bad_proxy(f.what());
  }
  if (!out.at.prefix.empty()) bad_proxy("it has a path");
  return out;
}

ROSTER_DECL std::optional<proxy> choose_proxy(const proxy_options& options, const http::endpoint& to) {
  const std::string& url = (to.secure() ? options.https : options.http).reveal();
  if (url.empty() || is_excepted(options.except, to)) return std::nullopt;
  return parse_proxy(url);
}

}  // namespace roster::detail
#endif
// The bytes of a request before its body: what the caller signed, unchanged, and the few lines that are the
// transport's.

#include <string>

namespace roster::detail {

/// Returns request line and header of a request that passed http::check_request.
/// Adds: Accept-Encoding: identity and User-Agent where the caller set none; Content-Length where there is a
/// body or the method expects one.
/// With a proxy that is to pass it on, the target is in absolute form, and the proxy's credentials are added.
ROSTER_DECL std::string request_head(const http::request& request, const std::string& user_agent,
                                     const proxy* through = nullptr);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of request_head.hpp.

#include <string_view>

namespace roster::detail {

inline void append_header(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

ROSTER_DECL std::string request_head(const http::request& request, const std::string& user_agent,
                                     const proxy* through) {
  const std::string origin = through == nullptr ? "" : "http://" + request.to.authority();
  std::string head = request.method + ' ' + origin + request.target() + " HTTP/1.1\r\n";
  for (const http::header& h : request.headers) append_header(head, h.name, h.value);
  if (!request.headers.contains("accept-encoding")) append_header(head, "Accept-Encoding", "identity");
  if (!user_agent.empty() && !request.headers.contains("user-agent"))
    append_header(head, "User-Agent", user_agent);
  if (through != nullptr && !through->authorization.empty())
    append_header(head, "Proxy-Authorization", through->authorization.reveal());
  const bool expects_body = request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
  if (expects_body || !request.body.empty())
    append_header(head, "Content-Length", std::to_string(request.body.size()));
  return head += "\r\n";
}

}  // namespace roster::detail
#endif
// Bytes of a connection -> one bounded answer. No I/O: it says where the next bytes belong and is told how
// many came, so that every cut, flood and segmentation can be tried without a socket.

#include <boost/asio/buffer.hpp>
#include <boost/system/error_code.hpp>
#include <memory>
#include <optional>
// Takes a chunked body apart without keeping anything but its data: Beast 1.81 gathers chunk extensions and
// trailers without bound.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace roster::detail {

/// A decoder that takes the bytes as they come, in pieces of any size. Extensions and trailers are skipped.
class chunked_body {
 public:
  enum class progress {
    more,              ///< all bytes used, the body goes on
    complete,          ///< the last chunk and the trailers were seen
    bad_size,          ///< a chunk size is no hexadecimal number of at most 16 digits
    bad_line,          ///< a line does not end in CR LF, or holds a control character
    body_too_large,    ///< more data than `most_body`
    trailer_too_large  ///< more trailers than `most_trailer`
  };

  chunked_body(std::uint64_t most_body, std::size_t most_trailer) noexcept
      : most_body_(most_body), most_trailer_(most_trailer) {}

  /// Takes bytes off the front of `bytes` and appends the data among them to `body`, which nobody else
  /// changes.
  progress decode(std::string_view& bytes, std::string& body);

 private:
  enum class at {
    first_digit,
    digit,
    padding,
    extension,
    size_end,  // "1a ;name=value" CR LF
    data,
    data_cr,
    data_lf,  // the data, CR LF
    trailer,
    trailer_line,
    trailer_end,
    last_lf,
    complete  // "name: value" CR LF … CR LF
  };

  progress take(char c);
  progress take_digit(char c);
  progress after_size(char c);
  progress skip_line(char c, at end);

  std::uint64_t most_body_;
  std::size_t most_trailer_;
  std::uint64_t left_{};  // of the chunk
  unsigned digits_{};
  at at_{at::first_digit};
};

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of chunked_body.hpp.

#include <algorithm>

namespace roster::detail {

inline unsigned hex_value(char c) noexcept {
  if (c >= 'a') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A') return static_cast<unsigned>(c - 'A' + 10);
  return static_cast<unsigned>(c - '0');
}

ROSTER_DECL chunked_body::progress chunked_body::decode(std::string_view& bytes, std::string& body) {
  while (!bytes.empty() && at_ != at::complete) {
    if (at_ == at::data) {
      const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
      body.append(bytes.substr(0, n));
      bytes.remove_prefix(n);
      left_ -= n;
      if (left_ == 0) at_ = at::data_cr;
      continue;
    }
    const progress now = take(bytes.front());
    if (now != progress::more) return now;
    bytes.remove_prefix(1);
    if (at_ == at::data && left_ > most_body_ - body.size()) return progress::body_too_large;
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
      return http::is_hex_digit(c) ? take_digit(c) : after_size(c);
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
      if (most_trailer_-- == 0) return progress::trailer_too_large;
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
  if (!http::is_hex_digit(c) || ++digits_ > 16) return progress::bad_size;
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

/// Passes over a line's text, up to its CR.
ROSTER_DECL chunked_body::progress chunked_body::skip_line(char c, at end) {
  if (c == '\r') at_ = end;
  return c == '\r' || http::is_field_char(c) ? progress::more : progress::bad_line;
}

}  // namespace roster::detail
#endif
// Status line and header of an answer, parsed by Beast straight into this library's plain headers.

#include <boost/beast/http/basic_parser.hpp>
#include <utility>

namespace roster::detail {

/// Beast's parser, used for the header only: bodies are not its business.
class response_head final : public boost::beast::http::basic_parser<false> {
 public:
  int status() const noexcept { return status_; }
  int version() const noexcept { return version_; }  ///< 11 for HTTP/1.1
  const http::headers& headers() const noexcept { return headers_; }
  http::headers take_headers() noexcept { return std::move(headers_); }

 private:
  using text = boost::beast::string_view;
  using error = boost::beast::error_code;
  using length = boost::optional<std::uint64_t>;

  void on_response_impl(int code, text, int version, error&) override {
    status_ = code;
    version_ = version;
  }
  void on_field_impl(boost::beast::http::field, text name, text value, error&) override {
    headers_.add(std::string(name), std::string(value));
  }
  void on_request_impl(boost::beast::http::verb, text, text, int, error&) override {}
  void on_header_impl(error&) override {}
  void on_body_init_impl(const length&, error&) override {}
  std::size_t on_body_impl(text, error&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, text, error&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, text, error&) override { return 0; }
  void on_finish_impl(error&) override {}

  int status_{};
  int version_{};
  http::headers headers_{};
};

}  // namespace roster::detail
#include <string>
#include <string_view>

namespace roster::detail {

/// Reads one answer: interim answers, header, body. A body of known length is read right into its place. What
/// is held is bounded by the limits, whatever comes: the body once if its length is known, else up to three
/// times as it grows.
class response_reader {
 public:
  /// `with_body` is false for the answer to HEAD; `origin` is named in failures.
  response_reader(const answer_limits& limits, bool with_body, std::string origin);

  /// Returns where the next bytes go; not empty while the answer is not complete.
  boost::asio::mutable_buffer space();
  /// Takes the first `n` bytes of `space()`.
  /// Fails: failure with errc::protocol or too_large.
  void received(std::size_t n);
  /// Takes the end of the connection, `eof` if it was an orderly one, which completes a body without a
  /// length.
  /// Fails: failure(errc::connection) if the answer is not complete by it.
  void ended(boost::system::error_code why);

  bool complete() const noexcept { return stage_ == stage::complete; }
  /// Tells whether the connection may carry another request after this answer.
  bool reusable() const noexcept { return complete() && keep_alive_ && !extra_; }
  /// Tells whether more came with the answer than belongs to it.
  bool surplus() const noexcept { return extra_; }
  std::uint64_t raw_bytes() const noexcept { return raw_bytes_; }
  /// Returns how far it is: "after 10 of 500 bytes".
  std::string progress() const;
  http::response take();

 private:
  enum class stage { head, sized_body, chunked_body, body_until_end, complete };

  void parse_head();
  void accept_head();
  void begin_body();
  void take_body(std::string_view bytes);
  void take_chunks(std::string_view& bytes);
  void check_codings() const;
  void count_body(std::size_t n);
  [[noreturn]] void fail(errc condition, const std::string& what, boost::system::error_code cause = {}) const;

  answer_limits limits_;
  bool with_body_;
  std::string origin_;
  stage stage_{stage::head};
  std::uint64_t raw_bytes_{};
  unsigned interim_{};
  bool keep_alive_{false};
  bool extra_{false};

  std::size_t capacity_;  // of buffer_: all header bytes, and chunked bodies on their way
  std::unique_ptr<char[]> buffer_;
  std::size_t begin_{};  // what Beast has not taken yet is [begin_, end_)
  std::size_t end_{};
  std::optional<response_head> head_{};
  std::optional<chunked_body> chunks_{};

  http::response answer_{};
  std::uint64_t length_{};  // of the body: known, or one more than is accepted
  std::size_t filled_{};    // how much of answer_.body is data
};

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of response_reader.hpp.

#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>
#include <utility>

namespace roster::detail {

inline constexpr std::size_t smallest_buffer = 16 * 1024;
inline constexpr std::size_t body_step = 128 * 1024;  // so much is made ready for a read, and no more

inline void restart(std::optional<response_head>& head, bool with_body, std::size_t most) {
  head.emplace();
  head->skip(!with_body);
  head->body_limit(boost::none);  // bodies are counted here
  head->header_limit(static_cast<std::uint32_t>(std::min<std::size_t>(most, 0x7FFFFFFF)));
}

ROSTER_DECL response_reader::response_reader(const answer_limits& limits, bool with_body, std::string origin)
    : limits_(limits),
      with_body_(with_body),
      origin_(std::move(origin)),
      capacity_(std::max(limits.head, smallest_buffer)),
      buffer_(std::make_unique_for_overwrite<char[]>(capacity_)) {
  restart(head_, with_body_, limits_.head);
}

ROSTER_DECL boost::asio::mutable_buffer response_reader::space() {
  if (stage_ == stage::head) return {buffer_.get() + end_, capacity_ - end_};
  if (stage_ == stage::chunked_body) return {buffer_.get(), capacity_};
  std::string& body = answer_.body;
  if (body.size() - filled_ < body_step / 2)
    body.resize(static_cast<std::size_t>(std::min<std::uint64_t>(length_, filled_ + body_step)));
  return {body.data() + filled_, body.size() - filled_};
}

ROSTER_DECL void response_reader::received(std::size_t n) {
  raw_bytes_ += n;
  if (raw_bytes_ > limits_.body + limits_.framing)
    fail(errc::too_large,
         "took more than " + std::to_string(limits_.body + limits_.framing) + " bytes on the wire");
  if (stage_ == stage::head) {
    end_ += n;
    parse_head();
  } else if (stage_ == stage::chunked_body) {
    std::string_view bytes(buffer_.get(), n);
    take_chunks(bytes);
  } else {
    count_body(n);
  }
}

ROSTER_DECL void response_reader::parse_head() {
  while (stage_ == stage::head) {
    boost::system::error_code ec;
    begin_ += head_->put({buffer_.get() + begin_, end_ - begin_}, ec);
    const bool more = ec == boost::beast::http::error::need_more;
    if (ec == boost::beast::http::error::header_limit || begin_ > limits_.head ||
        (more && end_ >= limits_.head))
      fail(errc::too_large, "has a header of more than " + std::to_string(limits_.head) + " bytes");
    if (more) return;
    if (ec) fail(errc::protocol, "is not HTTP", ec);
    accept_head();
  }
}

ROSTER_DECL void response_reader::accept_head() {
  const std::string_view lines(buffer_.get(), begin_);
  if (lines.find("\r\n ") != lines.npos || lines.find("\r\n\t") != lines.npos)
    fail(errc::protocol, "has a header line that goes on in the next one, which HTTP/1.1 no longer has");
  const int status = head_->status();
  if (status < 100) fail(errc::protocol, "has the status " + std::to_string(status));
  if (status == 101) fail(errc::protocol, "switches to another protocol (HTTP 101), which was not asked for");
  if (status < 200) {
    if (++interim_ > limits_.interim)
      fail(errc::too_large,
           "comes after more than " + std::to_string(limits_.interim) + " interim answers (HTTP 1xx)");
    return restart(head_, with_body_, limits_.head - begin_);
  }
  answer_.status = static_cast<unsigned>(status);
  check_codings();
  begin_body();
  answer_.headers = head_->take_headers();
}

/// Refuses what Beast would take for a body up to the end of the connection, and what was not asked for.
ROSTER_DECL void response_reader::check_codings() const {
  bool chunked = false;
  for (const http::header& h : head_->headers()) {
    const bool transfer = http::same_ignoring_case(h.name, "transfer-encoding");
    if (transfer && (chunked || head_->version() < 11 || !http::same_ignoring_case(h.value, "chunked")))
      fail(errc::protocol, "has the Transfer-Encoding \"" + printable(h.value, 100) +
                               "\"; only one \"chunked\" is accepted, and only in HTTP/1.1");
    chunked = chunked || transfer;
    if (!head_->is_done() && http::same_ignoring_case(h.name, "content-encoding") && !h.value.empty() &&
        !http::same_ignoring_case(h.value, "identity"))
      fail(errc::protocol,
           "has the Content-Encoding \"" + printable(h.value, 100) + "\", which was not asked for");
  }
}

ROSTER_DECL void response_reader::begin_body() {
  keep_alive_ = head_->keep_alive();
  std::string_view rest(buffer_.get() + begin_, end_ - begin_);
  if (head_->is_done()) {
    stage_ = stage::complete;
    extra_ = !rest.empty();
    return;
  }
  if (head_->chunked()) {
    stage_ = stage::chunked_body;
    chunks_.emplace(limits_.body, limits_.head - begin_);
    return take_chunks(rest);
  }
  const auto known = head_->content_length();
  stage_ = known ? stage::sized_body : stage::body_until_end;
  length_ = known ? *known : limits_.body + 1;
  if (known && length_ > limits_.body)
    fail(errc::too_large, "announces " + std::to_string(length_) + " bytes; at most " +
                              std::to_string(limits_.body) + " are accepted");
  if (known) answer_.body.reserve(static_cast<std::size_t>(length_));
  take_body(rest);
}

ROSTER_DECL void response_reader::take_body(std::string_view bytes) {
  const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(length_, bytes.size()));
  answer_.body.assign(bytes.substr(0, n));
  extra_ = n < bytes.size();
  count_body(n);
}

ROSTER_DECL void response_reader::count_body(std::size_t n) {
  filled_ += n;
  if (stage_ == stage::sized_body && filled_ == length_) stage_ = stage::complete;
  if (stage_ == stage::body_until_end && filled_ > limits_.body)
    fail(errc::too_large, "has a body of more than " + std::to_string(limits_.body) + " bytes");
}

ROSTER_DECL void response_reader::take_chunks(std::string_view& bytes) {
  using progress = chunked_body::progress;
  const progress now = chunks_->decode(bytes, answer_.body);
  filled_ = answer_.body.size();
  switch (now) {
    case progress::more:
      return;
    case progress::complete:
      stage_ = stage::complete;
      extra_ = !bytes.empty();
      return;
    case progress::bad_size:
      fail(errc::protocol, "has a chunk whose size is not a number");
    case progress::bad_line:
      fail(errc::protocol, "is not divided into chunks as it should be");
    case progress::body_too_large:
      fail(errc::too_large, "has a body of more than " + std::to_string(limits_.body) + " bytes");
    case progress::trailer_too_large:
      fail(errc::too_large, "has a header of more than " + std::to_string(limits_.head) +
                                " bytes, with what comes after the body");
  }
}

ROSTER_DECL void response_reader::ended(boost::system::error_code why) {
  if (stage_ != stage::body_until_end || why != boost::asio::error::eof)
    fail(errc::connection, "ended " + progress(), why);
  stage_ = stage::complete;
}

ROSTER_DECL std::string response_reader::progress() const {
  if (stage_ == stage::head) return raw_bytes_ == 0 ? "before its first byte" : "within its header";
  const std::string of = stage_ == stage::sized_body ? " of " + std::to_string(length_) : "";
  return "after " + std::to_string(filled_) + of + " bytes";
}

ROSTER_DECL http::response response_reader::take() {
  answer_.body.resize(filled_);
  answer_.raw_bytes = raw_bytes_;
  return std::move(answer_);
}

ROSTER_DECL void response_reader::fail(errc condition, const std::string& what,
                                       boost::system::error_code cause) const {
  failure_details details =
      network_failure(condition, "the answer of " + origin_ + ' ' + what, origin_, cause).details();
  details.http_status = answer_.status;
  throw failure(condition, std::move(details));
}

}  // namespace roster::detail
#endif
// A way through a proxy for TLS: asked for by CONNECT, before anything of the request itself is sent.

#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>
#include <string>

namespace roster::detail {

/// Returns what asks for a tunnel: the only bytes in the clear, with the proxy's credentials and none of the
/// endpoint's.
ROSTER_DECL std::string connect_head(const proxy& through, const http::endpoint& to,
                                     const std::string& user_agent);

/// Asks for a tunnel to `to` on a connection to the proxy, until the proxy has agreed or `ec` says why it has
/// not answered.
/// Fails: failure(errc::proxy) when it refuses, errc::connection when it cannot reach `to`, errc::protocol
/// when it sends a body or anything else before TLS has begun.
/// Lifetime: all arguments must outlive the await.
ROSTER_DECL boost::asio::awaitable<void> open_tunnel(connection& c, const proxy& through,
                                                     const http::endpoint& to, const std::string& user_agent,
                                                     const answer_limits& limits,
                                                     boost::system::error_code& ec);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of tunnel.hpp.

#include <array>
#include <boost/asio/buffer.hpp>
#include <utility>

namespace roster::detail {

ROSTER_DECL std::string connect_head(const proxy& through, const http::endpoint& to,
                                     const std::string& user_agent) {
  const std::string target = to.origin().substr(to.scheme.size() + 3);  // the port is never left out
  std::string head = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n";
  if (!user_agent.empty()) head += "User-Agent: " + user_agent + "\r\n";
  if (!through.authorization.empty())
    head += "Proxy-Authorization: " + through.authorization.reveal() + "\r\n";
  return head += "\r\n";
}

[[noreturn]] inline void refuse_tunnel(errc condition, std::string message, const http::endpoint& to,
                                       unsigned status) {
  throw failure(
      condition,
      failure_details{.message = std::move(message), .http_status = status, .endpoint = to.origin()});
}

/// Checks that the proxy has agreed, and that its answer ends where TLS begins.
inline void check_tunnel(const proxy& through, const http::endpoint& to, const http::response& answer,
                         bool surplus) {
  const std::string name = "the proxy " + through.at.origin();
  const unsigned status = answer.status;
  if (status == 407)
    refuse_tunnel(errc::proxy,
                  name + (through.authorization.empty() ? " asks for a user name and a password"
                                                        : " does not accept the user name and password"),
                  to, status);
  if (status >= 500) refuse_tunnel(errc::connection, name + " cannot connect to " + to.origin(), to, status);
  if (status >= 300) refuse_tunnel(errc::proxy, name + " refuses to connect to " + to.origin(), to, status);
  const auto length = answer.headers.get("content-length");
  const bool body = (!length.empty() && length != "0") || answer.headers.contains("transfer-encoding");
  if (body || surplus)
    refuse_tunnel(errc::protocol, name + " sends more than it should before TLS with " + to.origin(), to,
                  status);
}

ROSTER_DECL boost::asio::awaitable<void> open_tunnel(connection& c, const proxy& through,
                                                     const http::endpoint& to, const std::string& user_agent,
                                                     const answer_limits& limits,
                                                     boost::system::error_code& ec) {
  const std::string head = connect_head(through, to, user_agent);
  const std::array<boost::asio::const_buffer, 2> bytes{boost::asio::buffer(head),
                                                       boost::asio::const_buffer()};
  response_reader reader(limits, false, "the proxy " + through.at.origin());
  co_await c.write(bytes, ec);
  while (!ec && !reader.complete()) {
    const boost::asio::mutable_buffer space = reader.space();
    const std::size_t n = co_await c.read_some(space, ec);
    if (n != 0) reader.received(n);
  }
  if (ec) co_return;
  const bool surplus = reader.surplus();
  check_tunnel(through, to, reader.take(), surplus);
}

}  // namespace roster::detail
#endif
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::detail {

inline constexpr int most_stale_connections = 3;
inline constexpr std::size_t most_of_user_agent = 512;

/// What the client and its sends in flight share.
class http_client_core {
 public:
  http_client_core(asio::any_io_executor e, http_client_options o)
      : executor(std::move(e)),
        options(std::move(o)),
        idle(std::make_shared<connection_pool>(options.max_idle_connections, options.idle_time)) {
    context_pools::add(executor, idle);
    if (!options.ca_file.empty() || !options.client_certificate_file.empty())
      tls();  // so that a bad file is told at once
  }

  /// Returns the TLS settings; made when first needed, since reading the system's authorities takes 50 ms.
  asio::ssl::context& tls() {
    if (!tls_) tls_.emplace(make_tls_context(options));
    return *tls_;
  }

  const asio::any_io_executor executor;
  const http_client_options options;
  const std::shared_ptr<connection_pool> idle;

 private:
  std::optional<asio::ssl::context> tls_{};
};

/// A part of a send that has a deadline of its own.
struct http_phase {
  transport::time_point begun;
  transport::time_point deadline;

  std::string length() const { return duration_text(deadline - begun); }
};

/// One send, as it was asked for.
struct http_sending {
  const http::request& request;
  std::string origin;
  std::optional<proxy> through;
  std::string head;
  http_phase whole;

  bool tunnelled() const noexcept { return through && request.to.secure(); }
  /// Returns whom to connect to.
  const http::endpoint& next() const noexcept { return through ? through->at : request.to; }
  std::string next_name() const { return through ? "the proxy " + through->at.origin() : origin; }

  /// Begins a part that may take `span`, but not longer than the whole.
  http_phase begin(std::chrono::milliseconds span) const {
    const auto now = std::chrono::steady_clock::now();
    const bool shorter = span < std::chrono::floor<std::chrono::milliseconds>(whole.deadline - now);
    return shorter ? http_phase{now, now + span} : whole;
  }
};

/// Throws what ended an operation from outside: the deadline, or a cancellation.
inline void throw_if_interrupted(const connection& c, boost::system::error_code ec, const std::string& late,
                                 const std::string& origin) {
  if (c.expired()) throw network_failure(errc::timed_out, late, origin, asio::error::timed_out);
  if (ec == asio::error::operation_aborted) throw boost::system::system_error(ec);
}

/// Connects to the first address that answers. Each has an equal share of the time that is left.
inline asio::awaitable<void> connect_to_any(connection& c, const std::vector<asio::ip::address>& addresses,
                                            const http_sending& sending, const http_phase& phase) {
  boost::system::error_code ec;
  for (std::size_t left = addresses.size(); left > 0; --left) {
    const asio::ip::tcp::endpoint peer(addresses[addresses.size() - left], sending.next().port);
    const auto now = std::chrono::steady_clock::now();
    c.expire_at(now + (phase.deadline - now) / static_cast<std::int64_t>(left));
    co_await c.connect(peer, ec);
    if (!ec && !c.expired()) co_return;
    if (!c.expired() && ec == asio::error::operation_aborted) break;
  }
  const std::string late = "no connection to " + sending.next_name() + " within " + phase.length();
  throw_if_interrupted(c, ec, late, sending.origin);
  throw network_failure(errc::connection, "cannot connect to " + sending.next_name(), sending.origin, ec);
}

inline asio::awaitable<void> pass_proxy(connection& c, const http_client_core& client,
                                        const http_sending& sending, const http_phase& phase) {
  boost::system::error_code ec;
  c.expire_at(phase.deadline);
  co_await open_tunnel(c, *sending.through, sending.request.to, client.options.user_agent,
                       client.options.limits, ec);
  if (!ec && !c.expired()) co_return;
  const std::string late = "no tunnel through " + sending.next_name() + " within " + phase.length();
  throw_if_interrupted(c, ec, late, sending.origin);
  throw network_failure(errc::connection,
                        sending.next_name() + " ended the connection before there was a tunnel",
                        sending.origin, ec);
}

inline asio::awaitable<void> begin_tls(connection& c, http_client_core& client, const http_sending& sending) {
  const http_phase phase = sending.begin(client.options.handshake_deadline);
  boost::system::error_code ec;
  c.expire_at(phase.deadline);
  co_await c.handshake(client.tls(), sending.request.to.host, ec);
  if (!ec && !c.expired()) co_return;
  const std::string late = "no TLS with " + sending.origin + " within " + phase.length();
  throw_if_interrupted(c, ec, late, sending.origin);
  throw handshake_failure(c.session(), ec, sending.origin);
}

inline asio::awaitable<std::shared_ptr<connection>> open_connection(http_client_core& client,
                                                                    const http_sending& sending) {
  const http_phase phase = sending.begin(client.options.connect_deadline);
  const auto addresses =
      co_await host_addresses(client.executor, client.options.resolve, sending.next(), phase.deadline);
  const auto opened = std::make_shared<connection>(client.executor);
  co_await connect_to_any(*opened, addresses, sending, phase);
  if (sending.tunnelled()) co_await pass_proxy(*opened, client, sending, phase);
  if (sending.request.to.secure()) co_await begin_tls(*opened, client, sending);
  co_return opened;
}

/// Sends the request and reads until the answer is complete or `ec` says why it is not.
inline asio::awaitable<void> converse(connection& c, const http_sending& sending,
                                      const http_phase& first_byte, response_reader& reader,
                                      boost::system::error_code& ec) {
  const std::array<asio::const_buffer, 2> bytes{asio::buffer(sending.head),
                                                asio::buffer(sending.request.body)};
  c.expire_at(first_byte.deadline);
  co_await c.write(bytes, ec);
  while (!ec && !reader.complete()) {
    const asio::mutable_buffer space = reader.space();
    const bool first = reader.raw_bytes() == 0;
    const std::size_t n = co_await c.read_some(space, ec);
    if (n == 0) continue;
    if (first && first_byte.deadline != sending.whole.deadline) c.expire_at(sending.whole.deadline);
    reader.received(n);
  }
}

/// Throws why a conversation broke off, unless the end of the connection completes the answer.
inline void conclude(const connection& c, const http_sending& sending, const http_phase& first_byte,
                     response_reader& reader, boost::system::error_code ec) {
  const bool silent = reader.raw_bytes() == 0;
  const std::string& origin = sending.origin;
  const std::string late = silent ? "no answer from " + origin + " within " + first_byte.length()
                                  : "the answer of " + origin + " was not complete within " +
                                        sending.whole.length() + ", but stopped " + reader.progress();
  throw_if_interrupted(c, ec, late, origin);
  if (silent && is_alert(ec))  // with TLS 1.3 a client's certificate is judged after the handshake
    throw network_failure(errc::tls, origin + " ended TLS before any byte of an answer", origin, ec);
  if (silent)
    throw network_failure(errc::connection, origin + " ended the connection before any byte of an answer",
                          origin, ec);
  reader.ended(ec);
}

/// Makes ready what is sent, before any I/O.
inline http_sending prepare(const http_client_core& client, const http::request& request,
                            transport::time_point until) {
  http::check_request(request);
  const auto& options = client.options;
  auto through = options.proxy ? choose_proxy(*options.proxy, request.to) : std::nullopt;
  const proxy* const forwarding = through && !request.to.secure() ? &*through : nullptr;
  auto head = request_head(request, options.user_agent, forwarding);
  return {request,
          request.to.origin(),
          std::move(through),
          std::move(head),
          {std::chrono::steady_clock::now(), until}};
}

inline asio::awaitable<http::response> exchange(std::shared_ptr<http_client_core> client,
                                                const http::request& request, transport::time_point until) {
  const http_sending sending = prepare(*client, request, until);
  if (until <= sending.whole.begun)
    throw network_failure(errc::timed_out,
                          "the deadline passed before anything was sent to " + sending.origin, sending.origin,
                          asio::error::timed_out);
  for (int stale = 0;; ++stale) {
    const bool may_be_dead = request.repeatable && stale < most_stale_connections;
    auto used = may_be_dead ? client->idle->take(sending.origin) : nullptr;
    const bool fresh = !used;
    if (fresh) used = co_await open_connection(*client, sending);
    response_reader reader(client->options.limits, request.method != "HEAD", sending.origin);
    const http_phase first_byte = sending.begin(client->options.first_byte_deadline);
    boost::system::error_code ec;
    co_await converse(*used, sending, first_byte, reader, ec);
    const bool died = ec && !used->expired() && ec != asio::error::operation_aborted;
    if (died && reader.raw_bytes() == 0 && !fresh) continue;
    if (ec) conclude(*used, sending, first_byte, reader, ec);
    used->never_expire();
    if (!ec && reader.reusable() && !used->expired()) client->idle->put(sending.origin, std::move(used));
    co_return reader.take();
  }
}

/// Returns what is sent as User-Agent: the products in the order of their weight, as RFC 9110 (10.1.5) has it.
inline std::string full_user_agent(std::string_view application) {
  application = http::trimmed(application);
  if (!std::all_of(application.begin(), application.end(), http::is_field_char))
    throw failure(errc::invalid_argument, "the user agent has a control character");
  if (application.size() > most_of_user_agent)
    throw failure(errc::invalid_argument,
                  "the user agent has more than " + std::to_string(most_of_user_agent) + " bytes");
  return std::string(application) + (application.empty() ? "" : " ") + "roster/" ROSTER_VERSION_STRING;
}

class http_client final : public transport {
 public:
  http_client(asio::any_io_executor executor, http_client_options options)
      : core_(std::make_shared<http_client_core>(std::move(executor), std::move(options))) {}
  ~http_client() override { core_->idle->close(); }

  asio::awaitable<http::response> send(const http::request& request, time_point until) override {
    return exchange(core_, request, until);
  }

 private:
  std::shared_ptr<http_client_core> core_;
};

}  // namespace roster::detail

namespace roster {

ROSTER_DECL std::shared_ptr<transport> make_http_client(asio::any_io_executor executor,
                                                        http_client_options options) {
  options.user_agent = detail::full_user_agent(options.user_agent);
  return std::make_shared<detail::http_client>(std::move(executor), std::move(options));
}

}  // namespace roster
#endif
#include <utility>

namespace roster {

ROSTER_DECL std::shared_ptr<const client_core> make_client_core(asio::any_io_executor executor,
                                                                client_config config) {
  if (config.timeout.count() <= 0)
    throw failure(errc::invalid_argument, "the timeout of an attempt must be positive");
  auto endpoint = http::parse_endpoint(config.endpoint);
  if (!config.http.proxy)
    config.http.proxy = environment_proxies(config.variables ? config.variables : process_environment());
  auto carrier =
      config.transport ? std::move(config.transport) : make_http_client(executor, std::move(config.http));
  return std::make_shared<const client_core>(
      client_core{.executor = std::move(executor),
                  .endpoint = std::move(endpoint),
                  .sign = std::move(config.sign),
                  .credentials = std::move(config.credentials),
                  .transport = std::move(carrier),
                  .retry = config.retry,
                  .rate = std::move(config.rate),
                  .timeout = config.timeout,
                  .around = real_where_empty(std::move(config.around))});
}

}  // namespace roster
#endif
// A walk that is carried out: asks the walker what to send, exchanges it, hands the answer back, yields
// pages.

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
// How a condition becomes part of a request. Which ones can is read from the filters of the operation; no vendor is
// named in here.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
// What a user may say about one listing besides the request itself.

#include <chrono>
#include <cstddef>
#include <optional>
// A position in a list as a value and as text, with which another listing of the same request goes on.

#include <cstddef>
#include <cstdint>
// Where a page is in its list: what paging puts into a request, whatever the API pages by.

#include <cstdint>
#include <string>

namespace roster {

struct page_place {
  std::int64_t number{};  ///< by number: the page, from 1; 0 otherwise
  std::int64_t size{};    ///< the page size to ask for; 0 where the request stays as the user made it
  std::string token{};    ///< by token: what to send; "" is the beginning

  bool operator==(const page_place&) const = default;
};

}  // namespace roster
#include <string>
#include <string_view>

namespace roster {

/// A place between two items of a service's list. It holds nothing of a range's adaptors: who goes on from it
/// and pipes `drop(5)` drops five again. The service's marker, where it pages by one, is in it as it is; of the
/// request there is a digest only, so that a checkpoint of another request is refused.
struct checkpoint {
  enum class where { beginning, page, end };

  where at{where::beginning};
  std::string request{};  ///< the digest of the request
  page_place place{};     ///< of the page
  std::int64_t before{};  ///< by number: items on the pages before it
  std::int64_t index{};   ///< items of that page, as the service gave them, that are behind us

  /// Returns it as one line of printable ASCII without spaces, to be kept anywhere.
  /// Example: checkpoint: is the same after a way through text
  ROSTER_DECL std::string text() const;

  /// Reads what text() wrote.
  /// Fails: failure(errc::invalid_argument) for anything else, cut or changed text included.
  /// Example: checkpoint: damaged text is refused, whatever the damage
  ROSTER_DECL static checkpoint parse(std::string_view text);

  bool operator==(const checkpoint&) const = default;
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of checkpoint.hpp.

#include <array>
#include <charconv>
#include <system_error>
#include <utility>

namespace roster {
namespace detail {

inline constexpr std::string_view checkpoint_version = "roster1";
inline constexpr std::size_t longest_checkpoint = 64 * 1024;
inline constexpr std::int64_t largest_checkpoint_number = 1'000'000'000'000'000;
inline constexpr std::array<std::string_view, 3> checkpoint_wheres{"beginning", "page", "end"};

/// FNV-1a: finds a letter that was changed or lost, and need not resist anybody.
inline std::string checksum(std::string_view text) {
  std::uint32_t sum = 2166136261U;
  for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 16777619U;
  return std::to_string(sum);
}

[[noreturn]] inline void refuse_checkpoint(const char* why) {
  throw failure(errc::invalid_argument, std::string("the text is no checkpoint: ") + why);
}

/// Takes the fields of a checkpoint off its text, one after the other.
class checkpoint_fields {
 public:
  explicit checkpoint_fields(std::string_view text) : rest_(text) {}

  std::string_view text() {
    const auto end = rest_.find(':');
    if (end == rest_.npos) refuse_checkpoint("it ends too early");
    const auto field = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return field;
  }
  std::int64_t number() {
    const auto field = text();
    std::int64_t out{};
    const auto [at, error] = std::from_chars(field.data(), field.data() + field.size(), out);
    if (error != std::errc{} || at != field.data() + field.size() || out < 0 ||
        out > largest_checkpoint_number)
      refuse_checkpoint("a number in it is none, or absurd");
    return out;
  }
  bool empty() const noexcept { return rest_.empty(); }

 private:
  std::string_view rest_;
};

inline checkpoint::where where_of(std::string_view name) {
  for (std::size_t i = 0; i < checkpoint_wheres.size(); ++i)
    if (checkpoint_wheres[i] == name) return static_cast<checkpoint::where>(i);
  refuse_checkpoint("it says no place");
}

/// Returns the text without its checksum at the end, which has to be right.
inline std::string_view checked_fields(std::string_view text) {
  if (text.size() > longest_checkpoint) refuse_checkpoint("it is too long");
  const auto end = text.rfind(':');
  if (!text.starts_with(checkpoint_version) || end == text.npos)
    refuse_checkpoint("it does not begin or end as one of this version");
  const auto fields = text.substr(0, end + 1);
  if (text.substr(end + 1) != checksum(fields)) refuse_checkpoint("it has been changed or cut");
  return fields;
}

}  // namespace detail

ROSTER_DECL std::string checkpoint::text() const {
  std::string out(detail::checkpoint_version);
  const auto add = [&out](std::string_view field) { (out += ':') += field; };
  add(detail::checkpoint_wheres[static_cast<std::size_t>(at)]);
  add(http::percent_encode(request));
  add(std::to_string(place.number));
  add(std::to_string(place.size));
  add(http::percent_encode(place.token));
  add(std::to_string(before));
  add(std::to_string(index));
  out += ':';
  return out + detail::checksum(out);
}

ROSTER_DECL checkpoint checkpoint::parse(std::string_view text) {
  detail::checkpoint_fields fields(detail::checked_fields(text));
  const auto decoded = [&fields] {
    auto out = http::percent_decode(fields.text());
    if (!out) detail::refuse_checkpoint("a text in it is not encoded as it should be");
    return std::move(*out);
  };
  if (fields.text() != detail::checkpoint_version) detail::refuse_checkpoint("it is of another version");
  checkpoint out;
  out.at = detail::where_of(fields.text());
  out.request = decoded();
  out.place.number = fields.number();
  out.place.size = fields.number();
  out.place.token = decoded();
  out.before = fields.number();
  out.index = fields.number();
  if (!fields.empty()) detail::refuse_checkpoint("it goes on where it should end");
  return out;
}

}  // namespace roster
#endif
#include <string>
#include <utility>
#include <vector>

namespace roster {

struct list_options {
  /// For the whole listing, from its first await.
  /// Units: milliseconds.
  std::optional<std::chrono::milliseconds> deadline{};
  /// How many pages are fetched before they are asked for: by page number so many at once, once the first page has
  /// said how many there are; by marker only the next one. 0: none, and no request is made that the consumer does
  /// not need.
  std::size_t prefetch{};
  /// Where to go on: what `checkpoint()` of a range over the same request gave.
  std::optional<checkpoint> resume{};
  /// Query parameters that the schema does not know yet, as name and value, not encoded.
  http::query_list extra_query{};
  /// Members of a JSON body that the schema does not know yet, as name and JSON text.
  std::vector<std::pair<std::string, std::string>> extra_body{};
};

}  // namespace roster
// A condition on an item as a value: it can be evaluated, taken apart to see what a service can be asked for, and
// printed. Compiled code makes one of field<>, and roster::parse_condition of what a user has typed.

#include <functional>
#include <memory>
#include <optional>
// How a value of an item is compared with what a condition says, whether that was compiled or typed at run time.

#include <chrono>
#include <cmath>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace roster {

/// The operators of a condition; `contains` looks for a part, in any letter case of ASCII.
enum class comparison { equal, unequal, less, less_equal, greater, greater_equal, contains };

/// What a field is compared with: by its kind a boolean, a number, or a text, with its time if it is one.
struct operand {
  std::variant<bool, std::int64_t, double, std::string> value{};
  std::optional<std::chrono::sys_seconds> time{};
};

namespace detail {

/// Returns the operator as it is written: "==", and "~" for contains.
ROSTER_DECL std::string_view text_of(comparison op) noexcept;

/// Returns the operand as people write it, a text in quotes, escaped and capped.
ROSTER_DECL std::string text_of(const operand& right);

/// Compares without rounding the integer to a double.
ROSTER_DECL std::partial_ordering compare_numbers(std::int64_t left, double right) noexcept;
inline std::partial_ordering compare_numbers(double left, std::int64_t right) noexcept {
  return 0 <=> compare_numbers(right, left);
}
template <class Number>
std::partial_ordering compare_numbers(Number left, Number right) noexcept {
  return left <=> right;
}

// Whether `left op right` is true. The operand is of the left side's kind.
ROSTER_DECL bool boolean_meets(bool left, comparison op, const operand& right);
ROSTER_DECL bool number_meets(std::variant<std::int64_t, double> left, comparison op, const operand& right);
ROSTER_DECL bool text_meets(std::string_view left, comparison op, const operand& right);

}  // namespace detail
}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of comparison.hpp.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
// A point in time as vendors write it: seconds to compute with, and the very text that came.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace roster {
namespace detail {

/// Reads the `count` digits at `at`, where there are as many characters; -1 when they are no digits.
constexpr int digits_at(std::string_view text, std::size_t at, std::size_t count) noexcept {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

/// Reads "Z" or "+hh:mm" to the end of `text`: the offset from UTC in seconds.
constexpr std::optional<int> parse_offset(std::string_view text) noexcept {
  if (text == "Z" || text == "z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const int hours = digits_at(text, 1, 2);
  const int minutes = digits_at(text, 4, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

}  // namespace detail

/// Parses an RFC 3339 date and time ("2024-07-30T05:45:46Z", fractions and offsets too; a fraction is cut
/// off).
constexpr std::optional<std::chrono::sys_seconds> parse_rfc3339(std::string_view text) noexcept {
  using namespace std::chrono;
  constexpr std::size_t shortest = 20;
  if (text.size() < shortest || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':' ||
      (text[10] != 'T' && text[10] != 't' && text[10] != ' '))
    return std::nullopt;
  const int y = detail::digits_at(text, 0, 4);
  const int mo = detail::digits_at(text, 5, 2);
  const int d = detail::digits_at(text, 8, 2);
  const int h = detail::digits_at(text, 11, 2);
  const int mi = detail::digits_at(text, 14, 2);
  const int s = detail::digits_at(text, 17, 2);
  if (y < 0 || mo < 0 || d < 0 || h < 0 || h > 23 || mi < 0 || mi > 59 || s < 0 || s > 59)
    return std::nullopt;
  std::size_t end = shortest - 1;
  if (text[end] == '.') {
    const std::size_t behind = text.find_first_not_of("0123456789", end + 1);
    if (behind == end + 1 || behind == text.npos) return std::nullopt;
    end = behind;
  }
  const auto offset = detail::parse_offset(text.substr(end));
  const year_month_day date{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
  if (!offset || !date.ok()) return std::nullopt;
  return sys_days{date} + hours{h} + minutes{mi} + seconds{s - *offset};
}

/// Returns "YYYY-MM-DDThh:mm:ssZ", for the years 0 to 9999; no other year has such a text.
inline std::string format_utc(std::chrono::sys_seconds time) {
  using namespace std::chrono;
  const auto days = floor<std::chrono::days>(time);
  const year_month_day date{days};
  const hh_mm_ss clock{time - days};
  std::string out = "0000-00-00T00:00:00Z";
  const auto put = [&](std::size_t begin, std::size_t end, std::int64_t value) {
    for (; value > 0 && end > begin; value /= 10) out[--end] = static_cast<char>('0' + value % 10);
  };
  put(0, 4, static_cast<int>(date.year()));
  put(5, 7, static_cast<unsigned>(date.month()));
  put(8, 10, static_cast<unsigned>(date.day()));
  put(11, 13, clock.hours().count());
  put(14, 16, clock.minutes().count());
  put(17, 19, clock.seconds().count());
  return out;
}

/// A time of an answer. `seconds()` has no value when none came or the text is not a time; the text is always
/// kept.
class utc_time {
 public:
  utc_time() = default;
  explicit utc_time(std::chrono::sys_seconds time) : seconds_(time) {}
  explicit utc_time(std::string_view text) : seconds_(parse_rfc3339(text)) {
    // A time of this length has neither a fraction nor an offset in numbers.
    const bool canonical = seconds_ && text.size() == 20 && text[10] == 'T' && text[19] == 'Z';
    if (!canonical) text_ = text;
  }

  std::optional<std::chrono::sys_seconds> seconds() const noexcept { return seconds_; }
  /// Returns the text that came, "" when none did.
  std::string text() const { return text_.empty() && seconds_ ? format_utc(*seconds_) : text_; }
  bool empty() const noexcept { return !seconds_ && text_.empty(); }

  friend bool operator==(const utc_time&, const utc_time&) = default;
  friend std::ostream& operator<<(std::ostream& out, const utc_time& t) { return out << t.text(); }

 private:
  std::optional<std::chrono::sys_seconds> seconds_{};
  std::string text_{};  // only when it is not the canonical text of seconds_
};

}  // namespace roster

namespace roster::detail {

ROSTER_DECL std::string_view text_of(comparison op) noexcept {
  constexpr std::array<std::string_view, 7> texts{"==", "!=", "<", "<=", ">", ">=", "~"};
  return texts[static_cast<std::size_t>(op)];
}

ROSTER_DECL std::string text_of(const operand& right) {
  if (const auto* text = std::get_if<std::string>(&right.value)) return '"' + printable(*text, 64) + '"';
  if (const auto* boolean = std::get_if<bool>(&right.value)) return *boolean ? "true" : "false";
  std::array<char, 32> digits;
  const auto print = [&](auto number) {
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return std::string(digits.data(), end);
  };
  const auto* whole = std::get_if<std::int64_t>(&right.value);
  return whole != nullptr ? print(*whole) : print(std::get<double>(right.value));
}

ROSTER_DECL std::partial_ordering compare_numbers(std::int64_t left, double right) noexcept {
  constexpr double limit = 9223372036854775808.0;  // 2^63
  if (std::isnan(right)) return std::partial_ordering::unordered;
  if (right >= limit) return std::partial_ordering::less;
  if (right < -limit) return std::partial_ordering::greater;
  const double whole = std::trunc(right);
  const auto order = left <=> static_cast<std::int64_t>(whole);
  return order != 0 ? std::partial_ordering(order) : 0.0 <=> right - whole;
}

inline bool is_ordered(std::partial_ordering order, comparison op) noexcept {
  switch (op) {
    case comparison::equal:
      return order == 0;
    case comparison::unequal:
      return order != 0;
    case comparison::less:
      return order < 0;
    case comparison::less_equal:
      return order <= 0;
    case comparison::greater:
      return order > 0;
    case comparison::greater_equal:
      return order >= 0;
    case comparison::contains:
      break;
  }
  return false;
}

inline bool contains_text(std::string_view text, std::string_view part) noexcept {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const auto same = [&](char a, char b) { return lower(a) == lower(b); };
  return part.empty() || std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

ROSTER_DECL bool boolean_meets(bool left, comparison op, const operand& right) {
  return (left == std::get<bool>(right.value)) == (op == comparison::equal);
}

ROSTER_DECL bool number_meets(std::variant<std::int64_t, double> left, comparison op, const operand& right) {
  const auto with = [&](auto number) {
    const auto* whole = std::get_if<std::int64_t>(&right.value);
    return is_ordered(whole != nullptr ? compare_numbers(number, *whole)
                                       : compare_numbers(number, std::get<double>(right.value)),
                      op);
  };
  const auto* integer = std::get_if<std::int64_t>(&left);
  return integer != nullptr ? with(*integer) : with(std::get<double>(left));
}

ROSTER_DECL bool text_meets(std::string_view left, comparison op, const operand& right) {
  const auto& text = std::get<std::string>(right.value);
  if (op == comparison::contains) return contains_text(left, text);
  if (right.time)
    if (const auto time = parse_rfc3339(left)) return is_ordered(*time <=> *right.time, op);
  return is_ordered(left <=> std::string_view(text), op);
}

}  // namespace roster::detail
#endif
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster {

/// A field of an item, as the author of a condition named it.
struct field_name {
  std::string text{};  ///< from the outside in, joined by dots
  bool on_wire{};      ///< these are the names on the wire, not those of the members

  friend bool operator==(const field_name&, const field_name&) = default;
};

/// That a field is equal to one of these values: what a service may be asked for.
struct one_of {
  field_name field{};
  std::vector<operand> values{};  ///< at least one
};

namespace detail {

/// One comparison.
struct condition_term {
  /// Compares the field of this item; false when it is absent.
  using compare_function = std::function<bool(const void* item, comparison op, const operand& right)>;

  field_name field{};
  comparison op{};
  operand right{};
  bool is_secret{};
  compare_function compare{};
};

/// A condition of which only the tree is known.
struct condition_node {
  enum class kind { all_of, any_of, none_of, term };

  kind how{};  ///< by itself all of nothing, which is true
  condition_term term{};
  std::vector<condition_node> inner{};
};

ROSTER_DECL bool is_met(const condition_node& node, const void* item);

/// Returns the condition in words; secrets are masked.
ROSTER_DECL std::string text_of(const condition_node& node);

/// Joins two conditions; a part that is joined in the same way is opened.
ROSTER_DECL condition_node join(condition_node::kind how, const condition_node& left,
                                const condition_node& right);

/// Returns what `node` wants if that is one field with one of several values; never of a secret.
ROSTER_DECL std::optional<one_of> as_one_of(const condition_node& node);

/// Offers those parts of a condition, all of which must hold, that want one field with one of several values.
/// Returns the condition without the parts that were taken.
ROSTER_DECL condition_node without_taken(const condition_node& node,
                                         const std::function<bool(const one_of&)>& take);

}  // namespace detail

/// A condition on an Item, made of comparisons by &&, || and !. By itself it is true for every item. A
/// comparison is never true for an absent field, whatever the operator; `!` turns its answer round.
/// Example: condition: is a value that is combined with others and copied
template <class Item>
class condition {
 public:
  condition() = default;
  explicit condition(detail::condition_node node)
      : node_(std::make_shared<const detail::condition_node>(std::move(node))) {}

  /// Tells whether this is no condition at all.
  bool empty() const noexcept {
    return node().how == detail::condition_node::kind::all_of && node().inner.empty();
  }

  bool operator()(const Item& item) const {
    return !node_ || detail::is_met(*node_, static_cast<const void*>(std::addressof(item)));
  }

  /// Returns the condition in words; secrets are masked.
  /// Example: condition: says itself in words
  std::string text() const { return detail::text_of(node()); }

  const detail::condition_node& node() const noexcept {
    static const detail::condition_node everything{};
    return node_ ? *node_ : everything;
  }

  friend condition operator!(const condition& inner) {
    return condition({.how = detail::condition_node::kind::none_of, .term = {}, .inner = {inner.node()}});
  }

 private:
  std::shared_ptr<const detail::condition_node> node_{};
};

namespace detail {

template <class Left, class Right>
condition<Left> join(condition_node::kind how, const condition<Left>& left, const condition<Right>& right) {
  constexpr bool same = std::is_same_v<Left, Right>;
  static_assert(
      same,
      "roster: conditions on two different structs are combined; the fields of one condition belong "
      "to the items of one range; name every member by the same struct");
  if constexpr (same)
    return condition<Left>(join(how, left.node(), right.node()));
  else
    return {};
}

}  // namespace detail

template <class Left, class Right>
condition<Left> operator&&(const condition<Left>& left, const condition<Right>& right) {
  return detail::join(detail::condition_node::kind::all_of, left, right);
}

template <class Left, class Right>
condition<Left> operator||(const condition<Left>& left, const condition<Right>& right) {
  return detail::join(detail::condition_node::kind::any_of, left, right);
}

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of condition.hpp.

#include <algorithm>

namespace roster::detail {

ROSTER_DECL bool is_met(const condition_node& node, const void* item) {
  const auto here = [&](const condition_node& inner) { return is_met(inner, item); };
  switch (node.how) {
    case condition_node::kind::all_of:
      return std::all_of(node.inner.begin(), node.inner.end(), here);
    case condition_node::kind::any_of:
      return std::any_of(node.inner.begin(), node.inner.end(), here);
    case condition_node::kind::none_of:
      return std::none_of(node.inner.begin(), node.inner.end(), here);
    case condition_node::kind::term:
      break;
  }
  return node.term.compare(item, node.term.op, node.term.right);
}

inline std::string text_of(const condition_term& term) {
  const std::string right = term.is_secret ? "***" : text_of(term.right);
  return printable(term.field.text, 128) + ' ' + std::string(text_of(term.op)) + ' ' + right;
}

ROSTER_DECL std::string text_of(const condition_node& node) {
  using kind = condition_node::kind;
  if (node.how == kind::term) return text_of(node.term);
  if (node.inner.empty()) return "anything";
  std::string out = node.how == kind::none_of ? "not " : "";
  for (const auto& inner : node.inner) {
    const bool plain = node.how != kind::none_of && (inner.how == kind::term || inner.how == kind::none_of);
    if (&inner != &node.inner.front()) out += node.how == kind::all_of ? " and " : " or ";
    out += plain ? text_of(inner) : '(' + text_of(inner) + ')';
  }
  return out;
}

inline void add_opened(condition_node::kind how, const condition_node& part,
                       std::vector<condition_node>& all) {
  if (part.how == how)
    all.insert(all.end(), part.inner.begin(), part.inner.end());
  else
    all.push_back(part);
}

ROSTER_DECL condition_node join(condition_node::kind how, const condition_node& left,
                                const condition_node& right) {
  condition_node joined{.how = how, .term = {}, .inner = {}};
  add_opened(how, left, joined.inner);
  add_opened(how, right, joined.inner);
  return joined;
}

inline bool is_wanted_value(const condition_node& node) {
  return node.how == condition_node::kind::term && node.term.op == comparison::equal && !node.term.is_secret;
}

ROSTER_DECL std::optional<one_of> as_one_of(const condition_node& node) {
  if (is_wanted_value(node)) return one_of{node.term.field, {node.term.right}};
  if (node.how != condition_node::kind::any_of) return std::nullopt;
  one_of wanted{};
  for (const auto& inner : node.inner) {
    if (!is_wanted_value(inner)) return std::nullopt;
    if (wanted.values.empty()) wanted.field = inner.term.field;
    if (inner.term.field != wanted.field) return std::nullopt;
    wanted.values.push_back(inner.term.right);
  }
  return wanted;
}

ROSTER_DECL condition_node without_taken(const condition_node& node,
                                         const std::function<bool(const one_of&)>& take) {
  condition_node left = join(condition_node::kind::all_of, {}, node);
  std::erase_if(left.inner, [&](const condition_node& part) {
    const auto wanted = as_one_of(part);
    return wanted && take(*wanted);
  });
  return left;
}

}  // namespace roster::detail
#endif
// Which request members narrow a list, and how, as data: for documentation, for the emulator, for checks.

// A place in a nested answer, as a value: path<&answer::result, &result::page_info, &page_info::next_marker>.

#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>

namespace roster {
namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

}  // namespace detail

/// The members to go through, from the outside in; optionals on the way are looked into.
template <auto... Members>
struct path_type {
  static constexpr std::size_t size = sizeof...(Members);
};

template <auto... Members>
inline constexpr path_type<Members...> path{};

/// Stands for "the answer has no such place".
struct no_path {
  friend constexpr bool operator==(no_path, no_path) noexcept { return true; }
};

template <class Path>
inline constexpr bool has_path = !std::is_same_v<std::remove_cvref_t<Path>, no_path>;

namespace detail {

template <class T>
struct inside_optional {
  using type = T;
};
template <class T>
struct inside_optional<std::optional<T>> {
  using type = T;
};

/// Whether Pointer points to a member of Root; "there is no such member" always fits.
template <class Root, class Pointer>
inline constexpr bool member_fits = std::is_same_v<Pointer, no_path>;
template <class Root, class M>
inline constexpr bool member_fits<Root, M Root::*> = true;

/// Whether Path begins in Root and each of its members belongs to what the one before it holds.
template <class Root, class Path>
inline constexpr bool path_fits = std::is_same_v<Path, no_path>;
template <class Root>
inline constexpr bool path_fits<Root, path_type<>> = true;
template <class Root, auto First, auto... Rest>
  requires member_fits<Root, decltype(First)>
inline constexpr bool path_fits<Root, path_type<First, Rest...>> =
    path_fits<typename inside_optional<std::remove_reference_t<decltype(std::declval<Root&>().*First)>>::type,
              path_type<Rest...>>;

}  // namespace detail

/// Returns the place in `root`; nullptr when an optional on the way is empty.
/// Lifetime: that of `root`.
template <class Root>
constexpr Root* find(Root& root, path_type<>) noexcept {
  return &root;
}

template <class Root, auto First, auto... Rest>
constexpr auto find(Root& root, path_type<First, Rest...>) noexcept {
  auto& here = root.*First;
  using member = std::remove_const_t<std::remove_reference_t<decltype(here)>>;
  if constexpr (detail::is_optional<member> && sizeof...(Rest) != 0) {
    using result = decltype(find(*here, path_type<Rest...>{}));
    return here ? find(*here, path_type<Rest...>{}) : result{nullptr};
  } else {
    return find(here, path_type<Rest...>{});
  }
}

/// Returns the place in `root`, filling the optionals on the way.
template <class Root>
constexpr Root& make(Root& root, path_type<>) noexcept {
  return root;
}

template <class Root, auto First, auto... Rest>
constexpr auto& make(Root& root, path_type<First, Rest...>) {
  auto& here = root.*First;
  if constexpr (detail::is_optional<std::remove_reference_t<decltype(here)>> && sizeof...(Rest) != 0) {
    if (!here) here.emplace();
    return make(*here, path_type<Rest...>{});
  } else {
    return make(here, path_type<Rest...>{});
  }
}

}  // namespace roster
#include <string_view>
#include <tuple>

namespace roster {

/// The request member must be equal to that place of the item, or to the other one; of a list one entry must
/// be, of a map all entries must be among the item's labels. Without a place: the vendor filters by something
/// that the answer does not show. A flag is taken to count as false where it is absent.
template <class Member, class Item = no_path, class Other = no_path>
struct exact {
  Member member;
  Item item{};
  Other or_item{};
  std::string_view excepted{};  ///< the text of a value that is answered, but cannot be asked for

  constexpr exact except(std::string_view value) const { return {member, item, or_item, value}; }
};
template <class Member, class Item, class Other>
exact(Member, Item, Other) -> exact<Member, Item, Other>;
template <class Member, class Item>
exact(Member, Item) -> exact<Member, Item>;
template <class Member>
exact(Member) -> exact<Member>;

/// The request member selects by that place of the item, but not as == does: the answer masks what is asked for,
/// joins texts, or one value is asked for by default. A condition of where() is never asked for in this way.
template <class Member, class Item>
struct loose {
  Member member;
  Item item;
};
template <class Member, class Item>
loose(Member, Item) -> loose<Member, Item>;

/// The request member must occur in that place of the item.
template <class Member, class Item>
struct fuzzy {
  Member member;
  Item item;
};
template <class Member, class Item>
fuzzy(Member, Item) -> fuzzy<Member, Item>;

template <class Filter>
inline constexpr bool is_fuzzy = false;
template <class Member, class Item>
inline constexpr bool is_fuzzy<fuzzy<Member, Item>> = true;

/// Whether a condition on one place of the item can be asked for by this filter.
template <class Filter>
inline constexpr bool is_exact_by_one_place = false;
template <class Member, class Item>
inline constexpr bool is_exact_by_one_place<exact<Member, Item, no_path>> = has_path<Item>;

/// The filters of an operation.
template <class... Filter>
struct filters {
  std::tuple<Filter...> list;
  constexpr explicit filters(Filter... all) : list(all...) {}
};

}  // namespace roster
// What a member is on the wire, decided by explicit traits: std::is_constructible would take an aggregate for
// a text.

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
// Text as a template argument: the compiler prints it in its messages, which is how they name a member.

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace roster {

template <std::size_t N>
struct fixed_string {
  char text[N + 1]{};

  constexpr fixed_string() = default;
  constexpr fixed_string(const char (&literal)[N + 1]) {
    std::copy_n(literal, N, text);
  }  // NOLINT: implicit on purpose
  constexpr explicit fixed_string(std::string_view view) { std::copy_n(view.begin(), N, text); }

  constexpr std::string_view view() const noexcept { return {text, N}; }
  static constexpr std::size_t size() noexcept { return N; }

  template <std::size_t M>
  constexpr bool operator==(const fixed_string<M>& other) const noexcept {
    return view() == other.view();
  }
};

template <std::size_t M>
fixed_string(const char (&)[M]) -> fixed_string<M - 1>;

}  // namespace roster
// A boolean of an answer, with its three states: an optional<bool> that holds false would pass a filter as
// true.

#include <concepts>
#include <optional>

namespace roster {

/// Absent, false or true. As a condition it is true only for true.
class flag {
 public:
  constexpr flag() noexcept = default;
  constexpr flag(std::same_as<bool> auto value) noexcept : value_(value) {}  // NOLINT: implicit on purpose

  constexpr explicit operator bool() const noexcept { return value_.value_or(false); }
  constexpr bool has_value() const noexcept { return value_.has_value(); }
  constexpr bool value_or(bool other) const noexcept { return value_.value_or(other); }

  friend constexpr bool operator==(flag, flag) noexcept = default;
  friend constexpr bool operator==(flag a, std::same_as<bool> auto b) noexcept { return a.value_ == b; }

 private:
  std::optional<bool> value_{};
};

}  // namespace roster
// JSON that a vendor sends inside a string: kept as text, so that nobody pays for parsing what nobody reads.

#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace roster {

/// A text that is meant to be JSON. It is kept byte for byte and not checked; `roster::parse` reads it.
class json_text {
 public:
  json_text() = default;
  explicit json_text(std::string text) noexcept : text_(std::move(text)) {}

  const std::string& text() const noexcept { return text_; }
  bool empty() const noexcept { return text_.empty(); }

  friend bool operator==(const json_text&, const json_text&) = default;
  friend std::ostream& operator<<(std::ostream& out, const json_text& j) { return out << j.text_; }

 private:
  std::string text_{};
};

}  // namespace roster
// Enumerations that a vendor may extend at any time: the known values are an enum, every other text is kept
// as it came.

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <ostream>
// The members of a plain struct: how many, where, and their names as the compiler knows them. The only header
// that touches Boost.PFR and __PRETTY_FUNCTION__; everything else is built on these functions.

#include <boost/pfr/core.hpp>
#include <cstddef>
#include <memory>
// Which structs can be reflected. A header of its own, since every question must be answered before Boost.PFR
// sees the struct: it meets what it cannot do with thousands of errors, or brings g++ 12 down.

#include <cstddef>
#include <type_traits>
#include <utility>

namespace roster {
namespace detail {

/// Converts to any base of T but not to T: T{base_of<T>{}} compiles when T has a base.
template <class T>
struct base_of {
  template <class Base>
    requires(std::is_base_of_v<Base, T> && !std::is_same_v<Base, T>)
  operator Base&() const noexcept;
  template <class Base>
    requires(std::is_base_of_v<Base, T> && !std::is_same_v<Base, T>)
  operator Base&&() const noexcept;
};

/// Converts to nothing: what it initializes takes everything, as std::any does.
struct nothing {};

template <class T>
concept has_base = requires { T{base_of<T>{}}; } && !requires { T{nothing{}}; };

/// Converts to whatever a member is. It has a body, which nobody calls, since g++ asks for one with local
/// types.
struct anything {
  std::size_t ignored;
  template <class M>
  operator M&() const noexcept {
    __builtin_unreachable();
  }
};

template <class T, class Places>
inline constexpr bool takes = false;
template <class T, std::size_t... I>
  requires requires { T{anything{I}...}; }
inline constexpr bool takes<T, std::index_sequence<I...>> = true;

/// Returns how many values T can be initialized with, from Low to less than High; every element of an array
/// counts.
template <class T, std::size_t Low, std::size_t High>
consteval std::size_t count_places() {
  if constexpr (High - Low == 1) {
    return Low;
  } else {
    constexpr std::size_t middle = Low + (High - Low) / 2;
    if constexpr (takes<T, std::make_index_sequence<middle>>)
      return count_places<T, middle, High>();
    else
      return count_places<T, Low, middle>();
  }
}

inline constexpr std::size_t most_members = 100;

/// The number of members of T, where there are no arrays among them.
template <class T>
inline constexpr std::size_t member_count = count_places<T, 0, most_members + 2>();

template <class T, class Before>
inline constexpr bool takes_one_more = false;
template <class T, std::size_t... I>
  requires requires { T{anything{I}..., {}}; }
inline constexpr bool takes_one_more<T, std::index_sequence<I...>> = true;

// Empty braces stand for a whole array, so that there are too many values when an array is among the members.
template <class T, class Before, class After>
inline constexpr bool no_array_at = false;
template <class T, std::size_t... I, std::size_t... J>
  requires requires { T{anything{I}..., {}, anything{J}...}; }
inline constexpr bool no_array_at<T, std::index_sequence<I...>, std::index_sequence<J...>> = true;

// Eight at once: one by one, 50 members cost clang more than a second.
template <class T, class Before, class After>
inline constexpr bool no_array_in_eight_at = false;
template <class T, std::size_t... I, std::size_t... J>
  requires requires { T{anything{I}..., {}, {}, {}, {}, {}, {}, {}, {}, anything{J}...}; }
inline constexpr bool no_array_in_eight_at<T, std::index_sequence<I...>, std::index_sequence<J...>> = true;

template <class T>
consteval bool has_array() {
  constexpr std::size_t count = member_count<T>;
  constexpr std::size_t eights = count / 8;
  const bool none = []<std::size_t... E>(std::index_sequence<E...>) {
    return (no_array_in_eight_at<T, std::make_index_sequence<8 * E>,
                                 std::make_index_sequence<count - 8 * E - 8>> &&
            ...);
  }(std::make_index_sequence<eights>{});
  const bool none_behind = []<std::size_t... I>(std::index_sequence<I...>) {
    return (no_array_at<T, std::make_index_sequence<8 * eights + I>,
                        std::make_index_sequence<count - 8 * eights - I - 1>> &&
            ...);
  }(std::make_index_sequence<count % 8>{});
  return !(none && none_behind);
}

/// Refuses, in words, what cannot be reflected.
template <class T>
consteval bool check_plain_struct() {
  if constexpr (!std::is_class_v<T>) {
    static_assert(std::is_class_v<T>,
                  "roster: this is not a struct; schemas are plain structs; write struct x { … }");
    return false;
  } else if constexpr (!std::is_aggregate_v<T>) {
    static_assert(
        std::is_aggregate_v<T>,
        "roster: this struct is not an aggregate; schemas have no constructors, virtual functions or "
        "private members; make every member public and give it {}");
    return false;
  } else if constexpr (has_base<T>) {
    static_assert(
        !has_base<T>,
        "roster: this struct has a base; the members of a base cannot be reflected; write them into "
        "the struct itself or make them a nested member");
    return false;
  } else if constexpr (member_count<T> > most_members) {
    static_assert(member_count<T> <= most_members,
                  "roster: this struct has more than 100 members, or an array with as many elements; schemas "
                  "have at most 100; group some into a nested struct");
    return false;
  } else if constexpr (takes_one_more<T, std::make_index_sequence<member_count<T>>>) {
    static_assert(!takes_one_more<T, std::make_index_sequence<member_count<T>>>,
                  "roster: this struct has a member that cannot be counted; members of schemas are values of "
                  "the types that are known on the wire; use one of them");
    return false;
  } else if constexpr (has_array<T>()) {
    static_assert(
        !has_array<T>(),
        "roster: this struct has an array as a member; the length of a list is not known beforehand; "
        "use std::vector or std::string");
    return false;
  } else {
    return true;
  }
}

}  // namespace detail

/// A struct whose members roster can see: an aggregate without a base.
template <class T>
concept plain_struct = std::is_class_v<T> && std::is_aggregate_v<T> && !detail::has_base<T>;

}  // namespace roster
#include <string_view>
#include <type_traits>
#include <utility>

namespace roster {
namespace detail {

template <class T>
struct fake {
  T value;
};

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif
/// Never defined and never read: only the addresses of its members are taken, at compile time.
template <class T>
extern const fake<T> fake_object;

template <class Pointer>
struct address {
  Pointer pointer;
};
template <class Pointer>
address(Pointer) -> address<Pointer>;

template <auto Value>
consteval auto spelling() {
  return std::string_view(__PRETTY_FUNCTION__);
}

constexpr bool is_identifier_char(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

constexpr std::string_view last_identifier(std::string_view text) noexcept {
  while (!text.empty() && !is_identifier_char(text.back())) text.remove_suffix(1);
  std::size_t length = 0;
  while (length < text.size() && is_identifier_char(text[text.size() - 1 - length])) ++length;
  return text.substr(text.size() - length);
}

template <class T, std::size_t I>
constexpr auto member_address() noexcept {
  return address{std::addressof(boost::pfr::get<I>(fake_object<T>.value))};
}

template <class T, std::size_t I, class M, class Owner>
constexpr bool is_member_at(M Owner::* member) noexcept {
  if constexpr (std::is_same_v<Owner, T> &&
                std::is_same_v<address<const M*>, decltype(member_address<T, I>())>)
    return std::addressof(fake_object<T>.value.*member) == member_address<T, I>().pointer;
  else
    return false;
}

template <class T, std::size_t I>
consteval std::string_view find_member_name() {
  return last_identifier(spelling<member_address<T, I>()>());
}
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

}  // namespace detail

/// Returns the number of members of T.
template <class T>
consteval std::size_t field_count() {
  if constexpr (detail::check_plain_struct<T>())
    return detail::member_count<T>;
  else
    return 0;
}

/// Returns the I-th member of `object`, as a reference with the object's constness.
template <std::size_t I, class T>
constexpr auto& field_at(T& object) noexcept {
  return boost::pfr::get<I>(object);
}

template <class T, std::size_t I>
using field_type = boost::pfr::tuple_element_t<I, T>;

/// The name of the I-th member of T, as it is written in the source.
template <class T, std::size_t I>
inline constexpr std::string_view member_name = detail::find_member_name<T, I>();

/// The name of the member that is pointed to, as it is written in the source; no other member is looked at.
template <auto Member>
inline constexpr std::string_view name_of_member = detail::last_identifier(detail::spelling<Member>());

/// Calls `function(std::integral_constant<std::size_t, I>)` for every member of T, in order.
template <class T, class Function>
constexpr void for_each_field(Function&& function) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (function(std::integral_constant<std::size_t, I>{}), ...);
  }(std::make_index_sequence<field_count<T>()>{});
}

/// Returns the index of the member called `name`, or the number of members when there is none.
template <class T>
constexpr std::size_t index_of(std::string_view name) noexcept {
  std::size_t index = field_count<T>();
  for_each_field<T>([&](auto i) {
    if ((member_name<T, i> == name)) index = i;
  });
  return index;
}

namespace detail {

/// At run time there is no fake object, so this makes one.
template <class T, class M>
std::size_t index_at_run_time(M T::* member) {
  const T object{};
  std::size_t index = field_count<T>();
  for_each_field<T>([&](auto i) {
    if constexpr (std::is_same_v<field_type<T, i>, M>)
      if (std::addressof(field_at<i>(object)) == std::addressof(object.*member)) index = i;
  });
  return index;
}

}  // namespace detail

/// Returns the index of the member that `member` points to; the number of members when it is none of them.
template <class T, class M, class Owner>
constexpr std::size_t index_of(M Owner::* member) {
  std::size_t index = field_count<T>();
  if constexpr (std::is_same_v<Owner, T>) {
    if (__builtin_is_constant_evaluated())
      for_each_field<T>([&](auto i) {
        if (detail::is_member_at<T, i>(member)) index = i;
      });
    else
      index = detail::index_at_run_time<T>(member);
  }
  return index;
}

}  // namespace roster
// A byte that stands for a text: how one of many texts that are known beforehand is found without comparing
// it with each of them.

#include <cstddef>
#include <cstring>
#include <string_view>

namespace roster::detail {

/// A byte by which most other texts are told from this one, so that one memchr over their tags finds it.
constexpr unsigned char text_tag(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
  if (text.empty()) return 0;
  return static_cast<unsigned char>(text.size() * 31 + byte(0) * 7 + byte(text.size() / 2) * 3 +
                                    byte(text.size() - 1));
}

/// Calls `is_it` with the index of every tag in `tags` that is that of `text`, until it says true.
/// Returns: that index, or `count`.
template <class IsIt>
std::size_t find_tagged(const unsigned char* tags, std::size_t count, std::string_view text, IsIt is_it) {
  const unsigned char tag = text_tag(text);
  for (std::size_t i = 0; i < count; ++i) {
    const void* const found = std::memchr(tags + i, tag, count - i);
    if (found == nullptr) break;
    i = static_cast<std::size_t>(static_cast<const unsigned char*>(found) - tags);
    if (is_it(i)) return i;
  }
  return count;
}

}  // namespace roster::detail
#include <string>
#include <string_view>
#include <type_traits>

namespace roster {

/// One enumerator and its text on the wire.
template <class E>
struct enum_text {
  E value;
  std::string_view text;
};

/// Returns the table that stands right after an enum, as the result of its `constexpr auto texts_of(E)`.
template <class E, std::size_t N>
constexpr std::array<enum_text<E>, N> enum_texts(const enum_text<E> (&table)[N]) {
  std::array<enum_text<E>, N> out{};
  for (std::size_t i = 0; i < N; ++i) out[i] = table[i];
  return out;
}

namespace detail {

/// The compiler spells an enumerator by name and any other value by number.
template <auto Value>
consteval bool is_enumerator() {
  const char first = last_identifier(spelling<Value>())[0];
  return !(first >= '0' && first <= '9');
}

inline constexpr std::size_t most_enumerators = 64;

template <class E>
consteval bool table_is_complete() {
  constexpr auto table = texts_of(E{});
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    const auto listed = [&](E value) {
      std::size_t n = 0;
      for (const auto& row : table) n += row.value == value ? 1U : 0U;
      return n;
    };
    return ((listed(static_cast<E>(I)) == (is_enumerator<static_cast<E>(I)>() ? 1U : 0U)) && ...);
  }(std::make_index_sequence<most_enumerators>{});
}

template <class E>
consteval bool check_enum() {
  constexpr bool has_table = requires { texts_of(E{}); };
  static_assert(
      has_table,
      "roster: this enum has no texts; open_enum needs the text of every enumerator; write constexpr auto "
      "texts_of(my_enum) { return roster::enum_texts<my_enum>({{my_enum::one, \"One\"}}); } right after it");
  if constexpr (has_table) {
    static_assert(table_is_complete<E>(),
                  "roster: texts_of() leaves out an enumerator or lists one twice; every enumerator stands "
                  "in the table "
                  "once, and their values go from 0 to 63; complete the table");
  }
  return has_table;
}

}  // namespace detail

/// A value of the enum E, or a text that E does not know. Empty by default, which equals no enumerator.
template <class E>
class open_enum {
 public:
  constexpr open_enum() noexcept = default;
  constexpr open_enum(E value) noexcept : value_(value) {}  // NOLINT: implicit on purpose

  template <class Text>
    requires(std::convertible_to<const Text&, std::string_view> && !std::same_as<Text, open_enum>)
  open_enum(const Text& text) {  // NOLINT: implicit on purpose
    take(text);
  }

  /// In place: answers are full of enumerators, and a second object costs more than finding the text.
  template <class Text>
    requires(std::convertible_to<const Text&, std::string_view> && !std::same_as<Text, open_enum>)
  open_enum& operator=(const Text& text) {
    take(text);
    return *this;
  }

  /// Returns the enumerator; nothing when the text is not one of the documented ones.
  constexpr std::optional<E> known() const noexcept { return value_; }

  /// Returns the text as it goes over the wire.
  /// Lifetime: until this object changes.
  constexpr std::string_view text() const noexcept {
    if (value_)
      for (const auto& row : table())
        if (row.value == *value_) return row.text;
    return text_;
  }

  constexpr bool empty() const noexcept { return !value_ && text_.empty(); }

  friend bool operator==(const open_enum&, const open_enum&) = default;
  friend constexpr bool operator==(const open_enum& a, std::same_as<E> auto b) noexcept {
    return a.value_ == b;
  }
  template <class Text>
    requires(std::convertible_to<const Text&, std::string_view> && !std::same_as<Text, open_enum>)
  friend bool operator==(const open_enum& a, const Text& b) {
    return a.text() == std::string_view(b);
  }
  friend std::ostream& operator<<(std::ostream& out, const open_enum& e) { return out << e.text(); }

  /// Returns every documented value with its text, in the order of the declaration.
  static constexpr const auto& table() noexcept {
    static_assert(detail::check_enum<E>());
    return table_of<E>;
  }

 private:
  void take(std::string_view text) {
    const auto& rows = table();
    const auto found = detail::find_tagged(tags_of<E>.data(), rows.size(), text,
                                           [&](std::size_t i) { return rows[i].text == text; });
    if (found < rows.size()) {
      value_ = rows[found].value;
      text_.clear();
    } else {
      value_.reset();
      text_ = text;
    }
  }

  template <class Enum>
  static constexpr auto table_of = texts_of(Enum{});
  template <class Enum>
  static constexpr auto tags_of = [] {
    std::array<unsigned char, table_of<Enum>.size()> tags{};
    for (std::size_t i = 0; i < tags.size(); ++i) tags[i] = detail::text_tag(table_of<Enum>[i].text);
    return tags;
  }();

  std::optional<E> value_{};
  std::string text_{};  // only when it is not one of the known texts
};

}  // namespace roster
// What an answer holds and the schema does not know: kept, so that nothing is lost when the vendor adds a
// field.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace roster {

/// One member of an object that no member of the struct stands for; `json` is its value as the bytes that
/// came.
struct unknown_field {
  std::string name{};
  std::string json{};

  friend bool operator==(const unknown_field&, const unknown_field&) = default;
};

/// The unknown members of an object, in the order in which they came. A struct opts in by a member of this
/// type.
struct unknown_fields {
  std::vector<unknown_field> list{};

  /// Returns the raw JSON of the first member called `name`.
  /// Lifetime: until the list changes.
  std::optional<std::string_view> find(std::string_view name) const noexcept {
    for (const auto& f : list)
      if (f.name == name) return f.json;
    return std::nullopt;
  }

  friend bool operator==(const unknown_fields&, const unknown_fields&) = default;
};

}  // namespace roster
#include <string>
#include <type_traits>
#include <vector>

namespace roster {

/// The kinds of member that a schema may have.
enum class kind {
  unsupported,
  text,       ///< std::string
  boolean,    ///< bool
  flag,       ///< roster::flag
  integer,    ///< any integer type, range checked
  real,       ///< float, double
  open_enum,  ///< roster::open_enum<E>
  secret,     ///< roster::secret
  json_text,  ///< roster::json_text, a string on the wire
  utc_time,   ///< roster::utc_time, a string on the wire
  optional,   ///< std::optional<T>
  list,       ///< std::vector<T>
  map,        ///< std::map<std::string, T>
  object,     ///< a plain struct
  unknown,    ///< roster::unknown_fields
};

namespace detail {

template <class T>
inline constexpr kind kind_of_class = plain_struct<T> ? kind::object : kind::unsupported;
template <>
inline constexpr kind kind_of_class<std::string> = kind::text;
template <>
inline constexpr kind kind_of_class<flag> = kind::flag;
template <>
inline constexpr kind kind_of_class<secret> = kind::secret;
template <>
inline constexpr kind kind_of_class<json_text> = kind::json_text;
template <>
inline constexpr kind kind_of_class<utc_time> = kind::utc_time;
template <>
inline constexpr kind kind_of_class<unknown_fields> = kind::unknown;
template <class E>
inline constexpr kind kind_of_class<open_enum<E>> = kind::open_enum;
template <class T>
inline constexpr kind kind_of_class<std::optional<T>> = kind::optional;
template <class T>
inline constexpr kind kind_of_class<std::vector<T>> = kind::list;
template <class T>
inline constexpr kind kind_of_class<std::map<std::string, T>> = kind::map;

template <class T>
consteval kind find_kind() {
  if constexpr (std::same_as<T, bool>)
    return kind::boolean;
  else if constexpr (std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t>)
    return kind::unsupported;
  else if constexpr (std::integral<T>)
    return kind::integer;
  else if constexpr (std::floating_point<T>)
    return kind::real;
  else if constexpr (std::is_class_v<T>)
    return kind_of_class<T>;
  else
    return kind::unsupported;
}

template <class T>
struct inner {
  using type = T;
};
template <class T>
struct inner<std::optional<T>> {
  using type = T;
};
template <class T>
struct inner<std::vector<T>> {
  using type = T;
};
template <class T>
struct inner<std::map<std::string, T>> {
  using type = T;
};

}  // namespace detail

/// The kind of T.
template <class T>
inline constexpr kind kind_of = detail::find_kind<T>();

/// The T inside of optional<T>, vector<T> and map<string, T>; every other type itself.
template <class T>
using inner_type = typename detail::inner<T>::type;

namespace detail {

/// Checks the type of one member of T, not what is in it. The compiler's message names T and the member.
template <class T, fixed_string Member, class Type>
consteval bool check_member() {
  if constexpr (kind_of<Type> != kind::unsupported) {
    return true;
  } else if constexpr (std::is_class_v<Type> && std::is_aggregate_v<Type>) {
    return check_plain_struct<Type>();
  } else {
    static_assert(kind_of<Type> != kind::unsupported,
                  "roster: a member has a type that is not known on the wire; members are std::string, bool, "
                  "integers, double, flag, open_enum, secret, json_text, utc_time, optional, vector, "
                  "map<std::string, …> of these, plain structs and unknown_fields; use one of them");
    return false;
  }
}

}  // namespace detail
}  // namespace roster
// What makes a struct a list operation, and the check that names every mistake in one.

// Whether every member of a struct, and of what is in it, can go over the wire; each mistake is one sentence
// that names the struct and the member.

// How a vendor spells names: the one rule by which a snake_case member becomes a name on the wire.

#include <cstddef>
#include <string_view>

namespace roster {

/// The letter case of an operation's names on the wire; a single trailing '_' of a member is dropped in all
/// of them.
enum class letter_case {
  verbatim,  ///< page_size
  pascal,    ///< PageSize
  camel,     ///< pageSize
};

inline constexpr auto verbatim_case = letter_case::verbatim;
inline constexpr auto pascal_case = letter_case::pascal;
inline constexpr auto camel_case = letter_case::camel;

namespace detail {

/// Calls `put(char)` for every character of the name on the wire.
template <class Put>
constexpr void spell(std::string_view member, letter_case style, Put put) {
  if (member.ends_with('_')) member.remove_suffix(1);
  bool start = style == letter_case::pascal;
  for (const char c : member) {
    if (style != letter_case::verbatim && c == '_') {
      start = true;
      continue;
    }
    put(start && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    start = false;
  }
}

constexpr std::size_t spelled_size(std::string_view member, letter_case style) {
  std::size_t size = 0;
  spell(member, style, [&](char) { ++size; });
  return size;
}

}  // namespace detail
}  // namespace roster
// The name of a member on the wire: by rule from its own name, by exception where the vendor breaks the rule.

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace roster {

/// One exception: this member has that name on the wire.
template <class Owner, class M>
struct renamed {
  M Owner::* member;
  std::string_view name;
};
template <class Owner, class M>
renamed(M Owner::*, const char*) -> renamed<Owner, M>;

/// The exceptions of a struct, returned by its `static consteval auto wire_names()`.
template <class... Renamed>
struct names {
  std::tuple<Renamed...> list;
  constexpr explicit names(Renamed... all) : list(all...) {}
};

namespace detail {

template <class T>
concept has_wire_names = requires { T::wire_names(); };

template <class T, class M, class Owner>
constexpr bool check_renamed(renamed<Owner, M> entry) {
  return std::is_same_v<Owner, T> && index_of<T>(entry.member) < field_count<T>();
}

template <class T>
consteval bool check_wire_names() {
  if constexpr (has_wire_names<T>) {
    constexpr bool ours =
        std::apply([](auto... r) { return (check_renamed<T>(r) && ...); }, T::wire_names().list);
    static_assert(ours,
                  "roster: wire_names() renames a member of another struct; it may name members of its own "
                  "struct only; "
                  "write renamed{&this_struct::member, \"Name\"}");
    constexpr bool once = std::apply(
        [](auto... r) {
          std::size_t hits[field_count<T>() + 1]{};
          (++hits[index_of<T>(r.member)], ...);
          for (const auto n : hits)
            if (n > 1) return false;
          return true;
        },
        T::wire_names().list);
    static_assert(once,
                  "roster: wire_names() renames a member twice; a member has one name; remove one of them");
  }
  return true;
}

/// Computed once a struct: every one of its members asks.
template <class T>
inline constexpr bool wire_names_are_sound = check_wire_names<T>();

/// Returns the exception for the I-th member; "" when it follows the rule.
template <class T, std::size_t I>
constexpr std::string_view exception_of() noexcept {
  std::string_view found;
  if constexpr (has_wire_names<T>) {
    std::apply([&](auto... r) { ((is_member_at<T, I>(r.member) ? void(found = r.name) : void()), ...); },
               T::wire_names().list);
  }
  return found;
}

template <class T, std::size_t I, letter_case Case>
consteval auto make_wire_name() {
  static_assert(wire_names_are_sound<T>);
  constexpr std::string_view exception = exception_of<T, I>();
  if constexpr (!exception.empty()) {
    return fixed_string<exception.size()>(exception);
  } else {
    constexpr std::string_view member = member_name<T, I>;
    fixed_string<spelled_size(member, Case)> out;
    std::size_t at = 0;
    spell(member, Case, [&](char c) { out.text[at++] = c; });
    return out;
  }
}

template <class T, std::size_t I, letter_case Case>
inline constexpr auto wire_name_text = make_wire_name<T, I, Case>();

}  // namespace detail

/// The name of the I-th member of T on the wire.
template <class T, std::size_t I, letter_case Case>
inline constexpr std::string_view wire_name = detail::wire_name_text<T, I, Case>.view();

namespace detail {

/// Returns the exception for the member that is pointed to; "" when it follows the rule.
template <class T, class M>
std::string_view exception_to(M T::* member) noexcept {
  std::string_view found;
  if constexpr (has_wire_names<T>) {
    const auto look_at = [&]<class Other>(renamed<T, Other> entry) {
      if constexpr (std::is_same_v<M, Other>)
        if (entry.member == member) found = entry.name;
    };
    std::apply([&](auto... r) { (look_at(r), ...); }, T::wire_names().list);
  }
  return found;
}

/// Returns the name on the wire of the member that is pointed to; no other member is looked at.
template <auto Member, letter_case Case>
std::string wire_name_of_member() {
  std::string name(exception_to(Member));
  if (name.empty()) spell(name_of_member<Member>, Case, [&](char c) { name += c; });
  return name;
}

template <class T, fixed_string First, fixed_string Second>
consteval bool check_unique() {
  static_assert(!(First == Second),
                "roster: two members have the same name on the wire; each name stands for one member; rename "
                "one of them "
                "in wire_names()");
  return true;
}

/// Returns the first two members with the same name on the wire. A plain search comes before check_unique:
/// instantiating that for all pairs of 53 members costs a second.
template <class T, letter_case Case>
consteval std::pair<std::size_t, std::size_t> find_name_clash() {
  constexpr std::size_t count = field_count<T>();
  std::string_view all[count + 1]{};
  for_each_field<T>([&](auto i) { all[i] = wire_name<T, i, Case>; });
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = i + 1; j < count; ++j)
      if (all[i] == all[j]) return {i, j};
  return {count, count};
}

template <class T, letter_case Case>
consteval bool check_unique_names() {
  constexpr auto clash = find_name_clash<T, Case>();
  if constexpr (clash.first < field_count<T>())
    return check_unique<T, wire_name_text<T, clash.first, Case>, wire_name_text<T, clash.second, Case>>();
  else
    return true;
}

}  // namespace detail
}  // namespace roster
#include <type_traits>

namespace roster::detail {

template <class T, letter_case Case>
consteval bool check_members();

template <class E>
consteval bool check_texts(std::type_identity<open_enum<E>>) {
  return check_enum<E>();
}

/// Checks the type of one member of T, and what is in it. The compiler's message names T and the member.
template <class T, fixed_string Member, class Type, letter_case Case>
consteval bool check_member_and_inside() {
  if constexpr (!check_member<T, Member, Type>())
    return false;
  else if constexpr (!std::is_same_v<inner_type<Type>, Type>)
    return check_member_and_inside<T, Member, inner_type<Type>, Case>();
  else if constexpr (kind_of<Type> == kind::object)
    return check_members<Type, Case>();
  else if constexpr (kind_of<Type> == kind::open_enum)
    return check_texts(std::type_identity<Type>{});
  else
    return true;
}

/// Checks every member of T, and of the structs in it.
template <class T, letter_case Case>
consteval bool check_members() {
  if constexpr (check_plain_struct<T>()) {
    bool all = check_unique_names<T, Case>();
    for_each_field<T>([&](auto i) {
      constexpr auto name = fixed_string<member_name<T, i>.size()>(member_name<T, i>);
      all = check_member_and_inside<T, name, field_type<T, i>, Case>() && all;
    });
    return all;
  } else {
    return false;
  }
}

}  // namespace roster::detail
// What a list operation says about itself, with the defaults filled in for what it leaves out.

// How an operation's list continues, declared as data; page/ acts on it.

#include <cstdint>

namespace roster {

/// Pages with a number. `number` and `size` are members of the request, the rest are places in the answer.
template <class Number, class Size, class EchoedNumber = no_path, class EchoedSize = no_path,
          class Total = no_path>
struct by_number {
  Number number;
  Size size;
  EchoedNumber echoed_number{};  ///< the page that the server says this is
  EchoedSize echoed_size{};      ///< the size that the server used, after its own limits
  Total total{};                 ///< the number of items on all pages
  std::int64_t largest{100};     ///< the largest documented page size
};

/// Pages by a marker or token. `send` and `size` are members of the request, `next` and `more` places in the
/// answer.
template <class Send, class Next, class More = no_path, class Size = no_path>
struct by_token {
  Send send;
  Next next;
  More more{};  ///< "there is more"; without it an empty `next` ends the list
  Size size{};
  std::int64_t largest{100};  ///< the largest documented page size
};

/// One page holds the whole list.
struct one_page {};

}  // namespace roster
// The permission that an operation needs, as data: what a failure names when the service answers "forbidden".

#include <string_view>

namespace roster {

struct permission {
  std::string_view needed{};    ///< "eas:ListServices", or the policies of which one is needed
  std::string_view resource{};  ///< the resource pattern, "" where the vendor has none
};

}  // namespace roster
// The method and the place of an operation, as data.

#include <string_view>

namespace roster {

/// A method, a path and the fixed part of a query. With GET a request goes into the query, with POST into a
/// JSON body.
struct target {
  std::string_view method{};
  std::string_view path{};
  std::string_view query{};
};

namespace detail {

constexpr target make_target(std::string_view method, std::string_view where) noexcept {
  const auto mark = where.find('?');
  if (mark == std::string_view::npos) return {method, where, {}};
  return {method, where.substr(0, mark), where.substr(mark + 1)};
}

}  // namespace detail

/// Returns the target of a GET, "/path" or "/path?Fixed=Query".
constexpr target get(std::string_view where) noexcept { return detail::make_target("GET", where); }

/// Returns the target of a POST.
constexpr target post(std::string_view where) noexcept { return detail::make_target("POST", where); }

}  // namespace roster
#include <string_view>
#include <type_traits>
#include <utility>

namespace roster {
namespace detail {

template <class Op>
using items_type = std::remove_pointer_t<decltype(find(std::declval<typename Op::response&>(), Op::items))>;

template <class Op>
consteval letter_case find_case() {
  if constexpr (requires { Op::wire_case; })
    return Op::wire_case;
  else
    return verbatim_case;
}

template <class Op>
consteval auto find_key() {
  if constexpr (requires { Op::key; })
    return Op::key;
  else
    return no_path{};
}

template <class Op>
consteval auto find_paging() {
  if constexpr (requires { Op::paging; })
    return Op::paging;
  else
    return one_page{};
}

template <class Op>
consteval permission find_permission() {
  if constexpr (requires { Op::permission; })
    return Op::permission;
  else
    return {};
}

template <class Op>
consteval auto find_filters() {
  if constexpr (requires { Op::filters; })
    return Op::filters;
  else
    return filters<>{};
}

}  // namespace detail

/// The letter case of an operation's names; verbatim unless it says otherwise.
template <class Op>
inline constexpr letter_case case_of = detail::find_case<Op>();

/// The item's key, by which duplicates are known: a path, or no_path.
template <class Op>
inline constexpr auto key_of = detail::find_key<Op>();

/// The paging declaration; one_page without one.
template <class Op>
inline constexpr auto paging_of = detail::find_paging<Op>();

template <class Op>
inline constexpr permission permission_of = detail::find_permission<Op>();

template <class Op>
inline constexpr auto filters_of = detail::find_filters<Op>();

/// The struct of one item of the list.
template <class Op>
using item_of = inner_type<detail::items_type<Op>>;

}  // namespace roster
#include <tuple>
#include <type_traits>

namespace roster {
namespace detail {

template <class Op>
concept has_structs = requires {
  typename Op::request;
  typename Op::response;
};
template <class Op>
concept has_target = requires { Op::target; };
template <class Op>
concept has_items = requires { Op::items; };

/// Checks one path; the compiler's message names it and the struct that it should begin in.
template <class Root, class Path>
constexpr bool check_path(Path) {
  static_assert(path_fits<Root, Path>,
                "roster: a path of this operation leaves its struct; it begins in the answer, for key and "
                "filters in the item, and each member belongs to what the one before it holds; write "
                "roster::path<&my_answer::result, &my_result::list>");
  return path_fits<Root, Path>;
}

/// Checks one member that is sent; the compiler's message names the request and the member's struct.
template <class Request, class Sent>
constexpr bool check_sent(Sent) {
  static_assert(
      member_fits<Request, Sent>,
      "roster: paging or a filter sends a member of another struct; what is sent is a member of the "
      "request; write &my_request::member");
  return member_fits<Request, Sent>;
}

template <class Op, class... P>
constexpr bool check_paging(by_number<P...> paging) {
  using response = typename Op::response;
  return check_sent<typename Op::request>(paging.number) && check_sent<typename Op::request>(paging.size) &&
         check_path<response>(paging.echoed_number) && check_path<response>(paging.echoed_size) &&
         check_path<response>(paging.total);
}

template <class Op, class... P>
constexpr bool check_paging(by_token<P...> paging) {
  using response = typename Op::response;
  return check_sent<typename Op::request>(paging.send) && check_sent<typename Op::request>(paging.size) &&
         check_path<response>(paging.next) && check_path<response>(paging.more);
}

template <class Op>
constexpr bool check_paging(one_page) {
  return true;
}

template <class Op, class... P>
constexpr bool check_filter(exact<P...> filter) {
  return check_sent<typename Op::request>(filter.member) && check_path<item_of<Op>>(filter.item) &&
         check_path<item_of<Op>>(filter.or_item);
}

template <class Op, class... P>
constexpr bool check_filter(fuzzy<P...> filter) {
  return check_sent<typename Op::request>(filter.member) && check_path<item_of<Op>>(filter.item);
}

template <class Op, class... P>
constexpr bool check_filter(loose<P...> filter) {
  return check_sent<typename Op::request>(filter.member) && check_path<item_of<Op>>(filter.item);
}

/// Checks what refers to the item, which is known to be one.
template <class Op>
constexpr bool check_references() {
  return check_path<item_of<Op>>(key_of<Op>) && check_paging<Op>(paging_of<Op>) &&
         std::apply([](auto... filter) { return (check_filter<Op>(filter) && ...); }, filters_of<Op>.list);
}

template <class Op>
consteval bool check_items() {
  if constexpr (!check_path<typename Op::response>(Op::items)) {
    return false;
  } else {
    using items = items_type<Op>;
    constexpr bool is_list = kind_of<items> == kind::list;
    static_assert(
        is_list,
        "roster: the items of this operation are not a std::vector; the path must end at the list in "
        "the answer; write roster::path<&my_answer::data> with std::vector<my_item> data{}");
    if constexpr (is_list && kind_of<inner_type<items>> == kind::unsupported)
      return check_plain_struct<inner_type<items>>();
    else
      return is_list;
  }
}

}  // namespace detail

/// Checks the declaration of a list operation; every mistake is one sentence.
template <class Op>
consteval bool check_operation() {
  static_assert(
      detail::has_structs<Op>,
      "roster: this operation has no request or no response; an operation names both structs; write "
      "using request = my_request; using response = my_answer;");
  static_assert(
      detail::has_target<Op>,
      "roster: this operation has no target; it says where the request goes; write static constexpr "
      "auto target = roster::get(\"/path\")");
  static_assert(
      detail::has_items<Op>,
      "roster: this operation does not say where its items are; they are a list in the answer; write "
      "static constexpr auto items = roster::path<&my_answer::data>");
  if constexpr (!detail::has_structs<Op> || !detail::has_target<Op> || !detail::has_items<Op>)
    return false;
  else if constexpr (!detail::check_items<Op>() ||
                     !detail::check_members<typename Op::request, case_of<Op>>() ||
                     !detail::check_members<typename Op::response, case_of<Op>>())
    return false;
  else
    return detail::check_references<Op>();
}

/// A struct that declares one list operation.
template <class Op>
concept operation = detail::has_structs<Op> && detail::has_target<Op> && detail::has_items<Op>;

}  // namespace roster
// Makes the shape of a type: the only templates of encoding, kept apart so that the functions over shapes do
// not see them.

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
// Where the members of a struct are: one function a struct for reading it and for writing it, since each would
// cost every user's file its time.

#include <cstddef>
#include <memory>
#include <utility>

namespace roster::detail {

/// Gives the addresses of all members of a T, in order. Who has the object as a constant only reads there.
template <class T>
void addresses_of_fields(const void* object, void** out) {
  [&]<std::size_t... I>(T& whole, std::index_sequence<I...>) {
    ((out[I] = std::addressof(field_at<I>(whole))), ...);
  }(*const_cast<T*>(static_cast<const T*>(object)), std::make_index_sequence<field_count<T>()>{});
}

}  // namespace roster::detail
// What a type looks like at run time: constant tables of plain functions, so that encoding, queries,
// assignment and columns are no templates. As templates they would cost every user's file seconds.

#include <cstddef>
#include <cstdint>
// A reference to something callable, so that a function which is not a template can take a lambda without
// owning it.

#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

namespace roster::detail {

template <class Signature>
class function_ref;

/// Refers to a function object.
/// Lifetime: that of the object; meant for parameters only.
template <class Result, class... Args>
class function_ref<Result(Args...)> {
 public:
  template <class Function>
    requires(!std::same_as<std::remove_cvref_t<Function>, function_ref> &&
             std::is_invocable_r_v<Result, Function&, Args...>)
  function_ref(Function&& function) noexcept  // NOLINT: implicit on purpose
      : object_(const_cast<void*>(static_cast<const void*>(std::addressof(function)))),
        call_([](void* object, Args... args) -> Result {
          return (*static_cast<std::remove_reference_t<Function>*>(object))(std::forward<Args>(args)...);
        }) {}

  Result operator()(Args... args) const { return call_(object_, std::forward<Args>(args)...); }

 private:
  void* object_;
  Result (*call_)(void*, Args...);
};

}  // namespace roster::detail
// Numbers as text and back, exactly: one spelling for JSON bodies, queries, rows and what a user types.

#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
// Real numbers out of text, exactly. A file of its own because libc++ before 20 has no std::from_chars for them: there
// the C library's function does it, in the "C" locale whatever the program's is.

#include <charconv>
#include <concepts>

#if !defined(__cpp_lib_to_chars)
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <type_traits>

#include <locale.h>  // newlocale and strtod_l are of POSIX
#endif

namespace roster::detail {

#if defined(__cpp_lib_to_chars)

/// Reads a decimal number as std::from_chars does, which it is where the standard library has it.
template <std::floating_point T>
std::from_chars_result read_real_text(const char* first, const char* last, T& out) {
  return std::from_chars(first, last, out);
}

#else

/// Returns the end of the longest decimal number that begins at `first`; `first` itself if none does.
inline const char* end_of_real(const char* first, const char* last) {
  const auto skip_digits = [last](const char* at) {
    return std::find_if(at, last, [](char c) { return c < '0' || c > '9'; });
  };
  const char* const begin = first + (first != last && *first == '-');
  const char* const whole = skip_digits(begin);
  const char* at = whole;
  if (at != last && *at == '.') at = skip_digits(at + 1);
  if (at == begin || (whole == begin && at == begin + 1))
    return first;  // neither a digit before nor behind a dot
  if (at == last || (*at != 'e' && *at != 'E')) return at;
  const char* const sign = at + 1;
  const char* const power = sign + (sign != last && (*sign == '-' || *sign == '+'));
  const char* const end = skip_digits(power);
  return end == power ? at : end;
}

/// Reads a decimal number as std::from_chars does.
template <std::floating_point T>
std::from_chars_result read_real_text(const char* first, const char* last, T& out) {
  static const locale_t plain = newlocale(LC_ALL_MASK, "C", locale_t{});
  const char* const end = end_of_real(first, last);
  if (end == first) return {first, std::errc::invalid_argument};
  const std::string number(first, end);
  T read{};
  if constexpr (std::is_same_v<T, float>)
    read = strtof_l(number.c_str(), nullptr, plain);
  else
    read = strtod_l(number.c_str(), nullptr, plain);
  const bool is_zero = number.find_first_of("123456789") >= number.find_first_of("eE");
  if (!std::isfinite(read) || (read == 0 && !is_zero)) return {end, std::errc::result_out_of_range};
  out = read;
  return {end, std::errc{}};
}

#endif

}  // namespace roster::detail
#include <string>
#include <string_view>
#include <system_error>

namespace roster::detail {

/// What came of reading a number.
enum class number_result { ok, not_a_number, out_of_range };

template <std::integral T>
void print_number(T value, std::string& out) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

/// Appends the shortest text that reads back as `value`; without an exponent where people would write none.
template <std::floating_point T>
void print_number(T value, std::string& out) {
  const T size = std::fabs(value);
  const bool plain = size == 0 || (size >= T(1e-5) && size < T(1e15));
  std::array<char, 64> digits;
  char* const last = digits.data() + digits.size();
  const auto end = plain ? std::to_chars(digits.data(), last, value, std::chars_format::fixed).ptr
                         : std::to_chars(digits.data(), last, value).ptr;
  out.append(digits.data(), end);
}

template <std::integral T>
std::from_chars_result read_chars(const char* first, const char* last, T& out) {
  return std::from_chars(first, last, out);
}
template <std::floating_point T>
std::from_chars_result read_chars(const char* first, const char* last, T& out) {
  return read_real_text(first, last, out);
}

/// Reads `text` as a whole. Neither "nan" nor "inf" is a number here.
template <class T>
number_result parse_number(std::string_view text, T& value) {
  T parsed{};
  const char* const last = text.data() + text.size();
  const auto [end, error] = read_chars(text.data(), last, parsed);
  if (error == std::errc::invalid_argument || end != last) return number_result::not_a_number;
  if (error == std::errc::result_out_of_range) return number_result::out_of_range;
  if constexpr (std::floating_point<T>)
    if (!std::isfinite(parsed)) return number_result::not_a_number;
  value = parsed;
  return number_result::ok;
}

}  // namespace roster::detail
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace roster::detail {

struct shape;

/// The functions of an integer or a real.
struct number_access {
  std::variant<std::int64_t, double> (*get)(const void* value);  ///< what int64 cannot hold comes as double
  void (*print)(const void* value, std::string& out);
  number_result (*parse)(void* value, std::string_view text);
  std::int64_t lowest{};    ///< of an integer
  std::uint64_t highest{};  ///< of an integer
};

/// The functions of an open_enum.
struct enum_access {
  std::string_view (*get)(const void* value);
  void (*set)(void* value, std::string_view text);
  std::span<const std::string_view> texts;  ///< the documented ones
};

using visit_function = function_ref<void(std::string_view key, const void* inner)>;
using fill_function = function_ref<bool(void* inner)>;

/// The functions of an optional.
struct optional_access {
  const void* (*get)(const void* value);  ///< nullptr when it is empty
  /// Lets `fill` change a copy of the content, and takes it over unless `fill` returns false.
  void (*set)(void* value, fill_function fill);
};

/// The functions of a list or a map; a list has no keys.
struct container_access {
  std::size_t (*size)(const void* value);
  void (*each)(const void* value, visit_function visit);
  /// Adds what `fill` makes, unless it returns false; a map replaces what stands under the key.
  void (*add)(void* value, std::string_view key, fill_function fill);
};

/// A member of an object: its name on the wire and what it looks like.
struct member_shape {
  std::string_view name;
  const shape* type;
};

/// The functions of an object.
struct object_access {
  std::span<const member_shape> members;
  void (*addresses)(const void* value, void** out);  ///< of all members, in order
};

/// What a type looks like. Text, boolean, flag, secret, json_text, utc_time and unknown are one C++ type each
/// and need no functions.
struct shape {
  roster::kind kind{};
  const shape* inner{};  ///< of an optional, a list, a map
  const number_access* number{};
  const enum_access* texts{};
  const optional_access* optional{};
  const container_access* container{};
  const object_access* object{};
};

}  // namespace roster::detail
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::detail {

template <class T, letter_case Case>
consteval shape make_shape();

/// The shape of T, its names in one letter case.
template <class T, letter_case Case>
inline constexpr shape shape_of = make_shape<T, Case>();

template <class T>
std::variant<std::int64_t, double> get_number(const void* value) {
  const T number = *static_cast<const T*>(value);
  if constexpr (std::is_integral_v<T>)
    if (std::in_range<std::int64_t>(number)) return static_cast<std::int64_t>(number);
  return static_cast<double>(number);
}

template <class T>
inline constexpr number_access number_of{
    .get = get_number<T>,
    .print = [](const void* value, std::string& out) { print_number(*static_cast<const T*>(value), out); },
    .parse = [](void* value, std::string_view text) { return parse_number(text, *static_cast<T*>(value)); },
    .lowest = std::is_integral_v<T> ? static_cast<std::int64_t>(std::numeric_limits<T>::lowest()) : 0,
    .highest = std::is_integral_v<T> ? static_cast<std::uint64_t>(std::numeric_limits<T>::max()) : 0,
};

template <class Enum>
inline constexpr auto documented_texts = [] {
  std::array<std::string_view, Enum::table().size()> texts{};
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = Enum::table()[i].text;
  return texts;
}();

template <class Enum>
inline constexpr enum_access texts_of_enum{
    .get = [](const void* value) { return static_cast<const Enum*>(value)->text(); },
    .set = [](void* value, std::string_view text) { *static_cast<Enum*>(value) = Enum(text); },
    .texts = documented_texts<Enum>,
};

template <class Optional>
inline constexpr optional_access optional_of{
    .get = [](const void* value) -> const void* {
      const auto& content = *static_cast<const Optional*>(value);
      return content ? std::addressof(*content) : nullptr;
    },
    .set =
        [](void* value, fill_function fill) {
          auto& content = *static_cast<Optional*>(value);
          inner_type<Optional> changed = content ? *content : inner_type<Optional>{};
          if (fill(&changed)) content = std::move(changed);
        },
};

template <class Container>
void visit_entries(const void* value, visit_function visit) {
  const auto& container = *static_cast<const Container*>(value);
  if constexpr (kind_of<Container> == kind::map) {
    for (const auto& [key, entry] : container) visit(key, &entry);
  } else {
    // A vector<bool> has no bools to point at, hence a reference that may be bound to a copy.
    for (const typename Container::value_type& entry : container) visit({}, &entry);
  }
}

template <class Container>
void add_entry(void* value, std::string_view key, fill_function fill) {
  auto& container = *static_cast<Container*>(value);
  inner_type<Container> entry{};
  if (!fill(&entry)) return;
  if constexpr (kind_of<Container> == kind::map)
    container.insert_or_assign(std::string(key), std::move(entry));
  else
    container.push_back(std::move(entry));
}

template <class Container>
inline constexpr container_access container_of{
    .size = [](const void* value) { return static_cast<const Container*>(value)->size(); },
    .each = visit_entries<Container>,
    .add = add_entry<Container>,
};

template <class T, letter_case Case, std::size_t I>
consteval member_shape make_member() {
  return {wire_name<T, I, Case>, &shape_of<field_type<T, I>, Case>};
}

template <class T, letter_case Case>
inline constexpr auto members_of = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<member_shape, sizeof...(I)>{make_member<T, Case, I>()...};
}(std::make_index_sequence<field_count<T>()>{});

template <class T, letter_case Case>
inline constexpr object_access object_of{.members = members_of<T, Case>, .addresses = addresses_of_fields<T>};

template <class T, letter_case Case>
consteval shape make_shape() {
  shape made{.kind = kind_of<T>};
  if constexpr (kind_of<T> == kind::integer || kind_of<T> == kind::real) made.number = &number_of<T>;
  if constexpr (kind_of<T> == kind::open_enum) made.texts = &texts_of_enum<T>;
  if constexpr (kind_of<T> == kind::optional) made.optional = &optional_of<T>;
  if constexpr (kind_of<T> == kind::list) made.container = &container_of<T>;
  if constexpr (kind_of<T> == kind::map) made.container = &container_of<T>;
  if constexpr (kind_of<T> == kind::object) made.object = &object_of<T, Case>;
  if constexpr (!std::is_same_v<inner_type<T>, T>) made.inner = &shape_of<inner_type<T>, Case>;
  return made;
}

/// Returns the shape of a T that was checked: every mistake in it is one sentence.
template <class T, letter_case Case>
consteval const shape* checked_shape_of() {
  static_assert(check_member_and_inside<T, "", T, Case>());
  return &shape_of<T, Case>;
}

}  // namespace roster::detail
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace roster::detail {

/// Tells whether the options have a parameter or member of this name that the schema does not know of.
ROSTER_DECL bool is_extra(const list_options& options, std::string_view name);

ROSTER_DECL std::string request_text(const shape& type, const void* request);

template <letter_case Case, auto... Members>
bool leads_to(path_type<Members...>, const field_name& field) {
  std::string name;
  const auto add = [&](const std::string& part) { name.append(name.empty() ? "" : ".").append(part); };
  (add(field.on_wire ? wire_name_of_member<Members, Case>() : std::string(name_of_member<Members>)), ...);
  return name == field.text;
}

/// Returns the value as it can be asked for; nothing where that would ask for something else. An empty text asks
/// for nothing, a time may be written in another way, and what is not documented may be refused.
template <class T>
std::optional<T> as_asked(const operand& value, std::string_view except) {
  const auto* text = value.time ? nullptr : std::get_if<std::string>(&value.value);
  const auto* number = std::get_if<std::int64_t>(&value.value);
  if constexpr (kind_of<T> == kind::text) {
    if (text != nullptr && !text->empty() && *text != except) return *text;
  } else if constexpr (kind_of<T> == kind::open_enum) {
    if (text != nullptr && *text != except)
      if (T known(*text); known.known()) return known;
  } else if constexpr (kind_of<T> == kind::integer) {
    if (number != nullptr && std::in_range<T>(*number)) return static_cast<T>(*number);
  } else if constexpr (kind_of<T> == kind::boolean || kind_of<T> == kind::flag) {
    const auto* boolean = std::get_if<bool>(&value.value);
    if (boolean != nullptr && *boolean) return T(true);  // false is asked for together with absent
  }
  return std::nullopt;
}

/// Sets a member that is not set. Returns false, and changes nothing, when it cannot ask for these values.
template <class T>
bool ask(std::optional<T>& member, const std::vector<operand>& values, std::string_view except) {
  if (member || values.size() != 1) return false;
  member = as_asked<T>(values.front(), except);
  return member.has_value();
}
inline bool ask(flag& member, const std::vector<operand>& values, std::string_view except) {
  if (member.has_value() || values.size() != 1) return false;
  const auto asked = as_asked<flag>(values.front(), except);
  if (asked) member = *asked;
  return asked.has_value();
}
template <class T>
bool ask(std::vector<T>& member, const std::vector<operand>& values, std::string_view except) {
  if (!member.empty()) return false;
  std::vector<T> all;
  for (const auto& value : values) {
    auto asked = as_asked<T>(value, except);
    if (!asked) return false;
    all.push_back(std::move(*asked));
  }
  member = std::move(all);
  return true;
}
template <class Other>
bool ask(Other&, const std::vector<operand>&, std::string_view) {
  return false;
}

template <operation Op, std::size_t I>
bool ask_by(typename Op::request& request, const list_options& options, const one_of& wanted) {
  constexpr auto filter = std::get<I>(filters_of<Op>.list);
  if constexpr (is_exact_by_one_place<std::remove_const_t<decltype(filter)>>)
    return leads_to<case_of<Op>>(filter.item, wanted.field) &&
           !is_extra(options, wire_name_of_member<filter.member, case_of<Op>>()) &&
           ask(request.*filter.member, wanted.values, filter.excepted);
  else
    return false;
}

/// Adds to the request of a listing that only items are wanted that meet `wanted`. Returns false, and changes
/// nothing, when no filter of the operation means just that, or its member is set already.
template <operation Op>
bool ask_for(typename Op::request& request, const list_options& options, const one_of& wanted) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return (ask_by<Op, I>(request, options, wanted) || ...);
  }(std::make_index_sequence<std::tuple_size_v<decltype(filters_of<Op>.list)>>{});
}

/// Returns the members of a request that are set, as they are sent; secrets are masked.
template <operation Op>
std::string asked_text(const typename Op::request& request) {
  return request_text(*checked_shape_of<typename Op::request, case_of<Op>>(), std::addressof(request));
}

}  // namespace roster::detail

namespace roster {

/// Moves into the request of a listing what its service filters by as the condition does, as where() does it on a
/// range. Returns what is left to be evaluated here.
/// Example: push_down: moves into a request what the service filters by
template <operation Op>
condition<item_of<Op>> push_down(const condition<item_of<Op>>& wanted, typename Op::request& request,
                                 const list_options& options = {}) {
  const auto ask = [&](const one_of& part) { return detail::ask_for<Op>(request, options, part); };
  return condition<item_of<Op>>(detail::without_taken(wanted.node(), ask));
}

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of ask_for.hpp.

#include <algorithm>
// An item as a row of named cells, for output and for conditions.

#include <cstddef>
#include <memory>
#include <optional>
// A value of which only the shape is known, and the questions that every way out of a struct asks about it.

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace roster::detail {

/// Refers to a value.
/// Lifetime: that of the value.
struct any_ref {
  const shape* type{};
  const void* value{};  ///< nullptr: absent

  /// Returns the value as what its kind says it is.
  template <class T>
  const T& as() const noexcept {
    return *static_cast<const T*>(value);
  }
};

/// The addresses of an object's members.
class member_refs {
 public:
  explicit member_refs(any_ref object) noexcept : members_(object.type->object->members) {
    object.type->object->addresses(object.value, addresses_.data());
  }

  std::size_t size() const noexcept { return members_.size(); }
  std::string_view name(std::size_t i) const noexcept { return members_[i].name; }
  any_ref operator[](std::size_t i) const noexcept { return {members_[i].type, addresses_[i]}; }

 private:
  std::span<const member_shape> members_;
  std::array<void*, most_members> addresses_;
};

/// Looks through optionals: the result is absent when one of them, or a flag, is empty.
ROSTER_DECL any_ref unwrap(any_ref ref) noexcept;

/// Tells whether a plain member holds nothing: an empty text, list or map.
ROSTER_DECL bool is_empty(any_ref ref) noexcept;

/// Returns the text of a text, open_enum, secret, json_text or utc_time; `scratch` may hold it.
ROSTER_DECL std::string_view plain_text_of(any_ref ref, std::string& scratch, bool reveal_secrets);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of any_ref.hpp.

namespace roster::detail {

ROSTER_DECL any_ref unwrap(any_ref ref) noexcept {
  while (ref.value != nullptr && ref.type->kind == kind::optional)
    ref = {ref.type->inner, ref.type->optional->get(ref.value)};
  if (ref.value != nullptr && ref.type->kind == kind::flag && !ref.as<flag>().has_value())
    ref.value = nullptr;
  return ref;
}

ROSTER_DECL bool is_empty(any_ref ref) noexcept {
  switch (ref.type->kind) {
    case kind::text:
      return ref.as<std::string>().empty();
    case kind::open_enum:
      return ref.type->texts->get(ref.value).empty();
    case kind::secret:
      return ref.as<secret>().empty();
    case kind::json_text:
      return ref.as<json_text>().empty();
    case kind::utc_time:
      return ref.as<utc_time>().empty();
    case kind::list:
    case kind::map:
      return ref.type->container->size(ref.value) == 0;
    default:
      return false;
  }
}

ROSTER_DECL std::string_view plain_text_of(any_ref ref, std::string& scratch, bool reveal_secrets) {
  switch (ref.type->kind) {
    case kind::text:
      return ref.as<std::string>();
    case kind::open_enum:
      return ref.type->texts->get(ref.value);
    case kind::secret:
      return reveal_secrets ? ref.as<secret>().reveal() : ref.as<secret>().masked();
    case kind::json_text:
      return ref.as<json_text>().text();
    case kind::utc_time:
      return scratch = ref.as<utc_time>().text();
    default:
      return {};
  }
}

}  // namespace roster::detail
#endif
// One place of an item as a value: what tables show and conditions compare.

#include <cstdint>
#include <string>
#include <variant>

namespace roster {

/// The value at one place of an item. Times are texts; objects, lists and maps are compact JSON.
struct cell {
  /// monostate: absent. An integer beyond std::int64_t comes as the nearest double.
  std::variant<std::monostate, bool, std::int64_t, double, std::string> value{};
  bool is_secret{};  ///< the text is "***" unless it was to be revealed

  bool empty() const noexcept { return value.index() == 0; }
  /// Returns the value as text: "" when absent, true or false, the shortest number.
  std::string text() const;

  friend bool operator==(const cell&, const cell&) = default;
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of cell.hpp.

#include <type_traits>

namespace roster {

ROSTER_DECL std::string cell::text() const {
  std::string out;
  std::visit(
      [&](const auto& content) {
        using type = std::remove_cvref_t<decltype(content)>;
        if constexpr (std::is_same_v<type, std::string>)
          out = content;
        else if constexpr (std::is_same_v<type, bool>)
          out = content ? "true" : "false";
        else if constexpr (!std::is_same_v<type, std::monostate>)
          detail::print_number(content, out);
      },
      value);
  return out;
}

}  // namespace roster
#endif
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster {
namespace detail {

/// A place in an item: the members to go through, from the outside in.
struct column_place {
  std::string name{};
  const shape* item{};
  const shape* type{};  ///< of the place; optionals are looked into
  std::vector<std::size_t> members{};
};

ROSTER_DECL std::vector<column_place> places_of(const shape& item);
ROSTER_DECL cell read_cell(const column_place& place, const void* item, bool reveal_secrets);

/// A place without members stands for the unknown field of its name.
ROSTER_DECL std::optional<column_place> place_of_unknown(const shape& item, std::string_view name);

}  // namespace detail

/// One column of the rows that items make.
template <class Item>
class column {
 public:
  explicit column(detail::column_place place) : place_(std::move(place)) {}

  /// The names on the wire, joined by dots: "InstanceCountInResource.Public".
  std::string_view name() const noexcept { return place_.name; }
  /// What the cells hold; optionals are looked into. kind::unknown for a field that the schema lacks.
  roster::kind kind() const noexcept { return place_.type->kind; }
  bool is_secret() const noexcept { return kind() == roster::kind::secret; }

  /// Returns the cell of this item. An empty plain text, list or map counts as absent.
  cell read(const Item& item, bool reveal_secrets = false) const {
    return detail::read_cell(place_, std::addressof(item), reveal_secrets);
  }

 private:
  detail::column_place place_;
};

/// Returns a column for every member of Item, in order; an object's own column (as JSON) is followed by those
/// of its members. Unknown fields are not among them.
/// Example: columns: name every leaf by its path on the wire
template <class Item, letter_case Case = verbatim_case>
const std::vector<column<Item>>& columns() {
  static const std::vector<column<Item>> all = [] {
    std::vector<column<Item>> made;
    for (auto& place : detail::places_of(*detail::checked_shape_of<Item, Case>()))
      made.emplace_back(std::move(place));
    return made;
  }();
  return all;
}

/// Returns the column called `name`, nullptr when there is none.
template <class Item, letter_case Case = verbatim_case>
const column<Item>* find_column(std::string_view name) {
  for (const auto& one : columns<Item, Case>())
    if (one.name() == name) return &one;
  return nullptr;
}

/// Returns a column with the raw JSON of the unknown field called `name`; nothing when Item keeps no unknown
/// fields.
template <class Item, letter_case Case = verbatim_case>
std::optional<column<Item>> unknown_column(std::string_view name) {
  auto place = detail::place_of_unknown(*detail::checked_shape_of<Item, Case>(), name);
  if (!place) return std::nullopt;
  return column<Item>(std::move(*place));
}

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of columns.hpp.

// From structs to JSON: request bodies, rows of output, the emulator's answers.

#include <memory>
#include <string>
#include <string_view>

namespace roster {

/// What encoding may show and leave out.
struct encode_options {
  bool reveal_secrets{true};  ///< otherwise secrets are written as "***"
  bool keep_empty{false};     ///< write empty plain texts, lists and maps; absent members never are
};

namespace detail {

/// Appends a value as JSON; `name` is what messages call it.
ROSTER_DECL void encode_ref(any_ref ref, std::string_view name, const encode_options& options,
                            std::string& out);

/// Appends a value as people and queries write it: texts without quotes and escapes, what is nested as JSON.
ROSTER_DECL void print_ref(any_ref ref, std::string_view name, const encode_options& options,
                           std::string& out);

}  // namespace detail

/// Appends `value` as compact JSON: members in the order of their declaration, absent and empty ones left
/// out, unknown fields last. `out` stays as it was if this fails.
/// Fails: failure(errc::invalid_argument) for text that is not UTF-8 and for a number that is not finite; it
/// names the place.
/// Example: encode: writes every kind of member
template <letter_case Case = verbatim_case, class T>
void encode(const T& value, std::string& out, const encode_options& options = {}) {
  detail::encode_ref({detail::checked_shape_of<T, Case>(), std::addressof(value)}, {}, options, out);
}

/// Returns what `encode` appends.
template <letter_case Case = verbatim_case, class T>
std::string to_json(const T& value, const encode_options& options = {}) {
  std::string out;
  encode<Case>(value, out, options);
  return out;
}

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of encode.hpp.

#include <cmath>
#include <cstddef>
// Whether a text is JSON: asked before foreign text goes into a document.

#include <string_view>

namespace roster {

/// Tells whether `text` is one JSON value, by RFC 8259 and not deeper than answers may be.
/// Example: is_json: takes one whole value and nothing else
ROSTER_DECL bool is_json(std::string_view text);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of is_json.hpp.

// Reads JSON text once, from front to back, strictly by RFC 8259 and without building a tree: the tokens on
// which decoding stands. No template, so that it is compiled once.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
// Why JSON could not be read into a struct, in words: where, what was expected, what was there.

#include <cstddef>
#include <string>

namespace roster {

/// What kind of mistake it is: callers react differently to a limit of ours.
enum class decode_fault {
  syntax,    ///< the text is not JSON
  mismatch,  ///< it is JSON, but not what the schema says
  limit,     ///< one of decode_limits was reached
};

/// Every text in it is fit for a log: escaped, capped, and without the content of a secret.
struct decode_error {
  std::string path{};      ///< "Services[17].Memory", "" for the whole
  std::string expected{};  ///< "an integer"
  std::string found{};     ///< "\"many\" (a string)"
  std::size_t offset{};    ///< in bytes from the start of the JSON text
  decode_fault fault{decode_fault::mismatch};

  /// Returns one line: `Services[17].Memory: expected an integer, found "many" (a string) at byte 1234`.
  std::string text() const;
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of decode_error.hpp.

namespace roster {

ROSTER_DECL std::string decode_error::text() const {
  std::string out = path;
  if (!path.empty()) out += ": ";
  if (fault == decode_fault::syntax) out += "not JSON: ";
  return out + "expected " + expected + ", found " + found + " at byte " + std::to_string(offset);
}

}  // namespace roster
#endif
// How much of an answer is taken before it is refused: what bounds memory and stack against a hostile server.

#include <cstddef>

namespace roster {

/// The limits of one decoding. The size of the body is bounded before, where it is read.
struct decode_limits {
  std::size_t depth{64};            ///< objects and lists inside of each other, skipped ones too
  std::size_t items{100'000};       ///< entries of one list
  std::size_t members{10'000};      ///< members of one object
  std::size_t text{16U * 1048576};  ///< bytes of one text or name that is kept, after unescaping
};

}  // namespace roster
// Looks for the bytes of a JSON string that need attention, 16 at a time: the innermost loop of decoding, and
// the only place that knows about vector instructions.

#include <cstddef>
#include <cstdint>
#include <cstring>
#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

namespace roster::detail {

inline constexpr std::size_t scan_block = 16;

/// Tells whether the byte stands for itself in a JSON string and is ASCII.
constexpr bool is_plain(char c) noexcept {
  return c >= 0x20 && c != '"' && c != '\\' && static_cast<unsigned char>(c) < 0x80;
}

/// Returns how many of the 16 bytes at `block` are plain before the first that is not. Works everywhere.
inline std::size_t plain_prefix_portable(const char* block) noexcept {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t tops = 0x8080808080808080U;
  for (std::size_t half = 0; half < scan_block; half += 8) {
    std::uint64_t x{};
    std::memcpy(&x, block + half, 8);
    const std::uint64_t quote = x ^ (ones * '"');
    const std::uint64_t backslash = x ^ (ones * '\\');
    const std::uint64_t special =
        ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) | ((x - ones * 0x20) & ~x) | x;
    if ((special & tops) == 0) continue;
    std::size_t n = half;
    while (is_plain(block[n])) ++n;
    return n;
  }
  return scan_block;
}

/// Returns how many of the 16 bytes at `block` are plain before the first that is not.
inline std::size_t plain_prefix(const char* block) noexcept {
#if defined(__SSE2__)
  const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block));
  // As signed numbers, both the controls and everything from 0x80 are less than the space.
  const __m128i low = _mm_cmplt_epi8(x, _mm_set1_epi8(0x20));
  const __m128i quote = _mm_cmpeq_epi8(x, _mm_set1_epi8('"'));
  const __m128i backslash = _mm_cmpeq_epi8(x, _mm_set1_epi8('\\'));
  const int mask = _mm_movemask_epi8(_mm_or_si128(low, _mm_or_si128(quote, backslash)));
  return static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(mask) | 0x10000U));
#else
  return plain_prefix_portable(block);
#endif
}

/// Returns the first byte in [at, end) that is not plain, or `end`.
inline const char* plain_run(const char* at, const char* end) noexcept {
  while (static_cast<std::size_t>(end - at) >= scan_block) {
    const std::size_t n = plain_prefix(at);
    at += n;
    if (n != scan_block) return at;
  }
  while (at != end && is_plain(*at)) ++at;
  return at;
}

/// Compares one Word of each text.
template <class Word>
bool same_word(const char* a, const char* b) noexcept {
  Word x{};
  Word y{};
  std::memcpy(&x, a, sizeof x);
  std::memcpy(&y, b, sizeof y);
  return x == y;
}

/// Compares two short texts word by word, the last word with an overlap: sooner than a call to memcmp.
inline bool same_bytes(const char* a, const char* b, std::size_t size) noexcept {
  if (size >= 8) {
    const std::size_t last = size - 8;
    for (std::size_t i = 0; i < last; i += 8)
      if (!same_word<std::uint64_t>(a + i, b + i)) return false;
    return same_word<std::uint64_t>(a + last, b + last);
  }
  if (size >= 4)
    return same_word<std::uint32_t>(a, b) && same_word<std::uint32_t>(a + size - 4, b + size - 4);
  for (std::size_t i = 0; i < size; ++i)
    if (a[i] != b[i]) return false;
  return true;
}

/// Returns the length of the UTF-8 sequence of a character beyond ASCII at `at`; 0 when there is none.
inline std::size_t utf8_sequence(const char* at, const char* end) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(at[i]); };
  const auto left = static_cast<std::size_t>(end - at);
  const unsigned first = left == 0 ? 0U : byte(0);
  if (first < 0xC2 || first > 0xF4) return 0;
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (left < length) return 0;
  // The second byte is what forbids over-long forms, surrogates and everything above U+10FFFF.
  const unsigned least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < least || byte(1) > most) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  return length;
}

}  // namespace roster::detail
#include <string_view>
#include <utility>

namespace roster {

/// A position in a JSON text. A function that returns false has met a mistake, unless it says otherwise: then
/// `outcome()` tells which, and nothing more may be read.
/// Lifetime: the text outlives the reader.
class json_reader {
 public:
  explicit json_reader(std::string_view text, const decode_limits& limits = {}) noexcept
      : begin_(text.data()), at_(begin_), end_(begin_ + text.size()), limits_(limits) {}

  /// An object or list that is being read.
  struct scope {
    char close{};
    std::size_t most{};
    std::size_t count{};  ///< entries so far, the present one included
  };

  /// Steps over white space and returns the first byte of what follows, '\0' at the end.
  [[gnu::always_inline]] char peek() noexcept {
    return at_ != end_ && *at_ > ' ' ? *at_ : peek_behind_space();
  }

  bool enter_object(scope& inside) { return enter('{', inside); }
  bool enter_list(scope& inside) { return enter('[', inside); }

  /// Steps to the next entry; false behind the last one, which leaves the object or list, or after a mistake.
  bool more(scope& inside) {
    const char next = peek();
    if (next == inside.close) return leave();
    if (inside.count != 0) {
      if (next != ',') return bad_separator(inside.close);
      ++at_;
    }
    return ++inside.count <= inside.most || too_many(inside);
  }

  /// Steps to the next member, not the first one, if it has the name `plain`, which has nothing to escape, and
  /// no white space stands around: what services answer, seen at once. Otherwise nothing is read.
  bool next_is(scope& inside, std::string_view plain) noexcept {
    const std::size_t quoted = plain.size() + 4;  // with a comma, quotes and a colon
    if (left() < quoted || inside.count == 0 || inside.count >= inside.most) return false;
    if (!detail::same_word<std::uint16_t>(at_, ",\"") ||
        !detail::same_word<std::uint16_t>(at_ + quoted - 2, "\":") ||
        !detail::same_bytes(at_ + 2, plain.data(), plain.size()))
      return false;
    at_ += quoted;
    ++inside.count;
    return true;
  }

  /// Reads the name of a member and the colon.
  /// Lifetime: until the next text is read.
  bool key(std::string_view& name);

  /// Takes the name and the colon if the name is exactly `plain`, which has nothing to escape.
  bool key_is(std::string_view plain) noexcept {
    const std::size_t quoted = plain.size() + 2;
    if (peek() != '"' || static_cast<std::size_t>(end_ - at_) <= quoted || at_[quoted - 1] != '"' ||
        at_[quoted] != ':' || !detail::same_bytes(at_ + 1, plain.data(), plain.size()))
      return false;
    at_ += quoted + 1;
    return true;
  }

  /// Reads a string.
  /// Lifetime: until the next text is read.
  bool text(std::string_view& out);
  /// Reads a number and returns it as it is written.
  bool number(std::string_view& literal);
  bool boolean(bool& out);
  /// Takes a null; returns false, without an error, when something else is there.
  [[gnu::always_inline]] bool null() noexcept { return peek() == 'n' && rest_of_null(); }
  /// Reads an integer of up to 18 digits, which is what numbers are; takes nothing, without an error, when
  /// something else is there.
  bool short_integer(bool& negative, unsigned long long& magnitude) noexcept;
  /// Reads over any value, checking all of it.
  bool skip();
  /// Checks that nothing but white space is left.
  bool finish();

  std::size_t offset() const noexcept { return static_cast<std::size_t>(at_ - begin_); }
  std::size_t left() const noexcept { return static_cast<std::size_t>(end_ - at_); }
  std::string_view since(std::size_t start) const noexcept { return {begin_ + start, offset() - start}; }

  /// Fails because the value at `start` is not what the schema says. With `is_secret` only its type is told.
  bool mismatch(std::string_view expected, std::size_t start, bool is_secret = false);
  /// Fails because the member whose name was just read has come before.
  bool repeated();

  bool good() const noexcept { return error_ == nullptr; }
  /// Takes out what went wrong, if something did.
  std::optional<decode_error> outcome() {
    if (good()) return std::nullopt;
    return std::move(*error_);
  }
  /// Puts a member's name, or an index, in front of the path of the error.
  void error_inside(std::string_view member);
  void error_inside(std::size_t index);

 private:
  char peek_behind_space() noexcept;
  bool rest_of_null() noexcept;
  bool enter(char open, scope& inside);
  bool leave() noexcept {
    ++at_;
    --depth_;
    return false;
  }
  bool text_with_escapes(const char* start, const char* at, std::string_view& out);
  bool skip_text();
  bool escape(const char*& at, char*& out);
  bool unicode_escape(const char*& at, char*& out);
  bool hex4(const char*& at, unsigned& out);
  bool literal(std::string_view word);
  bool accept_text(std::string_view text, std::size_t start);
  char* grow(char*& used);

  bool fail(decode_fault fault, std::string_view expected, std::string found, std::size_t offset);
  bool not_json(std::string_view expected, const char* where);
  bool bad_separator(char close);
  bool too_many(const scope& inside);

  const char* begin_;
  const char* at_;
  const char* end_;
  std::size_t depth_{};
  decode_limits limits_;
  std::unique_ptr<char[]> buffer_{};  // the last text that had escapes
  std::size_t buffer_size_{};
  std::unique_ptr<decode_error> error_{};
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of json_reader.hpp.

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <utility>

namespace roster {
namespace detail {

inline constexpr std::size_t most_shown = 40;  // bytes of a text of the network in an error

/// Says what a value is, for an error: with its content unless it is a secret.
inline std::string describe_json(std::string_view json, bool is_secret) {
  const char first = json.empty() ? '\0' : json.front();
  if (first == '{') return "an object";
  if (first == '[') return "a list";
  if (first == 'n') return "null";
  const bool is_text = first == '"';
  const std::string type = is_text ? "a string" : first == 't' || first == 'f' ? "a boolean" : "a number";
  if (is_secret) return type;
  if (!is_text) return printable(json, most_shown) + " (" + type + ")";
  return '"' + printable(json.substr(1, json.size() - 2), most_shown) + "\" (" + type + ")";
}

/// Says which byte is there, for an error. One byte only: more could be a part of a secret.
inline std::string describe_byte(std::string_view rest, bool at_start) {
  if (rest.empty()) return "the end";
  if (at_start && rest.starts_with("\xEF\xBB\xBF")) return "a byte order mark";
  const std::string shown = printable(rest.substr(0, 1));
  return shown.starts_with("\\x") ? "byte 0x" + shown.substr(2) : "'" + shown + "'";
}

/// What a letter after a backslash stands for, '\0' when nothing.
inline constexpr auto escape_meanings = [] {
  std::array<char, 256> out{};
  for (const char c : {'"', '\\', '/'}) out[static_cast<unsigned char>(c)] = c;
  out['b'] = '\b';
  out['f'] = '\f';
  out['n'] = '\n';
  out['r'] = '\r';
  out['t'] = '\t';
  return out;
}();

inline char* put_utf8(std::uint32_t value, char* out) noexcept {
  const auto put = [&](std::uint32_t byte) { *out++ = static_cast<char>(static_cast<unsigned char>(byte)); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0U | (value >> 6U));
    put(0x80U | (value & 0x3FU));
  } else {
    if (value < 0x10000) {
      put(0xE0U | (value >> 12U));
    } else {
      put(0xF0U | (value >> 18U));
      put(0x80U | ((value >> 12U) & 0x3FU));
    }
    put(0x80U | ((value >> 6U) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  }
  return out;
}

inline const char* digits_run(const char* at, const char* end) noexcept {
  while (at != end && *at >= '0' && *at <= '9') ++at;
  return at;
}

/// Steps over a number by the grammar of JSON. Returns false with `at` on the byte that breaks it.
inline bool scan_number(const char*& at, const char* end) noexcept {
  const auto digits = [&] {
    const char* const from = std::exchange(at, digits_run(at, end));
    return at != from;
  };
  if (at != end && *at == '-') ++at;
  if (at != end && *at == '0')
    ++at;
  else if (!digits())
    return false;
  if (at != end && *at == '.') {
    ++at;
    if (!digits()) return false;
  }
  if (at != end && (*at == 'e' || *at == 'E')) {
    ++at;
    if (at != end && (*at == '+' || *at == '-')) ++at;
    if (!digits()) return false;
  }
  return true;
}

}  // namespace detail

// --- objects and lists
// -----------------------------------------------------------------------------------------------

ROSTER_DECL char json_reader::peek_behind_space() noexcept {
  while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
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
  if (peek() != '"') return not_json("the name of a member, in quotes", at_);
  if (!text(name)) return false;
  if (peek() != ':') return not_json("':'", at_);
  ++at_;
  return true;
}

// --- strings
// ---------------------------------------------------------------------------------------------------------

ROSTER_DECL bool json_reader::text(std::string_view& out) {
  const char* const start = at_ + 1;
  const char* at = detail::plain_run(start, end_);
  while (at != end_ && static_cast<unsigned char>(*at) >= 0x80) {
    const std::size_t length = detail::utf8_sequence(at, end_);
    if (length == 0) return not_json("UTF-8", at);
    at += length;
    if (at != end_ && detail::is_plain(*at)) at = detail::plain_run(at, end_);
  }
  if (at == end_ || *at != '"') return text_with_escapes(start, at, out);
  out = {start, static_cast<std::size_t>(at - start)};
  at_ = at + 1;
  return out.size() <= limits_.text || accept_text(out, static_cast<std::size_t>(start - begin_ - 1));
}

/// Goes on where `text` met the first escape, now copying: 16 bytes at a time, of which the plain ones count.
ROSTER_DECL bool json_reader::text_with_escapes(const char* start, const char* at, std::string_view& out) {
  const auto before = static_cast<std::size_t>(at - start);
  if (buffer_size_ < before + 2 * detail::scan_block) {
    buffer_size_ = 2 * before + 1024;
    buffer_ = std::make_unique_for_overwrite<char[]>(buffer_size_);
  }
  std::copy_n(start, before, buffer_.get());
  char* used = buffer_.get() + before;
  const char* full = buffer_.get() + buffer_size_ - 2 * detail::scan_block;
  for (;;) {
    if (used > full) full = grow(used);
    if (static_cast<std::size_t>(end_ - at) >= detail::scan_block) {
      std::memcpy(used, at, detail::scan_block);
      const std::size_t n = detail::plain_prefix(at);
      at += n;
      used += n;
      if (n == detail::scan_block) continue;
    }
    if (at == end_) return not_json("'\"' at the end of a string", at);
    if (*at == '\\') {
      if (!escape(++at, used)) return false;
    } else if (*at == '"') {
      break;
    } else if (detail::is_plain(*at)) {
      *used++ = *at++;
    } else {
      const std::size_t length = detail::utf8_sequence(at, end_);
      if (length == 0) return not_json(static_cast<unsigned char>(*at) < 0x20 ? "an escape" : "UTF-8", at);
      used = std::copy_n(at, length, used);
      at += length;
    }
  }
  at_ = at + 1;
  out = {buffer_.get(), static_cast<std::size_t>(used - buffer_.get())};
  return accept_text(out, static_cast<std::size_t>(start - begin_ - 1));
}

/// Makes the buffer larger. Returns where it is to grow again.
ROSTER_DECL char* json_reader::grow(char*& used) {
  const auto size = static_cast<std::size_t>(used - buffer_.get());
  auto larger = std::make_unique_for_overwrite<char[]>(2 * buffer_size_);
  used = std::copy_n(buffer_.get(), size, larger.get());
  buffer_ = std::move(larger);
  buffer_size_ *= 2;
  return buffer_.get() + buffer_size_ - 2 * detail::scan_block;
}

ROSTER_DECL bool json_reader::accept_text(std::string_view text, std::size_t start) {
  return text.size() <= limits_.text ||
         fail(decode_fault::limit, "a text of at most " + std::to_string(limits_.text) + " bytes",
              "one of " + std::to_string(text.size()), start);
}

ROSTER_DECL bool json_reader::skip_text() {
  const char* at = at_ + 1;
  for (;;) {
    at = detail::plain_run(at, end_);
    if (at == end_) return not_json("'\"' at the end of a string", at);
    if (*at == '"') break;
    if (*at == '\\') {
      char unused[4];
      char* out = unused;
      if (!escape(++at, out)) return false;
    } else {
      const std::size_t length = detail::utf8_sequence(at, end_);
      if (length == 0) return not_json(static_cast<unsigned char>(*at) < 0x20 ? "an escape" : "UTF-8", at);
      at += length;
    }
  }
  at_ = at + 1;
  return true;
}

/// Reads what follows a backslash and writes at most four bytes.
ROSTER_DECL bool json_reader::escape(const char*& at, char*& out) {
  const char letter = at == end_ ? '\0' : *at;
  const char meaning = detail::escape_meanings[static_cast<unsigned char>(letter)];
  if (meaning == '\0')
    return letter == 'u' ? unicode_escape(at, out) : not_json("one of \"\\/bfnrtu after a backslash", at);
  *out++ = meaning;
  ++at;
  return true;
}

/// Reads `uXXXX`, or a surrogate pair as `uXXXX\uXXXX`.
ROSTER_DECL bool json_reader::unicode_escape(const char*& at, char*& out) {
  const char* const backslash = at - 1;
  unsigned value{};
  if (!hex4(++at, value)) return false;
  if (value >= 0xDC00 && value <= 0xDFFF) return not_json("the first half of a surrogate pair", backslash);
  if (value >= 0xD800 && value <= 0xDBFF) {
    const char* const second = at;
    const bool escaped = end_ - at >= 2 && at[0] == '\\' && at[1] == 'u';
    unsigned low{};
    if (escaped && !hex4(at += 2, low)) return false;
    if (low < 0xDC00 || low > 0xDFFF) return not_json("the second half of a surrogate pair", second);
    value = 0x10000U + ((value - 0xD800U) << 10U) + (low - 0xDC00U);
  }
  out = detail::put_utf8(value, out);
  return true;
}

ROSTER_DECL bool json_reader::hex4(const char*& at, unsigned& out) {
  out = 0;
  for (int i = 0; i < 4; ++i, ++at) {
    const char c = at == end_ ? '\0' : *at;
    const bool digit = c >= '0' && c <= '9';
    const char letter = static_cast<char>(c | 0x20);
    if (!digit && (letter < 'a' || letter > 'f')) return not_json("four hexadecimal digits", at);
    out = out * 16 + static_cast<unsigned>(digit ? c - '0' : letter - 'a' + 10);
  }
  return true;
}

// --- other values
// ----------------------------------------------------------------------------------------------------

ROSTER_DECL bool json_reader::number(std::string_view& literal) {
  const char* const start = at_;
  const char* at = at_;
  if (!detail::scan_number(at, end_)) return not_json("a digit", at);
  literal = {start, static_cast<std::size_t>(at - start)};
  at_ = at;
  return true;
}

ROSTER_DECL bool json_reader::literal(std::string_view word) {
  if (!std::string_view(at_, left()).starts_with(word)) return not_json("a value", at_);
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
  constexpr std::ptrdiff_t most_digits = 18;
  const char* at = at_;
  negative = at != end_ && *at == '-';
  if (negative) ++at;
  const char* const first = at;
  const char* const stop = end_ - at < most_digits ? end_ : at + most_digits;
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
  const char first = peek();
  std::string_view unused;
  if (first == '"') return skip_text();
  if (first == '-' || (first >= '0' && first <= '9')) return number(unused);
  if (first == 't') return literal("true");
  if (first == 'f') return literal("false");
  if (first == 'n') return literal("null");
  if (first != '{' && first != '[') return not_json("a value", at_);
  scope inside;
  if (!enter(first, inside)) return false;
  while (more(inside)) {
    if (first == '{') {
      if (peek() != '"') return not_json("the name of a member, in quotes", at_);
      if (!skip_text()) return false;
      if (peek() != ':') return not_json("':'", at_);
      ++at_;
    }
    if (!skip()) return false;
  }
  return good();
}

ROSTER_DECL bool json_reader::finish() {
  peek();
  return at_ == end_ || not_json("nothing more", at_);
}

// --- mistakes
// --------------------------------------------------------------------------------------------------------

ROSTER_DECL bool json_reader::mismatch(std::string_view expected, std::size_t start, bool is_secret) {
  at_ = begin_ + start;
  if (!skip()) return false;  // it is not even JSON
  return fail(decode_fault::mismatch, expected, detail::describe_json(since(start), is_secret), start);
}

ROSTER_DECL bool json_reader::repeated() {
  return fail(decode_fault::mismatch, "this member once", "it again", offset());
}

ROSTER_DECL bool json_reader::bad_separator(char close) {
  return not_json(close == '}' ? "',' or '}'" : "',' or ']'", at_);
}

ROSTER_DECL bool json_reader::too_many(const scope& inside) {
  const char* const what = inside.close == '}' ? " members" : " items";
  return fail(decode_fault::limit, "at most " + std::to_string(inside.most) + what, "more", offset());
}

ROSTER_DECL bool json_reader::not_json(std::string_view expected, const char* where) {
  const auto place = static_cast<std::size_t>(where - begin_);
  const std::string_view rest(where, static_cast<std::size_t>(end_ - where));
  return fail(decode_fault::syntax, expected, detail::describe_byte(rest, place == 0), place);
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
  path.insert(0, printable(member, detail::most_shown));
}

ROSTER_DECL void json_reader::error_inside(std::size_t index) {
  std::string& path = error_->path;
  if (!path.empty() && path.front() != '[') path.insert(0, 1, '.');
  path.insert(0, '[' + std::to_string(index) + ']');
}

}  // namespace roster
#endif

namespace roster {

ROSTER_DECL bool is_json(std::string_view text) {
  json_reader reader(text);
  return reader.skip() && reader.finish();
}

}  // namespace roster
#endif
// What about writing JSON is not obvious: which texts may be written and how they are escaped, and how
// foreign JSON is put into a compact document.

#include <cstddef>
#include <string>
#include <string_view>

namespace roster::detail {

/// Returns the position of the first byte that is not part of a UTF-8 character (RFC 3629), npos when all
/// are.
ROSTER_DECL std::size_t find_invalid_utf8(std::string_view text) noexcept;

/// Appends `text` in quotes with as few escapes as RFC 8259 allows and returns npos; at a byte that is not
/// UTF-8 it stops and returns its position.
ROSTER_DECL std::size_t append_json_string(std::string_view text, std::string& out);

/// Appends JSON without the white space between its tokens, so that a row of output stays on one line.
ROSTER_DECL void append_compact_json(std::string_view json, std::string& out);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of json_writer.hpp.

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
  out += '"';
  for (const char* at = text.data();;) {
    const char* const stop = unescaped_run(at, end);
    out.append(at, stop);
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
#endif
#include <string_view>
#include <variant>

namespace roster::detail {

/// Where the encoder stands, for messages; a chain through its own calls.
struct encoding_place {
  const encoding_place* outer{};
  std::string_view name{};
  std::size_t index{};  ///< counts only without a name

  std::string text() const {
    if (outer == nullptr) return printable(name, 64);
    const std::string path = outer->text();
    if (name.empty()) return path + '[' + std::to_string(index) + ']';
    return path + (path.empty() ? "" : ".") + printable(name, 64);
  }
};

[[noreturn]] inline void refuse_to_encode(const encoding_place& place, const std::string& why) {
  const std::string where = place.text();
  throw failure(errc::invalid_argument,
                "cannot encode " + (where.empty() ? std::string("the value") : where) + ": " + why);
}

[[noreturn]] inline void refuse_text(const encoding_place& place, std::size_t byte) {
  refuse_to_encode(place, "not UTF-8 at byte " + std::to_string(byte));
}

class encoder {
 public:
  encoder(std::string& out, const encode_options& options) noexcept : out_(out), options_(options) {}

  void put(any_ref ref, const encoding_place& place) {
    const any_ref content = unwrap(ref);
    if (content.value == nullptr)
      out_ += "null";
    else
      put_present(content, place);
  }

 private:
  void put_present(any_ref ref, const encoding_place& place) {
    switch (ref.type->kind) {
      case kind::boolean:
        out_ += ref.as<bool>() ? "true" : "false";
        break;
      case kind::flag:
        out_ += ref.as<flag>() ? "true" : "false";
        break;
      case kind::integer:
        ref.type->number->print(ref.value, out_);
        break;
      case kind::real:
        put_real(ref, place);
        break;
      case kind::list:
        put_list(ref, place);
        break;
      case kind::map:
        put_map(ref, place);
        break;
      case kind::object:
        put_object(ref, place);
        break;
      default:
        put_text(ref, place);
    }
  }

  void put_real(any_ref ref, const encoding_place& place) {
    if (!std::isfinite(std::get<double>(ref.type->number->get(ref.value))))
      refuse_to_encode(place, "JSON has no infinity and no NaN");
    ref.type->number->print(ref.value, out_);
  }

  void put_text(any_ref ref, const encoding_place& place) {
    std::string scratch;
    put_string(plain_text_of(ref, scratch, options_.reveal_secrets), place);
  }

  void put_string(std::string_view text, const encoding_place& place) {
    const auto bad = append_json_string(text, out_);
    if (bad != text.npos) refuse_text(place, bad);
  }

  void put_list(any_ref ref, const encoding_place& place) {
    out_ += '[';
    std::size_t index = 0;
    ref.type->container->each(ref.value, [&](std::string_view, const void* entry) {
      if (index != 0) out_ += ',';
      put({ref.type->inner, entry}, {&place, {}, index++});
    });
    out_ += ']';
  }

  void put_map(any_ref ref, const encoding_place& place) {
    out_ += '{';
    bool first = true;
    ref.type->container->each(ref.value, [&](std::string_view key, const void* entry) {
      put_name(key, first, place);
      put({ref.type->inner, entry}, {&place, key, 0});
    });
    out_ += '}';
  }

  void put_object(any_ref ref, const encoding_place& place) {
    out_ += '{';
    bool first = true;
    const unknown_fields* unknown = nullptr;
    const member_refs members(ref);
    for (std::size_t i = 0; i < members.size(); ++i) {
      const any_ref member = members[i];
      if (member.type->kind == kind::unknown) unknown = &member.as<unknown_fields>();
      if (is_left_out(member)) continue;
      put_name(members.name(i), first, place);
      put_present(unwrap(member), {&place, members.name(i), 0});
    }
    if (unknown != nullptr)
      for (const auto& field : unknown->list) put_unknown(field, first, place);
    out_ += '}';
  }

  bool is_left_out(any_ref member) const noexcept {
    return member.type->kind == kind::unknown || unwrap(member).value == nullptr ||
           (is_empty(member) && !options_.keep_empty);
  }

  void put_unknown(const unknown_field& field, bool& first, const encoding_place& outer) {
    const encoding_place place{&outer, field.name, 0};
    if (!is_json(field.json)) refuse_to_encode(place, "the unknown field's value is not JSON");
    put_name(field.name, first, outer);
    append_compact_json(field.json, out_);
  }

  void put_name(std::string_view name, bool& first, const encoding_place& place) {
    if (!first) out_ += ',';
    first = false;
    if (append_json_string(name, out_) != name.npos) refuse_to_encode(place, "a name in it is not UTF-8");
    out_ += ':';
  }

  std::string& out_;
  const encode_options& options_;
};

ROSTER_DECL void encode_ref(any_ref ref, std::string_view name, const encode_options& options,
                            std::string& out) {
  const auto before = out.size();
  try {
    encoder(out, options).put(ref, {nullptr, name, 0});
  } catch (...) {
    out.resize(before);
    throw;
  }
}

ROSTER_DECL void print_ref(any_ref ref, std::string_view name, const encode_options& options,
                           std::string& out) {
  const any_ref content = unwrap(ref);
  if (content.value == nullptr) return;
  switch (content.type->kind) {
    case kind::text:
    case kind::open_enum:
    case kind::secret:
    case kind::json_text:
    case kind::utc_time: {
      std::string scratch;
      const std::string_view text = plain_text_of(content, scratch, options.reveal_secrets);
      const auto bad = find_invalid_utf8(text);
      if (bad != text.npos) refuse_text({nullptr, name, 0}, bad);
      out += text;
      break;
    }
    default:
      encode_ref(content, name, options, out);
  }
}

}  // namespace roster::detail
#endif
#include <variant>

namespace roster::detail {

inline const shape& without_optionals(const shape& type) noexcept {
  const shape* found = &type;
  while (found->kind == kind::optional) found = found->inner;
  return *found;
}

/// Adds the places of an object's members, and of the objects in it.
inline void add_places(const shape& object, const column_place& outer, std::vector<column_place>& all) {
  const auto& members = object.object->members;
  for (std::size_t i = 0; i < members.size(); ++i) {
    column_place place = outer;
    place.type = &without_optionals(*members[i].type);
    if (place.type->kind == kind::unknown) continue;
    place.name.append(outer.name.empty() ? "" : ".").append(members[i].name);
    place.members.push_back(i);
    all.push_back(place);
    if (place.type->kind == kind::object) add_places(*place.type, place, all);
  }
}

ROSTER_DECL std::vector<column_place> places_of(const shape& item) {
  std::vector<column_place> all;
  add_places(item, {{}, &item, &item, {}}, all);
  return all;
}

ROSTER_DECL std::optional<column_place> place_of_unknown(const shape& item, std::string_view name) {
  for (const auto& member : item.object->members)
    if (member.type->kind == kind::unknown) return column_place{std::string(name), &item, member.type, {}};
  return std::nullopt;
}

inline cell read_unknown(any_ref item, std::string_view name) {
  const member_refs members(item);
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i].type->kind != kind::unknown) continue;
    if (const auto json = members[i].as<unknown_fields>().find(name)) return {std::string(*json), false};
  }
  return {};
}

/// Reads a value that is there.
inline cell read_present(any_ref ref, bool reveal_secrets) {
  switch (ref.type->kind) {
    case kind::boolean:
      return {ref.as<bool>(), false};
    case kind::flag:
      return {static_cast<bool>(ref.as<flag>()), false};
    case kind::integer:
    case kind::real: {
      cell found;
      std::visit([&](auto number) { found.value = number; }, ref.type->number->get(ref.value));
      return found;
    }
    case kind::list:
    case kind::map:
    case kind::object: {
      std::string json;
      encode_ref(ref, {}, {.reveal_secrets = reveal_secrets}, json);
      return {std::move(json), false};
    }
    default: {
      std::string scratch;
      const std::string_view text = plain_text_of(ref, scratch, reveal_secrets);
      return {std::string(text), ref.type->kind == kind::secret};
    }
  }
}

ROSTER_DECL cell read_cell(const column_place& place, const void* item, bool reveal_secrets) {
  any_ref here{place.item, item};
  if (place.type->kind == kind::unknown) return read_unknown(here, place.name);
  any_ref member = here;
  for (const std::size_t index : place.members) {
    member = member_refs(here)[index];
    here = unwrap(member);
    if (here.value == nullptr) return {};
  }
  return is_empty(member) ? cell{} : read_present(here, reveal_secrets);
}

}  // namespace roster::detail
#endif

namespace roster::detail {

ROSTER_DECL bool is_extra(const list_options& options, std::string_view name) {
  const auto named = [&](const auto& one) { return one.first == name; };
  return std::any_of(options.extra_query.begin(), options.extra_query.end(), named) ||
         std::any_of(options.extra_body.begin(), options.extra_body.end(), named);
}

ROSTER_DECL std::string request_text(const shape& type, const void* request) {
  std::string out;
  for (const auto& place : places_of(type)) {
    if (place.members.size() > 1) continue;  // is in the text of the object
    const cell value = read_cell(place, request, false);
    if (!value.empty()) out += (out.empty() ? "" : ", ") + place.name + '=' + printable(value.text(), 128);
  }
  return out;
}

}  // namespace roster::detail
#endif
// One exchange, of a page or of a single call: sign, send, judge, and the same again as the retry decision
// says. No template: compiled once.

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
// What a listing did and what is to be said against its result; nothing ends silently short.

#include <cstdint>
#include <optional>
// What one list of a fleet did.

#include <cstdint>
#include <optional>
// Where a list among many comes from.

#include <string>

namespace roster {

/// What tells a list of a fleet from the others. Members that all have in common may be left empty.
struct origin {
  std::string name{};  ///< for messages; the other members with spaces between them unless set
  std::string account{};
  std::string region{};
  std::string endpoint{};
  std::string version{};  ///< of the protocol
};

/// Returns the origin with a name.
/// Example: origin: has a name, made of its parts unless it was given one
ROSTER_DECL origin with_name(origin from);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of origin.hpp.

namespace roster {

ROSTER_DECL origin with_name(origin from) {
  if (!from.name.empty()) return from;
  for (const auto* part : {&from.account, &from.region, &from.endpoint, &from.version}) {
    if (part->empty()) continue;
    if (!from.name.empty()) from.name += ' ';
    from.name += *part;
  }
  return from;
}

}  // namespace roster
#endif
#include <string>

namespace roster {

/// The members that a report has too mean the same for this list alone.
struct target_report {
  origin from{};
  std::optional<failure> failed{};  ///< why it ended early
  std::uint64_t requests{};
  std::uint64_t retries{};
  std::uint64_t pages{};
  std::uint64_t items{};
  bool incomplete{};  ///< set for one that failed, too
  bool drift{};
  std::string remark{};
};

}  // namespace roster
#include <string>
#include <vector>

namespace roster {

struct report {
  std::uint64_t requests{};             ///< sent, retries included
  std::uint64_t retries{};              ///< of those, the repeated ones
  std::uint64_t pages{};                ///< received and accepted
  std::uint64_t items{};                ///< delivered to the range, before any adaptor
  std::uint64_t duplicates{};           ///< dropped because their key had come before
  std::uint64_t bytes{};                ///< received over the wire
  std::optional<std::int64_t> total{};  ///< the last total that the server said
  bool incomplete{};     ///< fewer items came than the server said there are, or a list of a fleet failed
  bool drift{};          ///< the list changed while it was read: items may be missing or stale
  std::string remark{};  ///< in words, why incomplete or drift is set
  std::vector<target_report> targets{};  ///< of a fleet: what each of its lists did, in the fleet's order

  /// Tells whether every item of a list that stood still has come.
  bool complete() const noexcept { return !incomplete && !drift; }

  /// Adds what another listing did, but for its total. Both remarks are kept.
  void add(const report& other) {
    requests += other.requests;
    retries += other.retries;
    pages += other.pages;
    items += other.items;
    duplicates += other.duplicates;
    bytes += other.bytes;
    incomplete = incomplete || other.incomplete;
    drift = drift || other.drift;
    if (!remark.empty() && !other.remark.empty()) remark += "; ";
    remark += other.remark;
    targets.insert(targets.end(), other.targets.begin(), other.targets.end());
  }

  /// Returns those lists of a fleet that failed.
  std::vector<target_report> failures() const {
    std::vector<target_report> failed;
    for (const auto& one : targets)
      if (one.failed) failed.push_back(one);
    return failed;
  }
};

}  // namespace roster

namespace roster::detail {

/// Why an answer is not taken as a page.
struct rejection {
  failure why;
  bool cut_body{};  ///< the JSON ends too early, as a cut answer does
};

/// Takes an answer; returns nothing when it was what is wanted, which may then be moved out.
using take_answer = std::function<std::optional<rejection>(http::response&)>;

/// What an exchange is part of: for deadlines, counters and messages.
struct exchange_context {
  std::optional<std::chrono::steady_clock::time_point> deadline{};
  permission needed{};
  roster::report& counters;
  std::size_t page{};          ///< its number in the listing, for messages
  http::response* received{};  ///< an answer that is here: to the first attempt, which is counted already
  bool listing{true};          ///< otherwise a single call: no page, and its answer may be empty
  bool repeatable{true};       ///< otherwise there is one attempt, whatever comes of it
};

/// Signs `request` for this moment.
/// Fails: failure, when credentials are not to be had.
ROSTER_DECL asio::awaitable<http::request> sign_now(const client_core& core, http::request request);

/// Sends `request` until `take` has accepted an answer.
/// Fails: failure with everything that is known, after the last attempt.
/// Lifetime: all arguments must outlive the await.
ROSTER_DECL asio::awaitable<void> exchange(const client_core& core, const http::request& request,
                                           const exchange_context& context, const take_answer& take);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of exchange.hpp.

#include <algorithm>
// Decides whether an HTTP answer can be a page at all, and puts what it says otherwise into a failure.

#include <optional>

namespace roster {

/// Returns why this answer is no page; nothing when its body is to be decoded.
/// An error status, an error object where a page should be, HTML, a redirect and an empty body are failures,
/// each with what is known: code, message, request id, recommendation, missing permission. Only a call may be
/// answered with an empty body.
ROSTER_DECL std::optional<failure> judge(const http::response& response, bool may_be_empty = false);

/// Returns the failure of an answer that did not decode: the service's own error if the body holds one, else
/// errc::bad_answer with `reason`.
ROSTER_DECL failure undecodable(const http::response& response, const std::string& reason);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of judgement.hpp.

#include <algorithm>
// What a service says when it refuses: the shapes of both clouds, of OpenAI-compatible APIs and of gateways,
// read into one.

#include <optional>
#include <string>

namespace roster {

/// An error as the service words it: raw text of the network, not to be shown without printable().
struct vendor_error {
  std::string code{};
  std::string message{};
  std::string request_id{};
  std::string recommendation{};
  std::string missing_permission{};
};

/// Reads an error from body or headers; nothing when neither names a code or a message.
/// Source: Alibaba Cloud {Code, Message, RequestId, Recommend, AccessDeniedDetail} in either case; Baidu AI
/// Cloud {code, message, requestId}, {error_code, error_msg, log_id} and the headers x-bce-error-code,
/// x-bce-error-message.
ROSTER_DECL std::optional<vendor_error> read_vendor_error(const http::response& response);

/// Returns the portable condition of an error answer.
ROSTER_DECL errc condition_of(unsigned status, const std::string& code);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of vendor_error.hpp.

#include <algorithm>
#include <array>
#include <optional>
// Decodes JSON text into described structs.

#include <optional>
// Reads the members of a JSON object into any struct, by a table of names and functions: no template, because
// as one it would cost every user's file a second per struct.

#include <cstddef>
#include <string>
#include <string_view>

namespace roster::detail {

/// One step to the item's key: the name on the wire, and where to look inside of it.
struct key_step {
  std::string_view name;
  const key_step* inner;  ///< nullptr: this is the key
};

/// A reader with what decoding has to know on its way.
struct decoder : json_reader {
  using json_reader::json_reader;

  bool refuse_repeats{false};  ///< in the envelope, where the last one could not be told from the right one
  const key_step* watch{};     ///< the next object holds the key
  std::string* item_key{};     ///< where its text goes
};

/// One member of a struct.
struct member_entry {
  std::string_view name;
  bool (*read)(decoder& in, void* member){};  ///< nullptr: unknown_fields, which has no name on the wire
  void (*assign)(void* to, void* from){};     ///< moves another value into it
  bool plain{};                               ///< nothing in the name needs an escape
  bool wants_null{};                          ///< `read` is called for null too
};

/// What reading needs to know about a struct.
struct object_table {
  const member_entry* members{};
  const unsigned char* tags{};  ///< text_tag of every name
  std::size_t count{};
  /// Gives the addresses of all members, in order.
  void (*addresses)(const void* object, void** out){};
  /// Puts the default back into the member with that index.
  void (*reset)(void* member, std::size_t index, void (*assign)(void* to, void* from)){};
  unknown_fields* (*unknown)(void* object){};  ///< nullptr: unknown members are dropped
  const std::string_view* ignored{};           ///< names that are known, but not wanted
  std::size_t ignored_count{};
};

constexpr bool is_plain_name(std::string_view name) noexcept {
  for (const char c : name)
    if (c < 0x20 || c == '"' || c == '\\') return false;
  return true;
}

/// Keeps, as the item's key, the text or number that was just read.
ROSTER_DECL bool keep_key(decoder& in, std::size_t start);

/// Reads one object. Absent and null members keep their default, of repeated ones the last counts.
ROSTER_DECL bool read_object(decoder& in, void* object, const object_table& table);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of decode_object.hpp.

#include <array>
#include <utility>

namespace roster::detail {

/// Returns the member called `name`, or the count.
inline std::size_t find_member(const object_table& table, std::string_view name) noexcept {
  return find_tagged(table.tags, table.count, name, [&](std::size_t i) {
    return table.members[i].name == name && table.members[i].read != nullptr;
  });
}

/// An object that is being read.
struct object_reading {
  decoder& in;
  void* object;
  const object_table& table;
  void* const* addresses;  // of its members
  const key_step* watch;   // the item's key is this member or inside of it
  std::size_t watched;     // that member, or the count
  std::array<bool, most_members> seen{};
};

ROSTER_DECL bool keep_key(decoder& in, std::size_t start) {
  const std::string_view json = in.since(start);
  const char first = json.front();
  if (first == '"') {
    std::string_view text;
    json_reader content(json, {.text = json.size()});
    content.text(text);
    in.item_key->assign(text);
  } else if (first == 'n') {
    in.item_key->clear();
  } else if (first == '-' || (first >= '0' && first <= '9')) {
    in.item_key->assign(json);
  } else {
    return in.mismatch("a string or an integer", start);
  }
  return true;
}

/// Reads a member that the struct has.
inline bool read_known(decoder& in, const member_entry& member, void* address) {
  return (!member.wants_null && in.null()) || member.read(in, address);
}

/// Reads over a member that the struct does not have, keeping it where the struct asks for that.
inline bool read_unknown(decoder& in, const object_table& table, void* object, std::string_view name) {
  bool keep = table.unknown != nullptr;
  for (std::size_t i = 0; keep && i < table.ignored_count; ++i) keep = table.ignored[i] != name;
  unknown_field* kept = nullptr;
  if (keep) {  // before the value, since reading that may overwrite the name
    kept = &table.unknown(object)->list.emplace_back();
    kept->name = name;
  }
  const bool key_inside = in.watch != nullptr && in.peek() == '{';
  in.peek();
  const std::size_t start = in.offset();
  if (!(key_inside ? read_object(in, nullptr, {}) : in.skip())) return false;
  if (keep) kept->json = in.since(start);
  return true;
}

/// Takes the name of a member that is not the expected one, or not where it was expected. It is in `name` only
/// when the struct has no member of that name.
inline bool take_name(object_reading& reading, std::size_t& index, std::string_view& name) {
  const object_table& table = reading.table;
  const bool expected = index < table.count && table.members[index].plain;
  if (expected && reading.in.key_is(table.members[index].name)) return true;
  if (!reading.in.key(name)) return false;
  index = find_member(table, name);
  if (reading.watch != nullptr && reading.watch->name == name)
    name = reading.watch->name;  // one that lives on
  return true;
}

/// Reads the value of a member that may be repeated, unknown or the item's key.
inline bool read_unusual(object_reading& reading, std::size_t index, std::string_view name) {
  decoder& in = reading.in;
  const object_table& table = reading.table;
  const key_step* const watch = reading.watch;
  const bool known = index < table.count;
  if (known && reading.seen[index]) {
    if (in.refuse_repeats) return in.repeated();
    table.reset(reading.addresses[index], index, table.members[index].assign);
  }
  const bool watched = watch != nullptr && (known ? index == reading.watched : watch->name == name);
  if (watched) in.watch = watch->inner;
  in.peek();
  const std::size_t start = in.offset();
  const bool read = known ? read_known(in, table.members[index], reading.addresses[index])
                          : read_unknown(in, table, reading.object, name);
  in.watch = nullptr;
  return read && (!watched || watch->inner != nullptr || keep_key(in, start));
}

ROSTER_DECL bool read_object(decoder& in, void* object, const object_table& table) {
  const key_step* const watch = std::exchange(in.watch, nullptr);
  json_reader::scope inside;
  if (!in.enter_object(inside)) return false;
  std::array<void*, most_members> addresses;  // NOLINT: only the first ones are used, and filled here
  if (table.addresses != nullptr) table.addresses(object, addresses.data());
  const std::size_t watched = watch != nullptr ? find_member(table, watch->name) : table.count;
  object_reading reading{in, object, table, addresses.data(), watch, watched};
  const member_entry* const members = table.members;
  const std::size_t count = table.count;
  for (std::size_t next = 0;;) {
    std::size_t index = next;
    std::string_view name;
    const bool expected = index < count && members[index].plain;
    if (!expected || !in.next_is(inside, members[index].name)) {
      if (!in.more(inside)) return in.good();
      if (!take_name(reading, index, name)) return false;
    }
    const bool known = index < count;
    const bool usual = known && index != watched && !reading.seen[index];
    if (!(usual ? read_known(in, members[index], addresses[index]) : read_unusual(reading, index, name))) {
      in.error_inside(known ? members[index].name : name);
      return false;
    }
    if (!known) continue;
    reading.seen[index] = true;
    next = index + 1;
  }
}

}  // namespace roster::detail
#endif
// Chooses, for every type, the function that reads it. Apart from decode.hpp, since answers are read by it
// too.

#include <limits>
#include <memory>
#include <optional>
// Reads one text, number or boolean of JSON. Lenient only where nothing can be lost: "1" or 1.0 for 1, 1 for
// "1", "true" for true, as the vendors' own clients are.

#include <string>
#include <string_view>

namespace roster::detail {

/// Reads what is no string as text: a number, as it is written.
ROSTER_DECL bool read_text_of_number(json_reader& in, std::string_view& out, bool is_secret);

/// Reads a string, or a number as it is written.
/// Lifetime: until the next text is read.
[[gnu::always_inline]] inline bool read_text(json_reader& in, std::string_view& out, bool is_secret = false) {
  return in.peek() == '"' ? in.text(out) : read_text_of_number(in, out, is_secret);
}

ROSTER_DECL bool read_scalar(json_reader& in, std::string& out);
ROSTER_DECL bool read_scalar(json_reader& in, bool& out);
ROSTER_DECL bool read_scalar(json_reader& in, flag& out);
ROSTER_DECL bool read_scalar(json_reader& in, secret& out);
ROSTER_DECL bool read_scalar(json_reader& in, json_text& out);
ROSTER_DECL bool read_scalar(json_reader& in, utc_time& out);
ROSTER_DECL bool read_scalar(json_reader& in, float& out);
ROSTER_DECL bool read_scalar(json_reader& in, double& out);
ROSTER_DECL bool read_scalar(json_reader& in, long double& out);

/// Reads a whole number in [least, most].
ROSTER_DECL bool read_signed(json_reader& in, long long least, long long most, long long& out);
ROSTER_DECL bool read_unsigned(json_reader& in, unsigned long long most, unsigned long long& out);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of decode_scalar.hpp.

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <system_error>

namespace roster::detail {

/// Reads a number, or a string that holds one; false, without an error, when it is neither.
inline bool read_number_text(json_reader& in, std::string_view& literal) {
  const char first = in.peek();
  if (first == '-' || (first >= '0' && first <= '9')) return in.number(literal);
  if (first != '"' || !in.text(literal)) return false;
  json_reader content(literal);
  const char digit = literal.empty() ? '\0' : literal.front();
  std::string_view number;
  return (digit == '-' || (digit >= '0' && digit <= '9')) && content.number(number) && number == literal;
}

/// A number as 0.DIGITS times 10 to the power of `point`: exact, whatever its length.
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
    // Far beyond what the digits of any literal could make up for.
    constexpr std::int64_t far = std::int64_t{1} << 60;
    if (read.ec == std::errc::result_out_of_range || out.point > far || out.point < -far)
      out.point = exponent.front() == '-' ? -far : far;
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

/// Reads a whole number; `below` and `above` are the largest magnitudes on both sides of zero.
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

template <class T>
bool read_real(json_reader& in, T& out) {
  in.peek();
  const std::size_t start = in.offset();
  std::string_view literal;
  if (!read_number_text(in, literal)) return in.good() ? in.mismatch("a number", start) : false;
  const auto read = read_real_text(literal.data(), literal.data() + literal.size(), out);
  if (read.ec == std::errc()) return true;
  const decimal number = take_apart(literal.substr(literal.front() == '-' ? 1 : 0));
  if (number.point > 0) return in.mismatch("a number that is not beyond the range", start);
  out = literal.front() == '-' ? -T{} : T{};  // nearer to zero than to any other number
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
  out = std::string(text);  // not assign(), which would reserve twice as much
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

ROSTER_DECL bool read_scalar(json_reader& in, json_text& out) {
  std::string_view text;
  if (!read_text(in, text)) return false;
  out = json_text(std::string(text));
  return true;
}

ROSTER_DECL bool read_scalar(json_reader& in, utc_time& out) {
  std::string_view text;
  if (!read_text(in, text)) return false;
  out = utc_time(text);
  return true;
}

ROSTER_DECL bool read_scalar(json_reader& in, float& out) { return read_real(in, out); }
ROSTER_DECL bool read_scalar(json_reader& in, double& out) { return read_real(in, out); }
ROSTER_DECL bool read_scalar(json_reader& in, long double& out) { return read_real(in, out); }

ROSTER_DECL bool read_signed(json_reader& in, long long least, long long most, long long& out) {
  bool negative{};
  unsigned long long magnitude{};
  const auto below = 0ULL - static_cast<unsigned long long>(least);  // right for the least of all too
  if (!read_whole(in, below, static_cast<unsigned long long>(most), negative, magnitude)) return false;
  out = static_cast<long long>(negative ? 0ULL - magnitude : magnitude);
  return true;
}

ROSTER_DECL bool read_unsigned(json_reader& in, unsigned long long most, unsigned long long& out) {
  bool negative{};
  return read_whole(in, 0, most, negative, out);
}

}  // namespace roster::detail
#endif
// Makes, for every struct that is decoded, the table by which its members are found: the only part of
// decoding that grows with the number of members.

#include <array>
#include <cstddef>
#include <memory>
// Rows: structs of the user's that stand in for an API's item. Their members are found in the item by name,
// and every mistake is a sentence that names the member.

#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>

namespace roster {
namespace detail {

template <class T>
struct without_optional {
  using type = T;
};
template <class T>
struct without_optional<std::optional<T>> : without_optional<T> {};

/// T, or what is inside of it when it is an optional.
template <class T>
using required_type = typename without_optional<T>::type;

/// Tells whether a member of the kind `row` can hold what the item has as `item`.
constexpr bool kind_fits(kind row, kind item) noexcept {
  const bool item_is_text =
      item == kind::open_enum || item == kind::utc_time || item == kind::json_text;  // never a secret
  const bool both_boolean =
      (row == kind::flag && item == kind::boolean) || (row == kind::boolean && item == kind::flag);
  return row == item || (row == kind::text && item_is_text) || both_boolean;
}

}  // namespace detail

/// Appears in the compiler's message and names the member that the item does not have.
template <class Row, class Item, fixed_string Member>
struct projected_member {
  static constexpr std::size_t index = index_of<Item>(Member.view());
  static_assert(index < field_count<Item>(),
                "roster: this row has a member that the item does not have; the members of a row are members "
                "of the item, with the same names; correct the name or leave the member out");
  static constexpr bool found = index < field_count<Item>();
};

/// Appears in the compiler's message and names the member whose type does not fit, with both types.
template <class Row, class Item, fixed_string Member, class RowType, class ItemType>
struct projected_kind {
  static constexpr bool fits = detail::kind_fits(kind_of<RowType>, kind_of<ItemType>);
  static_assert(fits,
                "roster: a member of this row has another kind than the item's; it may be the item's type, "
                "with or "
                "without optional, std::string for a text that is not a secret, any integer for an integer; "
                "write one of these");
};

namespace detail {

template <class Row, class Item>
consteval bool check_row();

/// Checks a member of a row against the item's, and what is inside of both.
template <class Row, class Item, fixed_string Member, class RowType, class ItemType>
consteval bool check_projected_type() {
  using row_type = required_type<RowType>;
  using item_type = required_type<ItemType>;
  if constexpr (std::is_same_v<row_type, item_type>)
    return true;
  else if constexpr (!projected_kind<Row, Item, Member, row_type, item_type>::fits)
    return false;
  else if constexpr (kind_of<row_type> == kind::object)
    return check_row<row_type, item_type>();
  else if constexpr (kind_of<row_type> == kind::list || kind_of<row_type> == kind::map)
    return check_projected_type<Row, Item, Member, inner_type<row_type>, inner_type<item_type>>();
  else
    return true;
}

template <class Row, class Item, std::size_t I>
inline constexpr auto row_member_name = fixed_string<member_name<Row, I>.size()>(member_name<Row, I>);

/// Checks that every member of Row is one of Item.
template <class Row, class Item>
consteval bool check_row() {
  bool all = true;
  for_each_field<Row>([&](auto i) {
    constexpr auto& name = row_member_name<Row, Item, i>;
    if constexpr (projected_member<Row, Item, name>::found)
      all = all && check_projected_type<Row, Item, name, field_type<Row, i>,
                                        field_type<Item, projected_member<Row, Item, name>::index>>();
    else
      all = false;
  });
  return all;
}

/// The member of Item for which the I-th member of Row stands.
template <class Row, class Item, std::size_t I>
consteval std::size_t projected_index() {
  if constexpr (std::is_same_v<Row, Item>)
    return I;
  else
    return index_of<Item>(member_name<Row, I>);
}

}  // namespace detail

/// Checks that Row can stand in for Item; every mistake is one sentence.
template <class Row, class Item>
consteval bool check_projection() {
  return detail::check_projected_type<Row, Item, "", Row, Item>();
}

/// The name on the wire of the I-th member of a row: that of the item's member of the same name.
template <class Row, class Item, std::size_t I, letter_case Case>
inline constexpr std::string_view projected_name =
    wire_name<Item, detail::projected_index<Row, Item, I>(), Case>;

}  // namespace roster
#include <string_view>
#include <type_traits>
#include <utility>

namespace roster::detail {

/// Reads an Item that is not null into a T, which is the Item itself or stands in for it. Defined in
/// decode_value.hpp.
template <class T, class Item, letter_case Case>
[[gnu::always_inline]] inline bool read_present(decoder& in, T& out);

template <class T, class Item, letter_case Case>
bool read_member(decoder& in, void* member) {
  return read_present<T, Item, Case>(in, *static_cast<T*>(member));
}

/// Where the unknown_fields of T are; the number of members when it has none.
template <class T>
inline constexpr std::size_t unknown_index = [] {
  std::size_t index = field_count<T>();
  for_each_field<T>([&](auto i) {
    if (index == field_count<T>() && std::is_same_v<field_type<T, i>, unknown_fields>) index = i;
  });
  return index;
}();

template <class T>
void assign_member(void* to, void* from) {
  *static_cast<T*>(to) = std::move(*static_cast<T*>(from));
}

/// Goes by addresses: an assignment for every member of T would cost every user's file half a second.
template <class T>
void reset_field(void* member, std::size_t index, void (*assign)(void* to, void* from)) {
  T fresh{};
  std::array<void*, most_members> addresses{};
  addresses_of_fields<T>(&fresh, addresses.data());
  assign(member, addresses[index]);
}

template <class T>
unknown_fields* unknown_of(void* object) {
  return std::addressof(field_at<unknown_index<T>>(*static_cast<T*>(object)));
}

template <class T, class Item, std::size_t I, letter_case Case>
consteval member_entry make_entry() {
  if constexpr (std::is_same_v<field_type<T, I>, unknown_fields>) {
    return {};
  } else {
    constexpr std::string_view name = projected_name<T, Item, I, Case>;
    using item_type = field_type<Item, projected_index<T, Item, I>()>;
    return {.name = name,
            .read = read_member<field_type<T, I>, item_type, Case>,
            .assign = assign_member<field_type<T, I>>,
            .plain = is_plain_name(name)};
  }
}

template <class T, class Item, letter_case Case>
inline constexpr auto entries_of = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<member_entry, sizeof...(I) + 1>{make_entry<T, Item, I, Case>()...};
}(std::make_index_sequence<field_count<T>()>{});

template <class T, class Item, letter_case Case>
inline constexpr auto tags_of = [] {
  std::array<unsigned char, entries_of<T, Item, Case>.size()> tags{};
  for (std::size_t i = 0; i < tags.size(); ++i) tags[i] = text_tag(entries_of<T, Item, Case>[i].name);
  return tags;
}();

/// What a row leaves out of the item is not unknown.
template <class Item, letter_case Case>
inline constexpr auto names_of = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<std::string_view, sizeof...(I)>{wire_name<Item, I, Case>...};
}(std::make_index_sequence<field_count<Item>()>{});

template <class T, class Item, letter_case Case>
consteval object_table make_table() {
  object_table table{.members = entries_of<T, Item, Case>.data(),
                     .tags = tags_of<T, Item, Case>.data(),
                     .count = field_count<T>(),
                     .addresses = addresses_of_fields<T>,
                     .reset = reset_field<T>};
  if constexpr (unknown_index<T> != field_count<T>()) {
    table.unknown = unknown_of<T>;
    if constexpr (!std::is_same_v<T, Item>) {
      table.ignored = names_of<Item, Case>.data();
      table.ignored_count = names_of<Item, Case>.size();
    }
  }
  return table;
}

/// How to read an Item into a T, which is the Item itself or a row.
template <class T, class Item, letter_case Case>
inline constexpr object_table table_of = make_table<T, Item, Case>();

}  // namespace roster::detail
#include <string>
#include <string_view>
#include <type_traits>

namespace roster::detail {

template <class T, class Item, letter_case Case>
bool read_value(decoder& in, T& out);

/// Reads a list or a map. A null in a list is a mistake, since there it cannot mean "absent".
template <class T, class Item, letter_case Case>
bool read_list(decoder& in, T& out) {
  using entry = typename T::value_type;
  json_reader::scope inside;
  if (!in.enter_list(inside)) return false;
  out.clear();
  while (in.more(inside)) {
    bool read{};
    if constexpr (std::is_same_v<entry, bool>) {  // a vector<bool> holds none that could be read into
      bool value{};
      read = read_value<bool, bool, Case>(in, value);
      out.push_back(value);
    } else {
      read = read_value<entry, inner_type<Item>, Case>(in, out.emplace_back());
    }
    if (!read) {
      in.error_inside(inside.count - 1);
      return false;
    }
  }
  return in.good();
}

template <class T, class Item, letter_case Case>
bool read_map(decoder& in, T& out) {
  using entry = typename T::mapped_type;
  json_reader::scope inside;
  if (!in.enter_object(inside)) return false;
  out.clear();
  while (in.more(inside)) {
    std::string_view name;
    if (!in.key(name)) return false;
    const auto [place, added] = out.try_emplace(std::string(name));
    if (!added) place->second = entry{};
    if (in.null()) continue;
    if (!read_value<entry, inner_type<Item>, Case>(in, place->second)) {
      in.error_inside(place->first);
      return false;
    }
  }
  return in.good();
}

template <class T>
bool read_integer(json_reader& in, T& out) {
  using limits = std::numeric_limits<T>;
  if constexpr (std::is_signed_v<T> && sizeof(T) == 8) {
    bool negative{};
    unsigned long long magnitude{};
    if (in.short_integer(negative, magnitude)) {  // the usual one, which is in the range of any 64 bits
      out = negative ? -static_cast<T>(magnitude) : static_cast<T>(magnitude);
      return true;
    }
  }
  if constexpr (std::is_signed_v<T>) {
    long long value{};
    if (!read_signed(in, limits::min(), limits::max(), value)) return false;
    out = static_cast<T>(value);
  } else {
    unsigned long long value{};
    if (!read_unsigned(in, limits::max(), value)) return false;
    out = static_cast<T>(value);
  }
  return true;
}

template <class T>
bool read_enum(json_reader& in, T& out) {
  std::string_view text;
  if (!read_text(in, text)) return false;
  out = text;
  return true;
}

template <class T, class Item, letter_case Case>
[[gnu::always_inline]] inline bool read_present(decoder& in, T& out) {
  constexpr kind k = kind_of<T>;
  using item_type = required_type<Item>;
  if constexpr (std::is_same_v<T, std::optional<std::string>>) {
    std::string_view text;
    if (!read_text(in, text)) return false;
    out.emplace(text);  // made in place, not empty first
    return true;
  } else if constexpr (k == kind::optional) {
    return read_value<inner_type<T>, item_type, Case>(in, out.emplace());
  } else if constexpr (k == kind::list) {
    return read_list<T, item_type, Case>(in, out);
  } else if constexpr (k == kind::map) {
    return read_map<T, item_type, Case>(in, out);
  } else if constexpr (k == kind::object) {
    return read_object(in, std::addressof(out), table_of<T, item_type, Case>);
  } else if constexpr (k == kind::integer) {
    return read_integer(in, out);
  } else if constexpr (k == kind::open_enum) {
    return read_enum(in, out);
  } else {
    return read_scalar(in, out);
  }
}

/// Reads an Item, or a null where T is an optional.
template <class T, class Item, letter_case Case>
bool read_value(decoder& in, T& out) {
  if constexpr (kind_of<T> == kind::optional) {
    if (in.null()) {
      out.reset();
      return true;
    }
  }
  return read_present<T, Item, Case>(in, out);
}

}  // namespace roster::detail
#include <string_view>

namespace roster {

/// Decodes a whole JSON text into `out`, which is reset before. Absent and null are the same; of repeated
/// members the last counts; members that `out` does not know are kept if it has unknown_fields. "1" and 1.0
/// are taken for 1, 1 for "1" and "true" for true; a null in a list is a mistake unless it holds optionals.
/// Returns: nothing, or what is wrong, and then `out` holds a part.
/// Example: "decode: reads every kind of member"
template <letter_case Case = verbatim_case, class T>
std::optional<decode_error> decode(std::string_view json, T& out, const decode_limits& limits = {}) {
  static_assert(detail::check_member_and_inside<T, "", T, Case>());
  detail::decoder in(json, limits);
  out = T{};
  if (detail::read_value<T, T, Case>(in, out)) in.finish();
  return in.outcome();
}

}  // namespace roster
#include <string_view>

namespace roster {
namespace detail {

struct access_denied_shape {
  std::optional<std::string> AuthAction{};  // as it is on the wire
  std::optional<std::string> NoPermissionType{};
};

/// Every name under which a vendor gives a part of an error. Absent ones stay empty.
struct error_shape {
  std::optional<std::string> Code{};
  std::optional<std::string> code{};
  std::optional<std::string> error_code{};
  std::optional<std::string> Message{};
  std::optional<std::string> message{};
  std::optional<std::string> error_msg{};
  std::optional<std::string> RequestId{};
  std::optional<std::string> requestId{};
  std::optional<std::string> requestid{};
  std::optional<std::string> request_id{};
  std::optional<std::string> log_id{};
  std::optional<std::string> Recommend{};
  std::optional<std::string> recommend{};
  std::optional<access_denied_shape> AccessDeniedDetail{};
  std::optional<access_denied_shape> accessDeniedDetail{};
};

struct nested_error_shape {
  std::optional<error_shape> error{};
};

template <class... Text>
std::string first_of(const Text&... texts) {
  std::string found;
  ((found.empty() && texts ? void(found = *texts) : void()), ...);
  return found;
}

inline vendor_error from_shape(const error_shape& shape) {
  const auto& denied = shape.AccessDeniedDetail ? shape.AccessDeniedDetail : shape.accessDeniedDetail;
  return {.code = first_of(shape.Code, shape.code, shape.error_code),
          .message = first_of(shape.Message, shape.message, shape.error_msg),
          .request_id =
              first_of(shape.RequestId, shape.requestId, shape.requestid, shape.request_id, shape.log_id),
          .recommendation = first_of(shape.Recommend, shape.recommend),
          .missing_permission = denied ? denied->AuthAction.value_or("") : ""};
}

inline vendor_error read_error_body(const std::string& body) {
  error_shape flat;
  if (!decode<verbatim_case>(body, flat) &&
      (flat.Code || flat.code || flat.error_code || flat.Message || flat.message))
    return from_shape(flat);
  nested_error_shape nested;
  if (!decode<verbatim_case>(body, nested) && nested.error) return from_shape(*nested.error);
  return {};
}

inline void take_if_empty(std::string& member, std::string_view other) {
  if (member.empty()) member = other;
}

template <std::size_t N>
bool starts_with_any(std::string_view code, const std::array<std::string_view, N>& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view p) { return code.starts_with(p); });
}

template <std::size_t N>
bool is_any(std::string_view code, const std::array<std::string_view, N>& codes) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

inline constexpr std::array<std::string_view, 12> key_codes{
    "InvalidAccessKeyId",  "SignatureDoesNotMatch", "IncompleteSignature",  "SignatureNonceUsed",
    "InvalidTimeStamp",    "IllegalTimestamp",      "InvalidSecurityToken", "MissingSecurityToken",
    "IamSignatureInvalid", "SignatureEmpty",        "RequestExpired",       "InvalidHTTPAuthHeader"};
inline constexpr std::array<std::string_view, 4> permission_codes{"Forbidden", "NoPermission", "AccessDenied",
                                                                  "OptInRequired"};
inline constexpr std::array<std::string_view, 5> server_codes{
    "ServiceUnavailable", "InternalError", "InternalFailure", "UnknownError", "InternalServerError"};
// The numeric codes of Baidu's first API.
inline constexpr std::array<std::string_view, 6> numeric_throttled{"4", "17", "18", "19", "336501", "336502"};
inline constexpr std::array<std::string_view, 3> numeric_key{"14", "110", "111"};
inline constexpr std::array<std::string_view, 3> numeric_server{"336000", "336100", "500000"};

inline std::optional<errc> condition_of_code(std::string_view code) {
  if (code.find("Throttling") != std::string_view::npos || is_any(code, numeric_throttled))
    return errc::throttled;
  if (starts_with_any(code, key_codes) || is_any(code, numeric_key)) return errc::unauthenticated;
  if (starts_with_any(code, permission_codes)) return errc::forbidden;
  if (starts_with_any(code, server_codes) || is_any(code, numeric_server)) return errc::unavailable;
  return std::nullopt;
}

}  // namespace detail

ROSTER_DECL std::optional<vendor_error> read_vendor_error(const http::response& response) {
  auto error = detail::read_error_body(response.body);
  detail::take_if_empty(error.code, response.headers.get("x-bce-error-code"));
  detail::take_if_empty(error.message, response.headers.get("x-bce-error-message"));
  const bool found = !error.code.empty() || !error.message.empty();
  detail::take_if_empty(error.request_id, response.headers.get("x-acs-request-id"));
  detail::take_if_empty(error.request_id, response.headers.get("x-bce-request-id"));
  return found ? std::optional(std::move(error)) : std::nullopt;
}

ROSTER_DECL errc condition_of(unsigned status, const std::string& code) {
  if (const auto known = detail::condition_of_code(code)) return *known;
  switch (status) {
    case 401:
      return errc::unauthenticated;
    case 403:
      return errc::forbidden;
    case 407:
      return errc::proxy;
    case 408:
      return errc::unavailable;
    case 429:
      return errc::throttled;
    case 501:
      return errc::rejected;
    default:
      return status >= 500 ? errc::unavailable : errc::rejected;
  }
}

}  // namespace roster
#endif
#include <string>
#include <utility>

namespace roster {
namespace detail {

inline constexpr std::size_t most_quoted = 120;

/// The message of SignatureDoesNotMatch goes on with the text that was signed, tokens included.
inline std::string without_signed_text(std::string message) {
  const auto at = message.find("string to sign");
  if (at != std::string::npos) message.resize(at);
  return message;
}

inline failure_details details_of(const http::response& response, vendor_error error) {
  return {.http_status = response.status,
          .vendor_code = printable(error.code, 128),
          .vendor_message = printable(without_signed_text(std::move(error.message))),
          .recommendation = printable(error.recommendation, 512),
          .request_id = printable(error.request_id, 128),
          .missing_permission = printable(error.missing_permission, 256)};
}

inline std::string quoted_start(const std::string& body) {
  return "\"" + printable(body, most_quoted) + "\"";
}

inline bool is_json_type(std::string_view type) {
  return type.empty() || type.find("json") != std::string_view::npos || type.starts_with("text/plain") ||
         type.starts_with("application/octet-stream");
}

inline std::string redirect_target(const http::response& response) {
  const auto location = response.headers.get("location");
  const auto scheme_end = location.find("://");
  if (scheme_end == std::string_view::npos) return "another place";
  const auto host = location.substr(scheme_end + 3);
  return "host " + printable(host.substr(0, host.find_first_of("/?#")), 128);
}

inline failure refused(const http::response& response) {
  auto error = read_vendor_error(response).value_or(vendor_error{});
  const bool silent = error.code.empty() && error.message.empty();
  if (silent) error.request_id = response.headers.get("x-acs-request-id");
  if (silent && error.request_id.empty()) error.request_id = response.headers.get("x-bce-request-id");
  const auto condition = condition_of(response.status, error.code);
  auto details = details_of(response, std::move(error));
  details.message = "the service refused the request";
  if (silent && !response.body.empty()) details.message += " with the text " + quoted_start(response.body);
  if (silent && response.body.empty()) details.message += " without a word";
  if (response.status == 407)  // its text is not quoted: it may echo what it was sent
    details.message = "a proxy asks for a user name and a password, or for others";
  return {condition, std::move(details)};
}

/// Tells whether a status comes with what was asked for: a page whole with 200, a call's answer otherwise too.
inline bool is_success(unsigned status, bool of_call) {
  return status == 200 || (of_call && status > 200 && status < 300 && status != 206);
}

inline failure unexpected(errc condition, const http::response& response, std::string message) {
  return {condition, failure_details{.message = std::move(message), .http_status = response.status}};
}

}  // namespace detail

ROSTER_DECL std::optional<failure> judge(const http::response& response, bool may_be_empty) {
  if (response.status >= 400) return detail::refused(response);
  if (response.status >= 300 && response.status != 304)
    return detail::unexpected(errc::protocol, response,
                              "the service redirects to " + detail::redirect_target(response) +
                                  "; a signed request is bound to its host, so this is not followed");
  if (response.headers.contains("x-bce-error-code")) return detail::refused(response);
  if (!detail::is_success(response.status, may_be_empty))
    return detail::unexpected(errc::protocol, response, "the answer has a status that does not go with one");
  const auto first = std::find_if(response.body.begin(), response.body.end(),
                                  [](char c) { return c != ' ' && c != '\n' && c != '\r' && c != '\t'; });
  if (first == response.body.end() && may_be_empty) return std::nullopt;
  if (first == response.body.end())
    return detail::unexpected(errc::protocol, response, "the answer is empty where a JSON object should be");
  const auto type = response.headers.get("content-type");
  if (*first == '<' || (!detail::is_json_type(type) && *first != '{'))
    return detail::unexpected(errc::protocol, response,
                              "the answer is not JSON but " +
                                  (type.empty() ? "unnamed content" : printable(type, 64)) + ", beginning " +
                                  detail::quoted_start(response.body) +
                                  "; is this the right endpoint, or a proxy in between?");
  return std::nullopt;
}

ROSTER_DECL failure undecodable(const http::response& response, const std::string& reason) {
  auto error = read_vendor_error(response);
  if (error && !error->code.empty()) return detail::refused(response);
  auto failed = detail::details_of(response, error.value_or(vendor_error{}));
  failed.message = reason;
  return {errc::bad_answer, std::move(failed)};
}

}  // namespace roster
#endif
// Reads when a service says that it may be asked again. Header text is an attack surface: nothing in here
// throws, and an absurd hint is told apart from none.

#include <chrono>
#include <optional>

namespace roster {

/// The longest hint that is believed; a longer one is capped here, and is absurd to every sensible retry
/// policy.
inline constexpr std::chrono::milliseconds longest_believable_hint = std::chrono::hours(24 * 365);

/// Returns how long the service asks to wait; nothing when it does not say, or says it in a way that is none.
/// Looks at x-acs-retry-after (ms), then x-ratelimit-user-api and x-ratelimit-user (TimeLeft, ms), then
/// Retry-After (seconds or a date). Zero, negative and past hints count as none.
/// Units: milliseconds.
ROSTER_DECL std::optional<std::chrono::milliseconds> read_retry_hint(const http::headers& headers,
                                                                     std::chrono::sys_seconds now);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of retry_hint.hpp.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <system_error>

namespace roster {
namespace detail {

using milliseconds = std::chrono::milliseconds;

/// Reads a number of units of `unit`; digits only, any number of them.
inline std::optional<milliseconds> read_wait(std::string_view digits, milliseconds unit) {
  if (digits.empty() ||
      !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  std::int64_t value = 0;
  const auto most = longest_believable_hint / unit;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc::result_out_of_range || value > most) return longest_believable_hint;
  return value > 0 ? std::optional(value * unit) : std::nullopt;
}

/// Reads TimeLeft of "Limit:1,Remain:0,TimeLeft:2000,Reset:1234".
inline std::optional<milliseconds> read_time_left(std::string_view header) {
  constexpr std::string_view name = "TimeLeft:";
  const auto at = header.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  const auto rest = header.substr(at + name.size());
  return read_wait(rest.substr(0, rest.find(',')), milliseconds(1));
}

inline std::optional<milliseconds> read_retry_after(std::string_view header, std::chrono::sys_seconds now) {
  if (const auto wait = read_wait(header, milliseconds(1000))) return wait;
  const auto date = http::parse_imf_date(header);
  if (!date || *date <= now) return std::nullopt;
  return std::min(milliseconds(*date - now), longest_believable_hint);
}

}  // namespace detail

ROSTER_DECL std::optional<std::chrono::milliseconds> read_retry_hint(const http::headers& headers,
                                                                     std::chrono::sys_seconds now) {
  if (const auto wait = detail::read_wait(headers.get("x-acs-retry-after"), std::chrono::milliseconds(1)))
    return wait;
  const auto api = detail::read_time_left(headers.get("x-ratelimit-user-api"));
  const auto user = detail::read_time_left(headers.get("x-ratelimit-user"));
  if (api || user) return std::max(api, user);
  return detail::read_retry_after(headers.get("retry-after"), now);
}

}  // namespace roster
#endif
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::detail {

/// One attempt and what came of it: nothing, when its answer was taken.
struct attempt_result {
  std::optional<rejection> failed{};
  std::optional<std::chrono::milliseconds> hint{};
};

inline void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

inline bool is_secret_header(std::string_view name) {
  return http::same_ignoring_case(name, "authorization") || name.find("token") != std::string_view::npos;
}

/// Services echo what they were sent: nothing of it that is secret may reach a message.
inline failure without_secrets(const failure& from, const http::request& sent) {
  auto details = from.details();
  for (const auto& header : sent.headers) {
    if (!is_secret_header(header.name) || header.value.size() < 4) continue;
    for (auto* text :
         {&details.vendor_message, &details.vendor_code, &details.message, &details.recommendation})
      replace_all(*text, header.value, "***");
  }
  return {from.condition(), std::move(details)};
}

inline std::optional<rejection> judged(http::response& response, const exchange_context& context,
                                       const take_answer& take) {
  if (auto refused = judge(response, !context.listing)) return rejection{std::move(*refused)};
  return take(response);
}

inline attempt_result judged_attempt(const client_core& core, http::response& response,
                                     const exchange_context& context, const take_answer& take) {
  attempt_result result{.failed = judged(response, context, take)};
  if (result.failed) result.hint = read_retry_hint(response.headers, core.around.now());
  return result;
}

inline asio::awaitable<attempt_result> attempt(const client_core& core, const http::request& request,
                                               transport::time_point until, const exchange_context& context,
                                               const take_answer& take) {
  attempt_result result;
  http::request sent;
  try {
    sent = co_await sign_now(core, request);
    ++context.counters.requests;
    auto response = co_await core.transport->send(sent, until);
    context.counters.bytes += response.raw_bytes;
    result = judged_attempt(core, response, context, take);
  } catch (const failure& f) {
    result.failed = rejection{f};
  }
  if (result.failed) result.failed->why = without_secrets(result.failed->why, sent);
  co_return result;
}

inline failed_attempt described(const attempt_result& result, std::size_t number,
                                std::chrono::milliseconds left) {
  const auto& why = result.failed->why;
  // A positive hint means throttling with the vendors' newer gateways, whatever the code.
  const bool asked_to_wait = result.hint && why.condition() == errc::rejected;
  return {.condition = asked_to_wait ? errc::throttled : why.condition(),
          .vendor_code = why.details().vendor_code,
          .number = number,
          .hint = result.hint,
          .cut_body = result.failed->cut_body,
          .left = left};
}

inline failure final_failure(const failure& why, const client_core& core, const exchange_context& context,
                             std::size_t attempts, const std::string& remark) {
  auto details = why.details();
  details.endpoint = core.endpoint.origin();
  if (context.listing) details.page = context.page;
  details.attempts = attempts;
  if (why.condition() == errc::forbidden && details.missing_permission.empty())
    details.missing_permission = context.needed.needed;
  if (!remark.empty()) details.message += "; " + remark;
  return {why.condition(), std::move(details)};
}

inline std::chrono::milliseconds time_left(const client_core& core, const exchange_context& context) {
  if (!context.deadline) return std::chrono::milliseconds::max();
  return std::chrono::ceil<std::chrono::milliseconds>(*context.deadline - core.around.steady_now());
}

inline transport::time_point attempt_end(const client_core& core, const exchange_context& context) {
  const auto end = core.around.steady_now() + core.timeout;
  return context.deadline ? std::min(end, *context.deadline) : end;
}

/// A turn that is waited for; given back unless it is used.
class awaited_turn {
 public:
  awaited_turn(rate_limit& limit, const rate_limit::turn& turn) noexcept : limit_(&limit), turn_(turn) {}
  awaited_turn(const awaited_turn&) = delete;
  awaited_turn& operator=(const awaited_turn&) = delete;
  ~awaited_turn() {
    if (limit_ != nullptr) limit_->give_back(turn_);
  }
  void use() noexcept { limit_ = nullptr; }

 private:
  rate_limit* limit_;
  rate_limit::turn turn_;
};

/// Waits until the rate limit allows an attempt, but not past the deadline.
inline asio::awaitable<void> await_turn(const client_core& core, const exchange_context& context,
                                        std::size_t attempts) {
  if (!core.rate) co_return;
  const auto now = core.around.steady_now();
  const auto taken = core.rate->take_turn(now, context.deadline.value_or(transport::time_point::max()));
  if (!taken) {
    const failure late(errc::timed_out, "the rate limit allows no request before the deadline");
    throw final_failure(late, core, context, attempts, {});
  }
  if (taken->at <= now) co_return;
  awaited_turn turn(*core.rate, *taken);
  co_await core.around.sleep(std::chrono::ceil<std::chrono::milliseconds>(taken->at - now));
  turn.use();
}

ROSTER_DECL asio::awaitable<http::request> sign_now(const client_core& core, http::request request) {
  credentials key;
  if (core.sign->needs_credentials()) {
    if (!core.credentials)
      throw failure(errc::no_credentials, "this API signs its requests, and no credentials were given");
    key = co_await core.credentials->get();
  }
  const signing_moment moment{.now = core.around.now(), .nonce = core.around.nonce()};
  core.sign->sign(request, key, moment);
  co_return request;
}

ROSTER_DECL asio::awaitable<void> exchange(const client_core& core, const http::request& request,
                                           const exchange_context& context, const take_answer& take) {
  for (std::size_t number = 1;; ++number) {
    if (time_left(core, context).count() <= 0) {
      const failure late(errc::timed_out, context.listing ? "the listing did not end within its deadline"
                                                          : "the call did not end within its deadline");
      throw final_failure(late, core, context, number - 1, {});
    }
    co_await await_turn(core, context, number - 1);
    const auto until = attempt_end(core, context);
    attempt_result result;
    if (number == 1 && context.received != nullptr)
      result = judged_attempt(core, *context.received, context, take);
    else
      result = co_await attempt(core, request, until, context, take);
    if (!result.failed) co_return;
    const auto failed = described(result, number, time_left(core, context));
    auto decision = decide_retry(core.retry, failed, core.around.random());
    if (decision.again && !context.repeatable)
      decision = {.why_not = "not repeated, since nobody said that the call is a read"};
    if (!decision.again) throw final_failure(result.failed->why, core, context, number, decision.why_not);
    ++context.counters.retries;
    co_await core.around.sleep(decision.wait);
  }
}

}  // namespace roster::detail
#endif
// What all exchanges of one listing have in common; shared, since those of pages ahead may outlive the listing
// until their cancellation has arrived.

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
// From an operation and its request to the HTTP request, not signed yet.

// From a request to the names and values of a query, not yet percent-encoded.

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace roster {
namespace detail {

ROSTER_DECL std::vector<std::pair<std::string, std::string>> query_of(any_ref request);

template <class T>
consteval bool check_query_request() {
  bool known = true;
  for_each_field<T>([&](auto i) { known = known && kind_of<field_type<T, i>> != kind::unknown; });
  return known;
}

}  // namespace detail

/// Returns the members of `request` that are set, in the order of their declaration. A list gives one pair an
/// entry, a map or an object is one compact JSON text, secrets are revealed. An optional that holds "" is
/// sent, an empty plain text is not.
/// Fails: failure(errc::invalid_argument) as `encode` does.
/// Example: query: sends a map as one compact JSON object
template <letter_case Case = verbatim_case, class T>
std::vector<std::pair<std::string, std::string>> to_query(const T& request) {
  static_assert(
      detail::check_query_request<T>(),
      "roster: a request that goes into a query has unknown_fields; they belong to answers and JSON bodies; "
      "remove them and send what the schema lacks with extra_query");
  return detail::query_of({detail::checked_shape_of<T, Case>(), std::addressof(request)});
}

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of query.hpp.

#include <cstddef>
#include <string_view>

namespace roster::detail {

ROSTER_DECL std::vector<std::pair<std::string, std::string>> query_of(any_ref request) {
  std::vector<std::pair<std::string, std::string>> query;
  const auto add = [&](std::string_view name, any_ref value) {
    if (unwrap(value).value == nullptr) return;
    query.emplace_back(std::string(name), std::string());
    print_ref(value, name, {}, query.back().second);
  };
  const member_refs members(request);
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::string_view name = members.name(i);
    const any_ref member = unwrap(members[i]);
    if (member.value == nullptr || is_empty(members[i])) continue;
    if (member.type->kind == kind::list)
      member.type->container->each(
          member.value, [&](std::string_view, const void* entry) { add(name, {member.type->inner, entry}); });
    else
      add(name, member);
  }
  return query;
}

}  // namespace roster::detail
#endif
#include <string>
#include <utility>

namespace roster::detail {

/// Puts target, parameters and extras together. `body` is "" for a GET.
/// Fails: failure(errc::invalid_argument) for an extra member that is not JSON.
ROSTER_DECL http::request compose(const http::endpoint& to, const target& where, http::query_list parameters,
                                  std::string body, const list_options& options);

template <operation Op>
http::request compose(const http::endpoint& to, const typename Op::request& request,
                      const list_options& options) {
  if (Op::target.method == "GET") return compose(to, Op::target, to_query<case_of<Op>>(request), {}, options);
  return compose(to, Op::target, {}, to_json<case_of<Op>>(request), options);
}

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of compose.hpp.

namespace roster::detail {

/// Adds members to the end of a JSON object.
inline void append_members(std::string& object, const list_options& options) {
  for (const auto& [name, json] : options.extra_body) {
    if (!is_json(json))
      throw failure(errc::invalid_argument,
                    "extra body member \"" + printable(name, 64) + "\" is not JSON: " + printable(json, 64));
    object.pop_back();
    if (object.size() > 1) object += ',';
    if (append_json_string(name, object) != std::string::npos)
      throw failure(errc::invalid_argument,
                    "the name of an extra body member is not UTF-8: " + printable(name, 64));
    object += ':' + json + '}';
  }
}

ROSTER_DECL http::request compose(const http::endpoint& to, const target& where, http::query_list parameters,
                                  std::string body, const list_options& options) {
  auto query = http::parse_query(where.query).value_or(http::query_list{});
  query.insert(query.end(), parameters.begin(), parameters.end());
  query.insert(query.end(), options.extra_query.begin(), options.extra_query.end());
  http::request out{.method = std::string(where.method),
                    .to = to,
                    .path = to.prefix + std::string(where.path),
                    .query = http::encode_query(query),
                    .headers = {{"host", to.authority()}, {"accept", "application/json"}},
                    .body = std::move(body)};
  if (where.method != "GET") {
    append_members(out.body, options);
    out.headers.set("content-type", "application/json");
  }
  return out;
}

}  // namespace roster::detail
#endif
// What a checkpoint keeps of the request that it belongs to, so that it is not taken for that of another list.

#include <string>

namespace roster::detail {

/// Returns a digest of where a request goes and what it says, unsigned: by whom is no part of it.
ROSTER_DECL std::string digest_of(const http::request& request);

/// Fails: failure(errc::invalid_argument) when the checkpoint does not belong to the request with this digest.
ROSTER_DECL void check_digest(const checkpoint& from, const std::string& digest);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of request_digest.hpp.

namespace roster::detail {

ROSTER_DECL std::string digest_of(const http::request& request) {
  constexpr std::size_t enough = 32;  // digits
  const std::string all = request.method + ' ' + request.to.origin() + request.target() + '\n' + request.body;
  return hex(sha256(all)).substr(0, enough);
}

ROSTER_DECL void check_digest(const checkpoint& from, const std::string& digest) {
  if (from.request != digest)
    throw failure(
        errc::invalid_argument,
        "the checkpoint belongs to another request; a listing goes on with the operation, endpoint, "
        "request and extra parameters that it began with");
}

}  // namespace roster::detail
#endif
// The walk over one list, without I/O: says what to send, takes what came, yields pages. Sockets, retries and
// clocks are somebody else's; every pager bug that there is can be provoked in a plain unit test.

#include <algorithm>
#include <cstddef>
#include <optional>
// From a paging declaration to what it means: where the pages are, how a place goes into a request, and what an
// answer says about the rest. One file for each way of paging; all have the same members.

// How lists with page numbers continue.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
// What every way of paging is a specialisation of; the walker knows them by the same members.

namespace roster::detail {

/// How a list continues whose operation declares Paging:
///
/// - `next(user, wanted)` gives the place of the page to ask for, and begins the walk;
/// - `resume(place, before)` begins it at a place, behind so many items;
/// - `write(request, place)` puts a place into a request;
/// - `accept(answer, items, fresh)` takes a page;
/// - `before()` gives how many items come before the next page, where that can be known;
/// - `likely_pages(wanted)` and `behind(place, pages)` foresee what will be asked for;
/// - `leads_by_answers` tells whether only an answer says where the next page is, and then
///   `follower(user, answer, items, wanted)` gives the place to which one leads that was not taken yet.
template <class Paging>
class continuation;

}  // namespace roster::detail
// How much a consumer can still use: what decides the size of a page.

#include <cstdint>
#include <limits>

namespace roster {

/// The number of items that a consumer can still use; `unlimited` when it cannot be known.
using demand = std::uint64_t;
inline constexpr demand unlimited = std::numeric_limits<demand>::max();

/// Returns a + b; unlimited where that is too much to be counted.
constexpr demand sum_of(demand a, demand b) noexcept { return a > unlimited - b ? unlimited : a + b; }

/// Returns a * b; unlimited where that is too much to be counted.
constexpr demand product_of(demand a, demand b) noexcept {
  return b != 0 && a > unlimited / b ? unlimited : a * b;
}

}  // namespace roster
// The policy of lists with page numbers: which page comes next, and when the list has ended. A state machine
// that sees numbers only, so that every case is a line in a table test.

#include <cstddef>
#include <cstdint>
#include <optional>
// What a continuation policy makes of a page: the list goes on, ends here, or cannot go on.

#include <string>

namespace roster {

struct walk_verdict {
  enum class kind { more, end, stuck };
  kind what{kind::more};
  bool incomplete{};     ///< the list ends short of what the server said
  bool drift{};          ///< the list changes while it is read
  std::string remark{};  ///< in words, why stuck, incomplete or drift
};

}  // namespace roster

namespace roster {

/// What an answer says about its page.
struct number_facts {
  std::optional<std::int64_t> number{};  ///< the page that the server says this is
  std::optional<std::int64_t> size{};    ///< the page size that the server used
  std::optional<std::int64_t> total{};   ///< items on all pages
  std::size_t items{};                   ///< items on this page
  std::size_t fresh{};                   ///< of those, the ones that no earlier page had
};

/// Walks by page number. It counts items, not pages: a server may use a smaller size than asked for, saying
/// so or not.
class number_walk {
 public:
  /// Starts at page `first` with pages of `size` items.
  number_walk(std::int64_t first, std::int64_t size) noexcept : first_(first), number_(first), size_(size) {}
  /// Starts there, behind `before` items: where a server uses a smaller size than it says, the number does not
  /// tell them.
  number_walk(std::int64_t first, std::int64_t size, std::int64_t before) noexcept
      : number_walk(first, size) {
    before_ = before;
  }

  std::int64_t number() const noexcept { return number_; }  ///< the page to ask for
  std::int64_t size() const noexcept { return size_; }      ///< the size to ask for
  /// Returns how many items the pages before that one have.
  double before() const noexcept { return offset() + static_cast<double>(items_); }

  /// Returns how many pages, the next one included, will probably be asked for to bring `wanted` items: only the
  /// next one before a page has come, and none behind the total.
  ROSTER_DECL std::size_t likely_pages(demand wanted) const noexcept;

  /// Takes a page. When it is stuck, nothing has changed and the same page can be asked for again.
  ROSTER_DECL walk_verdict accept(const number_facts& facts);

 private:
  bool behind_end(const number_facts& facts) const noexcept;
  void note_changes(const number_facts& facts, walk_verdict& verdict);
  void note_size(const number_facts& facts, walk_verdict& verdict) const;
  bool goes_on(const number_facts& facts, walk_verdict& verdict) const;
  double offset() const noexcept {
    return before_ ? static_cast<double>(*before_)
                   : static_cast<double>(first_ - 1) * static_cast<double>(size_);
  }

  std::int64_t first_;
  std::int64_t number_;
  std::int64_t size_;
  std::optional<std::int64_t> before_{};  // items in front of the first page, where the number does not tell
  std::int64_t items_{};                  // as they came
  std::int64_t fullest_{};                // items on the page that had most
  std::int64_t fresh_{};                  // without duplicates
  std::optional<std::int64_t> total_{};
  bool echoes_size_{};
  int stale_pages_{};  // in a row, with nothing fresh on them
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of number_walk.hpp.

#include <algorithm>
#include <limits>
#include <string>

namespace roster {
namespace detail {

inline constexpr int most_stale_pages = 3;
inline constexpr std::int64_t largest_believable_size = 1'000'000;

inline bool believable(const std::optional<std::int64_t>& size) noexcept {
  return size && *size > 0 && *size <= largest_believable_size;
}

inline std::string told(std::int64_t got, std::int64_t total) {
  return "the service said that there are " + std::to_string(total) + " items, but " + std::to_string(got) +
         " came";
}

}  // namespace detail

ROSTER_DECL std::size_t number_walk::likely_pages(demand wanted) const noexcept {
  if (number_ == first_) return 1;
  // A server that does not say which size it uses may use a smaller one; it never gives more than that.
  const auto size = static_cast<demand>(std::max<std::int64_t>(echoes_size_ ? size_ : fullest_, 1));
  auto items = wanted;
  if (total_) {
    const auto left = std::max(static_cast<double>(*total_) - before(), 0.0);
    items = std::min(items, static_cast<demand>(left));
  }
  const auto pages = items / size + (items % size != 0 ? 1 : 0);
  return static_cast<std::size_t>(std::clamp<demand>(pages, 1, std::numeric_limits<std::size_t>::max()));
}

ROSTER_DECL bool number_walk::behind_end(const number_facts& facts) const noexcept {
  const auto total = facts.total ? facts.total : total_;
  const auto begin = static_cast<double>(number_ - 1) * static_cast<double>(size_);
  return total && begin >= static_cast<double>(*total);
}

ROSTER_DECL void number_walk::note_changes(const number_facts& facts, walk_verdict& verdict) {
  if (number_ == first_ && detail::believable(facts.size)) {
    size_ = *facts.size;
    echoes_size_ = true;
  }
  if (facts.total && *facts.total >= 0) {
    if (total_ && *total_ != *facts.total) {
      verdict.drift = true;
      verdict.remark =
          "the total changed from " + std::to_string(*total_) + " to " + std::to_string(*facts.total);
    }
    total_ = facts.total;
  }
}

/// On the last page some servers echo the number of its items; only in the middle does another size mean anything.
ROSTER_DECL void number_walk::note_size(const number_facts& facts, walk_verdict& verdict) const {
  if (!detail::believable(facts.size) || *facts.size == size_) return;
  verdict.drift = true;
  verdict.remark =
      "the page size changed from " + std::to_string(size_) + " to " + std::to_string(*facts.size);
}

ROSTER_DECL bool number_walk::goes_on(const number_facts& facts, walk_verdict& verdict) const {
  if (facts.items == 0) return false;
  const bool full = static_cast<std::int64_t>(facts.items) >= size_;
  if (!total_) return full;
  const double seen = before();
  const auto total = static_cast<double>(*total_);
  if (seen > total && full) {  // more than there should be: the total is wrong, and the list may go on
    verdict.drift = true;
    verdict.remark = detail::told(items_, *total_);
    return true;
  }
  return seen < total;
}

ROSTER_DECL walk_verdict number_walk::accept(const number_facts& facts) {
  using enum walk_verdict::kind;
  const bool other_page = facts.number && *facts.number != number_;
  if (other_page && !behind_end(facts))
    return {.what = stuck,
            .remark = "asked for page " + std::to_string(number_) + ", the service answered page " +
                      std::to_string(*facts.number)};
  const int stale = facts.items != 0 && facts.fresh == 0 ? stale_pages_ + 1 : 0;
  if (stale > detail::most_stale_pages)
    return {.what = stuck,
            .remark = "page " + std::to_string(number_) + " holds only items that earlier pages had"};

  walk_verdict verdict;
  note_changes(facts, verdict);
  stale_pages_ = stale;
  fresh_ += static_cast<std::int64_t>(facts.fresh);
  const auto items = static_cast<std::int64_t>(facts.items);
  if (!other_page) items_ += items;
  fullest_ = std::max(fullest_, items);
  if (!other_page && goes_on(facts, verdict)) {
    note_size(facts, verdict);
    ++number_;
    return verdict;
  }
  verdict.what = end;
  if (total_ && offset() + static_cast<double>(fresh_) < static_cast<double>(*total_)) {
    verdict.incomplete = true;
    verdict.remark = detail::told(fresh_, *total_);
  }
  return verdict;
}

}  // namespace roster
#endif
// Reads and sets the members that a paging declaration names, whatever plain or optional type an API gives
// them.

#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>

namespace roster::detail {

template <class T>
bool is_set(const T& member) {
  if constexpr (kind_of<T> == kind::optional)
    return member.has_value();
  else
    return member != T{};
}

/// Sets a request member to a number; as text where the member is text.
template <class T>
void set_number(T& member, std::int64_t value) {
  using inner = inner_type<T>;
  if constexpr (kind_of<inner> == kind::text)
    member = std::to_string(value);
  else
    member = static_cast<inner>(value);
}

/// Sets a request member to a token; parsed where the member is a number.
template <class T>
void set_token(T& member, const std::string& token) {
  using inner = inner_type<T>;
  if constexpr (kind_of<inner> == kind::integer) {
    inner value{};
    const auto end = token.data() + token.size();
    const auto [at, error] = std::from_chars(token.data(), end, value);
    if (error == std::errc{} && at == end) member = value;
  } else {
    member = token;
  }
}

template <class T>
std::optional<std::int64_t> as_number(const T& member) {
  if constexpr (kind_of<T> == kind::optional)
    return member ? as_number(*member) : std::nullopt;
  else
    return static_cast<std::int64_t>(member);
}

template <class T>
std::optional<std::string> as_text(const T& member) {
  if constexpr (kind_of<T> == kind::optional)
    return member ? as_text(*member) : std::nullopt;
  else if constexpr (kind_of<T> == kind::integer)
    return std::to_string(member);
  else
    return member;
}

template <class T>
std::optional<bool> as_truth(const T& member) {
  if constexpr (kind_of<T> == kind::flag)
    return member.has_value() ? std::optional(static_cast<bool>(member)) : std::nullopt;
  else
    return member;  // bool or optional<bool>
}

/// Reads a place of an answer with `read`; nothing where the path is no_path or an optional on the way is
/// empty.
template <class Answer, class Path, class Read>
auto read_place(const Answer& answer, Path where, Read read) {
  if constexpr (has_path<Path>) {
    const auto* place = find(answer, where);
    using result = decltype(read(*place));
    return place ? read(*place) : result{};
  } else {
    return std::nullopt;
  }
}

template <class Answer, class Path>
std::optional<std::int64_t> number_at(const Answer& answer, Path where) {
  return read_place(answer, where, [](const auto& place) { return as_number(place); });
}
template <class Answer, class Path>
std::optional<std::string> text_at(const Answer& answer, Path where) {
  return read_place(answer, where, [](const auto& place) { return as_text(place); });
}
template <class Answer, class Path>
std::optional<bool> truth_at(const Answer& answer, Path where) {
  return read_place(answer, where, [](const auto& place) { return as_truth(place); });
}

/// Returns what the answer gives as its request id: the member of that name, "" where there is none.
template <class Answer>
std::string request_id_of(const Answer& answer) {
  constexpr auto at = index_of<Answer>("request_id");
  if constexpr (at < field_count<Answer>())
    return as_text(field_at<at>(answer)).value_or("");
  else
    return {};
}

}  // namespace roster::detail

namespace roster::detail {

/// Returns the page size for `wanted` items by number, where it stays the same for a whole listing: as few
/// pages as the largest size needs, evenly filled.
constexpr std::int64_t even_page_size(demand wanted, std::int64_t largest) noexcept {
  const auto most = static_cast<demand>(largest);
  if (wanted == 0 || wanted / most >= (unlimited / most) - 1) return largest;
  const demand pages = (wanted + most - 1) / most;
  return static_cast<std::int64_t>((wanted + pages - 1) / pages);
}

template <class... Places>
class continuation<by_number<Places...>> {
 public:
  static constexpr bool leads_by_answers = false;
  using paging = by_number<Places...>;

  explicit continuation(const paging& how) noexcept : how_(how) {}

  template <class Request>
  page_place next(const Request& user, demand wanted) {
    if (!walk_) {
      const auto size =
          is_set(user.*how_.size) ? number_or_one(user.*how_.size) : even_page_size(wanted, how_.largest);
      walk_.emplace(is_set(user.*how_.number) ? number_or_one(user.*how_.number) : 1, size);
    }
    return {.number = walk_->number(), .size = walk_->size()};
  }

  void resume(const page_place& from, std::int64_t before) { walk_.emplace(from.number, from.size, before); }

  template <class Request>
  void write(Request& request, const page_place& place) const {
    set_number(request.*how_.number, place.number);
    set_number(request.*how_.size, place.size);
  }

  template <class Answer>
  walk_verdict accept(const Answer& answer, std::size_t items, std::size_t fresh) {
    return walk_->accept({.number = number_at(answer, how_.echoed_number),
                          .size = number_at(answer, how_.echoed_size),
                          .total = total_of(answer),
                          .items = items,
                          .fresh = fresh});
  }

  std::int64_t before() const noexcept {
    constexpr double most = 1e15;  // exact as a double, and more than any list has
    return static_cast<std::int64_t>(std::min(walk_->before(), most));
  }

  std::size_t likely_pages(demand wanted) const noexcept { return walk_->likely_pages(wanted); }

  page_place behind(page_place place, std::size_t pages) const {
    place.number += static_cast<std::int64_t>(pages);
    return place;
  }

  template <class Request, class Answer>
  std::optional<page_place> follower(const Request&, const Answer&, std::size_t, demand) const {
    return std::nullopt;  // the next number is known without any answer
  }

  template <class Answer>
  std::optional<std::int64_t> total_of(const Answer& answer) const {
    return number_at(answer, how_.total);
  }

  /// An answer without a list is an empty page only if nothing is missed by it.
  template <class Answer>
  bool may_lack_list(const Answer& answer, bool) const {
    const auto total = total_of(answer);
    return total && (*total == 0 || (walk_->number() - 1) * walk_->size() >= *total);
  }

 private:
  template <class Member>
  static std::int64_t number_or_one(const Member& member) {
    return as_number(member).value_or(1);
  }

  paging how_;
  std::optional<number_walk> walk_{};
};

}  // namespace roster::detail
// How lists with a marker or token continue.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
// The policy of lists with a marker or token: what to send next, and when the list has ended. Every token is
// remembered, since a service that repeats one would otherwise be asked for ever.

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_set>

namespace roster {

/// What an answer says about how the list continues.
struct token_facts {
  std::optional<std::string> next{};  ///< the token for the next page; "" counts as none
  bool has_flag{};                    ///< the API has a "more" flag
  std::optional<bool> more{};         ///< that flag, where the answer has it
  std::size_t items{};
};

class token_walk {
 public:
  /// Starts at `token`, which the caller may have from elsewhere; "" is the beginning.
  explicit token_walk(std::string token) : token_(std::move(token)) {}

  /// Returns the token to send; "" for none.
  const std::string& token() const noexcept { return token_; }

  /// Tells whether an answer leads on, to a token that has not been sent yet.
  ROSTER_DECL bool leads_on(const token_facts& facts) const noexcept;

  /// Takes a page. When it is stuck, nothing has changed and the same page can be asked for again.
  ROSTER_DECL walk_verdict accept(const token_facts& facts);

 private:
  std::string token_;
  std::unordered_set<std::string> sent_{};
  int empty_pages_{};  // in a row
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of token_walk.hpp.

#include <utility>

namespace roster {
namespace detail {

inline constexpr int most_empty_pages = 50;

}  // namespace detail

ROSTER_DECL bool token_walk::leads_on(const token_facts& facts) const noexcept {
  return facts.more != false && facts.next && !facts.next->empty() && *facts.next != token_ &&
         !sent_.contains(*facts.next);
}

ROSTER_DECL walk_verdict token_walk::accept(const token_facts& facts) {
  using enum walk_verdict::kind;
  const bool has_token = facts.next && !facts.next->empty();
  if (facts.more == false || (!facts.has_flag && !has_token)) return {.what = end};
  if (!has_token && facts.more == true)
    return {.what = stuck,
            .remark = "the service says that there is more, but gives no marker to ask for it"};
  if (!has_token)
    return {.what = end, .incomplete = true, .remark = "the service does not say whether there is more"};
  if (*facts.next == token_ || sent_.contains(*facts.next))
    return {.what = stuck, .remark = "the service repeats the marker \"" + printable(*facts.next, 64) + "\""};
  const int empty = facts.items == 0 ? empty_pages_ + 1 : 0;
  if (empty > detail::most_empty_pages)
    return {.what = stuck,
            .remark = std::to_string(empty) +
                      " empty pages in a row, and the service still says that there is more"};
  empty_pages_ = empty;
  sent_.insert(std::exchange(token_, *facts.next));
  return {};
}

}  // namespace roster
#endif
#include <utility>

namespace roster::detail {

/// Returns the page size for `wanted` items by token, where it may follow what remains.
constexpr std::int64_t next_page_size(demand wanted, std::int64_t largest) noexcept {
  return wanted == 0 ? largest : static_cast<std::int64_t>(std::min(wanted, static_cast<demand>(largest)));
}

template <class Send, class Next, class More, class Size>
class continuation<by_token<Send, Next, More, Size>> {
 public:
  static constexpr bool leads_by_answers = true;
  using paging = by_token<Send, Next, More, Size>;

  explicit continuation(const paging& how) noexcept : how_(how) {}

  template <class Request>
  page_place next(const Request& user, demand wanted) {
    if (!walk_) walk_.emplace(as_text(user.*how_.send).value_or(""));
    return {.size = size_for(user, wanted), .token = walk_->token()};
  }

  void resume(const page_place& from, std::int64_t) { walk_.emplace(from.token); }

  template <class Request>
  void write(Request& request, const page_place& place) const {
    if (!place.token.empty()) set_token(request.*how_.send, place.token);
    if constexpr (has_path<Size>)
      if (place.size != 0) set_number(request.*how_.size, place.size);
  }

  template <class Answer>
  walk_verdict accept(const Answer& answer, std::size_t items, std::size_t) {
    return walk_->accept(facts_of(answer, items));
  }

  std::int64_t before() const noexcept { return 0; }

  std::size_t likely_pages(demand) const noexcept { return 1; }

  page_place behind(page_place place, std::size_t) const { return place; }

  template <class Request, class Answer>
  std::optional<page_place> follower(const Request& user, const Answer& answer, std::size_t items,
                                     demand wanted) const {
    auto facts = facts_of(answer, items);
    if (wanted <= items || !walk_->leads_on(facts)) return std::nullopt;
    const auto left = wanted == unlimited ? unlimited : wanted - items;
    return page_place{.size = size_for(user, left), .token = std::move(*facts.next)};
  }

  template <class Answer>
  std::optional<std::int64_t> total_of(const Answer&) const {
    return std::nullopt;
  }

  template <class Answer>
  bool may_lack_list(const Answer& answer, bool is_null) const {
    return is_null && truth_at(answer, how_.more) == false;
  }

 private:
  template <class Request>
  std::int64_t size_for(const Request& user, demand wanted) const {
    if constexpr (has_path<Size>)
      return is_set(user.*how_.size) ? 0 : next_page_size(wanted, how_.largest);
    else
      return 0;
  }

  template <class Answer>
  token_facts facts_of(const Answer& answer, std::size_t items) const {
    return {.next = text_at(answer, how_.next),
            .has_flag = has_path<More>,
            .more = truth_at(answer, how_.more),
            .items = items};
  }

  paging how_;
  std::optional<token_walk> walk_{};
};

}  // namespace roster::detail
// How lists that are one page continue: not at all.

#include <cstddef>
#include <cstdint>
#include <optional>

namespace roster::detail {

template <>
class continuation<one_page> {
 public:
  static constexpr bool leads_by_answers = false;

  explicit continuation(one_page) noexcept {}
  template <class Request>
  page_place next(const Request&, demand) {
    return {};
  }
  void resume(const page_place&, std::int64_t) {}
  template <class Request>
  void write(Request&, const page_place&) const {}
  template <class Answer>
  walk_verdict accept(const Answer&, std::size_t, std::size_t) {
    return {.what = walk_verdict::kind::end};
  }
  std::int64_t before() const noexcept { return 0; }
  std::size_t likely_pages(demand) const noexcept { return 1; }
  page_place behind(page_place place, std::size_t) const { return place; }
  template <class Request, class Answer>
  std::optional<page_place> follower(const Request&, const Answer&, std::size_t, demand) const {
    return std::nullopt;
  }
  template <class Answer>
  std::optional<std::int64_t> total_of(const Answer&) const {
    return std::nullopt;
  }
  template <class Answer>
  bool may_lack_list(const Answer&, bool is_null) const {
    return is_null;
  }
};

}  // namespace roster::detail
// A page as a value: its items, its place in the walk and what the rest of the answer says about it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace roster {

template <class Item>
struct page {
  std::vector<Item> items{};
  std::size_t number{};                 ///< from 1, counted in this walk
  std::string request_id{};             ///< to quote to the vendor's support
  std::optional<std::int64_t> total{};  ///< items on all pages, as the server said with this page
  /// The positions in front of the page and behind it, where its source has positions.
  std::optional<checkpoint> here{};
  std::optional<checkpoint> behind{};
  /// Where the items were in the answer; empty if that is where they are here, since none was left out.
  std::vector<std::size_t> positions{};

  /// Returns the position in front of the item with that index; behind the page if that is none.
  checkpoint position(std::size_t index) const {
    if (index >= items.size()) return behind.value();
    auto out = here.value();
    out.index = static_cast<std::int64_t>(positions.empty() ? index : positions[index]);
    return out;
  }
};

}  // namespace roster
// Which items came before: what drops duplicates and finds a service that goes in a circle, in memory that
// does not grow with the items of a list.

#include <array>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

namespace roster {

/// Remembers the keys of the last two pages, since a list that shifts repeats items on the next page, and of
/// every page a number that stands for all of its keys, since a service that goes in a circle repeats pages.
class seen_keys {
 public:
  /// Marks the keys that came before: on this page, on the last two, or all of them if a whole page like this
  /// one came before. An empty key is never a repeated one.
  /// Example: seen_keys: marks what the last two pages had, and pages that come again
  ROSTER_DECL std::vector<bool> mark(const std::vector<std::string>& keys) const;

  /// Remembers a page that was taken.
  ROSTER_DECL void remember(std::vector<std::string>&& keys);

 private:
  std::array<std::unordered_set<std::string>, 2> last_{};  // the last page, and the one before it
  std::unordered_set<std::uint64_t> pages_{};
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of seen_keys.hpp.

#include <functional>
#include <optional>
#include <string_view>
#include <utility>

namespace roster {
namespace detail {

/// Returns a number that stands for these keys in this order; none for a page with an item without a key.
inline std::optional<std::uint64_t> number_of_page(const std::vector<std::string>& keys) {
  std::uint64_t number = keys.size();
  for (const auto& key : keys) {
    if (key.empty()) return std::nullopt;
    number = (number ^ std::hash<std::string>{}(key)) * 0x9E3779B97F4A7C15U;
    number ^= number >> 32U;
  }
  if (keys.empty()) return std::nullopt;
  return number;
}

}  // namespace detail

ROSTER_DECL std::vector<bool> seen_keys::mark(const std::vector<std::string>& keys) const {
  const auto number = detail::number_of_page(keys);
  if (number && pages_.contains(*number)) return std::vector<bool>(keys.size(), true);
  std::vector<bool> repeated(keys.size());
  std::unordered_set<std::string_view> here;
  for (std::size_t i = 0; i < keys.size(); ++i)
    repeated[i] = !keys[i].empty() &&
                  (last_[0].contains(keys[i]) || last_[1].contains(keys[i]) || !here.insert(keys[i]).second);
  return repeated;
}

ROSTER_DECL void seen_keys::remember(std::vector<std::string>&& keys) {
  if (keys.empty()) return;
  if (const auto number = detail::number_of_page(keys)) pages_.insert(*number);
  std::swap(last_[0], last_[1]);
  last_[0].clear();
  for (auto& key : keys)
    if (!key.empty()) last_[0].insert(std::move(key));
}

}  // namespace roster
#endif
// The answer of a list operation, decoded and taken apart: the items as a vector of rows, their keys as text,
// and the rest of the envelope as the operation's own struct.

#include <optional>
// Reads the structs around the items of an answer, following the path to them.

#include <algorithm>
#include <cstddef>
// Whether an answer had a list of items: an empty list is not the same as none.

namespace roster {

/// What stood where the list of items should be.
enum class list_state {
  missing,  ///< nothing, or a struct on the way to it was absent or null
  null,
  present,
};

}  // namespace roster
#include <type_traits>
#include <utility>
#include <vector>

namespace roster {

template <class Op, class Row>
struct answer;

/// Stands in for an item of any list: an answer that is decoded with it is read around its items, which are
/// only counted.
struct unread_item {};

namespace detail {

template <class Path>
struct path_parts;
template <auto First, auto... Rest>
struct path_parts<path_type<First, Rest...>> {
  static constexpr auto first = First;
  using rest = path_type<Rest...>;
  static constexpr bool is_last = sizeof...(Rest) == 0;
};

/// What the member is or, when it is an optional, holds.
template <class Root, auto Member>
using inside_member = required_type<std::remove_reference_t<decltype(std::declval<Root&>().*Member)>>;

/// The steps from an item to its key.
template <class Root, class Path, letter_case Case>
inline constexpr key_step key_steps{};
template <class Root, letter_case Case, auto First, auto... Rest>
inline constexpr key_step key_steps<Root, path_type<First, Rest...>, Case>{
    wire_name<Root, index_of<Root>(First), Case>,
    sizeof...(Rest) == 0 ? nullptr : &key_steps<inside_member<Root, First>, path_type<Rest...>, Case>};

template <class Op>
using key_path = std::remove_const_t<decltype(key_of<Op>)>;

/// Guesses from the first item how many there will be, so that growing does not move them again and again.
template <class Op, class Row>
void reserve_items(answer<Op, Row>& out, std::size_t first_size, std::size_t left) {
  constexpr std::size_t most = 1024;
  if (out.items.capacity() != 1) return;
  out.items.reserve(std::min(most, 2 + left / first_size));
  if constexpr (has_path<key_path<Op>>) out.keys.reserve(out.items.capacity());
}

template <class Op, class Row>
bool read_items(decoder& in, answer<Op, Row>& out) {
  if (in.null()) {
    out.list = list_state::null;
    return true;
  }
  json_reader::scope inside;
  if (!in.enter_list(inside)) return false;
  out.list = list_state::present;
  const bool refused = std::exchange(in.refuse_repeats, false);
  while (in.more(inside)) {
    const std::size_t start = in.offset();
    if constexpr (has_path<key_path<Op>>) {
      in.watch = &key_steps<item_of<Op>, key_path<Op>, case_of<Op>>;
      in.item_key = &out.keys.emplace_back();
    }
    if (!read_value<Row, item_of<Op>, case_of<Op>>(in, out.items.emplace_back())) {
      in.error_inside(inside.count - 1);
      return false;
    }
    reserve_items(out, in.offset() - start, in.left());
  }
  in.refuse_repeats = refused;
  return in.good();
}

/// Reads over the items, and counts them.
template <class Op>
bool read_items(decoder& in, answer<Op, unread_item>& out) {
  if (in.null()) {
    out.list = list_state::null;
    return true;
  }
  json_reader::scope inside;
  if (!in.enter_list(inside)) return false;
  out.list = list_state::present;
  while (in.more(inside)) {
    out.items.emplace_back();
    if (!in.skip()) return false;
  }
  return in.good();
}

/// A struct on the way to the items, with where the items go.
template <class Envelope, class Op, class Row>
struct envelope_place {
  Envelope* object;
  answer<Op, Row>* out;
};

template <class Path, class Envelope, class Op, class Row>
bool read_envelope(decoder& in, Envelope& object, answer<Op, Row>& out);

/// Reads the member that leads to the items.
template <class Path, class Place>
bool read_on_path(decoder& in, void* place) {
  auto& [object, out] = *static_cast<Place*>(place);
  using parts = path_parts<Path>;
  if constexpr (parts::is_last) {
    return read_items(in, *out);
  } else {
    auto& member = object->*parts::first;
    if constexpr (is_optional<std::remove_reference_t<decltype(member)>>)
      return read_envelope<typename parts::rest>(in, member.emplace(), *out);
    else
      return read_envelope<typename parts::rest>(in, member, *out);
  }
}

template <class Path, class Envelope>
inline constexpr std::size_t way_index = index_of<Envelope>(path_parts<Path>::first);

template <class Path, class Envelope, class Place, letter_case Case>
inline constexpr auto envelope_entries = [] {
  auto entries = entries_of<Envelope, Envelope, Case>;
  member_entry& way = entries[way_index<Path, Envelope>];
  way.read = read_on_path<Path, Place>;
  way.wants_null = path_parts<Path>::is_last;
  return entries;
}();

template <class Path, class Envelope, class Place>
void addresses_in_envelope(const void* place, void** out) {
  addresses_of_fields<Envelope>(static_cast<const Place*>(place)->object, out);
  out[way_index<Path, Envelope>] = const_cast<void*>(place);
}

template <class Path, class Envelope, class Place, letter_case Case>
consteval object_table make_envelope_table() {
  object_table table{.members = envelope_entries<Path, Envelope, Place, Case>.data(),
                     .tags = tags_of<Envelope, Envelope, Case>.data(),
                     .count = field_count<Envelope>(),
                     .addresses = addresses_in_envelope<Path, Envelope, Place>};
  if constexpr (unknown_index<Envelope> != field_count<Envelope>())
    table.unknown = [](void* place) { return unknown_of<Envelope>(static_cast<Place*>(place)->object); };
  return table;
}

template <class Path, class Envelope, class Place, letter_case Case>
inline constexpr object_table envelope_table = make_envelope_table<Path, Envelope, Place, Case>();

template <class Path, class Envelope, class Op, class Row>
bool read_envelope(decoder& in, Envelope& object, answer<Op, Row>& out) {
  using place_type = envelope_place<Envelope, Op, Row>;
  place_type place{&object, &out};
  return read_object(in, &place, envelope_table<Path, Envelope, place_type, case_of<Op>>);
}

}  // namespace detail
}  // namespace roster
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster {

/// The answer of an operation, taken apart.
template <class Op, class Row = item_of<Op>>
struct answer {
  typename Op::response rest{};  ///< everything but the items; its own list stays empty
  std::vector<Row> items{};
  std::vector<std::string> keys{};  ///< one an item, "" for none; empty when the operation names no key
  list_state list{list_state::missing};
};

namespace detail {

template <class Op>
consteval bool check_key() {
  if constexpr (has_path<key_path<Op>>) {
    using key_type = std::remove_pointer_t<decltype(find(std::declval<item_of<Op>&>(), key_of<Op>))>;
    constexpr kind k = kind_of<required_type<key_type>>;
    static_assert(
        k == kind::text || k == kind::integer,
        "roster: the key of this operation is not a text or an integer; a key is what tells one item "
        "from another; write static constexpr auto key = roster::path<&my_item::id>");
    static_assert(
        key_path<Op>::size != 0,
        "roster: the key of this operation is the item itself; a key is a member of the item; leave "
        "the key out");
  }
  return true;
}

template <class Op>
concept items_are_all = decltype(Op::items)::size == 0;

template <class Op, class Row>
consteval bool check_answer() {
  static_assert(!items_are_all<Op>,
                "roster: the items of this operation are the whole answer; an answer is an object that holds "
                "the list; write roster::path<&my_answer::data>");
  if constexpr (items_are_all<Op>)
    return false;
  else if constexpr (!check_operation<Op>())
    return false;
  else
    return check_key<Op>() && check_projection<Row, item_of<Op>>();
}

}  // namespace detail

/// Decodes one page of an operation. `out` is reset before, but its vectors keep their memory. A repeated
/// member of the envelope is a mistake; in items the last one counts.
/// Returns: nothing, or what is wrong, and then `out` holds a part.
/// Example: "answer: puts the items into a vector and keeps the rest"
template <class Op, class Row>
std::optional<decode_error> decode_answer(std::string_view json, answer<Op, Row>& out,
                                          const decode_limits& limits = {}) {
  detail::decoder in(json, limits);
  in.refuse_repeats = true;
  out.rest = {};
  out.items.clear();
  out.keys.clear();
  out.list = list_state::missing;
  if constexpr (detail::check_answer<Op, Row>()) {
    if (detail::read_envelope<std::remove_const_t<decltype(Op::items)>>(in, out.rest, out)) in.finish();
  }
  return in.outcome();
}

}  // namespace roster
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace roster {

/// The list has ended; the report says how.
struct walk_done {};

/// The walk cannot go on from this answer. It stays where it was: the same page can be asked for again.
struct walk_stuck {
  errc condition{};
  std::string message{};
};

/// Walks over the list of Op for a consumer of Row. `ask` and `take` alternate; `ask` may be repeated after a
/// failure.
template <operation Op, class Row = item_of<Op>>
class walker {
 public:
  using request = typename Op::request;
  using continuation = detail::continuation<std::remove_cvref_t<decltype(paging_of<Op>)>>;

  /// Only an answer says where the next page is.
  static constexpr bool leads_by_answers = continuation::leads_by_answers;

  /// Starts a walk. What the user set in `request` is sent with every page; a start (page number, marker) and
  /// a page size that he set are respected.
  explicit walker(request user) : user_(std::move(user)), continuation_(paging_of<Op>) {
    static_assert(check_operation<Op>());
  }

  /// Goes on from a checkpoint of the same request; called before anything else.
  /// Example: walker: goes on behind the items that a checkpoint has behind it
  void resume(const checkpoint& from) {
    position_ = from;
    done_ = from.at == checkpoint::where::end;
    if (from.at != checkpoint::where::page) return;
    skip_ = static_cast<std::size_t>(from.index);
    continuation_.resume(from.place, from.before);
  }

  /// Returns the position in front of the next page.
  const checkpoint& position() const noexcept { return position_; }

  /// Returns the request for the next page, or that there is none.
  std::variant<request, walk_done> ask(demand wanted) {
    const auto place = next(wanted);
    if (!place) return walk_done{};
    return at(*place);
  }

  /// Returns where the next page is, for a consumer that can use `wanted` items; nothing at the end.
  std::optional<page_place> next(demand wanted) {
    if (done_) return std::nullopt;
    return continuation_.next(user_, wanted);
  }

  /// Returns the request for the page at a place.
  request at(const page_place& place) const {
    request out = user_;
    continuation_.write(out, place);
    return out;
  }

  /// Returns where the pages are that will probably be asked for, the next one first, at most `most`; none behind
  /// the end, or behind what brings `wanted` items.
  /// Example: walker: foresees pages up to the total, the demand and the limit, once one has come
  std::vector<page_place> likely(std::size_t most, demand wanted) {
    std::vector<page_place> out;
    const auto first = next(wanted);
    if (!first || wanted == 0) return out;
    const auto pages = std::min(most, continuation_.likely_pages(wanted));
    for (std::size_t i = 0; i < pages; ++i) out.push_back(continuation_.behind(*first, i));
    return out;
  }

  /// Returns where the page is to which this answer, the next one to be taken, leads by its marker. Its items may
  /// have been read over.
  /// Example: walker: foresees by token where an answer leads before it is taken
  template <class Unread>
  std::optional<page_place> follower(const answer<Op, Unread>& came, demand wanted) const {
    return continuation_.follower(user_, came.rest, came.items.size(), wanted);
  }

  /// Takes the answer to the last `ask`.
  std::variant<page<Row>, walk_stuck> take(answer<Op, Row>&& came) {
    if (came.list != list_state::present &&
        !continuation_.may_lack_list(came.rest, came.list == list_state::null))
      return walk_stuck{errc::bad_answer, "the answer has no list of items"};
    const std::size_t items = came.items.size();
    const auto repeated = seen_.mark(came.keys);
    const auto fresh = items - static_cast<std::size_t>(std::count(repeated.begin(), repeated.end(), true));
    auto here = next_position();
    auto verdict = continuation_.accept(came.rest, items, fresh);
    if (verdict.what == walk_verdict::kind::stuck)
      return walk_stuck{errc::no_progress, std::move(verdict.remark)};
    seen_.remember(std::move(came.keys));
    auto positions = keep(came.items, repeated, skip_);
    note_shorter_page(items, verdict);
    auto out = accepted(std::move(came), verdict, items - fresh);
    position_ = done_ ? checkpoint{.at = checkpoint::where::end} : next_position();
    out.positions = std::move(positions);
    out.here = std::move(here);
    out.behind = position_;
    return out;
  }

  /// The request without what the walk adds; it may be changed before the first `ask`.
  request& asked() noexcept { return user_; }
  const request& asked() const noexcept { return user_; }

  const roster::report& report() const noexcept { return report_; }
  roster::report& report() noexcept { return report_; }

 private:
  /// Leaves out the first items and those that came before. Returns where the others were, nothing if all stay.
  static std::vector<std::size_t> keep(std::vector<Row>& items, const std::vector<bool>& repeated,
                                       std::size_t skip) {
    if (skip == 0 && std::find(repeated.begin(), repeated.end(), true) == repeated.end()) return {};
    std::vector<std::size_t> kept;
    for (std::size_t i = skip; i < items.size(); ++i) {
      if (i < repeated.size() && repeated[i]) continue;
      if (kept.size() != i) items[kept.size()] = std::move(items[i]);
      kept.push_back(i);
    }
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(kept.size()), items.end());
    return kept;
  }

  checkpoint next_position() {
    checkpoint out{.at = checkpoint::where::page, .place = continuation_.next(user_, unlimited)};
    out.before = continuation_.before();
    return out;
  }

  /// Says that the first page after a checkpoint no longer has the items that were behind it.
  void note_shorter_page(std::size_t items, walk_verdict& verdict) {
    if (std::exchange(skip_, 0) <= items) return;
    verdict.drift = true;
    verdict.remark = "the page at which the listing was resumed has become shorter";
  }

  page<Row> accepted(answer<Op, Row>&& came, walk_verdict& verdict, std::size_t duplicates) {
    done_ = verdict.what == walk_verdict::kind::end;
    ++report_.pages;
    report_.items += came.items.size();
    report_.duplicates += duplicates;
    report_.incomplete = report_.incomplete || verdict.incomplete;
    report_.drift = report_.drift || verdict.drift || duplicates != 0;
    if (!verdict.remark.empty())
      report_.remark = std::move(verdict.remark);
    else if (duplicates != 0 && report_.remark.empty())
      report_.remark = "the service listed an item twice";
    const auto total = continuation_.total_of(came.rest);
    if (total) report_.total = total;
    return {.items = std::move(came.items),
            .number = static_cast<std::size_t>(report_.pages),
            .request_id = detail::request_id_of(came.rest),
            .total = report_.total};
  }

  request user_;
  continuation continuation_;
  seen_keys seen_{};
  roster::report report_{};
  checkpoint position_{};
  std::size_t skip_{};  // items at the front of the next page that are behind a checkpoint
  bool done_{};
};

}  // namespace roster
#include <string>
#include <utility>
#include <variant>

namespace roster::detail {

template <operation Op, class Row>
struct listing_walk {
  using walker_type = roster::walker<Op, Row>;

  listing_walk(std::shared_ptr<const client_core> with, list_options how, typename Op::request request)
      : core(std::move(with)), options(std::move(how)), walker(std::move(request)) {}

  std::shared_ptr<const client_core> core;
  list_options options;
  walker_type walker;
  std::optional<std::chrono::steady_clock::time_point> deadline{};

  http::request compose(const page_place& place) const {
    return detail::compose<Op>(core->endpoint, walker.at(place), options);
  }

  /// Returns the digest of the request as the user made it.
  std::string digest() const {
    return digest_of(detail::compose<Op>(core->endpoint, walker.asked(), options));
  }

  /// Returns what an exchange has to know for the page that comes `ahead` pages behind the next one.
  exchange_context context(std::size_t ahead) {
    return {.deadline = deadline,
            .needed = permission_of<Op>,
            .counters = walker.report(),
            .page = static_cast<std::size_t>(walker.report().pages) + ahead + 1};
  }

  /// Takes the answer to the walker's next page. Returns why it is none.
  std::optional<rejection> take(const http::response& response, std::optional<page<Row>>& brought) {
    answer<Op, Row> came;
    if (const auto mistake = decode_answer(response.body, came))
      return rejection{undecodable(response, "the answer cannot be read: " + mistake->text()),
                       mistake->offset >= response.body.size()};
    auto taken = walker.take(std::move(came));
    if (auto* stuck = std::get_if<walk_stuck>(&taken)) {
      if (stuck->condition == errc::bad_answer) return rejection{undecodable(response, stuck->message)};
      return rejection{failure(stuck->condition, stuck->message)};
    }
    brought = std::get<page<Row>>(std::move(taken));
    return std::nullopt;
  }
};

}  // namespace roster::detail
// The pages of a listing that are fetched before they are asked for. The walker says which ones these are; what
// it turns out not to want is cancelled and thrown away.

#include <algorithm>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
// Work that goes on while nobody waits for it: what fetches a page ahead of its consumer.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <memory>
#include <utility>

namespace roster::detail {

namespace asio = boost::asio;

/// One coroutine of its own. All members are called on its executor, which runs nothing concurrently, or while that
/// runs nothing.
/// Lifetime: a context may be destroyed before the task.
class background_task {
 public:
  explicit background_task(asio::any_io_executor executor) : executor_(std::move(executor)) {}
  background_task(const background_task&) = delete;
  background_task& operator=(const background_task&) = delete;

  /// Begins `work`; on the executor's thread up to its first suspension at once. The work keeps `self` alive, and
  /// throws nothing that anybody sees.
  ROSTER_DECL static void start(const std::shared_ptr<background_task>& self, asio::awaitable<void> work);

  /// Cancels the work, unless it has ended. Returns before it has.
  ROSTER_DECL static void cancel(const std::shared_ptr<background_task>& self);

 private:
  class running;

  asio::any_io_executor executor_;
  bool running_{};
  asio::cancellation_signal stop_{};
};

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of background_task.hpp.

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <exception>

namespace roster::detail {

/// The handler of the work. It is there from the beginning, and goes with the work if that never ends.
class background_task::running {
 public:
  explicit running(std::shared_ptr<background_task> task) noexcept : task_(std::move(task)) {
    task_->running_ = true;
  }
  running(running&&) noexcept = default;
  running& operator=(running&&) = delete;
  ~running() {
    if (task_) task_->running_ = false;
  }
  void operator()(std::exception_ptr) {}

 private:
  std::shared_ptr<background_task> task_;  // its signal has to live until here
};

ROSTER_DECL void background_task::start(const std::shared_ptr<background_task>& self,
                                        asio::awaitable<void> work) {
  asio::co_spawn(self->executor_, std::move(work),
                 asio::bind_cancellation_slot(self->stop_.slot(), running(self)));
}

// Through the executor, as the engine of a range does it and for the same reason.
ROSTER_DECL void background_task::cancel(const std::shared_ptr<background_task>& self) {
  if (!self->running_) return;
  asio::post(self->executor_, [self] {
    if (self->running_) self->stop_.emit(asio::cancellation_type::terminal);
  });
}

}  // namespace roster::detail
#endif
// Something that happens once, and that one coroutine can wait for.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

namespace roster::detail {

namespace asio = boost::asio;

/// All members are called on one executor, which runs nothing concurrently.
class event {
 public:
  event() = default;
  event(const event&) = delete;
  event& operator=(const event&) = delete;

  bool happened() const noexcept { return happened_; }

  void happen() {
    happened_ = true;
    if (bell_ != nullptr) bell_->cancel();
  }

  /// Waits until it has happened, if it has not. Nobody else may wait meanwhile.
  /// Cancels: completes with operation_aborted, also if it has happened since.
  /// Lifetime: the event must outlive the await.
  ROSTER_DECL asio::awaitable<void> wait();

 private:
  class waiting;

  bool happened_{};
  asio::steady_timer* bell_{};  // in the frame of who waits, since a timer must not outlive its context
};

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of event.hpp.

#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace roster::detail {

class event::waiting {
 public:
  waiting(event& of, asio::steady_timer& bell) noexcept : event_(of) { event_.bell_ = &bell; }
  waiting(const waiting&) = delete;
  waiting& operator=(const waiting&) = delete;
  ~waiting() { event_.bell_ = nullptr; }

 private:
  event& event_;
};

ROSTER_DECL asio::awaitable<void> event::wait() {
  if (happened_) co_return;
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer bell(executor, asio::steady_timer::time_point::max());
  const waiting mark(*this, bell);
  boost::system::error_code rung;
  auto token = asio::redirect_error(asio::use_awaitable, rung);
  co_await bell.async_wait(token);
  const auto state = co_await asio::this_coro::cancellation_state;
  if (state.cancelled() != asio::cancellation_type::none)
    throw boost::system::system_error(asio::error::operation_aborted);
}

}  // namespace roster::detail
#endif
#include <utility>
#include <vector>

namespace roster::detail {

/// A page that is being fetched, or has been. Its answer is kept as it came, which needs less memory than its items,
/// and is decoded when the consumer comes to it: so that of many answers that come together the first can be used,
/// and its successor be asked for, without the others being decoded before.
struct page_ahead : background_task {
  page_ahead(asio::any_io_executor executor, page_place where)
      : background_task(std::move(executor)), place(std::move(where)) {}

  page_place place;
  event ended{};
  http::response answer{};  ///< no error by its status
  std::exception_ptr failed{};
};

/// At most `list_options::prefetch` pages, in the order of the list.
template <operation Op, class Row>
class page_window {
  using walk_type = listing_walk<Op, Row>;
  using ahead = std::shared_ptr<page_ahead>;

 public:
  explicit page_window(std::shared_ptr<walk_type> walk) : walk_(std::move(walk)) {}
  page_window(const page_window&) = delete;
  page_window& operator=(const page_window&) = delete;
  ~page_window() { stop(); }

  /// Brings the answer to what the walker asks for, for a consumer that can use `wanted` items, while the pages
  /// behind it are fetched, too. By token, the one to which the answer leads is asked for then.
  /// Fails: as its exchange did. The others stay in flight; failed ones will be asked for anew.
  /// Cancels: the wait alone. What is in flight stays, and the next await finds it.
  asio::awaitable<http::response> bring(demand wanted) {
    look_ahead(wanted);
    const auto next = pages_.front();
    co_await next->ended.wait();
    if (next->failed) {
      std::erase_if(pages_, [](const auto& page) { return page->failed != nullptr; });
      std::rethrow_exception(next->failed);
    }
    std::erase(pages_, next);
    follow(next->answer, wanted);
    co_return std::move(next->answer);
  }

  /// Fetches the walker's next pages, and nothing else.
  void look_ahead(demand wanted) { fetch(walk_->walker.likely(walk_->options.prefetch, wanted)); }

  /// Cancels everything.
  void stop() noexcept {
    for (const auto& page : std::exchange(pages_, {})) background_task::cancel(page);
  }

 private:
  /// Fetches the pages at these places: those that are here stay, all others are cancelled.
  void fetch(const std::vector<page_place>& places) {
    std::deque<ahead> pages;
    for (const auto& place : places) {
      auto here = take_out(place);
      pages.push_back(here ? std::move(here) : begin(place, pages.size()));
    }
    stop();
    pages_ = std::move(pages);
  }

  ahead take_out(const page_place& place) {
    const auto at =
        std::find_if(pages_.begin(), pages_.end(), [&](const ahead& page) { return page->place == place; });
    if (at == pages_.end()) return nullptr;
    auto found = std::move(*at);
    pages_.erase(at);
    return found;
  }

  ahead begin(const page_place& place, std::size_t index) {
    auto page = std::make_shared<page_ahead>(walk_->core->executor, place);
    background_task::start(page, exchange_page(walk_, page, index));
    return page;
  }

  static asio::awaitable<void> exchange_page(std::shared_ptr<walk_type> walk, ahead page, std::size_t index) {
    try {
      const auto request = walk->compose(page->place);
      const take_answer keep = [&page](http::response& response) {
        page->answer = std::move(response);
        return std::nullopt;
      };
      const auto context = walk->context(index);
      co_await exchange(*walk->core, request, context, keep);
    } catch (...) {
      page->failed = std::current_exception();
    }
    page->ended.happen();
  }

  /// Asks for the page to which an answer leads before its items are decoded.
  void follow(const http::response& response, demand wanted) {
    if constexpr (walk_type::walker_type::leads_by_answers) {
      answer<Op, unread_item> around;
      if (decode_answer(response.body, around)) return;
      if (const auto next = walk_->walker.follower(around, wanted)) fetch({*next});
    }
  }

  std::shared_ptr<walk_type> walk_;
  std::deque<ahead> pages_{};
};

}  // namespace roster::detail
// The face of the library: a lazily paginated list that is awaited item by item or page by page, and composed
// with the standard adaptors.

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>
#include <concepts>
#include <cstdint>
#include <exception>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
// Recognises an adaptor by applying it to a probe and looking at the type that comes out, and applies it to
// the real view. Knows no adaptor by name.

#include <concepts>
#include <ranges>
// Where an adaptor plugs in: what the library knows of it, by the type of the standard view that it makes.
//
// Each adaptor is one file of range/adaptor/, and nothing else names it. A file specialises adaptor_of for its
// view, in one of two ways, stays_in_page where items are passed on, and tells_position where a checkpoint may be
// taken behind it:
//
// - An adaptor that looks at one item at a time works over pages as it is. It says what it is applied to and
//   which state tells how many items go in and come out:
//     template <class V, class P>
//     struct adaptor_of<std::ranges::filter_view<V, P>> {
//       using upstream = V;
//       using state = selecting_state;
//     };
// - An adaptor that keeps something from one item to the next is replaced by a view of ours, an input view whose
//   state is pinned in the engine, since begin() is called anew on every page and after a throw:
//     template <class V>
//     struct adaptor_of<std::ranges::take_view<V>> {
//       using upstream = V;
//       static constexpr bool keeps_items = true;  // if it does, as chunk, longer than a page may last
//       static auto apply(auto view, auto adaptor, adaptor_states& states);  // returns the view of ours
//     };
//   apply() is called once, with the real view, whose page is still empty, and the closure, which may have
//   other parts before this one. It applies the closure, reads what it needs from the view that comes out,
//   calls add_states for the parts before, adds a state and wraps the view's base. An adaptor that wants a
//   forward range gets a multipass_view of the real one.
//
// The specialisation is found wherever it has been included: range/adaptors.hpp, written by tools/generate.py
// from headers.txt, includes every file of that folder.

#include <concepts>
// The states of a pipeline's adaptors, in order. They stay where they are made, since views point to them.

#include <algorithm>
#include <memory>
#include <ranges>
// What an adaptor keeps, and tells the engine, between two pages. The engine knows the adaptors of its
// pipeline as a list of these and by nothing else.

namespace roster::detail {

/// The state of an adaptor that gives one item for each that arrives and remembers nothing; others override.
struct adaptor_state {
  adaptor_state() = default;
  adaptor_state(const adaptor_state&) = delete;
  adaptor_state& operator=(const adaptor_state&) = delete;
  virtual ~adaptor_state() = default;

  /// Returns how many items must arrive for `wanted` to come out; unlimited where that cannot be known.
  virtual demand needed(demand wanted) const noexcept { return wanted; }

  /// Returns the most items that can come out of so many that arrive, with what is held already.
  virtual demand most(demand arriving) const noexcept { return arriving; }

  /// Tells whether exactly most() come out.
  virtual bool exact() const noexcept { return true; }

  /// Tells whether nothing more is skipped at the front of the list.
  virtual bool passed() const noexcept { return true; }

  /// Tells whether the item under the cursor ended the list without being part of it.
  virtual bool gives_back() const noexcept { return false; }

  /// Counts the item under the cursor as consumed, whatever became of it further down. Called when a page is
  /// left and when a function of the user's has thrown; begin() of the view follows.
  virtual void leave_item() noexcept {}

  /// Lets begin() give what is held of an item that is not whole, since nothing will arrive any more. Returns
  /// false if nothing is held.
  virtual bool flush() noexcept { return false; }
};

/// The state of an adaptor that lets some items through, and nobody knows how many.
struct selecting_state : adaptor_state {
  demand needed(demand) const noexcept override { return unlimited; }
  bool exact() const noexcept override { return false; }
};

}  // namespace roster::detail
#include <utility>
#include <vector>

namespace roster::detail {

class adaptor_states {
 public:
  /// Adds the state of the next adaptor, and returns it.
  template <class State, class... Arguments>
  State& add(Arguments&&... arguments) {
    auto made = std::make_unique<State>(std::forward<Arguments>(arguments)...);
    auto& state = *made;
    all_.push_back(std::move(made));
    return state;
  }

  /// Returns how many items the source must bring for `wanted` to come out of the pipeline; never more than
  /// can be used.
  demand needed(demand wanted) const noexcept {
    for (const auto& state : std::views::reverse(all_)) wanted = state->needed(wanted);
    return wanted;
  }

  /// Returns the most items that can come out of the pipeline if the source brings so many; 0 once nothing
  /// can come any more.
  demand most(demand arriving) const noexcept {
    for (const auto& state : all_) arriving = state->most(arriving);
    return arriving;
  }

  /// Tells whether exactly most() come out.
  bool exact() const noexcept {
    return std::ranges::all_of(all_, [](const auto& state) { return state->exact(); });
  }

  bool passed() const noexcept {
    return std::ranges::all_of(all_, [](const auto& state) { return state->passed(); });
  }

  bool gives_back() const noexcept {
    return std::ranges::any_of(all_, [](const auto& state) { return state->gives_back(); });
  }

  /// Tells whether an adaptor lets nothing more through, whatever the source brings; those behind it may still
  /// hold something.
  bool closed() const noexcept {
    demand arriving = unlimited;
    return std::ranges::any_of(all_, [&](const auto& state) {
      arriving = state->most(arriving);
      return arriving == 0;
    });
  }

  void leave_item() noexcept {
    for (const auto& state : all_) state->leave_item();
  }

  /// Flushes the first adaptor that holds something. What it gives may fill those behind it, whose turn comes
  /// with the next call. Returns false if none holds anything.
  bool flush() noexcept {
    return std::ranges::any_of(all_, [](const auto& state) { return state->flush(); });
  }

 private:
  std::vector<std::unique_ptr<adaptor_state>> all_{};
};

}  // namespace roster::detail
// The view at the bottom of every pipeline: the current page, seen through a cursor that holds the only
// position.
//
// It is input-only on purpose. A std view may keep begin() of a forward range; over an input range it asks
// again, so that one pipeline, built once, can be begun anew on every page with its adaptors' state intact.

#include <cstddef>
#include <iterator>
#include <ranges>

namespace roster::detail {

/// The items of the current page that nobody has looked at yet.
template <class Row>
struct cursor {
  Row* at{};
  Row* end{};
  std::size_t page{};  ///< counts the pages that have come; 0 when there is none
};

template <class Row>
class page_view : public std::ranges::view_interface<page_view<Row>> {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = Row;
    using difference_type = std::ptrdiff_t;

    iterator() = default;
    explicit iterator(cursor<Row>* position) noexcept : position_(position) {}
    Row& operator*() const noexcept { return *position_->at; }
    iterator& operator++() noexcept {
      ++position_->at;
      return *this;
    }
    void operator++(int) noexcept { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept {
      return it.position_->at == it.position_->end;
    }

   private:
    cursor<Row>* position_{};
  };

  page_view() = default;
  explicit page_view(cursor<Row>* position) noexcept : position_(position) {}
  iterator begin() const noexcept { return iterator{position_}; }
  std::default_sentinel_t end() const noexcept { return {}; }
  cursor<Row>& position() const noexcept { return *position_; }

 private:
  cursor<Row>* position_{};
};

static_assert(std::ranges::input_range<page_view<int>> && !std::ranges::forward_range<page_view<int>>);

}  // namespace roster::detail

namespace roster::detail {

/// What is known of the adaptor that makes a V; nothing, if nothing is said.
template <class V>
struct adaptor_of {};

template <class V>
concept made_by_known_adaptor = requires { typename adaptor_of<V>::upstream; };
template <class V>
concept made_item_by_item = made_by_known_adaptor<V> && requires { typename adaptor_of<V>::state; };

/// Adds the states of what a closure has put on `Upstream` to make `View`, item by item.
template <class View, class Upstream>
void add_states(adaptor_states& states) {
  if constexpr (!std::same_as<View, Upstream>) {
    add_states<typename adaptor_of<View>::upstream, Upstream>(states);
    states.add<typename adaptor_of<View>::state>();
  }
}

/// True when the references of V are provably into the page, so that an item may be moved out.
template <class V>
inline constexpr bool stays_in_page = false;
template <class Row>
inline constexpr bool stays_in_page<page_view<Row>> = true;

/// True when each item of V comes from one item of the list, the one under the cursor, so that a place between two
/// of them is one in the list.
template <class V>
inline constexpr bool tells_position = false;
template <class Row>
inline constexpr bool tells_position<page_view<Row>> = true;

}  // namespace roster::detail
// From a reference at the end of a pipeline to a value of the caller's own: moved where that is safe, copied
// elsewhere.

#include <concepts>
#include <functional>
#include <optional>
#include <ranges>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::detail {

/// What next() makes its value of: the item itself where it may be moved out of the page.
template <class View>
using owned_from =
    std::conditional_t<stays_in_page<View>, std::remove_reference_t<std::ranges::range_reference_t<View>>&&,
                       std::ranges::range_reference_t<View>>;

/// True for a type that can be copied; a std::vector says that of itself whatever its items are.
template <class T>
inline constexpr bool can_be_copied = std::copy_constructible<T>;
template <class T, class Allocator>
inline constexpr bool can_be_copied<std::vector<T, Allocator>> = can_be_copied<T>;

template <class View>
inline constexpr bool can_be_owned =
    std::constructible_from<std::ranges::range_value_t<View>, owned_from<View>> &&
    (can_be_copied<std::ranges::range_value_t<View>> || !std::is_lvalue_reference_v<owned_from<View>>);

/// True for a type whose values point to what they do not own.
template <class T>
inline constexpr bool refers_elsewhere =
    std::is_reference_v<T> || std::is_pointer_v<T> || std::ranges::view<T> || std::ranges::borrowed_range<T>;
template <class T>
inline constexpr bool refers_elsewhere<std::reference_wrapper<T>> = true;
template <class T>
inline constexpr bool refers_elsewhere<std::optional<T>> = refers_elsewhere<T>;
template <class T, class Allocator>
inline constexpr bool refers_elsewhere<std::vector<T, Allocator>> = refers_elsewhere<T>;
template <class... T>
inline constexpr bool refers_elsewhere<std::tuple<T...>> = (refers_elsewhere<T> || ...);
template <class A, class B>
inline constexpr bool refers_elsewhere<std::pair<A, B>> = refers_elsewhere<A> || refers_elsewhere<B>;

/// Returns an item that View gave as a value.
template <class View>
std::ranges::range_value_t<View> owned(std::ranges::range_reference_t<View>&& item) {
  using reference = std::ranges::range_reference_t<View>;
  return std::ranges::range_value_t<View>(static_cast<owned_from<View>>(std::forward<reference>(item)));
}

/// Returns the current item of an engine as a value.
template <class Engine>
typename Engine::value_type owned_item(Engine& from) {
  auto item = owned<typename Engine::view>(from.item());
  from.check_wanted();  // a function of the pipeline may have destroyed the range
  return item;
}

}  // namespace roster::detail
// Makes an adaptor applicable that wants to go through its list several times, as chunk_by and slide do: it gets
// a view that only says that this is possible. Our own view replaces the adaptor's before anything is iterated.

#include <cstddef>
#include <iterator>
#include <optional>
#include <ranges>
#include <utility>

namespace roster::detail {

/// Passes a view on and pretends to be a forward range. All iterators stand at the same place.
template <std::ranges::view V>
class multipass_view : public std::ranges::view_interface<multipass_view<V>> {
 public:
  class iterator {
   public:
    using iterator_concept = std::forward_iterator_tag;
    using value_type = std::ranges::range_value_t<V>;
    using difference_type = std::ranges::range_difference_t<V>;

    iterator() = default;
    explicit iterator(multipass_view& view) noexcept : view_(&view) {}
    decltype(auto) operator*() const { return **view_->at_; }
    iterator& operator++() {
      ++*view_->at_;
      return *this;
    }
    iterator operator++(int) {
      ++*this;
      return *this;
    }
    bool operator==(const iterator&) const = default;
    friend bool operator==(const iterator& it, std::default_sentinel_t) {
      return *it.view_->at_ == std::ranges::end(it.view_->upstream_);
    }

   private:
    multipass_view* view_{};
  };

  explicit multipass_view(V upstream) : upstream_(std::move(upstream)) {}
  iterator begin() {
    at_.emplace(std::ranges::begin(upstream_));
    return iterator{*this};
  }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  V upstream_;
  std::optional<std::ranges::iterator_t<V>> at_{};
};

template <class V>
inline constexpr bool stays_in_page<multipass_view<V>> = stays_in_page<V>;

/// Begins a view anew for the next page. A standard view over a forward range keeps its first begin(), and
/// forgets it when it is moved.
template <std::ranges::view V>
auto begin_anew(V& view) {
  if constexpr (std::ranges::forward_range<V>) {
    V moved = std::move(view);
    view = std::move(moved);
  }
  return std::ranges::begin(view);
}

}  // namespace roster::detail
// What an adaptor is applied to in order to see which view it makes: views with the items of a real one, and
// without any.

#include <cstddef>
#include <cstdlib>
#include <iterator>
#include <ranges>

namespace roster::detail {

/// An input view with a given reference and value type. Only its type is of use, but g++ emits calls into it.
template <class Reference, class Value>
struct probe : std::ranges::view_interface<probe<Reference, Value>> {
  struct iterator {
    using iterator_concept = std::input_iterator_tag;
    using value_type = Value;
    using difference_type = std::ptrdiff_t;
    Reference operator*() const { std::abort(); }
    iterator& operator++() { return *this; }
    void operator++(int) {}
    bool operator==(std::default_sentinel_t) const { return true; }
  };
  iterator begin() const { return {}; }
  std::default_sentinel_t end() const { return {}; }
};

template <std::ranges::range V>
using probe_of = probe<std::ranges::range_reference_t<V>, std::ranges::range_value_t<V>>;

template <class Reference>
struct make_reference {
  Reference operator()(int) const { std::abort(); }
};

/// A whole list with the items of V: what an adaptor accepts that cannot work page by page.
template <std::ranges::range V>
using list_probe_of = std::ranges::transform_view<std::ranges::iota_view<int, int>,
                                                  make_reference<std::ranges::range_reference_t<V>>>;

}  // namespace roster::detail
#include <string>
#include <type_traits>
#include <utility>

namespace roster::detail {

/// The base of the library's own adaptors, which need no recognising. They have
/// `template <class V> static consteval bool accepts()`, which says in words what it does not accept, and
/// `template <class V> auto apply(V upstream, adaptor_states&) &&`.
struct own_adaptor {};

/// The base of those of them that also tell the source something, when they are added to a range. They have
/// `template <class Row> void configure(page_source<Row>&, bool directly)`; `directly` says that every item of the
/// source arrives here, since nothing but such adaptors stands before this one.
struct source_adaptor : own_adaptor {
  /// Returns the condition that is left to be evaluated behind the source, in words.
  std::string evaluated_here() const { return {}; }
};

/// True for a view that looks at one item at a time, all the way down to the probe.
template <class V>
inline constexpr bool item_wise = false;
template <class R, class T>
inline constexpr bool item_wise<probe<R, T>> = true;
template <class V>
inline constexpr bool item_wise<multipass_view<V>> = item_wise<V>;
template <made_item_by_item V>
inline constexpr bool item_wise<V> = item_wise<typename adaptor_of<V>::upstream>;

/// True for a view all of whose adaptors are known, down to the probe.
template <class V>
inline constexpr bool known_throughout = false;
template <class R, class T>
inline constexpr bool known_throughout<probe<R, T>> = true;
template <class V>
inline constexpr bool known_throughout<multipass_view<V>> = known_throughout<V>;
template <made_by_known_adaptor V>
inline constexpr bool known_throughout<V> = known_throughout<typename adaptor_of<V>::upstream>;

template <class V>
inline constexpr bool keeps_state_last = false;
template <made_by_known_adaptor V>
inline constexpr bool keeps_state_last<V> = item_wise<typename adaptor_of<V>::upstream>;

/// True for an adaptor that wants to go through its list several times, and that can be replaced by a view of
/// ours that goes once.
template <class V, class Adaptor>
inline constexpr bool replaces_multipass = false;
template <class V, class Adaptor>
  requires(!std::invocable<Adaptor, V> && std::invocable<Adaptor, multipass_view<V>>)
inline constexpr bool replaces_multipass<V, Adaptor> =
    known_throughout<std::invoke_result_t<Adaptor, multipass_view<V>>>;

/// How an adaptor can be used on a range whose last view is V.
enum class adaptor_use {
  item_by_item,  ///< as it is
  with_state,    ///< its last part keeps a state over the pages
  own,           ///< it is one of the library's
  refused,       ///< it is one of the library's, and has said in words why it does not fit
  state_inside,  ///< a part that keeps a state is not the last one
  keeps_views,   ///< keeps items, and these point into a page
  cannot_keep,   ///< keeps items, and these can be neither moved nor copied
  unsupported,   ///< accepts the items, but does not work over pages
  container,     ///< makes something that is no view, as std::ranges::to does
  needs_list,    ///< wants a whole list
  wrong_items,   ///< does not accept the items, or is no adaptor
};

constexpr bool is_usable(adaptor_use use) {
  return use == adaptor_use::item_by_item || use == adaptor_use::with_state || use == adaptor_use::own;
}

template <class Made>
consteval adaptor_use classify_made() {
  if constexpr (item_wise<Made>)
    return adaptor_use::item_by_item;
  else if constexpr (keeps_state_last<Made>)
    return adaptor_use::with_state;
  else if constexpr (known_throughout<Made>)
    return adaptor_use::state_inside;
  else if constexpr (std::ranges::view<Made>)
    return adaptor_use::unsupported;
  else
    return adaptor_use::container;
}

/// Tells whether what an adaptor keeps of the items of the real V may be kept.
template <class Made>
consteval adaptor_use classify_kept() {
  if constexpr (requires { requires adaptor_of<Made>::keeps_items; }) {
    using kept = typename adaptor_of<Made>::upstream;
    if (refers_elsewhere<std::ranges::range_value_t<kept>>) return adaptor_use::keeps_views;
    if (!can_be_owned<kept>) return adaptor_use::cannot_keep;
  }
  return adaptor_use::with_state;
}

template <class Probe, class V, class Adaptor>
consteval adaptor_use classify_standard() {
  constexpr auto use = classify_made<std::invoke_result_t<Adaptor, Probe>>();
  if constexpr (use == adaptor_use::with_state)
    return classify_kept<std::invoke_result_t<Adaptor, V>>();
  else
    return use;
}

template <class V, class Adaptor>
consteval adaptor_use classify() {
  using probe = probe_of<V>;
  if constexpr (std::derived_from<Adaptor, own_adaptor>)
    return Adaptor::template accepts<V>() ? adaptor_use::own : adaptor_use::refused;
  else if constexpr (std::invocable<Adaptor, probe>)
    return classify_standard<probe, V, Adaptor>();
  else if constexpr (replaces_multipass<probe, Adaptor>)
    return classify_standard<multipass_view<probe>, multipass_view<V>, Adaptor>();
  else if constexpr (std::invocable<Adaptor, list_probe_of<V>>)
    return adaptor_use::needs_list;
  else
    return adaptor_use::wrong_items;
}

/// Applies an adaptor whose last part keeps a state, and puts a view of ours in its place.
template <class V, class Adaptor>
auto replace_last(V upstream, Adaptor adaptor, adaptor_states& states) {
  using made = std::invoke_result_t<Adaptor, V>;
  return adaptor_of<made>::apply(std::move(upstream), std::move(adaptor), states);
}

/// Applies an adaptor, once, to the real view, whose page is still empty.
template <class V, class Adaptor>
auto apply_adaptor(V upstream, Adaptor adaptor, adaptor_states& states) {
  if constexpr (std::derived_from<Adaptor, own_adaptor>) {
    return std::move(adaptor).apply(std::move(upstream), states);
  } else if constexpr (replaces_multipass<probe_of<V>, Adaptor>) {
    return replace_last(multipass_view(std::move(upstream)), std::move(adaptor), states);
  } else if constexpr (classify<V, Adaptor>() == adaptor_use::with_state) {
    return replace_last(std::move(upstream), std::move(adaptor), states);
  } else {
    auto made = std::move(adaptor)(std::move(upstream));
    add_states<decltype(made), V>(states);
    return made;
  }
}

}  // namespace roster::detail
// The iterator of an async range, whose increment is awaited.

#include <boost/asio/awaitable.hpp>
#include <iterator>
#include <memory>
// What is awaited on a range: each of these owns the engine, not the range, which may be moved or destroyed
// meanwhile.

#include <boost/asio/awaitable.hpp>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
// One page as the pipeline sees it, to loop over without awaiting.

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>

namespace roster {

/// The items of the page that next_page() brought. An input range, for one pass; begin() goes on behind the
/// last item that was looked at, also after a function of the pipeline has thrown.
/// Lifetime: until the next await on the range it came from.
template <class Engine>
class page_items {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using reference = typename Engine::reference;
    using value_type = typename Engine::value_type;
    using difference_type = std::ptrdiff_t;

    explicit iterator(Engine* engine) : engine_(engine) { engine_->advance(); }
    reference operator*() const { return engine_->item(); }
    iterator& operator++() {
      engine_->advance();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept {
      return !it.engine_->has_item();
    }

   private:
    Engine* engine_;
  };

  explicit page_items(Engine& engine) noexcept : engine_(std::addressof(engine)) {}
  iterator begin() const { return iterator{engine_}; }
  std::default_sentinel_t end() const noexcept { return {}; }

  /// Returns the place of this page in the walk, from 1.
  std::size_t number() const noexcept { return engine_->current_page().number; }
  const std::string& request_id() const noexcept { return engine_->current_page().request_id; }
  std::optional<std::int64_t> total() const noexcept { return engine_->current_page().total; }

 private:
  Engine* engine_;
};

}  // namespace roster
// Where a range gets its pages from: the one interface between the ranges and whatever walks a list.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <optional>
#include <string>

namespace roster {

namespace asio = boost::asio;

/// Brings the pages of one list, in order.
template <class Row>
class page_source {
 public:
  page_source() = default;
  page_source(const page_source&) = delete;
  page_source& operator=(const page_source&) = delete;
  virtual ~page_source() = default;

  /// Brings the next page; nothing at the end of the list. After a failure the same page is asked for again.
  /// Cancels: terminal cancellation completes it with operation_aborted.
  /// Lifetime: the source must outlive the await.
  virtual asio::awaitable<std::optional<page<Row>>> next(demand wanted) = 0;

  /// Asks the service for nothing but items that meet `wanted`, from the first page on. Returns false, and
  /// changes nothing, unless the service gives exactly those of its items that meet it. Called before the first
  /// next() only.
  virtual bool ask_for(const one_of& /*wanted*/) { return false; }

  /// Returns what the service is asked for, as it is sent: "ServiceStatus=Running"; secrets are masked.
  virtual std::string asked() const { return {}; }

  /// Fetches up to so many pages before they are asked for, if the source can. Called before the first next() only.
  virtual void prefetch(std::size_t /*pages*/) {}

  /// Ends the fetching of pages that were not asked for yet: nobody wants any more.
  virtual void stop() noexcept {}

  /// Returns the position of the first item, with the digest of the request, which those of pages lack.
  /// Fails: failure(errc::invalid_argument) for a source whose list has none.
  virtual checkpoint beginning() const {
    throw failure(errc::invalid_argument,
                  "this list has no checkpoints, since it is made of several, or of no service's answers");
  }

  virtual asio::any_io_executor get_executor() const = 0;
  virtual const roster::report& report() const noexcept = 0;
};

}  // namespace roster
#include <utility>

namespace roster::detail {

template <class T>
inline constexpr bool is_awaitable = false;
template <class T, class Executor>
inline constexpr bool is_awaitable<asio::awaitable<T, Executor>> = true;

template <class Container, class Value>
concept appendable = requires(Container& all, Value value) { all.push_back(std::move(value)); };

/// Reserves room for `items`, which a server has said: at most 64 MiB on its word alone.
template <class Container>
void reserve(Container& all, demand items) {
  constexpr demand most = (std::size_t{64} << 20) / sizeof(typename Container::value_type);
  if constexpr (requires { all.reserve(std::size_t{}); })
    all.reserve(static_cast<std::size_t>(items < most ? items : most));
}

// At -O2 g++ 12 inlines one half of how Asio allocates a coroutine's frame, and takes the halves for a
// mismatch. Of a coroutine that is called from a template it says that its frame holds a type without linkage, a
// struct in an unnamed namespace for instance.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#pragma GCC diagnostic ignored "-Wsubobject-linkage"
#endif

template <class Engine>
asio::awaitable<std::optional<typename Engine::value_type>> next_item(std::shared_ptr<Engine> from) {
  from->check_idle();
  if (from->advance()) co_return owned_item(*from);
  const bool here = co_await Engine::turn_page(from);
  if (!here) co_return std::nullopt;
  co_return owned_item(*from);
}

/// Steps to the next item, or to the end.
template <class Engine>
asio::awaitable<void> step(std::shared_ptr<Engine> from) {
  from->check_idle();
  if (!from->advance()) co_await Engine::turn_page(from);
}

template <class Iterator, class Engine>
asio::awaitable<Iterator> begin_at(std::shared_ptr<Engine> from) {
  from->check_idle();
  if (!from->advance()) co_await Engine::turn_page(from);
  co_return Iterator(from);
}

template <class Engine>
asio::awaitable<std::optional<page_items<Engine>>> fetch_page(std::shared_ptr<Engine> from) {
  const bool fetched = co_await Engine::fetch(from);
  if (!fetched) co_return std::nullopt;
  co_return page_items<Engine>(*from);
}

/// Calls `visit()` at every remaining item; awaits only between pages.
template <class Engine, class Visit>
asio::awaitable<void> visit_all(std::shared_ptr<Engine> from, Visit& visit) {
  from->check_idle();
  bool here = from->advance();
  while (true) {
    for (; here; here = from->advance()) visit();
    here = co_await Engine::turn_page(from);
    if (!here) co_return;
  }
}

template <class Engine, class Function>
asio::awaitable<void> call_with_each(std::shared_ptr<Engine> from, Function function) {
  auto call = [&] {
    const typename Engine::function_guard calling(*from);
    std::invoke(function, from->item());
  };
  co_await visit_all(from, call);
}

/// Appends all remaining items to an empty container, which keeps what it has when this fails.
template <class Container, class Engine>
asio::awaitable<void> collect_into(std::shared_ptr<Engine> from, Container& all) {
  auto append = [&] {
    if (all.empty()) reserve(all, from->expected_items());
    all.push_back(owned_item(*from));
  };
  co_await visit_all(from, append);
}

template <class Container, class Engine>
asio::awaitable<Container> collect_all(std::shared_ptr<Engine> from) {
  Container all{};
  co_await collect_into(std::move(from), all);
  co_return all;
}

template <class Engine>
asio::awaitable<std::optional<typename Engine::value_type>> first_item(std::shared_ptr<Engine> from) {
  from->check_idle();
  if (!from->advance()) {
    const bool here = co_await Engine::turn_page(from, 1);
    if (!here) co_return std::nullopt;
  }
  std::optional<typename Engine::value_type> item{owned_item(*from)};
  from->finish();
  co_return item;
}

template <class Engine>
asio::awaitable<std::uint64_t> count_items(std::shared_ptr<Engine> from) {
  std::uint64_t n = 0;
  auto increment = [&n] { ++n; };
  co_await visit_all(from, increment);
  co_return n;
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

}  // namespace roster::detail
#include <type_traits>
#include <utility>

namespace roster {

/// The place of the item that was looked at last; all iterators of a range stand at the same one. Not an
/// iterator of the standard's, since ++ has to be awaited. After a failure or a cancellation it equals end();
/// begin() goes on. Lifetime: what * refers to is valid until the next await on the range.
template <class Engine>
class async_iterator {
 public:
  using reference = typename Engine::reference;
  using value_type = typename Engine::value_type;

  async_iterator() = default;  ///< equals end()
  explicit async_iterator(std::shared_ptr<Engine> from) noexcept : from_(std::move(from)) {}

  reference operator*() const { return from_->item(); }
  auto* operator->() const
    requires std::is_lvalue_reference_v<reference>
  {
    return std::addressof(from_->item());
  }

  /// Steps to the next item: `co_await ++it`.
  asio::awaitable<void> operator++() { return detail::step(from_); }

  friend bool operator==(const async_iterator& it, std::default_sentinel_t) noexcept {
    return !it.from_ || !it.from_->has_item();
  }

 private:
  std::shared_ptr<Engine> from_{};
};

}  // namespace roster
// From a completion token to an await on a range: what async_next() and its sisters have in common.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>
#include <exception>
#include <memory>
#include <optional>
// What an operation owes to the handler that a completion token made: to be called once, on its own executor,
// after everything that was taken from its allocator has been given back.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_allocator.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/associator.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/system/error_code.hpp>
#include <memory>
#include <utility>

namespace roster::detail {

namespace asio = boost::asio;

/// A handler and what came for it, to be called without arguments; its associations are those of the handler.
template <class Handler, class Result>
struct completion {
  Handler handler;
  boost::system::error_code code;
  Result result;

  void operator()() {
    auto slot = asio::get_associated_cancellation_slot(handler);
    if (slot.is_connected()) slot.clear();
    std::move(handler)(code, std::move(result));
  }
};

/// What is kept while an operation is in flight, in memory of the handler's allocator: the handler, work for
/// its executor, and the result as it comes.
template <class Handler, class Result>
class pending_completion {
 public:
  pending_completion(Handler&& handler, const asio::any_io_executor& fallback)
      : handler_(std::move(handler)), work_(asio::make_work_guard(handler_, fallback)) {}

  static std::shared_ptr<pending_completion> make(Handler&& handler, const asio::any_io_executor& fallback) {
    const auto memory = asio::get_associated_allocator(handler);
    return std::allocate_shared<pending_completion>(memory, std::move(handler), fallback);
  }

  Result& result() noexcept { return result_; }
  auto slot() const noexcept { return asio::get_associated_cancellation_slot(handler_); }

  /// Calls the handler, now if this is its executor. `self` is the only owner that is left.
  static void complete(std::shared_ptr<pending_completion> self, boost::system::error_code code) {
    const auto executor = self->work_.get_executor();
    const auto work = std::move(self->work_);
    completion<Handler, Result> ready{std::move(self->handler_), code, std::move(self->result_)};
    self.reset();
    asio::dispatch(executor, std::move(ready));
  }

 private:
  Handler handler_;
  Result result_{};
  asio::executor_work_guard<asio::associated_executor_t<Handler, asio::any_io_executor>> work_;
};

}  // namespace roster::detail

template <template <class, class> class Associator, class Handler, class Result, class Default>
struct boost::asio::associator<Associator, roster::detail::completion<Handler, Result>, Default>
    : Associator<Handler, Default> {
  using own = roster::detail::completion<Handler, Result>;

  static decltype(auto) get(const own& ready) noexcept {
    return Associator<Handler, Default>::get(ready.handler);
  }
  static decltype(auto) get(const own& ready, const Default& otherwise) noexcept {
    return Associator<Handler, Default>::get(ready.handler, otherwise);
  }
};
// What stands for an exception where a completion handler gets an error_code, and the way back.

#include <boost/system/error_code.hpp>
#include <exception>
#include <optional>

namespace roster::detail {

/// Returns the code of a system_error, so of every failure; errc::exception for anything else that was thrown,
/// and no error for no exception.
ROSTER_DECL boost::system::error_code completion_code(const std::exception_ptr& error) noexcept;

/// Returns the exception if it is a failure.
ROSTER_DECL std::optional<failure> failure_in(const std::exception_ptr& error);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of completion_code.hpp.

#include <boost/system/system_error.hpp>

namespace roster::detail {

ROSTER_DECL boost::system::error_code completion_code(const std::exception_ptr& error) noexcept {
  if (!error) return {};
  try {
    std::rethrow_exception(error);
  } catch (const boost::system::system_error& known) {
    if (known.code().failed()) return known.code();
  } catch (...) {
  }
  return errc::exception;
}

ROSTER_DECL std::optional<failure> failure_in(const std::exception_ptr& error) {
  if (!error) return std::nullopt;
  try {
    std::rethrow_exception(error);
  } catch (const failure& known) {
    return known;
  } catch (...) {
    return std::nullopt;
  }
}

}  // namespace roster::detail
#endif
#include <type_traits>
#include <utility>

namespace roster::detail {

/// What an operation does, into the result that its handler will get.
template <class Engine, class Result>
using operation_body = asio::awaitable<void> (*)(std::shared_ptr<Engine>, Result&);

#if defined(__GNUC__) && !defined(__clang__)  // see consume.hpp
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#pragma GCC diagnostic ignored "-Wsubobject-linkage"
#endif

template <class Engine>
asio::awaitable<void> next_into(std::shared_ptr<Engine> from,
                                std::optional<typename Engine::value_type>& into) {
  auto item = co_await next_item(std::move(from));
  if (item) into.emplace(std::move(*item));
}

template <class Engine>
asio::awaitable<void> next_page_into(std::shared_ptr<Engine> from, std::optional<page_items<Engine>>& into) {
  into = co_await fetch_page(std::move(from));
}

/// Begins in a later turn of the executor, so that nothing completes inside the initiating function.
template <class Engine, class Result>
asio::awaitable<void> begin_later(std::shared_ptr<Engine> from, operation_body<Engine, Result> body,
                                  Result& into) {
  co_await asio::post(asio::use_awaitable);
  from->unclaim();
  co_await body(std::move(from), into);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

/// Makes a slot that follows the caller's, whatever kind of cancellation comes through it, on `executor`: the
/// caller's may be emitted elsewhere. The signal has to be kept as long as the slot is used.
template <class Slot>
std::shared_ptr<asio::cancellation_signal> follow(Slot slot, const asio::any_io_executor& executor) {
  auto stop = std::make_shared<asio::cancellation_signal>();
  if (!slot.is_connected()) return stop;
  auto forward = [executor, to = std::weak_ptr(stop)](asio::cancellation_type) {
    asio::dispatch(executor, [to] {
      if (const auto signal = to.lock()) signal->emit(asio::cancellation_type::terminal);
    });
  };
  slot.template emplace<decltype(forward)>(std::move(forward));
  return stop;
}

/// The initiation of an operation on a range. It owns the engine: the range may be moved or destroyed before
/// a token like deferred gets to calling it.
template <class Engine, class Result>
class initiate_operation {
 public:
  using executor_type = asio::any_io_executor;

  initiate_operation(std::shared_ptr<Engine> from, operation_body<Engine, Result> body)
      : from_(std::move(from)), body_(body) {}
  executor_type get_executor() const noexcept { return from_->source().get_executor(); }

  template <class Handler>
  void operator()(Handler&& given) const {
    std::decay_t<Handler> handler(std::forward<Handler>(given));
    using pending = pending_completion<std::decay_t<Handler>, Result>;
    const auto executor = get_executor();
    auto waiting = pending::make(std::move(handler), executor);
    if (!from_->claim())
      return asio::post(executor, [waiting = std::move(waiting)]() mutable {
        pending::complete(std::move(waiting), errc::busy);
      });
    const auto stop = follow(waiting->slot(), executor);
    auto work = begin_later(from_, body_, waiting->result());
    auto finish = [from = from_, waiting = std::move(waiting), stop](std::exception_ptr error) mutable {
      from->unclaim();
      from->last_error = error;
      pending::complete(std::move(waiting), completion_code(error));
    };
    asio::co_spawn(executor, std::move(work), asio::bind_cancellation_slot(stop->slot(), std::move(finish)));
  }

 private:
  std::shared_ptr<Engine> from_;
  operation_body<Engine, Result> body_;
};

}  // namespace roster::detail
// A started range: one pinned block that holds the source, the current page, the pipeline built once over it,
// and the position. Everything that a range awaits happens here.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <ranges>
// A pipeline: all adaptors of a range, applied one after the other to the view of its current page.

// Every adaptor that works over pages; written by tools/generate.py, so that a new one is a new file and its line
// in headers.txt. A composition may hold one that keeps a state, such as take or drop, as its last part.

// adjacent<N> and pairwise over pages, where the standard library has them. An item is a tuple of references to
// what the state keeps, since the window may span pages; the next item reuses it.

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <ranges>
// The view of an adaptor that makes one item of several that arrive, as chunk does. What has been gathered lies in
// the adaptor's state, as values: the page they came with may be gone when the item is whole.

#include <cstddef>
#include <iterator>
#include <ranges>
#include <utility>

namespace roster::detail {

/// `State` is an adaptor_state with
///   using value_type                         // of its items
///   bool add(range_reference_t<V>&& item);   // returns true once what has been added makes an item
///   bool has_item() const;                   // from then, or from flush(), until leave_item()
///   decltype(auto) item() const;
template <std::ranges::view V, class State>
class gathering_stage : public std::ranges::view_interface<gathering_stage<V, State>> {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = typename State::value_type;
    using difference_type = std::ranges::range_difference_t<V>;

    iterator() = default;
    explicit iterator(gathering_stage& stage) : stage_(&stage), at_(begin_anew(stage.upstream_)) {
      if (!stage_->state_->has_item()) gather();
    }
    decltype(auto) operator*() const { return stage_->state_->item(); }
    iterator& operator++() {
      stage_->state_->leave_item();
      if (arrived()) ++at_;  // what was flushed has no item of the list under it
      gather();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept {
      return !it.stage_->state_->has_item();
    }

   private:
    bool arrived() const { return at_ != std::ranges::end(stage_->upstream_); }
    void gather() {
      while (arrived() && !stage_->state_->add(*at_)) ++at_;
    }

    gathering_stage* stage_{};
    std::ranges::iterator_t<V> at_{};
  };

  gathering_stage(V upstream, State& state) : upstream_(std::move(upstream)), state_(&state) {}
  iterator begin() { return iterator{*this}; }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  V upstream_;
  State* state_;
};

}  // namespace roster::detail
#include <tuple>
#include <utility>

#if defined(__cpp_lib_ranges_zip)
namespace roster::detail {

template <class V, std::size_t N>
class adjacent_state final : public adaptor_state {
  using value = std::ranges::range_value_t<V>;
  template <std::size_t>
  using repeated = value;

 public:
  template <std::size_t... I>
  static std::tuple<repeated<I>...> values(std::index_sequence<I...>);
  using value_type = decltype(values(std::make_index_sequence<N>()));

  bool add(std::ranges::range_reference_t<V>&& item) {
    place(held_).emplace(owned<V>(std::forward<std::ranges::range_reference_t<V>>(item)));
    return ++held_ == N;
  }
  bool has_item() const noexcept { return held_ == N; }
  auto item() const noexcept {
    return [this]<std::size_t... I>(std::index_sequence<I...>) {
      return std::tuple<const repeated<I>&...>(*place(I)...);
    }(std::make_index_sequence<N>());
  }

  demand needed(demand wanted) const noexcept override { return wanted == 0 ? 0 : sum_of(wanted, missing()); }
  demand most(demand arriving) const noexcept override {
    return arriving == unlimited ? unlimited : arriving - std::min(arriving, missing());
  }
  void leave_item() noexcept override {
    if (!has_item()) return;
    --held_;
    first_ = (first_ + 1) % N;
  }

 private:
  auto& place(std::size_t number) noexcept { return window_[(first_ + number) % N]; }
  const auto& place(std::size_t number) const noexcept { return window_[(first_ + number) % N]; }

  /// Returns how many items must arrive before one that makes a window whole.
  demand missing() const noexcept { return has_item() ? 0 : N - 1 - held_; }

  std::array<std::optional<value>, N> window_{};  // a ring
  std::size_t first_{};
  std::size_t held_{};
};

template <class V, std::size_t N>
struct adaptor_of<std::ranges::adjacent_view<V, N>> {
  using upstream = V;
  static constexpr bool keeps_items = true;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto standard = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    return gathering_stage{std::move(standard).base(), states.add<adjacent_state<V, N>>()};
  }
};

}  // namespace roster::detail
#endif
// The two adaptors that change no item. all makes no view of its own: it returns the view that it is given, and
// needs nothing here. common is the standard view, although nothing ever asks it for a pair of equal iterators:
// so it accepts and refuses what the standard does.

#include <ranges>

namespace roster::detail {

template <class V>
struct adaptor_of<std::ranges::common_view<V>> {
  using upstream = V;
  using state = adaptor_state;
};

template <class V>
inline constexpr bool stays_in_page<std::ranges::common_view<V>> = stays_in_page<V>;

template <class V>
inline constexpr bool tells_position<std::ranges::common_view<V>> = tells_position<V>;

}  // namespace roster::detail
// as_const over pages, where the standard library has it: the standard view, item by item. Its items are
// copied, as what is const cannot be moved from.

#include <ranges>

#if defined(__cpp_lib_ranges_as_const)
namespace roster::detail {

template <class V>
struct adaptor_of<std::ranges::as_const_view<V>> {
  using upstream = V;
  using state = adaptor_state;
};

template <class V>
inline constexpr bool tells_position<std::ranges::as_const_view<V>> = tells_position<V>;

}  // namespace roster::detail
#endif
// as_rvalue over pages, where the standard library has it: the standard view, item by item. What it gives is
// moved from, wherever it lies; the user said so.

#include <ranges>

#if defined(__cpp_lib_ranges_as_rvalue)
namespace roster::detail {

template <class V>
struct adaptor_of<std::ranges::as_rvalue_view<V>> {
  using upstream = V;
  using state = adaptor_state;
};

template <class V>
inline constexpr bool tells_position<std::ranges::as_rvalue_view<V>> = tells_position<V>;

}  // namespace roster::detail
#endif
// chunk(n) over pages, where the standard library has it. Its items are vectors, since the standard's are views of
// the list, whose pages go. One is given as soon as it is whole, the last one when the list has ended.

#include <algorithm>
#include <ranges>
// Makes the count of an adaptor readable that keeps it to itself: std::ranges::drop_view tells it by its
// size(), if what it is applied to has one.

#include <concepts>
#include <cstdint>
#include <limits>
#include <ranges>
#include <type_traits>
#include <utility>

// A namespace of its own, so that size() below is a candidate for nothing but what stands on a measured_view.
namespace roster::detail::measuring {

/// Passes a view on and pretends to have as many items as can be counted.
template <std::ranges::view V>
class measured_view : public std::ranges::view_interface<measured_view<V>> {
 public:
  static constexpr std::uint64_t pretended = std::numeric_limits<std::int64_t>::max();

  explicit measured_view(V upstream) : upstream_(std::move(upstream)) {}
  auto begin() { return std::ranges::begin(upstream_); }
  auto end() { return std::ranges::end(upstream_); }
  static constexpr std::uint64_t size() noexcept { return pretended; }

 private:
  V upstream_;
};

template <class V>
inline constexpr bool is_measured = false;
template <class V>
inline constexpr bool is_measured<measured_view<V>> = true;
template <made_item_by_item V>
inline constexpr bool is_measured<V> = is_measured<typename adaptor_of<V>::upstream>;

/// The size of an item-wise view on a measured_view, found by argument-dependent lookup: a filter, which has
/// no size, must not hide the count of what comes behind it. Two of them, to outdo std::ranges::size's own.
template <class V>
  requires is_measured<std::remove_cv_t<V>>
std::uint64_t size(V&) {
  return measured_view<std::ranges::empty_view<int>>::pretended;
}
template <class V>
  requires is_measured<V>
std::uint64_t size(const V&) {
  return measured_view<std::ranges::empty_view<int>>::pretended;
}

}  // namespace roster::detail::measuring

namespace roster::detail {

using measuring::measured_view;

template <class V>
inline constexpr bool stays_in_page<measured_view<V>> = stays_in_page<V>;

template <class V>
inline constexpr bool tells_position<measured_view<V>> = tells_position<V>;

}  // namespace roster::detail
#include <utility>
#include <vector>

#if defined(__cpp_lib_ranges_chunk)
namespace roster::detail {

template <class V>
class chunk_state final : public adaptor_state {
 public:
  using value_type = std::vector<std::ranges::range_value_t<V>>;

  explicit chunk_state(demand size) noexcept : size_(size) {}

  bool add(std::ranges::range_reference_t<V>&& item) {
    items_.push_back(owned<V>(std::forward<std::ranges::range_reference_t<V>>(item)));
    whole_ = items_.size() == size_;
    return whole_;
  }
  bool has_item() const noexcept { return whole_; }
  const value_type& item() const noexcept { return items_; }

  demand needed(demand wanted) const noexcept override {
    const auto all = product_of(wanted, size_);
    return all == unlimited ? unlimited : all - std::min(all, held());
  }
  demand most(demand arriving) const noexcept override {
    const auto all = sum_of(arriving, held());
    return all == unlimited ? unlimited : all / size_ + (all % size_ == 0 ? 0 : 1);
  }
  void leave_item() noexcept override {
    if (whole_) items_.clear();
    whole_ = false;
  }
  bool flush() noexcept override {
    whole_ = !items_.empty();
    return whole_;
  }

 private:
  demand held() const noexcept { return whole_ ? 0 : items_.size(); }

  demand size_;
  value_type items_{};
  bool whole_{};
};

/// The count is read from how many chunks a view has that pretends to have a size: exact to three billion, and
/// beyond that still more than any list has.
template <class V>
struct adaptor_of<std::ranges::chunk_view<V>> {
  using upstream = V;
  static constexpr bool keeps_items = true;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    using measured = measured_view<View>;
    auto chunked = std::move(adaptor)(measured(std::move(view)));
    const auto chunks = static_cast<demand>(chunked.size());
    auto base = std::move(chunked).base();
    add_states<decltype(base), measured>(states);
    auto& state = states.add<chunk_state<decltype(base)>>((measured::pretended - 1) / chunks + 1);
    return gathering_stage{std::move(base), state};
  }
};

}  // namespace roster::detail
#endif
// chunk_by(p) over pages, where the standard library has it. Its items are vectors, since the standard's are views
// of the list, whose pages go. A chunk is whole when the first item of the next one is there, which is kept for it.

#include <functional>
#include <ranges>
#include <utility>
#include <vector>

#if defined(__cpp_lib_ranges_chunk_by)
namespace roster::detail {

/// `Standard` is the view of the standard library, kept for its predicate: it makes any function assignable.
template <class V, class Standard>
class chunk_by_state final : public adaptor_state {
 public:
  using value_type = std::vector<std::ranges::range_value_t<V>>;

  explicit chunk_by_state(Standard standard) : standard_(std::move(standard)) {}

  bool add(std::ranges::range_reference_t<V>&& item) {
    const bool ended = !items_.empty() && !belongs(item);
    auto& chunk = ended ? next_ : items_;
    chunk.push_back(owned<V>(std::forward<std::ranges::range_reference_t<V>>(item)));
    whole_ = ended;
    return whole_;
  }
  bool has_item() const noexcept { return whole_; }
  const value_type& item() const noexcept { return items_; }

  demand needed(demand) const noexcept override { return unlimited; }
  demand most(demand arriving) const noexcept override {
    const auto& pending = whole_ ? next_ : items_;
    return sum_of(arriving, pending.empty() ? 0 : 1);
  }
  bool exact() const noexcept override { return false; }
  void leave_item() noexcept override {
    if (!whole_) return;
    items_.clear();
    items_.swap(next_);
    whole_ = false;
  }
  bool flush() noexcept override {
    whole_ = !items_.empty();
    return whole_;
  }

 private:
  bool belongs(auto& item) {
    using predicate = std::remove_cvref_t<decltype(standard_.pred())>;
    auto& function = const_cast<predicate&>(standard_.pred());  // the standard calls it so; pred() hides that
    return static_cast<bool>(std::invoke(function, items_.back(), item));
  }

  Standard standard_;
  value_type items_{};
  value_type next_{};
  bool whole_{};
};

template <class V, class P>
struct adaptor_of<std::ranges::chunk_by_view<V, P>> {
  using upstream = V;
  static constexpr bool keeps_items = true;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto standard = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    auto base = std::move(standard).base();
    auto& state = states.add<chunk_by_state<V, decltype(standard)>>(std::move(standard));
    return gathering_stage{std::move(base), state};
  }
};

}  // namespace roster::detail
#endif
// drop(n) over pages. std::views::drop skips anew at every begin(); this one keeps in the engine how many are
// still to be skipped. It only steps over them: nothing looks at an item that is skipped.

#include <algorithm>
#include <ranges>
#include <utility>

namespace roster::detail {

struct drop_state final : adaptor_state {
  demand left{};  ///< still to be skipped

  explicit drop_state(demand count) noexcept : left(count) {}

  demand needed(demand wanted) const noexcept override { return sum_of(wanted, left); }
  demand most(demand arriving) const noexcept override {
    return arriving == unlimited ? unlimited : arriving - std::min(arriving, left);
  }
  bool passed() const noexcept override { return left == 0; }
};

template <std::ranges::view V>
class drop_stage : public std::ranges::view_interface<drop_stage<V>> {
 public:
  drop_stage(V upstream, drop_state& state) : upstream_(std::move(upstream)), state_(&state) {}
  auto begin() {
    auto at = std::ranges::begin(upstream_);
    while (state_->left > 0 && at != std::ranges::end(upstream_)) {
      --state_->left;  // first: if the step throws, the item that is left behind has been skipped
      ++at;
    }
    return at;
  }
  auto end() { return std::ranges::end(upstream_); }

 private:
  V upstream_;
  drop_state* state_;
};

/// The count is read from the size of the standard view over one that pretends to have a size.
template <class V>
struct adaptor_of<std::ranges::drop_view<V>> {
  using upstream = V;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    using measured = measured_view<View>;
    auto dropped = std::move(adaptor)(measured(std::move(view)));
    add_states<decltype(std::move(dropped).base()), measured>(states);
    auto& state = states.add<drop_state>(measured::pretended - static_cast<demand>(dropped.size()));
    return drop_stage{std::move(dropped).base(), state};
  }
};

template <class V>
inline constexpr bool stays_in_page<drop_stage<V>> = stays_in_page<V>;

template <class V>
inline constexpr bool tells_position<drop_stage<V>> = tells_position<V>;

}  // namespace roster::detail
// drop_while(p) over pages. std::views::drop_while skips anew at every begin(); this one remembers in the engine
// that an item has come through, and then tests no more.

#include <functional>
#include <ranges>
#include <utility>

namespace roster::detail {

struct drop_while_state final : adaptor_state {
  bool dropping{true};  ///< every item so far has been skipped

  demand needed(demand wanted) const noexcept override { return dropping ? unlimited : wanted; }
  bool exact() const noexcept override { return !dropping; }
  bool passed() const noexcept override { return !dropping; }
};

/// `Standard` is the view of the standard library, kept for its predicate: it makes any function assignable.
template <std::ranges::view V, class Standard>
class drop_while_stage : public std::ranges::view_interface<drop_while_stage<V, Standard>> {
 public:
  drop_while_stage(V upstream, Standard standard, drop_while_state& state)
      : upstream_(std::move(upstream)), standard_(std::move(standard)), state_(&state) {}
  auto begin() {
    auto at = std::ranges::begin(upstream_);
    while (state_->dropping && at != std::ranges::end(upstream_)) {
      state_->dropping = static_cast<bool>(std::invoke(standard_.pred(), *at));
      if (state_->dropping) ++at;
    }
    return at;
  }
  auto end() { return std::ranges::end(upstream_); }

 private:
  V upstream_;
  Standard standard_;
  drop_while_state* state_;
};

template <class V, class P>
struct adaptor_of<std::ranges::drop_while_view<V, P>> {
  using upstream = V;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto standard = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    auto base = std::move(standard).base();
    return drop_while_stage{std::move(base), std::move(standard), states.add<drop_while_state>()};
  }
};

template <class V, class Standard>
inline constexpr bool stays_in_page<drop_while_stage<V, Standard>> = stays_in_page<V>;

template <class V, class Standard>
inline constexpr bool tells_position<drop_while_stage<V, Standard>> = tells_position<V>;

}  // namespace roster::detail
// each_page(closure): what needs a whole list, applied to each page by itself. An adaptor of the library's own,
// since the standard has no pages.

#include <concepts>
#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <ranges>
#include <span>
#include <type_traits>
#include <utility>

namespace roster {
namespace detail {

/// The current page as its closure has made it, and the place in it: a closure may change the order, so that
/// the cursor cannot hold it. Once the closure has a page, the cursor stands at the page's end.
template <class Row, class Closure>
class each_page_state final : public adaptor_state {
 public:
  using view = std::views::all_t<std::invoke_result_t<Closure&, std::span<Row>>>;

  explicit each_page_state(Closure closure) : closure_(std::move(closure)) {}

  demand needed(demand) const noexcept override { return unlimited; }  // pages must not depend on the demand
  demand most(demand arriving) const noexcept override { return arriving == 0 && !at_ ? 0 : unlimited; }
  bool exact() const noexcept override { return false; }
  void leave_item() noexcept override { left_ = true; }

  /// Applies the closure to a page that has not been seen, or goes on behind the item that was left.
  void begin(cursor<Row>& position) {
    if (position.page == 0)
      at_.reset();
    else if (page_ != position.page)
      open(position);
    else if (left_ && at_)
      step();
    left_ = false;
  }
  void step() {
    auto at = *std::exchange(at_, std::nullopt);  // if a function of the closure's throws, the page is over
    ++at;
    arrive(std::move(at));
  }
  bool has_item() const noexcept { return at_.has_value(); }
  decltype(auto) item() const { return **at_; }

 private:
  void open(cursor<Row>& position) {
    const std::span<Row> whole(std::exchange(position.at, position.end), position.end);
    page_ = position.page;
    at_.reset();
    view_.emplace(std::views::all(std::invoke(closure_, whole)));
    arrive(std::ranges::begin(*view_));
  }
  void arrive(std::ranges::iterator_t<view> at) {
    if (at != std::ranges::end(*view_)) at_.emplace(std::move(at));
  }

  Closure closure_;
  std::size_t page_{};
  std::optional<view> view_{};
  std::optional<std::ranges::iterator_t<view>> at_{};
  bool left_{};
};

template <class Row, class Closure>
class each_page_stage : public std::ranges::view_interface<each_page_stage<Row, Closure>> {
  using state = each_page_state<Row, Closure>;

 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = std::ranges::range_value_t<typename state::view>;
    using difference_type = std::ptrdiff_t;

    iterator() = default;
    explicit iterator(state& items) noexcept : items_(&items) {}
    decltype(auto) operator*() const { return items_->item(); }
    iterator& operator++() {
      items_->step();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept {
      return !it.items_->has_item();
    }

   private:
    state* items_{};
  };

  each_page_stage(page_view<Row> pages, state& items) noexcept : pages_(pages), items_(&items) {}
  iterator begin() {
    items_->begin(pages_.position());
    return iterator{*items_};
  }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  page_view<Row> pages_;
  state* items_;
};

template <class V>
inline constexpr bool is_page_view = false;
template <class Row>
inline constexpr bool is_page_view<page_view<Row>> = true;

/// True for a function that makes a range of a page, and can be called again for the next one.
template <class Closure, class Row>
concept makes_range_of_page = std::invocable<Closure&, std::span<Row>> && requires {
  requires std::ranges::viewable_range<std::invoke_result_t<Closure&, std::span<Row>>>;
  requires std::ranges::input_range<std::invoke_result_t<Closure&, std::span<Row>>>;
};

}  // namespace detail

template <class Closure>
struct each_page_adaptor : detail::own_adaptor {
  Closure closure;

  explicit each_page_adaptor(Closure c) : closure(std::move(c)) {}

  template <class V>
  static consteval bool accepts() {
    using row = std::ranges::range_value_t<V>;
    constexpr bool first = detail::is_page_view<V>;
    constexpr bool makes_range = detail::makes_range_of_page<Closure, row>;
    static_assert(
        first,
        "roster: each_page() stands behind another adaptor; it works on pages as they come from the "
        "service; put what stands before it into its closure, as in each_page(std::views::filter(f) "
        "| std::views::reverse)");
    static_assert(!first || makes_range,
                  "roster: the closure given to each_page() makes no range of a page; it is called with a "
                  "std::span of the page's items, once for each page; give it an adaptor, or a function that "
                  "returns a range");
    return first && makes_range;
  }

  template <class Row>
  auto apply(detail::page_view<Row> pages, detail::adaptor_states& states) && {
    auto& state = states.add<detail::each_page_state<Row, Closure>>(std::move(closure));
    return detail::each_page_stage<Row, Closure>(pages, state);
  }
};

/// Applies a closure to each page as a whole, a sized random-access range of its items, and gives what comes
/// out, page by page: `client.list_services({}) | roster::each_page(std::views::reverse)`. The sizes of the
/// pages are the server's. If a function inside the closure throws while the closure looks for its next item,
/// the rest of that page counts as consumed.
/// Example: each_page: gives the items of each page reversed, page by page
template <class Closure>
auto each_page(Closure&& closure) {
  return each_page_adaptor<std::remove_cvref_t<Closure>>(std::forward<Closure>(closure));
}

}  // namespace roster
// elements<N>, keys and values over pages: the standard view, item by item.

#include <cstddef>
#include <ranges>
#include <tuple>
#include <type_traits>

namespace roster::detail {

template <class V, std::size_t N>
struct adaptor_of<std::ranges::elements_view<V, N>> {
  using upstream = V;
  using state = adaptor_state;
};

template <class V, std::size_t N>
inline constexpr bool stays_in_page<std::ranges::elements_view<V, N>> =
    stays_in_page<V> && std::is_lvalue_reference_v<std::ranges::range_reference_t<V>> &&
    !std::is_reference_v<std::tuple_element_t<N, std::remove_cvref_t<std::ranges::range_reference_t<V>>>>;

template <class V, std::size_t N>
inline constexpr bool tells_position<std::ranges::elements_view<V, N>> = tells_position<V>;

}  // namespace roster::detail
// enumerate over pages, where the standard library has it. std::views::enumerate counts anew at every begin(); this
// one keeps its count in the engine.

#include <iterator>
#include <ranges>
#include <tuple>
#include <utility>

#if defined(__cpp_lib_ranges_enumerate)
namespace roster::detail {

struct enumerate_state final : adaptor_state {
  demand index{};
  bool at_item{};  ///< an item has arrived and is not yet counted

  void leave_item() noexcept override {
    if (at_item) ++index;
    at_item = false;
  }
};

template <std::ranges::view V>
class enumerate_stage : public std::ranges::view_interface<enumerate_stage<V>> {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using difference_type = std::ranges::range_difference_t<V>;
    using value_type = std::tuple<difference_type, std::ranges::range_value_t<V>>;

    iterator() = default;
    explicit iterator(enumerate_stage& stage) : stage_(&stage), at_(std::ranges::begin(stage.upstream_)) {
      arrive();
    }
    std::tuple<difference_type, std::ranges::range_reference_t<V>> operator*() const {
      return {static_cast<difference_type>(stage_->state_->index), *at_};
    }
    iterator& operator++() {
      stage_->state_->leave_item();
      ++at_;
      arrive();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept {
      return !it.stage_->state_->at_item;
    }

   private:
    void arrive() { stage_->state_->at_item = at_ != std::ranges::end(stage_->upstream_); }

    enumerate_stage* stage_{};
    std::ranges::iterator_t<V> at_{};
  };

  enumerate_stage(V upstream, enumerate_state& state) : upstream_(std::move(upstream)), state_(&state) {}
  iterator begin() { return iterator{*this}; }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  V upstream_;
  enumerate_state* state_;
};

template <class V>
struct adaptor_of<std::ranges::enumerate_view<V>> {
  using upstream = V;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto standard = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    return enumerate_stage{std::move(standard).base(), states.add<enumerate_state>()};
  }
};

}  // namespace roster::detail
#endif
// filter over pages: the standard view, item by item. How many items pass is not known before.

#include <ranges>

namespace roster::detail {

template <class V, class P>
struct adaptor_of<std::ranges::filter_view<V, P>> {
  using upstream = V;
  using state = selecting_state;
};

template <class V, class P>
inline constexpr bool stays_in_page<std::ranges::filter_view<V, P>> = stays_in_page<V>;

template <class V, class P>
inline constexpr bool tells_position<std::ranges::filter_view<V, P>> = tells_position<V>;

}  // namespace roster::detail
// join over pages: the standard view, item by item. An inner range is one item of the list, so that it never
// crosses a page border; how many items it has is not known before. Its items are not moved out: it may be a
// view of what lies elsewhere.

#include <ranges>

namespace roster::detail {

struct join_state final : selecting_state {
  demand most(demand arriving) const noexcept override { return arriving == 0 ? 0 : unlimited; }
};

template <class V>
struct adaptor_of<std::ranges::join_view<V>> {
  using upstream = V;
  using state = join_state;
};

}  // namespace roster::detail
// prefetch(n): an adaptor that changes no item, and lets the source fetch pages before they are asked for.

#include <cstddef>

namespace roster {

class prefetch_adaptor : public detail::source_adaptor {
 public:
  explicit prefetch_adaptor(std::size_t pages) noexcept : pages_(pages) {}

  template <class V>
  static consteval bool accepts() {
    return true;
  }

  template <class Row>
  void configure(page_source<Row>& source, bool) const {
    source.prefetch(pages_);
  }

  template <class V>
  auto apply(V upstream, detail::adaptor_states&) && {
    return upstream;
  }

 private:
  std::size_t pages_;
};

/// Fetches up to `pages` pages before they are asked for, wherever it stands in the pipeline; the same as
/// `list_options{.prefetch = pages}`, which it replaces. 0: none.
/// Example: prefetch: is the same as the option of a listing, wherever it stands
inline prefetch_adaptor prefetch(std::size_t pages) noexcept { return prefetch_adaptor(pages); }

}  // namespace roster
// stride(n) over pages, where the standard library has it. std::views::stride gives the first item of every page;
// this one keeps in the engine how many are still to be skipped. It only steps over them: nothing looks at them.

#include <algorithm>
#include <iterator>
#include <ranges>
#include <utility>

#if defined(__cpp_lib_ranges_stride)
namespace roster::detail {

struct stride_state final : adaptor_state {
  demand between;  ///< items that are skipped between two
  demand left{};   ///< still to be skipped
  bool at_item{};  ///< an item has arrived and is not yet left

  explicit stride_state(demand width) noexcept : between(width - 1) {}

  demand needed(demand wanted) const noexcept override {
    return wanted == 0 ? 0 : sum_of(product_of(wanted - 1, between + 1), ahead() + 1);
  }
  demand most(demand arriving) const noexcept override {
    if (arriving == unlimited) return unlimited;
    return arriving <= ahead() ? 0 : (arriving - ahead() - 1) / (between + 1) + 1;
  }
  void leave_item() noexcept override {
    if (at_item) left = between;
    at_item = false;
  }

 private:
  demand ahead() const noexcept { return at_item ? between : left; }
};

template <std::ranges::view V>
class stride_stage : public std::ranges::view_interface<stride_stage<V>> {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = std::ranges::range_value_t<V>;
    using difference_type = std::ranges::range_difference_t<V>;

    iterator() = default;
    explicit iterator(stride_stage& stage) : stage_(&stage), at_(std::ranges::begin(stage.upstream_)) {
      skip();
    }
    decltype(auto) operator*() const { return *at_; }
    iterator& operator++() {
      stage_->state_->leave_item();
      ++at_;
      skip();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept {
      return !it.stage_->state_->at_item;
    }

   private:
    bool arrived() const { return at_ != std::ranges::end(stage_->upstream_); }
    void skip() {
      auto& state = *stage_->state_;
      while (state.left > 0 && arrived()) {
        --state.left;  // first: if the step throws, the item that is left behind has been skipped
        ++at_;
      }
      state.at_item = arrived();
    }

    stride_stage* stage_{};
    std::ranges::iterator_t<V> at_{};
  };

  stride_stage(V upstream, stride_state& state) : upstream_(std::move(upstream)), state_(&state) {}
  iterator begin() { return iterator{*this}; }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  V upstream_;
  stride_state* state_;
};

template <class V>
struct adaptor_of<std::ranges::stride_view<V>> {
  using upstream = V;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto standard = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    auto& state = states.add<stride_state>(static_cast<demand>(standard.stride()));
    return stride_stage{std::move(standard).base(), state};
  }
};

template <class V>
inline constexpr bool stays_in_page<stride_stage<V>> = stays_in_page<V>;

}  // namespace roster::detail
#endif
// take(n) over pages. std::views::take counts anew at every begin() and steps once behind its last item,
// which looks for one match too many; this one keeps its count in the engine and stops at the last item.

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <ranges>
#include <utility>

namespace roster::detail {

/// The part of a take that lasts longer than a page.
struct take_state final : adaptor_state {
  demand left{};
  bool at_item{};  ///< an item has arrived and is not yet counted

  explicit take_state(demand count) noexcept : left(count) {}

  demand needed(demand wanted) const noexcept override { return most(wanted); }
  demand most(demand arriving) const noexcept override {
    return std::min(arriving, left - (at_item ? 1 : 0));
  }
  void leave_item() noexcept override {
    if (at_item) --left;
    at_item = false;
  }
};

template <std::ranges::view V>
class take_stage : public std::ranges::view_interface<take_stage<V>> {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = std::ranges::range_value_t<V>;
    using difference_type = std::ranges::range_difference_t<V>;

    iterator() = default;
    explicit iterator(take_stage& stage) : stage_(&stage) {
      if (stage_->state_->left == 0) return;
      at_.emplace(std::ranges::begin(stage_->upstream_));
      arrive();
    }
    decltype(auto) operator*() const { return **at_; }
    iterator& operator++() {
      stage_->state_->leave_item();
      if (stage_->state_->left == 0) return *this;
      ++*at_;
      arrive();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept { return !it.has_item(); }

   private:
    bool has_item() const noexcept { return stage_->state_->at_item; }
    void arrive() { stage_->state_->at_item = *at_ != std::ranges::end(stage_->upstream_); }

    take_stage* stage_{};
    std::optional<std::ranges::iterator_t<V>> at_{};
  };

  take_stage(V upstream, take_state& state) : upstream_(std::move(upstream)), state_(&state) {}
  iterator begin() { return iterator{*this}; }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  V upstream_;
  take_state* state_;
};

/// The count is read from the iterator of the standard view: on an empty page that calls no function.
template <class V>
struct adaptor_of<std::ranges::take_view<V>> {
  using upstream = V;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto taken = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    const auto count = taken.begin().count();
    auto& state = states.add<take_state>(count > 0 ? static_cast<demand>(count) : 0);
    return take_stage{std::move(taken).base(), state};
  }
};

template <class V>
inline constexpr bool stays_in_page<take_stage<V>> = stays_in_page<V>;

template <class V>
inline constexpr bool tells_position<take_stage<V>> = tells_position<V>;

}  // namespace roster::detail
// take_while(p) over pages. std::views::take_while tests in every comparison and forgets at begin() that it
// has ended; this one tests once for each item, and after the first miss the list is over.

#include <functional>
#include <iterator>
#include <optional>
#include <ranges>
#include <utility>

namespace roster::detail {

struct take_while_state final : adaptor_state {
  bool ended{};  ///< an item has not passed

  demand most(demand arriving) const noexcept override { return ended ? 0 : arriving; }
  bool exact() const noexcept override { return false; }
  bool gives_back() const noexcept override { return ended; }
};

/// `Standard` is the view of the standard library, kept for its predicate: it makes any function assignable.
template <std::ranges::view V, class Standard>
class take_while_stage : public std::ranges::view_interface<take_while_stage<V, Standard>> {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = std::ranges::range_value_t<V>;
    using difference_type = std::ranges::range_difference_t<V>;

    iterator() = default;
    explicit iterator(take_while_stage& stage) : stage_(&stage) {
      if (stage_->state_->ended) return;
      at_.emplace(std::ranges::begin(stage_->upstream_));
      test();
    }
    decltype(auto) operator*() const { return **at_; }
    iterator& operator++() {
      ++*at_;
      test();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept { return !it.has_item_; }

   private:
    void test() {
      has_item_ = false;
      if (*at_ == std::ranges::end(stage_->upstream_)) return;
      has_item_ = static_cast<bool>(std::invoke(stage_->standard_.pred(), **at_));
      stage_->state_->ended = !has_item_;
    }

    take_while_stage* stage_{};
    std::optional<std::ranges::iterator_t<V>> at_{};
    bool has_item_{};
  };

  take_while_stage(V upstream, Standard standard, take_while_state& state)
      : upstream_(std::move(upstream)), standard_(std::move(standard)), state_(&state) {}
  iterator begin() { return iterator{*this}; }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  V upstream_;
  Standard standard_;
  take_while_state* state_;
};

template <class V, class P>
struct adaptor_of<std::ranges::take_while_view<V, P>> {
  using upstream = V;
  template <class View, class Adaptor>
  static auto apply(View view, Adaptor adaptor, adaptor_states& states) {
    auto standard = std::move(adaptor)(std::move(view));
    add_states<V, View>(states);
    auto base = std::move(standard).base();
    return take_while_stage{std::move(base), std::move(standard), states.add<take_while_state>()};
  }
};

template <class V, class Standard>
inline constexpr bool stays_in_page<take_while_stage<V, Standard>> = stays_in_page<V>;

template <class V, class Standard>
inline constexpr bool tells_position<take_while_stage<V, Standard>> = tells_position<V>;

}  // namespace roster::detail
// transform over pages: the standard view, item by item. A function may return a reference to anything, unless
// it is a pointer to a data member.

#include <ranges>
#include <type_traits>

namespace roster::detail {

template <class V, class F>
struct adaptor_of<std::ranges::transform_view<V, F>> {
  using upstream = V;
  using state = adaptor_state;
};

/// True for a pointer to a data member of what Reference refers to; std::invoke also goes through smart
/// pointers and reference wrappers, out of the page.
template <class F, class Reference>
inline constexpr bool is_member_of = false;
template <class Member, class Class, class Item>
inline constexpr bool is_member_of<Member Class::*, Item&> =
    !std::is_function_v<Member> && std::is_base_of_v<Class, std::remove_cv_t<Item>>;

template <class V, class F>
inline constexpr bool stays_in_page<std::ranges::transform_view<V, F>> =
    stays_in_page<V> && is_member_of<F, std::ranges::range_reference_t<V>>;

template <class V, class F>
inline constexpr bool tells_position<std::ranges::transform_view<V, F>> = tells_position<V>;

}  // namespace roster::detail
// where(condition): a filter that can be looked into, so that what the service itself filters by is asked of the
// service, and only the rest is evaluated here.

#include <concepts>
#include <ranges>
// A field of an item in a condition: roster::field<&service::gpu> > 0. Each wrong use is one sentence.

// What the value of a field can be compared with, by its kind, and how that is done.

#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace roster::detail {

template <class T>
inline constexpr bool is_number = kind_of<T> == kind::integer || kind_of<T> == kind::real;
template <class T>
inline constexpr bool is_boolean = kind_of<T> == kind::boolean || kind_of<T> == kind::flag;
template <class T>
inline constexpr bool has_text =
    kind_of<T> == kind::text || kind_of<T> == kind::open_enum || kind_of<T> == kind::secret ||
    kind_of<T> == kind::json_text || kind_of<T> == kind::utc_time;
template <class T>
inline constexpr bool has_order = is_number<T> || kind_of<T> == kind::text || kind_of<T> == kind::utc_time;

template <class T>
concept text_like = std::convertible_to<const T&, std::string_view>;

template <class T>
inline constexpr bool is_time_point = std::same_as<T, utc_time>;
template <class Duration>
inline constexpr bool is_time_point<std::chrono::sys_time<Duration>> = true;

/// Whether a Value can stand for the text of a T.
template <class T, class Value>
inline constexpr bool stands_for_text = text_like<Value> || std::same_as<T, Value>;
template <class E, class Value>
inline constexpr bool stands_for_text<open_enum<E>, Value> =
    text_like<Value> || std::same_as<open_enum<E>, Value> || std::same_as<E, Value>;
template <class Value>
inline constexpr bool stands_for_text<utc_time, Value> = text_like<Value> || is_time_point<Value>;

template <class T, class Value>
consteval bool check_comparable() {
  constexpr bool single = is_number<T> || is_boolean<T> || has_text<T>;
  static_assert(
      single,
      "roster: this field is a list, a map or a struct; a condition compares single values; write "
      "field<&my_item::place, &my_place::name> to reach into a struct, std::views::filter for others");
  constexpr bool same_kind = is_number<T>    ? is_number<Value>
                             : is_boolean<T> ? std::same_as<Value, bool>
                                             : stands_for_text<T, Value>;
  static_assert(
      !single || same_kind,
      "roster: a field is compared with a value of another kind; numbers are compared with numbers, "
      "flags with true or false, texts with texts, enumerations with their own enumerators, times "
      "with times; write a value of the field's kind");
  return single && same_kind;
}

/// Returns a number as conditions compare it: what int64 cannot hold comes as double.
template <class T>
std::variant<std::int64_t, double> comparable_number(T number) {
  if constexpr (std::integral<T>)
    if (std::in_range<std::int64_t>(number)) return static_cast<std::int64_t>(number);
  return static_cast<double>(number);
}

inline operand text_operand(std::string_view text) { return {std::string(text), {}}; }

template <class Value>
operand time_operand(const Value& right) {
  if constexpr (text_like<Value>)
    return time_operand(utc_time(std::string_view(right)));
  else if constexpr (std::same_as<Value, utc_time>)
    return {right.text(), right.seconds()};
  else
    return time_operand(utc_time(std::chrono::floor<std::chrono::seconds>(right)));
}

/// Returns `right` as what a field_value T is compared with.
template <class T, class Value>
operand make_operand(const Value& right) {
  if constexpr (is_boolean<T>)
    return {right, {}};
  else if constexpr (is_number<T>)
    return std::visit([](auto number) { return operand{number, {}}; }, comparable_number(right));
  else if constexpr (kind_of<T> == kind::utc_time)
    return time_operand(right);
  else if constexpr (kind_of<T> == kind::open_enum)
    return text_operand(T(right).text());
  else if constexpr (text_like<Value>)
    return text_operand(right);
  else if constexpr (kind_of<T> == kind::secret)
    return text_operand(right.reveal());
  else
    return text_operand(right.text());
}

/// Tells whether a value that is there meets `op right`; a flag may still be absent.
template <class T>
bool present_meets(const T& held, comparison op, const operand& right) {
  if constexpr (is_number<T>)
    return number_meets(comparable_number(held), op, right);
  else if constexpr (kind_of<T> == kind::boolean)
    return boolean_meets(held, op, right);
  else if constexpr (kind_of<T> == kind::flag)
    return held.has_value() && boolean_meets(held.value_or(false), op, right);
  else if constexpr (kind_of<T> == kind::text)
    return text_meets(held, op, right);
  else if constexpr (kind_of<T> == kind::secret)
    return text_meets(held.reveal(), op, right);
  else
    return text_meets(held.text(), op, right);
}

/// Tells whether a member meets `op right`; one that is absent, or a plain text that is empty, does not.
template <class T>
bool member_meets(const T& held, comparison op, const operand& right) {
  if constexpr (has_text<T>)
    return !held.empty() && present_meets(held, op, right);
  else
    return present_meets(held, op, right);
}
template <class T>
bool member_meets(const std::optional<T>& held, comparison op, const operand& right) {
  return held && present_meets(*held, op, right);
}

}  // namespace roster::detail
#include <string>
#include <type_traits>

namespace roster {
namespace detail {

/// The struct that a member belongs to. A function, since g++ 12 warns of a base class that depends on a member
/// of a struct in an unnamed namespace.
template <class M, class Owner>
std::type_identity<Owner> owner_of(M Owner::*);
std::type_identity<void> owner_of(...);

/// Returns the names of the members, joined by dots.
template <auto First, auto... Rest>
std::string joined_names() {
  std::string names(name_of_member<First>);
  ((names += '.', names += name_of_member<Rest>), ...);
  return names;
}

}  // namespace detail

/// What `field<>` is: its comparisons are conditions on the item.
template <auto First, auto... Rest>
class item_field {
 public:
  using item = typename decltype(detail::owner_of(First))::type;

  template <class Value>
  friend condition<item> operator==(item_field, const Value& right) {
    return compared<Value>(comparison::equal, right);
  }
  template <class Value>
  friend condition<item> operator!=(item_field, const Value& right) {
    return compared<Value>(comparison::unequal, right);
  }
  template <class Value>
  friend condition<item> operator<(item_field, const Value& right) {
    return ordered<Value>(comparison::less, right);
  }
  template <class Value>
  friend condition<item> operator<=(item_field, const Value& right) {
    return ordered<Value>(comparison::less_equal, right);
  }
  template <class Value>
  friend condition<item> operator>(item_field, const Value& right) {
    return ordered<Value>(comparison::greater, right);
  }
  template <class Value>
  friend condition<item> operator>=(item_field, const Value& right) {
    return ordered<Value>(comparison::greater_equal, right);
  }

  /// The part is looked for in any letter case of ASCII.
  /// Example: field: contains looks for a part in any letter case
  template <class Value>
  condition<item> contains(const Value& part) const {
    constexpr bool text = detail::has_text<value>;
    static_assert(text,
                  "roster: contains() is asked of a field that has no text; texts, times, enumerations and "
                  "secrets have one; compare numbers and flags with == != < <= > >=");
    if constexpr (text)
      return compared<Value>(comparison::contains, part);
    else
      return {};
  }

 private:
  static constexpr bool fits = detail::path_fits<item, path_type<First, Rest...>>;
  static_assert(
      fits,
      "roster: a member of this field<> does not belong to what stands before it; each one is a member "
      "of the struct that the one before it holds; write field<&my_item::place, &my_place::name>");

  static auto place_in(const item& whole) {
    if constexpr (fits)
      return find(whole, path<First, Rest...>);
    else
      return static_cast<const int*>(nullptr);  // the sentence has been said
  }
  using value = typename detail::inside_optional<
      std::remove_cvref_t<decltype(*place_in(std::declval<const item&>()))>>::type;

  template <class Value>
  static condition<item> ordered(comparison op, const Value& right) {
    constexpr bool in_order = detail::has_order<value>;
    static_assert(in_order,
                  "roster: the values of this field have no order; numbers, texts and times have one, flags, "
                  "enumerations and secrets do not; compare them with == or !=");
    if constexpr (in_order)
      return compared<Value>(op, right);
    else
      return {};
  }

  template <class Value>
  static condition<item> compared(comparison op, const Value& right) {
    if constexpr (detail::check_comparable<value, Value>())
      return condition<item>({.how = detail::condition_node::kind::term,
                              .term = {.field = {.text = detail::joined_names<First, Rest...>()},
                                       .op = op,
                                       .right = detail::make_operand<value>(right),
                                       .is_secret = kind_of<value> == kind::secret,
                                       .compare = compare},
                              .inner = {}});
    else
      return {};
  }

  static bool compare(const void* whole, comparison op, const operand& right) {
    const auto* place = place_in(*static_cast<const item*>(whole));
    return place != nullptr && detail::member_meets(*place, op, right);
  }
};

/// The field of an item that these members lead to, for a condition:
/// `field<&service::status> == service_status::running`, `field<&service::place, &place::public_> >= 1`.
/// Optionals on the way are looked into.
/// Example: field: compares members of every kind
template <auto First, auto... Rest>
inline constexpr item_field<First, Rest...> field{};

}  // namespace roster
#include <string>
#include <type_traits>
#include <utility>

namespace roster {

/// Whether a condition is split between the service and this side; otherwise all of it is evaluated here.
enum class pushdown { on, off };

namespace detail {

/// What where() returns after it has refused its argument in words.
struct no_condition : own_adaptor {
  template <class V>
  static consteval bool accepts() {
    return false;
  }
};

}  // namespace detail

template <class Item>
class where_adaptor : public detail::source_adaptor {
 public:
  where_adaptor(const condition<Item>& wanted, pushdown split)
      : rest_(condition<Item>() && wanted), split_(split) {}

  template <class V>
  static consteval bool accepts() {
    constexpr bool same = std::same_as<std::ranges::range_value_t<V>, Item>;
    static_assert(
        same,
        "roster: the fields of this condition belong to another struct than the items that arrive at "
        "where(); it compares members of the very items; name them by the range's row, as in "
        "field<&my_row::status>");
    return same;
  }

  /// Leaves to the source what it takes over. Behind another adaptor not every item arrives here, and what the
  /// service leaves out might be one that the adaptor counts.
  void configure(page_source<Item>& source, bool directly) {
    if (split_ == pushdown::off || !directly) return;
    const auto ask = [&](const one_of& wanted) { return source.ask_for(wanted); };
    rest_ = condition<Item>(detail::without_taken(rest_.node(), ask));
  }
  template <class Row>
  void configure(page_source<Row>&, bool) {}

  std::string evaluated_here() const { return rest_.empty() ? std::string() : rest_.text(); }

  /// When nothing is left, exactly what arrives comes out, so that the size of a page is known.
  template <class V>
  auto apply(V upstream, detail::adaptor_states& states) && {
    if (rest_.empty())
      states.add<detail::adaptor_state>();
    else
      states.add<detail::selecting_state>();
    return std::ranges::filter_view<V, condition<Item>>(std::move(upstream), std::move(rest_));
  }

 private:
  condition<Item> rest_;
  pushdown split_;
};

/// Lets the items through that meet a condition, `where(field<&service::status> == service_status::running &&
/// field<&service::gpu> > 0)`. Standing directly behind the source, it asks the service for those of the parts
/// joined by && that the schema declares as exact filters: one field `==` one value, or one of several joined by
/// ||. The items that come out are the same in any case; explain() tells how a condition was split.
/// Example: where: gives what a filter gives, and asks the service for what it can
template <class Item>
where_adaptor<Item> where(const condition<Item>& wanted, pushdown split = pushdown::on) {
  return {wanted, split};
}

template <class Other>
detail::no_condition where(const Other&, pushdown = pushdown::on) {
  static_assert(std::is_void_v<Other>,
                "roster: where() takes a condition made of fields; a function cannot be looked into; write "
                "roster::field<&my_item::status> == value, or give the function to std::views::filter");
  return {};
}

}  // namespace roster
#include <utility>

namespace roster::detail {

/// Applies the adaptors to a view, the first one innermost.
template <class View>
View build_pipeline(View view, adaptor_states&) {
  return view;
}
template <class View, class First, class... Rest>
auto build_pipeline(View view, adaptor_states& states, First first, Rest... rest) {
  return build_pipeline(apply_adaptor(std::move(view), std::move(first), states), states, std::move(rest)...);
}

/// The last view of a pipeline over pages of rows.
template <class Row, class... Adaptors>
using pipeline = decltype(build_pipeline(std::declval<page_view<Row>>(), std::declval<adaptor_states&>(),
                                         std::declval<Adaptors>()...));

}  // namespace roster::detail
#include <tuple>
#include <utility>

namespace roster::detail {

template <class Row, class View>
class engine {
 public:
  using view = View;
  using reference = std::ranges::range_reference_t<View>;
  using value_type = std::ranges::range_value_t<View>;

  template <class... Adaptors>
  engine(std::unique_ptr<page_source<Row>> source, std::tuple<Adaptors...> adaptors)
      : source_(std::move(source)),
        view_(std::apply(
            [this](auto&&... all) {
              return build_pipeline(page_view<Row>(&cursor_), states_, std::move(all)...);
            },
            std::move(adaptors))) {}
  engine(const engine&) = delete;
  engine& operator=(const engine&) = delete;

  /// Steps to the next item of the current page. If a function of the user's throws, the item that it was
  /// given counts as consumed, and the next step goes on behind it.
  bool advance() {
    if (state_ == state::no_page) return false;
    if (in_function_) refuse();
    const bool here = guarded([this] {
      if (std::exchange(state_, state::iterating) == state::begin_pending)
        at_.emplace(std::ranges::begin(view_));
      else
        ++*at_;
      if (*at_ != std::ranges::end(view_)) return true;
      drop_page();
      return false;
    });
    check_wanted();
    return here;
  }

  /// Tells whether there is an item to look at: advance() found one, and no function threw since.
  bool has_item() const noexcept { return state_ == state::iterating; }

  /// Returns the item that advance() stepped to.
  reference item() {
    return guarded([this]() -> reference { return **at_; });
  }

  /// Ends the list here, whatever the source still has.
  void finish() noexcept {
    drop_page();
    ended_ = true;
    source_->stop();
  }

  /// What the last operation through a completion token failed with; null if it did not.
  std::exception_ptr last_error{};

  const page_source<Row>& source() const noexcept { return *source_; }
  const page<Row>& current_page() const noexcept { return page_; }

  /// Returns the position in the source's list behind the item that was looked at last.
  checkpoint position() const {
    const bool begun = cursor_.page != 0;
    if (begun && !states_.passed())
      throw failure(
          errc::invalid_argument,
          "a drop or drop_while is still skipping, and a checkpoint holds no adaptor's state; take one "
          "before the first await, or once an item has come through");
    auto beginning = source_->beginning();  // first, since it says so if there are no positions
    if (!begun) return beginning;
    auto out = page_.position(consumed());
    out.request = std::move(beginning.request);
    return out;
  }

  /// Returns how many items are still to come, with the one under the cursor, if the server's total is true; 0
  /// if that cannot be known.
  demand expected_items() const noexcept {
    const auto behind = page_.total.value_or(0) - looked_at();
    return behind < 0 || !states_.exact() ? 0 : 1 + states_.most(static_cast<demand>(behind));
  }

  /// Marks the time in which functions of the user's may be called, which must not step or fetch themselves.
  class function_guard {
   public:
    explicit function_guard(engine& e) noexcept
        : in_function_(e.in_function_), before_(std::exchange(e.in_function_, true)) {}
    function_guard(const function_guard&) = delete;
    function_guard& operator=(const function_guard&) = delete;
    ~function_guard() { in_function_ = before_; }

   private:
    bool& in_function_;
    bool before_;
  };

  /// Lets an operation that begins later count as in flight from now on. Returns false if there is one already.
  bool claim() noexcept { return !running_on_ && !in_function_ && !std::exchange(claimed_, true); }
  void unclaim() noexcept { claimed_ = false; }

  void check_idle() const {
    if (running_on_ || claimed_ || in_function_) refuse();
  }

  /// Fails with operation_aborted once the range is gone.
  void check_wanted() const {
    if (abandoned_) throw boost::system::system_error(asio::error::operation_aborted);
  }

  /// Ends the work: the range has been destroyed. An operation in flight completes with operation_aborted.
  static void abandon(const std::shared_ptr<engine>& self) {
    self->abandoned_ = true;
    self->state_ = state::no_page;
    self->source_->stop();
    if (self->running_on_) cancel(self);
  }

  /// Fetches the next page for a consumer that can use `wanted` items. Behind the last one that can be of use,
  /// what an adaptor still holds counts as a page. Returns false when nothing can come out of the pipeline any
  /// more. The current page is given up when the next one is there.
  static asio::awaitable<bool> fetch(std::shared_ptr<engine> self, demand wanted = unlimited) {
    self->check_idle();
    self->check_wanted();
    if (self->states_.closed()) self->exhausted_ = true;
    if (self->ended_ || self->exhausted_) co_return self->flush();
    const auto executor = co_await asio::this_coro::executor;
    const running_guard running{*self, executor};
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    auto bring = self->source_->next(self->states_.needed(wanted));
    auto token = asio::bind_cancellation_slot(self->stop_.slot(), asio::use_awaitable);
    auto inherited = cancellation.slot();  // cleared by Asio when this coroutine resumes
    if (inherited.is_connected())
      inherited.assign([weak = std::weak_ptr<engine>(self)](asio::cancellation_type) {
        if (const auto engine = weak.lock()) cancel(engine);
      });
    auto next = co_await asio::co_spawn(executor, std::move(bring), token);
    self->check_wanted();
    if (!next) self->exhausted_ = true;
    if (!next) co_return self->flush();
    self->load(std::move(*next));
    co_return true;
  }

  /// Steps to the next item, over as many pages as it takes. Returns false at the end.
  static asio::awaitable<bool> turn_page(std::shared_ptr<engine> self, demand wanted = unlimited) {
    bool here = false;
    while (!here) {
      const bool fetched = co_await fetch(self, wanted);
      if (!fetched) co_return false;
      here = self->advance();
    }
    co_return true;
  }

 private:
  // Begin is pending until it has returned: with an optional iterator alone, a throw in begin() would lose
  // the page.
  enum class state { no_page, begin_pending, iterating };

  struct running_guard {
    engine& self;
    running_guard(engine& e, const asio::any_io_executor& on) noexcept : self(e) {
      self.running_on_ = on;
      ++self.fetches_;
    }
    running_guard(const running_guard&) = delete;
    running_guard& operator=(const running_guard&) = delete;
    ~running_guard() { self.running_on_ = nullptr; }
  };

  // Through the executor: in Boost 1.81 the cancellation of a spawned coroutine that is emitted elsewhere is
  // carried out later, through a pointer into this engine's signal, which may be gone by then.
  static void cancel(const std::shared_ptr<engine>& self) {
    asio::post(self->running_on_, [self, fetch = self->fetches_] {
      if (self->running_on_ && self->fetches_ == fetch) self->stop_.emit(asio::cancellation_type::terminal);
    });
  }

  [[noreturn]] static void refuse() {
    throw failure(errc::busy, "an operation on this range is in flight; await it before the next one");
  }

  template <class Function>
  auto guarded(Function step) -> decltype(step()) {
    const function_guard calling(*this);
    try {
      return step();
    } catch (...) {
      drop_page();
      if (cursor_.at != cursor_.end) ++cursor_.at;
      state_ = state::begin_pending;
      throw;
    }
  }

  void drop_page() noexcept {
    states_.leave_item();
    at_.reset();
    state_ = state::no_page;
  }

  /// Begins anew without a page, for what an adaptor still holds. Returns false, at the end, if nothing can come.
  bool flush() noexcept {
    drop_page();
    cursor_ = {};
    if (ended_ || states_.most(0) == 0 || !states_.flush()) {
      ended_ = true;
      return false;
    }
    state_ = state::begin_pending;
    return true;
  }

  /// Returns how many items of the list the cursor has been at.
  std::int64_t looked_at() const noexcept { return brought_ - (cursor_.end - cursor_.at) + 1; }

  /// Returns how many items of the page are behind us: with the one under the cursor, unless that is still to be
  /// looked at or has ended a take_while.
  std::size_t consumed() const noexcept {
    const auto index = static_cast<std::size_t>(cursor_.at - page_.items.data());
    const bool is_in_front =
        state_ == state::begin_pending || cursor_.at == cursor_.end || states_.gives_back();
    return index + (is_in_front ? 0 : 1);
  }

  void load(page<Row> next) noexcept {
    drop_page();
    page_ = std::move(next);
    cursor_ = {page_.items.data(), page_.items.data() + page_.items.size(), cursor_.page + 1};
    brought_ += static_cast<std::int64_t>(page_.items.size());
    state_ = state::begin_pending;
  }

  std::unique_ptr<page_source<Row>> source_;
  page<Row> page_{};
  cursor<Row> cursor_{};
  std::int64_t brought_{};  // items on all pages so far
  adaptor_states states_{};
  View view_;
  std::optional<std::ranges::iterator_t<View>> at_{};
  state state_{state::no_page};
  bool exhausted_{};  // the source has nothing more that is of use; adaptors may still hold something
  bool ended_{};
  bool abandoned_{};
  bool in_function_{};
  bool claimed_{};
  asio::any_io_executor running_on_{};  // the executor of the operation in flight, if there is one
  std::size_t fetches_{};
  asio::cancellation_signal stop_{};
};

}  // namespace roster::detail
// What `|` returns after it has refused an adaptor in words: it accepts whatever follows, so that the
// sentence is the only error.

#include <boost/asio/awaitable.hpp>
#include <iterator>
#include <optional>

namespace roster {

struct refused_iterator {
  refused_iterator& operator*() const;
  boost::asio::awaitable<void> operator++();
  bool operator==(std::default_sentinel_t) const;
};

struct refused_items {
  refused_items* begin();
  refused_items* end();
};

struct refused_range {
  template <class Adaptor>
  friend refused_range operator|(refused_range, Adaptor&&) {
    return {};
  }
  boost::asio::awaitable<std::optional<refused_range>> next();
  boost::asio::awaitable<std::optional<refused_range>> first();
  boost::asio::awaitable<std::optional<refused_range>> next_page();
  template <class Container = refused_range>
  boost::asio::awaitable<Container> collect();
  boost::asio::awaitable<unsigned long> count();
  roster::checkpoint checkpoint() const;
  template <class Function>
  boost::asio::awaitable<void> for_each(Function&&);
  boost::asio::awaitable<refused_iterator> begin();
  std::default_sentinel_t end();
  template <class Token>
  void async_next(Token&&);
  template <class Token>
  void async_next_page(Token&&);
  template <class Container = refused_range, class Token>
  void async_collect(Token&&);
};

}  // namespace roster
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace roster {

namespace detail {
template <class Row, class... Adaptors>
class range_source;  // in range_source.hpp
}

/// A list that is fetched page by page while it is consumed. Move-only; one consumer; one pass.
///
/// Nothing is requested before the first await, and never more than the consumer's next item needs. Before
/// the first await the range is a recipe that `|` extends: `client.list_services({}) | std::views::filter(f)
/// | std::views::take(5)`. After a failure or a cancellation the range stays where it was: awaiting it again
/// asks for that page again. If a function in the pipeline throws, the item of the list that it worked on counts
/// as consumed: behind a join, that is the whole inner range.
/// An operation is refused with errc::busy while another one is in flight, also to the functions that the range
/// calls meanwhile.
///
/// Lifetime: destroying a range with an operation in flight completes that operation with operation_aborted.
/// Destroy it on the executor that its operations run on. A range that was moved or piped from may only be
/// assigned to and destroyed.
template <class Row, class... Adaptors>
class async_range {
  using view = detail::pipeline<Row, Adaptors...>;
  using engine = detail::engine<Row, view>;

 public:
  using reference = std::ranges::range_reference_t<view>;
  using value_type = std::ranges::range_value_t<view>;
  using iterator = async_iterator<engine>;

  explicit async_range(std::unique_ptr<page_source<Row>> source, Adaptors... adaptors)
      : recipe_(std::make_unique<recipe>(recipe{std::move(source), {std::move(adaptors)...}})) {}
  async_range(async_range&&) noexcept = default;
  async_range& operator=(async_range&& other) noexcept {
    if (this == &other) return *this;
    abandon();
    recipe_ = std::move(other.recipe_);
    engine_ = std::move(other.engine_);
    evaluated_here_ = std::move(other.evaluated_here_);
    return *this;
  }
  ~async_range() { abandon(); }

  /// Brings the next item, as a value of its own; nothing at the end of the list.
  /// Fails: failure, from the source; the range stays where it was.
  /// Cancels: completes with operation_aborted; the range stays where it was.
  /// Example: next: brings every item, then nothing
  asio::awaitable<std::optional<value_type>> next() {
    if constexpr (gives_values())
      return detail::next_item(started());
    else
      return {};
  }

  /// Fetches the next page and returns what the pipeline makes of it, which may be nothing; nullopt at the
  /// end. What was left of the current page is given up, once the next one is there; a take does not count
  /// it. Lifetime: until the next await on this range.
  /// Example: next_page: brings one page after the other through the pipeline
  asio::awaitable<std::optional<page_items<engine>>> next_page() { return detail::fetch_page(started()); }

  /// Calls `function` with every remaining item, by reference into the page; awaits only between pages.
  /// Example: for_each: gives references into the page
  template <class Function>
  asio::awaitable<void> for_each(Function function) {
    static_assert(std::invocable<Function&, reference>,
                  "roster: the function given to for_each() does not accept the items of this range; it is "
                  "called with the range's reference type; check its parameter");
    if constexpr (std::invocable<Function&, reference>) {
      static_assert(!detail::is_awaitable<std::invoke_result_t<Function&, reference>>,
                    "roster: the function given to for_each() returns an awaitable, which nobody would "
                    "await; for_each() takes plain functions; loop with co_await range.next() instead");
      return detail::call_with_each(started(), std::move(function));
    } else {
      return {};
    }
  }

  /// Brings all remaining items in one container with push_back.
  /// Example: collect: brings all remaining items
  template <class Container = std::vector<value_type>>
  asio::awaitable<Container> collect() {
    if constexpr (collects_into<Container>())
      return detail::collect_all<Container>(started());
    else
      return {};
  }

  /// Brings the first remaining item and ends the range; asks for a page of one item, where no filter makes
  /// it unknown how many are needed.
  /// Example: first: asks for a page of one item and ends the range
  asio::awaitable<std::optional<value_type>> first() {
    static_assert(detail::can_be_owned<view>,
                  "roster: first() cannot give out an item that cannot be copied; it returns a value; use "
                  "views::take(1) and for_each()");
    static_assert(!detail::refers_elsewhere<value_type>,
                  "roster: first() would return a pointer or view into a page that is gone; items must own "
                  "what they hold; transform them into values first, into std::string for instance");
    if constexpr (detail::can_be_owned<view>)
      return detail::first_item(started());
    else
      return {};
  }

  /// Counts the remaining items that come out of the pipeline.
  /// Example: count: counts what comes out of the pipeline
  asio::awaitable<std::uint64_t> count() { return detail::count_items(started()); }

  /// Brings the next item and stands at it, by reference into the page:
  /// `for (auto it = co_await range.begin(); it != range.end(); co_await ++it)`. A range-for cannot await. Called
  /// again, it goes on behind the last item that was looked at. In a template g++ 12 wants
  /// `(void)co_await ++it`.
  /// Example: begin: loops over the items by reference, awaiting each step
  asio::awaitable<iterator> begin() { return detail::begin_at<iterator>(started()); }
  std::default_sentinel_t end() const noexcept { return {}; }

  /// Brings the next item to any completion token, as `void(error_code, std::optional<value_type>)`; nothing at
  /// the end of the list. The handler is called on its executor, by default the range's, and never inside of this
  /// function. Its allocator is used, and its slot cancels, with any kind of cancellation.
  ///
  /// The error_code is that of the failure. Where a function in the pipeline threw something that has none, it is
  /// errc::exception. last_error() and last_failure() have the rest. A token that throws (use_awaitable,
  /// use_future) throws a system_error with the code alone; next() throws the failure itself.
  /// Fails: as next() does, and the range stays where it was; errc::busy while another operation is in flight.
  /// Lifetime: the range may be moved or destroyed meanwhile, as with next().
  /// Example: async_next: brings an item to any completion token
  template <BOOST_ASIO_COMPLETION_TOKEN_FOR(void(boost::system::error_code, std::optional<value_type>)) Token>
  auto async_next(Token&& token) {
    if constexpr (gives_values())
      return initiate<std::optional<value_type>>(&detail::next_into<engine>, std::forward<Token>(token));
  }

  /// Brings the next page to any completion token, as `void(error_code, std::optional<page_items>)`: what
  /// next_page() does, in the manner of async_next().
  /// Example: async_next_page: brings a page to any completion token
  template <BOOST_ASIO_COMPLETION_TOKEN_FOR(void(boost::system::error_code,
                                                 std::optional<page_items<engine>>)) Token>
  auto async_next_page(Token&& token) {
    return initiate<std::optional<page_items<engine>>>(&detail::next_page_into<engine>,
                                                       std::forward<Token>(token));
  }

  /// Brings all remaining items to any completion token, as `void(error_code, Container)`: what collect() does, in
  /// the manner of async_next(). After a failure the container has the items that came before it, which the
  /// range does not bring again.
  /// Example: async_collect: brings all remaining items to any completion token
  template <class Container = std::vector<value_type>,
            BOOST_ASIO_COMPLETION_TOKEN_FOR(void(boost::system::error_code, Container)) Token>
  auto async_collect(Token&& token) {
    if constexpr (collects_into<Container>())
      return initiate<Container>(&detail::collect_into<Container, engine>, std::forward<Token>(token));
  }

  /// Returns what the last operation that was awaited through a completion token failed with; null if it did not
  /// fail. One that was refused with errc::busy does not count.
  /// Example: last_error: keeps the exception of a user's function until the next operation
  std::exception_ptr last_error() const noexcept { return engine_ ? engine_->last_error : nullptr; }

  /// Returns last_error() if it is a failure, with the vendor's code, message and request id; otherwise nothing.
  /// Example: last_failure: has what an error_code cannot hold
  std::optional<failure> last_failure() const { return detail::failure_in(last_error()); }

  /// Returns the position in the service's list behind the item that was looked at last; behind what has ended the
  /// list, once it has ended. `list_options{.resume = …}` goes on from there; adaptors begin anew. It may be
  /// taken between awaits, after a failure, and in the function given to for_each().
  /// Fails: failure(errc::invalid_argument) while a drop or drop_while is skipping, and for a list that is made of
  /// several.
  /// Example: checkpoint: cut anywhere, the two halves are the whole
  roster::checkpoint checkpoint() const {
    static_assert(
        detail::tells_position<view>,
        "roster: checkpoint() stands behind an adaptor that makes one item of several, or several of "
        "one; a checkpoint is a place between two items of the list; leave out join, chunk, slide, "
        "adjacent and each_page, and apply them to what is collected");
    if constexpr (detail::tells_position<view>) {
      if (engine_) return engine_->position();
      return source().beginning();
    } else {
      return {};
    }
  }

  /// Returns the number of items on all pages as the server last said it, before any adaptor.
  std::optional<std::int64_t> total() const noexcept { return report().total; }

  /// Returns what the listing has done so far. `complete()` tells whether the list can be trusted to be
  /// whole.
  const roster::report& report() const noexcept { return source().report(); }

  /// Returns in two lines what the service is asked for, and which conditions given to where() are evaluated
  /// here; secrets are masked. Nothing is requested.
  /// Example: explain: says what the service is asked for, and what is evaluated here
  std::string explain() const {
    const auto asked = source().asked();
    return "asked of the service: " + (asked.empty() ? "everything" : asked) +
           "\nevaluated here: " + (evaluated_here_.empty() ? "nothing" : evaluated_here_);
  }

  asio::any_io_executor get_executor() const { return source().get_executor(); }

  template <class R, class... A, class Adaptor>
  friend auto extend(async_range<R, A...>&& range, Adaptor&& adaptor);
  template <class R, class... A>
  friend class blocking_range;
  template <class R, class... A>
  friend class detail::range_source;

 private:
  using shared_engine = std::shared_ptr<engine>;

  struct recipe {
    std::unique_ptr<page_source<Row>> source;
    std::tuple<Adaptors...> adaptors;
  };

  static consteval bool gives_values() {
    static_assert(detail::can_be_owned<view>,
                  "roster: next() cannot give out an item that cannot be copied; it returns values; use "
                  "for_each(), which gives references");
    return detail::can_be_owned<view>;
  }

  template <class Container>
  static consteval bool collects_into() {
    static_assert(detail::can_be_owned<view>,
                  "roster: collect() cannot hold an item that cannot be copied; it holds values; use "
                  "for_each()");
    static_assert(!detail::refers_elsewhere<value_type>,
                  "roster: collect() would hold pointers or views into pages that are gone; items must own "
                  "what they hold; transform them into values first, into std::string for instance");
    static_assert(detail::appendable<Container, value_type>,
                  "roster: collect<Container>() appends with push_back(), which this container does not "
                  "have for the items of this range; use for_each() to fill others");
    return detail::can_be_owned<view> && detail::appendable<Container, value_type>;
  }

  template <class Result, class Token>
  auto initiate(detail::operation_body<engine, Result> body, Token&& token) {
    return asio::async_initiate<Token, void(boost::system::error_code, Result)>(
        detail::initiate_operation<engine, Result>(started(), body), token);
  }

  const shared_engine& started() {
    if (recipe_) {
      engine_ = std::make_shared<engine>(std::move(recipe_->source), std::move(recipe_->adaptors));
      recipe_.reset();
    }
    if (!engine_) throw failure(errc::invalid_argument, "this range has been moved to another one");
    return engine_;
  }

  const page_source<Row>& source() const noexcept { return recipe_ ? *recipe_->source : engine_->source(); }

  void abandon() noexcept {
    if (engine_) engine::abandon(engine_);
  }

  std::unique_ptr<recipe> recipe_;
  shared_engine engine_{};
  std::string evaluated_here_{};
};

template <class Row, class... Adaptors, class Adaptor>
auto extend(async_range<Row, Adaptors...>&& range, Adaptor&& adaptor) {
  using added_type = std::remove_cvref_t<Adaptor>;
  if (!range.recipe_)
    throw failure(errc::busy,
                  "this range has been started or moved; adaptors are added before the first await");
  added_type added(std::forward<Adaptor>(adaptor));
  const auto recipe = std::move(range.recipe_);
  auto evaluated_here = std::move(range.evaluated_here_);
  if constexpr (std::derived_from<added_type, detail::source_adaptor>) {
    constexpr bool directly = (std::derived_from<Adaptors, detail::source_adaptor> && ...);
    added.configure(*recipe->source, directly);
    const auto words = added.evaluated_here();
    if (!words.empty()) evaluated_here += (evaluated_here.empty() ? "" : " and ") + words;
  }
  auto extended = std::apply(
      [&](auto&&... all) {
        return async_range<Row, Adaptors..., added_type>(std::move(recipe->source), std::move(all)...,
                                                         std::move(added));
      },
      std::move(recipe->adaptors));
  extended.evaluated_here_ = std::move(evaluated_here);
  return extended;
}

namespace detail {

template <class T>
inline constexpr bool is_async_range = false;
template <class Row, class... Adaptors>
inline constexpr bool is_async_range<async_range<Row, Adaptors...>> = true;

template <class Row, class... Adaptors>
pipeline<Row, Adaptors...> last_view(const async_range<Row, Adaptors...>&);

}  // namespace detail

/// Adds an adaptor: a standard one that has a file in range/adaptor/, a composition of them, or each_page().
/// Example: |: gives what the standard gives on the flat list
template <class Range, class Adaptor>
  requires(detail::is_async_range<std::remove_cvref_t<Range>> &&
           !detail::is_async_range<std::remove_cvref_t<Adaptor>>)
auto operator|(Range&& range, Adaptor&& adaptor) {
  using view = decltype(detail::last_view(range));
  constexpr bool owned = !std::is_lvalue_reference_v<Range> && !std::is_const_v<Range>;
  using detail::adaptor_use;
  constexpr auto use = detail::classify<view, std::remove_cvref_t<Adaptor>>();
  static_assert(owned,
                "roster: the range on the left of | is an lvalue; a list has one consumer, and a copy would "
                "fetch everything twice; write std::move(range) | adaptor");
  static_assert(
      use != adaptor_use::needs_list,
      "roster: this adaptor needs the whole list; a range has one page at a time; co_await "
      "range.collect() first and use it on the vector, or write range | roster::each_page(adaptor)");
  static_assert(
      use != adaptor_use::unsupported,
      "roster: this adaptor does not work over pages; those of roster/range/adaptors.hpp do; co_await "
      "range.collect() first, or write range | roster::each_page(adaptor)");
  static_assert(use != adaptor_use::state_inside,
                "roster: a part of this composition keeps something from one item to the next, as take and "
                "drop do; only the last part may; write range | a | b instead of range | (a | b)");
  static_assert(
      use != adaptor_use::keeps_views,
      "roster: this adaptor would keep pointers or views into pages that are gone; what is kept from "
      "one page to the next must own what it holds; transform the items into values first, into "
      "std::string for instance");
  static_assert(use != adaptor_use::cannot_keep,
                "roster: this adaptor would keep items that can be neither copied nor moved out of the page; "
                "it keeps values from one page to the next; write range | std::views::as_rvalue | adaptor");
  static_assert(use != adaptor_use::container,
                "roster: what is on the right of | makes no view of the range; items are fetched while they "
                "are awaited; write co_await range.collect<Container>() instead of ranges::to");
  static_assert(
      use != adaptor_use::wrong_items,
      "roster: this is no adaptor for the items of this range; an adaptor's function takes one item; "
      "check its parameter against the range's reference type");
  if constexpr (owned && detail::is_usable(use))
    return extend(std::move(range), std::forward<Adaptor>(adaptor));
  else
    return refused_range{};
}

}  // namespace roster
#include <string>
#include <utility>
#include <variant>

namespace roster {

/// The pages of Op's list, as rows of type Row.
template <operation Op, class Row = item_of<Op>>
class listing final : public page_source<Row> {
 public:
  listing(std::shared_ptr<const client_core> core, typename Op::request request, list_options options)
      : walk_(std::make_shared<walk_type>(std::move(core), std::move(options), std::move(request))) {}

  /// Fails: failure(errc::invalid_argument) for a checkpoint of another request, before any I/O.
  asio::awaitable<std::optional<page<Row>>> next(demand wanted) override {
    begin();
    const auto place = walk_->walker.next(wanted);
    if (!place) co_return std::nullopt;
    auto fetching = ahead_ ? fetch_ahead(*place, wanted) : fetch(*place);
    auto brought = co_await std::move(fetching);
    co_return brought;
  }

  bool ask_for(const one_of& wanted) override {
    return detail::ask_for<Op>(walk_->walker.asked(), walk_->options, wanted);
  }
  std::string asked() const override { return detail::asked_text<Op>(walk_->walker.asked()); }

  void prefetch(std::size_t pages) override { walk_->options.prefetch = pages; }

  void stop() noexcept override {
    if (ahead_) ahead_->stop();
  }

  checkpoint beginning() const override {
    if (walk_->options.resume) return *walk_->options.resume;
    return {.request = walk_->digest()};
  }

  asio::any_io_executor get_executor() const override { return walk_->core->executor; }
  const roster::report& report() const noexcept override { return walk_->walker.report(); }

 private:
  using walk_type = detail::listing_walk<Op, Row>;

  /// Does what comes before the first request.
  void begin() {
    if (begun_) return;
    auto& options = walk_->options;
    if (options.resume) {
      detail::check_digest(*options.resume, walk_->digest());
      walk_->walker.resume(*options.resume);
    }
    if (options.prefetch != 0) ahead_ = std::make_unique<detail::page_window<Op, Row>>(walk_);
    if (options.deadline) walk_->deadline = walk_->core->around.steady_now() + *options.deadline;
    begun_ = true;
  }

  /// Fetches the page at a place, whose answer may be here.
  asio::awaitable<page<Row>> fetch(page_place place, http::response* received = nullptr) {
    const auto request = walk_->compose(place);
    std::optional<page<Row>> brought;
    const detail::take_answer take = [&](const http::response& response) {
      return walk_->take(response, brought);
    };
    auto context = walk_->context(0);
    context.received = received;
    co_await detail::exchange(*walk_->core, request, context, take);
    co_return std::move(*brought);
  }

  asio::awaitable<page<Row>> fetch_ahead(page_place place, demand wanted) {
    auto received = co_await ahead_->bring(wanted);
    auto brought = co_await fetch(std::move(place), &received);
    if (wanted != unlimited) wanted -= std::min<demand>(wanted, brought.items.size());
    ahead_->look_ahead(wanted);
    co_return brought;
  }

  std::shared_ptr<walk_type> walk_;
  std::unique_ptr<detail::page_window<Op, Row>> ahead_{};
  bool begun_{};
};

/// Returns the range over Op's list; nothing is requested before its first await.
template <operation Op, class Row = item_of<Op>>
async_range<Row> list(std::shared_ptr<const client_core> core, typename Op::request request,
                      list_options options) {
  return async_range<Row>(
      std::make_unique<listing<Op, Row>>(std::move(core), std::move(request), std::move(options)));
}

/// Returns the first request of a listing, signed for this moment. Nothing is sent.
template <operation Op>
asio::awaitable<http::request> prepare_listing(std::shared_ptr<const client_core> core,
                                               typename Op::request request, list_options options,
                                               demand wanted) {
  walker<Op> walk(std::move(request));
  auto step = walk.ask(wanted);
  auto composed = detail::compose<Op>(core->endpoint, std::get<typename Op::request>(step), options);
  auto prepared = co_await detail::sign_now(*core, std::move(composed));
  co_return prepared;
}

}  // namespace roster
#include <utility>

namespace roster {

/// Lists what Op declares. Copies share connections; listings outlive the client.
/// The executor must not run handlers concurrently: an io_context run by one thread, or a strand.
template <operation Op>
class client {
 public:
  using request = typename Op::request;

  /// Fails: failure(errc::invalid_argument) for an endpoint or option that cannot be used.
  client(asio::any_io_executor executor, client_config config)
      : core_(make_client_core(std::move(executor), std::move(config))) {
    static_assert(check_operation<Op>());
  }

  /// Returns the list as a lazy range of Row: the item itself, or a struct of some of its members.
  /// Example: client: lists an API of one's own
  template <class Row = item_of<Op>>
  async_range<Row> list(request what = {}, list_options options = {}) const {
    return roster::list<Op, Row>(core_, std::move(what), std::move(options));
  }

  /// Returns the first request as it would be sent now for a consumer of `wanted` items, signed; sends
  /// nothing.
  asio::awaitable<http::request> prepare(request what = {}, list_options options = {},
                                         demand wanted = unlimited) const {
    return prepare_listing<Op>(core_, std::move(what), std::move(options), wanted);
  }

  /// Returns what the listings and calls of this client share.
  const std::shared_ptr<const client_core>& core() const noexcept { return core_; }
  const http::endpoint& endpoint() const noexcept { return core_->endpoint; }
  const any_signer& signer() const noexcept { return core_->sign; }

 private:
  std::shared_ptr<const client_core> core_;
};

}  // namespace roster
// One of several accounts that are listed at once.

#include <memory>
#include <string>

namespace roster {

struct account {
  std::string name{};  ///< for messages, and in the origin of every item
  std::shared_ptr<credentials_provider> credentials{};
};

}  // namespace roster
// Generic calls: an operation without a schema, answered with a Boost.JSON value. Apart from the clients, since
// a program that only lists needs no Boost.JSON.

#include <boost/asio/awaitable.hpp>
#include <boost/json/value.hpp>
// A generic call up to its answer as text. Apart from call.hpp, since g++ keeps the code of every coroutine that
// is not a template: one that knew Boost.JSON would make each program that includes it need that library.

#include <boost/asio/awaitable.hpp>
#include <memory>
// What a user may say about one generic call besides what is called.

#include <chrono>
#include <optional>

namespace roster {

struct call_options {
  bool read{};  ///< the call changes nothing: it is repeated as the pages of a listing are
  /// For the whole call, repetitions included.
  /// Units: milliseconds.
  std::optional<std::chrono::milliseconds> deadline{};
};

}  // namespace roster
#include <string>
#include <string_view>

namespace roster::detail {

/// What a call of any vendor is made of.
struct call_request {
  std::string method{};
  std::string path{};  ///< percent-encoded where it has to be, without the endpoint's prefix
  http::query_list query{};
  std::string body{};      ///< JSON, "" for none
  bool object_body{};      ///< the body has to be an object
  bool errors_with_200{};  ///< an answer of success may hold an error all the same
};

/// Fails: failure(errc::invalid_argument) when an operation's name or version is none.
ROSTER_DECL void check_call_name(std::string_view what, std::string_view name);

/// Carries out a call; its answer is JSON, or empty, and no error.
/// Fails: failure(errc::invalid_argument) for what cannot be sent, before any I/O; what a listing fails with.
ROSTER_DECL asio::awaitable<http::response> exchange_call(std::shared_ptr<const client_core> core,
                                                          call_request what, call_options options);

/// Tells whether there is nothing but white space.
ROSTER_DECL bool is_blank_json(std::string_view text) noexcept;

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of exchange_call.hpp.

#include <optional>
#include <utility>

namespace roster::detail {

inline http::request compose_call(const http::endpoint& to, call_request what, const call_options& options) {
  if (!what.body.empty() && !is_json(what.body))
    throw failure(errc::invalid_argument, "the body of the call is not JSON");
  if (what.object_body && !what.body.starts_with('{'))
    throw failure(errc::invalid_argument, "the body of the call is not a JSON object");
  const target where{.method = what.method, .path = what.path, .query = {}};
  auto request = compose(to, where, std::move(what.query), std::move(what.body), {});
  request.headers.erase("content-type");
  if (!request.body.empty()) request.headers.set("content-type", "application/json");
  request.repeatable = options.read;
  http::check_request(request);
  return request;
}

inline bool holds_error(const http::response& response) {
  const auto error = read_vendor_error(response);
  return error && !error->code.empty() && error->code != "0";
}

/// Returns why an answer is not taken.
inline std::optional<rejection> refuse_call(const http::response& response, bool errors_with_200) {
  if (is_blank_json(response.body)) return std::nullopt;
  json_reader json(response.body);
  if (json.skip()) json.finish();
  if (const auto mistake = json.outcome())
    return rejection{undecodable(response, "the answer cannot be read: " + mistake->text()),
                     mistake->offset >= response.body.size()};
  if (errors_with_200 && holds_error(response)) return rejection{undecodable(response, "the call failed")};
  return std::nullopt;
}

ROSTER_DECL bool is_blank_json(std::string_view text) noexcept {
  return text.find_first_not_of(" \t\r\n") == text.npos;
}

ROSTER_DECL void check_call_name(std::string_view what, std::string_view name) {
  if (name.size() <= 128 && http::is_token(name)) return;
  throw failure(errc::invalid_argument,
                "the " + std::string(what) + " of the call is " +
                    (name.empty() ? "not given" : '"' + printable(name, 64) + "\", which is not a name"));
}

ROSTER_DECL asio::awaitable<http::response> exchange_call(std::shared_ptr<const client_core> core,
                                                          call_request what, call_options options) {
  const bool errors_with_200 = what.errors_with_200;
  const auto request = compose_call(core->endpoint, std::move(what), options);
  report counters;
  exchange_context context{.counters = counters, .listing = false, .repeatable = options.read};
  if (options.deadline) context.deadline = core->around.steady_now() + *options.deadline;
  http::response out;
  const take_answer take = [&](const http::response& response) {
    auto refused = refuse_call(response, errors_with_200);
    if (!refused) out = response;
    return refused;
  };
  co_await exchange(*core, request, context, take);
  co_return out;
}

}  // namespace roster::detail
#endif
#include <string>
#include <utility>

namespace roster {

/// What came back from a call that succeeded.
struct call_answer {
  unsigned status{};
  http::headers headers{};
  std::string request_id{};   ///< to quote to the vendor's support
  boost::json::value body{};  ///< null when nothing came
};

namespace detail {

ROSTER_DECL call_answer read_call_answer(http::response response);

/// Awaits the answer of a call and reads it. A template, so that only programs that call contain it.
template <class Answer>
asio::awaitable<Answer> answered(asio::awaitable<http::response> call) {
  auto response = co_await std::move(call);
  Answer answer = read_call_answer(std::move(response));
  co_return answer;
}

}  // namespace detail
}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of call.hpp.

#include <boost/json/object.hpp>
// JSON without a schema, as a Boost.JSON value: the only header of this room that knows Boost.JSON.

#include <boost/json/value.hpp>
#include <string_view>

namespace roster {

/// Parses JSON, at most 64 levels deep.
/// Fails: failure(errc::bad_answer) with the byte at which it stops being JSON.
ROSTER_DECL boost::json::value parse(std::string_view json);

/// Parses what a vendor sent inside a string.
/// Example: parse: reads the JSON inside of a json_text
inline boost::json::value parse(const json_text& json) { return parse(std::string_view(json.text())); }

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of json_value.hpp.

#include <boost/json/parse_options.hpp>
#include <boost/json/parser.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <string>

namespace roster {

ROSTER_DECL boost::json::value parse(std::string_view json) {
  boost::json::parse_options options;
  options.max_depth = 64;
  boost::json::parser parser({}, options);
  boost::system::error_code error;
  const std::size_t end = parser.write({json.data(), json.size()}, error);
  if (error)
    throw failure(errc::bad_answer, "not JSON at byte " + std::to_string(end) + ": " + error.message());
  return parser.release();
}

}  // namespace roster
#endif
#include <string_view>

namespace roster::detail {

/// Returns what the vendors call the id of a request: a member of the answer, or a header.
inline std::string request_id_in(const http::response& response, const boost::json::value& body) {
  if (const auto* const object = body.if_object())
    for (const std::string_view name : {"RequestId", "requestId"})
      if (const auto* const id = object->if_contains({name.data(), name.size()}); id && id->is_string())
        return std::string(id->get_string());
  const auto header = response.headers.get("x-acs-request-id");
  return std::string(header.empty() ? response.headers.get("x-bce-request-id") : header);
}

ROSTER_DECL call_answer read_call_answer(http::response response) {
  call_answer out;
  if (!is_blank_json(response.body)) out.body = parse(response.body);
  out.status = response.status;
  out.request_id = request_id_in(response, out.body);
  out.headers = std::move(response.headers);
  return out;
}

}  // namespace roster::detail
#endif
// What a watched list tells: one item that came, became another, or went.

#include <optional>

namespace roster {

enum class change_kind {
  added,    ///< the list has a key that it did not have
  changed,  ///< the item of a key is not what it was
  removed,  ///< the whole list came, and the key is not in it any more
};

template <class Item>
struct change {
  change_kind kind{};
  Item item{};                     ///< as it is now; the last that was known of one that was removed
  std::optional<Item> previous{};  ///< of a changed one: as it was before

  friend bool operator==(const change&, const change&) = default;
};

}  // namespace roster
// A list that is read again and again: what came, what changed and what went, as a range of changes.

#include <chrono>
#include <cstdint>
#include <exception>
#include <map>
#include <memory>
#include <optional>
// What a user may say about watching besides the list, the interval and the key.

#include <cstdint>
#include <optional>

namespace roster {

struct watch_options {
  /// Take the items of the first listing as known, and tell what changes after it; otherwise they are all added.
  bool baseline{};
  /// Throw the failure of every round, and not only of those before the first listing that succeeds.
  bool throw_failures{};
  /// After how many rounds, failed ones included, the changes end; never unless set.
  std::optional<std::uint64_t> rounds{};
  /// The clock and the sleep between rounds; real unless set.
  surroundings around{};
};

}  // namespace roster
// The rounds of a watched list: waits for its turn, reads the list, and says what is to be told of it.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <optional>
// The items of a watched list by their keys, and what a new listing changes in them. Without I/O; in memory there is
// one snapshot, and of the new listing only what differs from it.

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace roster::detail {

/// True for what stands for "has no key": an empty text, an empty optional.
template <class Key>
bool is_no_key(const Key& key) {
  if constexpr (requires { key.empty(); })
    return key.empty();
  else if constexpr (requires { key.has_value(); })
    return !key.has_value();
  else
    return false;
}

template <class Item, class Key>
class watched_items {
 public:
  const std::map<Key, Item>& items() const noexcept { return items_; }

  /// Begins a listing; one that was not ended is forgotten.
  void begin() { round_ = {}; }

  /// Takes the next item of the listing. Of items with the same key the first counts.
  template <class Same>
  void see(Key key, const Item& item, const Same& same) {
    if (is_no_key(key)) {
      ++round_.without_key;
      return;
    }
    const auto known = items_.find(key);
    const bool is_new = known == items_.end();
    if (is_new ? !round_.added.insert(key).second : !round_.seen.insert(&known->second).second) {
      ++round_.repeated;
      return;
    }
    if (is_new)
      round_.told.push_back({std::move(key), {.kind = change_kind::added, .item = item}});
    else if (!same(known->second, item))
      round_.told.push_back(
          {std::move(key), {.kind = change_kind::changed, .item = item, .previous = known->second}});
  }

  /// Returns in words why no item that is missing in this listing can be called removed; "" if nothing is to be
  /// said against it.
  std::string doubt() const {
    if (round_.without_key > 0) return "items without a key: " + std::to_string(round_.without_key);
    if (round_.repeated > 0) return "items with the key of another: " + std::to_string(round_.repeated);
    return "";
  }

  /// Ends the listing and returns what it changed: what was removed, by key, then the others in the order of the
  /// list. Of a listing that is not `whole` nothing follows from what is missing.
  std::vector<change<Item>> end(bool whole) {
    std::vector<change<Item>> changes;
    if (whole)
      std::erase_if(items_, [&](auto& known) {
        if (round_.seen.contains(&known.second)) return false;
        changes.push_back({.kind = change_kind::removed, .item = std::move(known.second)});
        return true;
      });
    for (auto& [key, told] : round_.told) {
      items_.insert_or_assign(std::move(key), told.item);
      changes.push_back(std::move(told));
    }
    begin();
    return changes;
  }

 private:
  struct round {
    std::unordered_set<const Item*> seen{};  // items of the snapshot that came again
    std::set<Key> added{};
    std::vector<std::pair<Key, change<Item>>> told{};
    std::size_t without_key{};
    std::size_t repeated{};
  };

  std::map<Key, Item> items_{};
  round round_{};
};

}  // namespace roster::detail
#include <string>
#include <type_traits>
#include <utility>

namespace roster::detail {

template <class List, class Key, class Same>
class watch_rounds {
 public:
  using item_type = typename std::invoke_result_t<List&>::value_type;
  using key_type = std::remove_cvref_t<std::invoke_result_t<const Key&, const item_type&>>;
  using round = page<change<item_type>>;

  watch_rounds(List list, std::chrono::milliseconds interval, Key key, watch_options options, Same same)
      : list_(std::move(list)),
        interval_(interval),
        key_(std::move(key)),
        options_(std::move(options)),
        same_(std::move(same)),
        executor_(list_().get_executor()) {
    if (interval_ <= interval_.zero())
      throw failure(errc::invalid_argument, "the interval of a watch must be longer than nothing");
    options_.around = real_where_empty(std::move(options_.around));
  }

  /// Brings what the next round changed; nothing when there are no more rounds.
  asio::awaitable<std::optional<round>> next() {
    if (options_.rounds && count_ >= *options_.rounds) co_return std::nullopt;
    const reading_guard guard(*this);
    co_await wait_for_turn();
    const auto began = now();
    round told{};
    try {
      const bool whole = co_await read_list();
      told.items = items_.end(whole);
      if (options_.baseline && !succeeded_) told.items.clear();
      if (whole) whole_since_ = began;
      succeeded_ = true;
      end_round(began, nullptr);
    } catch (const failure&) {
      end_round(began, std::current_exception());
      if (options_.throw_failures || !succeeded_) throw;
    }
    told.number = static_cast<std::size_t>(count_);
    co_return told;
  }

  const std::map<key_type, item_type>& items() const noexcept { return items_.items(); }
  std::optional<std::chrono::milliseconds> age() const {
    if (!whole_since_) return std::nullopt;
    return std::chrono::floor<std::chrono::milliseconds>(now() - *whole_since_);
  }
  std::uint64_t count() const noexcept { return count_; }
  const std::exception_ptr& last_error() const noexcept { return last_error_; }
  const roster::report& report() const noexcept { return report_; }
  const asio::any_io_executor& executor() const noexcept { return executor_; }

 private:
  using time_point = std::chrono::steady_clock::time_point;

  struct reading_guard {
    watch_rounds& self;
    explicit reading_guard(watch_rounds& s) : self(s) {
      if (std::exchange(self.reading_, true))
        throw failure(errc::busy, "a round of this watch is in flight; a watch has one consumer");
    }
    reading_guard(const reading_guard&) = delete;
    reading_guard& operator=(const reading_guard&) = delete;
    ~reading_guard() { self.reading_ = false; }
  };

  time_point now() const { return options_.around.steady_now(); }

  asio::awaitable<void> wait_for_turn() {
    const auto present = now();
    if (!turn_ || *turn_ <= present) co_return;
    auto sleep = options_.around.sleep(std::chrono::ceil<std::chrono::milliseconds>(*turn_ - present));
    co_await std::move(sleep);
  }

  /// Reads the list once. Returns whether what is missing in it has been removed.
  asio::awaitable<bool> read_list() {
    auto list = list_();
    items_.begin();
    std::exception_ptr failed;
    try {
      while (true) {
        const auto page = co_await list.next_page();
        if (!page) break;
        for (auto&& item : *page) see(item);
      }
    } catch (...) {
      failed = std::current_exception();
    }
    add_to_report(list.report(), failed ? "" : items_.doubt());
    if (failed) std::rethrow_exception(failed);
    co_return report_.complete();
  }

  void see(const item_type& item) { items_.see(std::invoke(key_, item), item, same_); }

  void add_to_report(const roster::report& read, const std::string& doubt) {
    report_.incomplete = report_.drift = false;
    report_.remark.clear();
    report_.add(read);
    report_.total = read.total;
    if (!doubt.empty()) report_.add({.incomplete = true, .remark = doubt});
  }

  void end_round(time_point began, std::exception_ptr error) {
    turn_ = began + interval_;
    last_error_ = std::move(error);
    ++count_;
  }

  List list_;
  std::chrono::milliseconds interval_;
  Key key_;
  watch_options options_;
  Same same_;
  asio::any_io_executor executor_;
  watched_items<item_type, key_type> items_{};
  roster::report report_{};
  std::optional<time_point> turn_{};
  std::optional<time_point> whole_since_{};
  std::uint64_t count_{};
  std::exception_ptr last_error_{};
  bool succeeded_{};
  bool reading_{};
};

/// The rounds as the pages of a list.
template <class Rounds>
class watch_source final : public page_source<change<typename Rounds::item_type>> {
 public:
  using round = typename Rounds::round;

  explicit watch_source(std::shared_ptr<Rounds> rounds) : rounds_(std::move(rounds)) {}

  asio::awaitable<std::optional<round>> next(demand) override { return rounds_->next(); }
  asio::any_io_executor get_executor() const override { return rounds_->executor(); }
  const roster::report& report() const noexcept override { return rounds_->report(); }

 private:
  std::shared_ptr<Rounds> rounds_;
};

}  // namespace roster::detail
// The key of an item where no operation is at hand, as in a list that is watched.

#include <type_traits>

namespace roster {

/// The key of these items in every operation that lists them. A schema says so behind its operation:
/// `template <> inline constexpr auto roster::key_of_item<model> = list_models::key;`
template <class Item>
inline constexpr auto key_of_item = no_path{};

/// Returns the key of an item by key_of_item; an empty one where an optional on the way is.
/// Example: item_key: finds what the schema says
struct item_key {
  template <class Item>
  auto operator()(const Item& item) const {
    constexpr auto key = key_of_item<Item>;
    static_assert(
        has_path<decltype(key)>,
        "roster: watch is not told the key of these items; without one they cannot be told apart; name "
        "the member that is the key: watch(list, 10s, &row::id)");
    if constexpr (has_path<decltype(key)>) {
      const auto* const found = find(item, key);
      return found ? *found : std::remove_cvref_t<decltype(*found)>{};
    } else {
      return 0;
    }
  }
};

}  // namespace roster
// Whether two plain structs hold the same, also if nobody has written an operator== for them.

#include <concepts>

namespace roster {

/// Compares by ==; member by member where a plain struct has none.
/// Example: same_members: compares structs that have no operator==
struct same_members {
  template <class T>
  constexpr bool operator()(const T& a, const T& b) const {
    if constexpr (std::equality_comparable<T>) {
      return a == b;
    } else {
      bool same = true;
      for_each_field<T>([&](auto i) { same = same && (*this)(field_at<i>(a), field_at<i>(b)); });
      return same;
    }
  }
};

}  // namespace roster
#include <utility>

namespace roster {

/// Watches a list: reads it anew every `interval`, from the start of one round to the start of the next, and tells
/// the differences by key. Rounds never overlap; one that takes longer delays the next.
///
/// Nothing is told as removed unless a listing succeeded, was complete, and had every item with a key of its own.
/// Otherwise what is missing stays until a later round; what such a listing adds or changes is told, for a failed one
/// nothing is. Replaying the changes gives items(), always. A list that loses one item and gains another elsewhere
/// while it is paged can hide a third without a trace; it would be told as removed, and as added in the next round.
///
/// A failed round is noted in last_error(), and the next one comes after the interval. Before the first success,
/// or if the options say so, its failure is thrown as well; the next await goes on with the next round.
///
/// `list` returns the range of a round: `watch services([=] { return client.list_services(); }, 10s)`. It is called
/// once at the beginning, too. `key` is a member or a function; an empty key is none. `same` compares two items.
/// Single consumer. Members are called on the list's executor, or while nothing is awaited.
template <class List, class Key = item_key, class Same = same_members>
class watch {
  using rounds_type = detail::watch_rounds<List, Key, Same>;

 public:
  using item_type = typename rounds_type::item_type;
  using key_type = typename rounds_type::key_type;

  /// Fails: failure(errc::invalid_argument) for an interval that is not positive.
  watch(List list, std::chrono::milliseconds interval, watch_options options = {})
      : watch(std::move(list), interval, Key{}, std::move(options)) {}
  watch(List list, std::chrono::milliseconds interval, Key key, watch_options options = {}, Same same = {})
      : rounds_(std::make_shared<rounds_type>(std::move(list), interval, std::move(key), std::move(options),
                                              std::move(same))) {}

  /// Returns the changes as a range; a page of it is a round, so that next_page() brings quiet and failed rounds
  /// as empty pages. Its report adds up all rounds; `incomplete`, `drift`, `remark` and `total` are those of the
  /// last. The watch and the range may be destroyed in any order; of two ranges one awaits at a time.
  /// Cancels: within a round, that round is begun anew by the next await; between two, the next one keeps its time.
  /// Example: watch: tells what came, what changed and what went
  async_range<change<item_type>> changes() const {
    return async_range<change<item_type>>(std::make_unique<detail::watch_source<rounds_type>>(rounds_));
  }

  /// Returns what the list has as far as it was told, by key.
  const std::map<key_type, item_type>& items() const noexcept { return rounds_->items(); }

  /// Returns the time since the last complete listing began; nothing before there was one.
  std::optional<std::chrono::milliseconds> age() const { return rounds_->age(); }

  /// Returns how many rounds there were, failed ones included.
  std::uint64_t rounds() const noexcept { return rounds_->count(); }

  /// Returns what the last round failed with; null if it did not.
  std::exception_ptr last_error() const noexcept { return rounds_->last_error(); }
  std::optional<failure> last_failure() const { return detail::failure_in(last_error()); }

 private:
  std::shared_ptr<rounds_type> rounds_;
};

}  // namespace roster
// Alibaba Cloud PAI-EAS, complete: schema, client and what a program that lists needs beside them.

// The client of PAI-EAS.

#include <boost/asio/awaitable.hpp>
// What a generic call of PAI-EAS says besides method, path and query.

#include <chrono>
#include <optional>
#include <string>

namespace roster::eas {

struct call_options {
  std::string action{};  ///< the operation's name, "DescribeService": the service wants it beside the path
  std::string version{"2021-07-01"};  ///< of the API
  std::string body{};                 ///< JSON text, "" for none
  bool read{};  ///< the call changes nothing: it is repeated as the pages of a listing are
  /// For the whole call, repetitions included.
  /// Units: milliseconds.
  std::optional<std::chrono::milliseconds> deadline{};
};

}  // namespace roster::eas
// How to reach PAI-EAS: the region or an endpoint, and where credentials come from.

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace roster::eas {

struct client_config {
  std::string
      region{};  ///< "cn-shanghai": the public endpoint of that region; configured_region() unless set
  std::string
      endpoint{};  ///< "https://host[:port]", instead of a region: a VPC endpoint, a proxy, an emulator
  std::string profile{};  ///< of the vendor's files, to take credentials and region from it
  std::shared_ptr<credentials_provider> credentials{};  ///< default_credentials() unless set
  std::chrono::milliseconds timeout{60'000};            ///< for one attempt, from connecting to the last byte
  retry_options retry{};
  std::shared_ptr<rate_limit> rate{};  ///< one for all clients of an account, since the vendor counts so
  http_client_options http{};          ///< of the HTTP client that is made when `transport` is empty
  std::shared_ptr<roster::transport> transport{};  ///< an emulator's, a test's, or one shared among clients
  surroundings around{};                           ///< clocks, sleep and chance; real unless set
  environment variables{};                         ///< the process's environment unless set
};

/// Returns "https://pai-eas.REGION.aliyuncs.com"; any region is taken, so that a new one needs no new
/// version.
/// Fails: failure(errc::invalid_argument) for a text that is no region.
ROSTER_DECL std::string endpoint_of_region(std::string_view region);

/// Fails: failure(errc::invalid_argument) when neither region nor endpoint is given or set up, and for
/// credentials together with a profile.
ROSTER_DECL roster::client_config to_client_config(client_config config);

}  // namespace roster::eas

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of config.hpp.

#include <algorithm>
// Where credentials and the region of PAI-EAS come from unless a program says so: the vendor's own order of
// places.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace roster::eas {

/// Looks at the environment variables, then at the file of the vendor's command line tool (cli_config.hpp),
/// then at the credentials file (credentials_file.hpp). They are looked at for every attempt, so that a changed
/// file or another profile counts at once; reading both takes some microseconds beside a request.
/// Fails: failure(errc::no_credentials) with all places and why they did not do, when it is asked.
/// Example: eas credentials: looks at the variables, then at the tool's file, then at the credentials file
ROSTER_DECL std::shared_ptr<credentials_provider> default_credentials(
    environment variables = process_environment());

/// Looks for one profile, in the two files only.
ROSTER_DECL std::shared_ptr<credentials_provider> profile_credentials(
    std::string profile, environment variables = process_environment());

/// Returns the region that is set up: $ALIBABA_CLOUD_REGION_ID, $ALIBABA_CLOUD_REGION, then that of the profile
/// in the command line tool's file; of a profile that is named, its own first.
/// Returns: nothing when there is none.
/// Fails: failure(errc::invalid_argument) when the file is there and cannot be used.
ROSTER_DECL std::optional<std::string> configured_region(
    std::string_view profile = {}, const environment& variables = process_environment());

}  // namespace roster::eas

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of credentials.hpp.

// The configuration file of the vendor's command line tool, ~/.aliyun/config.json, as far as a listing needs
// it: plain structs that the library's own decoder reads.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace roster::eas {

/// One profile of the file.
/// Source: the vendor's credentials clients; names on the wire are those of the members.
struct cli_profile {
  std::string name{};
  std::string mode{};  ///< "AK", "StsToken"; others are for ways that are not supported here
  std::string access_key_id{};
  secret access_key_secret{};
  secret sts_token{};
  std::string region_id{};
};

struct cli_config {
  std::string current{};  ///< the name of the profile that is used unless one is named
  std::vector<cli_profile> profiles{};
};

/// A profile that was looked for in the file.
struct cli_search {
  std::optional<cli_profile> profile{};
  std::string path{};   ///< fit for a message
  std::string where{};  ///< "profiles[0]"
  std::string why{};    ///< why there is no profile; shows nothing of the file's content
  bool broken{};        ///< there is something that cannot be used
};

/// Looks for a profile in $ALIBABA_CLOUD_CONFIG_FILE, in $HOME/.aliyun/config.json without that, reading it
/// anew. `wanted` is its name; with "" $ALIBABA_CLOUD_PROFILE is taken, and the file's current one without
/// that.
/// Example: cli_config: a broken file is named with the place, and nothing of it is shown
ROSTER_DECL cli_search find_cli_profile(std::string_view wanted, const environment& variables);

/// Looks for the key of such a profile, of which the modes AK and StsToken are supported. A profile without a
/// key, as the tool creates them, counts as none. With "" $ALIBABA_CLOUD_CLI_PROFILE_DISABLED is heeded.
ROSTER_DECL credentials_search search_cli_config(std::string_view wanted, const environment& variables);

/// Tells whether $ALIBABA_CLOUD_CLI_PROFILE_DISABLED says that the file is not to be looked at.
ROSTER_DECL bool cli_config_disabled(const environment& variables);

}  // namespace roster::eas

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of cli_config.hpp.

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace roster::eas {
namespace detail {

// Source: the modes that the vendor's tool and clients know, 2026. A mode is content of the file: only one of
// these is ever named.
inline constexpr std::array<std::string_view, 11> unsupported_modes{
    "RamRoleArn", "EcsRamRole",        "OIDC",       "ChainableRamRoleArn", "CloudSSO",   "OAuth",
    "External",   "RamRoleArnWithEcs", "RsaKeyPair", "CredentialsURI",      "BearerToken"};

inline std::string quoted_name(std::string_view name) { return '"' + printable(name, 64) + '"'; }

/// Returns "line 3, column 14", counting bytes from 1.
inline std::string place_in(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto column = offset - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

/// Says what is wrong without what was found there, and without names that are not our own: the path of a
/// mismatch is made of the members above.
inline std::string mistake_text(std::string_view text, const decode_error& mistake) {
  std::string out = place_in(text, mistake.offset);
  if (mistake.fault == decode_fault::mismatch && !mistake.path.empty()) out += ": " + mistake.path;
  if (mistake.fault == decode_fault::syntax) out += ": not JSON";
  return out + ": expected " + mistake.expected;
}

/// Chooses the profile of a file that could be read.
inline void choose_profile(cli_search& out, cli_config& config, std::string_view wanted) {
  const bool current = wanted.empty();
  if (current) wanted = config.current.empty() ? std::string_view("default") : config.current;
  const auto found = std::find_if(config.profiles.begin(), config.profiles.end(),
                                  [&](const cli_profile& profile) { return profile.name == wanted; });
  if (found != config.profiles.end()) {
    out.where = "profiles[" + std::to_string(found - config.profiles.begin()) + ']';
    out.profile = std::move(*found);
  } else if (!current) {
    out.why = "has no profile " + quoted_name(wanted);
  } else if (config.profiles.empty()) {
    out.why = "has no profiles";
  } else {
    out.why = "has no profile of the name that is its current one";
    out.broken = true;
  }
}

inline void read_cli_config(cli_search& out, const std::string& path, bool named, std::string_view wanted) {
  const auto file = read_text_file(path);
  out.path = printable(path, 512);
  if (!file.problem.empty()) {
    out.why = file.problem;
    out.broken = named || !file.absent;
    return;
  }
  cli_config config;
  if (const auto mistake = decode(file.text, config)) {
    out.why = mistake_text(file.text, *mistake);
    out.broken = true;
    return;
  }
  choose_profile(out, config, wanted);
}

/// Returns why the key of a profile cannot be used; "" when it can.
inline std::string problem_of(const cli_profile& profile) {
  const bool temporary = profile.mode == "StsToken";
  if (profile.mode.empty()) return "has no mode";
  if (!temporary && profile.mode != "AK") {
    const bool known = std::find(unsupported_modes.begin(), unsupported_modes.end(), profile.mode) !=
                       unsupported_modes.end();
    return (known ? "has mode " + profile.mode + ", which is not supported"
                  : std::string("has a mode that is not known")) +
           "; AK and StsToken are";
  }
  if (profile.access_key_id.empty()) return "lacks access_key_id";
  if (profile.access_key_secret.empty()) return "lacks access_key_secret";
  if (temporary && profile.sts_token.empty()) return "lacks sts_token";
  return {};
}

}  // namespace detail

ROSTER_DECL bool cli_config_disabled(const environment& variables) {
  return find_variable(variables, "ALIBABA_CLOUD_CLI_PROFILE_DISABLED") == "true";
}

ROSTER_DECL cli_search find_cli_profile(std::string_view wanted, const environment& variables) {
  cli_search out;
  const auto chosen =
      wanted.empty() ? find_variable(variables, "ALIBABA_CLOUD_PROFILE").value_or("") : std::string(wanted);
  const auto named = find_variable(variables, "ALIBABA_CLOUD_CONFIG_FILE");
  const auto home = find_variable(variables, "HOME");
  if (named || home) {
    detail::read_cli_config(out, named ? *named : *home + "/.aliyun/config.json", named.has_value(), chosen);
  } else {
    out.path = "~/.aliyun/config.json";
    out.why = "HOME is not set";
  }
  return out;
}

ROSTER_DECL credentials_search search_cli_config(std::string_view wanted, const environment& variables) {
  if (wanted.empty() && cli_config_disabled(variables))
    return {.told = "~/.aliyun/config.json (ALIBABA_CLOUD_CLI_PROFILE_DISABLED is true)"};
  auto found = find_cli_profile(wanted, variables);
  if (!found.profile) return {.told = found.path + " (" + found.why + ')', .broken = found.broken};
  auto& profile = *found.profile;
  const bool blank = profile.access_key_id.empty() && profile.access_key_secret.empty();
  if (profile.mode == "AK" && blank) return {.told = found.path + " (" + found.where + " has no key yet)"};
  if (const auto problem = detail::problem_of(profile); !problem.empty())
    return {.told = found.path + " (" + found.where + ' ' + problem + ')', .broken = true};
  credentials key{.access_key_id = std::move(profile.access_key_id),
                  .access_key_secret = std::move(profile.access_key_secret)};
  if (profile.mode == "StsToken") key.security_token = std::move(profile.sts_token);
  return {.key = std::move(key)};
}

}  // namespace roster::eas
#endif
// The credentials file that the vendor's clients share, ~/.alibabacloud/credentials: an INI file whose sections
// are profiles.

#include <string_view>

namespace roster::eas {

/// Looks for a key in $ALIBABA_CLOUD_CREDENTIALS_FILE, in $HOME/.alibabacloud/credentials without that, reading
/// it anew. `wanted` is the section; with "" $ALIBABA_CLOUD_PROFILE is taken, and "default" without that. Of
/// the types access_key and sts are supported.
/// Example: credentials_file: a broken line is named by its number, and nothing of it is shown
ROSTER_DECL credentials_search search_credentials_file(std::string_view wanted, const environment& variables);

}  // namespace roster::eas

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of credentials_file.hpp.

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace roster::eas {
namespace detail {

// Source: the types that the vendor's clients know, 2026. A type is content of the file: only one of these is
// ever named.
inline constexpr std::array<std::string_view, 6> unsupported_types{
    "ecs_ram_role", "ram_role_arn", "rsa_key_pair", "oidc_role_arn", "credentials_uri", "bearer"};

/// Returns why a section cannot be used; "" when it can.
inline std::string problem_of(const ini_section& section) {
  const auto type = section.value("type");
  if (type.empty()) return "has no type";
  if (type != "access_key" && type != "sts") {
    const bool known =
        std::find(unsupported_types.begin(), unsupported_types.end(), type) != unsupported_types.end();
    return (known ? "has type " + std::string(type) + ", which is not supported"
                  : std::string("has a type that is not known")) +
           "; access_key and sts are";
  }
  if (section.value("access_key_id").empty()) return "lacks access_key_id";
  if (section.value("access_key_secret").empty()) return "lacks access_key_secret";
  if (type == "sts" && section.value("security_token").empty()) return "lacks security_token";
  return {};
}

inline credentials_search search_section(const std::string& place, const ini_text& file,
                                         const std::string& wanted) {
  const auto told = [&](const std::string& why) { return place + " (" + why + ')'; };
  if (file.problem) return {.told = told(file.problem->text()), .broken = true};
  const auto name = '[' + printable(wanted, 64) + ']';
  const auto* const section = file.section(wanted);
  if (section == nullptr) return {.told = told("has no section " + name)};
  if (const auto problem = problem_of(*section); !problem.empty())
    return {.told = told(name + ' ' + problem), .broken = true};
  credentials key{.access_key_id = std::string(section->value("access_key_id")),
                  .access_key_secret = secret(section->value("access_key_secret"))};
  if (section->value("type") == "sts") key.security_token = secret(section->value("security_token"));
  return {.key = std::move(key)};
}

}  // namespace detail

ROSTER_DECL credentials_search search_credentials_file(std::string_view wanted,
                                                       const environment& variables) {
  const auto section = wanted.empty() ? find_variable(variables, "ALIBABA_CLOUD_PROFILE").value_or("default")
                                      : std::string(wanted);
  const auto named = find_variable(variables, "ALIBABA_CLOUD_CREDENTIALS_FILE");
  const auto home = find_variable(variables, "HOME");
  if (!named && !home) return {.told = "~/.alibabacloud/credentials (HOME is not set)"};
  const auto path = named ? *named : *home + "/.alibabacloud/credentials";
  const auto place = printable(path, 512);
  const auto file = read_text_file(path);
  if (!file.problem.empty())
    return {.told = place + " (" + file.problem + ')', .broken = named.has_value() || !file.absent};
  return detail::search_section(place, parse_ini(file.text), section);
}

}  // namespace roster::eas
#endif
#include <utility>
#include <vector>

namespace roster::eas {
namespace detail {

inline constexpr environment_names credential_variables{
    .access_key_id = "ALIBABA_CLOUD_ACCESS_KEY_ID",
    .access_key_secret = "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
    .security_token = "ALIBABA_CLOUD_SECURITY_TOKEN"};

inline std::optional<std::string> region_of_variables(const environment& variables) {
  auto region = find_variable(variables, "ALIBABA_CLOUD_REGION_ID");
  return region ? region : find_variable(variables, "ALIBABA_CLOUD_REGION");
}

inline std::optional<std::string> region_of_profile(std::string_view profile, const environment& variables) {
  if (profile.empty() && cli_config_disabled(variables)) return std::nullopt;
  auto found = find_cli_profile(profile, variables);
  if (found.broken)
    throw failure(errc::invalid_argument, "no region: looked at " + found.path + " (" + found.why + ')');
  if (!found.profile || found.profile->region_id.empty()) return std::nullopt;
  return std::move(found.profile->region_id);
}

}  // namespace detail

ROSTER_DECL std::shared_ptr<credentials_provider> default_credentials(environment variables) {
  return std::make_shared<credentials_chain>(std::vector<credentials_place>{
      place_of([variables] { return search_variables(detail::credential_variables, variables); }),
      place_of([variables] { return search_cli_config({}, variables); }),
      place_of([variables] { return search_credentials_file({}, variables); })});
}

ROSTER_DECL std::shared_ptr<credentials_provider> profile_credentials(std::string profile,
                                                                      environment variables) {
  return std::make_shared<credentials_chain>(std::vector<credentials_place>{
      place_of([profile, variables] { return search_cli_config(profile, variables); }),
      place_of([profile, variables] { return search_credentials_file(profile, variables); })});
}

ROSTER_DECL std::optional<std::string> configured_region(std::string_view profile,
                                                         const environment& variables) {
  auto first = profile.empty() ? detail::region_of_variables(variables)
                               : detail::region_of_profile(profile, variables);
  if (first) return first;
  return profile.empty() ? detail::region_of_profile(profile, variables)
                         : detail::region_of_variables(variables);
}

}  // namespace roster::eas
#endif
// The PAI-EAS operation ListServices as data: what is sent where, what comes back, how the list continues.

#include <cstdint>
#include <optional>
// What ListServices can be asked: the 27 query parameters, every one optional. A file of its own, so that the
// deprecated one is silenced in one place.

#include <cstdint>
#include <map>
#include <optional>
// Every value that PAI-EAS documents for its enumerated members. They are open: a text that is not listed
// here is kept as it came (the page itself also writes "Offline Task" for OfflineTask).

namespace roster::eas {

/// Where a service is in its life.
enum class service_status {
  creating,
  stopped,
  failed,
  complete,
  cloning,
  stopping,
  updating,
  waiting,
  hot_update,
  committing,
  starting,
  delete_failed,
  running,
  developing,
  scaling,
  deleted,
  pending,
  deleting,
};
constexpr auto texts_of(service_status) {
  using enum service_status;
  return enum_texts<service_status>({{creating, "Creating"},
                                     {stopped, "Stopped"},
                                     {failed, "Failed"},
                                     {complete, "Complete"},
                                     {cloning, "Cloning"},
                                     {stopping, "Stopping"},
                                     {updating, "Updating"},
                                     {waiting, "Waiting"},
                                     {hot_update, "HotUpdate"},
                                     {committing, "Committing"},
                                     {starting, "Starting"},
                                     {delete_failed, "DeleteFailed"},
                                     {running, "Running"},
                                     {developing, "Developing"},
                                     {scaling, "Scaling"},
                                     {deleted, "Deleted"},
                                     {pending, "Pending"},
                                     {deleting, "Deleting"}});
}

/// What kind of workload a service is. Answers do not show it; it can only be asked for.
enum class service_type {
  async,                 ///< asynchronous inference
  standard,              ///< an ordinary deployment
  queue,                 ///< a queue service
  llm,                   ///< the large language model scenario
  rag,                   ///< the retrieval augmented generation scenario
  serverless,            ///< serverless
  llm_gateway_service,   ///< the router in front of language models
  offline_task,          ///< an offline job
  sd_cluster,            ///< a Stable Diffusion cluster
  scalable_job,          ///< a scalable job
  scalable_job_service,  ///< a scalable job as a service
  assistant_job,         ///< an assistant job
};
constexpr auto texts_of(service_type) {
  using enum service_type;
  return enum_texts<service_type>({{async, "Async"},
                                   {standard, "Standard"},
                                   {queue, "Queue"},
                                   {llm, "LLM"},
                                   {rag, "RAG"},
                                   {serverless, "Serverless"},
                                   {llm_gateway_service, "LLMGatewayService"},
                                   {offline_task, "OfflineTask"},
                                   {sd_cluster, "SDCluster"},
                                   {scalable_job, "ScalableJob"},
                                   {scalable_job_service, "ScalableJobService"},
                                   {assistant_job, "AssistantJob"}});
}

/// What part a service plays in a composed deployment.
enum class role {
  data_loader,
  front_end,
  data_set,
  sd_proxy,
  llm_scheduler,
  scalable_job,
  llm_gateway,
  job,
  queue,
};
constexpr auto texts_of(role) {
  return enum_texts<role>({{role::data_loader, "DataLoader"},
                           {role::front_end, "FrontEnd"},
                           {role::data_set, "DataSet"},
                           {role::sd_proxy, "SDProxy"},
                           {role::llm_scheduler, "LLMScheduler"},
                           {role::scalable_job, "ScalableJob"},
                           {role::llm_gateway, "LLMGateway"},
                           {role::job, "Job"},
                           {role::queue, "Queue"}});
}

/// What a service runs on. Answers do not show it; it can only be asked for.
enum class resource_type {
  public_resource,       ///< the shared resource group
  dedicated_resource,    ///< a resource group of one's own
  lingjun,               ///< a Lingjun quota
  self_managed_lingjun,  ///< a Lingjun resource group that the customer runs
};
constexpr auto texts_of(resource_type) {
  return enum_texts<resource_type>({{resource_type::public_resource, "PublicResource"},
                                    {resource_type::dedicated_resource, "DedicatedResource"},
                                    {resource_type::lingjun, "Lingjun"},
                                    {resource_type::self_managed_lingjun, "SelfManagedLingjun"}});
}

/// Whether a service takes part in the traffic of its group.
enum class traffic_state {
  standalone,
  grouping,
};
constexpr auto texts_of(traffic_state) {
  return enum_texts<traffic_state>(
      {{traffic_state::standalone, "standalone"}, {traffic_state::grouping, "grouping"}});
}

/// The direction of a sorted list.
enum class order {
  desc,
  asc,
};
constexpr auto texts_of(order) { return enum_texts<order>({{order::desc, "desc"}, {order::asc, "asc"}}); }

}  // namespace roster::eas
#include <string>

namespace roster::eas {

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // copying and comparing touch resource_name

/// A member that is not set is not sent.
/// Source: PAI ListServices 2021-07-01, request parameters.
struct list_services_request {
  /// The field to sort by, such as "CreateTime"; which fields there are is not documented. Times sort newest
  /// first unless `order` says otherwise.
  std::optional<std::string> sort{};
  /// The direction of the sort; descending by default.
  std::optional<open_enum<eas::order>> order{};
  /// Part of the service's name.
  std::optional<std::string> filter{};
  /// The page, from 1 on. The library sets it.
  std::optional<std::int64_t> page_number{};
  /// Services on a page, 100 by default; a maximum is not documented. The library sets it unless it is set.
  std::optional<std::int64_t> page_size{};
  /// The group that the service belongs to.
  std::optional<std::string> group_name{};
  /// The id of the main service, to find the members of its band.
  std::optional<std::string> parent_service_uid{};
  /// The kind of workload.
  std::optional<open_enum<eas::service_type>> service_type{};
  /// Labels that the service must carry, all of them; without a value (or with "") the key alone decides.
  std::map<std::string, std::optional<std::string>> label{};
  /// The state of the service.
  std::optional<open_enum<eas::service_status>> service_status{};
  /// The name of the service, in full.
  std::optional<std::string> service_name{};
  /// The id of the service.
  std::optional<std::string> service_uid{};
  /// The name or the id of the resource group.
  [[deprecated("roster: the vendor has replaced resource_name; use resource_id or resource_alias_name")]]
  std::optional<std::string> resource_name{};
  /// The id of the workspace.
  std::optional<std::string> workspace_id{};
  /// The id of the quota.
  std::optional<std::string> quota_id{};
  /// The id of the private gateway.
  std::optional<std::string> gateway{};
  /// The part that the service plays.
  std::optional<open_enum<eas::role>> role{};
  /// The kind of resource that the service runs on.
  std::optional<open_enum<eas::resource_type>> resource_type{};
  /// Whether services without a workspace are listed too; they are by default.
  flag include_no_workspace{};
  /// The name that the customer gave the resource group.
  std::optional<std::string> resource_alias_name{};
  /// The id of the resource group.
  std::optional<std::string> resource_id{};
  /// Whether the service may burst into an elastic resource pool.
  flag resource_burstable{};
  /// Whether the service scales by a timetable.
  flag cronscaler_enabled{};
  /// Whether the service scales by load.
  flag autoscaler_enabled{};
  /// Whether the service takes the traffic of its group; it means something for grouped services only.
  std::optional<open_enum<eas::traffic_state>> traffic_state{};
  /// The account (UID) that created the service.
  std::optional<std::string> caller_uid{};
  /// How the service can be reached, such as "PUBLIC"; its values are not documented. Only the vendor's SDK
  /// knows it (since 7.6.0), its page does not.
  std::optional<std::string> accessibility{};

  friend bool operator==(const list_services_request&, const list_services_request&) = default;
};

#pragma GCC diagnostic pop

}  // namespace roster::eas
// One PAI-EAS service as ListServices answers it: 53 members and whatever the vendor adds next.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace roster::eas {

/// One label of a service.
struct label {
  std::optional<std::string> label_key{};    ///< its key
  std::optional<std::string> label_value{};  ///< its value
  unknown_fields unknown{};                  ///< members that are not documented

  friend bool operator==(const label&, const label&) = default;
};

/// Where the instances of a service run.
/// Units: instances.
struct instance_count_in_resource {
  std::optional<std::int64_t> dedicated{};  ///< in a resource group of one's own
  std::optional<std::int64_t> public_{};    ///< in the shared resource group
  std::optional<std::int64_t> quota{};      ///< in a quota
  unknown_fields unknown{};                 ///< members that are not documented

  friend bool operator==(const instance_count_in_resource&, const instance_count_in_resource&) = default;
};

/// A service.
/// Source: PAI ListServices 2021-07-01, the Service structure and the vendor's SDK 7.10.
struct service {
  // What it is.
  std::string service_id{};                  ///< the unique id, "eas-m-…"
  std::string service_name{};                ///< the name
  open_enum<eas::service_status> status{};   ///< where it is in its life
  std::string region{};                      ///< the region that it runs in, "cn-shanghai"
  utc_time create_time{};                    ///< when it was created
  std::optional<utc_time> update_time{};     ///< when it was last changed
  std::optional<std::string> service_uid{};  ///< the id once more; the vendor's sample ends it with a newline
  std::optional<std::string> service_group{};  ///< the group that it belongs to
  std::optional<std::string> namespace_{};     ///< the namespace that it is in
  std::optional<std::string> workspace_id{};   ///< the workspace that it belongs to
  std::optional<open_enum<eas::role>> role{};  ///< the part that it plays
  std::optional<json_text> role_attrs{};       ///< more on that part, as JSON; rarely answered to a list
  std::optional<std::string> workload_type{};  ///< the kind of workload; only the vendor's SDK knows it
  std::optional<open_enum<eas::traffic_state>> traffic_state{};  ///< whether it takes its group's traffic
  std::vector<label> labels{};                                   ///< the labels on it

  // How it is doing.
  std::optional<std::string> message{};            ///< the state in a sentence
  std::optional<std::string> reason{};             ///< why it is in that state, in a word
  std::optional<std::int64_t> total_instance{};    ///< all instances
  std::optional<std::int64_t> running_instance{};  ///< instances that run
  std::optional<std::int64_t> pending_instance{};  ///< instances that wait
  std::optional<eas::instance_count_in_resource> instance_count_in_resource{};  ///< by kind of resource

  // What an instance gets.
  std::optional<std::int64_t> cpu{};                  ///< CPU cores asked for
  std::optional<std::int64_t> memory{};               ///< memory asked for. Units: MB
  std::optional<std::int64_t> gpu{};                  ///< GPUs asked for
  std::optional<std::int64_t> gpu_core_percentage{};  ///< share of a shared GPU. Units: percent
  std::optional<std::int64_t> gpu_memory{};           ///< memory of a shared GPU. Units: not documented
  flag resource_burstable{};                          ///< it may burst into an elastic resource pool
  flag autoscaler_enabled{};                          ///< it scales by load
  flag cronscaler_enabled{};                          ///< it scales by a timetable

  // Where it runs.
  std::optional<std::string> resource{};        ///< the id of its resource group, "eas-r-…"
  std::optional<std::string> resource_alias{};  ///< the customer's name for that group
  std::optional<std::string> quota_id{};        ///< its quota; only services on a Lingjun quota have one
  std::optional<std::string> gateway{};  ///< its gateway; only services behind a dedicated one have one

  // What it serves, and which version.
  std::optional<std::string> image{};             ///< the image that it was built from
  std::optional<std::int64_t> current_version{};  ///< the version that runs
  std::optional<std::int64_t> latest_version{};   ///< the newest version
  std::optional<std::int64_t> weight{};   ///< share of traffic in a gradual release. Units: not documented
  std::optional<std::string> app_type{};  ///< the kind of application, "LLM"; its values are not documented
  std::optional<std::string> app_spec_name{};  ///< the application's specification, "llama_7b_fp16"
  std::optional<std::string> app_version{};    ///< the application's version
  std::optional<json_text> app_config{};       ///< the application's configuration, as JSON
  std::optional<json_text> service_config{};   ///< the whole deployment, as JSON; it can be long
  std::optional<json_text> extra_data{};       ///< further facts, as JSON
  std::optional<std::string> source{};         ///< where it was deployed from, "dsw"

  // How it is reached. The vendor's SDK says that lists leave the endpoints out. The secondary ones belong to
  // asynchronous services.
  std::optional<std::string> internet_endpoint{};            ///< the public address
  std::optional<std::string> intranet_endpoint{};            ///< the address inside of the VPC
  std::optional<std::string> secondary_internet_endpoint{};  ///< public, for synchronous calls
  std::optional<std::string> secondary_intranet_endpoint{};  ///< inside of the VPC, for synchronous calls
  std::optional<secret> access_token{};                      ///< the token that calls it

  // Whose it is.
  std::optional<std::string> caller_uid{};   ///< the account (UID) that created it
  std::optional<std::string> parent_uid{};   ///< the main account (UID) of that one
  std::optional<std::string> safety_lock{};  ///< what is locked, "dangerous"; its values are not documented
  std::optional<std::string> request_id{};   ///< the request that made this answer

  unknown_fields unknown{};  ///< members that are not documented

  static consteval auto wire_names() {
    return names{renamed{&service::gpu_core_percentage, "GPUCorePercentage"},
                 renamed{&service::gpu_memory, "GPUMemory"}};
  }

  friend bool operator==(const service&, const service&) = default;
};

}  // namespace roster::eas
#include <string>
#include <string_view>
#include <vector>

namespace roster::eas {

/// One page of the list.
struct list_services_response {
  std::optional<std::string> request_id{};    ///< the id of this request, for the vendor's support
  std::vector<service> services{};            ///< the services on this page
  std::optional<std::int64_t> page_number{};  ///< the page that this is, from 1 on
  std::optional<std::int64_t> page_size{};    ///< services on a full page, as the server decided
  std::optional<std::int64_t> total_count{};  ///< services on all pages

  friend bool operator==(const list_services_response&, const list_services_response&) = default;
};

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // the filters name resource_name

/// Lists the services of one region; the host that is called decides which.
struct list_services {
  using request = list_services_request;
  using response = list_services_response;

  static constexpr std::string_view action = "ListServices";
  static constexpr std::string_view version = "2021-07-01";

  static constexpr auto target = roster::get("/api/v2/services");
  static constexpr auto wire_case = pascal_case;
  static constexpr auto items = path<&response::services>;
  static constexpr auto key = path<&service::service_id>;

  static constexpr auto paging = by_number{
      .number = &request::page_number,
      .size = &request::page_size,
      .echoed_number = path<&response::page_number>,
      .echoed_size = path<&response::page_size>,
      .total = path<&response::total_count>,
      .largest = 100,
  };

  static constexpr roster::permission permission{
      .needed = "eas:ListServices",
      .resource = "acs:eas:{#regionId}:{#accountId}:service/*",
  };

  /// Besides these, `include_no_workspace = false` leaves out services without a workspace.
  static constexpr auto filters = roster::filters{
      fuzzy{&request::filter, path<&service::service_name>},
      exact{&request::group_name, path<&service::service_group>},
      exact{&request::parent_service_uid},
      exact{&request::service_type},
      exact{&request::label, path<&service::labels>},
      exact{&request::service_status, path<&service::status>},
      exact{&request::service_name, path<&service::service_name>},
      exact{&request::service_uid, path<&service::service_uid>},
      exact{&request::resource_name, path<&service::resource>, path<&service::resource_alias>},
      exact{&request::workspace_id, path<&service::workspace_id>},
      exact{&request::quota_id, path<&service::quota_id>},
      exact{&request::gateway, path<&service::gateway>},
      exact{&request::role, path<&service::role>},
      exact{&request::resource_type},
      exact{&request::resource_alias_name, path<&service::resource_alias>},
      exact{&request::resource_id, path<&service::resource>},
      exact{&request::resource_burstable, path<&service::resource_burstable>},
      exact{&request::cronscaler_enabled, path<&service::cronscaler_enabled>},
      exact{&request::autoscaler_enabled, path<&service::autoscaler_enabled>},
      exact{&request::traffic_state, path<&service::traffic_state>},
      exact{&request::caller_uid, path<&service::caller_uid>},
      exact{&request::accessibility},
  };
};

#pragma GCC diagnostic pop

}  // namespace roster::eas

template <>
inline constexpr auto roster::key_of_item<roster::eas::service> = roster::eas::list_services::key;
#include <utility>

namespace roster::eas {

ROSTER_DECL std::string endpoint_of_region(std::string_view region) {
  const bool legal = !region.empty() && region.size() <= 63 && region.front() != '-' &&
                     region.back() != '-' && std::all_of(region.begin(), region.end(), [](char c) {
                       return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                     });
  if (!legal)
    throw failure(errc::invalid_argument,
                  "\"" + printable(region, 64) + "\" is not a region; regions are written like cn-shanghai");
  return "https://pai-eas." + std::string(region) + ".aliyuncs.com";
}

namespace detail {

/// Returns the region that was given or is set up.
inline std::string region_of(const client_config& config) {
  if (!config.region.empty()) return config.region;
  auto region = configured_region(config.profile, config.variables);
  if (!region)
    throw failure(
        errc::invalid_argument,
        "EAS needs a region (such as cn-shanghai) or an endpoint, since the host decides which region "
        "is listed; looked at ALIBABA_CLOUD_REGION_ID, ALIBABA_CLOUD_REGION and the profile of "
        "~/.aliyun/config.json");
  return std::move(*region);
}

}  // namespace detail

ROSTER_DECL roster::client_config to_client_config(client_config config) {
  if (!config.variables) config.variables = process_environment();
  if (config.credentials && !config.profile.empty())
    throw failure(errc::invalid_argument, "EAS takes credentials or a profile to find them in, not both");
  if (config.endpoint.empty()) config.endpoint = endpoint_of_region(detail::region_of(config));
  if (!config.credentials)
    config.credentials = config.profile.empty()
                             ? default_credentials(config.variables)
                             : profile_credentials(std::move(config.profile), config.variables);
  return {.endpoint = std::move(config.endpoint),
          .sign = acs3(
              {.action = std::string(list_services::action), .version = std::string(list_services::version)}),
          .credentials = std::move(config.credentials),
          .timeout = config.timeout,
          .retry = config.retry,
          .rate = std::move(config.rate),
          .http = std::move(config.http),
          .transport = std::move(config.transport),
          .around = std::move(config.around),
          .variables = std::move(config.variables)};
}

}  // namespace roster::eas
#endif
#include <string>
#include <utility>

namespace roster {
struct call_answer;  // in <roster/eas/call.hpp>
}

namespace roster::eas {

/// Lists the services of one region. Copies share connections; listings outlive the client.
/// The executor must not run handlers concurrently: an io_context run by one thread, or a strand.
class client {
 public:
  /// Fails: failure(errc::invalid_argument) when neither region nor endpoint is given, or one cannot be used.
  client(asio::any_io_executor executor, client_config config)
      : operation_(std::move(executor), to_client_config(std::move(config))) {}

  /// Returns the services as a lazy range of Row: `service` itself, or a struct of some of its members.
  /// Source: PAI-EAS, ListServices.
  /// Example: eas client: lists services as rows of a user's own struct
  template <class Row = service>
  async_range<Row> list_services(list_services_request what = {}, list_options options = {}) const {
    return operation_.template list<Row>(std::move(what), std::move(options));
  }

  /// Calls any operation of the vendor, signed: include <roster/eas/call.hpp>. `path` is percent-encoded where
  /// it has to be; `query` is not encoded.
  /// Returns: status, headers, request id and body of an answer that is no error.
  /// Fails: what a listing fails with; failure(errc::invalid_argument), before any I/O, for what cannot be
  /// sent. A call is repeated only if `options.read` says that it changes nothing; otherwise there is one
  /// attempt on a connection of its own, even if that could not be opened.
  /// Example: eas call: calls an operation by its method, path and query
  template <class Answer = call_answer>
  asio::awaitable<Answer> call(std::string method, std::string path, http::query_list query,
                               call_options options) const;

  /// Returns the client of the one operation, which can also prepare a request without sending it.
  const roster::client<eas::list_services>& operation() const noexcept { return operation_; }

 private:
  roster::client<eas::list_services> operation_;
};

}  // namespace roster::eas
// PAI-EAS in many regions and accounts at once.

#include <optional>
// One list over many targets: accounts, regions, endpoints, protocol versions.

#include <boost/asio/any_io_executor.hpp>
#include <memory>
// How the lists of a fleet are read.

#include <cstddef>
// How several lists are read side by side.

#include <cstddef>
#include <limits>

namespace roster {

/// In which order items of several lists come; within a list it is always the list's own.
enum class merge_order {
  as_they_come,  ///< whichever list has a page; those that have one take turns
  by_list,       ///< all of the first list, then all of the second; the others are fetched meanwhile
};

struct merge_options {
  /// Lists that have begun and not ended; the next one begins when one of them has ended.
  std::size_t at_work{std::numeric_limits<std::size_t>::max()};
  merge_order order{merge_order::as_they_come};
};

}  // namespace roster

namespace roster {

/// What becomes of a fleet when one of its lists fails.
enum class on_failure {
  go_on,  ///< the list ends there and is reported; the others are read to their ends
  stop,   ///< the fleet fails with it; awaiting again asks that list again
};

struct fleet_options {
  std::size_t at_work{8};  ///< lists that are read at the same time
  merge_order order{merge_order::as_they_come};
  roster::on_failure on_failure{roster::on_failure::go_on};
};

}  // namespace roster
// All lists of a fleet as one source of pages: a merge that also knows which of them failed.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
// The total of several lists, for whatever makes one list of them.

#include <cstdint>
#include <optional>

namespace roster {

/// Returns the sum of two totals; nothing when one is unknown or no total at all, since part of a sum would be
/// a lie.
inline std::optional<std::int64_t> sum_of_totals(std::optional<std::int64_t> a,
                                                 std::optional<std::int64_t> b) noexcept {
  std::int64_t out{};
  if (!a || !b || *a < 0 || *b < 0 || __builtin_add_overflow(*a, *b, &out)) return std::nullopt;
  return out;
}

}  // namespace roster
// One list of a fleet, before it is opened.

#include <functional>

namespace roster {

template <class Row>
struct fleet_target {
  origin from{};
  std::function<async_range<Row>()>
      open{};  ///< called at most once before the list is asked, when it is its turn
};

}  // namespace roster
// An item that says where it came from.

#include <memory>

namespace roster {

/// An item of a fleet: `row.item.service_name`, `row.from->region`.
template <class Item>
struct located {
  Item item{};
  std::shared_ptr<const origin> from{};  ///< shared by all items of a list; never null
};

}  // namespace roster
// Several lists as one, side by side: a source of pages made of sources. Here is decided which list is asked
// when; lanes.hpp carries it out.

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/this_coro.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
// Lists that are read side by side: each with at most one fetch in flight and one page that waits. Who asks for
// what is decided elsewhere.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
// How a source that is made of several lists gets each of them.

#include <functional>
#include <memory>

namespace roster {

/// Makes the source of one of the lists, when it is its turn.
template <class Row>
using source_maker = std::function<std::unique_ptr<page_source<Row>>()>;

}  // namespace roster
#include <utility>
#include <vector>

namespace roster::detail {

enum class lane_state {
  idle,      ///< to be asked
  fetching,  ///< asked
  ready,     ///< a page waits
  failed,    ///< a failure waits
  ended,     ///< there is nothing more
};

/// One list.
template <class Row>
struct lane {
  source_maker<Row> make{};
  std::unique_ptr<page_source<Row>> source{};
  lane_state now{lane_state::idle};
  page<Row> brought{};
  std::exception_ptr failure{};

  asio::any_io_executor fetching_on{};  // the executor of the fetch in flight
  bool cancelled{};                     // that fetch
  asio::cancellation_signal stop{};
};

/// All lists. Fetches own it, since they may outlive whoever began them. Everything here happens on one thread
/// or strand.
template <class Row>
class lanes : public std::enable_shared_from_this<lanes<Row>> {
 public:
  explicit lanes(std::vector<source_maker<Row>> makers) : all_(makers.size()) {
    for (std::size_t i = 0; i < makers.size(); ++i) all_[i].make = std::move(makers[i]);
  }

  std::size_t size() const noexcept { return all_.size(); }
  const lane<Row>& operator[](std::size_t index) const noexcept { return all_[index]; }
  std::size_t fetching() const noexcept { return fetching_; }
  std::size_t ended() const noexcept { return ended_; }
  demand waiting_items() const noexcept { return waiting_items_; }

  /// Asks an idle list for its next page.
  void fetch(std::size_t index, const asio::any_io_executor& executor, demand wanted) {
    auto work = carry_out(std::make_unique<flight>(this->shared_from_this(), all_[index], executor), wanted);
    auto token = asio::bind_cancellation_slot(all_[index].stop.slot(), asio::detached);
    asio::co_spawn(executor, std::move(work), token);
  }

  /// Hands out the page of a list that is ready, or throws the failure of one that has failed; the list can be
  /// asked again.
  page<Row> take(std::size_t index) {
    auto& one = all_[index];
    const bool failed = std::exchange(one.now, lane_state::idle) == lane_state::failed;
    if (failed) std::rethrow_exception(std::exchange(one.failure, nullptr));
    waiting_items_ -= one.brought.items.size();
    return std::move(one.brought);
  }

  /// Waits until a fetch has ended. Cancels: the fetches, too; each list keeps its place.
  static asio::awaitable<void> wait(std::shared_ptr<lanes> self) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer silence(executor, asio::steady_timer::time_point::max());
    const waiting_guard waiting(*self, silence);
    boost::system::error_code woken;
    auto token = asio::redirect_error(asio::use_awaitable, woken);
    co_await silence.async_wait(token);
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    if (cancellation.cancelled() == asio::cancellation_type::none) co_return;
    self->cancel();
    throw boost::system::system_error(asio::error::operation_aborted);
  }

  /// Cancels the fetches in flight. Through their executors, as the engine does and says why.
  void cancel() {
    for (auto& one : all_) {
      if (one.now != lane_state::fetching) continue;
      one.cancelled = true;
      asio::post(one.fetching_on, [self = this->shared_from_this(), &one] {
        if (one.now == lane_state::fetching && one.cancelled)
          one.stop.emit(asio::cancellation_type::terminal);
      });
    }
  }

  /// Ends all work: nobody wants any more.
  void stop() {
    cancel();
    for (auto& one : all_)
      if (one.source) one.source->stop();
  }

 private:
  /// A fetch, from the moment it is asked for to the end of its coroutine, whichever way that comes.
  class flight {
   public:
    flight(std::shared_ptr<lanes> all, lane<Row>& one, const asio::any_io_executor& on)
        : all_(std::move(all)), one_(one) {
      one_.now = lane_state::fetching;
      one_.cancelled = false;
      one_.fetching_on = on;
      ++all_->fetching_;
    }
    flight(const flight&) = delete;
    flight& operator=(const flight&) = delete;
    ~flight() {
      if (!landed_) end(lane_state::idle);
    }

    asio::awaitable<std::optional<page<Row>>> begin(demand wanted) {
      if (!one_.source) one_.source = one_.make();
      return one_.source->next(wanted);
    }

    void land(std::optional<page<Row>> came) {
      if (!came) return land_as(lane_state::ended);
      one_.brought = std::move(*came);
      all_->waiting_items_ += one_.brought.items.size();
      land_as(lane_state::ready);
    }

    void fail(std::exception_ptr why) {
      if (one_.cancelled) return land_as(lane_state::idle);
      one_.failure = std::move(why);
      land_as(lane_state::failed);
    }

   private:
    void land_as(lane_state state) {
      all_->ended_ += state == lane_state::ended ? 1U : 0U;
      end(state);
      if (all_->waiting_ != nullptr) all_->waiting_->cancel();
    }

    void end(lane_state state) noexcept {
      landed_ = true;
      one_.now = state;
      one_.fetching_on = nullptr;
      --all_->fetching_;
    }

    std::shared_ptr<lanes> all_;
    lane<Row>& one_;
    bool landed_{};
  };

  struct waiting_guard {
    lanes& all;
    waiting_guard(lanes& a, asio::steady_timer& timer) noexcept : all(a) { all.waiting_ = &timer; }
    waiting_guard(const waiting_guard&) = delete;
    waiting_guard& operator=(const waiting_guard&) = delete;
    ~waiting_guard() { all.waiting_ = nullptr; }
  };

  static asio::awaitable<void> carry_out(std::unique_ptr<flight> now, demand wanted) {
    try {
      auto bring = now->begin(wanted);
      auto came = co_await std::move(bring);
      now->land(std::move(came));
    } catch (...) {
      now->fail(std::current_exception());
    }
  }

  std::vector<lane<Row>> all_;
  std::size_t fetching_{};
  std::size_t ended_{};
  demand waiting_items_{};
  asio::steady_timer* waiting_{};  // of who waits for a fetch to end
};

}  // namespace roster::detail
#include <utility>
#include <vector>

namespace roster {

/// Brings the pages of all lists. Every await asks those lists that have no page waiting; what they fetch comes
/// while the consumer works, at most one page of each. No fetch is cancelled because another one was faster,
/// and none is repeated. Where it is known how many items are wanted, no more lists are asked at a time than
/// that, each for that many: a take(5) of 30 lists asks five of them. By list, one is asked for every hundred
/// items. Pages are counted through all lists; duplicates are a matter of each list.
///
/// A list that fails makes the merge fail when it is its turn; the others keep their place, and the next await
/// asks that list again. Cancelling an await cancels all fetches in flight, and stopping or destroying the
/// source, too.
///
/// The report is the sum of all lists, pages that wait included. Its total is the sum of theirs once every list
/// has said one, and not known before.
/// Example: merge_source: lists are read side by side, and those that have a page take turns
template <class Row>
class merge_source final : public page_source<Row> {
 public:
  merge_source(asio::any_io_executor executor, std::vector<source_maker<Row>> lists,
               merge_options options = {})
      : executor_(std::move(executor)),
        lists_(std::make_shared<detail::lanes<Row>>(std::move(lists))),
        options_(options) {
    options_.at_work = std::max<std::size_t>(options_.at_work, 1);
  }
  ~merge_source() override { lists_->stop(); }

  asio::awaitable<std::optional<page<Row>>> next(demand wanted) override {
    const auto executor = co_await asio::this_coro::executor;
    while (true) {
      ask(executor, std::max<demand>(wanted, 1));
      if (const auto here = find_ready()) co_return take(*here);
      if (lists_->ended() == lists_->size()) {
        add_up();
        co_return std::nullopt;
      }
      if (lists_->fetching() != 0) co_await detail::lanes<Row>::wait(lists_);
    }
  }

  void stop() noexcept override { lists_->stop(); }

  asio::any_io_executor get_executor() const override { return executor_; }
  const roster::report& report() const noexcept override { return report_; }

 private:
  using state = detail::lane_state;

  static constexpr demand items_of_a_page = 100;  // the largest page of most services

  bool by_list() const noexcept { return options_.order == merge_order::by_list; }

  /// Asks the lists that have begun, then new ones, as far as there is something to be wanted of them.
  void ask(const asio::any_io_executor& executor, demand wanted) {
    skip_ended();
    const demand each = by_list() ? items_of_a_page : 1;
    const auto enough = [&] { return lists_->fetching() * each + lists_->waiting_items() >= wanted; };
    for (std::size_t i = 0; i < begun_; ++i) {
      const auto at = (turn_ + i) % begun_;
      const bool awaited = by_list() && at == turn_;
      if ((*lists_)[at].now == state::idle && (awaited || !enough())) lists_->fetch(at, executor, wanted);
    }
    while (begun_ < lists_->size() && begun_ - lists_->ended() < options_.at_work && !enough())
      lists_->fetch(begun_++, executor, wanted);
  }

  /// Lets the turn of a list by list last until its end.
  void skip_ended() noexcept {
    if (!by_list()) return;
    while (turn_ < begun_ && (*lists_)[turn_].now == state::ended) ++turn_;
  }

  /// Returns the first list from the turn on that has a page or a failure to give.
  std::optional<std::size_t> find_ready() {
    skip_ended();
    const auto ready = [&](std::size_t at) {
      return (*lists_)[at].now == state::ready || (*lists_)[at].now == state::failed;
    };
    if (by_list()) return turn_ < begun_ && ready(turn_) ? std::optional(turn_) : std::nullopt;
    for (std::size_t i = 0; i < begun_; ++i)
      if (const auto at = (turn_ + i) % begun_; ready(at)) return at;
    return std::nullopt;
  }

  page<Row> take(std::size_t at) {
    if (!by_list()) turn_ = at + 1;
    add_up();
    auto brought = lists_->take(at);
    brought.number = ++pages_;
    brought.total = report_.total;
    return brought;
  }

  void add_up() {
    roster::report sum;
    std::optional<std::int64_t> total = 0;
    for (std::size_t i = 0; i < lists_->size(); ++i) {
      const auto* const list = (*lists_)[i].source.get();
      if (list != nullptr) sum.add(list->report());
      total = sum_of_totals(total, list != nullptr ? list->report().total : std::nullopt);
    }
    sum.total = total;
    report_ = std::move(sum);
  }

  asio::any_io_executor executor_;
  std::shared_ptr<detail::lanes<Row>> lists_;
  merge_options options_;
  std::size_t begun_{};  // lists that have been asked, from the first one on
  std::size_t turn_{};   // whose turn it is to give a page
  std::size_t pages_{};
  roster::report report_{};
};

}  // namespace roster
// One list of a fleet: says of its items where they came from, and of its failures, too.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>
// A range as a source of pages: how a list with its adaptors becomes a part of another one.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace roster::detail {

/// Brings what comes out of a range: for every page that has something, a page of its items, as values. The
/// functions of the range's pipeline are called for no more items than are wanted, where that is known, and
/// for a page at a time otherwise.
/// Example: range_source: a page is what the pipeline makes of one
template <class Row, class... Adaptors>
class range_source final : public page_source<typename async_range<Row, Adaptors...>::value_type> {
  using range = async_range<Row, Adaptors...>;
  using engine = typename range::engine;
  using value = typename range::value_type;

 public:
  explicit range_source(range from) noexcept : range_(std::move(from)) {}

  asio::awaitable<std::optional<page<value>>> next(demand wanted) override {
    if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    const std::shared_ptr<engine> from = range_.started();
    from->check_idle();
    bool here = from->advance();
    if (!here) here = co_await engine::turn_page(from, wanted);
    if (!here) co_return std::nullopt;
    co_return gather(*from, wanted);
  }

  void stop() noexcept override {
    if (range_.engine_) range_.engine_->finish();
  }

  asio::any_io_executor get_executor() const override { return range_.get_executor(); }
  const roster::report& report() const noexcept override { return range_.report(); }

  /// Returns the source of a range: a plain one gives its own.
  static std::unique_ptr<page_source<value>> of(range from) {
    if constexpr (sizeof...(Adaptors) == 0)
      if (from.recipe_) return std::move(std::exchange(from.recipe_, nullptr)->source);
    return std::make_unique<range_source>(std::move(from));
  }

 private:
  /// Takes the item under the cursor and those behind it. What a function throws waits until the items in
  /// front of it have been delivered.
  page<value> gather(engine& from, demand wanted) {
    const auto& current = from.current_page();
    page<value> out{.number = current.number, .request_id = current.request_id, .total = current.total};
    try {
      do out.items.push_back(owned_item(from));
      while (out.items.size() < wanted && from.advance());
    } catch (...) {
      if (out.items.empty()) throw;
      thrown_ = std::current_exception();
    }
    return out;
  }

  range range_;
  std::exception_ptr thrown_{};  // behind the items that have been delivered
};

}  // namespace roster::detail
#include <utility>

namespace roster::detail {

/// What a fleet and one of its lists share.
struct target_state {
  std::shared_ptr<const origin> from{};
  roster::report did{};
  std::optional<failure> failed{};
};

/// Brings the pages of one list. It is made at the first request, so that a list that cannot be made fails as one
/// that cannot be read.
template <class Row>
class target_source final : public page_source<located<Row>> {
 public:
  target_source(asio::any_io_executor executor, std::shared_ptr<target_state> state,
                std::function<async_range<Row>()> open, on_failure then)
      : executor_(std::move(executor)), state_(std::move(state)), open_(std::move(open)), then_(then) {}

  asio::awaitable<std::optional<page<located<Row>>>> next(demand wanted) override {
    std::optional<page<Row>> brought;
    try {
      if (!list_) list_ = range_source<Row>::of(open_());
      brought = co_await list_->next(wanted);
      look_at_report();
    } catch (const failure& f) {
      look_at_report();
      auto named = with_origin(f);
      if (then_ == on_failure::stop) throw named;
      state_->failed = std::move(named);
    } catch (...) {
      look_at_report();
      throw;
    }
    if (!brought) co_return std::nullopt;
    co_return located_page(std::move(*brought));
  }

  void stop() noexcept override {
    if (list_) list_->stop();
  }

  asio::any_io_executor get_executor() const override { return executor_; }
  const roster::report& report() const noexcept override { return state_->did; }

 private:
  void look_at_report() {
    if (list_) state_->did = list_->report();
  }

  failure with_origin(const failure& from) const {
    auto details = from.details();
    if (details.message.empty()) details.message = make_error_code(from.condition()).message();
    details.message.insert(0, state_->from->name + ": ");
    return {from.condition(), std::move(details)};
  }

  page<located<Row>> located_page(page<Row> brought) const {
    page<located<Row>> out{
        .number = brought.number, .request_id = brought.request_id, .total = brought.total};
    out.items.reserve(brought.items.size());
    for (auto& item : brought.items) out.items.push_back({.item = std::move(item), .from = state_->from});
    return out;
  }

  asio::any_io_executor executor_;
  std::shared_ptr<target_state> state_;
  std::function<async_range<Row>()> open_;
  on_failure then_;
  std::unique_ptr<page_source<Row>> list_{};
};

}  // namespace roster::detail
#include <string>
#include <utility>
#include <vector>

namespace roster::detail {

/// The report is the sum of all lists, with what each of them did; "2 of 150 targets failed: a, b" is its
/// remark.
template <class Row>
class fleet_source final : public page_source<located<Row>> {
 public:
  fleet_source(const asio::any_io_executor& executor, std::vector<fleet_target<Row>> targets,
               const fleet_options& options)
      : states_(states_of(targets)),
        merged_(executor, makers_of(executor, std::move(targets), states_, options),
                {.at_work = options.at_work, .order = options.order}) {}

  asio::awaitable<std::optional<page<located<Row>>>> next(demand wanted) override {
    return merged_.next(wanted);
  }

  void stop() noexcept override { merged_.stop(); }

  asio::any_io_executor get_executor() const override { return merged_.get_executor(); }

  /// Adds up when it is asked, and not after every page: a fleet may be large.
  const roster::report& report() const noexcept override {
    report_ = added_up();
    return report_;
  }

 private:
  using states = std::vector<std::shared_ptr<target_state>>;

  static states states_of(const std::vector<fleet_target<Row>>& targets) {
    states all;
    for (const auto& one : targets)
      all.push_back(std::make_shared<target_state>(
          target_state{.from = std::make_shared<const origin>(with_name(one.from))}));
    return all;
  }

  static auto makers_of(const asio::any_io_executor& executor, std::vector<fleet_target<Row>> targets,
                        const states& known, const fleet_options& options) {
    std::vector<source_maker<located<Row>>> makers;
    for (std::size_t i = 0; i < targets.size(); ++i)
      makers.push_back([executor, state = known[i], open = std::move(targets[i].open),
                        then = options.on_failure]() -> std::unique_ptr<page_source<located<Row>>> {
        return std::make_unique<target_source<Row>>(executor, state, open, then);
      });
    return makers;
  }

  static target_report report_of(const target_state& one) {
    return {.from = *one.from,
            .failed = one.failed,
            .requests = one.did.requests,
            .retries = one.did.retries,
            .pages = one.did.pages,
            .items = one.did.items,
            .incomplete = one.did.incomplete || one.failed.has_value(),
            .drift = one.did.drift,
            .remark = one.did.remark};
  }

  roster::report added_up() const {
    roster::report sum;
    std::optional<std::int64_t> total = 0;
    std::string failed;
    std::size_t failures = 0;
    for (const auto& one : states_) {
      auto did = one->did;
      if (!did.remark.empty()) did.remark.insert(0, one->from->name + ": ");
      sum.add(did);
      total = sum_of_totals(total, one->did.total);
      if (!one->failed) continue;
      ++failures;
      failed += (failed.empty() ? "" : ", ") + one->from->name;
    }
    for (const auto& one : states_) sum.targets.push_back(report_of(*one));
    sum.total = total;
    if (failures != 0)
      sum.add({.incomplete = true,
               .remark = std::to_string(failures) + " of " + std::to_string(states_.size()) +
                         " targets failed: " + failed});
    return sum;
  }

  states states_;
  merge_source<located<Row>> merged_;
  mutable roster::report report_{};
};

}  // namespace roster::detail
#include <utility>
#include <vector>

namespace roster {

/// Makes one range of any number of targets, of which so many as the options say are read at the same time; a
/// target is opened when it is its turn. Each item says where it came from. A target that fails ends there and is
/// reported, unless the options say that it stops all: the report has `incomplete`, a remark with the names of those
/// that failed, and what each target did; whoever needs the whole list looks at `report().complete()`.
/// Deadlines are those of each target's listing.
/// Example: fleet: items say where they came from, and a target that fails is reported while the others finish
template <class Row>
async_range<located<Row>> fleet(const asio::any_io_executor& executor, std::vector<fleet_target<Row>> targets,
                                const fleet_options& options = {}) {
  return async_range<located<Row>>(
      std::make_unique<detail::fleet_source<Row>>(executor, std::move(targets), options));
}

}  // namespace roster
#include <string>
#include <utility>
#include <vector>

namespace roster::eas {

struct fleet_config {
  std::vector<std::string> regions{};
  std::vector<std::string> endpoints{};  ///< beside the regions; without both the place is that of `client`
  std::vector<account> accounts{};       ///< each in every place; that of `client` unless set
  std::optional<roster::rate> rate_per_account{};  ///< instead of the one in `client`
  fleet_options how{};
  client_config client{};  ///< everything else
};

/// Lists the services of many regions and accounts as one range. Copies share connections and rate limits; listings
/// outlive the fleet.
/// The executor must not run handlers concurrently: an io_context run by one thread, or a strand.
/// Example: eas fleet: lists 30 regions of 5 accounts, of which two fail
class fleet {
 public:
  /// Fails: failure(errc::invalid_argument) for a rate that is none. What is wrong with a region or an account is
  /// a failure of that target.
  ROSTER_DECL fleet(asio::any_io_executor executor, fleet_config config);

  /// Returns the services of all targets as one lazy range; see roster::fleet. `options` are for each target.
  template <class Row = service>
  async_range<located<Row>> list_services(list_services_request what = {}, list_options options = {}) const {
    std::vector<fleet_target<Row>> targets;
    for (const auto& one : targets_)
      targets.push_back(
          {.from = one.from, .open = [executor = executor_, config = one.config, what, options] {
             return client(executor, config).list_services<Row>(what, options);
           }});
    return roster::fleet(executor_, std::move(targets), how_);
  }

 private:
  struct target {
    origin from{};
    client_config config{};
  };

  asio::any_io_executor executor_;
  fleet_options how_;
  std::vector<target> targets_{};
};

}  // namespace roster::eas

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of fleet.hpp.

namespace roster::eas {
namespace detail {

/// Returns the config of each place, of which the region or the endpoint is set.
inline std::vector<client_config> configs_of_places(const fleet_config& config) {
  std::vector<client_config> all;
  for (const auto& region : config.regions) {
    all.push_back(config.client);
    all.back().region = region;
    all.back().endpoint.clear();
  }
  for (const auto& endpoint : config.endpoints) {
    all.push_back(config.client);
    all.back().region.clear();
    all.back().endpoint = endpoint;
  }
  if (all.empty()) all.push_back(config.client);
  return all;
}

}  // namespace detail

ROSTER_DECL fleet::fleet(asio::any_io_executor executor, fleet_config config)
    : executor_(std::move(executor)), how_(config.how) {
  auto& common = config.client;
  if (!common.transport) common.transport = make_http_client(executor_, common.http);
  if (config.accounts.empty()) config.accounts.push_back({.credentials = common.credentials});
  std::vector<std::shared_ptr<rate_limit>> rates(config.accounts.size(), common.rate);
  if (config.rate_per_account)
    for (auto& one : rates) one = limit_rate(*config.rate_per_account);
  // All accounts of a region, then those of the next: neighbours do not share a rate limit.
  for (const auto& place : detail::configs_of_places(config))
    for (std::size_t i = 0; i < config.accounts.size(); ++i) {
      auto own = place;
      own.credentials = config.accounts[i].credentials;
      own.rate = rates[i];
      targets_.push_back(
          {.from = {.account = config.accounts[i].name, .region = place.region, .endpoint = place.endpoint},
           .config = std::move(own)});
    }
}

}  // namespace roster::eas
#endif
// A plain loop over an async range, for programs without coroutines of their own.

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <iterator>
// Waits for an awaitable in a plain thread: the one place that knows whether that thread has to run the
// executor's context itself.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <future>
#include <utility>

namespace roster {

namespace detail {

/// Returns the io_context behind an executor, through strands; nullptr for anything else.
ROSTER_DECL asio::io_context* io_context_of(const asio::any_io_executor& executor);

}  // namespace detail

/// Runs an awaitable to its end and returns its result. If `executor` is that of an io_context, or a strand
/// on it, this thread runs the context meanwhile; any other executor must have threads of its own. Fails:
/// what the awaitable throws; operation_aborted when the io_context is stopped meanwhile.
/// Example: await_blocking: runs the io_context itself
template <class T>
T await_blocking(const asio::any_io_executor& executor, asio::awaitable<T> work) {
  auto* const context = detail::io_context_of(executor);
  if (context && context->stopped()) context->restart();
  auto result = asio::co_spawn(executor, std::move(work), asio::use_future);
  const auto ready = [&] { return result.wait_for(std::chrono::seconds(0)) == std::future_status::ready; };
  while (context && !ready()) {
    // The bound matters only if another thread runs the context, too, and has finished the work.
    context->run_one_for(std::chrono::milliseconds(20));
    if (context->stopped() && !ready()) throw boost::system::system_error(asio::error::operation_aborted);
  }
  return result.get();
}

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Looks through an executor for the io_context that a plain thread has to run.

#include <boost/asio/strand.hpp>

namespace roster::detail {

ROSTER_DECL asio::io_context* io_context_of(const asio::any_io_executor& executor) {
  using io_executor = asio::io_context::executor_type;
  if (const auto* own = executor.target<io_executor>()) return &asio::query(*own, asio::execution::context);
  if (const auto* strand = executor.target<asio::strand<io_executor>>())
    return io_context_of(strand->get_inner_executor());
  if (const auto* strand = executor.target<asio::strand<asio::any_io_executor>>())
    return io_context_of(strand->get_inner_executor());
  return nullptr;
}

}  // namespace roster::detail
#endif
#include <utility>

namespace roster {

/// An input range over the items of an async range; a step blocks the calling thread where a page is fetched.
/// The pipeline's functions run on the calling thread. begin() goes on behind the last item that was looked
/// at.
template <class Row, class... Adaptors>
class blocking_range {
  using source = async_range<Row, Adaptors...>;
  using engine = typename source::engine;

 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using reference = typename source::reference;
    using value_type = typename source::value_type;
    using difference_type = std::ptrdiff_t;

    explicit iterator(source& from) : from_(&from) { ++*this; }
    reference operator*() const { return from_->engine_->item(); }
    iterator& operator++() {
      const auto& on = from_->started();
      while (!on->advance())
        if (!await_blocking(from_->get_executor(), engine::fetch(on))) break;
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept { return !it.has_item(); }

   private:
    bool has_item() const noexcept { return from_->engine_->has_item(); }

    source* from_;
  };

  explicit blocking_range(source from) : from_(std::move(from)) {}
  iterator begin() { return iterator{from_}; }
  std::default_sentinel_t end() const noexcept { return {}; }

  /// Returns what the listing has done so far.
  const roster::report& report() const noexcept { return from_.report(); }

 private:
  source from_;
};

/// Makes a range that a plain loop can go through:
/// `for (const auto& s : roster::blocking(client.list_services({}))) …`.
/// Fails: a step throws failure, as next() does; stepping on tries again.
/// Example: blocking: loops over all pages without a coroutine
template <class Row, class... Adaptors>
blocking_range<Row, Adaptors...> blocking(async_range<Row, Adaptors...> range) {
  return blocking_range<Row, Adaptors...>(std::move(range));
}

/// Swallows what `|` has refused in words already.
inline refused_items blocking(refused_range) { return {}; }

}  // namespace roster
// What eas::client::call needs beside the client: a program that calls includes this, and one that only lists
// needs no Boost.JSON.

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <utility>

namespace roster::eas {
namespace detail {

/// Carries out a call with the signature of its own action.
ROSTER_DECL asio::awaitable<http::response> call_operation(std::shared_ptr<const client_core> core,
                                                           roster::detail::call_request what,
                                                           call_options options);

}  // namespace detail

template <class Answer>
asio::awaitable<Answer> client::call(std::string method, std::string path, http::query_list query,
                                     call_options options) const {
  roster::detail::call_request what{
      .method = std::move(method), .path = std::move(path), .query = std::move(query)};
  return roster::detail::answered<Answer>(
      detail::call_operation(operation_.core(), std::move(what), std::move(options)));
}

}  // namespace roster::eas

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of call.hpp.

#include <utility>

namespace roster::eas::detail {

ROSTER_DECL asio::awaitable<http::response> call_operation(std::shared_ptr<const client_core> core,
                                                           roster::detail::call_request what,
                                                           call_options options) {
  roster::detail::check_call_name("action", options.action);
  roster::detail::check_call_name("version", options.version);
  const auto own = std::make_shared<client_core>(*core);
  own->sign = acs3({.action = std::move(options.action), .version = std::move(options.version)});
  what.body = std::move(options.body);
  const roster::call_options how{.read = options.read, .deadline = options.deadline};
  auto answer = co_await roster::detail::exchange_call(own, std::move(what), how);
  co_return answer;
}

}  // namespace roster::eas::detail
#endif
// What a fault does to an answer: a pure function, apart from which requests it meets.

// What a cloud makes of one request: the answer, and what it understood, for logs and for faults that wait
// for a certain page.

#include <cstdint>
#include <optional>
#include <string>

namespace roster {

struct cloud_answer {
  http::response response{};
  std::string code{};                       ///< of the error; "" when all is well
  std::string region{};                     ///< of PAI-EAS, as the request names it; "" when it names none
  std::optional<bool> authentic{};          ///< whether the gate let it in; absent: it did not come that far
  std::optional<std::int64_t> page{};       ///< the page that was asked for, from 1 on
  std::optional<std::int64_t> page_size{};  ///< as asked for, before any clamp
  std::optional<std::string> marker{};      ///< as asked for
};

}  // namespace roster
// What the emulator sends back, and how: a plain answer as a client would see it, and what becomes of it on
// its way.

#include <chrono>
#include <cstddef>
#include <optional>
// What can go wrong on purpose, as a value: which requests it meets, and what happens to them.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace roster {

enum class fault_kind {
  delay,     ///< the answer comes late, and is right
  status,    ///< another status, code or body
  throttle,  ///< too many requests, in the vendor's words, with hints when to come back
  denied,    ///< a missing permission, in the vendor's words
  reset,     ///< the connection is reset
  cut,       ///< the connection is closed before the whole body came
  truncate,  ///< the body is whole, but Content-Length promises more, and the connection is closed

  // The bytes that come, or the connection that they come on.
  connection,  ///< of a server: a new connection ends before its first request; these are counted, not requests
  stall,       ///< the answer stops on its way, and the connection stays open
  drip,        ///< the answer comes byte by byte
  flood,       ///< a part of the answer goes on without end
  malformed,  ///< the answer is not HTTP as it should be
  garble,     ///< bytes that belong to nothing come in its middle, beneath TLS where there is TLS
  interim,    ///< answers with the status 103 come before it
  surplus,    ///< it comes once more, unasked
  json,       ///< its body is not JSON as it should be

  // Anomalies: a page as it should be, but for one thing. Requests that are refused do not meet them.
  empty_page,      ///< no services, as if the list went on behind; Qianfan's marker leads to them
  repeat_page,     ///< the services of the page before; on page 1 nothing changes
  page_size,       ///< pages of another size than asked for
  total,           ///< of eas: another TotalCount
  no_total,        ///< of eas: no TotalCount
  page_number,     ///< of eas: another PageNumber
  no_page_number,  ///< of eas: no PageNumber
  repeat_marker,   ///< of qianfan: nextMarker leads to the page that was asked for
  no_marker,       ///< of qianfan: isTruncated is true and there is no nextMarker
  no_truncated,    ///< of qianfan: no isTruncated
  stray_marker,    ///< of qianfan: the last page has a nextMarker too, which leads nowhere
};

/// What an answer with another status has as its body.
enum class fault_body {
  json,     ///< an error in the vendor's shape
  html,     ///< a page, as a proxy would send it
  empty,    ///< nothing
  headers,  ///< nothing; the error is in the headers x-bce-error-code and x-bce-error-message
};

/// How much of an answer comes before a reset, or before it stalls.
enum class reset_place { before, header, body };

/// What a connection meets instead of its first request's answer, and of TLS.
enum class connection_end { close, reset, stall, garbage };

/// Which part of an answer goes on without end.
enum class flood_part { status_line, header, interim, extension, trailer, body };

/// What is wrong with an answer that is not HTTP as it should be.
enum class malformation {
  garbage,            ///< nothing of HTTP
  bad_length,         ///< Content-Length is -1
  two_lengths,        ///< two that differ
  length_and_chunks,  ///< Content-Length and chunks
  bad_chunk,          ///< a chunk whose size is no number
  coding,             ///< a Transfer-Encoding that nobody knows
  compressed,         ///< a Content-Encoding that was not asked for
  folded,             ///< a header line that goes on in the next one
  switching           ///< the status 101
};

/// What is wrong with a body that is not JSON as it should be.
enum class json_mistake {
  cut,       ///< half of it
  trailing,  ///< something behind it
  nan,       ///< a number that is none
  utf8,      ///< a text that is not UTF-8
  deep,      ///< 100,000 lists within each other
  list,      ///< a list where an object should be
  null       ///< null
};

/// A fault. Members that do not belong to its kind are not looked at.
struct fault {
  static constexpr std::size_t always = std::numeric_limits<std::size_t>::max();

  fault_kind kind{};

  // Which requests. Only those are counted that `vendor`, `account`, `region` and `page` allow.
  std::size_t at{1};                   ///< the first one that it meets, from 1 on
  std::size_t times{1};                ///< how many it meets from there on
  std::string vendor{};                ///< "eas" or "qianfan"; "": both, or the one that the kind belongs to
  std::string account{};               ///< the access key id that is named; "": all
  std::string region{};                ///< of PAI-EAS; "": all
  std::optional<std::int64_t> page{};  ///< the page that is asked for, from 1 on

  // What happens. `wait` belongs to every kind.
  std::chrono::milliseconds wait{};  ///< before anything is answered
  unsigned status{};                 ///< of status and throttle; 0: 500 and 429
  std::string code{};                ///< of status and throttle; "": the vendor's own
  std::string message{};             ///< of status, throttle and denied; "": the vendor's own
  fault_body body{};                 ///< of status
  std::optional<std::chrono::milliseconds> retry_after_ms{};  ///< of throttle: x-acs-retry-after
  std::optional<std::chrono::seconds> retry_after{};          ///< of throttle: Retry-After
  std::optional<std::chrono::milliseconds> ratelimit_ms{};    ///< of throttle: x-ratelimit-user-api
  reset_place where{};                                        ///< of reset and stall
  connection_end end{};                                       ///< of connection
  flood_part part{};                                          ///< of flood
  malformation wrong{};                                       ///< of malformed
  json_mistake mistake{};                                     ///< of json
  std::chrono::milliseconds every{10};                        ///< of drip: between two bytes
  std::optional<std::int64_t> size{};                         ///< of page_size: the size that is used
  bool silent{};                      ///< of page_size: the size that was asked for is echoed all the same
  std::optional<std::int64_t> set{};  ///< of total and page_number: what is said, or:
  std::optional<std::int64_t> add{};  ///< by how much it is wrong
  /// Of cut: how many of the body come; of truncate: how many are missing; of flood: after how many the
  /// connection is closed. 0: some, and without end.
  std::size_t bytes{};
  bool no_length{};  ///< of cut: there is no Content-Length, so that only TLS or JSON shows that it is cut
};

/// Parses "KIND" or "KIND:NAME=VALUE,…", such as "throttle:times=2,retry-after-ms=50". The kinds are those of
/// fault_kind, with '-' for '_'. The names are at, times (a number or "always"), vendor, account, region, page
/// and wait-ms, and by kind: status: status, code, message, body; throttle: status, code, message,
/// retry-after-ms, retry-after (seconds), ratelimit-ms; denied: message; reset and stall: where; cut: bytes,
/// no-length (yes or no); truncate: bytes; connection, malformed and json: how; drip: every-ms; flood: part,
/// bytes; page-size: size, silent (yes or no); total and page-number: set or add. A value cannot hold a comma.
/// Fails: failure(errc::invalid_argument) that says what is known instead.
/// Example: parse_fault: reads every setting
ROSTER_DECL fault parse_fault(std::string_view spec);

/// Returns the fault with the vendor that its kind belongs to.
/// Fails: failure(errc::invalid_argument) for a fault that could not happen.
ROSTER_DECL fault checked(fault one);

/// Tells whether a fault leaves the answer well-formed, but for what it says about the list.
ROSTER_DECL bool is_anomaly(fault_kind kind) noexcept;

/// Returns the name of a kind as parse_fault reads it.
ROSTER_DECL std::string_view name_of(fault_kind kind) noexcept;

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of fault.hpp.

#include <algorithm>
#include <limits>
// The words of fault specifications and what they mean, as data: the parser and its messages read the same.

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace roster::detail {

template <class E, std::size_t N>
using fault_words = std::array<std::pair<std::string_view, E>, N>;

inline constexpr fault_words<fault_kind, 27> fault_kinds{{{"delay", fault_kind::delay},
                                                          {"status", fault_kind::status},
                                                          {"throttle", fault_kind::throttle},
                                                          {"denied", fault_kind::denied},
                                                          {"reset", fault_kind::reset},
                                                          {"cut", fault_kind::cut},
                                                          {"truncate", fault_kind::truncate},
                                                          {"connection", fault_kind::connection},
                                                          {"stall", fault_kind::stall},
                                                          {"drip", fault_kind::drip},
                                                          {"flood", fault_kind::flood},
                                                          {"malformed", fault_kind::malformed},
                                                          {"garble", fault_kind::garble},
                                                          {"interim", fault_kind::interim},
                                                          {"surplus", fault_kind::surplus},
                                                          {"json", fault_kind::json},
                                                          {"empty-page", fault_kind::empty_page},
                                                          {"repeat-page", fault_kind::repeat_page},
                                                          {"page-size", fault_kind::page_size},
                                                          {"total", fault_kind::total},
                                                          {"no-total", fault_kind::no_total},
                                                          {"page-number", fault_kind::page_number},
                                                          {"no-page-number", fault_kind::no_page_number},
                                                          {"repeat-marker", fault_kind::repeat_marker},
                                                          {"no-marker", fault_kind::no_marker},
                                                          {"no-truncated", fault_kind::no_truncated},
                                                          {"stray-marker", fault_kind::stray_marker}}};
inline constexpr fault_words<fault_body, 4> fault_bodies{{{"json", fault_body::json},
                                                          {"html", fault_body::html},
                                                          {"empty", fault_body::empty},
                                                          {"headers", fault_body::headers}}};
inline constexpr fault_words<reset_place, 3> reset_places{
    {{"before", reset_place::before}, {"header", reset_place::header}, {"body", reset_place::body}}};
inline constexpr fault_words<connection_end, 4> connection_ends{{{"close", connection_end::close},
                                                                 {"reset", connection_end::reset},
                                                                 {"stall", connection_end::stall},
                                                                 {"garbage", connection_end::garbage}}};
inline constexpr fault_words<flood_part, 6> flood_parts{{{"status-line", flood_part::status_line},
                                                         {"header", flood_part::header},
                                                         {"interim", flood_part::interim},
                                                         {"extension", flood_part::extension},
                                                         {"trailer", flood_part::trailer},
                                                         {"body", flood_part::body}}};
inline constexpr fault_words<malformation, 9> malformations{
    {{"garbage", malformation::garbage},
     {"bad-length", malformation::bad_length},
     {"two-lengths", malformation::two_lengths},
     {"length-and-chunks", malformation::length_and_chunks},
     {"bad-chunk", malformation::bad_chunk},
     {"coding", malformation::coding},
     {"compressed", malformation::compressed},
     {"folded", malformation::folded},
     {"switching", malformation::switching}}};
inline constexpr fault_words<json_mistake, 7> json_mistakes{{{"cut", json_mistake::cut},
                                                             {"trailing", json_mistake::trailing},
                                                             {"nan", json_mistake::nan},
                                                             {"utf8", json_mistake::utf8},
                                                             {"deep", json_mistake::deep},
                                                             {"list", json_mistake::list},
                                                             {"null", json_mistake::null}}};
inline constexpr fault_words<bool, 2> fault_answers{{{"yes", true}, {"no", false}}};
inline constexpr fault_words<bool, 2> fault_vendors{{{"eas", true}, {"qianfan", true}}};

}  // namespace roster::detail
#include <utility>

namespace roster {
namespace detail {

/// Returns the only vendor whose pages have what a kind spoils; "" for kinds of both.
constexpr std::string_view vendor_of(fault_kind kind) noexcept {
  switch (kind) {
    case fault_kind::total:
    case fault_kind::no_total:
    case fault_kind::page_number:
    case fault_kind::no_page_number:
      return "eas";
    case fault_kind::repeat_marker:
    case fault_kind::no_marker:
    case fault_kind::no_truncated:
    case fault_kind::stray_marker:
      return "qianfan";
    default:
      return {};
  }
}

/// Returns why a fault could not happen; "" when it could.
inline std::string impossible(const fault& one) {
  const std::string name(name_of(one.kind));
  const std::string vendor(vendor_of(one.kind));
  const bool says_one = one.set.has_value() != one.add.has_value();
  if (!one.vendor.empty() && !vendor.empty() && one.vendor != vendor)
    return name + " belongs to " + vendor + ", which has what it spoils";
  if (!one.region.empty() && (one.vendor == "qianfan" || vendor == "qianfan"))
    return "qianfan has no regions";
  if (one.kind == fault_kind::connection &&
      (!one.vendor.empty() || !one.account.empty() || !one.region.empty() || one.page))
    return name + " has no vendor, account, region or page: it comes before any request";
  if (one.kind == fault_kind::delay && one.wait.count() == 0) return name + " needs wait-ms";
  if (one.kind == fault_kind::page_size && one.size.value_or(0) < 1) return name + " needs a size from 1 on";
  if ((one.kind == fault_kind::total || one.kind == fault_kind::page_number) && !says_one)
    return name + " needs either set or add";
  return {};
}

/// Reads one specification; a class, since every mistake is told with the whole of it.
class fault_parser {
 public:
  explicit fault_parser(std::string_view spec) : spec_(spec) {}

  fault parse() {
    const auto colon = spec_.find(':');
    kind_ = spec_.substr(0, colon);
    out_.kind = word(fault_kinds, "kind", kind_);
    if (colon != spec_.npos) settings(spec_.substr(colon + 1));
    if (const std::string why = impossible(out_); !why.empty()) refuse(why);
    return checked(out_);
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const {
    throw failure(errc::invalid_argument, "fault \"" + printable(spec_, 200) + "\": " + why);
  }

  template <class E, std::size_t N>
  E word(const fault_words<E, N>& words, std::string_view name, std::string_view value) const {
    std::string known;
    for (const auto& [text, meaning] : words) {
      if (text == value) return meaning;
      known.append(known.empty() ? "" : ", ").append(text);
    }
    refuse(std::string(name) + " is \"" + printable(value, 64) + "\", which is none of " + known);
  }

  template <class T>
  T number(std::string_view name, std::string_view value, T least) const {
    T read{};
    if (parse_number(value, read) != number_result::ok || read < least)
      refuse(std::string(name) + " is \"" + printable(value, 64) + "\", but should be a number from " +
             std::to_string(least) + " on");
    return read;
  }

  std::chrono::milliseconds milliseconds(std::string_view name, std::string_view value) const {
    return std::chrono::milliseconds(number<std::int64_t>(name, value, 0));
  }

  void settings(std::string_view rest) {
    for (bool more = true; more;) {
      const auto comma = rest.find(',');
      more = comma != rest.npos;
      setting(rest.substr(0, comma));
      if (more) rest.remove_prefix(comma + 1);
    }
  }

  void setting(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == text.npos) refuse("\"" + printable(text, 64) + "\" is not NAME=VALUE");
    const std::string_view name = text.substr(0, equals);
    const std::string_view value = text.substr(equals + 1);
    if (!select(name, value) && !act(name, value))
      refuse(std::string(kind_) + " has no setting \"" + printable(name, 64) +
             "\"; it has at, times, vendor, account, region, page, wait-ms" + own_settings());
  }

  bool select(std::string_view name, std::string_view value) {
    if (name == "at")
      out_.at = number<std::size_t>(name, value, 1);
    else if (name == "times")
      out_.times = value == "always" ? fault::always : number<std::size_t>(name, value, 1);
    else if (name == "vendor")
      out_.vendor = word(fault_vendors, name, value) ? value : "";
    else if (name == "account")
      out_.account = value;
    else if (name == "region")
      out_.region = value;
    else if (name == "page")
      out_.page = number<std::int64_t>(name, value, 1);
    else if (name == "wait-ms")
      out_.wait = milliseconds(name, value);
    else
      return false;
    return true;
  }

  bool act(std::string_view name, std::string_view value) {
    const bool status = out_.kind == fault_kind::status;
    const bool throttle = out_.kind == fault_kind::throttle;
    if (name == "status" && (status || throttle))
      out_.status = http_status(value);
    else if (name == "code" && (status || throttle))
      out_.code = value;
    else if (name == "message" && (status || throttle || out_.kind == fault_kind::denied))
      out_.message = value;
    else if (name == "body" && status)
      out_.body = word(fault_bodies, name, value);
    else if (name == "retry-after-ms" && throttle)
      out_.retry_after_ms = milliseconds(name, value);
    else if (name == "retry-after" && throttle)
      out_.retry_after = std::chrono::seconds(number<std::int64_t>(name, value, 0));
    else if (name == "ratelimit-ms" && throttle)
      out_.ratelimit_ms = milliseconds(name, value);
    else
      return act_on_bytes(name, value) || act_on_page(name, value);
    return true;
  }

  bool act_on_bytes(std::string_view name, std::string_view value) {
    const fault_kind kind = out_.kind;
    const bool counts = kind == fault_kind::cut || kind == fault_kind::truncate || kind == fault_kind::flood;
    if (name == "where" && (kind == fault_kind::reset || kind == fault_kind::stall))
      out_.where = word(reset_places, name, value);
    else if (name == "bytes" && counts)
      out_.bytes = number<std::size_t>(name, value, 1);
    else if (name == "no-length" && kind == fault_kind::cut)
      out_.no_length = word(fault_answers, name, value);
    else if (name == "how" && kind == fault_kind::connection)
      out_.end = word(connection_ends, name, value);
    else if (name == "how" && kind == fault_kind::malformed)
      out_.wrong = word(malformations, name, value);
    else if (name == "how" && kind == fault_kind::json)
      out_.mistake = word(json_mistakes, name, value);
    else if (name == "every-ms" && kind == fault_kind::drip)
      out_.every = milliseconds(name, value);
    else if (name == "part" && kind == fault_kind::flood)
      out_.part = word(flood_parts, name, value);
    else
      return false;
    return true;
  }

  bool act_on_page(std::string_view name, std::string_view value) {
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    const bool number_of_page = out_.kind == fault_kind::total || out_.kind == fault_kind::page_number;
    if (name == "size" && out_.kind == fault_kind::page_size)
      out_.size = number<std::int64_t>(name, value, 1);
    else if (name == "silent" && out_.kind == fault_kind::page_size)
      out_.silent = word(fault_answers, name, value);
    else if (name == "set" && number_of_page)
      out_.set = number<std::int64_t>(name, value, least);
    else if (name == "add" && number_of_page)
      out_.add = number<std::int64_t>(name, value, least);
    else
      return false;
    return true;
  }

  unsigned http_status(std::string_view value) const {
    const auto read = number<unsigned>("status", value, 200);
    if (read > 599) refuse("status is " + std::to_string(read) + ", but should be from 200 to 599");
    return read;
  }

  std::string own_settings() const {
    switch (out_.kind) {
      case fault_kind::status:
        return ", status, code, message, body";
      case fault_kind::throttle:
        return ", status, code, message, retry-after-ms, retry-after, ratelimit-ms";
      case fault_kind::denied:
        return ", message";
      case fault_kind::reset:
      case fault_kind::stall:
        return ", where";
      case fault_kind::cut:
        return ", bytes, no-length";
      case fault_kind::truncate:
        return ", bytes";
      case fault_kind::connection:
      case fault_kind::malformed:
      case fault_kind::json:
        return ", how";
      case fault_kind::drip:
        return ", every-ms";
      case fault_kind::flood:
        return ", part, bytes";
      case fault_kind::page_size:
        return ", size, silent";
      case fault_kind::total:
      case fault_kind::page_number:
        return ", set, add";
      default:
        return "";
    }
  }

  std::string_view spec_;
  std::string_view kind_{};
  fault out_{};
};

}  // namespace detail

ROSTER_DECL fault parse_fault(std::string_view spec) { return detail::fault_parser(spec).parse(); }

ROSTER_DECL fault checked(fault one) {
  if (const std::string why = detail::impossible(one); !why.empty())
    throw failure(errc::invalid_argument, "fault " + std::string(name_of(one.kind)) + ": " + why);
  if (one.vendor.empty()) one.vendor = detail::vendor_of(one.kind);
  if (one.vendor.empty() && !one.region.empty()) one.vendor = "eas";
  return one;
}

ROSTER_DECL bool is_anomaly(fault_kind kind) noexcept { return kind >= fault_kind::empty_page; }

ROSTER_DECL std::string_view name_of(fault_kind kind) noexcept {
  for (const auto& [text, meaning] : detail::fault_kinds)
    if (meaning == kind) return text;
  return {};
}

}  // namespace roster
#endif

namespace roster {

/// How the connection ends before an answer is complete.
enum class broken_by { reset, close };

/// An answer that does not come whole.
struct broken_delivery {
  broken_by how{};
  bool header{};             ///< the header comes whole; otherwise half of it at most
  bool anything{};           ///< at least something comes
  std::size_t body{};        ///< so much of the body comes
  std::size_t overstated{};  ///< Content-Length promises so many bytes that are not there
  bool no_length{};          ///< there is no Content-Length
};

struct emulated_answer {
  http::response response{};
  std::chrono::milliseconds wait{};         ///< before the first byte
  std::optional<broken_delivery> broken{};  ///< nothing: it comes whole
  std::optional<fault> spoilt{};            ///< what else happens to its bytes on their way
};

}  // namespace roster
// What makes one answer of the emulator differ from the next. Passed in, so that answering is a function of
// its input.

#include <chrono>
#include <string>

namespace roster {

/// The moment at which a request arrives.
struct emulator_moment {
  std::chrono::sys_seconds now{};
  std::string request_id{};
};

}  // namespace roster
#include <string_view>

namespace roster {

/// Changes `reply`, which a cloud has made, and returns how it is delivered. `vendor` is "eas" or "qianfan",
/// `host` the host that was called.
ROSTER_DECL emulated_answer apply_fault(const fault& happens, cloud_answer& reply, std::string_view vendor,
                                        std::string_view host, const emulator_moment& moment);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of apply_fault.hpp.

#include <algorithm>
// The errors of PAI-EAS, code and status, and the shape in which they are answered.

// How a cloud refuses a request, as a value: one row of a vendor's table, and what is to be said about this
// request.

#include <string>
#include <string_view>

namespace roster {

/// One row of a vendor's table of errors.
struct cloud_error {
  unsigned status{};
  std::string_view code{};
  std::string_view message{};

  friend bool operator==(const cloud_error&, const cloud_error&) = default;
};

/// A refused request.
struct refusal {
  cloud_error error{};
  std::string detail{};  ///< follows the row's message

  std::string message() const {
    return detail.empty() ? std::string(error.message) : std::string(error.message) + ' ' + detail;
  }
};

}  // namespace roster
#include <string_view>

namespace roster {

/// Source: Alibaba Cloud's tables of common errors and captured answers. What an answer to a request without
/// any signature looks like is not documented; the code for one that is not complete stands for it. The host
/// of a region that does not exist is in no name server; an answer in words stands for that.
namespace eas_errors {

inline constexpr cloud_error unknown_api{404, "InvalidAction.NotFound",
                                         "Specified api is not found, please check your url and method."};
inline constexpr cloud_error invalid_version{400, "InvalidVersion",
                                             "Specified parameter Version is not valid."};
inline constexpr cloud_error unknown_region{404, "InvalidRegionId.NotFound",
                                            "The specified region is not found."};
inline constexpr cloud_error incomplete_signature{
    400, "IncompleteSignature", "The request signature does not conform to Aliyun standards."};
inline constexpr cloud_error unknown_key{404, "InvalidAccessKeyId.NotFound",
                                         "Specified access key is not found."};
inline constexpr cloud_error wrong_signature{400, "SignatureDoesNotMatch",
                                             "Specified signature does not match our calculation."};
inline constexpr cloud_error missing_token{400, "MissingSecurityToken", "SecurityToken is mandatory."};
inline constexpr cloud_error wrong_token{400, "InvalidSecurityToken.MismatchWithAccessKey",
                                         "Specified SecurityToken mismatch with the AccessKey."};
inline constexpr cloud_error bad_time{400, "InvalidTimeStamp.Format",
                                      "Specified time stamp or date value is not well formatted."};
inline constexpr cloud_error expired{400, "InvalidTimeStamp.Expired",
                                     "Specified time stamp or date value is expired."};
inline constexpr cloud_error nonce_used{400, "SignatureNonceUsed",
                                        "Specified signature nonce was used already."};
inline constexpr cloud_error bad_parameter{400, "InvalidParameter", "The specified parameter is not valid."};
inline constexpr cloud_error denied{403, "NoPermission",
                                    "You are not authorized to perform this action. (eas:ListServices)"};
inline constexpr cloud_error throttled{429, "Throttling.User",
                                       "Request was denied due to user flow control."};
inline constexpr cloud_error internal{
    500, "InternalError",
    "The request processing has failed due to some unknown error, exception or failure."};

}  // namespace eas_errors

/// Returns {RequestId, HostId, Code, Message, Recommend}, with AccessDeniedDetail for a missing permission,
/// and the header x-acs-request-id.
ROSTER_DECL http::response eas_error_response(const refusal& refused, std::string_view host,
                                              const emulator_moment& moment);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of eas_errors.hpp.

#include <optional>
#include <string>

namespace roster {
namespace detail {

struct eas_denied_body {
  std::string policy_type{};
  std::string auth_principal_owner_id{};
  std::string auth_principal_type{};
  std::string auth_principal_display_name{};
  std::string no_permission_type{};
  std::string auth_action{};
};

struct eas_error_body {
  std::string request_id{};
  std::string host_id{};
  std::string code{};
  std::string message{};
  std::string recommend{};
  std::optional<eas_denied_body> access_denied_detail{};
};

inline eas_denied_body eas_denied_detail() {
  return {.policy_type = "AccountLevelIdentityBasedPolicy",
          .auth_principal_owner_id = "1234567890123456",
          .auth_principal_type = "SubUser",
          .auth_principal_display_name = "212345678901234567",
          .no_permission_type = "ImplicitDeny",
          .auth_action = std::string(eas::list_services::permission.needed)};
}

}  // namespace detail

ROSTER_DECL http::response eas_error_response(const refusal& refused, std::string_view host,
                                              const emulator_moment& moment) {
  detail::eas_error_body body{
      .request_id = moment.request_id,
      .host_id = std::string(host),
      .code = std::string(refused.error.code),
      .message = refused.message(),
      .recommend = "https://api.aliyun.com/troubleshoot?q=" + http::percent_encode(refused.error.code) +
                   "&product=eas&requestId=" + http::percent_encode(moment.request_id),
  };
  if (refused.error.code == eas_errors::denied.code) body.access_denied_detail = detail::eas_denied_detail();
  return {.status = refused.error.status,
          .headers = {{"Content-Type", "application/json;charset=utf-8"},
                      {"x-acs-request-id", moment.request_id}},
          .body = to_json<pascal_case>(body)};
}

}  // namespace roster
#endif
// The errors of Qianfan, code and status, and the shape in which they are answered.

namespace roster {

/// Source: Baidu AI Cloud's table of common errors; SignatureEmpty, IamSignatureInvalid and ResourceNotFound
/// as the live service was seen to answer them. What an unknown marker or a page size under 1 gives is not
/// documented; InappropriateJSON is the documented class. Throttling has no documented code; 18 is that of
/// the first API.
namespace qianfan_errors {

inline constexpr cloud_error unknown_path{404, "ResourceNotFound", "The requested resource was not found."};
inline constexpr cloud_error invalid_version{404, "InvalidVersion", "The API version specified was invalid."};
inline constexpr cloud_error unknown_action{400, "InvalidURI", "Could not parse the specified URI."};
inline constexpr cloud_error wrong_method{400, "InvalidHTTPRequest",
                                          "There was an error in your HTTP request."};
inline constexpr cloud_error no_signature{400, "SignatureEmpty", "Signature is invalid: Signature is empty."};
inline constexpr cloud_error bad_authorization{400, "InvalidHTTPAuthHeader",
                                               "The HTTP authorization header is invalid."};
inline constexpr cloud_error unknown_key{403, "IamSignatureInvalid",
                                         "IamSignatureInvalid, cause: Could not find credential."};
inline constexpr cloud_error unsigned_header{
    403, "IamSignatureInvalid",
    "IamSignatureInvalid, cause: Fail to authn user: Missing headers required by signing:"};
inline constexpr cloud_error wrong_signature{
    403, "IamSignatureInvalid", "IamSignatureInvalid, cause: Fail to authn user: Signature does not match"};
inline constexpr cloud_error wrong_token{
    403, "IamSignatureInvalid", "IamSignatureInvalid, cause: Fail to authn user: session token invalid"};
inline constexpr cloud_error expired{400, "RequestExpired", "Request has expired."};
inline constexpr cloud_error bad_json{400, "MalformedJSON", "The JSON you provided was not well-formed."};
inline constexpr cloud_error bad_parameter{
    400, "InappropriateJSON",
    "The JSON you provided was well-formed and valid, but not appropriate for this operation."};
inline constexpr cloud_error denied{403, "AccessDenied", "Access denied."};
inline constexpr cloud_error throttled{429, "18", "Open api qps request limit reached"};
inline constexpr cloud_error internal{500, "InternalError",
                                      "We encountered an internal error. Please try again."};

}  // namespace qianfan_errors

/// Returns {requestId, code, message} and the header x-bce-request-id; for a number as code the shape of the
/// first API, {log_id, error_code, error_msg}.
ROSTER_DECL http::response qianfan_error_response(const refusal& refused, const emulator_moment& moment);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of qianfan_errors.hpp.

#include <cstdint>
#include <string>

namespace roster {
namespace detail {

struct qianfan_error_body {
  std::string request_id{};
  std::string code{};
  std::string message{};
};

struct qianfan_first_error_body {
  std::string log_id{};
  std::int64_t error_code{};
  std::string error_msg{};
};

inline std::string qianfan_error_json(const refusal& refused, const emulator_moment& moment) {
  std::int64_t number{};
  if (parse_number(refused.error.code, number) == number_result::ok)
    return to_json(qianfan_first_error_body{moment.request_id, number, refused.message()});
  return to_json<camel_case>(
      qianfan_error_body{moment.request_id, std::string(refused.error.code), refused.message()});
}

}  // namespace detail

ROSTER_DECL http::response qianfan_error_response(const refusal& refused, const emulator_moment& moment) {
  return {.status = refused.error.status,
          .headers = {{"Content-Type", "application/json; charset=utf-8"},
                      {"x-bce-request-id", moment.request_id}},
          .body = detail::qianfan_error_json(refused, moment)};
}

}  // namespace roster
#endif
#include <string>
#include <utility>

namespace roster {
namespace detail {

/// An answer that is being spoilt.
struct spoilt {
  const fault& happens;
  cloud_answer& reply;
  bool is_eas;
  std::string_view host;
  const emulator_moment& moment;
};

/// Replaces the answer by an error in the vendor's shape, where the fault does not say otherwise.
inline void answer_error(const spoilt& s, cloud_error error) {
  if (s.happens.status != 0) error.status = s.happens.status;
  if (!s.happens.code.empty()) error.code = s.happens.code;
  if (!s.happens.message.empty()) error.message = s.happens.message;
  s.reply.code = error.code;
  s.reply.response = s.is_eas ? eas_error_response({error, {}}, s.host, s.moment)
                              : qianfan_error_response({error, {}}, s.moment);
}

inline void answer_status(const spoilt& s) {
  answer_error(s, s.is_eas ? eas_errors::internal : qianfan_errors::internal);
  http::response& response = s.reply.response;
  if (s.happens.body == fault_body::json) return;
  if (s.happens.body == fault_body::html) {
    const std::string title = std::to_string(response.status) + " from a gateway";
    response.headers.set("Content-Type", "text/html");
    response.body = "<html>\r\n<head><title>" + title + "</title></head>\r\n<body><h1>" + title +
                    "</h1></body>\r\n</html>\r\n";
    return;
  }
  response.body.clear();
  response.headers.erase("Content-Type");
  if (s.happens.body == fault_body::empty) return;
  response.headers.set("x-bce-error-code", s.reply.code);
  response.headers.set("x-bce-error-message", s.happens.message.empty()
                                                  ? std::string(qianfan_errors::internal.message)
                                                  : s.happens.message);
}

inline void answer_throttled(const spoilt& s) {
  answer_error(s, s.is_eas ? eas_errors::throttled : qianfan_errors::throttled);
  http::headers& headers = s.reply.response.headers;
  if (s.happens.retry_after_ms)
    headers.set("x-acs-retry-after", std::to_string(s.happens.retry_after_ms->count()));
  if (s.happens.retry_after) headers.set("Retry-After", std::to_string(s.happens.retry_after->count()));
  if (s.happens.ratelimit_ms) {
    const std::string left = std::to_string(s.happens.ratelimit_ms->count());
    headers.set("x-ratelimit-user-api", "Limit:1,Remain:0,TimeLeft:" + left + ",Reset:" + left);
  }
}

/// Returns how many bytes of a body of that size come: what was asked for, half of it otherwise, never all.
inline std::size_t cut_size(std::size_t whole, std::size_t asked) {
  return asked == 0 ? whole / 2 : std::min(asked, whole == 0 ? 0 : whole - 1);
}

/// Puts a member before those of a JSON object.
inline std::string with_member(const std::string& object, const std::string& value) {
  const auto brace = object.find('{');
  if (brace == object.npos) return value;
  const bool empty = object.find('"', brace) == object.npos;
  return "{\"unexpected\":" + value + (empty ? "" : ",") + object.substr(brace + 1);
}

/// Returns a body with a mistake in it.
inline std::string mistaken(json_mistake how, const std::string& body) {
  switch (how) {
    case json_mistake::cut:
      return body.substr(0, body.size() / 2);
    case json_mistake::trailing:
      return body + "}";
    case json_mistake::nan:
      return with_member(body, "NaN");
    case json_mistake::utf8:
      return with_member(body, "\"\xC3\x28\"");
    case json_mistake::deep:
      return with_member(body, std::string(100'000, '[') + std::string(100'000, ']'));
    case json_mistake::list:
      return "[" + body + "]";
    case json_mistake::null:
      break;
  }
  return "null";
}

inline broken_delivery broken_by_reset(reset_place where, std::size_t body) {
  const bool in_body = where == reset_place::body;
  return {.how = broken_by::reset,
          .header = in_body,
          .anything = where != reset_place::before,
          .body = in_body ? cut_size(body, 0) : 0};
}

}  // namespace detail

ROSTER_DECL emulated_answer apply_fault(const fault& happens, cloud_answer& reply, std::string_view vendor,
                                        std::string_view host, const emulator_moment& moment) {
  const detail::spoilt s{happens, reply, vendor == "eas", host, moment};
  emulated_answer out{.wait = happens.wait};
  const std::size_t size = reply.response.body.size();
  switch (happens.kind) {
    case fault_kind::delay:
      break;
    case fault_kind::status:
      detail::answer_status(s);
      break;
    case fault_kind::throttle:
      detail::answer_throttled(s);
      break;
    case fault_kind::denied:
      detail::answer_error(s, s.is_eas ? eas_errors::denied : qianfan_errors::denied);
      break;
    case fault_kind::reset:
      out.broken = detail::broken_by_reset(happens.where, size);
      break;
    case fault_kind::cut:
      out.broken = broken_delivery{.how = broken_by::close,
                                   .header = true,
                                   .anything = true,
                                   .body = detail::cut_size(size, happens.bytes),
                                   .no_length = happens.no_length};
      break;
    case fault_kind::truncate:
      out.broken = broken_delivery{.how = broken_by::close,
                                   .header = true,
                                   .anything = true,
                                   .body = size,
                                   .overstated = happens.bytes == 0 ? 100 : happens.bytes};
      break;
    case fault_kind::json:
      reply.response.body = detail::mistaken(happens.mistake, reply.response.body);
      break;
    case fault_kind::stall:
    case fault_kind::drip:
    case fault_kind::flood:
    case fault_kind::malformed:
    case fault_kind::garble:
    case fault_kind::interim:
    case fault_kind::surplus:
      out.spoilt = happens;
      break;
    default:  // an anomaly, which the cloud has made
      break;
  }
  out.response = reply.response;
  return out;
}

}  // namespace roster
#endif
// What is wrong with the services that an account is given, said once for those from a file and those from a
// program.

#include <cstddef>
// What one account has in both emulated clouds, as a plain value: generated, loaded or written by hand.

#include <map>
// One PAI-EAS service as the emulator keeps it: what is answered, and beside it what can only be asked for.

#include <optional>
#include <string>

namespace roster {

/// What PAI-EAS filters by and does not answer. Each member is named like the request member that asks for
/// it.
struct eas_attributes {
  std::optional<open_enum<eas::service_type>> service_type{};
  std::optional<open_enum<eas::resource_type>> resource_type{};
  std::optional<std::string> accessibility{};
  std::optional<std::string> parent_service_uid{};

  friend bool operator==(const eas_attributes&, const eas_attributes&) = default;
};

struct eas_record {
  eas::service service{};
  eas_attributes attributes{};

  friend bool operator==(const eas_record&, const eas_record&) = default;
};

}  // namespace roster
// One Qianfan service as DescribeServices answers it: every member of the page's tables and of its sample,
// and whatever the vendor adds next.

#include <cstdint>
#include <optional>
// Every value that Qianfan documents for its enumerated members. They are open: "", "Prepay,Postpay" and
// "GPU-1-1" are answered too, and are kept as they came.

namespace roster::qianfan {

/// What a service does.
enum class service_type {
  chat,         ///< a conversation
  completions,  ///< continued text
  embeddings,   ///< vectors; it is answered, but cannot be asked for
  text2image,   ///< images from text
  image2text,   ///< text from images
};
constexpr auto texts_of(service_type) {
  return enum_texts<service_type>({{service_type::chat, "chat"},
                                   {service_type::completions, "completions"},
                                   {service_type::embeddings, "embeddings"},
                                   {service_type::text2image, "text2image"},
                                   {service_type::image2text, "image2text"}});
}

/// Where a service is in its life.
enum class run_status {
  new_,       ///< not published yet
  deploying,  ///< being published
  serving,    ///< published
  failed,     ///< publishing failed
  stopped,    ///< paused
};
constexpr auto texts_of(run_status) {
  return enum_texts<run_status>({{run_status::new_, "New"},
                                 {run_status::deploying, "Deploying"},
                                 {run_status::serving, "Serving"},
                                 {run_status::failed, "Failed"},
                                 {run_status::stopped, "Stopped"}});
}

/// Whether a service is being scaled. The vendor's sample alone shows it, with this one value.
enum class scale_status { none };
constexpr auto texts_of(scale_status) { return enum_texts<scale_status>({{scale_status::none, "None"}}); }

/// Whether a service is being updated. One value is documented.
enum class update_status { none };
constexpr auto texts_of(update_status) { return enum_texts<update_status>({{update_status::none, "None"}}); }

/// What a service is charged by.
enum class charge_type {
  computing_unit,  ///< the time that computing units are in use
  tokens,          ///< the tokens that calls use
};
constexpr auto texts_of(charge_type) {
  return enum_texts<charge_type>(
      {{charge_type::computing_unit, "ComputingUnit"}, {charge_type::tokens, "Tokens"}});
}

/// When a service is paid for. Answers join both with a comma, "Prepay,Postpay", which stays a text.
enum class pay_type {
  prepay,
  postpay,
};
constexpr auto texts_of(pay_type) {
  return enum_texts<pay_type>({{pay_type::prepay, "Prepay"}, {pay_type::postpay, "Postpay"}});
}

/// Whether charging has begun.
enum class charge_status {
  not_open,
  opened,
  stopped,
  free,
};
constexpr auto texts_of(charge_status) {
  return enum_texts<charge_status>({{charge_status::not_open, "NotOpen"},
                                    {charge_status::opened, "Opened"},
                                    {charge_status::stopped, "Stopped"},
                                    {charge_status::free, "Free"}});
}

/// What a replica runs on; the last part of the text is its number of computing units.
enum class resource_type {
  gpu_i_2,  ///< AI accelerator, type I, 2 computing units
  gpu_i_4,  ///< AI accelerator, type I, 4 computing units
  cpu_i_2,  ///< CPU, type I, 2 computing units
};
constexpr auto texts_of(resource_type) {
  return enum_texts<resource_type>({{resource_type::gpu_i_2, "GPU-I-2"},
                                    {resource_type::gpu_i_4, "GPU-I-4"},
                                    {resource_type::cpu_i_2, "CPU-I-2"}});
}

/// A region of the vendor's.
enum class region {
  bj,  ///< Beijing
  bd,  ///< Baoding
  gz,  ///< Guangzhou
  su,  ///< Suzhou
  nj,  ///< Nanjing
};
constexpr auto texts_of(region) {
  return enum_texts<region>(
      {{region::bj, "bj"}, {region::bd, "bd"}, {region::gz, "gz"}, {region::su, "su"}, {region::nj, "nj"}});
}

}  // namespace roster::qianfan
#include <string>

namespace roster::qianfan {

/// What was bought for a service.
struct resource_config {
  std::optional<open_enum<qianfan::resource_type>> type{};  ///< what a replica runs on
  std::optional<double> qps{};                         ///< what one replica can do. Units: queries a second
  std::optional<std::int64_t> replicas_count{};        ///< replicas bought
  std::optional<open_enum<qianfan::region>> region{};  ///< the region of the resource
  unknown_fields unknown{};                            ///< members that are not documented

  friend bool operator==(const resource_config&, const resource_config&) = default;
};

/// What a service is deployed on.
struct deployment_config {
  std::optional<open_enum<qianfan::resource_type>> type{};  ///< what a replica runs on
  std::optional<open_enum<qianfan::region>> region{};       ///< the region of the resource
  std::optional<double> qps{};  ///< what one replica can do. Units: queries a second
  std::optional<std::int64_t> replicas_compute_unit_count{};  ///< computing units of one replica
  std::optional<std::int64_t> replicas_count{};               ///< replicas deployed in all
  unknown_fields unknown{};                                   ///< members that are not documented

  friend bool operator==(const deployment_config&, const deployment_config&) = default;
};

/// Where a service's logs go. Its members are answered only when logs are enabled.
struct log_store_config {
  std::optional<std::string> log_region{};      ///< the region of the log store
  std::optional<std::string> log_project{};     ///< the name of the log group
  std::optional<std::string> log_store_name{};  ///< the name of the log store
  unknown_fields unknown{};                     ///< members that are not documented

  friend bool operator==(const log_store_config&, const log_store_config&) = default;
};

/// A service.
/// Source: Qianfan DescribeServices, the table of serviceList; scale_status is in its sample only.
struct service {
  std::string service_id{};                   ///< the id, "svco-…"
  std::optional<std::string> base_model{};    ///< the version of the model at its base
  std::optional<std::string> model_set_id{};  ///< the id of the model, "am-…"
  std::optional<std::string> model_id{};      ///< the id of the model's version, "amv-…"
  std::string name{};                         ///< the name
  std::optional<std::string> description{};   ///< what the owner says about it
  std::optional<std::string> url{};           ///< where it is called; version 2 has one url for all services
  std::optional<std::string> endpoint{};      ///< its access point, which tells version 2 services apart
  std::optional<open_enum<qianfan::service_type>> service_type{};    ///< what it does
  open_enum<qianfan::run_status> run_status{};                       ///< where it is in its life
  std::optional<open_enum<qianfan::scale_status>> scale_status{};    ///< whether it is being scaled
  std::optional<open_enum<qianfan::update_status>> update_status{};  ///< whether it is being updated
  std::optional<open_enum<qianfan::charge_type>> charge_type{};      ///< what it is charged by
  std::optional<open_enum<qianfan::pay_type>> pay_type{};            ///< when it is paid for
  std::optional<open_enum<qianfan::charge_status>> charge_status{};  ///< whether charging has begun
  std::optional<qianfan::resource_config> resource_config{};         ///< what was bought for it
  std::optional<qianfan::deployment_config> deployment_config{};     ///< what it is deployed on
  flag is_model_updating{};                                          ///< its model's version is being changed
  flag enable_logs{};                                                ///< its logs are delivered
  std::optional<qianfan::log_store_config> log_store_config{};       ///< where its logs go
  std::optional<std::string> creator{};                              ///< who created it, masked: "百里**"
  utc_time create_time{};                                            ///< when it was created
  std::optional<std::int64_t> protocol_version{};                    ///< its version, 1 or 2
  unknown_fields unknown{};                                          ///< members that are not documented

  friend bool operator==(const service&, const service&) = default;
};

}  // namespace roster::qianfan
#include <string>
#include <vector>

namespace roster {

struct emulator_data {
  std::vector<eas::service> eas_services{};          ///< in any order; listed newest first
  std::vector<qianfan::service> qianfan_services{};  ///< of both protocol versions, in the order of the list
  /// Of the PAI-EAS services with these ids: what can be asked for and is not answered.
  std::map<std::string, roster::eas_attributes> eas_attributes{};

  friend bool operator==(const emulator_data&, const emulator_data&) = default;
};

}  // namespace roster
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace roster {

/// Checks that ids are there and occur once, that attributes belong to a service, and that every PAI-EAS service
/// is in one of the regions, where there are some. `place` stands before the members' names in messages.
/// Fails: failure(errc::invalid_argument) that names the place.
/// Example: check_data: says what is wrong with services, and where
ROSTER_DECL void check_data(const emulator_data& data, const std::vector<std::string>& regions,
                            const std::string& place = {});

namespace detail {

[[noreturn]] ROSTER_DECL void refuse_data(const std::string& why);

template <class Services>
void check_ids(const Services& services, const std::string& place) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < services.size(); ++i) {
    const std::string& id = services[i].service_id;
    const std::string which = place + '[' + std::to_string(i) + ']';
    if (id.empty()) refuse_data(which + " has no id");
    if (!seen.insert(id).second) refuse_data(which + " has the id of another, \"" + printable(id, 64) + '"');
  }
}

}  // namespace detail
}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of check_data.hpp.

#include <algorithm>

namespace roster {
namespace detail {

[[noreturn]] ROSTER_DECL void refuse_data(const std::string& why) {
  throw failure(errc::invalid_argument, "data for the emulator: " + why);
}

inline void check_region(const std::string& region, const std::vector<std::string>& regions,
                         const std::string& which) {
  if (regions.empty() || std::find(regions.begin(), regions.end(), region) != regions.end()) return;
  std::string known;
  for (const std::string& r : regions) known.append(known.empty() ? "" : ", ").append(r);
  const std::string where =
      region.empty() ? "says no region" : "is in the region \"" + printable(region, 64) + '"';
  refuse_data(which + ' ' + where + "; the regions are " + printable(known, 1000));
}

}  // namespace detail

ROSTER_DECL void check_data(const emulator_data& data, const std::vector<std::string>& regions,
                            const std::string& place) {
  detail::check_ids(data.eas_services, place + "eas_services");
  detail::check_ids(data.qianfan_services, place + "qianfan_services");
  for (std::size_t i = 0; i < data.eas_services.size(); ++i)
    detail::check_region(data.eas_services[i].region, regions,
                         place + "eas_services[" + std::to_string(i) + ']');
  for (const auto& [id, attributes] : data.eas_attributes)
    if (std::none_of(data.eas_services.begin(), data.eas_services.end(),
                     [&](const eas::service& s) { return s.service_id == id; }))
      detail::refuse_data(place + "eas_attributes has \"" + printable(id, 64) +
                          "\", which is the id of no service");
}

}  // namespace roster
#endif
// What one emulated cloud can be told: whom it knows, which regions there are, how large its pages are.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace roster {

struct cloud_options {
  credentials key{.access_key_id = "emulator",
                  .access_key_secret = secret("emulator-secret"),
                  .security_token = {}};  ///< the only one that is known
  bool verify_signatures{true};           ///< and dates, nonces and tokens; otherwise everyone is let in
  std::optional<std::int64_t> page_size_clamp{};  ///< lowers larger page sizes to this; at least 1
  std::vector<std::string> regions{};             ///< of PAI-EAS; empty: one list, whatever host is called
};

namespace detail {

/// Returns the options if a cloud can follow them.
/// Fails: failure(errc::invalid_argument) for a clamp under 1.
ROSTER_DECL cloud_options checked(cloud_options options);

}  // namespace detail
}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of cloud_options.hpp.

#include <string>

namespace roster::detail {

ROSTER_DECL cloud_options checked(cloud_options options) {
  if (options.page_size_clamp && *options.page_size_clamp < 1)
    throw failure(errc::invalid_argument, "the emulator's page size clamp is " +
                                              std::to_string(*options.page_size_clamp) +
                                              ", but should be at least 1");
  return options;
}

}  // namespace roster::detail
#endif
// Emulated PAI-EAS: ListServices over services that are held in memory, told from the operation's own
// declaration.

#include <optional>
// Whom emulated PAI-EAS lets in: signature, date, token and nonce.

#include <chrono>
#include <optional>
// The nonces that were used lately: the one thing that a cloud remembers between requests.

#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <unordered_set>
#include <utility>

namespace roster {

/// Remembers nonces as long as a request that repeats one could be taken, but not more than `most` of them.
class nonce_memory {
 public:
  explicit nonce_memory(std::chrono::seconds keep, std::size_t most = 100'000) noexcept
      : keep_(keep), most_(most) {}

  /// Remembers a nonce. Returns false if it is remembered already.
  ROSTER_DECL bool remember(const std::string& nonce, std::chrono::sys_seconds now);

  std::size_t size() const noexcept { return used_.size(); }

 private:
  std::chrono::seconds keep_;
  std::size_t most_;
  std::unordered_set<std::string> used_{};
  std::deque<std::pair<std::chrono::sys_seconds, std::string>> by_age_{};
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of nonce_memory.hpp.

namespace roster {

ROSTER_DECL bool nonce_memory::remember(const std::string& nonce, std::chrono::sys_seconds now) {
  while (!by_age_.empty() && by_age_.front().first + keep_ < now) {
    used_.erase(by_age_.front().second);
    by_age_.pop_front();
  }
  if (!used_.insert(nonce).second) return false;
  by_age_.emplace_back(now, nonce);
  if (by_age_.size() > most_) {
    used_.erase(by_age_.front().second);
    by_age_.pop_front();
  }
  return true;
}

}  // namespace roster
#endif
#include <utility>

namespace roster {

class eas_gate {
 public:
  /// How far the clock of a client may be off.
  static constexpr std::chrono::minutes tolerance{15};

  explicit eas_gate(credentials key) : key_(std::move(key)) {}

  /// Returns why a request is refused, nothing when it may pass. A nonce is used up only by a request that is
  /// good otherwise.
  ROSTER_DECL std::optional<refusal> check(const http::request& request, std::chrono::sys_seconds now);

 private:
  credentials key_;
  nonce_memory nonces_{2 * tolerance};  // a date may be that much ahead when it comes first
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of eas_gate.hpp.

#include <string>
#include <string_view>

namespace roster {
namespace detail {

/// Says what the server signed, as the cloud does; the hash is enough to compare, and hides a token.
inline refusal wrong_eas_signature(const verification& found) {
  return {eas_errors::wrong_signature,
          "server StringToSign is [ACS3-HMAC-SHA256\n" + hex(sha256(found.canonical_request)) + "]"};
}

inline std::optional<refusal> eas_refusal(const verification& found) {
  switch (found.verdict) {
    case signature_verdict::ok:
      return std::nullopt;
    case signature_verdict::missing:
      return refusal{eas_errors::incomplete_signature, "The header Authorization is missing."};
    case signature_verdict::malformed:
      return refusal{eas_errors::incomplete_signature, "The header Authorization cannot be read."};
    case signature_verdict::missing_signed_header:
      return refusal{eas_errors::incomplete_signature, "The header " + found.header + " is not signed."};
    case signature_verdict::unknown_key:
      return refusal{eas_errors::unknown_key, {}};
    case signature_verdict::wrong_body:
      return refusal{eas_errors::wrong_signature, "The header x-acs-content-sha256 does not fit the body."};
    case signature_verdict::mismatch:
      break;
  }
  return wrong_eas_signature(found);
}

inline std::optional<refusal> check_eas_token(std::string_view sent, std::string_view wanted) {
  if (constant_time_equal(sent, wanted)) return std::nullopt;
  return refusal{sent.empty() ? eas_errors::missing_token : eas_errors::wrong_token, {}};
}

inline std::optional<refusal> check_eas_date(const std::string& text, std::chrono::sys_seconds now) {
  const auto date = http::parse_utc_date(text);
  if (!date) return refusal{eas_errors::bad_time, {}};
  if (std::chrono::abs(now - *date) > eas_gate::tolerance) return refusal{eas_errors::expired, {}};
  return std::nullopt;
}

}  // namespace detail

ROSTER_DECL std::optional<refusal> eas_gate::check(const http::request& request,
                                                   std::chrono::sys_seconds now) {
  const verification found = verify_acs3(request, [&](std::string_view id) {
    return id == key_.access_key_id ? std::optional(key_.access_key_secret) : std::nullopt;
  });
  if (auto refused = detail::eas_refusal(found)) return refused;
  const std::string_view token = request.headers.get("x-acs-security-token");
  if (auto refused = detail::check_eas_token(token, key_.security_token.reveal())) return refused;
  if (auto refused = detail::check_eas_date(found.date, now)) return refused;
  if (!nonces_.remember(found.nonce, now)) return refusal{eas_errors::nonce_used, {}};
  return std::nullopt;
}

}  // namespace roster
#endif
#include <string_view>
#include <vector>

namespace roster {

/// Holds services and answers requests for them. What the vendor's document leaves open is decided so: the
/// order is by CreateTime, newest first; Sort takes any plain member of a service; a page behind the last one
/// is empty; a page number or size under 1 is InvalidParameter; parameters without a value, and unknown ones,
/// are ignored; a fuzzy filter minds the letter case. Where the options name regions, the host or the first
/// segment of the path selects one, and the services are listed that say that they are in it.
/// Source: PAI ListServices 2021-07-01.
class eas_cloud {
 public:
  ROSTER_DECL explicit eas_cloud(std::vector<eas_record> records, cloud_options options = {});

  /// Answers an HTTP request, whatever it is.
  ROSTER_DECL cloud_answer answer(const http::request& request, const emulator_moment& moment);

  /// Answers a request that has been let in once more, with an anomaly.
  ROSTER_DECL cloud_answer answer_oddly(const fault& odd, const http::request& request,
                                        const emulator_moment& moment) const;

  /// Answers ListServices alone: filters, sorts, takes the page. `page` is filled unless the request is
  /// refused. `region` "" stands for all.
  ROSTER_DECL std::optional<refusal> list(const eas::list_services_request& request,
                                          eas::list_services_response& page,
                                          std::string_view region = {}) const;

  /// Adds a service: before those that are as old or older.
  ROSTER_DECL void add(eas_record added);

  /// Removes a service. Returns whether there was one with that id.
  ROSTER_DECL bool remove(std::string_view service_id);

  /// Returns all services, newest first, as they are listed by default.
  const std::vector<eas_record>& records() const noexcept { return records_; }

 private:
  std::optional<refusal> admit(const http::request& request, const emulator_moment& moment,
                               cloud_answer& out);
  std::optional<refusal> read(const http::request& request, eas::list_services_request& asked) const;
  std::optional<refusal> respond(const http::request& request, const emulator_moment& moment,
                                 cloud_answer& out, const fault* odd) const;
  std::optional<refusal> list_oddly(const fault& odd, const eas::list_services_request& request,
                                    eas::list_services_response& page, std::string_view region) const;
  std::vector<const eas_record*> matching(const eas::list_services_request& request,
                                          std::string_view region) const;

  std::vector<eas_record> records_;
  cloud_options options_;
  eas_gate gate_;
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of eas_cloud.hpp.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
// Where a request to PAI-EAS goes: the host alone selects the region, and where all regions share one host, as on
// a loopback server, the first segment of the path does.

#include <string>
#include <string_view>
#include <vector>

namespace roster {

struct eas_place {
  std::string region{};     ///< as the request names it, known or not; "" when it names none
  bool known{};             ///< it is one of those that there are
  std::string_view path{};  ///< of the API, without the region; Lifetime: that of the request
};

/// Finds the region in "pai-eas.REGION.aliyuncs.com", "pai-eas-manage-vpc.REGION.aliyuncs.com" and, where there
/// are regions, "/REGION/api/…".
/// Example: eas_place: the host selects the region, and behind one host the path does
ROSTER_DECL eas_place find_eas_place(const http::request& request, const std::vector<std::string>& regions);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of eas_place.hpp.

#include <algorithm>

namespace roster {
namespace detail {

/// Returns what stands between the two parts of a host's name, "" when it is another host.
inline std::string region_of_host(std::string_view authority) {
  const std::string host = http::lower_case(authority.substr(0, authority.find(':')));
  constexpr std::string_view tail = ".aliyuncs.com";
  for (const std::string_view head : {"pai-eas.", "pai-eas-manage-vpc."})
    if (host.starts_with(head) && host.ends_with(tail) && host.size() > head.size() + tail.size())
      return host.substr(head.size(), host.size() - head.size() - tail.size());
  return {};
}

}  // namespace detail

ROSTER_DECL eas_place find_eas_place(const http::request& request, const std::vector<std::string>& regions) {
  eas_place place{.region = detail::region_of_host(request.headers.get("host")), .path = request.path};
  const auto slash = place.path.find('/', 1);
  const bool has_segment = slash != place.path.npos && place.path.substr(slash).starts_with("/api/");
  if (place.region.empty() && !regions.empty() && has_segment) {
    place.region = place.path.substr(1, slash - 1);
    place.path.remove_prefix(slash);
  }
  place.known = std::find(regions.begin(), regions.end(), place.region) != regions.end();
  return place;
}

}  // namespace roster
#endif
// Whether an item is wanted, told from the filters that its operation declares as data: no vendor is named in
// here.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster {
namespace detail {

/// Stands for "everything that can be filtered by is in the item".
struct no_attributes {};

/// Tells whether a list of (key, value) structs has the key, and under it the value unless that is empty.
template <class Label, class Value>
bool carries(const std::vector<Label>& labels, const std::string& key, const Value& value) {
  return std::any_of(labels.begin(), labels.end(), [&](const Label& label) {
    return field_at<0>(label) == key && (!value || value->empty() || field_at<1>(label) == value);
  });
}

/// Tells whether the place of an item holds what was asked for. What was not asked for, an empty text too, is
/// held by all; what a service does not have, it does not hold, but an absent flag counts as false.
template <class Asked, class Held>
bool holds(const Asked& asked, const Held& held) {
  if constexpr (kind_of<Asked> == kind::optional) {
    return !asked || holds(*asked, held);
  } else if constexpr (kind_of<Asked> == kind::flag) {
    return !asked.has_value() || held.value_or(false) == asked.value_or(false);
  } else if constexpr (kind_of<Asked> == kind::map) {
    return std::all_of(asked.begin(), asked.end(),
                       [&](const auto& entry) { return carries(held, entry.first, entry.second); });
  } else if constexpr (kind_of<Asked> == kind::list) {
    return asked.empty() ||
           std::any_of(asked.begin(), asked.end(), [&](const auto& entry) { return held == entry; });
  } else if constexpr (kind_of<Asked> == kind::integer) {
    return held == asked;
  } else {
    return asked.empty() || held == asked;
  }
}

/// Tells whether a text occurs in another.
template <class Held>
bool occurs(const std::optional<std::string>& part, const Held& held) {
  if constexpr (kind_of<Held> == kind::optional)
    return !part || part->empty() || (held && held->find(*part) != held->npos);
  else
    return !part || held.find(*part) != held.npos;
}

/// Returns the attribute that is named like the I-th member of the request.
template <class Request, std::size_t I, class Attributes>
const auto& attribute_named_like(const Attributes& attributes) {
  constexpr std::size_t index = index_of<Attributes>(member_name<Request, I>);
  static_assert(index < field_count<Attributes>(),
                "roster: the emulator cannot filter by this request member; what the answer does not show is "
                "kept beside the item under the same name; add it to the attributes");
  return field_at<index>(attributes);
}

/// Returns what the item has in that place; an empty one where an optional on the way is empty.
template <class Item, class Path>
const auto& held_at(const Item& item, Path path) {
  using held = std::remove_pointer_t<decltype(find(item, path))>;
  static const held nothing{};
  const held* place = find(item, path);
  return place != nullptr ? *place : nothing;
}

template <class Filter>
concept has_other_place = requires(const Filter& filter) { requires has_path<decltype(filter.or_item)>; };

template <class Op, std::size_t I, class Attributes>
bool passes(const typename Op::request& request, const item_of<Op>& item, const Attributes& attributes) {
  constexpr auto filter = std::get<I>(filters_of<Op>.list);
  const auto& asked = request.*(filter.member);
  if constexpr (is_fuzzy<std::remove_cvref_t<decltype(filter)>>)
    return occurs(asked, held_at(item, filter.item));
  else if constexpr (!has_path<decltype(filter.item)>)
    return holds(asked,
                 attribute_named_like<typename Op::request, index_of<typename Op::request>(filter.member)>(
                     attributes));
  else if constexpr (has_other_place<decltype(filter)>)
    return holds(asked, held_at(item, filter.item)) || holds(asked, held_at(item, filter.or_item));
  else
    return holds(asked, held_at(item, filter.item));
}

}  // namespace detail

/// Tells whether an item passes every filter of the operation Op. `attributes` holds what the vendor filters
/// by and does not answer.
/// Example: matches: takes its rules from the declaration of any operation
template <class Op, class Attributes = detail::no_attributes>
bool matches(const typename Op::request& request, const item_of<Op>& item,
             const Attributes& attributes = {}) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return (detail::passes<Op, I>(request, item, attributes) && ...);
  }(std::make_index_sequence<std::tuple_size_v<decltype(filters_of<Op>.list)>>{});
}

}  // namespace roster
// Sorts items by a member that is named at run time, as a vendor's Sort parameter does.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace roster::detail {

/// Returns the index of the member called so on the wire, if items can be sorted by it: a number, a text, an
/// enumeration, a time or a flag.
ROSTER_DECL std::optional<std::size_t> find_sort_member(const shape& item, std::string_view name);

/// Returns the positions of the items in order. What is absent comes first when ascending; equal ones keep
/// their order in both directions.
/// Lifetime: `items` must outlive the call only.
ROSTER_DECL std::vector<std::size_t> sorted_positions(const std::vector<any_ref>& items, std::size_t member,
                                                      bool ascending);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of sort_items.hpp.

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
#include <variant>

namespace roster::detail {

using sort_key = std::variant<std::monostate, std::int64_t, double, std::string>;

inline bool is_sortable(const shape& type) {
  switch (type.kind) {
    case kind::text:
    case kind::open_enum:
    case kind::utc_time:
    case kind::integer:
    case kind::real:
    case kind::flag:
      return true;
    case kind::optional:
      return is_sortable(*type.inner);
    default:
      return false;
  }
}

inline sort_key sort_key_of(any_ref member) {
  const any_ref content = unwrap(member);
  if (content.value == nullptr || is_empty(content)) return {};
  switch (content.type->kind) {
    case kind::integer:
    case kind::real:
      return std::visit([](auto number) { return sort_key(number); },
                        content.type->number->get(content.value));
    case kind::flag:
      return std::int64_t{content.as<flag>() ? 1 : 0};
    case kind::utc_time:
      if (const auto time = content.as<utc_time>().seconds())
        return std::int64_t{time->time_since_epoch().count()};
      break;
    default:
      break;
  }
  std::string scratch;
  return std::string(plain_text_of(content, scratch, true));
}

ROSTER_DECL std::optional<std::size_t> find_sort_member(const shape& item, std::string_view name) {
  const auto& members = item.object->members;
  for (std::size_t i = 0; i < members.size(); ++i)
    if (members[i].name == name && is_sortable(*members[i].type)) return i;
  return std::nullopt;
}

ROSTER_DECL std::vector<std::size_t> sorted_positions(const std::vector<any_ref>& items, std::size_t member,
                                                      bool ascending) {
  std::vector<sort_key> keys;
  keys.reserve(items.size());
  for (const any_ref item : items) keys.push_back(sort_key_of(member_refs(item)[member]));
  std::vector<std::size_t> positions(items.size());
  std::iota(positions.begin(), positions.end(), std::size_t{});
  // Not std::stable_sort, about which clang warns in libstdc++ 12.
  std::sort(positions.begin(), positions.end(), [&](std::size_t a, std::size_t b) {
    if (keys[a] == keys[b]) return a < b;
    return (keys[a] < keys[b]) == ascending;
  });
  return positions;
}

}  // namespace roster::detail
#endif
// From a name and a text to a member of a request: what a user typed after -p, what a query holds.

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster {

/// Which of the two was wrong.
enum class assign_fault { unknown_name, bad_value };

/// Why a member was not set.
struct assign_error {
  assign_fault fault{};
  std::string message{};  ///< one line: `PageSize: expected an integer, found "many"`
};

/// What a request can be asked.
struct parameter_info {
  std::string_view name{};                    ///< on the wire
  roster::kind kind{};                        ///< of its value; optionals are looked into
  roster::kind entry{};                       ///< of an entry, for a list or a map; otherwise as `kind`
  std::span<const std::string_view> texts{};  ///< the documented ones, for an open_enum
};

namespace detail {

/// Replaces a value by what a JSON text says.
using decode_function = std::optional<decode_error> (*)(std::string_view json, void* value);

/// A request of which only the shape is known, and for each of its members how JSON is read, where it must
/// be.
struct assign_target {
  const shape* type;
  void* request;
  std::span<const decode_function> decoders;
};

ROSTER_DECL std::optional<assign_error> assign_text(assign_target target, std::string_view name,
                                                    std::string_view value);
ROSTER_DECL std::optional<assign_error> assign_pairs(assign_target target, std::string_view name,
                                                     std::string_view pairs);
ROSTER_DECL std::vector<parameter_info> parameters_of(const shape& type);

/// Returns the function for a member of type T; nullptr when its value is no object and no map.
template <class T, letter_case Case>
consteval decode_function find_decoder() {
  if constexpr (kind_of<T> == kind::optional || kind_of<T> == kind::list)
    return find_decoder<inner_type<T>, Case>();
  else if constexpr (kind_of<T> == kind::map || kind_of<T> == kind::object)
    return [](std::string_view json, void* value) {
      T fresh{};
      auto error = decode<Case>(json, fresh);
      if (!error) *static_cast<T*>(value) = std::move(fresh);
      return error;
    };
  else
    return nullptr;
}

template <class T, letter_case Case>
inline constexpr auto decoders_of = []<std::size_t... I>(std::index_sequence<I...>) {
  return std::array<decode_function, sizeof...(I)>{find_decoder<field_type<T, I>, Case>()...};
}(std::make_index_sequence<field_count<T>()>{});

template <letter_case Case, class T>
assign_target target_of(T& request) noexcept {
  return {checked_shape_of<T, Case>(), std::addressof(request), decoders_of<T, Case>};
}

}  // namespace detail

/// Sets the member called `name` on the wire. A list takes one more entry with each call; a map takes a JSON
/// object; booleans may be in any case, since some clients send `True`.
/// Returns what was wrong, nothing when all is well. A member that was not set is as it was.
/// Example: assign: names the nearest parameter
template <letter_case Case = verbatim_case, class T>
std::optional<assign_error> assign(T& request, std::string_view name, std::string_view value) {
  return detail::assign_text(detail::target_of<Case>(request), name, value);
}

/// Adds to the map called `name` what "key=value,key" says; a key alone has no value.
/// Returns what was wrong, nothing when all is well; what stands before a wrong pair is taken. A key that is
/// there already is wrong.
/// Example: assign_pairs: reads keys with and without a value
template <letter_case Case = verbatim_case, class T>
std::optional<assign_error> assign_pairs(T& request, std::string_view name, std::string_view pairs) {
  return detail::assign_pairs(detail::target_of<Case>(request), name, pairs);
}

/// Returns every parameter of the request T, in the order of the declaration.
template <letter_case Case, class T>
std::vector<parameter_info> parameters() {
  return detail::parameters_of(*detail::checked_shape_of<T, Case>());
}

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of assign.hpp.

#include <cstddef>
// "Did you mean …?": the known name that is nearest to one that is not known.

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace roster {

/// Returns the word that takes the fewest slips of the keyboard (a letter too many, missing, wrong, or two
/// swapped; upper and lower case count as equal) to become `word`; nothing when none is near.
/// Example: nearest: finds the word with the fewest slips
ROSTER_DECL std::optional<std::string_view> nearest(std::string_view word,
                                                    std::span<const std::string_view> words);

/// Returns `; did you mean "…"?`, or "" when no word is near.
ROSTER_DECL std::string suggestion(std::string_view word, std::span<const std::string_view> words);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of nearest.hpp.

#include <algorithm>
#include <cstddef>
#include <vector>

namespace roster {
namespace detail {

/// Words longer than this are not compared: they come from people, and the work grows with the square.
inline constexpr std::size_t longest_compared_word = 128;

inline char lowered(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Returns the Damerau-Levenshtein distance (optimal string alignment), row by row.
inline std::size_t slips_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lowered(a[i - 1]) == lowered(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped =
          i > 1 && j > 1 && lowered(a[i - 1]) == lowered(b[j - 2]) && lowered(a[i - 2]) == lowered(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace detail

ROSTER_DECL std::optional<std::string_view> nearest(std::string_view word,
                                                    std::span<const std::string_view> words) {
  std::optional<std::string_view> best;
  if (word.size() > detail::longest_compared_word) return best;
  std::size_t limit = word.size() / 3 + 2;  // one more than is near enough
  for (const std::string_view candidate : words) {
    if (candidate.size() > detail::longest_compared_word) continue;
    const std::size_t slips = detail::slips_between(word, candidate);
    if (slips >= limit || slips >= candidate.size()) continue;
    limit = slips;
    best = candidate;
  }
  return best;
}

ROSTER_DECL std::string suggestion(std::string_view word, std::span<const std::string_view> words) {
  const auto near = nearest(word, words);
  return near ? "; did you mean \"" + std::string(*near) + "\"?" : std::string();
}

}  // namespace roster
#endif

namespace roster::detail {

inline std::string quoted(std::string_view text) { return '"' + printable(text, 64) + '"'; }

inline std::string expected_number(const shape& type, number_result result) {
  const bool whole = type.kind == kind::integer;
  if (result == number_result::not_a_number) return whole ? "an integer" : "a number";
  if (!whole) return "a number that a double can hold";
  return "an integer from " + std::to_string(type.number->lowest) + " to " +
         std::to_string(type.number->highest);
}

inline std::optional<bool> read_boolean(std::string_view text) noexcept {
  const auto is = [&](std::string_view word) {
    if (text.size() != word.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] != word[i] && text[i] != word[i] - 'a' + 'A') return false;
    return true;
  };
  if (is("true")) return true;
  if (is("false")) return false;
  return std::nullopt;
}

/// Sets a value that holds nothing else; returns what was expected if `text` is something else.
inline std::string set_plain(const shape& type, void* value, std::string_view text) {
  switch (type.kind) {
    case kind::boolean:
    case kind::flag: {
      const auto read = read_boolean(text);
      if (!read) return "true or false";
      if (type.kind == kind::flag)
        *static_cast<flag*>(value) = *read;
      else
        *static_cast<bool*>(value) = *read;
      return {};
    }
    case kind::integer:
    case kind::real: {
      const auto result = type.number->parse(value, text);
      return result == number_result::ok ? std::string() : expected_number(type, result);
    }
    case kind::open_enum:
      type.texts->set(value, text);
      return {};
    case kind::text:
      *static_cast<std::string*>(value) = text;
      return {};
    case kind::secret:
      *static_cast<secret*>(value) = secret(text);
      return {};
    case kind::json_text:
      *static_cast<json_text*>(value) = json_text(std::string(text));
      return {};
    case kind::utc_time:
      if (!parse_rfc3339(text)) return "a time such as 2024-07-30T05:45:46Z";
      *static_cast<utc_time*>(value) = utc_time(text);
      return {};
    default:
      return "a kind of value that text can express";
  }
}

class assigner {
 public:
  assigner(std::string_view name, decode_function decoder) noexcept : name_(name), decoder_(decoder) {}

  /// Sets the value, or adds an entry to it; on failure `error()` is set and the value unchanged.
  bool set(const shape& type, void* value, std::string_view text) {
    switch (type.kind) {
      case kind::optional:
        type.optional->set(value, [&](void* inner) { return set(*type.inner, inner, text); });
        break;
      case kind::list:
        type.container->add(value, {}, [&](void* entry) { return set(*type.inner, entry, text); });
        break;
      case kind::map:
      case kind::object:
        set_json(value, text);
        break;
      default:
        if (const auto expected = set_plain(type, value, text); !expected.empty())
          refuse("expected " + expected + ", found " + quoted(text));
    }
    return !error_;
  }

  /// Adds "key" or "key=value".
  bool add_pair(const shape& type, void* value, std::string_view pair) {
    switch (type.kind) {
      case kind::optional:
        type.optional->set(value, [&](void* inner) { return add_pair(*type.inner, inner, pair); });
        break;
      case kind::map:
        add_to_map(type, value, pair);
        break;
      default:
        refuse("takes no key=value pairs");
    }
    return !error_;
  }

  std::optional<assign_error> error() && { return std::move(error_); }

 private:
  void set_json(void* value, std::string_view json) {
    auto wrong = decoder_(json, value);
    if (!wrong) return;
    const bool index = wrong->path.starts_with('[');
    wrong->path.insert(0, std::string(name_) + (wrong->path.empty() || index ? "" : "."));
    error_ = {assign_fault::bad_value, wrong->text()};
  }

  void add_to_map(const shape& type, void* value, std::string_view pair) {
    const auto equals = pair.find('=');
    const std::string_view key = pair.substr(0, equals);
    bool known = false;
    type.container->each(value, [&](std::string_view other, const void*) { known = known || other == key; });
    if (key.empty()) return refuse("a key is missing in " + quoted(pair));
    if (known) return refuse("the key " + quoted(key) + " is there twice");
    type.container->add(value, key, [&](void* entry) {
      const bool without_value = equals == pair.npos;
      if (without_value && type.inner->kind == kind::optional) return true;
      return set(*type.inner, entry, without_value ? "" : pair.substr(equals + 1));
    });
  }

  void refuse(const std::string& why) { error_ = {assign_fault::bad_value, std::string(name_) + ": " + why}; }

  std::string_view name_;
  decode_function decoder_;
  std::optional<assign_error> error_{};
};

inline assign_error unknown_parameter(const shape& type, std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& parameter : parameters_of(type)) names.push_back(parameter.name);
  return {assign_fault::unknown_name, "unknown parameter " + quoted(name) + suggestion(name, names)};
}

/// Calls `act(assigner&, type, value)` for the member called `name`.
template <class Act>
std::optional<assign_error> with_member(const assign_target& target, std::string_view name, Act act) {
  const member_refs members({target.type, target.request});
  for (std::size_t i = 0; i < members.size(); ++i) {
    const any_ref member = members[i];
    if (members.name(i) != name || member.type->kind == kind::unknown) continue;
    assigner one(name, target.decoders[i]);
    act(one, *member.type, const_cast<void*>(member.value));
    return std::move(one).error();
  }
  return unknown_parameter(*target.type, name);
}

ROSTER_DECL std::optional<assign_error> assign_text(assign_target target, std::string_view name,
                                                    std::string_view value) {
  return with_member(target, name,
                     [&](assigner& one, const shape& type, void* member) { one.set(type, member, value); });
}

ROSTER_DECL std::optional<assign_error> assign_pairs(assign_target target, std::string_view name,
                                                     std::string_view pairs) {
  return with_member(target, name, [&](assigner& one, const shape& type, void* member) {
    for (std::string_view rest = pairs;;) {
      const auto comma = rest.find(',');
      if (!one.add_pair(type, member, rest.substr(0, comma)) || comma == rest.npos) return;
      rest.remove_prefix(comma + 1);
    }
  });
}

ROSTER_DECL std::vector<parameter_info> parameters_of(const shape& type) {
  std::vector<parameter_info> all;
  for (const auto& member : type.object->members) {
    if (member.type->kind == kind::unknown) continue;
    const shape* value = member.type;
    while (value->kind == kind::optional) value = value->inner;
    const shape* entry = value;
    while (entry->inner != nullptr) entry = entry->inner;
    all.push_back({member.name, value->kind, entry->kind,
                   entry->texts != nullptr ? entry->texts->texts : std::span<const std::string_view>{}});
  }
  return all;
}

}  // namespace roster::detail
#endif
#include <string>
#include <string_view>
#include <utility>

namespace roster {
namespace detail {

inline constexpr std::string_view eas_default_sort = "CreateTime";
inline constexpr std::int64_t eas_default_page_size = 100;

inline const shape& eas_service_shape() { return shape_of<eas::service, case_of<eas::list_services>>; }

/// Sorts records, or pointers to them, by a member of their service.
template <class Record, class GetService>
void sort_records(std::vector<Record>& records, std::size_t member, bool ascending, GetService get_service) {
  std::vector<any_ref> services;
  services.reserve(records.size());
  for (const Record& r : records) services.push_back({&eas_service_shape(), &get_service(r)});
  const auto positions = sorted_positions(services, member, ascending);
  std::vector<Record> sorted;
  sorted.reserve(records.size());
  for (const std::size_t at : positions) sorted.push_back(std::move(records[at]));
  records = std::move(sorted);
}

inline refusal bad_eas_parameter(std::string detail) {
  return {eas_errors::bad_parameter, std::move(detail)};
}

inline refusal unknown_region(const eas_place& place, const std::vector<std::string>& regions) {
  std::string known;
  for (const std::string& region : regions) known.append(known.empty() ? "" : ", ").append(region);
  const std::string asked =
      place.region.empty() ? "The host names no region" : "There is no " + printable(place.region, 64);
  return {eas_errors::unknown_region, asked + "; the regions are " + printable(known, 1000) + '.'};
}

/// Sends a header that is there to its check; what is not there was not asked for.
inline bool contradicts(const http::headers& headers, std::string_view name, std::string_view wanted) {
  return headers.contains(name) && headers.get(name) != wanted;
}

}  // namespace detail

ROSTER_DECL eas_cloud::eas_cloud(std::vector<eas_record> records, cloud_options options)
    : records_(std::move(records)), options_(detail::checked(std::move(options))), gate_(options_.key) {
  const auto by_time = detail::find_sort_member(detail::eas_service_shape(), detail::eas_default_sort);
  detail::sort_records(records_, *by_time, false,
                       [](const eas_record& r) -> const eas::service& { return r.service; });
}

ROSTER_DECL cloud_answer eas_cloud::answer(const http::request& request, const emulator_moment& moment) {
  cloud_answer out;
  std::optional<refusal> refused;
  try {
    refused = admit(request, moment, out);
    if (!refused) refused = respond(request, moment, out, nullptr);
  } catch (const std::exception& why) {
    refused = refusal{eas_errors::internal, why.what()};
  }
  if (refused) {
    out.code = refused->error.code;
    out.response = eas_error_response(*refused, request.headers.get("host"), moment);
  }
  return out;
}

ROSTER_DECL cloud_answer eas_cloud::answer_oddly(const fault& odd, const http::request& request,
                                                 const emulator_moment& moment) const {
  cloud_answer out{.region = find_eas_place(request, options_.regions).region};
  if (options_.verify_signatures) out.authentic = true;
  respond(request, moment, out, &odd);  // refuses nothing that it did not refuse before
  return out;
}

ROSTER_DECL std::optional<refusal> eas_cloud::respond(const http::request& request,
                                                      const emulator_moment& moment, cloud_answer& out,
                                                      const fault* odd) const {
  eas::list_services_request asked;
  if (auto refused = read(request, asked)) return refused;
  out.page = asked.page_number.value_or(1);
  out.page_size = asked.page_size;
  eas::list_services_response page;
  const std::string_view region = options_.regions.empty() ? std::string_view() : out.region;
  if (auto refused = odd ? list_oddly(*odd, asked, page, region) : list(asked, page, region)) return refused;
  page.request_id = moment.request_id;
  out.response = {.status = 200,
                  .headers = {{"Content-Type", "application/json;charset=utf-8"},
                              {"x-acs-request-id", moment.request_id}},
                  .body = to_json<case_of<eas::list_services>>(page, {.keep_empty = true})};
  return std::nullopt;
}

ROSTER_DECL std::optional<refusal> eas_cloud::admit(const http::request& request,
                                                    const emulator_moment& moment, cloud_answer& out) {
  using op = eas::list_services;
  const eas_place place = find_eas_place(request, options_.regions);
  out.region = place.region;
  if (place.path != op::target.path || request.method != op::target.method)
    return refusal{eas_errors::unknown_api, {}};
  if (detail::contradicts(request.headers, "x-acs-version", op::version))
    return refusal{eas_errors::invalid_version, {}};
  if (detail::contradicts(request.headers, "x-acs-action", op::action))
    return refusal{eas_errors::unknown_api, {}};
  if (!options_.regions.empty() && !place.known) return detail::unknown_region(place, options_.regions);
  if (!options_.verify_signatures) return std::nullopt;
  auto refused = gate_.check(request, moment.now);
  out.authentic = !refused;
  return refused;
}

ROSTER_DECL std::optional<refusal> eas_cloud::read(const http::request& request,
                                                   eas::list_services_request& asked) const {
  const auto query = http::parse_query(request.query);
  if (!query) return detail::bad_eas_parameter("The query cannot be read.");
  for (const auto& [name, value] : *query) {
    if (value.empty()) continue;
    const auto error = assign<case_of<eas::list_services>>(asked, name, value);
    if (error && error->fault == assign_fault::bad_value) return detail::bad_eas_parameter(error->message);
  }
  return std::nullopt;
}

ROSTER_DECL std::optional<refusal> eas_cloud::list(const eas::list_services_request& request,
                                                   eas::list_services_response& page,
                                                   std::string_view region) const {
  const std::string sort = request.sort.value_or(std::string(detail::eas_default_sort));
  const auto sort_member = detail::find_sort_member(detail::eas_service_shape(), sort);
  const bool ascending = request.order == eas::order::asc;
  const std::int64_t number = request.page_number.value_or(1);
  std::int64_t size = request.page_size.value_or(detail::eas_default_page_size);
  if (!sort_member) return detail::bad_eas_parameter("Sort: services cannot be sorted by this.");
  if (request.order && !request.order->known()) return detail::bad_eas_parameter("Order: asc or desc.");
  if (number < 1) return detail::bad_eas_parameter("PageNumber: at least 1.");
  if (size < 1) return detail::bad_eas_parameter("PageSize: at least 1.");
  if (options_.page_size_clamp) size = std::min(size, *options_.page_size_clamp);

  auto records = matching(request, region);
  if (sort != detail::eas_default_sort || ascending)
    detail::sort_records(records, *sort_member, ascending,
                         [](const eas_record* r) -> const eas::service& { return r->service; });
  const auto total = static_cast<std::int64_t>(records.size());
  const std::int64_t begin = number - 1 > total / size ? total : std::min((number - 1) * size, total);
  const std::int64_t end = begin + std::min(size, total - begin);
  page = {.page_number = number, .page_size = size, .total_count = total};
  for (std::int64_t i = begin; i < end; ++i)
    page.services.push_back(records[static_cast<std::size_t>(i)]->service);
  return std::nullopt;
}

ROSTER_DECL std::optional<refusal> eas_cloud::list_oddly(const fault& odd,
                                                         const eas::list_services_request& request,
                                                         eas::list_services_response& page,
                                                         std::string_view region) const {
  const std::int64_t number = request.page_number.value_or(1);
  eas::list_services_request changed = request;
  if (odd.kind == fault_kind::page_size) changed.page_size = odd.size;
  if (odd.kind == fault_kind::repeat_page) changed.page_number = std::max<std::int64_t>(number - 1, 1);
  if (auto refused = list(changed, page, region)) return refused;
  const auto spoil = [&](std::optional<std::int64_t>& said) {
    said = odd.set ? *odd.set : said.value_or(0) + odd.add.value_or(0);
  };
  page.page_number = number;
  if (odd.kind == fault_kind::page_size && odd.silent)
    page.page_size = request.page_size.value_or(detail::eas_default_page_size);
  if (odd.kind == fault_kind::empty_page) page.services.clear();
  if (odd.kind == fault_kind::total) spoil(page.total_count);
  if (odd.kind == fault_kind::no_total) page.total_count.reset();
  if (odd.kind == fault_kind::page_number) spoil(page.page_number);
  if (odd.kind == fault_kind::no_page_number) page.page_number.reset();
  return std::nullopt;
}

ROSTER_DECL void eas_cloud::add(eas_record added) {
  const auto older = [&](const eas_record& r) {
    return r.service.create_time.seconds() <= added.service.create_time.seconds();
  };
  records_.insert(std::find_if(records_.begin(), records_.end(), older), std::move(added));
}

ROSTER_DECL bool eas_cloud::remove(std::string_view service_id) {
  return std::erase_if(records_, [&](const eas_record& r) { return r.service.service_id == service_id; }) !=
         0;
}

ROSTER_DECL std::vector<const eas_record*> eas_cloud::matching(const eas::list_services_request& request,
                                                               std::string_view region) const {
  const bool wants_workspace = request.include_no_workspace == false;
  std::vector<const eas_record*> found;
  for (const eas_record& r : records_) {
    if (!region.empty() && r.service.region != region) continue;
    if (wants_workspace && r.service.workspace_id.value_or("").empty()) continue;
    if (matches<eas::list_services>(request, r.service, r.attributes)) found.push_back(&r);
  }
  return found;
}

}  // namespace roster
#endif
// Both clouds in one process: what tests, examples and the programs list from when there is no real account.

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
// What the emulator can be told: a plain aggregate with defaults that need no thought.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
// One of the accounts that an emulator holds: a key, and what can be seen with it.

#include <optional>
#include <string>

namespace roster {

struct emulator_account {
  std::string access_key_id{};
  secret access_key_secret{};
  secret security_token{};              ///< a request must carry it; empty: it must carry none
  std::optional<emulator_data> data{};  ///< its services; absent: generated, other ones for each account
};

}  // namespace roster
// What the emulator remembers of a request, for assertions and for a log: no header and no secret. A plain
// aggregate, so that it can be written as JSON.

#include <cstdint>
#include <optional>
#include <string>

namespace roster {

struct logged_request {
  std::int64_t number{};  ///< of all requests, from 1 on
  std::string vendor{};   ///< "eas" or "qianfan"
  std::string account{};  ///< the access key id that the request names, if an account has it
  std::string region{};   ///< of PAI-EAS, if the host or the path names one
  std::string method{};
  std::string target{};                     ///< path and query as they came; secrets are "***"
  std::optional<std::int64_t> page{};       ///< asked for, from 1 on
  std::optional<std::int64_t> page_size{};  ///< asked for; absent when it was not
  std::optional<std::string> marker{};      ///< asked for
  std::optional<bool> authentic{};  ///< signature, token, date and nonce are good; absent: not looked at
  std::int64_t status{};            ///< answered; 0 when the connection broke before a whole header was sent
  std::string code{};               ///< of the error, "" when all is well
  std::string fault{};              ///< the kind of fault that it met, "" for none
};

}  // namespace roster
#include <string>
#include <vector>

namespace roster {

struct emulator_options {
  /// Generated for each vendor and account, of PAI-EAS so many for each region; Qianfan's are shared among
  /// protocol versions 1 and 2.
  std::size_t services{50};
  std::uint64_t seed{1};  ///< of what is generated, request ids among it
  std::string access_key_id{"emulator"};
  secret access_key_secret{"emulator-secret"};
  secret security_token{};       ///< a request must carry it; empty: it must carry none
  bool verify_signatures{true};  ///< otherwise everyone is let in, an unknown key as the first account
  std::optional<std::int64_t> page_size_clamp{};  ///< lowers larger page sizes of both vendors to this
  /// Of PAI-EAS. A host "pai-eas.REGION.aliyuncs.com" or a path "/REGION/…" selects one, and the services are
  /// listed that say that they are in it. Empty: all services are listed, whatever host is called.
  std::vector<std::string> regions{};
  /// Instead of the one account that the key above stands for.
  std::vector<emulator_account> accounts{};
  std::vector<fault> faults{};  ///< in this order; the first that is due meets a request
  std::function<std::chrono::sys_seconds()> clock{};  ///< empty: the system's
  /// Called for each request, one at a time; must not call the emulator.
  std::function<void(const logged_request&)> on_request{};
  std::size_t most_logged{100'000};  ///< the oldest are forgotten then
};

}  // namespace roster
#include <string>
#include <string_view>
#include <vector>

namespace roster {
namespace detail {
class emulator_state;
}

/// Emulates PAI-EAS and Qianfan; the path of a request decides between them, its key selects the account.
/// Copies share everything, and all members may be called from any thread. Where an access key id may be left
/// out, the first account is meant.
/// Example: emulator: serves both clouds by path
class emulator {
 public:
  /// Holds generated services, or those that the options give their accounts.
  /// Fails: failure(errc::invalid_argument) for options that cannot be followed, naming the place.
  ROSTER_DECL explicit emulator(emulator_options options = {});

  /// Holds these services in its one account; `options.services` is not looked at.
  /// Example: emulator: serves services of one's own
  ROSTER_DECL emulator(emulator_options options, emulator_data data);

  /// Answers a request, whatever it is, and logs it.
  ROSTER_DECL emulated_answer answer(const http::request& request) const;

  /// Counts a new connection, and returns the fault that it meets. For servers.
  ROSTER_DECL std::optional<fault> meet_connection() const;

  /// Returns a transport that leads here without sockets, whatever host is called. Broken connections and
  /// answers are the failures that they are on a network; there are no connections to be met by a fault.
  ROSTER_DECL std::shared_ptr<roster::transport> transport(boost::asio::any_io_executor executor) const;

  /// Returns the key of an account, for the configuration of a client.
  ROSTER_DECL std::shared_ptr<credentials_provider> credentials(std::string_view access_key_id = {}) const;

  /// Returns the accounts in the order of the options.
  ROSTER_DECL std::vector<std::string> access_key_ids() const;
  /// Returns the regions of PAI-EAS as the options have them.
  ROSTER_DECL std::vector<std::string> regions() const;

  /// Returns the present PAI-EAS services of all regions as they are listed by default, newest first.
  ROSTER_DECL std::vector<eas_record> eas_records(std::string_view access_key_id = {}) const;

  /// Returns the present Qianfan services of both protocol versions in the order of the list.
  ROSTER_DECL std::vector<qianfan::service> qianfan_services(std::string_view access_key_id = {}) const;

  /// Adds a service. PAI-EAS lists it by its CreateTime, first of all when it has none; Qianfan lists it last.
  /// Fails: failure(errc::invalid_argument) for a service that the options could not have either.
  ROSTER_DECL void add(eas::service added, std::string_view access_key_id = {}) const;
  ROSTER_DECL void add(qianfan::service added, std::string_view access_key_id = {}) const;

  /// Removes the service with this id, whose ever it is. Returns whether there was one.
  ROSTER_DECL bool remove(std::string_view service_id) const;

  /// Calls `change` once, directly before the request with this number is answered; the log has the same
  /// numbers. No other request comes between. It may call everything here, and must not wait for other threads.
  /// Fails: failure(errc::invalid_argument) when that request has been answered.
  /// Example: emulator: a list can shift while it is paged
  ROSTER_DECL void before_request(std::int64_t number, std::function<void()> change) const;

  /// Returns the requests so far, the oldest first.
  ROSTER_DECL std::vector<logged_request> log() const;
  ROSTER_DECL void clear_log() const;

  /// Adds a fault behind the others. Returns its number; those of the options have the first ones, from 0 on.
  ROSTER_DECL std::size_t add_fault(fault added) const;

  /// Returns how many requests a fault has met.
  ROSTER_DECL std::size_t faults_met(std::size_t number) const;

 private:
  std::shared_ptr<detail::emulator_state> state_;
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of emulator.hpp.

#include <optional>
// What the copies of an emulator share: the accounts with both clouds, the faults, the log. Apart from
// emulator.hpp, so that its users see only its face.

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
// Which fault meets which request: counts requests, and how often every fault was met, so that a test can
// assert that it was.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace roster {

/// What a fault may be waiting for.
struct fault_target {
  std::string_view vendor{};  ///< "eas" or "qianfan"
  std::string_view account{};
  std::string_view region{};
  std::optional<std::int64_t> page{};  ///< absent: the request is refused
  bool connection{};                   ///< a new one, without a request yet
};

class fault_plan {
 public:
  /// Adds a fault. Fails: failure(errc::invalid_argument) for one that could not happen. Returns its number, from 0 on, for `met`. Requests are counted from now on.
  ROSTER_DECL std::size_t add(fault added);

  /// Counts a request. Returns the fault that it meets: the first of those that are due.
  ROSTER_DECL std::optional<fault> meet(const fault_target& request);

  /// Returns how many requests have met a fault; 0 for a number that `add` never returned.
  ROSTER_DECL std::size_t met(std::size_t number) const noexcept;

 private:
  struct planned {
    fault what;
    std::size_t seen{};  // requests that it may meet
    std::size_t met{};
  };
  std::vector<planned> faults_{};
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of fault_plan.hpp.

#include <utility>

namespace roster {
namespace detail {

inline bool may_meet(const fault& what, const fault_target& request) {
  const auto allows = [](std::string_view wanted, std::string_view is) {
    return wanted.empty() || wanted == is;
  };
  return request.connection == (what.kind == fault_kind::connection) && allows(what.vendor, request.vendor) &&
         allows(what.account, request.account) && allows(what.region, request.region) &&
         (!what.page || what.page == request.page) && (!is_anomaly(what.kind) || request.page);
}

}  // namespace detail

ROSTER_DECL std::size_t fault_plan::add(fault added) {
  faults_.push_back({checked(std::move(added))});
  return faults_.size() - 1;
}

ROSTER_DECL std::optional<fault> fault_plan::meet(const fault_target& request) {
  std::optional<fault> due;
  for (planned& p : faults_) {
    if (!detail::may_meet(p.what, request)) continue;
    ++p.seen;
    if (due || p.seen < p.what.at || p.met >= p.what.times) continue;
    ++p.met;
    due = p.what;
  }
  return due;
}

ROSTER_DECL std::size_t fault_plan::met(std::size_t number) const noexcept {
  return number < faults_.size() ? faults_[number].met : 0;
}

}  // namespace roster
#endif
// The accounts of an emulator: made from the options, checked, and found by the key that a request names.

#include <cstddef>
#include <optional>
// Emulated Qianfan: DescribeServices over services that are held in memory, told from the operation's own
// declaration.

#include <cstddef>
#include <optional>
// Whom emulated Qianfan lets in: signature, dates and token.

#include <chrono>
#include <optional>
#include <utility>

namespace roster {

class qianfan_gate {
 public:
  /// How far the clock of a client may be off.
  static constexpr std::chrono::minutes tolerance{30};

  explicit qianfan_gate(credentials key) : key_(std::move(key)) {}

  /// Returns why a request is refused, nothing when it may pass. A host that was signed without its port, as
  /// the vendor's Go and Java clients do, is taken.
  ROSTER_DECL std::optional<refusal> check(const http::request& request, std::chrono::sys_seconds now) const;

 private:
  credentials key_;
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of qianfan_gate.hpp.

#include <string>
#include <string_view>

namespace roster {
namespace detail {

inline std::optional<refusal> qianfan_refusal(const verification& found) {
  switch (found.verdict) {
    case signature_verdict::ok:
      return std::nullopt;
    case signature_verdict::missing:
      return refusal{qianfan_errors::no_signature, {}};
    case signature_verdict::malformed:
      return refusal{qianfan_errors::bad_authorization, {}};
    case signature_verdict::missing_signed_header:
      return refusal{qianfan_errors::unsigned_header, found.header};
    case signature_verdict::unknown_key:
      return refusal{qianfan_errors::unknown_key, {}};
    case signature_verdict::wrong_body:
    case signature_verdict::mismatch:
      break;
  }
  return refusal{qianfan_errors::wrong_signature, {}};
}

inline refusal expired_for_qianfan(std::string_view date) {
  return {qianfan_errors::expired, "Timestamp date is " + std::string(date) + "."};
}

/// Returns the date that a request says it was sent at; nothing when it says none that can be read.
inline std::optional<std::chrono::sys_seconds> sent_at(const http::headers& headers) {
  if (headers.contains("x-bce-date")) return http::parse_utc_date(headers.get("x-bce-date"));
  return http::parse_imf_date(headers.get("date"));
}

/// The signature has a date with an expiration, the request one of its own; they may differ, and both have to
/// be good.
inline std::optional<refusal> check_qianfan_dates(const verification& found, const http::headers& headers,
                                                  std::chrono::sys_seconds now) {
  const auto is_dated = headers.contains("x-bce-date") || headers.contains("date");
  const auto sent = sent_at(headers);
  if (is_dated && !sent) return refusal{qianfan_errors::wrong_method, "A date cannot be read."};
  if (sent && std::chrono::abs(now - *sent) > qianfan_gate::tolerance)
    return expired_for_qianfan(http::format_utc_date(*sent));
  const auto made = http::parse_utc_date(found.date);
  if (!made || now > *made + found.expiration || *made > now + qianfan_gate::tolerance)
    return expired_for_qianfan(found.date);
  return std::nullopt;
}

}  // namespace detail

ROSTER_DECL std::optional<refusal> qianfan_gate::check(const http::request& request,
                                                       std::chrono::sys_seconds now) const {
  const auto find_secret = [&](std::string_view id) {
    return id == key_.access_key_id ? std::optional(key_.access_key_secret) : std::nullopt;
  };
  const verification found = verify_bce_v1(request, find_secret, {.host_without_port = true});
  if (auto refused = detail::qianfan_refusal(found)) return refused;
  const std::string_view token = request.headers.get("x-bce-security-token");
  if (!constant_time_equal(token, key_.security_token.reveal()))
    return refusal{qianfan_errors::wrong_token, {}};
  return detail::check_qianfan_dates(found, request.headers, now);
}

}  // namespace roster
#endif
// The Qianfan operation DescribeServices as data: what is sent where, what comes back, how the list
// continues.

#include <cstdint>
#include <optional>
// What DescribeServices can be asked: the 10 members of its body, every one optional.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace roster::qianfan {

/// A member that is not set, or an empty list, is not sent.
/// Source: Qianfan DescribeServices, request
/// parameters.
struct describe_services_request {
  /// Where the list goes on; without it from the first service. The library sets it.
  std::optional<std::string> marker{};
  /// Services on a page: 10 by default, and at most 100, to which the server lowers a larger number. The
  /// library sets it unless it is set.
  std::optional<std::int64_t> max_keys{};
  /// Whether the order is reversed; it is not by default. Which order that is, is not documented.
  flag page_reverse{};
  /// Part of the service's name.
  std::optional<std::string> name{};
  /// What the service does, one of these; all but embeddings can be asked for.
  std::vector<open_enum<qianfan::service_type>> service_type{};
  /// The state of the service, one of these.
  std::vector<open_enum<qianfan::run_status>> run_status{};
  /// Who created the service, one of these; answers mask the names.
  std::vector<std::string> creator{};
  /// What the service is charged by.
  std::optional<open_enum<qianfan::charge_type>> charge_type{};
  /// When the service is paid for.
  std::optional<open_enum<qianfan::pay_type>> pay_type{};
  /// The version of the service, 1 or 2; 1 by default. One call lists one of them.
  std::optional<std::int64_t> protocol_version{};

  friend bool operator==(const describe_services_request&, const describe_services_request&) = default;
};

}  // namespace roster::qianfan
#include <string>
#include <string_view>
#include <vector>

namespace roster::qianfan {

/// Where a page stands in the list.
struct page_info {
  std::optional<std::string> marker{};       ///< where this page began, "" for the first
  std::optional<std::int64_t> max_keys{};    ///< services on a full page, as the server decided
  flag is_truncated{};                       ///< there are more services behind this page
  std::optional<std::string> next_marker{};  ///< the next page's marker; answered only when there is one

  friend bool operator==(const page_info&, const page_info&) = default;
};

/// What an answer is about.
struct result {
  std::optional<qianfan::page_info> page_info{};  ///< where the page stands
  std::vector<service> service_list{};            ///< the services on this page

  friend bool operator==(const result&, const result&) = default;
};

/// One page of the list.
struct describe_services_response {
  std::optional<std::string> request_id{};  ///< the id of this request, for the vendor's support
  std::optional<qianfan::result> result{};  ///< the page

  friend bool operator==(const describe_services_response&, const describe_services_response&) = default;
};

/// Lists the services that the customer has made, of one protocol version.
struct describe_services {
  using request = describe_services_request;
  using response = describe_services_response;

  static constexpr std::string_view action = "DescribeServices";

  static constexpr auto target = roster::post("/v2/service?Action=DescribeServices");
  static constexpr auto wire_case = camel_case;
  static constexpr auto items = path<&response::result, &result::service_list>;
  static constexpr auto key = path<&service::service_id>;

  static constexpr auto paging = by_token{
      .send = &request::marker,
      .next = path<&response::result, &result::page_info, &page_info::next_marker>,
      .more = path<&response::result, &result::page_info, &page_info::is_truncated>,
      .size = &request::max_keys,
      .largest = 100,
  };

  static constexpr roster::permission permission{
      .needed = "QianfanFullControlAccessPolicy or QianfanDataOperateAccessPolicy",
      .resource = "",
  };

  /// Loose: answers mask the creator, join the ways to pay with a comma, and are of version 1 unless asked.
  static constexpr auto filters = roster::filters{
      fuzzy{&request::name, path<&service::name>},
      exact{&request::service_type, path<&service::service_type>}.except("embeddings"),
      exact{&request::run_status, path<&service::run_status>},
      loose{&request::creator, path<&service::creator>},
      exact{&request::charge_type, path<&service::charge_type>},
      loose{&request::pay_type, path<&service::pay_type>},
      loose{&request::protocol_version, path<&service::protocol_version>},
  };
};

}  // namespace roster::qianfan

template <>
inline constexpr auto roster::key_of_item<roster::qianfan::service> = roster::qianfan::describe_services::key;
#include <string_view>
#include <vector>

namespace roster {

/// Holds services and answers requests for them. What the vendor's document leaves open is decided so: the
/// order is the one in which the services were given, and pageReverse turns it round; the marker is the id of
/// the first service of the page, with or without a "#" and more behind it, and one that is not in the list is InappropriateJSON, as are maxKeys under
/// 1 and a protocolVersion other than 1 and 2; a service without a protocolVersion is one of version 1; a
/// fuzzy filter minds the letter case; creators are compared as they are answered, masked.
/// Source: Qianfan DescribeServices.
class qianfan_cloud {
 public:
  ROSTER_DECL explicit qianfan_cloud(std::vector<qianfan::service> services, cloud_options options = {});

  /// Answers an HTTP request, whatever it is.
  ROSTER_DECL cloud_answer answer(const http::request& request, const emulator_moment& moment) const;

  /// Answers a request that has been let in once more, with an anomaly.
  ROSTER_DECL cloud_answer answer_oddly(const fault& odd, const http::request& request,
                                        const emulator_moment& moment) const;

  /// Answers DescribeServices alone: filters, finds the marker, takes the page. `page` is filled unless the
  /// request is refused. `first` becomes the position of the page's first service.
  ROSTER_DECL std::optional<refusal> list(const qianfan::describe_services_request& request,
                                          qianfan::result& page, std::size_t& first) const;

  /// Adds a service at the end of the list.
  ROSTER_DECL void add(qianfan::service added);

  /// Removes a service. Returns whether there was one with that id.
  ROSTER_DECL bool remove(std::string_view service_id);

  /// Returns all services of both protocol versions, in the order of the list.
  const std::vector<qianfan::service>& services() const noexcept { return services_; }

 private:
  std::optional<refusal> admit(const http::request& request, const emulator_moment& moment,
                               cloud_answer& out) const;
  std::optional<refusal> respond(const http::request& request, const emulator_moment& moment,
                                 cloud_answer& out, const fault* odd) const;
  std::optional<refusal> list_oddly(const fault& odd, const qianfan::describe_services_request& request,
                                    qianfan::result& page, std::size_t& first) const;
  std::vector<const qianfan::service*> ordered(qianfan::describe_services_request request) const;
  std::vector<qianfan::service> page_before(const qianfan::describe_services_request& request,
                                            std::size_t first, std::size_t size) const;

  std::vector<qianfan::service> services_;
  cloud_options options_;
  qianfan_gate gate_;
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of qianfan_cloud.hpp.

#include <algorithm>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace roster {
namespace detail {

inline constexpr std::int64_t qianfan_default_max_keys = 10;
inline constexpr std::int64_t qianfan_most_keys = 100;

inline refusal bad_qianfan_parameter(std::string_view member) {
  return {qianfan_errors::bad_parameter, "param[" + std::string(member) + "] invalid."};
}

/// Tells whether a path is "/v7/service": this API, but in another version.
inline bool is_other_qianfan_version(std::string_view path) {
  return path.size() == 11 && path.starts_with("/v") && http::is_digit(path[2]) && path.ends_with("/service");
}

inline std::optional<refusal> read_qianfan_body(const std::string& body,
                                                qianfan::describe_services_request& asked) {
  if (body.empty()) return std::nullopt;  // the vendor's Node.js client sends none when nothing is asked
  const auto error = decode<case_of<qianfan::describe_services>>(body, asked);
  if (!error) return std::nullopt;
  if (error->fault == decode_fault::syntax) return refusal{qianfan_errors::bad_json, {}};
  return bad_qianfan_parameter(error->path);
}

/// Tells whether a marker is an id, or an id, '#' and more: another marker for the same place.
inline bool leads_to(std::string_view marker, std::string_view id) {
  return marker.starts_with(id) && (marker.size() == id.size() || marker[id.size()] == '#');
}

/// Returns a marker for the page that begins with `id`, another one than `sent`.
inline std::string other_marker(const std::string& sent, const std::string& id) {
  return leads_to(sent, id) ? sent + (sent.size() == id.size() ? "#1" : "1") : id + "#";
}

/// Returns a service as it is answered: where its logs go is told only when there are any.
inline qianfan::service answered(const qianfan::service& held) {
  qianfan::service out = held;
  if (!out.enable_logs && out.log_store_config) out.log_store_config.emplace();
  return out;
}

}  // namespace detail

ROSTER_DECL qianfan_cloud::qianfan_cloud(std::vector<qianfan::service> services, cloud_options options)
    : services_(std::move(services)), options_(detail::checked(std::move(options))), gate_(options_.key) {}

ROSTER_DECL cloud_answer qianfan_cloud::answer(const http::request& request,
                                               const emulator_moment& moment) const {
  cloud_answer out;
  std::optional<refusal> refused;
  try {
    refused = admit(request, moment, out);
    if (!refused) refused = respond(request, moment, out, nullptr);
  } catch (const std::exception& why) {
    refused = refusal{qianfan_errors::internal, why.what()};
  }
  if (refused) {
    out.code = refused->error.code;
    out.response = qianfan_error_response(*refused, moment);
  }
  return out;
}

ROSTER_DECL cloud_answer qianfan_cloud::answer_oddly(const fault& odd, const http::request& request,
                                                     const emulator_moment& moment) const {
  cloud_answer out;
  if (options_.verify_signatures) out.authentic = true;
  respond(request, moment, out, &odd);  // refuses nothing that it did not refuse before
  return out;
}

ROSTER_DECL std::optional<refusal> qianfan_cloud::respond(const http::request& request,
                                                          const emulator_moment& moment, cloud_answer& out,
                                                          const fault* odd) const {
  qianfan::describe_services_request asked;
  if (auto refused = detail::read_qianfan_body(request.body, asked)) return refused;
  out.marker = asked.marker;
  out.page_size = asked.max_keys;
  qianfan::describe_services_response body{.request_id = moment.request_id};
  std::size_t first{};
  qianfan::result& page = body.result.emplace();
  if (auto refused = odd ? list_oddly(*odd, asked, page, first) : list(asked, page, first)) return refused;
  out.page = static_cast<std::int64_t>(first) / page.page_info->max_keys.value() + 1;
  out.response = {.status = 200,
                  .headers = {{"Content-Type", "application/json; charset=utf-8"},
                              {"x-bce-request-id", moment.request_id}},
                  .body = to_json<case_of<qianfan::describe_services>>(body, {.keep_empty = true})};
  return std::nullopt;
}

ROSTER_DECL std::optional<refusal> qianfan_cloud::admit(const http::request& request,
                                                        const emulator_moment& moment,
                                                        cloud_answer& out) const {
  using op = qianfan::describe_services;
  if (request.path != op::target.path)
    return refusal{detail::is_other_qianfan_version(request.path) ? qianfan_errors::invalid_version
                                                                  : qianfan_errors::unknown_path,
                   {}};
  if (request.method != op::target.method) return refusal{qianfan_errors::wrong_method, {}};
  const auto query = http::parse_query(request.query);
  const std::pair<std::string, std::string> wanted("Action", op::action);
  if (!query || std::find(query->begin(), query->end(), wanted) == query->end())
    return refusal{qianfan_errors::unknown_action, {}};
  if (!options_.verify_signatures) return std::nullopt;
  auto refused = gate_.check(request, moment.now);
  out.authentic = !refused;
  return refused;
}

ROSTER_DECL std::optional<refusal> qianfan_cloud::list(const qianfan::describe_services_request& request,
                                                       qianfan::result& page, std::size_t& first) const {
  const std::int64_t version = request.protocol_version.value_or(1);
  const std::int64_t asked = request.max_keys.value_or(detail::qianfan_default_max_keys);
  if (version != 1 && version != 2) return detail::bad_qianfan_parameter("protocolVersion");
  if (asked < 1) return detail::bad_qianfan_parameter("maxKeys");
  const std::int64_t size =
      std::min({asked, detail::qianfan_most_keys, options_.page_size_clamp.value_or(asked)});

  const auto services = ordered(request);
  const std::string marker = request.marker.value_or("");
  const auto begin =
      marker.empty() ? services.begin() : std::find_if(services.begin(), services.end(), [&](const auto* s) {
        return detail::leads_to(marker, s->service_id);
      });
  if (begin == services.end() && !marker.empty()) return detail::bad_qianfan_parameter("marker");
  const auto end = begin + std::min<std::ptrdiff_t>(size, services.end() - begin);

  first = static_cast<std::size_t>(begin - services.begin());
  page = {.page_info =
              qianfan::page_info{.marker = marker, .max_keys = size, .is_truncated = end != services.end()}};
  if (end != services.end()) page.page_info->next_marker = (*end)->service_id;
  std::for_each(begin, end, [&](const auto* s) { page.service_list.push_back(detail::answered(*s)); });
  return std::nullopt;
}

ROSTER_DECL std::optional<refusal> qianfan_cloud::list_oddly(
    const fault& odd, const qianfan::describe_services_request& request, qianfan::result& page,
    std::size_t& first) const {
  qianfan::describe_services_request changed = request;
  if (odd.kind == fault_kind::page_size) changed.max_keys = odd.size;
  if (auto refused = list(changed, page, first)) return refused;
  qianfan::page_info& info = *page.page_info;
  const std::string sent = request.marker.value_or("");
  const std::string here = page.service_list.empty() ? sent : page.service_list.front().service_id;
  switch (odd.kind) {
    case fault_kind::page_size:
      if (odd.silent) info.max_keys = request.max_keys.value_or(detail::qianfan_default_max_keys);
      break;
    case fault_kind::empty_page:
      page.service_list.clear();
      if (!here.empty()) info.next_marker = detail::other_marker(sent, here);
      info.is_truncated = info.next_marker.has_value();
      break;
    case fault_kind::repeat_page:
      if (first != 0)
        page.service_list = page_before(request, first, static_cast<std::size_t>(*info.max_keys));
      break;
    case fault_kind::repeat_marker:
      info.is_truncated = true;
      info.next_marker = sent.empty() ? here : sent;
      break;
    case fault_kind::no_marker:
      info.is_truncated = true;
      info.next_marker.reset();
      break;
    case fault_kind::no_truncated:
      info.is_truncated = {};
      break;
    case fault_kind::stray_marker:
      if (!info.next_marker) info.next_marker = "svco-000000000000";
      break;
    default:
      break;
  }
  return std::nullopt;
}

ROSTER_DECL std::vector<qianfan::service> qianfan_cloud::page_before(
    const qianfan::describe_services_request& request, std::size_t first, std::size_t size) const {
  const auto services = ordered(request);
  std::vector<qianfan::service> page;
  for (std::size_t i = first - std::min(first, size); i < first; ++i)
    page.push_back(detail::answered(*services[i]));
  return page;
}

ROSTER_DECL void qianfan_cloud::add(qianfan::service added) { services_.push_back(std::move(added)); }

ROSTER_DECL bool qianfan_cloud::remove(std::string_view service_id) {
  return std::erase_if(services_, [&](const qianfan::service& s) { return s.service_id == service_id; }) != 0;
}

ROSTER_DECL std::vector<const qianfan::service*> qianfan_cloud::ordered(
    qianfan::describe_services_request request) const {
  const std::int64_t version = request.protocol_version.value_or(1);
  request.protocol_version.reset();  // a filter with defaults on both sides, which the declaration cannot say
  std::vector<const qianfan::service*> found;
  for (const qianfan::service& s : services_)
    if (s.protocol_version.value_or(1) == version && matches<qianfan::describe_services>(request, s))
      found.push_back(&s);
  if (request.page_reverse) std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace roster
#endif
#include <string>
#include <string_view>
#include <vector>

namespace roster::detail {

/// What one account has in both clouds. Each knows the account's key alone.
struct account_clouds {
  credentials key;
  eas_cloud eas;
  qianfan_cloud qianfan;
};

/// Makes the accounts; there is at least one. `data` is the first one's.
/// Fails: failure(errc::invalid_argument) for options that contradict themselves, naming the place.
ROSTER_DECL std::vector<account_clouds> make_accounts(const emulator_options& options,
                                                      std::optional<emulator_data> data);

/// Returns the access key id that a request names; "" when it names none that can be read.
ROSTER_DECL std::string named_access_key_id(const http::request& request, bool is_eas);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of emulator_accounts.hpp.

#include <algorithm>
// Invented PAI-EAS services: plausible, and between them every member both there and not there.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace roster {

/// Returns `count` services, newest first, no two with the same id, name or time of creation. They depend on
/// the arguments alone. They are turn by turn in `regions`, where there are some.
ROSTER_DECL std::vector<eas_record> generate_eas(std::size_t count, std::uint64_t seed,
                                                 const std::vector<std::string>& regions = {});

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of generate_eas.hpp.

#include <algorithm>
#include <array>
#include <chrono>
// Invented ids and times that are different for each service, whatever chance has it.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace roster::detail {

/// Returns 12 letters and digits that no other index gives with the same seed.
inline std::string sample_id(std::size_t index, std::uint64_t seed) {
  constexpr std::uint64_t mask =
      (std::uint64_t{1} << 60U) - 1;  // 12 digits of 5 bits; every step can be undone
  std::uint64_t z = (index ^ (seed * 0xD1342543DE82EF95U)) & mask;
  z = (z * 0x9E3779B97F4A7C15U) & mask;
  z ^= z >> 31U;
  z = (z * 0xBF58476D1CE4E5B9U) & mask;
  z ^= z >> 29U;
  std::string out;
  for (; out.size() < 12; z >>= 5U) out += "abcdefghijkmnpqrstuvwxyz23456789"[z & 31U];
  return out;
}

/// Returns the time of the service at `index` of `count`: one second at least after the one before, spread
/// over the two years before July 2026.
inline std::chrono::sys_seconds sample_time(std::size_t index, std::size_t count, std::uint64_t chance) {
  using namespace std::chrono;
  constexpr sys_seconds first = sys_days{year{2024} / July / 1};
  constexpr std::int64_t span = seconds(days(730)).count();
  const auto step = span / static_cast<std::int64_t>(count);  // count is far below the number of seconds
  const auto shift = step > 1 ? static_cast<std::int64_t>(chance % static_cast<std::uint64_t>(step)) : 0;
  return first + seconds(static_cast<std::int64_t>(index) * (step > 0 ? step : 1) + shift);
}

}  // namespace roster::detail
// Chance with a seed: the same numbers on every machine, which the standard's distributions do not promise.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace roster {

/// A sequence of numbers that look random and depend on the seed alone (SplitMix64).
class sample_source {
 public:
  explicit sample_source(std::uint64_t seed) noexcept : state_(seed) {}

  std::uint64_t next() noexcept {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  /// Returns a number from 0 to `end` - 1.
  std::uint64_t below(std::uint64_t end) noexcept { return next() % end; }

  /// Returns a number from `first` to `last`.
  std::int64_t between(std::int64_t first, std::int64_t last) noexcept {
    return first + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(last - first) + 1));
  }

  bool chance(unsigned percent) noexcept { return below(100) < percent; }

  template <class T, std::size_t N>
  const T& pick(const std::array<T, N>& from) noexcept {
    return from[static_cast<std::size_t>(below(N))];
  }

  /// Returns `count` characters of `alphabet`.
  std::string letters(std::size_t count, std::string_view alphabet) {
    std::string out;
    while (out.size() < count) out += alphabet[static_cast<std::size_t>(below(alphabet.size()))];
    return out;
  }

 private:
  std::uint64_t state_;
};

}  // namespace roster
#include <string>
#include <string_view>
#include <utility>

namespace roster {
namespace detail {

/// What is typical of one kind of service.
struct eas_sample {
  std::string_view name;
  eas::service_type type;
  std::string_view role;      // "" for none
  std::string_view app_type;  // "" for none
  std::string_view spec;      // "" for none
  std::string_view image;
  std::int64_t cpu;
  std::int64_t memory;
  std::int64_t gpu;
};

inline constexpr auto eas_samples = [] {
  using enum eas::service_type;
  return std::array{
      eas_sample{"qwen2_72b_chat", llm, "", "LLM", "qwen2_72b_fp16", "vllm:0.6.3", 64, 512'000, 4},
      eas_sample{"deepseek_r1_distill", llm, "", "LLM", "deepseek_r1_7b", "sglang:0.4.1", 16, 128'000, 1},
      eas_sample{"llama3_8b_chat", llm, "", "LLM", "llama_8b_fp16", "blade-llm:0.9", 16, 64'000, 1},
      eas_sample{"helpdesk_rag", rag, "", "RAG", "", "pai-rag:1.2", 8, 32'000, 1},
      eas_sample{"sdxl_webui", sd_cluster, "SDProxy", "SD", "", "sd-webui:4.2", 8, 48'000, 1},
      eas_sample{"whisper_large", async, "Queue", "", "", "python-inference:3.9", 8, 32'000, 1},
      eas_sample{"bge_m3", standard, "", "", "", "tei:1.5", 8, 16'000, 1},
      eas_sample{"invoice_ocr", standard, "FrontEnd", "", "", "eas/echo:v0.0.1", 4, 8'192, 0},
      eas_sample{"recsys_rank", standard, "", "", "", "easyrec:1.8", 16, 65'536, 0},
      eas_sample{"features", standard, "DataLoader", "", "", "torcheasyrec:0.6", 8, 32'768, 0},
      eas_sample{"gateway", llm_gateway_service, "LLMGateway", "", "", "llm-gateway:1.0", 2, 4'096, 0},
      eas_sample{"scheduler", llm_gateway_service, "LLMScheduler", "", "", "llm-scheduler:1.0", 2, 4'096, 0},
      eas_sample{"nightly_scoring", offline_task, "Job", "", "", "python-inference:3.9", 4, 16'384, 0},
      eas_sample{"train_lora", scalable_job, "ScalableJob", "", "", "kohya:2.2", 8, 64'000, 2},
      eas_sample{"intake_queue", queue, "Queue", "", "", "eas-queue:2.0", 1, 1'024, 0},
      eas_sample{"jobs", scalable_job_service, "ScalableJob", "", "", "python-inference:3.9", 4, 8'192, 0},
      eas_sample{"on_demand", serverless, "", "", "", "comfyui:1.9", 8, 32'000, 1},
      eas_sample{"assistant", assistant_job, "DataSet", "", "", "assistant:0.3", 2, 8'192, 0},
  };
}();

struct sample_metadata {
  std::int64_t cpu{};
  std::int64_t gpu{};
  std::int64_t instance{};
  std::int64_t memory{};
};

struct sample_eas_config {
  sample_metadata metadata{};
  std::string name{};
};

/// Makes one service; a class, since the parts share a dozen values.
class eas_generator {
 public:
  eas_generator(std::size_t count, std::uint64_t seed, const std::vector<std::string>& regions)
      : count_(count), seed_(seed), regions_(regions), chance_(seed) {}

  eas_record make(std::size_t index) {
    sample_ = &chance_.pick(eas_samples);
    eas_record out;
    eas::service& s = out.service;
    name(s, index);
    state(s);
    resources(s);
    place(s, out.attributes);
    application(s);
    reach(s, out.attributes);
    people(s);
    if (index > 0 && chance_.chance(15)) out.attributes.parent_service_uid = id(chance_.below(index));
    return out;
  }

 private:
  std::string id(std::size_t index) const { return "eas-m-" + sample_id(index, seed_); }

  /// Fills a member, or leaves it absent.
  template <class T, class Value>
  void maybe(unsigned percent, T& member, Value&& value) {
    if (chance_.chance(percent)) member = std::forward<Value>(value);
  }

  void name(eas::service& s, std::size_t index) {
    s.service_id = id(index);
    s.service_name = std::string(sample_->name) + '_' + std::to_string(index);
    maybe(90, s.service_uid, s.service_id);
    constexpr std::array<std::string_view, 6> some{"cn-shanghai", "cn-hangzhou",    "cn-beijing",
                                                   "cn-shenzhen", "ap-southeast-1", "us-west-1"};
    s.region = chance_.pick(some);
    if (!regions_.empty()) s.region = regions_[index % regions_.size()];
    const auto created = sample_time(index, count_, chance_.next());
    s.create_time = utc_time(created);
    const auto later = std::chrono::minutes(chance_.between(0, 40'000));
    maybe(95, s.update_time, utc_time(created + later));
    maybe(60, s.namespace_, s.service_name);
    maybe(85, s.workspace_id, std::to_string(120'000 + chance_.below(7)));
    constexpr std::array<std::string_view, 3> workloads{"Deployment", "StatefulSet", "Job"};
    maybe(50, s.workload_type, std::string(chance_.pick(workloads)));
    if (!sample_->role.empty()) s.role = sample_->role;
    if (s.role && chance_.chance(20))
      s.role_attrs = json_text(R"({"ApproxMaxLength":null,"Length":null,"MaxPayloadBytes":8192})");
    if (chance_.chance(35)) {
      constexpr std::array<std::string_view, 4> groups{"chat", "search", "my_group", "灰度"};
      s.service_group = chance_.pick(groups);
      s.traffic_state = chance_.chance(50) ? eas::traffic_state::grouping : eas::traffic_state::standalone;
    }
    labels(s);
  }

  void labels(eas::service& s) {
    constexpr std::array<std::string_view, 4> keys{"team", "env", "cost-centre", "负责人"};
    constexpr std::array<std::string_view, 6> values{"search", "prod",        "staging",
                                                     "王小明", "r&d \"lab\"", ""};
    const auto first = chance_.below(keys.size());
    const auto how_many = chance_.below(4);
    for (std::size_t i = 0; i < how_many; ++i) {
      eas::label added{.label_key = std::string(keys[(first + i) % keys.size()])};
      maybe(90, added.label_value, std::string(chance_.pick(values)));
      s.labels.push_back(std::move(added));
    }
  }

  void state(eas::service& s) {
    using enum eas::service_status;
    constexpr std::array common{running, running, running, stopped, failed, updating, waiting};
    const auto& all = open_enum<eas::service_status>::table();
    s.status = chance_.chance(70) ? chance_.pick(common) : chance_.pick(all).value;
    const bool is_running = s.status == running || s.status == updating || s.status == scaling;
    const std::int64_t wanted = s.status == stopped ? 0 : chance_.between(1, 12);
    const std::int64_t up = is_running ? chance_.between(1, wanted) : 0;
    s.total_instance = wanted;
    maybe(95, s.running_instance, up);
    maybe(95, s.pending_instance, wanted - up);
    if (chance_.chance(60)) {
      s.message = s.status == failed ? "Service failed: 拉取镜像超时 (image pull timed out)"
                                     : "Service start successfully";
      std::string reason(s.status.text());
      std::transform(reason.begin(), reason.end(), reason.begin(),
                     [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
      s.reason = std::move(reason);
    }
    s.current_version = chance_.between(1, 30);
    maybe(95, s.latest_version, *s.current_version + chance_.between(0, 2));
    maybe(70, s.weight, chance_.between(0, 4) * 25);
  }

  void resources(eas::service& s) {
    s.cpu = sample_->cpu;
    s.memory = sample_->memory;
    maybe(95, s.gpu, sample_->gpu);
    if (sample_->gpu == 1 && chance_.chance(40)) {
      s.gpu_core_percentage = chance_.between(1, 9) * 10;
      s.gpu_memory = chance_.between(4, 40);
    }
    flag_of(s.resource_burstable);
    flag_of(s.autoscaler_enabled);
    flag_of(s.cronscaler_enabled);
  }

  void flag_of(flag& member) {
    const auto state = chance_.below(4);
    if (state != 0) member = state == 1;
  }

  void place(eas::service& s, eas_attributes& attributes) {
    const auto& kinds = open_enum<eas::resource_type>::table();
    const auto kind = chance_.pick(kinds).value;
    attributes.resource_type = kind;
    const std::int64_t all = s.total_instance.value_or(0);
    eas::instance_count_in_resource count{};
    if (kind == eas::resource_type::public_resource) {
      count.public_ = all;
    } else if (kind == eas::resource_type::dedicated_resource) {
      constexpr std::array<std::string_view, 4> aliases{"my_resource", "gpu-pool-a", "推理集群", "batch"};
      const auto which = static_cast<std::size_t>(chance_.below(aliases.size()));
      s.resource = "eas-r-" + sample_id(which, seed_ + 1);
      maybe(80, s.resource_alias, std::string(aliases[which]));
      count.dedicated = all;
    } else {
      s.quota_id = "quota" + sample_id(static_cast<std::size_t>(chance_.below(3)), seed_ + 2);
      count.quota = all;
    }
    maybe(70, s.instance_count_in_resource, count);
    if (chance_.chance(15))
      s.gateway = "gw-" + sample_id(static_cast<std::size_t>(chance_.below(3)), seed_ + 3);
  }

  void application(eas::service& s) {
    s.image = "registry-vpc." + s.region + ".aliyuncs.com/pai-eas/" + std::string(sample_->image);
    if (!sample_->app_type.empty()) {
      s.app_type = sample_->app_type;
      maybe(80, s.app_version, "v" + std::to_string(chance_.between(1, 4)));
      maybe(50, s.app_config, json_text(R"({"ModelStorage":"oss"})"));
    }
    if (!sample_->spec.empty()) s.app_spec_name = sample_->spec;
    const sample_eas_config config{{*s.cpu, s.gpu.value_or(0), *s.total_instance, *s.memory}, s.service_name};
    maybe(90, s.service_config, json_text(to_json(config)));
    maybe(20, s.extra_data, json_text(R"({"blue_green_services":["test","灰度"]})"));
    constexpr std::array<std::string_view, 4> sources{"dsw", "console", "sdk", "eascmd"};
    maybe(70, s.source, std::string(chance_.pick(sources)));
  }

  void reach(eas::service& s, eas_attributes& attributes) {
    attributes.service_type = sample_->type;
    attributes.accessibility = chance_.chance(70) ? "PUBLIC" : "VPC";
    s.access_token =
        secret(chance_.letters(48, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"));
    if (!chance_.chance(10))
      return;  // the vendor says that lists leave the endpoints out; its sample has them
    const std::string host = "10123456789." + s.region + ".aliyuncs.com/api/predict/" + s.service_name;
    s.internet_endpoint = "http://" + host;
    s.intranet_endpoint = "http://vpc." + host;
    if (sample_->type != eas::service_type::async && !chance_.chance(30)) return;
    s.secondary_internet_endpoint = "http://" + host + "/async_path\n";
    s.secondary_intranet_endpoint = "http://vpc." + host + "/async_path\n";
  }

  void people(eas::service& s) {
    s.caller_uid = "2012345678901234" + std::to_string(chance_.below(5));
    maybe(90, s.parent_uid, "1123456789012345");
    maybe(15, s.safety_lock, "dangerous");
    maybe(30, s.request_id, "40325405-579C-4D82-" + chance_.letters(4, "0123456789ABCDEF"));
  }

  std::size_t count_;
  std::uint64_t seed_;
  const std::vector<std::string>& regions_;
  sample_source chance_;
  const eas_sample* sample_{};
};

}  // namespace detail

ROSTER_DECL std::vector<eas_record> generate_eas(std::size_t count, std::uint64_t seed,
                                                 const std::vector<std::string>& regions) {
  detail::eas_generator generator(count, seed, regions);
  std::vector<eas_record> records;
  records.reserve(count);
  for (std::size_t i = 0; i < count; ++i) records.push_back(generator.make(i));
  std::reverse(records.begin(), records.end());
  return records;
}

}  // namespace roster
#endif
// Invented Qianfan services: plausible, and between them every member both there and not there.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace roster {

/// Returns `count` services, oldest first, turn by turn of protocol version 1 and 2, no two with the same id,
/// name or time of creation. They depend on the arguments alone.
ROSTER_DECL std::vector<qianfan::service> generate_qianfan(std::size_t count, std::uint64_t seed);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of generate_qianfan.hpp.

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace roster {
namespace detail {

/// What is typical of one kind of service.
struct qianfan_sample {
  std::string_view name;
  qianfan::service_type type;
  std::string_view base_model;
};

inline constexpr auto qianfan_samples = [] {
  using enum qianfan::service_type;
  return std::array{
      qianfan_sample{"api_test", chat, "BLOOMZ-7B"},
      qianfan_sample{"客服助手", chat, "ERNIE-Speed-8K"},
      qianfan_sample{"合同审查", chat, "ERNIE-4.0-8K"},
      qianfan_sample{"llama_chat", chat, "Llama-2-13B"},
      qianfan_sample{"draft", completions, "ERNIE-Lite-8K"},
      qianfan_sample{"续写", completions, "SQLCoder-7B"},
      qianfan_sample{"search_vec", embeddings, "bge-large-zh"},
      qianfan_sample{"海报", text2image, "Stable-Diffusion-XL"},
      qianfan_sample{"caption", image2text, "Fuyu-8B"},
  };
}();

inline constexpr std::string_view sample_alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

/// Makes one service; a class, since the parts share the source of chance.
class qianfan_generator {
 public:
  qianfan_generator(std::size_t count, std::uint64_t seed)
      : count_(count), seed_(seed), chance_(seed ^ 0x5149414E46414EU) {}

  qianfan::service make(std::size_t index) {
    sample_ = &chance_.pick(qianfan_samples);
    qianfan::service s;
    s.protocol_version = index % 2 == 0 ? 1 : 2;
    name(s, index);
    state(s);
    money(s);
    deployment(s);
    logs(s);
    return s;
  }

 private:
  /// Fills a member, or leaves it absent.
  template <class T, class Value>
  void maybe(unsigned percent, T& member, Value&& value) {
    if (chance_.chance(percent)) member = std::forward<Value>(value);
  }

  void name(qianfan::service& s, std::size_t index) {
    s.service_id = "svco-" + sample_id(index, seed_ + 4);
    s.name = std::string(sample_->name) + '_' + std::to_string(index);
    s.create_time = utc_time(sample_time(index, count_, chance_.next()));
    s.service_type = sample_->type;
    maybe(95, s.base_model, std::string(sample_->base_model));
    maybe(95, s.model_set_id, "am-" + chance_.letters(12, sample_alphabet));
    maybe(95, s.model_id, "amv-" + chance_.letters(12, sample_alphabet));
    constexpr std::array<std::string_view, 4> texts{"", "线上版本 🚀", "A/B test of \"v2\"",
                                                    "内部测试\n勿用"};
    maybe(90, s.description, std::string(chance_.pick(texts)));
    constexpr std::array<std::string_view, 5> people{"百里**", "王**", "li**", "J**", "欧阳**"};
    maybe(95, s.creator, std::string(chance_.pick(people)));
    const std::string suffix = chance_.letters(8, sample_alphabet);
    if (s.protocol_version == 2) {
      s.url = "https://qianfan.baidubce.com/v2/chat/completions";
      s.endpoint = suffix;
    } else {
      maybe(95, s.url,
            "https://aip.baidubce.com/rpc/2.0/ai_custom/v1/wenxinworkshop/" +
                std::string(s.service_type->text()) + '/' + suffix);
    }
  }

  void state(qianfan::service& s) {
    using enum qianfan::run_status;
    constexpr std::array states{serving, serving, serving, new_, deploying, failed, stopped};
    s.run_status = chance_.pick(states);
    maybe(90, s.scale_status, qianfan::scale_status::none);
    maybe(90, s.update_status, qianfan::update_status::none);
    if (chance_.chance(90)) s.is_model_updating = chance_.chance(10);
  }

  void money(qianfan::service& s) {
    constexpr std::array<std::string_view, 3> charges{"ComputingUnit", "Tokens", ""};
    constexpr std::array<std::string_view, 4> pays{"Prepay", "Postpay", "Prepay,Postpay", ""};
    maybe(95, s.charge_type, open_enum<qianfan::charge_type>(chance_.pick(charges)));
    maybe(95, s.pay_type, open_enum<qianfan::pay_type>(chance_.pick(pays)));
    const auto& states = open_enum<qianfan::charge_status>::table();
    maybe(95, s.charge_status, chance_.pick(states).value);
  }

  void deployment(qianfan::service& s) {
    constexpr std::array<std::string_view, 5> types{"GPU-I-2", "GPU-I-4", "CPU-I-2", "GPU-1-1", "GPU-7-2"};
    constexpr std::array rates{1.0, 0.5, 2.0, 10.0, 0.25};
    const open_enum<qianfan::resource_type> type = chance_.pick(types);
    const auto& regions = open_enum<qianfan::region>::table();
    const auto region = chance_.pick(regions).value;
    const double qps = chance_.pick(rates);
    const std::int64_t replicas = s.run_status == qianfan::run_status::new_ ? 0 : chance_.between(1, 8);
    if (chance_.chance(90)) {
      auto& bought = s.resource_config.emplace();
      maybe(95, bought.type, type);
      maybe(95, bought.qps, qps);
      maybe(95, bought.replicas_count, replicas);
      maybe(90, bought.region, region);
    }
    if (chance_.chance(85)) {
      auto& runs = s.deployment_config.emplace();
      maybe(95, runs.type, type);
      maybe(95, runs.region, region);
      maybe(95, runs.qps, qps);
      maybe(90, runs.replicas_compute_unit_count, chance_.between(1, 4));
      maybe(95, runs.replicas_count, replicas);
    }
  }

  void logs(qianfan::service& s) {
    if (!chance_.chance(95)) return;  // older answers have neither member
    s.enable_logs = chance_.chance(30);
    if (!chance_.chance(90)) return;
    auto& store = s.log_store_config.emplace();
    if (!s.enable_logs) return;
    store.log_region = "bj";
    store.log_project = "default";
    maybe(90, store.log_store_name, "qianfan_" + s.service_id);
  }

  std::size_t count_;
  std::uint64_t seed_;
  sample_source chance_;
  const qianfan_sample* sample_{};
};

}  // namespace detail

ROSTER_DECL std::vector<qianfan::service> generate_qianfan(std::size_t count, std::uint64_t seed) {
  detail::qianfan_generator generator(count, seed);
  std::vector<qianfan::service> services;
  services.reserve(count);
  for (std::size_t i = 0; i < count; ++i) services.push_back(generator.make(i));
  return services;
}

}  // namespace roster
#endif
#include <set>
#include <utility>

namespace roster::detail {

[[noreturn]] inline void refuse_emulator(const std::string& why) {
  throw failure(errc::invalid_argument, "options of the emulator: " + why);
}

inline void check_regions(const std::vector<std::string>& regions) {
  std::set<std::string_view> seen;
  const auto legal = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  for (std::size_t i = 0; i < regions.size(); ++i) {
    const std::string which = "regions[" + std::to_string(i) + "] is \"" + printable(regions[i], 64) + '"';
    if (regions[i].empty() || !std::all_of(regions[i].begin(), regions[i].end(), legal))
      refuse_emulator(which + "; regions are written like cn-shanghai");
    if (!seen.insert(regions[i]).second) refuse_emulator(which + ", which is there twice");
  }
}

inline void check_keys(const std::vector<emulator_account>& accounts) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const std::string which = "accounts[" + std::to_string(i) + "]";
    if (accounts[i].access_key_id.empty()) refuse_emulator(which + " has no access_key_id");
    if (accounts[i].access_key_secret.empty()) refuse_emulator(which + " has no access_key_secret");
    if (!seen.insert(accounts[i].access_key_id).second)
      refuse_emulator(which + " has the access_key_id of another, \"" +
                      printable(accounts[i].access_key_id, 64) + '"');
  }
}

/// So many services for each region, under ids that no other account has.
inline emulator_data generate_account(const emulator_options& options, std::size_t account) {
  const std::uint64_t seed =
      account == 0 ? options.seed : sample_source(options.seed ^ (account * 0x6163636F756E74U)).next();
  const std::size_t count = options.services * std::max<std::size_t>(options.regions.size(), 1);
  emulator_data data{.qianfan_services = generate_qianfan(options.services, seed)};
  for (eas_record& r : generate_eas(count, seed, options.regions)) {
    data.eas_attributes[r.service.service_id] = std::move(r.attributes);
    data.eas_services.push_back(std::move(r.service));
  }
  return data;
}

inline account_clouds make_account(const emulator_options& options, emulator_account account,
                                   std::size_t index) {
  emulator_data data = account.data ? std::move(*account.data) : generate_account(options, index);
  std::vector<eas_record> records;
  for (eas::service& s : data.eas_services) {
    eas_attributes beside = std::move(data.eas_attributes[s.service_id]);
    records.push_back({std::move(s), std::move(beside)});
  }
  const credentials key{.access_key_id = account.access_key_id,
                        .access_key_secret = account.access_key_secret,
                        .security_token = account.security_token};
  const cloud_options cloud{.key = key,
                            .verify_signatures = options.verify_signatures,
                            .page_size_clamp = options.page_size_clamp,
                            .regions = options.regions};
  return {.key = key,
          .eas = eas_cloud(std::move(records), cloud),
          .qianfan = qianfan_cloud(std::move(data.qianfan_services), cloud)};
}

ROSTER_DECL std::vector<account_clouds> make_accounts(const emulator_options& options,
                                                      std::optional<emulator_data> data) {
  auto accounts = options.accounts;
  if (accounts.empty())
    accounts.push_back({.access_key_id = options.access_key_id,
                        .access_key_secret = options.access_key_secret,
                        .security_token = options.security_token});
  else if (data)
    refuse_emulator("there are accounts, and data beside them; give each account its own");
  check_regions(options.regions);
  if (!options.accounts.empty()) check_keys(accounts);
  if (data) check_data(*data, options.regions);
  for (std::size_t i = 0; i < options.accounts.size(); ++i)
    if (accounts[i].data)
      check_data(*accounts[i].data, options.regions, "accounts[" + std::to_string(i) + "].data.");
  if (data) accounts.front().data = std::move(data);

  std::vector<account_clouds> made;
  made.reserve(accounts.size());
  for (emulator_account& account : accounts)
    made.push_back(make_account(options, std::move(account), made.size()));
  return made;
}

ROSTER_DECL std::string named_access_key_id(const http::request& request, bool is_eas) {
  const auto nobody = [](std::string_view) { return std::optional<secret>(); };
  return is_eas ? verify_acs3(request, nobody).access_key_id : verify_bce_v1(request, nobody).access_key_id;
}

}  // namespace roster::detail
#endif
#include <string>
#include <string_view>
#include <vector>

namespace roster::detail {

class emulator_state {
 public:
  ROSTER_DECL emulator_state(emulator_options options, std::optional<emulator_data> data);

  ROSTER_DECL emulated_answer answer(const http::request& request);
  ROSTER_DECL std::vector<logged_request> log();
  ROSTER_DECL void clear_log();
  ROSTER_DECL std::optional<fault> meet_connection();
  ROSTER_DECL std::size_t add_fault(fault added);
  ROSTER_DECL std::size_t faults_met(std::size_t number);

  ROSTER_DECL void add(eas::service added, std::string_view access_key_id);
  ROSTER_DECL void add(qianfan::service added, std::string_view access_key_id);
  ROSTER_DECL bool remove(std::string_view service_id);
  ROSTER_DECL void before_request(std::int64_t number, std::function<void()> change);

  ROSTER_DECL std::vector<eas_record> eas_records(std::string_view access_key_id);
  ROSTER_DECL std::vector<qianfan::service> qianfan_services(std::string_view access_key_id);
  ROSTER_DECL const credentials& key(std::string_view access_key_id);
  ROSTER_DECL std::vector<std::string> access_key_ids() const;
  const std::vector<std::string>& regions() const noexcept { return options_.regions; }

 private:
  account_clouds& account(std::string_view access_key_id);
  account_clouds* find_account(std::string_view access_key_id) noexcept;
  void make_changes();
  emulator_moment next_moment(bool is_eas);
  std::chrono::sys_seconds now() const;
  void write_log(logged_request entry);

  std::recursive_mutex mutex_{};  // guards all that changes; what changes it may be called by a change
  emulator_options options_;
  std::vector<account_clouds> accounts_;  // never fewer or more
  fault_plan faults_{};
  std::multimap<std::int64_t, std::function<void()>>
      changes_{};  // by the number of the request that they precede
  std::deque<logged_request> log_{};
  std::int64_t requests_{};
  sample_source ids_;
};

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of emulator_state.hpp.

#include <algorithm>
#include <chrono>
// Which parts of an exchange are secret, and how they are taken out: the one place that decides it for
// recordings and logs.

#include <string>
#include <string_view>
#include <vector>

namespace roster {

/// Tells whether a header, a parameter or a member of this name holds a secret. Letter case, '-' and '_' do not
/// count, and any prefix may stand before: AccessToken, SecurityToken, SessionToken, RefreshToken, IdToken,
/// BearerToken, AccessKeyId, AccessKeySecret, AccessKey, SecretKey, SecretAccessKey, Secret, Password, ApiKey,
/// PrivateKey, Authorization, Signature, Cookie. A list's own marker or token is none.
ROSTER_DECL bool is_secret_name(std::string_view name);

/// Returns what is secret in the headers of a request and might be echoed: the whole of Authorization, the
/// signature, bearer token or long key id in it, and the value of every header with a secret name.
ROSTER_DECL std::vector<std::string> secrets_of(const http::request& request);

/// Returns `text` with "***" for each of `secrets`. In JSON, and in JSON that is text inside of JSON, "***" also
/// stands for every text whose member has a secret name; there, `token` is one too: a service's ServiceConfig
/// has its token so. All else is byte for byte as it was.
/// Example: mask_secrets: hides texts by the names of their members
ROSTER_DECL std::string mask_secrets(std::string_view text, const std::vector<std::string>& secrets);

/// Returns a query with "***" for the values of parameters with a secret name.
ROSTER_DECL std::string mask_query(std::string_view query);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of mask_secrets.hpp.

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace roster {
namespace detail {

inline constexpr std::string_view hidden = "***";

inline constexpr std::array<std::string_view, 18> secret_endings{
    "accesstoken", "securitytoken", "sessiontoken", "refreshtoken",    "idtoken", "bearertoken",
    "accesskeyid", "accesskey",     "secretkey",    "secretaccesskey", "secret",  "password",
    "apikey",      "privatekey",    "signature",    "authorization",   "cookie",  "credential"};

inline void hide(std::string& text, const std::vector<std::string>& secrets) {
  for (const std::string& s : secrets)
    for (auto at = text.find(s); at != text.npos; at = text.find(s, at + hidden.size()))
      text.replace(at, s.size(), hidden);
}

/// Goes through JSON and copies it but for the texts that are to be hidden.
class json_masker {
 public:
  /// `nested` is how many texts the JSON is inside of.
  json_masker(std::string_view json, const std::vector<std::string>& secrets, int nested)
      : json_(json), in_(json), secrets_(secrets), nested_(nested) {}

  /// Returns false when this is no JSON.
  bool run(std::string& out) {
    if (!value(false) || !in_.finish()) return false;
    out_.append(json_.substr(copied_));
    out = std::move(out_);
    return true;
  }

 private:
  bool value(bool is_secret) {
    switch (in_.peek()) {
      case '{':
        return object();
      case '[':
        return list(is_secret);
      case '"':
        return text(is_secret);
      default:
        return in_.skip();
    }
  }

  bool object() {
    json_reader::scope inside;
    if (!in_.enter_object(inside)) return false;
    while (in_.more(inside)) {
      std::string_view name;
      if (!in_.key(name)) return false;
      const bool is_secret = is_secret_name(name) || (nested_ > 0 && name == "token");
      if (!value(is_secret)) return false;
    }
    return in_.good();
  }

  bool list(bool is_secret) {
    json_reader::scope inside;
    if (!in_.enter_list(inside)) return false;
    while (in_.more(inside))
      if (!value(is_secret)) return false;
    return in_.good();
  }

  bool text(bool is_secret) {
    const std::size_t start = in_.offset();
    std::string_view held;
    if (!in_.text(held)) return false;
    std::string shown(held);
    if (is_secret && !held.empty()) shown = hidden;
    hide(shown, secrets_);
    if (!is_secret && nested_ < most_nested && (held.starts_with('{') || held.starts_with('['))) {
      std::string inner;
      if (json_masker(shown, secrets_, nested_ + 1).run(inner)) shown = std::move(inner);
    }
    if (shown == held) return true;
    out_.append(json_.substr(copied_, start - copied_));
    append_json_string(shown, out_);
    copied_ = in_.offset();
    return true;
  }

  static constexpr int most_nested = 4;

  std::string_view json_;
  json_reader in_;
  const std::vector<std::string>& secrets_;
  int nested_;
  std::string out_{};
  std::size_t copied_{};
};

/// Appends the part of an Authorization that is between `before` and the next of `ends`, if it is so long that
/// it can occur by accident nowhere else.
inline void take_part(std::string_view text, std::string_view before, std::string_view ends,
                      std::vector<std::string>& parts) {
  constexpr std::size_t least = 12;
  const auto at = text.find(before);
  if (at == text.npos) return;
  const std::string_view rest = text.substr(at + before.size());
  const std::string_view part = rest.substr(0, rest.find_first_of(ends));
  if (part.size() >= least) parts.emplace_back(part);
}

}  // namespace detail

ROSTER_DECL bool is_secret_name(std::string_view name) {
  std::string plain;
  for (const char c : name)
    if (c != '-' && c != '_') plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::any_of(detail::secret_endings.begin(), detail::secret_endings.end(),
                     [&](std::string_view ending) { return plain.ends_with(ending); });
}

ROSTER_DECL std::vector<std::string> secrets_of(const http::request& request) {
  std::vector<std::string> found;
  const auto is_key_id = [](std::string_view name) { return name.ends_with("id"); };  // long ones are below
  for (const http::header& h : request.headers)
    if (is_secret_name(h.name) && !is_key_id(h.name) && h.value.size() >= 4) found.push_back(h.value);
  const std::string_view authorization = request.headers.get("authorization");
  detail::take_part(authorization, "Bearer ", " ", found);
  detail::take_part(authorization, "Credential=", ",", found);
  detail::take_part(authorization, "Signature=", ",", found);
  detail::take_part(authorization, "bce-auth-v1/", "/", found);
  if (authorization.starts_with("bce-auth-v1/"))
    found.emplace_back(authorization.substr(authorization.rfind('/') + 1));
  std::erase_if(found, [](const std::string& s) { return s.empty(); });
  return found;
}

ROSTER_DECL std::string mask_secrets(std::string_view text, const std::vector<std::string>& secrets) {
  std::string out;
  if (detail::json_masker(text, secrets, 0).run(out)) return out;
  out = text;
  detail::hide(out, secrets);
  return out;
}

ROSTER_DECL std::string mask_query(std::string_view query) {
  std::string out;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    const auto equals = pair.find('=');
    if (equals != pair.npos && equals + 1 < pair.size() && is_secret_name(pair.substr(0, equals)))
      out.append(pair.substr(0, equals + 1)).append(detail::hidden);
    else
      out.append(pair);
    if (end < query.size()) out += '&';
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return out;
}

}  // namespace roster
#endif
#include <utility>

namespace roster::detail {

/// Tells which cloud is meant: by the path, a region before it or not, or by the signature where no cloud
/// has such a path.
inline bool is_meant_for_eas(const http::request& request) {
  if (request.path.find("/api/") != std::string::npos) return true;
  if (request.path.starts_with("/v") && request.path.size() > 2 && http::is_digit(request.path[2]))
    return false;
  return !request.headers.get("authorization").starts_with("bce-auth-v1/");
}

inline std::string make_request_id(sample_source& chance, bool is_eas) {
  const std::string_view digits = is_eas ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string id = chance.letters(36, digits);
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) id[dash] = '-';
  return id;
}

[[noreturn]] inline void refuse_second_id(const std::string& id) {
  refuse_data("there is a service \"" + printable(id, 64) + "\" already");
}

/// Returns path and query without what some clients put there, access tokens.
inline std::string logged_target(const http::request& request) {
  return request.query.empty() ? request.path : request.path + '?' + mask_query(request.query);
}

inline std::int64_t sent_status(const emulated_answer& reply) {
  return reply.broken && !reply.broken->header ? 0 : static_cast<std::int64_t>(reply.response.status);
}

ROSTER_DECL emulator_state::emulator_state(emulator_options options, std::optional<emulator_data> data)
    : options_(std::move(options)),
      accounts_(make_accounts(options_, std::move(data))),
      ids_(options_.seed ^ 0x726571756573U) {
  for (const fault& f : options_.faults) add_fault(f);
}

ROSTER_DECL emulated_answer emulator_state::answer(const http::request& request) {
  const std::lock_guard lock(mutex_);
  make_changes();
  const bool is_eas = is_meant_for_eas(request);
  const std::string_view vendor = is_eas ? "eas" : "qianfan";
  const emulator_moment moment = next_moment(is_eas);
  const std::string named = named_access_key_id(request, is_eas);
  account_clouds* const known = find_account(named);
  account_clouds& asked = known ? *known : accounts_.front();  // which knows how to refuse a key
  cloud_answer reply = is_eas ? asked.eas.answer(request, moment) : asked.qianfan.answer(request, moment);
  const auto met =
      faults_.meet({.vendor = vendor, .account = named, .region = reply.region, .page = reply.page});
  if (met && is_anomaly(met->kind))
    reply = is_eas ? asked.eas.answer_oddly(*met, request, moment)
                   : asked.qianfan.answer_oddly(*met, request, moment);
  emulated_answer out = met ? apply_fault(*met, reply, vendor, request.headers.get("host"), moment)
                            : emulated_answer{.response = reply.response};
  out.response.headers.set("Date", http::format_imf_date(moment.now));
  write_log({.number = requests_,
             .vendor = std::string(vendor),
             .account = known ? named : "",
             .region = reply.region,
             .method = request.method,
             .target = logged_target(request),
             .page = reply.page,
             .page_size = reply.page_size,
             .marker = reply.marker,
             .authentic = reply.authentic,
             .status = sent_status(out),
             .code = reply.code,
             .fault = met ? std::string(name_of(met->kind)) : ""});
  return out;
}

/// Makes the changes that are to be made before the request that comes now, and counts it.
ROSTER_DECL void emulator_state::make_changes() {
  ++requests_;
  for (auto due = changes_.begin(); due != changes_.end() && due->first <= requests_;
       due = changes_.begin()) {
    const auto change = std::move(changes_.extract(due).mapped());  // it may add others
    change();
  }
}

ROSTER_DECL void emulator_state::before_request(std::int64_t number, std::function<void()> change) {
  const std::lock_guard lock(mutex_);
  if (number <= requests_)
    throw failure(errc::invalid_argument, "the emulator cannot make a change before request " +
                                              std::to_string(number) + ": " + std::to_string(requests_) +
                                              " have been answered");
  changes_.emplace(number, std::move(change));
}

ROSTER_DECL account_clouds* emulator_state::find_account(std::string_view access_key_id) noexcept {
  for (account_clouds& a : accounts_)
    if (a.key.access_key_id == access_key_id) return &a;
  return nullptr;
}

ROSTER_DECL account_clouds& emulator_state::account(std::string_view access_key_id) {
  if (access_key_id.empty()) return accounts_.front();
  if (account_clouds* const found = find_account(access_key_id)) return *found;
  throw failure(errc::invalid_argument,
                "the emulator has no account with the key \"" + printable(access_key_id, 64) + '"');
}

ROSTER_DECL void emulator_state::add(eas::service added, std::string_view access_key_id) {
  const std::lock_guard lock(mutex_);
  eas_cloud& cloud = account(access_key_id).eas;
  check_data({.eas_services = {added}}, options_.regions);
  const auto& records = cloud.records();
  for (const eas_record& r : records)
    if (r.service.service_id == added.service_id) refuse_second_id(added.service_id);
  if (added.create_time.text().empty()) {
    const auto newest = records.empty() ? std::nullopt : records.front().service.create_time.seconds();
    added.create_time = utc_time(newest ? std::max(now(), *newest + std::chrono::seconds(1)) : now());
  }
  cloud.add({.service = std::move(added)});
}

ROSTER_DECL void emulator_state::add(qianfan::service added, std::string_view access_key_id) {
  const std::lock_guard lock(mutex_);
  qianfan_cloud& cloud = account(access_key_id).qianfan;
  check_data({.qianfan_services = {added}}, {});
  for (const qianfan::service& s : cloud.services())
    if (s.service_id == added.service_id) refuse_second_id(added.service_id);
  cloud.add(std::move(added));
}

ROSTER_DECL bool emulator_state::remove(std::string_view service_id) {
  const std::lock_guard lock(mutex_);
  bool removed = false;
  for (account_clouds& a : accounts_) {
    removed = a.eas.remove(service_id) || removed;
    removed = a.qianfan.remove(service_id) || removed;
  }
  return removed;
}

ROSTER_DECL std::vector<eas_record> emulator_state::eas_records(std::string_view access_key_id) {
  const std::lock_guard lock(mutex_);
  return account(access_key_id).eas.records();
}

ROSTER_DECL std::vector<qianfan::service> emulator_state::qianfan_services(std::string_view access_key_id) {
  const std::lock_guard lock(mutex_);
  return account(access_key_id).qianfan.services();
}

ROSTER_DECL const credentials& emulator_state::key(std::string_view access_key_id) {
  return account(access_key_id).key;
}

ROSTER_DECL std::vector<std::string> emulator_state::access_key_ids() const {
  std::vector<std::string> ids;
  for (const account_clouds& a : accounts_) ids.push_back(a.key.access_key_id);
  return ids;
}

ROSTER_DECL std::chrono::sys_seconds emulator_state::now() const {
  using namespace std::chrono;
  return options_.clock ? options_.clock() : floor<seconds>(system_clock::now());
}

ROSTER_DECL emulator_moment emulator_state::next_moment(bool is_eas) {
  return {.now = now(), .request_id = make_request_id(ids_, is_eas)};
}

ROSTER_DECL void emulator_state::write_log(logged_request entry) {
  if (options_.on_request) options_.on_request(entry);
  log_.push_back(std::move(entry));
  if (log_.size() > options_.most_logged) log_.pop_front();
}

ROSTER_DECL std::vector<logged_request> emulator_state::log() {
  const std::lock_guard lock(mutex_);
  return {log_.begin(), log_.end()};
}

ROSTER_DECL void emulator_state::clear_log() {
  const std::lock_guard lock(mutex_);
  log_.clear();
}

ROSTER_DECL std::optional<fault> emulator_state::meet_connection() {
  const std::lock_guard lock(mutex_);
  return faults_.meet({.connection = true});
}

ROSTER_DECL std::size_t emulator_state::add_fault(fault added) {
  const std::lock_guard lock(mutex_);
  const auto& regions = options_.regions;
  if (!added.account.empty()) account(added.account);  // which fails for one that is not there
  if (!regions.empty() && !added.region.empty() &&
      std::find(regions.begin(), regions.end(), added.region) == regions.end())
    throw failure(errc::invalid_argument, "fault " + std::string(name_of(added.kind)) +
                                              ": the emulator has no region \"" +
                                              printable(added.region, 64) + '"');
  return faults_.add(std::move(added));
}

ROSTER_DECL std::size_t emulator_state::faults_met(std::size_t number) {
  const std::lock_guard lock(mutex_);
  return faults_.met(number);
}

}  // namespace roster::detail
#endif
// The way to the emulator without sockets.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <utility>

namespace roster::detail {

/// Hands requests to an emulator in the same process. A request is checked as the real transport does it.
class in_process_transport final : public transport {
 public:
  in_process_transport(boost::asio::any_io_executor executor, std::shared_ptr<emulator_state> clouds)
      : executor_(std::move(executor)), clouds_(std::move(clouds)) {}

  ROSTER_DECL boost::asio::awaitable<http::response> send(const http::request& request,
                                                          time_point until) override;

 private:
  boost::asio::any_io_executor executor_;
  std::shared_ptr<emulator_state> clouds_;
};

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of in_process_transport.hpp.

#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
// An answer as the bytes that come when a fault spoils them: what no server would say, said by hand.

#include <chrono>
#include <cstddef>
#include <string>

namespace roster::detail {

/// What becomes of the connection behind the bytes.
enum class afterwards { next_request, close, wait };

/// Bytes in the order in which they come.
struct spoilt_bytes {
  std::string first{};
  std::string garbled{};              ///< beneath TLS, where there is TLS
  std::string repeated{};             ///< again and again, until the client is gone
  std::size_t most{};                 ///< or until so many bytes have come; 0: without end
  std::chrono::milliseconds every{};  ///< between two bytes of `first`
  afterwards then{afterwards::close};
};

/// Returns the bytes of an answer that is spoilt.
ROSTER_DECL spoilt_bytes spoil(const emulated_answer& reply, bool keep_alive);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of spoilt_bytes.hpp.

#include <array>
#include <cstdio>
// An answer as the bytes that a server sends. Written by hand, since a fault may cut them anywhere.

#include <string>
#include <string_view>

namespace roster::detail {

/// Returns status line and header of an answer, with the lines that tell where its body ends.
ROSTER_DECL std::string answer_head(const emulated_answer& reply, std::string_view framing, bool keep_alive);

/// Returns the line that tells a body's length.
inline std::string length_line(std::size_t length) {
  return "Content-Length: " + std::to_string(length) + "\r\n";
}

/// Returns exactly the bytes that come. `head_only` leaves out the body, as after HEAD.
ROSTER_DECL std::string answer_bytes(const emulated_answer& reply, bool keep_alive, bool head_only);

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of answer_bytes.hpp.

#include <boost/beast/http/status.hpp>
#include <cstddef>

namespace roster::detail {

ROSTER_DECL std::string answer_head(const emulated_answer& reply, std::string_view framing, bool keep_alive) {
  const http::response& response = reply.response;
  const std::string_view reason =
      boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(response.status));
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ';
  head.append(reason).append("\r\n");
  for (const http::header& h : response.headers)
    head.append(h.name).append(": ").append(h.value).append("\r\n");
  head.append(framing);
  if (!keep_alive) head.append("Connection: close\r\n");
  return head.append("\r\n");
}

ROSTER_DECL std::string answer_bytes(const emulated_answer& reply, bool keep_alive, bool head_only) {
  const std::size_t missing = reply.broken ? reply.broken->overstated : 0;
  const bool length = !reply.broken || !reply.broken->no_length;
  std::string bytes =
      answer_head(reply, length ? length_line(reply.response.body.size() + missing) : "", keep_alive);
  if (reply.broken && !reply.broken->header)
    return bytes.substr(0, reply.broken->anything ? bytes.size() / 2 : 0);
  if (head_only) return bytes;
  return bytes.append(reply.response.body, 0, reply.broken ? reply.broken->body : std::string::npos);
}

}  // namespace roster::detail
#endif

namespace roster::detail {

inline constexpr std::string_view chunked_line = "Transfer-Encoding: chunked\r\n";
inline constexpr std::string_view hints = "HTTP/1.1 103 Early Hints\r\nLink: </hint>\r\n\r\n";
inline constexpr std::size_t flood_piece = 1024;

inline std::string one_chunk(const std::string& data) {
  std::array<char, 20> size{};
  std::snprintf(size.data(), size.size(), "%zx\r\n", data.size());
  return size.data() + data + "\r\n";
}

/// Returns the answer up to the place where it stalls.
inline std::string up_to(reset_place where, const std::string& whole, std::size_t body) {
  if (where == reset_place::before) return {};
  const std::size_t head = whole.size() - body;
  return whole.substr(0, where == reset_place::header ? head / 2 : head + body / 2);
}

inline std::string malformed_bytes(malformation wrong, const emulated_answer& reply) {
  const std::string& body = reply.response.body;
  const std::string length = length_line(body.size());
  const std::string chunked(chunked_line);
  const auto with = [&](const std::string& lines) { return answer_head(reply, lines, true); };
  switch (wrong) {
    case malformation::garbage:
      break;
    case malformation::bad_length:
      return with("Content-Length: -1\r\n") + body;
    case malformation::two_lengths:
      return with(length + length_line(body.size() + 1)) + body;
    case malformation::length_and_chunks:
      return with(length + chunked) + one_chunk(body) + "0\r\n\r\n";
    case malformation::bad_chunk:
      return with(chunked) + "ZZ\r\n" + body + "\r\n0\r\n\r\n";
    case malformation::coding:
      return with("Transfer-Encoding: unheard-of\r\n") + body;
    case malformation::compressed:
      return with("Content-Encoding: gzip\r\n" + length) + body;
    case malformation::folded:
      return with("X-Folded: one\r\n two\r\n" + length) + body;
    case malformation::switching:
      return "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";
  }
  return "this is no HTTP at all\r\n\r\n";
}

inline spoilt_bytes flood_bytes(flood_part part, const emulated_answer& reply) {
  const std::string piece(flood_piece, 'x');
  const std::string chunked = answer_head(reply, chunked_line, true);
  const std::string open_head = chunked.substr(0, chunked.size() - 2);  // the empty line is to come
  const std::string line = "X-Flood: " + piece + "\r\n";
  switch (part) {
    case flood_part::status_line:
      break;
    case flood_part::header:
      return {.first = open_head, .repeated = line};
    case flood_part::interim:
      return {.repeated = std::string(hints)};
    case flood_part::extension:
      return {.first = chunked + "1;", .repeated = piece};
    case flood_part::trailer:
      return {.first = chunked + one_chunk(reply.response.body) + "0\r\n", .repeated = line};
    case flood_part::body:
      return {.first = chunked, .repeated = one_chunk(std::string(flood_piece, ' '))};
  }
  return {.first = "HTTP/1.1 200 ", .repeated = piece};
}

ROSTER_DECL spoilt_bytes spoil(const emulated_answer& reply, bool keep_alive) {
  const fault& by = *reply.spoilt;
  const std::string whole = answer_bytes(reply, keep_alive, false);
  const auto then = keep_alive ? afterwards::next_request : afterwards::close;
  switch (by.kind) {
    case fault_kind::stall:
      return {.first = up_to(by.where, whole, reply.response.body.size()), .then = afterwards::wait};
    case fault_kind::drip:
      return {.first = whole, .every = by.every, .then = then};
    case fault_kind::flood: {
      spoilt_bytes out = flood_bytes(by.part, reply);
      out.most = by.bytes;
      return out;
    }
    case fault_kind::malformed:
      return {.first = malformed_bytes(by.wrong, reply)};
    case fault_kind::garble:
      return {.first = whole.substr(0, whole.size() / 2), .garbled = "bytes that belong to nothing"};
    case fault_kind::interim:
      return {.first = std::string(hints) + std::string(hints) + whole, .then = then};
    case fault_kind::surplus:
      return {.first = whole + whole, .then = then};
    default:
      return {.first = whole, .then = then};
  }
}

}  // namespace roster::detail
#endif
#include <string>
#include <string_view>

namespace roster::detail {

[[noreturn]] inline void break_in_process(const broken_delivery& broken, const http::request& request) {
  const std::string origin = request.to.origin();
  const std::string how = broken.how == broken_by::reset ? " was reset" : " was closed";
  const std::string when = !broken.anything ? " before an answer came"
                           : broken.header  ? " before the whole body came"
                                            : " before the whole header came";
  throw failure(errc::connection,
                failure_details{.message = "the connection to " + origin + how + when, .endpoint = origin});
}

[[noreturn]] inline void time_out_in_process(const http::request& request) {
  const std::string origin = request.to.origin();
  throw failure(errc::timed_out,
                failure_details{.message = "no answer from " + origin + " in time", .endpoint = origin});
}

/// Reads what comes, to its end, as the real client does.
inline http::response read_spoilt(const spoilt_bytes& bytes, const http::request& request) {
  response_reader reader({}, request.method != "HEAD", request.to.origin());
  const auto take = [&](std::string_view text) {
    while (!text.empty() && !reader.complete()) {
      const auto space = reader.space();
      const std::size_t n = std::min(space.size(), text.size());
      std::copy_n(text.data(), n, static_cast<char*>(space.data()));
      reader.received(n);
      text.remove_prefix(n);
    }
  };
  take(bytes.first);
  take(bytes.garbled);
  for (auto sent = bytes.first.size(); !bytes.repeated.empty() && !reader.complete();) {
    if (bytes.most != 0 && sent >= bytes.most) break;
    take(bytes.repeated);
    sent += bytes.repeated.size();
  }
  if (!reader.complete()) reader.ended(boost::asio::error::eof);
  return reader.take();
}

ROSTER_DECL boost::asio::awaitable<http::response> in_process_transport::send(const http::request& request,
                                                                              time_point until) {
  http::check_request(request);
  const auto token = boost::asio::use_awaitable;
  co_await boost::asio::post(executor_, token);  // as asynchronous as a network

  const emulated_answer reply = clouds_->answer(request);
  const spoilt_bytes spoilt = reply.spoilt ? spoil(reply, true) : spoilt_bytes{};
  const auto dripping = spoilt.every * static_cast<std::int64_t>(spoilt.first.size());
  const bool stalls = spoilt.then == afterwards::wait;
  const auto ready = std::chrono::steady_clock::now() + reply.wait + dripping;
  if (stalls || ready > until || (reply.wait + dripping).count() > 0) {
    boost::asio::steady_timer timer(executor_, stalls ? until : std::min(ready, until));
    co_await timer.async_wait(token);
  }
  if (stalls || ready > until) time_out_in_process(request);
  if (reply.broken) break_in_process(*reply.broken, request);
  if (reply.spoilt) co_return read_spoilt(spoilt, request);

  http::response whole = reply.response;
  whole.raw_bytes = whole.body.size();
  co_return whole;
}

}  // namespace roster::detail
#endif
#include <utility>

namespace roster {

ROSTER_DECL emulator::emulator(emulator_options options)
    : state_(std::make_shared<detail::emulator_state>(std::move(options), std::nullopt)) {}

ROSTER_DECL emulator::emulator(emulator_options options, emulator_data data)
    : state_(std::make_shared<detail::emulator_state>(std::move(options), std::move(data))) {}

ROSTER_DECL emulated_answer emulator::answer(const http::request& request) const {
  return state_->answer(request);
}

ROSTER_DECL std::shared_ptr<roster::transport> emulator::transport(
    boost::asio::any_io_executor executor) const {
  return std::make_shared<detail::in_process_transport>(std::move(executor), state_);
}

ROSTER_DECL std::shared_ptr<credentials_provider> emulator::credentials(
    std::string_view access_key_id) const {
  return std::make_shared<static_credentials>(state_->key(access_key_id));
}

ROSTER_DECL std::vector<std::string> emulator::access_key_ids() const { return state_->access_key_ids(); }

ROSTER_DECL std::vector<std::string> emulator::regions() const { return state_->regions(); }

ROSTER_DECL std::vector<eas_record> emulator::eas_records(std::string_view access_key_id) const {
  return state_->eas_records(access_key_id);
}

ROSTER_DECL std::vector<qianfan::service> emulator::qianfan_services(std::string_view access_key_id) const {
  return state_->qianfan_services(access_key_id);
}

ROSTER_DECL void emulator::add(eas::service added, std::string_view access_key_id) const {
  state_->add(std::move(added), access_key_id);
}

ROSTER_DECL void emulator::add(qianfan::service added, std::string_view access_key_id) const {
  state_->add(std::move(added), access_key_id);
}

ROSTER_DECL bool emulator::remove(std::string_view service_id) const { return state_->remove(service_id); }

ROSTER_DECL void emulator::before_request(std::int64_t number, std::function<void()> change) const {
  state_->before_request(number, std::move(change));
}

ROSTER_DECL std::vector<logged_request> emulator::log() const { return state_->log(); }

ROSTER_DECL void emulator::clear_log() const { state_->clear_log(); }

ROSTER_DECL std::optional<fault> emulator::meet_connection() const { return state_->meet_connection(); }

ROSTER_DECL std::size_t emulator::add_fault(fault added) const { return state_->add_fault(std::move(added)); }

ROSTER_DECL std::size_t emulator::faults_met(std::size_t number) const { return state_->faults_met(number); }

}  // namespace roster
#endif
// Invented accounts and regions in any number, for tests of programs that list many at once.

#include <cstddef>
#include <string>
#include <vector>

namespace roster {

/// Returns `count` accounts with the keys "account-1" and "secret-1", and so on; their services are generated.
/// Example: generate_accounts: 5 accounts in 30 regions are one line
ROSTER_DECL std::vector<emulator_account> generate_accounts(std::size_t count);

/// Returns `count` names of regions: those of PAI-EAS, then "region-29" and so on.
ROSTER_DECL std::vector<std::string> generate_regions(std::size_t count);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of generate_accounts.hpp.

#include <array>
#include <string_view>

namespace roster {
namespace detail {

/// Source: the vendor's SDK of PAI-EAS 2021-07-01, version 7.10.
inline constexpr std::array<std::string_view, 28> eas_regions{
    "cn-beijing",       "cn-zhangjiakou", "cn-hangzhou",    "cn-shanghai",
    "cn-shenzhen",      "cn-hongkong",    "cn-chengdu",     "cn-zhongwei",
    "cn-wulanchabu",    "cn-heyuan",      "cn-guangzhou",   "cn-shanghai-finance-1",
    "cn-north-2-gov-1", "ap-southeast-1", "ap-southeast-3", "ap-southeast-5",
    "ap-southeast-7",   "ap-southeast-8", "ap-south-1",     "ap-northeast-1",
    "ap-northeast-2",   "us-east-1",      "us-west-1",      "us-southeast-1",
    "na-south-1",       "eu-central-1",   "me-east-1",      "me-central-1"};

}  // namespace detail

ROSTER_DECL std::vector<emulator_account> generate_accounts(std::size_t count) {
  std::vector<emulator_account> accounts;
  for (std::size_t i = 1; i <= count; ++i)
    accounts.push_back({.access_key_id = "account-" + std::to_string(i),
                        .access_key_secret = secret("secret-" + std::to_string(i))});
  return accounts;
}

ROSTER_DECL std::vector<std::string> generate_regions(std::size_t count) {
  std::vector<std::string> regions;
  for (std::size_t i = 0; i < count; ++i)
    regions.push_back(i < detail::eas_regions.size() ? std::string(detail::eas_regions[i])
                                                     : "region-" + std::to_string(i + 1));
  return regions;
}

}  // namespace roster
#endif
// A user's own services for the emulator, from JSON: read with the vendors' schemas, so that what a cloud
// answers can be pasted in.

#include <string_view>

namespace roster {

/// Reads {"eas": {"services": [...]}, "qianfan": {"services": [...]}}; either may be left out. The services
/// have the members that the vendors answer. A PAI-EAS service may hold one more, "attributes", an object
/// with what can only be asked for: ServiceType, ResourceType, Accessibility, ParentServiceUid. Fails:
/// failure(errc::invalid_argument) for anything else, an id that is empty or occurs twice, naming the place.
/// Example: load_data: reads both vendors' services and the attributes beside them
ROSTER_DECL emulator_data load_data(std::string_view json);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of load_data.hpp.

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace roster {
namespace detail {

/// Any object. The file as a whole is one: each vendor's part is read in that vendor's letter case.
struct data_members {
  unknown_fields all{};
};

struct eas_data_part {
  std::vector<eas::service> services{};
  unknown_fields other{};

  static consteval auto wire_names() { return names{renamed{&eas_data_part::services, "services"}}; }
};

struct qianfan_data_part {
  std::vector<qianfan::service> services{};
  unknown_fields other{};
};

template <letter_case Case, class T>
T decode_data(std::string_view json, const std::string& place) {
  T out;
  const auto error = decode<Case>(json, out);
  if (error) refuse_data((place.empty() ? "" : "in " + place + ": ") + error->text());
  return out;
}

inline void refuse_unknown(const unknown_fields& fields, const std::string& place) {
  if (!fields.list.empty())
    refuse_data(place + "\"" + printable(fields.list.front().name, 64) + "\" is not known");
}

/// Reads attributes; here a name that is not known is a typing error, not something new from the vendor.
inline eas_attributes read_eas_attributes(std::string_view json, const std::string& place) {
  const auto& known = shape_of<eas_attributes, case_of<eas::list_services>>.object->members;
  for (const unknown_field& field : decode_data<verbatim_case, data_members>(json, place).all.list)
    if (std::none_of(known.begin(), known.end(), [&](const auto& m) { return m.name == field.name; }))
      refuse_data(place + ": \"" + printable(field.name, 64) + "\" is not known");
  return decode_data<case_of<eas::list_services>, eas_attributes>(json, place);
}

/// Takes "attributes" out of what the schema of a service does not know.
inline eas_attributes take_eas_attributes(eas::service& service, std::size_t index) {
  auto& unknown = service.unknown.list;
  for (auto field = unknown.begin(); field != unknown.end(); ++field) {
    if (field->name != "attributes") continue;
    const std::string place = "eas.services[" + std::to_string(index) + "].attributes";
    auto attributes = read_eas_attributes(field->json, place);
    unknown.erase(field);
    return attributes;
  }
  return {};
}

inline void load_eas(std::string_view json, emulator_data& out) {
  auto part = decode_data<case_of<eas::list_services>, eas_data_part>(json, "eas");
  refuse_unknown(part.other, "eas: ");
  check_ids(part.services, "eas.services");
  for (std::size_t i = 0; i < part.services.size(); ++i) {
    eas_attributes attributes = take_eas_attributes(part.services[i], i);
    if (attributes != eas_attributes{})
      out.eas_attributes[part.services[i].service_id] = std::move(attributes);
  }
  out.eas_services = std::move(part.services);
}

inline std::vector<qianfan::service> load_qianfan(std::string_view json) {
  auto part = decode_data<case_of<qianfan::describe_services>, qianfan_data_part>(json, "qianfan");
  refuse_unknown(part.other, "qianfan: ");
  check_ids(part.services, "qianfan.services");
  return std::move(part.services);
}

}  // namespace detail

ROSTER_DECL emulator_data load_data(std::string_view json) {
  const auto file = detail::decode_data<verbatim_case, detail::data_members>(json, "");
  emulator_data out;
  for (const unknown_field& part : file.all.list) {
    if (part.name == "eas")
      detail::load_eas(part.json, out);
    else if (part.name == "qianfan")
      out.qianfan_services = detail::load_qianfan(part.json);
    else
      detail::refuse_data("\"" + printable(part.name, 64) + "\" is neither eas nor qianfan");
  }
  return out;
}

}  // namespace roster
#endif
// A whole emulator from JSON: one account's services as load_data reads them, or several accounts and regions.

#include <string_view>

namespace roster {

/// Fills in `accounts` and `regions` of `options` from {"regions": ["cn-shanghai", …], "accounts":
/// [{"access_key_id": …, "access_key_secret": …, "security_token": …, "eas": …, "qianfan": …}, …]}, where "eas"
/// and "qianfan" are as load_data reads them and an account without either has generated services. Without
/// "accounts", "eas" and "qianfan" belong to the account of `options`; regions alone get generated services.
/// Fails: failure(errc::invalid_argument) for anything else, naming the place.
/// Example: load_options: reads several accounts and regions
ROSTER_DECL emulator_options load_options(std::string_view json, emulator_options options = {});

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of load_options.hpp.

#include <string>
#include <utility>
#include <vector>

namespace roster {
namespace detail {

/// One account of a file; what is not known is its services, or a mistake.
struct account_members {
  std::string access_key_id{};
  secret access_key_secret{};
  secret security_token{};
  unknown_fields services{};
};

struct options_members {
  std::vector<std::string> regions{};
  std::vector<account_members> accounts{};
  unknown_fields services{};
};

inline emulator_data load_services(const unknown_fields& members) {
  std::string json;
  for (const unknown_field& part : members.list)
    json += (json.empty() ? "" : ",") + to_json(part.name) + ':' + part.json;
  return load_data('{' + json + '}');
}

/// Returns an account as the file has it; `place` says which in messages.
inline emulator_account load_account(account_members&& members, const std::string& place) {
  emulator_account out{.access_key_id = std::move(members.access_key_id),
                       .access_key_secret = std::move(members.access_key_secret),
                       .security_token = std::move(members.security_token)};
  try {
    if (!members.services.list.empty()) out.data = load_services(members.services);
  } catch (const failure& why) {
    throw failure(errc::invalid_argument, "in " + place + ": " + why.details().message);
  }
  return out;
}

}  // namespace detail

ROSTER_DECL emulator_options load_options(std::string_view json, emulator_options options) {
  detail::options_members file;
  if (const auto error = decode(json, file)) detail::refuse_data(error->text());
  options.regions = std::move(file.regions);
  if (file.accounts.empty() && (options.regions.empty() || !file.services.list.empty()))
    options.accounts = {{.access_key_id = options.access_key_id,
                         .access_key_secret = options.access_key_secret,
                         .security_token = options.security_token,
                         .data = detail::load_services(file.services)}};
  if (!file.accounts.empty() && !file.services.list.empty())
    detail::refuse_data('"' + printable(file.services.list.front().name, 64) +
                        "\" stands beside \"accounts\"; it belongs into one of them");
  for (std::size_t i = 0; i < file.accounts.size(); ++i)
    options.accounts.push_back(
        detail::load_account(std::move(file.accounts[i]), "accounts[" + std::to_string(i) + ']'));
  return options;
}

}  // namespace roster
#endif
// One request with what came of it, as a value without secrets: what is recorded and replayed.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace roster {

struct recorded_header {
  std::string name{};
  std::string value{};
};

/// An exchange. Of a request there is what decides its answer and none of its headers; what hides secrets is
/// told with mask_secrets.
struct recorded_exchange {
  std::string method{};
  std::string host{};                      ///< as the header Host has it
  std::string target{};                    ///< path and query
  std::string sent{};                      ///< the body of the request
  std::int64_t status{};                   ///< 0 when no answer came
  std::vector<recorded_header> headers{};  ///< of the answer: those that this library reads, and Date
  std::string body{};                      ///< of the answer
  std::string failed{};                    ///< when no answer came: the name of the condition, "connection"
  std::string message{};                   ///< and what was said about it
};

/// Returns what is recorded of a request.
ROSTER_DECL recorded_exchange recorded(const http::request& request);

/// Returns a condition as it is named in a recording, and the condition for a name.
/// Fails: failure(errc::invalid_argument) for a name that is none.
ROSTER_DECL std::string_view name_of_condition(errc condition) noexcept;
ROSTER_DECL errc condition_named(std::string_view name);

/// Returns the exchange as one line of JSON, without the end of the line. Bytes that are not UTF-8 become U+FFFD.
ROSTER_DECL std::string to_line(const recorded_exchange& exchange);

/// Reads lines of JSON; empty ones are skipped.
/// Fails: failure(errc::invalid_argument) that names the line.
/// Example: recorded_exchange: lines come back as they were written
ROSTER_DECL std::vector<recorded_exchange> parse_recording(std::string_view lines);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of recorded_exchange.hpp.

#include <array>
#include <cstddef>
#include <utility>

namespace roster {
namespace detail {

/// In the order of errc, which begins at 1.
inline constexpr std::array<std::string_view, 17> condition_names{"invalid_argument",
                                                                  "no_credentials",
                                                                  "unauthenticated",
                                                                  "forbidden",
                                                                  "rejected",
                                                                  "throttled",
                                                                  "unavailable",
                                                                  "connection",
                                                                  "tls",
                                                                  "proxy",
                                                                  "timed_out",
                                                                  "protocol",
                                                                  "too_large",
                                                                  "bad_answer",
                                                                  "no_progress",
                                                                  "busy",
                                                                  "exception"};

inline std::string as_utf8(std::string text) {
  for (auto bad = find_invalid_utf8(text); bad != text.npos; bad = find_invalid_utf8(text))
    text.replace(bad, 1, "\xEF\xBF\xBD");
  return text;
}

}  // namespace detail

ROSTER_DECL std::string_view name_of_condition(errc condition) noexcept {
  const auto index = static_cast<std::size_t>(condition) - 1;
  return index < detail::condition_names.size() ? detail::condition_names[index]
                                                : std::string_view("connection");
}

ROSTER_DECL errc condition_named(std::string_view name) {
  for (std::size_t i = 0; i < detail::condition_names.size(); ++i)
    if (detail::condition_names[i] == name) return static_cast<errc>(i + 1);
  throw failure(errc::invalid_argument,
                "a recording names the failure \"" + printable(name, 64) + "\", which is none");
}

ROSTER_DECL recorded_exchange recorded(const http::request& request) {
  const std::vector<std::string> secrets = secrets_of(request);
  http::request shown{.path = request.path, .query = mask_query(request.query)};
  return {.method = request.method,
          .host = std::string(request.headers.get("host")),
          .target = mask_secrets(shown.target(), secrets),
          .sent = mask_secrets(request.body, secrets)};
}

ROSTER_DECL std::string to_line(const recorded_exchange& exchange) {
  recorded_exchange clean = exchange;
  for (std::string* text :
       {&clean.method, &clean.host, &clean.target, &clean.sent, &clean.body, &clean.message})
    *text = detail::as_utf8(std::move(*text));
  for (recorded_header& h : clean.headers) h.value = detail::as_utf8(std::move(h.value));
  return to_json(clean);
}

ROSTER_DECL std::vector<recorded_exchange> parse_recording(std::string_view lines) {
  std::vector<recorded_exchange> out;
  for (std::size_t number = 1; !lines.empty(); ++number) {
    const auto end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end == lines.npos ? lines.size() : end + 1);
    if (line.empty()) continue;
    const std::string which = "line " + std::to_string(number) + " of the recording: ";
    const auto error = decode(line, out.emplace_back());
    if (error) throw failure(errc::invalid_argument, which + error->text());
    if (out.back().method.empty() || (out.back().status == 0) == out.back().failed.empty())
      throw failure(errc::invalid_argument, which + "it is no exchange");
    if (!out.back().failed.empty()) condition_named(out.back().failed);
  }
  return out;
}

}  // namespace roster
#endif
// A transport that writes down what passes through another one. Stands here and not in transport/, since a
// recording is JSON, and transport/ knows none; it needs no emulator.

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace roster {

/// Hands every request to another transport and keeps what came of it, failures too; what is cancelled is not
/// kept. Of a request method, host, target and body are kept and no header; of an answer status, body and the
/// headers Content-Type, Date, Location, Retry-After, x-acs-request-id, x-acs-retry-after, x-bce-request-id,
/// x-bce-error-code, x-bce-error-message and x-ratelimit-…. What is secret in all of these is "***": see
/// is_secret_name and mask_secrets.
/// Example: recording_transport: what it wrote down lists the same services again
class recording_transport final : public transport {
 public:
  using keep_exchange = std::function<void(const recorded_exchange&)>;

  recording_transport(std::shared_ptr<transport> inner, keep_exchange keep) noexcept
      : inner_(std::move(inner)), keep_(std::move(keep)) {}

  /// Writes lines of JSON.
  /// Lifetime: `lines` must outlive this.
  ROSTER_DECL recording_transport(std::shared_ptr<transport> inner, std::ostream& lines);

  /// Lifetime: `kept` must outlive this.
  ROSTER_DECL recording_transport(std::shared_ptr<transport> inner, std::vector<recorded_exchange>& kept);

  ROSTER_DECL boost::asio::awaitable<http::response> send(const http::request& request,
                                                          time_point until) override;

 private:
  std::shared_ptr<transport> inner_;
  keep_exchange keep_;
};

/// Returns a transport that writes what passes through `inner` to a new file, line by line.
/// Fails: failure(errc::invalid_argument) when the file cannot be written; a later mistake fails the request.
ROSTER_DECL std::shared_ptr<transport> record_to_file(std::shared_ptr<transport> inner,
                                                      const std::string& path);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of recording_transport.hpp.

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <ostream>
#include <string_view>

namespace roster {
namespace detail {

inline constexpr std::array<std::string_view, 9> recorded_headers{"content-type",       "date",
                                                                  "location",           "retry-after",
                                                                  "x-acs-request-id",   "x-acs-retry-after",
                                                                  "x-bce-request-id",   "x-bce-error-code",
                                                                  "x-bce-error-message"};

inline bool is_recorded(std::string_view name) {
  const std::string plain = http::lower_case(name);
  return plain.starts_with("x-ratelimit-") ||
         std::find(recorded_headers.begin(), recorded_headers.end(), plain) != recorded_headers.end();
}

inline void record_answer(const http::response& response, const std::vector<std::string>& secrets,
                          recorded_exchange& out) {
  out.status = static_cast<std::int64_t>(response.status);
  out.body = mask_secrets(response.body, secrets);
  for (const http::header& h : response.headers)
    if (is_recorded(h.name)) out.headers.push_back({h.name, mask_secrets(h.value, secrets)});
}

inline void record_failure(const failure& why, const std::vector<std::string>& secrets,
                           recorded_exchange& out) {
  out.failed = name_of_condition(why.condition());
  out.message = mask_secrets(why.details().message, secrets);
}

inline void write_line(std::ostream& lines, const recorded_exchange& exchange) {
  lines << to_line(exchange) << '\n' << std::flush;
  if (!lines) throw failure(errc::invalid_argument, "the recording cannot be written");
}

}  // namespace detail

ROSTER_DECL recording_transport::recording_transport(std::shared_ptr<transport> inner, std::ostream& lines)
    : recording_transport(std::move(inner),
                          [&lines](const recorded_exchange& e) { detail::write_line(lines, e); }) {}

ROSTER_DECL recording_transport::recording_transport(std::shared_ptr<transport> inner,
                                                     std::vector<recorded_exchange>& kept)
    : recording_transport(std::move(inner), [&kept](const recorded_exchange& e) { kept.push_back(e); }) {}

ROSTER_DECL boost::asio::awaitable<http::response> recording_transport::send(const http::request& request,
                                                                             time_point until) {
  const std::vector<std::string> secrets = secrets_of(request);
  recorded_exchange exchange = recorded(request);
  std::optional<failure> failed;
  http::response response;
  try {
    response = co_await inner_->send(request, until);
  } catch (const failure& why) {
    failed = why;
  }
  if (failed)
    detail::record_failure(*failed, secrets, exchange);
  else
    detail::record_answer(response, secrets, exchange);
  keep_(exchange);
  if (failed) throw failure(*failed);
  co_return response;
}

ROSTER_DECL std::shared_ptr<transport> record_to_file(std::shared_ptr<transport> inner,
                                                      const std::string& path) {
  const auto file = std::make_shared<std::ofstream>(path, std::ios::binary | std::ios::trunc);
  if (!*file)
    throw failure(errc::invalid_argument, "the recording \"" + printable(path, 200) + "\" cannot be written");
  return std::make_shared<recording_transport>(
      std::move(inner), [file](const recorded_exchange& e) { detail::write_line(*file, e); });
}

}  // namespace roster
#endif
// A transport that answers from a recording, without a network and without secrets.

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace roster {

/// Gives every request the first answer not yet given that was recorded for the same method, target and body;
/// so signatures, dates, nonces and keys may be others, and a repeated request gets what it got then. The host
/// must be the same where the recording knows it, and may be any other. A failure that was recorded happens
/// again.
/// Example: replaying_transport: what was not recorded fails and names what was asked and expected
class replaying_transport final : public transport {
 public:
  ROSTER_DECL explicit replaying_transport(std::vector<recorded_exchange> recording);

  /// Fails: failure(errc::invalid_argument) for a request that was not recorded, naming it and the next that was.
  ROSTER_DECL boost::asio::awaitable<http::response> send(const http::request& request,
                                                          time_point until) override;

  /// Returns how many answers have not been given.
  ROSTER_DECL std::size_t left() const noexcept;

 private:
  struct kept {
    recorded_exchange exchange;
    bool given{};
  };

  kept* find(const recorded_exchange& asked) noexcept;
  [[noreturn]] void refuse(const recorded_exchange& asked) const;

  std::vector<kept> kept_{};
};

/// Returns a transport that answers from a file that record_to_file has written.
/// Fails: failure(errc::invalid_argument) when it cannot be read or is no recording.
ROSTER_DECL std::shared_ptr<replaying_transport> replay_file(const std::string& path);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of replaying_transport.hpp.

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fstream>
#include <iterator>
#include <utility>

namespace roster {
namespace detail {

inline std::string request_in_words(const recorded_exchange& e) {
  return e.method + ' ' + printable(e.target, 200) +
         (e.sent.empty() ? "" : " with " + printable(e.sent, 200));
}

inline http::response replayed_answer(const recorded_exchange& exchange) {
  http::response out{.status = static_cast<unsigned>(exchange.status),
                     .body = exchange.body,
                     .raw_bytes = exchange.body.size()};
  for (const recorded_header& h : exchange.headers) out.headers.add(h.name, h.value);
  return out;
}

}  // namespace detail

ROSTER_DECL replaying_transport::replaying_transport(std::vector<recorded_exchange> recording) {
  for (recorded_exchange& e : recording) kept_.push_back({std::move(e)});
}

ROSTER_DECL std::size_t replaying_transport::left() const noexcept {
  return static_cast<std::size_t>(
      std::count_if(kept_.begin(), kept_.end(), [](const kept& k) { return !k.given; }));
}

ROSTER_DECL replaying_transport::kept* replaying_transport::find(const recorded_exchange& asked) noexcept {
  const bool host_counts =
      std::any_of(kept_.begin(), kept_.end(), [&](const kept& k) { return k.exchange.host == asked.host; });
  for (kept& k : kept_) {
    const recorded_exchange& e = k.exchange;
    if (!k.given && e.method == asked.method && e.target == asked.target && e.sent == asked.sent &&
        (!host_counts || e.host == asked.host))
      return &k;
  }
  return nullptr;
}

ROSTER_DECL void replaying_transport::refuse(const recorded_exchange& asked) const {
  const auto next = std::find_if(kept_.begin(), kept_.end(), [](const kept& k) { return !k.given; });
  throw failure(errc::invalid_argument,
                "the recording has no answer for " + detail::request_in_words(asked) + "; " +
                    (next == kept_.end() ? "all of its " + std::to_string(kept_.size()) + " have been given"
                                         : "the next is for " + detail::request_in_words(next->exchange)));
}

ROSTER_DECL boost::asio::awaitable<http::response> replaying_transport::send(const http::request& request,
                                                                             time_point) {
  http::check_request(request);
  const auto executor = co_await boost::asio::this_coro::executor;
  co_await boost::asio::post(executor, boost::asio::use_awaitable);  // as asynchronous as a network

  const recorded_exchange asked = recorded(request);
  kept* const found = find(asked);
  if (!found) refuse(asked);
  found->given = true;
  const recorded_exchange& e = found->exchange;
  if (!e.failed.empty())
    throw failure(condition_named(e.failed),
                  failure_details{.message = e.message, .endpoint = request.to.origin()});
  co_return detail::replayed_answer(e);
}

ROSTER_DECL std::shared_ptr<replaying_transport> replay_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string lines{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file)
    throw failure(errc::invalid_argument, "the recording \"" + printable(path, 200) + "\" cannot be read");
  return std::make_shared<replaying_transport>(parse_recording(lines));
}

}  // namespace roster
#endif
// The emulator over real sockets, HTTP or HTTPS. Only its face is here, so that its users compile neither
// Beast nor TLS when definitions are compiled separately.

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <memory>
// Where the emulator's server listens, and with which certificate.

#include <cstdint>
#include <string>

namespace roster {

struct emulator_server_options {
  std::string address{"127.0.0.1"};  ///< of the interface to listen on
  std::uint16_t port{0};             ///< 0: one that is free
  std::string host{};                ///< how the endpoint names this machine; "": by the address
  std::string certificate_pem{};     ///< the chain to serve HTTPS with, in PEM form; "": plain HTTP
  secret private_key_pem{};          ///< the key of the certificate, in PEM form
};

}  // namespace roster
#include <string>
#include <string_view>

namespace roster {
namespace detail {
class emulator_listener;
}

/// Serves an emulator until it is stopped: any number of connections, each kept open as HTTP/1.1 has it.
/// Everything runs on `executor`, which may be shared with the clients of the server.
/// Example: server: serves both clouds over many connections
class emulator_server {
 public:
  /// Fails: failure(errc::invalid_argument) for an address, a certificate or a key that cannot be used.
  ROSTER_DECL emulator_server(boost::asio::any_io_executor executor, emulator clouds,
                              emulator_server_options options = {});
  emulator_server(const emulator_server&) = delete;
  emulator_server& operator=(const emulator_server&) = delete;

  /// Stops.
  ROSTER_DECL ~emulator_server();

  /// Listens, and returns the endpoint, "http://127.0.0.1:40123". Connections are served as soon as the
  /// executor runs. To be called once.
  /// Fails: failure(errc::connection) when the port cannot be had.
  ROSTER_DECL std::string start();

  /// Returns the endpoint of a region of PAI-EAS, "http://127.0.0.1:40123/cn-shanghai"; without a region that
  /// of everything else. To be called after `start`.
  /// Fails: failure(errc::invalid_argument) for a region that the emulator does not have.
  /// Example: server: every region has an endpoint
  ROSTER_DECL std::string endpoint(std::string_view region = {}) const;

  /// Closes the port and all connections, wherever they are. May be called from any thread, and more than
  /// once.
  ROSTER_DECL void stop();

  /// Returns how many connections have been accepted so far.
  ROSTER_DECL std::size_t connections() const noexcept;

 private:
  std::shared_ptr<detail::emulator_listener> listener_;
};

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of server.hpp.

// Accepts the connections of the emulator's server and ends them all at once. Held by shared pointers, so
// that it outlives its own work.

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/strand.hpp>
#include <cstddef>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace roster::detail {

class emulator_listener : public std::enable_shared_from_this<emulator_listener> {
 public:
  ROSTER_DECL emulator_listener(boost::asio::any_io_executor executor, emulator clouds,
                                emulator_server_options options);

  ROSTER_DECL std::string start();
  ROSTER_DECL std::string endpoint(std::string_view region = {}) const;
  ROSTER_DECL void stop();
  std::size_t connections() const noexcept { return accepted_; }

 private:
  using tcp = boost::asio::ip::tcp;

  void listen();
  boost::asio::awaitable<void> accept_all();
  void begin(tcp::socket socket);
  boost::asio::awaitable<void> serve(tcp::socket socket);
  void end_all();

  boost::asio::strand<boost::asio::any_io_executor> strand_;  // everything but the construction runs on it
  emulator clouds_;
  emulator_server_options options_;
  tcp::endpoint local_;
  std::optional<boost::asio::ssl::context> tls_{};
  tcp::acceptor acceptor_;
  std::list<boost::asio::cancellation_signal> sessions_{};
  std::atomic<std::size_t> accepted_{};
};

}  // namespace roster::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of emulator_listener.hpp.

#include <openssl/ssl.h>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/socket_base.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
// One connection of the emulator's server: reads requests and sends answers until one side has enough.
// Templates over the stream, TCP or TLS.

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/socket_base.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace roster::detail {

using incoming_parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

/// A request, and what its connection has to know about it.
struct incoming {
  http::request request{};
  bool keep_alive{};
};

/// Returns path and query of a target, which a proxy's client sends in absolute form.
inline std::string_view without_origin(std::string_view target) noexcept {
  const auto scheme = target.find("://");
  if (target.starts_with('/') || scheme == target.npos) return target;
  const auto slash = target.find('/', scheme + 3);
  return slash == target.npos ? "/" : target.substr(slash);
}

/// Takes over a request as it came: every header in its order, the target byte for byte.
inline incoming take_request(incoming_parser& parser) {
  auto message = parser.release();
  incoming out{.keep_alive = message.keep_alive()};
  const std::string_view target = without_origin(message.target());
  const auto mark = target.find('?');
  out.request.method = std::string(message.method_string());
  out.request.path = std::string(target.substr(0, mark));
  if (mark != target.npos) out.request.query = std::string(target.substr(mark + 1));
  for (const auto& h : message) out.request.headers.add(std::string(h.name_string()), std::string(h.value()));
  out.request.body = std::move(message.body());
  return out;
}

/// Returns how a server refuses what is no request that it can read; nothing when the client is simply gone.
inline std::optional<emulated_answer> refuse_unreadable(const boost::system::error_code& ec) {
  namespace beast_http = boost::beast::http;
  static const auto& category = make_error_code(beast_http::error::bad_method).category();
  if (ec.category() != category || ec == beast_http::error::end_of_stream ||
      ec == beast_http::error::partial_message)
    return std::nullopt;
  const unsigned status = ec == beast_http::error::body_limit     ? 413
                          : ec == beast_http::error::header_limit ? 431
                                                                  : 400;
  return emulated_answer{.response = {.status = status}};
}

/// Returns the socket, beneath TLS where there is TLS.
template <class Stream>
auto& socket_of(Stream& stream) {
  if constexpr (requires { stream.next_layer(); })
    return stream.next_layer();
  else
    return stream;
}

/// Ends a connection as a fault has it.
template <class Stream>
void break_off(Stream& stream, broken_by how) {
  auto& socket = stream.lowest_layer();
  boost::system::error_code ignored;  // the client may have been faster
  if (how == broken_by::reset) socket.set_option(boost::asio::socket_base::linger(true, 0), ignored);
  if (how == broken_by::close) socket.shutdown(boost::asio::socket_base::shutdown_send, ignored);
  socket.close(ignored);
}

/// Ends a connection in order.
template <class Stream>
boost::asio::awaitable<void> end_connection(Stream& stream) {
  boost::system::error_code ignored;  // the client may have been faster
  if constexpr (requires { stream.next_layer(); }) {
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ignored);
    co_await stream.async_shutdown(token);
  }
  stream.lowest_layer().shutdown(boost::asio::socket_base::shutdown_both, ignored);
  stream.lowest_layer().close(ignored);
}

template <class Stream>
boost::asio::awaitable<void> pause(Stream& stream, std::chrono::milliseconds time) {
  if (time.count() == 0) co_return;
  boost::asio::steady_timer timer(stream.get_executor(), time);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

/// Waits until the client is gone.
template <class Stream>
boost::asio::awaitable<void> outlast(Stream& stream) {
  std::array<char, 1024> space{};
  const auto into = boost::asio::buffer(space);
  for (boost::system::error_code ec; !ec;) {
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
    co_await stream.async_read_some(into, token);
  }
}

/// Sends the bytes of an answer that is spoilt. Returns what becomes of the connection.
template <class Stream>
boost::asio::awaitable<afterwards> send_spoilt(Stream& stream, const emulated_answer& reply,
                                               bool keep_alive) {
  const auto token = boost::asio::use_awaitable;
  const spoilt_bytes bytes = spoil(reply, keep_alive);
  const std::size_t step = bytes.every.count() == 0 ? bytes.first.size() : 1;
  for (std::size_t at = 0; at < bytes.first.size(); at += step) {
    const auto piece = boost::asio::buffer(bytes.first.data() + at, step);
    co_await boost::asio::async_write(stream, piece, token);
    co_await pause(stream, bytes.every);
  }
  if (!bytes.garbled.empty()) {
    const auto beneath = boost::asio::buffer(bytes.garbled);
    co_await boost::asio::async_write(socket_of(stream), beneath, token);
  }
  const auto again = boost::asio::buffer(bytes.repeated);
  std::size_t sent = bytes.first.size();
  while (!bytes.repeated.empty() && (bytes.most == 0 || sent < bytes.most)) {
    co_await boost::asio::async_write(stream, again, token);
    sent += again.size();
  }
  if (bytes.then == afterwards::wait) co_await outlast(stream);
  co_return bytes.then;
}

/// Meets a new connection with a fault, before TLS and before any request.
inline boost::asio::awaitable<void> end_early(boost::asio::ip::tcp::socket& socket, const fault& met) {
  static constexpr std::string_view garbage = "this is neither HTTP nor TLS\r\n\r\n";
  co_await pause(socket, met.wait);
  if (met.end == connection_end::garbage) {
    const auto bytes = boost::asio::buffer(garbage);
    co_await boost::asio::async_write(socket, bytes, boost::asio::use_awaitable);
  }
  if (met.end == connection_end::stall || met.end == connection_end::garbage) co_await outlast(socket);
  break_off(socket, met.end == connection_end::reset ? broken_by::reset : broken_by::close);
}

template <class Stream>
boost::asio::awaitable<void> send_answer(Stream& stream, const emulated_answer& reply, bool keep_alive,
                                         bool head_only) {
  const auto token = boost::asio::use_awaitable;
  const std::string bytes = answer_bytes(reply, keep_alive, head_only);
  const auto buffer = boost::asio::buffer(bytes);
  co_await boost::asio::async_write(stream, buffer, token);
}

/// Serves one connection to its end.
/// Fails: boost::system::system_error when the client breaks it off or the server is stopped.
template <class Stream>
boost::asio::awaitable<void> serve_connection(Stream& stream, const emulator& clouds) {
  constexpr std::uint32_t most_header = 64 * 1024;
  constexpr std::uint64_t most_body = 1024 * 1024;
  boost::beast::flat_buffer buffer;
  for (bool open = true; open;) {
    incoming_parser parser;
    parser.header_limit(most_header);
    parser.body_limit(most_body);
    boost::system::error_code ec;
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
    co_await boost::beast::http::async_read(stream, buffer, parser, token);
    if (ec) {
      const auto refused = refuse_unreadable(ec);
      if (refused) co_await send_answer(stream, *refused, false, false);
      break;
    }
    const incoming in = take_request(parser);
    const emulated_answer reply = clouds.answer(in.request);
    const bool head_only = in.request.method == "HEAD";
    open = in.keep_alive;
    co_await pause(stream, reply.wait);
    if (reply.spoilt) {
      const afterwards then = co_await send_spoilt(stream, reply, open);
      open = then == afterwards::next_request;
      if (!open) {
        break_off(stream, broken_by::close);
        co_return;
      }
      continue;
    }
    co_await send_answer(stream, reply, open, head_only);
    if (reply.broken) {
      break_off(stream, reply.broken->how);
      co_return;
    }
  }
  co_await end_connection(stream);
}

}  // namespace roster::detail
#include <utility>

namespace roster::detail {

inline boost::asio::ip::tcp::endpoint local_endpoint_of(const emulator_server_options& options) {
  boost::system::error_code ec;
  const auto address = boost::asio::ip::make_address(options.address, ec);
  if (ec)
    throw failure(errc::invalid_argument, "the emulator cannot listen on \"" +
                                              printable(options.address, 100) + "\": not an IP address");
  return {address, options.port};
}

inline boost::asio::ssl::context make_server_tls(const emulator_server_options& options) {
  boost::asio::ssl::context context(boost::asio::ssl::context::tls_server);
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
  boost::system::error_code ec;
  context.use_certificate_chain(boost::asio::buffer(options.certificate_pem), ec);
  if (ec) throw failure(errc::invalid_argument, "the emulator's certificate cannot be used: " + ec.message());
  context.use_private_key(boost::asio::buffer(options.private_key_pem.reveal()),
                          boost::asio::ssl::context::pem, ec);
  if (ec)
    throw failure(errc::invalid_argument,
                  "the key of the emulator's certificate cannot be used: " + ec.message());
  return context;
}

ROSTER_DECL emulator_listener::emulator_listener(boost::asio::any_io_executor executor, emulator clouds,
                                                 emulator_server_options options)
    : strand_(boost::asio::make_strand(std::move(executor))),
      clouds_(std::move(clouds)),
      options_(std::move(options)),
      local_(local_endpoint_of(options_)),
      acceptor_(strand_) {
  if (!options_.certificate_pem.empty()) tls_.emplace(make_server_tls(options_));
}

ROSTER_DECL std::string emulator_listener::start() {
  listen();
  boost::asio::co_spawn(
      strand_, [self = shared_from_this()] { return self->accept_all(); },
      [self = shared_from_this()](std::exception_ptr) { self->end_all(); });
  return endpoint();
}

ROSTER_DECL void emulator_listener::listen() {
  try {
    acceptor_.open(local_.protocol());
    acceptor_.set_option(boost::asio::socket_base::reuse_address(true));
    acceptor_.bind(local_);
    acceptor_.listen();
    local_ = acceptor_.local_endpoint();
  } catch (const boost::system::system_error& why) {
    throw failure(errc::connection,
                  failure_details{.message = "the emulator cannot listen on " + options_.address + " port " +
                                             std::to_string(options_.port) + ": " + why.code().message(),
                                  .cause = why.code()});
  }
}

ROSTER_DECL std::string emulator_listener::endpoint(std::string_view region) const {
  const http::endpoint here{.scheme = tls_ ? "https" : "http",
                            .host = options_.host.empty() ? local_.address().to_string() : options_.host,
                            .port = local_.port()};
  if (region.empty()) return here.origin();
  const auto regions = clouds_.regions();
  if (std::find(regions.begin(), regions.end(), region) == regions.end())
    throw failure(errc::invalid_argument,
                  "the emulator has no region \"" + printable(region, 64) + "\" among its regions");
  return here.origin() + '/' + std::string(region);
}

ROSTER_DECL boost::asio::awaitable<void> emulator_listener::accept_all() {
  while (acceptor_.is_open()) {
    tcp::socket socket(strand_);
    boost::system::error_code ec;
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ec);
    co_await acceptor_.async_accept(socket, token);
    if (!ec) {
      begin(std::move(socket));
    } else if (acceptor_.is_open()) {  // out of file descriptors, say: those that are there go on
      boost::asio::steady_timer pause(strand_, std::chrono::milliseconds(10));
      co_await pause.async_wait(boost::asio::use_awaitable);
    }
  }
}

ROSTER_DECL void emulator_listener::begin(tcp::socket socket) {
  ++accepted_;
  const auto session = sessions_.emplace(sessions_.end());
  // What ends a connection early, a client that is gone or stop(), is no error of the server.
  boost::asio::co_spawn(strand_, serve(std::move(socket)),
                        boost::asio::bind_cancellation_slot(
                            session->slot(), [self = shared_from_this(), session](std::exception_ptr) {
                              self->sessions_.erase(session);
                            }));
}

ROSTER_DECL boost::asio::awaitable<void> emulator_listener::serve(tcp::socket socket) {
  socket.set_option(tcp::no_delay(true));
  if (const auto met = clouds_.meet_connection()) {
    co_await end_early(socket, *met);
    co_return;
  }
  if (!tls_) {
    co_await serve_connection(socket, clouds_);
    co_return;
  }
  boost::asio::ssl::stream<tcp::socket> stream(std::move(socket), *tls_);
  const auto token = boost::asio::use_awaitable;
  co_await stream.async_handshake(boost::asio::ssl::stream_base::server, token);
  co_await serve_connection(stream, clouds_);
}

ROSTER_DECL void emulator_listener::stop() {
  boost::asio::dispatch(strand_, [self = shared_from_this()] { self->end_all(); });
}

ROSTER_DECL void emulator_listener::end_all() {
  boost::system::error_code ignored;  // closing what is closed already
  acceptor_.close(ignored);
  for (auto session = sessions_.begin(); session != sessions_.end();) {
    auto& signal = *session++;  // its session may be gone when this returns
    signal.emit(boost::asio::cancellation_type::terminal);
  }
}

}  // namespace roster::detail
#endif
#include <utility>

namespace roster {

ROSTER_DECL emulator_server::emulator_server(boost::asio::any_io_executor executor, emulator clouds,
                                             emulator_server_options options)
    : listener_(std::make_shared<detail::emulator_listener>(std::move(executor), std::move(clouds),
                                                            std::move(options))) {}

ROSTER_DECL emulator_server::~emulator_server() { stop(); }

ROSTER_DECL std::string emulator_server::start() { return listener_->start(); }

ROSTER_DECL std::string emulator_server::endpoint(std::string_view region) const {
  return listener_->endpoint(region);
}

ROSTER_DECL void emulator_server::stop() { listener_->stop(); }

ROSTER_DECL std::size_t emulator_server::connections() const noexcept { return listener_->connections(); }

}  // namespace roster
#endif
// Baidu Qianfan, complete: schema, client and what a program that lists needs beside them.

// The client of Qianfan.

#include <boost/asio/awaitable.hpp>
#include <boost/json/fwd.hpp>
// How to reach Qianfan: the endpoint, and where credentials come from.

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace roster::qianfan {

inline constexpr std::string_view default_endpoint = "https://qianfan.baidubce.com";

struct client_config {
  std::string endpoint{};  ///< configured_endpoint() unless set, and default_endpoint without that
  std::shared_ptr<credentials_provider> credentials{};  ///< default_credentials() unless set
  std::chrono::milliseconds timeout{60'000};            ///< for one attempt, from connecting to the last byte
  retry_options retry{};
  std::shared_ptr<rate_limit> rate{};  ///< one for all clients of an account, since the vendor counts so
  http_client_options http{};          ///< of the HTTP client that is made when `transport` is empty
  std::shared_ptr<roster::transport> transport{};  ///< an emulator's, a test's, or one shared among clients
  surroundings around{};                           ///< clocks, sleep and chance; real unless set
  environment variables{};                         ///< the process's environment unless set
};

ROSTER_DECL roster::client_config to_client_config(client_config config);

}  // namespace roster::qianfan

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of config.hpp.

// Where credentials and the endpoint of Qianfan come from unless a program says so: the environment, and the
// .env file that the vendor's own clients read.

#include <memory>
#include <optional>
#include <string>

namespace roster::qianfan {

/// Looks at QIANFAN_ACCESS_KEY and QIANFAN_SECRET_KEY, each in the environment first and then in
/// $QIANFAN_DOT_ENV_CONFIG_FILE, in .env of the working directory without that. They are looked at for every
/// attempt, so that a changed file counts at once.
/// Fails: failure(errc::no_credentials) with both places and why they did not do, when it is asked.
/// Example: qianfan credentials: the environment comes before .env, variable by variable
ROSTER_DECL std::shared_ptr<credentials_provider> default_credentials(
    environment variables = process_environment());

/// Returns QIANFAN_CONSOLE_API_BASE_URL from the same two places; nothing when it is set in neither.
/// Fails: failure(errc::invalid_argument) when the file is there and cannot be read.
ROSTER_DECL std::optional<std::string> configured_endpoint(
    const environment& variables = process_environment());

}  // namespace roster::qianfan

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of credentials.hpp.

#include <utility>
#include <vector>

namespace roster::qianfan {
namespace detail {

inline constexpr environment_names credential_variables{.access_key_id = "QIANFAN_ACCESS_KEY",
                                                        .access_key_secret = "QIANFAN_SECRET_KEY"};

/// The .env file as it was found.
struct dotenv_file {
  std::string place{};  ///< its path, fit for a message
  std::string problem{};
  bool wrong{};  ///< the file is there, or should be, and cannot be read
  dotenv_text text{};

  /// Returns the variables with those of the file behind them.
  environment behind(const environment& variables) const {
    return [&variables, this](std::string_view name) {
      auto value = find_variable(variables, name);
      return value ? value : text.value(name);
    };
  }
};

inline dotenv_file read_dotenv(const environment& variables) {
  const auto named = find_variable(variables, "QIANFAN_DOT_ENV_CONFIG_FILE");
  const auto path = named.value_or(".env");
  const auto file = read_text_file(path);
  return {.place = printable(path, 512),
          .problem = file.problem,
          .wrong = !file.problem.empty() && (named || !file.absent),
          .text = parse_dotenv(file.text)};
}

/// Says why the file did not complete the key.
inline std::string told_of(const dotenv_file& file) {
  if (!file.problem.empty()) return file.place + " (" + file.problem + ')';
  std::string out = file.place + " (sets ";
  const bool id = !file.text.value(credential_variables.access_key_id).value_or("").empty();
  const bool key = !file.text.value(credential_variables.access_key_secret).value_or("").empty();
  out += id ? "the first only" : key ? "the second only" : "neither";
  if (file.text.problem) out += "; " + file.text.problem->text();
  return out + ')';
}

inline credentials_search search(const environment& variables) {
  auto found = search_variables(credential_variables, variables);
  if (found.key) return found;
  const auto file = read_dotenv(variables);
  auto together = search_variables(credential_variables, file.behind(variables));
  if (together.key) return together;
  return {.told = found.told + "; " + told_of(file)};
}

}  // namespace detail

ROSTER_DECL std::shared_ptr<credentials_provider> default_credentials(environment variables) {
  return std::make_shared<credentials_chain>(
      std::vector<credentials_place>{place_of([variables] { return detail::search(variables); })});
}

ROSTER_DECL std::optional<std::string> configured_endpoint(const environment& variables) {
  constexpr std::string_view name = "QIANFAN_CONSOLE_API_BASE_URL";
  if (auto endpoint = find_variable(variables, name)) return endpoint;
  const auto file = detail::read_dotenv(variables);
  if (file.wrong)
    throw failure(errc::invalid_argument, "no endpoint: looked at " + file.place + " (" + file.problem + ')');
  return find_variable(file.behind(variables), name);
}

}  // namespace roster::qianfan
#endif
#include <utility>

namespace roster::qianfan {

ROSTER_DECL roster::client_config to_client_config(client_config config) {
  if (!config.variables) config.variables = process_environment();
  if (config.endpoint.empty())
    config.endpoint = configured_endpoint(config.variables).value_or(std::string(default_endpoint));
  if (!config.credentials) config.credentials = default_credentials(config.variables);
  return {.endpoint = std::move(config.endpoint),
          .sign = bce_v1(),
          .credentials = std::move(config.credentials),
          .timeout = config.timeout,
          .retry = config.retry,
          .rate = std::move(config.rate),
          .http = std::move(config.http),
          .transport = std::move(config.transport),
          .around = std::move(config.around),
          .variables = std::move(config.variables)};
}

}  // namespace roster::qianfan
#endif
// The lists of both protocol versions, which the API gives one at a time, as one source of pages.

#include <chrono>
#include <memory>
#include <optional>
// Several lists as one, one behind the other: a source of pages made of sources, so that a range over it knows
// no difference.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace roster {

/// What all lists are asked for in common, where their makers find it, too. Without it no list is asked for
/// anything more than its maker says.
struct common_request {
  std::function<bool(const one_of&)> ask_for{};  ///< as page_source::ask_for, of every list
  std::function<std::string()> asked{};          ///< as page_source::asked
};

/// Brings all pages of the first list, then those of the second, and so on. A list is made and asked when the
/// one before it has ended, and not before; the demand is handed on as it is. Pages are counted through all
/// lists. Duplicates are a matter of each list: the same item in two of them comes twice.
///
/// The report is the sum of all lists so far. Its total is the sum of theirs once every list has said one, and
/// not known before: part of a sum would be a lie.
/// Example: concat_source: brings the lists one after the other, and asks for none before its turn
template <class Row>
class concat_source final : public page_source<Row> {
 public:
  concat_source(asio::any_io_executor executor, std::vector<source_maker<Row>> lists,
                common_request common = {})
      : executor_(std::move(executor)), lists_(std::move(lists)), common_(std::move(common)) {}

  asio::awaitable<std::optional<page<Row>>> next(demand wanted) override {
    while (begin_list()) {
      auto brought = co_await bring(wanted);
      if (brought) {
        brought->number = static_cast<std::size_t>(report_.pages);
        brought->total = report_.total;
        co_return brought;
      }
      end_list();
    }
    co_return std::nullopt;
  }

  bool ask_for(const one_of& wanted) override { return common_.ask_for && common_.ask_for(wanted); }
  std::string asked() const override { return common_.asked ? common_.asked() : std::string(); }

  void prefetch(std::size_t pages) override { prefetch_ = pages; }

  void stop() noexcept override {
    if (current_) current_->stop();
  }

  asio::any_io_executor get_executor() const override { return executor_; }
  const roster::report& report() const noexcept override { return report_; }

 private:
  /// Makes the next list unless one is being read. Returns false behind the last one.
  bool begin_list() {
    if (current_) return true;
    if (begun_ == lists_.size()) return false;
    current_ = lists_[begun_]();
    if (prefetch_) current_->prefetch(*prefetch_);
    ++begun_;
    return true;
  }

  void end_list() {
    ended_.add(current_->report());
    ended_total_ = sum_of_totals(ended_total_, current_->report().total);
    current_.reset();
  }

  asio::awaitable<std::optional<page<Row>>> bring(demand wanted) {
    std::optional<failure> failed;
    std::optional<page<Row>> brought;
    try {
      brought = co_await current_->next(wanted);
    } catch (const failure& f) {
      failed = counted(f);
    } catch (...) {
      merge();
      throw;
    }
    merge();
    if (failed) throw std::move(*failed);
    co_return brought;
  }

  void merge() {
    auto all = ended_;
    all.add(current_->report());
    if (begun_ == lists_.size()) all.total = sum_of_totals(ended_total_, current_->report().total);
    report_ = std::move(all);
  }

  /// Returns the failure with the page's number in all lists.
  failure counted(const failure& from) const {
    auto details = from.details();
    if (details.page != 0) details.page += static_cast<std::size_t>(ended_.pages);
    return {from.condition(), std::move(details)};
  }

  asio::any_io_executor executor_;
  std::vector<source_maker<Row>> lists_;
  common_request common_;
  std::optional<std::size_t> prefetch_{};  // unless the makers know
  std::size_t begun_{};
  std::unique_ptr<page_source<Row>> current_{};
  roster::report ended_{};                      // the sum of the lists that have ended
  std::optional<std::int64_t> ended_total_{0};  // and of their totals
  roster::report report_{};
};

}  // namespace roster
#include <utility>
#include <vector>

namespace roster::qianfan::detail {

/// A deadline for several listings: it begins with the first of them, and the others have what is left.
class shared_deadline {
 public:
  explicit shared_deadline(const list_options& options) : whole_(options.deadline) {}

  std::optional<std::chrono::milliseconds> left(const surroundings& around) {
    if (!whole_) return std::nullopt;
    const auto now = around.steady_now();
    if (!begun_) begun_ = now;
    return std::chrono::ceil<std::chrono::milliseconds>(*whole_ - (now - *begun_));
  }

 private:
  std::optional<std::chrono::milliseconds> whole_;
  std::optional<std::chrono::steady_clock::time_point> begun_{};
};

template <class Row>
std::unique_ptr<page_source<Row>> every_version(std::shared_ptr<const client_core> core,
                                                describe_services_request what, list_options options) {
  if (what.protocol_version || what.marker)
    throw failure(errc::invalid_argument,
                  "all services are those of every protocol version: a request for them names neither a "
                  "version nor a marker; describe_services lists one");
  if (options.resume)
    throw failure(errc::invalid_argument,
                  "all services are two lists, and a checkpoint is a place in one; describe_services goes on "
                  "with one");
  const auto deadline = std::make_shared<shared_deadline>(options);
  const auto common = std::make_shared<describe_services_request>(std::move(what));
  std::vector<source_maker<Row>> lists;
  for (const int version : {1, 2})
    lists.push_back([core, common, options, deadline, version]() -> std::unique_ptr<page_source<Row>> {
      auto request = *common;
      request.protocol_version = version;
      auto how = options;
      how.deadline = deadline->left(core->around);
      return std::make_unique<listing<describe_services, Row>>(core, std::move(request), std::move(how));
    });
  return std::make_unique<concat_source<Row>>(
      core->executor, std::move(lists),
      common_request{.ask_for =
                         [common, options](const one_of& wanted) {
                           return roster::detail::ask_for<describe_services>(*common, options, wanted);
                         },
                     .asked = [common] { return roster::detail::asked_text<describe_services>(*common); }});
}

}  // namespace roster::qianfan::detail
#include <string>
#include <utility>

namespace roster {
struct call_answer;  // in <roster/qianfan/call.hpp>
}

namespace roster::qianfan {

/// Lists the services of one account. Copies share connections; listings outlive the client.
/// The executor must not run handlers concurrently: an io_context run by one thread, or a strand.
class client {
 public:
  /// Fails: failure(errc::invalid_argument) for an endpoint or option that cannot be used.
  client(asio::any_io_executor executor, client_config config)
      : operation_(std::move(executor), to_client_config(std::move(config))) {}

  /// Returns the services as a lazy range of Row: `service` itself, or a struct of some of its members.
  /// Source: Qianfan, DescribeServices.
  /// Example: qianfan client: lists services as rows of a user's own struct
  template <class Row = service>
  async_range<Row> describe_services(describe_services_request what = {}, list_options options = {}) const {
    return operation_.template list<Row>(std::move(what), std::move(options));
  }

  /// Returns the services of both protocol versions, 1 and then 2, as one lazy range: version 2 is not asked
  /// before version 1 has ended. Their ids are distinct, so that nothing comes twice. `options` are for the
  /// whole; a failure in version 2 is repeated there.
  /// Fails: failure(errc::invalid_argument), at once, when `what` names a version or a marker of one,
  /// or `options` a checkpoint to go on from: it is a place in one list.
  /// Example: qianfan client: describe_all_services lists both protocol versions as one range
  template <class Row = service>
  async_range<Row> describe_all_services(describe_services_request what = {},
                                         list_options options = {}) const {
    return async_range<Row>(
        detail::every_version<Row>(operation_.core(), std::move(what), std::move(options)));
  }

  /// Calls any action of the vendor, signed: include <roster/qianfan/call.hpp>. `route` is the path, `body` a
  /// JSON object, or null for an empty one; it is copied at once. (g++ 12 takes no braces inside of a co_await:
  /// name the call first, then await it.)
  /// Returns: status, headers, request id and body of an answer that is no error.
  /// Fails: what a listing fails with; failure(errc::invalid_argument), before any I/O, for what cannot be
  /// sent. A call is repeated only if `options.read` says that it changes nothing; otherwise there is one
  /// attempt on a connection of its own, even if that could not be opened.
  /// Example: qianfan call: calls an action as the vendor's page does
  template <class Answer = call_answer>
  asio::awaitable<Answer> call(std::string route, std::string action, const boost::json::value& body,
                               call_options options = {}) const;

  /// Returns the client of the one operation, which can also prepare a request without sending it.
  const roster::client<qianfan::describe_services>& operation() const noexcept { return operation_; }

 private:
  roster::client<qianfan::describe_services> operation_;
};

}  // namespace roster::qianfan
// Qianfan in many accounts and both protocol versions at once.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace roster::qianfan {

struct fleet_config {
  std::vector<account> accounts{};                 ///< that of `client` unless set
  std::optional<roster::rate> rate_per_account{};  ///< instead of the one in `client`
  fleet_options how{};
  client_config client{};  ///< everything else
};

/// Lists the services of many accounts as one range. Copies share connections and rate limits; listings outlive the
/// fleet.
/// The executor must not run handlers concurrently: an io_context run by one thread, or a strand.
/// Example: qianfan fleet: lists both protocol versions of every account
class fleet {
 public:
  /// Fails: failure(errc::invalid_argument) for an endpoint, an option or a rate that cannot be used.
  ROSTER_DECL fleet(asio::any_io_executor executor, fleet_config config);

  /// Returns the services of all accounts as one lazy range; see roster::fleet. Each protocol version is a target
  /// of its own, unless `what` names one. `options` are for each target.
  /// Fails: failure(errc::invalid_argument), at once, when `what` has a marker, which belongs to one account.
  template <class Row = service>
  async_range<located<Row>> describe_services(describe_services_request what = {},
                                              list_options options = {}) const {
    if (what.marker)
      throw failure(errc::invalid_argument,
                    "a marker belongs to one account's list; describe_services of a "
                    "client goes on from it");
    std::vector<fleet_target<Row>> targets;
    std::vector<std::int64_t> versions{1, 2};
    if (what.protocol_version) versions = {*what.protocol_version};
    for (const auto& one : accounts_)
      for (const auto version : versions) {
        auto request = what;
        request.protocol_version = version;
        targets.push_back(
            {.from = {.account = one.name, .version = std::to_string(version)},
             .open = [one, request, options] { return one.lists.describe_services<Row>(request, options); }});
      }
    return roster::fleet(executor_, std::move(targets), how_);
  }

 private:
  struct named_client {
    std::string name{};
    client lists;
  };

  asio::any_io_executor executor_;
  fleet_options how_;
  std::vector<named_client> accounts_{};
};

}  // namespace roster::qianfan

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of fleet.hpp.

namespace roster::qianfan {

ROSTER_DECL fleet::fleet(asio::any_io_executor executor, fleet_config config)
    : executor_(std::move(executor)), how_(config.how) {
  auto& common = config.client;
  if (!common.transport) common.transport = make_http_client(executor_, common.http);
  if (config.accounts.empty()) config.accounts.push_back({.credentials = common.credentials});
  for (const auto& one : config.accounts) {
    auto own = common;
    own.credentials = one.credentials;
    if (config.rate_per_account) own.rate = limit_rate(*config.rate_per_account);
    accounts_.push_back({.name = one.name, .lists = client(executor_, std::move(own))});
  }
}

}  // namespace roster::qianfan
#endif
// What qianfan::client::call needs beside the client: a program that calls includes this, and one that only
// lists needs no Boost.JSON.

#include <boost/asio/awaitable.hpp>
#include <boost/json/serialize.hpp>
#include <memory>
#include <string>
#include <utility>

namespace roster::qianfan {
namespace detail {

ROSTER_DECL asio::awaitable<http::response> call_action(std::shared_ptr<const client_core> core,
                                                        std::string route, std::string action,
                                                        std::string body, call_options options);

}  // namespace detail

template <class Answer>
asio::awaitable<Answer> client::call(std::string route, std::string action, const boost::json::value& body,
                                     call_options options) const {
  auto text = body.is_null() ? std::string("{}") : boost::json::serialize(body);
  return roster::detail::answered<Answer>(
      detail::call_action(operation_.core(), std::move(route), std::move(action), std::move(text), options));
}

}  // namespace roster::qianfan

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of call.hpp.

#include <utility>

namespace roster::qianfan::detail {

ROSTER_DECL asio::awaitable<http::response> call_action(std::shared_ptr<const client_core> core,
                                                        std::string route, std::string action,
                                                        std::string body, call_options options) {
  roster::detail::check_call_name("action", action);
  roster::detail::call_request what{.method = "POST",
                                    .path = std::move(route),
                                    .query = {{"Action", std::move(action)}},
                                    .body = std::move(body),
                                    .object_body = true,
                                    .errors_with_200 = true};
  auto answer = co_await roster::detail::exchange_call(std::move(core), std::move(what), options);
  co_return answer;
}

}  // namespace roster::qianfan::detail
#endif
// Several ranges as one, one behind the other.

// Ranges that become parts of one range, for concat and merge: what they may be, and how their pages are had.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/system_executor.hpp>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::detail {

template <class Range>
using item_of_range = typename std::remove_cvref_t<Range>::value_type;

template <class Range>
inline constexpr bool has_owned_items = false;
template <class Row, class... Adaptors>
inline constexpr bool has_owned_items<async_range<Row, Adaptors...>> =
    can_be_owned<pipeline<Row, Adaptors...>> &&
    !refers_elsewhere<typename async_range<Row, Adaptors...>::value_type>;

/// Checks that ranges can be parts of one, and says in words why not.
template <class First, class... Rest>
consteval bool are_parts() {
  constexpr bool owned = !(std::is_lvalue_reference_v<First> || ... || std::is_lvalue_reference_v<Rest>);
  constexpr bool same = (std::is_same_v<item_of_range<First>, item_of_range<Rest>> && ...);
  constexpr bool values =
      (has_owned_items<std::remove_cvref_t<First>> && ... && has_owned_items<std::remove_cvref_t<Rest>>);
  static_assert(owned,
                "roster: a range given to concat() or merge() is an lvalue; a list has one consumer, and a "
                "copy would fetch everything twice; write std::move(range)");
  static_assert(same,
                "roster: the ranges given to concat() or merge() have different items; one list has items of "
                "one type; transform them into the same type first");
  static_assert(
      values,
      "roster: the items of a range given to concat() or merge() cannot be kept, since they are "
      "references into pages that are gone or cannot be copied; they wait as values; transform them "
      "into values first, into std::string for instance");
  return owned && same && values;
}

/// Returns what gives the source of a range, once.
template <class Row, class... Adaptors>
auto maker_of(async_range<Row, Adaptors...> range) {
  using value = typename async_range<Row, Adaptors...>::value_type;
  using held = std::unique_ptr<page_source<value>>;
  auto source = range_source<Row, Adaptors...>::of(std::move(range));
  return source_maker<value>([kept = std::make_shared<held>(std::move(source))] { return std::move(*kept); });
}

/// Makes a range over a Source that is made of all these ranges.
template <template <class> class Source, class First, class... Rest>
auto make_one(First&& first, Rest&&... rest) {
  if constexpr (are_parts<First, Rest...>()) {
    using item = item_of_range<First>;
    auto executor = first.get_executor();
    std::vector<source_maker<item>> makers{maker_of(std::move(first))};
    (makers.push_back(maker_of(std::move(rest))), ...);
    return async_range<item>(std::make_unique<Source<item>>(std::move(executor), std::move(makers)));
  } else {
    return refused_range{};
  }
}

/// The same for any number of ranges; no range needs no executor but the system's.
template <template <class> class Source, class Row, class... Adaptors>
auto make_one(std::vector<async_range<Row, Adaptors...>> ranges) {
  using range = async_range<Row, Adaptors...>;
  if constexpr (are_parts<range>()) {
    using item = item_of_range<range>;
    asio::any_io_executor executor = asio::system_executor();
    if (!ranges.empty()) executor = ranges.front().get_executor();
    std::vector<source_maker<item>> makers;
    for (auto& one : ranges) makers.push_back(maker_of(std::move(one)));
    return async_range<item>(std::make_unique<Source<item>>(std::move(executor), std::move(makers)));
  } else {
    return refused_range{};
  }
}

template <class... Ranges>
concept async_ranges = (is_async_range<std::remove_cvref_t<Ranges>> && ...);

}  // namespace roster::detail
#include <utility>
#include <vector>

namespace roster {

/// Makes one range of several with items of the same type: all of the first one, then all of the second. A range
/// is asked when the one before it has ended, and not before. Adaptors that the ranges have already work as
/// before; their functions are called for a page at a time where it is not known how many items are wanted.
/// Example: concat: is the same as all items in one list
template <class First, class... Rest>
  requires detail::async_ranges<First, Rest...>
auto concat(First&& first, Rest&&... rest) {
  return detail::make_one<concat_source>(std::forward<First>(first), std::forward<Rest>(rest)...);
}

/// Makes one range of any number of them.
/// Example: concat: takes a vector of ranges, which may be empty
template <class Row, class... Adaptors>
auto concat(std::vector<async_range<Row, Adaptors...>> ranges) {
  return detail::make_one<concat_source>(std::move(ranges));
}

}  // namespace roster
// Several ranges as one, side by side.

#include <utility>
#include <vector>

namespace roster {

/// Makes one range of several with items of the same type: their pages come as they are there, and ranges that
/// have one take turns. Every await asks all ranges that have no page waiting, but no more of them than items are
/// wanted where that is known; see merge_source. Adaptors that the ranges have already work as before; their
/// functions are called for a page at a time where it is not known how many items are wanted.
/// Fails: with the failure of a range when it is its turn; awaiting again asks that range again.
/// Example: merge: reads its lists side by side, and requests nothing twice
template <class First, class... Rest>
  requires detail::async_ranges<First, Rest...>
auto merge(First&& first, Rest&&... rest) {
  return detail::make_one<merge_source>(std::forward<First>(first), std::forward<Rest>(rest)...);
}

/// Makes one range of any number of them.
/// Example: merge: takes a vector of ranges, which may be empty
template <class Row, class... Adaptors>
auto merge(std::vector<async_range<Row, Adaptors...>> ranges) {
  return detail::make_one<merge_source>(std::move(ranges));
}

}  // namespace roster
// The order of cells: what conditions compare and sorted rows follow.

#include <compare>

namespace roster {

/// Compares two cells of one column. Numbers compare exactly, an integer with a real one too; times by the
/// moment that they name, and before other texts, which compare byte by byte; an absent cell comes last.
/// Example: compare_cells: orders numbers by value, times by moment, absent cells last
ROSTER_DECL std::partial_ordering compare_cells(const cell& left, const cell& right);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of cell_order.hpp.

#include <string>
#include <type_traits>
#include <variant>

namespace roster {
namespace detail {

inline std::partial_ordering compare_texts(const std::string& left, const std::string& right) {
  const auto one = parse_rfc3339(left);
  const auto other = parse_rfc3339(right);
  if (one && other) return *one <=> *other;
  if (one || other)
    return other.has_value() <=> one.has_value();  // by bytes, three texts could go in a circle
  return left <=> right;
}

}  // namespace detail

ROSTER_DECL std::partial_ordering compare_cells(const cell& left, const cell& right) {
  if (left.empty() || right.empty()) return left.empty() <=> right.empty();
  return std::visit(
      [&](const auto& one, const auto& other) -> std::partial_ordering {
        using first = std::remove_cvref_t<decltype(one)>;
        using second = std::remove_cvref_t<decltype(other)>;
        constexpr bool numbers = (std::is_same_v<first, std::int64_t> || std::is_same_v<first, double>) &&
                                 (std::is_same_v<second, std::int64_t> || std::is_same_v<second, double>);
        if constexpr (std::is_same_v<first, std::string> && std::is_same_v<second, std::string>)
          return detail::compare_texts(one, other);
        else if constexpr (numbers)
          return detail::compare_numbers(one, other);
        else if constexpr (std::is_same_v<first, bool> && std::is_same_v<second, bool>)
          return one <=> other;
        else  // of different columns: kept apart by kind
          return left.value.index() <=> right.value.index();
      },
      left.value, right.value);
}

}  // namespace roster
#endif
// A condition on an item that a user has typed: "Gpu >= 1".

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace roster {
namespace detail {

/// "field op value", taken apart but not yet typed.
struct condition_text {
  std::string_view field;
  comparison op;
  std::string_view value;
};

ROSTER_DECL condition_text split_condition(std::string_view text);
ROSTER_DECL operand make_operand(const condition_text& condition, kind column);
ROSTER_DECL bool cell_meets(const cell& left, comparison op, const operand& right);
[[noreturn]] ROSTER_DECL void refuse_field(std::string_view field, std::span<const std::string_view> known);

}  // namespace detail

/// Parses "field op value". The operators are == != < <= > >= and ~ ("contains", in any letter case of
/// ASCII). Numbers are compared as numbers, times by their seconds, texts byte by byte, booleans only with ==
/// and !=. A secret is compared as it is, not as it is shown.
/// Fails: failure(errc::invalid_argument) for an unknown field (naming the nearest), a wrong operator or a
/// value that does not fit the field.
/// Example: parse_condition: compares numbers as numbers
template <class Item, letter_case Case = verbatim_case>
condition<Item> parse_condition(std::string_view text) {
  const detail::condition_text parts = detail::split_condition(text);
  const column<Item>* const left = find_column<Item, Case>(parts.field);
  if (left == nullptr) {
    std::vector<std::string_view> known;
    for (const auto& one : columns<Item, Case>()) known.push_back(one.name());
    detail::refuse_field(parts.field, known);
  }
  return condition<Item>({.how = detail::condition_node::kind::term,
                          .term = {.field = {.text = std::string(left->name()), .on_wire = true},
                                   .op = parts.op,
                                   .right = detail::make_operand(parts, left->kind()),
                                   .is_secret = left->is_secret(),
                                   .compare =
                                       [left](const void* item, comparison op, const operand& right) {
                                         return detail::cell_meets(
                                             left->read(*static_cast<const Item*>(item), true), op, right);
                                       }},
                          .inner = {}});
}

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
// Definitions of parse_condition.hpp.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace roster::detail {

inline constexpr std::string_view operators_in_words = "the operators are == != < <= > >= ~";

[[noreturn]] inline void refuse_condition(const std::string& why) {
  throw failure(errc::invalid_argument, why);
}

inline std::string_view trimmed_condition(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

inline std::optional<comparison> find_comparison(std::string_view op) noexcept {
  if (op == "==") return comparison::equal;
  if (op == "!=") return comparison::unequal;
  if (op == "<") return comparison::less;
  if (op == "<=") return comparison::less_equal;
  if (op == ">") return comparison::greater;
  if (op == ">=") return comparison::greater_equal;
  if (op == "~") return comparison::contains;
  return std::nullopt;
}

ROSTER_DECL condition_text split_condition(std::string_view text) {
  const std::string shown = "condition \"" + printable(text, 128) + "\": ";
  const auto start = std::min(text.find_first_of("=!<>~"), text.size());
  const std::string_view field = trimmed_condition(text.substr(0, start));
  const std::string_view rest = text.substr(start);
  const bool two_chars = rest.size() > 1 && rest[0] != '~' && rest[1] == '=';
  const std::string_view op = rest.substr(0, two_chars ? 2 : 1);
  const auto found = find_comparison(op);
  if (op.empty()) refuse_condition(shown + "no operator; " + std::string(operators_in_words));
  if (!found)
    refuse_condition(shown + "\"" + std::string(op) + "\" is no operator; " +
                     std::string(operators_in_words));
  if (field.empty()) refuse_condition(shown + "no field before \"" + std::string(op) + "\"");
  return {field, *found, trimmed_condition(rest.substr(op.size()))};
}

[[noreturn]] ROSTER_DECL void refuse_field(std::string_view field, std::span<const std::string_view> known) {
  refuse_condition("unknown field \"" + printable(field, 64) + "\"" + suggestion(field, known));
}

inline operand number_operand(const condition_text& condition) {
  std::int64_t whole{};
  double real{};
  if (parse_number(condition.value, whole) == number_result::ok) return {whole, {}};
  if (parse_number(condition.value, real) == number_result::ok) return {real, {}};
  refuse_condition("condition on \"" + std::string(condition.field) + "\": expected a number, found \"" +
                   printable(condition.value, 64) + "\"");
}

inline operand boolean_operand(const condition_text& condition) {
  const std::string start = "condition on \"" + std::string(condition.field) + "\": ";
  if (condition.op != comparison::equal && condition.op != comparison::unequal)
    refuse_condition(start + "it is true or false; the operators for that are == and !=");
  if (condition.value != "true" && condition.value != "false")
    refuse_condition(start + "expected true or false, found \"" + printable(condition.value, 64) + "\"");
  return {condition.value == "true", {}};
}

ROSTER_DECL operand make_operand(const condition_text& condition, kind column) {
  switch (column) {
    case kind::boolean:
    case kind::flag:
      return boolean_operand(condition);
    case kind::integer:
    case kind::real:
      if (condition.op == comparison::contains)
        refuse_condition("condition on \"" + std::string(condition.field) +
                         "\": it is a number; ~ compares texts");
      return number_operand(condition);
    case kind::utc_time:
      return {std::string(condition.value), parse_rfc3339(condition.value)};
    default:
      return {std::string(condition.value), {}};
  }
}

ROSTER_DECL bool cell_meets(const cell& left, comparison op, const operand& right) {
  if (left.empty()) return false;
  if (const auto* text = std::get_if<std::string>(&left.value)) return text_meets(*text, op, right);
  if (const auto* boolean = std::get_if<bool>(&left.value)) return boolean_meets(*boolean, op, right);
  if (const auto* integer = std::get_if<std::int64_t>(&left.value)) return number_meets(*integer, op, right);
  return number_meets(std::get<double>(left.value), op, right);
}

}  // namespace roster::detail
#endif

#define ROSTER_SINGLE_HEADER  // config.hpp refuses to come after it
#endif
