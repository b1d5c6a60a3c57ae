// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of proxy_choice.hpp.

#include <roster/transport/detail/proxy_choice.hpp>

#include <algorithm>
#include <roster/detail/base64.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/failure.hpp>
#include <roster/http/detail/lower_case.hpp>
#include <roster/http/detail/redact_url.hpp>
#include <roster/http/percent.hpp>
#include <roster/transport/detail/loopback.hpp>
#include <roster/transport/detail/proxy_exceptions.hpp>
#include <string>
#include <utility>

namespace roster::inline v0::detail {

inline constexpr std::size_t max_user_info = 1024;

[[noreturn]] inline void bad_proxy(const std::string& why) {
  throw failure(errc::invalid_argument, "invalid proxy: " + why);
}

/// Parses "user:password", and creates the credentials of Basic authentication (RFC 7617).
inline void read_user_info(proxy& out, std::string_view user_info) {
  if (user_info.size() > max_user_info)
    bad_proxy("the user name and password are too long: they have more than " +
              std::to_string(max_user_info) + " bytes");
  const auto colon = (std::min)(user_info.find(':'), user_info.size());
  const auto user = http::detail::percent_decode(user_info.substr(0, colon));
  auto password = http::detail::percent_decode(user_info.substr((std::min)(colon + 1, user_info.size())));
  if (!user || !password)
    bad_proxy("a '%' in the user name or password is not a percent-encoding; write it as %25");
  if (user->find(':') != user->npos) bad_proxy("the user name contains a colon");
  const wipe_at_exit password_wiped(*password);
  std::string both;
  const wipe_at_exit both_wiped(both);
  both.reserve(user->size() + 1 + password->size());
  both.append(*user).append(1, ':').append(*password);
  std::string encoded = base64_encode(both);
  const wipe_at_exit encoded_wiped(encoded);
  out.user = *user;
  out.password = secret(*password);
  out.authorization = secret("Basic " + encoded);
}

ROSTER_DECL proxy parse_proxy(std::string_view url) {
  const auto mark = url.find("://");
  const std::string scheme = mark == url.npos ? "http" : http::detail::lower_case(url.substr(0, mark));
  std::string_view rest = mark == url.npos ? url : url.substr(mark + 3);
  proxy out;
  if (const auto at = rest.rfind('@'); at != rest.npos) {
    read_user_info(out, rest.substr(0, at));
    rest.remove_prefix(at + 1);
  }
  if (scheme != "http")
    bad_proxy("unsupported scheme" +
              (http::detail::is_known_scheme(scheme) ? " \"" + scheme + '"' : std::string()) +
              "; only http proxies are supported");
  try {
    out.at = http::parse_endpoint("http://" + std::string(rest));
  } catch (const failure& f) {
    bad_proxy(f.details().message);
  }
  if (!out.at.prefix.empty()) bad_proxy("unexpected path; expected [http://][user[:password]@]host[:port]");
  return out;
}

ROSTER_DECL redactor secrets_of(const proxy& through, proxy_text where) {
  redactor out;
  if (through.authorization.empty()) return out;
  const std::string& password = through.password.reveal();
  out.add_login(through.user, password);
  if (where == proxy_text::data) return out;
  out.add(password.empty() ? through.user : password);  // a user without a password may be a token
  return out;
}

ROSTER_DECL std::optional<proxy> choose_proxy(const proxy_options& options, const http::endpoint& to) {
  const std::string& url = (to.secure() ? options.https : options.http).reveal();
  if (url.empty() || is_excepted(options.except, to)) return std::nullopt;
  if (options.except_loopback && is_loopback(to.host)) return std::nullopt;
  return parse_proxy(url);
}

}  // namespace roster::inline v0::detail
