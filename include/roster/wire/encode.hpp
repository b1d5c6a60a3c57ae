// SPDX-License-Identifier: BSL-1.0
#pragma once
// Encodes structs as JSON: request bodies, rows of output, the emulator's responses.

#include <memory>
#include <roster/config.hpp>
#include <roster/schema/wire_name.hpp>
#include <roster/wire/detail/erased_ref.hpp>
#include <roster/wire/detail/type_descriptor.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0 {

/// Which members encoding writes, and how it writes secrets.
struct encode_options {
  /// Writes secrets in plain text; otherwise they are redacted as "***", also in JSON texts, unknown fields and maps,
  /// where `names_secret` recognizes them by name.
  bool reveal_secrets{false};
  bool keep_empty{true};  ///< writes empty plain strings, lists and maps; absent optionals are never written
};

namespace detail {

/// The options for request bodies and query parameters: secrets are sent, empty members count as unset parameters.
inline constexpr encode_options as_sent{.reveal_secrets = true, .keep_empty = false};

/// Appends a value as JSON; `name` identifies it in error messages.
ROSTER_DECL void encode_ref(erased_ref ref, std::string_view name, const encode_options& options,
                            std::string& out);

/// Appends a value as plain text for output and queries: strings without quotes and escapes, nested values as JSON.
ROSTER_DECL void print_ref(erased_ref ref, std::string_view name, const encode_options& options,
                           std::string& out);

}  // namespace detail

/// Appends `value` as compact JSON: members in the order of declaration, unknown fields last. By default, secrets are
/// redacted as "***" and empty strings, lists and maps are written; absent optionals are never written. Characters
/// that `is_shown` rejects (controls, bidirectional overrides, invisible ones) are written as \uXXXX, also in unknown
/// fields: the JSON is safe to log and decodes to the same text. `out` is unchanged on failure.
/// Fails: failure(errc::invalid_argument) for text that is not UTF-8 and for a number that is not finite; the message
/// names the path.
/// Example: encode: writes every kind of member
template <letter_case Case = verbatim_case, class T>
void encode(const T& value, std::string& out, const encode_options& options = {}) {
  detail::encode_ref({detail::checked_shape_of<T, Case>(), std::addressof(value)}, {}, options, out);
}

/// Returns what `encode` appends.
template <letter_case Case = verbatim_case, class T>
std::string to_json(const T& value, const encode_options& options = {}) {
  std::string out;
  encode<Case>(value, out, options);
  return out;
}

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/encode.ipp>
#endif
