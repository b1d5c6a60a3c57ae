// SPDX-License-Identifier: BSL-1.0
#pragma once
// Redacts known secrets in untrusted text: services and proxies echo what they receive, and their text becomes part of
// messages, events and recordings.

#include <roster/config.hpp>
#include <roster/detail/spelling_index.hpp>
#include <roster/failure.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

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
