// SPDX-License-Identifier: BSL-1.0
#pragma once
// Why JSON could not be read into a struct, in words: where, what was expected, what was there.

#include <cstddef>
#include <roster/config.hpp>
#include <string>

namespace roster::inline v0 {

namespace detail {

/// What kind of mistake it is: callers react differently to a limit of ours.
enum class decode_fault {
  syntax,    ///< the text is not JSON
  mismatch,  ///< it is JSON, but not what the schema says
  limit,     ///< one of decode_limits was reached
};

}  // namespace detail

/// Every text in it is fit for a log: escaped, capped, and without the content of a secret.
struct decode_error {
  std::string path{};      ///< "Services[17].Memory", "" for the whole
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
