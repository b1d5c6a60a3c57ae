// SPDX-License-Identifier: BSL-1.0
#pragma once
// Redacts known secrets in texts of unknown origin: services and proxies echo what they were sent, and their texts
// become a part of messages, events and recordings.

#include <roster/config.hpp>
#include <roster/detail/spelling_index.hpp>
#include <roster/failure.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// What is written in place of a secret.
inline constexpr std::string_view redacted_secret = "***";

/// Secrets, and what they look like in a text: as they are and in other letter case; with some or all bytes as `%XX`,
/// as escapes of JSON or as entities of HTML, nested up to three times; in hexadecimal; in base64 of both alphabets,
/// padded or not, also within the base64 of a longer text. Pieces of ten bytes or more of any of these are found, too,
/// since texts are cut and quoted in part. A secret that is reversed, that has other characters between its own or
/// that is encrypted is not found.
class redactor {
 public:
  /// A shorter secret is not searched for: it would be found in any text.
  static constexpr std::size_t min_secret_size = 4;

  /// Adds a secret. Complexity: linear in its size.
  /// Example: redactor: finds a secret in every spelling
  ROSTER_DECL void add(std::string_view secret);

  /// Adds `user:password` as RFC 7617 (Basic) sends it. It is searched for as a whole, so that this is all that is
  /// found of a password that is too short to be searched for alone.
  /// Example: redactor: finds a login, even with a password that is too short to be searched for
  ROSTER_DECL void add_login(std::string_view user, std::string_view password);

  bool empty() const noexcept { return spellings_.empty(); }

  /// Returns `text` with "***" for each of the secrets; all else is byte for byte as it was. Complexity: linear in the
  /// size of the text.
  /// Example: redactor: takes time in proportion to the text
  ROSTER_DECL std::string redact(std::string_view text) const;

  /// Redacts a text, and overwrites what it was.
  /// Example: redactor: no freed memory holds a text that was redacted in place
  ROSTER_DECL void redact_in_place(std::string& text) const;

  /// Returns the failure with all of its texts redacted but `endpoint`.
  /// Example: redactor: redacts each text of a failure, and all else stays
  ROSTER_DECL failure redact(const failure& from) const;

 private:
  ROSTER_DECL void add_encoded(std::string_view spelling);

  spelling_index spellings_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/redactor.ipp>
#endif
