// SPDX-License-Identifier: BSL-1.0
#pragma once
// Why JSON could not be decoded into a struct: where, what was expected, what was found.

#include <cstddef>
#include <roster/config.hpp>
#include <string>

namespace roster::inline v0 {

namespace detail {

/// The category of a decoding error: callers react differently to a local limit.
enum class decode_fault {
  syntax,    ///< the text is not JSON
  mismatch,  ///< valid JSON that does not match the schema
  limit,     ///< one of decode_limits was exceeded
};

}  // namespace detail

/// A decoding error. Every string in it is safe to log: escaped, truncated, and without the content of a secret.
struct decode_error {
  std::string path{};      ///< "Services[17].Memory", "" for the whole document
  std::string expected{};  ///< "an integer"
  std::string found{};     ///< "\"many\" (a string)"
  std::size_t offset{};    ///< in bytes from the start of the JSON text
  detail::decode_fault fault{detail::decode_fault::mismatch};

  /// Returns one line: `Services[17].Memory: expected an integer, found "many" (a string) at byte 1234`.
  std::string text() const;
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/decode_error.ipp>
#endif
