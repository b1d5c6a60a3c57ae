// SPDX-License-Identifier: BSL-1.0
#pragma once
// Finds the secrets of a request that a response might echo.

#include <roster/config.hpp>
#include <roster/http/request.hpp>
#include <roster/redactor.hpp>
#include <string_view>

namespace roster::inline v0::http::detail {

/// Adds the secrets of `sent`. In Authorization and Proxy-Authorization, they depend on the scheme: the signature of
/// ACS3-… and bce-auth-v1, the token of Bearer, user and password of Basic, the whole value of any other scheme. Also
/// adds the values of all other headers, query parameters, form fields and members of a JSON body with a secret name
/// (`names_secret`).
/// Example: add_secrets: the secret part of Authorization depends on its scheme
ROSTER_DECL void add_secrets(roster::detail::redactor& to, const request& sent);

/// Adds the values of all parameters of a query, independent of their names.
ROSTER_DECL void add_all_parameters(roster::detail::redactor& to, std::string_view query);

}  // namespace roster::inline v0::http::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/http/impl/request_secrets.ipp>
#endif
