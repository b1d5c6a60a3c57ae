// SPDX-License-Identifier: BSL-1.0
#pragma once
// What decoding reports, and what it accepts.

#include <cstddef>
#include <cstdint>
#include <roster/config.hpp>
#include <string>

namespace roster::inline v0 {

/// The limits of decoding one document. The size of the body is limited when it is received.
struct decode_limits {
  std::size_t depth{64};            ///< nesting depth of objects and lists, skipped ones included
  std::size_t items{100'000};       ///< entries of one list
  std::size_t members{10'000};      ///< members of one object
  std::size_t text{16U * 1048576};  ///< bytes of one string or name that is kept, after unescaping
};

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
  detail::decode_fault fault{detail::decode_fault::mismatch};  ///< what is wrong

  /// Returns one line: `Services[17].Memory: expected an integer, found "many" (a string) at byte 1234`.
  std::string text() const;
};

/// The members of items that could not be decoded, for one reason.
struct skipped_fields {
  std::uint64_t members{};  ///< how many
  std::string first{};      ///< the path of the first one, "Services[17].Memory"; never its value
  std::uint64_t page{};     ///< the page of the first one, from 1; set by the listing

  /// Adds the fields of a later page or of another list.
  void add(const skipped_fields& later) {
    members += later.members;
    if (!first.empty()) return;
    first = later.first;
    page = later.page;
  }
};

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/decode_error.ipp>
#endif
