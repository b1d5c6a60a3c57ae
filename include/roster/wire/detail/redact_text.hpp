// SPDX-License-Identifier: BSL-1.0
#pragma once
// Masks secrets in texts by the names that belong to them: the only place that does, for encoding, columns, recordings
// and logs.

#include <optional>
#include <roster/config.hpp>
#include <roster/redactor.hpp>
#include <roster/schema/unknown_fields.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// What a text is meant to be.
enum class text_content {
  json,  ///< one JSON document; if it cannot be read and mentions the name of a secret, all of it is masked
  any  ///< JSON, or any other text: what assigns a value to the name of a secret, or has a URL with a password, a bearer
       ///< token or a password for curl, is masked as a whole
};

/// Returns `text` with "***" for each of the secrets that `known` has, if it is not null, and for every value of a
/// secret, std::nullopt when it has none. In JSON these are the values of members with a secret name (objects, lists and numbers too; not null, booleans
/// and what is empty) and the value of an object that has a secret name as its name: {"name":"HF_TOKEN","value":"…"}.
/// Texts inside of JSON are masked alike. What is not masked is byte for byte as it was.
/// Complexity: linear in the size of the text, for each of the few texts that JSON may be nested in.
/// Example: redact_text: masks every spelling of a secret
ROSTER_DECL std::optional<std::string> redact_text(std::string_view text, text_content content,
                                                   const redactor* known = nullptr);

/// Tells whether a member of this name is the name, or the value, of a pair such as {"name":"HF_TOKEN","value":"…"}.
ROSTER_DECL bool is_name_of_pair(std::string_view member) noexcept;
ROSTER_DECL bool is_value_of_pair(std::string_view member) noexcept;

/// Returns the JSON of a member with secrets masked, std::nullopt when it has none. `is_secret` says that the member
/// itself is one.
ROSTER_DECL std::optional<std::string> redact_member(std::string_view json, bool is_secret);

/// Which of the unknown fields of one object are secrets: by their names, or as the value of a secret name. The object is
/// searched for such a name once, however many values it has.
/// Lifetime: the fields outlive it.
class unknown_secrets {
 public:
  explicit unknown_secrets(const unknown_fields& unknown) noexcept : unknown_(unknown) {}

  ROSTER_DECL bool is_secret(std::string_view name);

 private:
  const unknown_fields& unknown_;
  bool searched_{};
  bool names_secret_{};  // whether one of them has a secret name as its value, once searched
};

/// Tells whether the unknown field called `name` is a secret.
inline bool is_secret_member(const unknown_fields& unknown, std::string_view name) {
  return unknown_secrets(unknown).is_secret(name);
}

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/redact_text.ipp>
#endif
