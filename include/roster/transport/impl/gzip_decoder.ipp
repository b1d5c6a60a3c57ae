// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of gzip_decoder.hpp.

#include <roster/transport/detail/gzip_decoder.hpp>

#include <algorithm>
#include <boost/beast/zlib/error.hpp>
#include <boost/beast/zlib/zlib.hpp>
#include <boost/system/error_code.hpp>
#include <roster/detail/wipe.hpp>

namespace roster::inline v0::detail {

// Flags of a gzip header (RFC 1952, 2.3.1).
inline constexpr unsigned gzip_header_sum = 2;
inline constexpr unsigned gzip_extra = 4;
inline constexpr unsigned gzip_name = 8;
inline constexpr unsigned gzip_comment = 16;
inline constexpr unsigned gzip_reserved = 0xE0;

inline boost::beast::zlib::z_params deflate_io(std::string_view in, char* out, std::size_t size) noexcept {
  boost::beast::zlib::z_params io;
  io.next_in = in.data();
  io.avail_in = in.size();
  io.next_out = out;
  io.avail_out = size;
  return io;
}

/// Beast does not expose its window, the last 32 KiB of the text: decompresses a block of zeros into it.
ROSTER_DECL gzip_decoder::~gzip_decoder() {
  zero_memory(out_.data(), out_.size());
  if (!any_text_) return;  // there is no window, and it would be allocated
  static constexpr std::array<char, 1024> zeros{};
  static constexpr std::string_view stored_block("\x00\x00\x80\xff\x7f", 5);  // of 32 KiB
  inflate_.reset();
  for (std::size_t i = 0; i <= 32; ++i) {
    auto io =
        deflate_io(i == 0 ? stored_block : std::string_view(zeros.data(), zeros.size()), out_.data(), step);
    boost::system::error_code ignored;  // the block is valid
    inflate_.write(io, boost::beast::zlib::Flush::sync, ignored);
  }
}

ROSTER_DECL gzip_decoder::progress gzip_decoder::decode(std::string_view bytes, std::string& text) {
  while (!bytes.empty()) {
    if (at_ == at::data) {
      take_data(bytes, text);
    } else {
      at_ == at::trailer ? take_trailer(bytes.front()) : take_header(bytes.front());
      bytes.remove_prefix(1);
    }
    if (too_large_) return progress::text_too_large;
    if (!reason_.empty()) return progress::corrupt;
  }
  return at_ == at::first_byte ? progress::complete : progress::more;
}

ROSTER_DECL void gzip_decoder::take_header(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (at_ == at::first_byte) header_sum_.reset();
  if (at_ != at::header_sum) header_sum_.process_byte(byte);
  switch (at_) {
    case at::first_byte:
    case at::second_byte:
      if (byte != (at_ == at::first_byte ? 0x1F : 0x8B))
        return fail(any_member_ ? "bytes follow the last member" : "it does not begin with a gzip header");
      at_ = at_ == at::first_byte ? at::second_byte : at::method;
      return;
    case at::method:
      if (byte != 8) return fail("compression method " + std::to_string(byte) + " is not deflate");
      at_ = at::flags;
      return;
    case at::flags:
      if ((byte & gzip_reserved) != 0) return fail("reserved flags are set in its header");
      flags_ = byte;
      return collect_next(at::time, 6);
    case at::extra_size:
      if (!collect(c)) return;
      at_ = at::extra;
      left_ = number_;
      if (left_ == 0) after(at::extra);
      return;
    case at::time:
    case at::extra:
      if (--left_ == 0) after(at_);
      return;
    case at::name:
    case at::comment:
      if (byte == 0) after(at_);
      return;
    case at::header_sum:
      if (!collect(c)) return;
      if (number_ != (header_sum_.checksum() & 0xFFFF)) return fail("the checksum of its header is wrong");
      return after(at::header_sum);
    case at::data:
    case at::trailer:
      return;
  }
}

/// Continues after a part of the header with the next one that the flags announce.
ROSTER_DECL void gzip_decoder::after(at done) {
  if (done < at::extra_size && (flags_ & gzip_extra) != 0) return collect_next(at::extra_size, 2);
  if (done < at::name && (flags_ & gzip_name) != 0) {
    at_ = at::name;
    return;
  }
  if (done < at::comment && (flags_ & gzip_comment) != 0) {
    at_ = at::comment;
    return;
  }
  if (done < at::header_sum && (flags_ & gzip_header_sum) != 0) return collect_next(at::header_sum, 2);
  at_ = at::data;
  inflate_.reset();
  text_sum_.reset();
  text_size_ = 0;
}

ROSTER_DECL void gzip_decoder::take_data(std::string_view& bytes, std::string& text) {
  namespace zlib = boost::beast::zlib;
  std::size_t used = 0;
  for (bool full = true; full || used < bytes.size();) {
    auto io = deflate_io(bytes.substr(used), out_.data(), out_.size());
    boost::system::error_code ec;
    inflate_.write(io, zlib::Flush::sync, ec);
    if (ec && ec != zlib::error::end_of_stream && ec != zlib::error::need_buffers)
      return fail("deflate data: " + ec.message());
    const std::size_t n = out_.size() - io.avail_out;
    if (n > max_text_ - text.size()) {
      too_large_ = true;
      return;
    }
    append_secret(text, {out_.data(), n});
    text_sum_.process_bytes(out_.data(), n);
    text_size_ += static_cast<std::uint32_t>(n);
    any_text_ = any_text_ || n != 0;
    used = bytes.size() - io.avail_in;
    full = io.avail_out == 0;
    if (ec == zlib::error::end_of_stream) {
      // Beast may have consumed a byte after the end: data_type has the number of bits that it did not decode.
      used -= (std::min)(used, static_cast<std::size_t>(io.data_type & 63) / 8);
      collect_next(at::trailer, 8);
      break;
    }
  }
  bytes.remove_prefix(used);
}

ROSTER_DECL void gzip_decoder::take_trailer(char c) {
  if (!collect(c)) return;
  if ((number_ & 0xFFFFFFFF) != text_sum_.checksum()) return fail("the CRC-32 of its text is wrong");
  if (number_ >> 32 != text_size_) return fail("the size of its text is wrong");
  any_member_ = true;
  at_ = at::first_byte;
}

ROSTER_DECL void gzip_decoder::collect_next(at what, unsigned bytes) noexcept {
  at_ = what;
  left_ = bytes;
  number_ = 0;
  digits_ = 0;
}

/// Adds a byte to the little-endian number. Returns whether it is complete.
ROSTER_DECL bool gzip_decoder::collect(char c) {
  number_ |= static_cast<std::uint64_t>(static_cast<unsigned char>(c)) << (8 * digits_++);
  return --left_ == 0;
}

ROSTER_DECL void gzip_decoder::fail(std::string_view reason) { reason_ = reason; }

}  // namespace roster::inline v0::detail
