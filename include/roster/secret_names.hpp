// SPDX-License-Identifier: BSL-1.0
#pragma once
// Which names belong to secrets: the only list of them, for headers, query parameters and members of JSON.

#include <cstddef>
#include <roster/config.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// Tells whether the value of a header, query parameter or JSON member of this name is a secret. A name is compared
/// word by word; words end at a character that is not a letter (`_`, `-`, `.`) and at camelCase humps, and letter case
/// does not matter. The words, alone or in the plural: token, secret, password, passwd, passphrase, passcode, pwd,
/// credential, creds, auth, authorization, jwt, session, signature, sig, pass, cookie, bearer, and api key, access key,
/// private key and other keys that grant access. A prefix may be written together with them (`PGPASSWORD`).
///
/// Not secret: other keys (LabelKey, PublicKey), the id of a key (AccessKeyId), page tokens (NextToken, page_token),
/// counts (max_tokens, TokenLimit), and what describes a secret (token_type, SignatureNonce).
///
/// Given any other text, it tells whether that text mentions such a name. Complexity: linear.
/// Example: names_secret: knows the names of secrets in every spelling
ROSTER_DECL bool names_secret(std::string_view name) noexcept;

/// Tells whether the last word of `text` up to `end` completes the name of a secret.
ROSTER_DECL bool secret_name_ends_at(std::string_view text, std::size_t end) noexcept;

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/secret_names.ipp>
#endif
