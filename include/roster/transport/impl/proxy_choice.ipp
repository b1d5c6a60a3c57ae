// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of proxy_choice.hpp.

#include <roster/transport/impl/proxy_choice.hpp>

#include <openssl/evp.h>

#include <roster/failure.hpp>
#include <roster/http/lower_case.hpp>
#include <roster/http/percent.hpp>
#include <roster/printable.hpp>
#include <roster/transport/impl/loopback.hpp>
#include <roster/transport/impl/proxy_exceptions.hpp>
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
  const auto colon = (std::min)(user_info.find(':'), user_info.size());
  const auto user = http::percent_decode(user_info.substr(0, colon));
  const auto password = http::percent_decode(user_info.substr((std::min)(colon + 1, user_info.size())));
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
    bad_proxy(f.details().message);
  }
  if (!out.at.prefix.empty()) bad_proxy("it has a path");
  return out;
}

ROSTER_DECL std::optional<proxy> choose_proxy(const proxy_options& options, const http::endpoint& to) {
  const std::string& url = (to.secure() ? options.https : options.http).reveal();
  if (url.empty() || is_excepted(options.except, to)) return std::nullopt;
  if (options.except_loopback && is_loopback(to.host)) return std::nullopt;
  return parse_proxy(url);
}

}  // namespace roster::detail
