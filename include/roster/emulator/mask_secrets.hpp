// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which parts of an exchange are secret, and how they are taken out: the one place that decides it for
// recordings and logs.

#include <roster/config.hpp>
#include <roster/http/request.hpp>
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

/// Returns `text` with "***" for each of `secrets`. In JSON, cut or broken as it may be, and in JSON that is text
/// inside of JSON, "***" also stands for every text whose member has a secret name; there, `token` is one too: a
/// service's ServiceConfig has its token so. All else is byte for byte as it was.
/// Example: mask_secrets: hides texts by the names of their members
ROSTER_DECL std::string mask_secrets(std::string_view text, const std::vector<std::string>& secrets);

/// Returns a query with "***" for the values of parameters with a secret name.
ROSTER_DECL std::string mask_query(std::string_view query);

}  // namespace roster

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/mask_secrets.ipp>
#endif
