// SPDX-License-Identifier: BSL-1.0
#pragma once
// Hiding secrets in text: known values, and values whose name says that they are secret.

#include <cstddef>
#include <roster/config.hpp>
#include <roster/detail/spelling_index.hpp>
#include <roster/failure.hpp>
#include <string>
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

/// The replacement of a secret.
inline constexpr std::string_view redacted_secret = "***";

/// A set of secrets to redact. Finds each of them literally and in other letter case; with some or all bytes
/// percent-encoded or as JSON escapes or HTML entities, nested up to three times; in hexadecimal; in base64 of both
/// alphabets, padded or not, also within the base64 of a longer string. Also finds fragments of ten bytes or more of
/// any of these, since texts may be truncated or quoted in part. Does not find a secret that is reversed, encrypted or
/// interleaved with other characters.
class redactor {
 public:
  /// Shorter secrets are not searched for: they would match in nearly any text.
  static constexpr std::size_t min_secret_size = 4;

  /// Adds a secret.
  /// Complexity: linear in its size.
  /// Example: redactor: finds a secret in every spelling
  ROSTER_DECL void add(std::string_view secret);

  /// Adds `user:password` as it is sent with Basic authentication (RFC 7617). The pair is searched for as a whole:
  /// this finds a password that is too short to be searched for alone.
  /// Example: redactor: finds user:password even if the password alone is too short to be searched for
  ROSTER_DECL void add_login(std::string_view user, std::string_view password);

  bool empty() const noexcept { return spellings_.empty(); }

  /// Returns `text` with every secret replaced by "***"; all other bytes are unchanged.
  /// Complexity: linear in the size of the text.
  /// Example: redactor: takes time linear in the size of the text
  ROSTER_DECL std::string redact(std::string_view text) const;

  /// Redacts a string in place and overwrites its previous content in memory.
  /// Example: redactor: no freed memory holds a text that was redacted in place
  ROSTER_DECL void redact_in_place(std::string& text) const;

  /// Returns a copy of the failure with all of its strings redacted except `endpoint`.
  /// Example: redactor: redacts every text of a failure except the endpoint
  ROSTER_DECL failure redact(const failure& from) const;

 private:
  ROSTER_DECL void add_encoded(std::string_view spelling);

  spelling_index spellings_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/redactor.ipp>
#endif
