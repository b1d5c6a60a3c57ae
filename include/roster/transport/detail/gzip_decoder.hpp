// SPDX-License-Identifier: BSL-1.0
#pragma once
// Decompressing a body with the content coding gzip.

#include <array>
#include <boost/beast/zlib/inflate_stream.hpp>
#include <boost/crc.hpp>
#include <cstddef>
#include <cstdint>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Incremental decoder of gzip data (RFC 1952), with one or several members; accepts input in pieces of any size.
/// Memory: 60 KiB, in addition to the text.
class gzip_decoder {
 public:
  enum class progress {
    more,           ///< all bytes consumed, a member is incomplete
    complete,       ///< all bytes consumed, no member has begun or the last one is complete
    corrupt,        ///< the data is malformed; `reason()` says why
    text_too_large  ///< more text than `max_text`
  };

  explicit gzip_decoder(std::uint64_t max_text) : max_text_(max_text) {}
  gzip_decoder(const gzip_decoder&) = delete;
  gzip_decoder& operator=(const gzip_decoder&) = delete;
  /// Overwrites its memory of the text, which may contain credentials.
  ~gzip_decoder();

  /// Decompresses `bytes` and appends the text to `text`, which only this decoder may modify. After `corrupt` or
  /// `text_too_large` it must not be called again.
  progress decode(std::string_view bytes, std::string& text);

  /// Returns what is malformed: "deflate data: invalid distance". Lifetime: that of this object.
  const std::string& reason() const noexcept { return reason_; }

 private:
  enum class at {
    first_byte,
    second_byte,
    method,
    flags,
    time,  // and the operating system
    extra_size,
    extra,
    name,
    comment,
    header_sum,
    data,
    trailer
  };

  void take_header(char c);
  void after(at done);
  void take_data(std::string_view& bytes, std::string& text);
  void take_trailer(char c);
  bool collect(char c);
  void collect_next(at what, unsigned bytes) noexcept;
  void fail(std::string_view reason);

  static constexpr std::size_t step = 16 * 1024;  // most bytes of text decompressed at once

  std::uint64_t max_text_;
  at at_{at::first_byte};
  bool any_member_{};  // a member is complete
  bool any_text_{};
  bool too_large_{};
  unsigned flags_{};
  std::uint64_t number_{};  // bytes of a little-endian number so far
  unsigned digits_{};       // how many
  std::uint64_t left_{};    // bytes left of the number, or of what is skipped
  boost::crc_32_type header_sum_{};
  boost::crc_32_type text_sum_{};
  std::uint32_t text_size_{};  // modulo 2^32
  boost::beast::zlib::inflate_stream inflate_{};
  std::array<char, step> out_{};
  std::string reason_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/transport/impl/gzip_decoder.ipp>
#endif
