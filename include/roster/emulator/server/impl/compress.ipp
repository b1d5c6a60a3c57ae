// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of compress.hpp.

#include <roster/emulator/server/detail/compress.hpp>

#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/zlib/deflate_stream.hpp>
#include <boost/beast/zlib/zlib.hpp>
#include <boost/crc.hpp>
#include <boost/system/error_code.hpp>
#include <cstdint>
#include <roster/http/detail/grammar.hpp>

namespace roster::inline v0::emulator::detail {

inline void append_little_endian(std::string& out, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(number >> shift & 0xFF);
}

ROSTER_DECL std::string gzip_text(std::string_view text) {
  namespace zlib = boost::beast::zlib;
  constexpr std::string_view header("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
  zlib::deflate_stream deflate;
  std::string out(header);
  out.resize(header.size() + deflate.upper_bound(text.size()));
  zlib::z_params io;
  io.next_in = text.data();
  io.avail_in = text.size();
  io.next_out = out.data() + header.size();
  io.avail_out = out.size() - header.size();
  boost::system::error_code ignored;  // the output is large enough
  deflate.write(io, zlib::Flush::finish, ignored);
  out.resize(out.size() - io.avail_out);
  boost::crc_32_type sum;
  sum.process_bytes(text.data(), text.size());
  append_little_endian(out, sum.checksum());
  append_little_endian(out, static_cast<std::uint32_t>(text.size()));
  return out;
}

ROSTER_DECL bool accepts_gzip(const http::request& request) {
  for (const auto& [coding, parameters] :
       boost::beast::http::ext_list(request.headers.get("accept-encoding"))) {
    if (!http::detail::same_ignoring_case(coding, "gzip")) continue;
    for (const auto& [name, value] : parameters)
      if (http::detail::same_ignoring_case(name, "q"))
        return std::string_view(value).find_first_not_of("0.") != std::string_view::npos;
    return true;
  }
  return false;
}

ROSTER_DECL void compress(http::response& response) {
  if (response.body.empty()) return;
  response.body = gzip_text(response.body);
  response.headers.set("content-encoding", "gzip");
}

}  // namespace roster::inline v0::emulator::detail
