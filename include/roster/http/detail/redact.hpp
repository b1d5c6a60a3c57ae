// SPDX-License-Identifier: BSL-1.0
#pragma once
// Secrets in requests and responses: found, hidden and wiped.

#include <roster/config.hpp>
#include <roster/detail/redactor.hpp>
#include <roster/detail/wipe.hpp>
#include <roster/http/message.hpp>
#include <string_view>

namespace roster::inline v0::http::detail {

/// Adds the secrets of `sent`. In Authorization and Proxy-Authorization, they depend on the scheme: the signature of
/// ACS3-…, AWS4-…, TC3-…, SDK-HMAC-SHA256, HMAC-SHA256 and bce-auth-v1, the token of Bearer, user and password of Basic,
/// the whole value of any other scheme. Also adds the values of all other headers, query parameters, form fields and
/// members of a JSON body with a secret name (`names_secret`), and of headers that are marked as secret.
/// Example: add_secrets: the secret part of Authorization depends on its scheme
ROSTER_DECL void add_secrets(roster::detail::redactor& to, const request& sent);

/// Adds the values of all parameters of a query, independent of their names.
ROSTER_DECL void add_all_parameters(roster::detail::redactor& to, std::string_view query);

/// Redacts the header values and the body of a response, and overwrites the originals in memory.
ROSTER_DECL void redact_response(response& echo, const roster::detail::redactor& known);

/// Overwrites the query and the body of a request and clears them. The destructor of `headers` overwrites the headers.
inline void wipe_request(request& used) noexcept {
  roster::detail::wipe(used.query);
  roster::detail::wipe(used.body);
}

/// Calls `wipe_request` at the end of a scope, including when an exception leaves it.
/// Lifetime: the request must outlive it.
class wipe_request_at_exit {
 public:
  explicit wipe_request_at_exit(request& used) noexcept : used_(used) {}
  wipe_request_at_exit(const wipe_request_at_exit&) = delete;
  wipe_request_at_exit& operator=(const wipe_request_at_exit&) = delete;
  ~wipe_request_at_exit() { wipe_request(used_); }

 private:
  request& used_;
};

}  // namespace roster::inline v0::http::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/redact.ipp>
#endif
