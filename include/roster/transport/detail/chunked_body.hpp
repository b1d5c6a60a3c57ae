// SPDX-License-Identifier: BSL-1.0
#pragma once
// The chunked transfer coding (RFC 9112, 7.1).

#include <cstddef>
#include <cstdint>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Incremental decoder of a chunked body; accepts input in pieces of any size. Extensions and trailers are skipped.
class chunked_body {
 public:
  enum class progress {
    more,              ///< all bytes consumed, the body is incomplete
    complete,          ///< the last chunk and the trailers were read
    bad_size,          ///< a chunk size is not a hexadecimal number of at most 16 digits
    bad_line,          ///< a line does not end in CR LF, or contains a control character
    body_too_large,    ///< more data than `max_body`
    trailer_too_large  ///< more trailers than `max_trailer`
  };

  chunked_body(std::uint64_t max_body, std::size_t max_trailer) noexcept
      : max_body_(max_body), max_trailer_(max_trailer) {}

  /// Consumes bytes from the front of `bytes` and appends their data to `body`, which only this decoder may modify.
  progress decode(std::string_view& bytes, std::string& body);

 private:
  enum class at {
    first_digit,
    digit,
    padding,
    extension,
    size_end,  // "1a ;name=value" CR LF
    data,
    data_cr,
    data_lf,  // the data, CR LF
    trailer,
    trailer_line,
    trailer_end,
    last_lf,
    complete  // "name: value" CR LF … CR LF
  };

  progress take(char c);
  progress take_digit(char c);
  progress after_size(char c);
  progress skip_line(char c, at end);

  std::uint64_t max_body_;
  std::size_t max_trailer_;
  std::uint64_t left_{};  // bytes left of the chunk
  unsigned digits_{};
  at at_{at::first_digit};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/chunked_body.ipp>
#endif
