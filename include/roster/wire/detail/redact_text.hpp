// SPDX-License-Identifier: BSL-1.0
#pragma once
// Redacts secrets in text, recognized by the names that precede them. Encoding, columns, recordings and logs share
// this implementation.

#include <optional>
#include <roster/config.hpp>
#include <roster/detail/redactor.hpp>
#include <roster/schema/json_text.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// The expected content of a string.
enum class text_content {
  json,  ///< one JSON document; if it is invalid and mentions the name of a secret, all of it is redacted
  any  ///< JSON, or any other text: text that assigns a value to the name of a secret, or has a URL with a password,
  ///< a bearer token or a password for curl, is redacted as a whole
};

/// Returns `text` with "***" for each secret in `known`, if it is not null, and for every value with a secret name;
/// std::nullopt if there is nothing to redact. In JSON these are the values of members with a secret name (including
/// objects, lists and numbers; except null, booleans and empty values) and the value of an object that has a secret
/// name as its name: {"name":"HF_TOKEN","value":"…"}. Strings inside JSON are redacted recursively. Everything else is
/// unchanged byte for byte.
/// Complexity: linear in the size of the text, for each level at which JSON is nested in strings, of which there are
/// few.
/// Example: redact_text: redacts every spelling of a secret
ROSTER_DECL std::optional<std::string> redact_text(std::string_view text, text_content content,
                                                   const redactor* known = nullptr);

/// Returns whether a member of this name is the name, or the value, of a pair such as {"name":"HF_TOKEN","value":"…"} or
/// {"LabelKey":"token","LabelValue":"…"}.
ROSTER_DECL bool is_name_of_pair(std::string_view member) noexcept;
ROSTER_DECL bool is_value_of_pair(std::string_view member) noexcept;

/// Returns the JSON of a member with secrets redacted, std::nullopt if there is nothing to redact. With `is_secret`,
/// the member itself is a secret.
ROSTER_DECL std::optional<std::string> redact_member(std::string_view json, bool is_secret);

/// Determines which unknown fields of an object are secrets: by their own names, or as the value of a pair with a
/// secret name. Searches the object for such a pair only once.
/// Lifetime: the fields outlive it.
class unknown_secrets {
 public:
  explicit unknown_secrets(const unknown_fields& unknown) noexcept : unknown_(unknown) {}

  ROSTER_DECL bool is_secret(std::string_view name);

 private:
  const unknown_fields& unknown_;
  bool searched_{};
  bool names_secret_{};  // result of that search
};

/// Returns whether the unknown field called `name` is a secret.
inline bool is_secret_member(const unknown_fields& unknown, std::string_view name) {
  return unknown_secrets(unknown).is_secret(name);
}

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/redact_text.ipp>
#endif
