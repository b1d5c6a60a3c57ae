// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decides whether a name is that of a secret. The only such list, for HTTP headers, query parameters and JSON members.

#include <cstddef>
#include <roster/config.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// Returns whether the value of a header, query parameter or JSON member of this name is a secret. Names are compared
/// word by word; words end at a character that is not a letter (`_`, `-`, `.`) and at camelCase humps, and letter
/// case does not matter. The words, in singular or plural: token, secret, password, passwd, passphrase, passcode,
/// pwd, credential, creds, auth, authorization, jwt, session, signature, sig, pass, cookie, bearer, and api key,
/// access key, private key and other keys that grant access. A prefix may be joined to them without a separator
/// (`PGPASSWORD`).
///
/// Not secret: other keys (LabelKey, PublicKey), the id of a key (AccessKeyId), page tokens (NextToken, page_token),
/// counts (max_tokens, TokenLimit), and metadata of a secret (token_type, SignatureNonce).
///
/// For any other text, returns whether the text mentions such a name.
/// Complexity: linear.
/// Example: names_secret: is true for names of secrets in every spelling
ROSTER_DECL bool names_secret(std::string_view name) noexcept;

/// Returns whether the last word of `text` up to `end` completes the name of a secret.
ROSTER_DECL bool secret_name_ends_at(std::string_view text, std::size_t end) noexcept;

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/secret_names.ipp>
#endif
