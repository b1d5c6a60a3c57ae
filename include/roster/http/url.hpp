// SPDX-License-Identifier: BSL-1.0
#pragma once
// Endpoints, paths and query strings (RFC 3986).

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <roster/config.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roster::inline v0::http::detail {

/// Returns `text` for an error message, escaped and truncated like escape_for_log(). If the text may contain
/// credentials, a query or a fragment, only the scheme is shown: "http://***", or "***" without one. Any text with
/// characters other than those of a host and a plain path may contain credentials, since ':' and '@' may be missing or
/// misspelt in a malformed URL.
ROSTER_DECL std::string redact_url(std::string_view text);

/// Returns whether `name`, in lower case, is a URL scheme in use for services and proxies: in a malformed URL, the
/// text before "://" may be a password.
ROSTER_DECL bool is_known_scheme(std::string_view name) noexcept;

}  // namespace roster::inline v0::http::detail

namespace roster::inline v0::http {

/// Returns the path that consists of these segments, each percent-encoded: `{"services", "cn-shanghai", "a b/c"}`
/// becomes "/services/cn-shanghai/a%20b%2Fc". Use it for names from external sources.
/// Fails: failure(errc::invalid_argument) for an empty segment, and for a segment that check_path_segments() rejects.
/// Example: path_from_segments: encodes every segment
ROSTER_DECL std::string path_from_segments(std::initializer_list<std::string_view> segments);

namespace detail {

/// Returns the reason why check_path_segments() rejects a path, such as "an empty segment", or "".
ROSTER_DECL std::string problem_of_path(std::string_view path);

/// Checks that an encoded path has no empty segment ("//") and no dot segment ("." or ".."), in any encoding: `%2e`,
/// between `%2F`, `\` or `%5C`, before ';'. Such a path may be normalized to one that differs from the signed path.
/// Complexity: linear.
/// Fails: failure(errc::invalid_argument), which names the path.
/// Source: RFC 3986, 5.2.4 and 6.2.2.
ROSTER_DECL void check_path_segments(std::string_view path);

}  // namespace detail

}  // namespace roster::inline v0::http

namespace roster::inline v0::http::detail {

/// Encodes every byte except `A-Z a-z 0-9 - . _ ~` as `%XX` with upper-case digits.
ROSTER_DECL std::string percent_encode(std::string_view text);

/// Encodes like `percent_encode`, but leaves '/' unchanged.
ROSTER_DECL std::string percent_encode_path(std::string_view text);

/// Decodes `%XX`, and '+' to a space if `plus_is_space` is set. Returns std::nullopt if a '%' does not begin an
/// escape.
ROSTER_DECL std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);

/// Unencoded names and values, in any order; names may repeat.
using query_list = std::vector<std::pair<std::string, std::string>>;

/// Encodes names and values, sorts them bytewise by name and then by value, and joins them: "a=1&b=".
ROSTER_DECL std::string encode_query(const query_list& query);

/// Decodes a query in any order and encoding; '+' is a space, a name without '=' has the value "". Returns
/// std::nullopt if a '%' does not begin an escape.
ROSTER_DECL std::optional<query_list> parse_query(std::string_view query);

/// A parameter of an encoded query, exactly as written there.
struct query_parameter {
  std::string_view text{};   ///< `name=value`
  std::string_view name{};   ///< still encoded
  std::string_view value{};  ///< still encoded; "" if there is no '='
  bool has_value{};          ///< whether there is an '='
};

/// Calls `each` with every parameter of `query`, in order, including empty ones: joined with '&', they are `query`
/// again.
template <class Each>
void for_each_parameter(std::string_view query, Each each) {
  for (bool more = !query.empty(); more;) {
    const auto end = query.find('&');
    const auto text = query.substr(0, end);
    const auto equals = text.find('=');
    const bool has_value = equals != text.npos;
    each(query_parameter{.text = text,
                         .name = text.substr(0, equals),
                         .value = has_value ? text.substr(equals + 1) : std::string_view(),
                         .has_value = has_value});
    more = end != query.npos;
    if (more) query.remove_prefix(end + 1);
  }
}

/// Decodes a name or a value of a query; '+' is a space. If a '%' does not begin an escape, the text is returned
/// unchanged.
ROSTER_DECL std::string decode_parameter(std::string_view text);

}  // namespace roster::inline v0::http::detail

namespace roster::inline v0::http {

/// A parsed base URL. `host` has no brackets, even for IPv6.
struct endpoint {
  std::string scheme{"https"};  ///< "http" or "https"
  std::string host{};           ///< a name, or an address; IPv6 without brackets
  std::uint16_t port{443};      ///< 443 unless set
  std::string prefix{};  ///< prepended to the path of every operation, without a trailing '/'; usually empty

  /// Returns whether requests are sent by TLS.
  bool secure() const noexcept { return scheme == "https"; }
  /// Returns the value of the Host header: IPv6 addresses in brackets, the port only if it is not the scheme's
  /// default.
  std::string authority() const;
  /// Returns "https://host:port", for messages and as the key of the connection pool.
  std::string origin() const;

  friend bool operator==(const endpoint&, const endpoint&) = default;
};

namespace detail {

/// Parses "https://host[:port][/prefix]"; the scheme defaults to https.
/// Fails: failure(errc::invalid_argument) for another scheme, user info, query, fragment, an invalid byte or port; the
/// message shows the URL redacted by redact_url().
ROSTER_DECL endpoint parse_endpoint(std::string_view url);

/// The path and query of a URL, percent-encoded.
struct url_target {
  std::string path{};
  std::string query{};  ///< without '?'
};

/// Resolves the URL of a next page, which a service wrote, against the endpoint and the path of the request. A fragment is
/// dropped.
/// Fails: failure(errc::malformed_response) for a URL of another origin, with user info, a backslash, a control character,
/// a space or a byte that is not ASCII, or with an empty or dot segment after resolution; the message shows no query.
/// Source: RFC 3986, 5.2.
/// Example: next_page_target: resolves absolute and relative URLs of the same origin
ROSTER_DECL url_target next_page_target(const endpoint& to, std::string_view path, std::string_view url);

}  // namespace detail

}  // namespace roster::inline v0::http

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/url.ipp>
#endif
