// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of corrupted_response.hpp.

#include <roster/emulator/detail/corrupted_response.hpp>

#include <array>
#include <cstdio>
#include <roster/emulator/detail/response_bytes.hpp>

namespace roster::inline v0::detail {

inline constexpr std::string_view chunked_line = "Transfer-Encoding: chunked\r\n";
inline constexpr std::string_view hints = "HTTP/1.1 103 Early Hints\r\nLink: </hint>\r\n\r\n";
inline constexpr std::size_t flood_piece = 1024;

inline std::string one_chunk(const std::string& data) {
  std::array<char, 20> size{};
  std::snprintf(size.data(), size.size(), "%zx\r\n", data.size());
  return size.data() + data + "\r\n";
}

/// Returns the bytes of the response before it stalls.
inline std::string up_to(reset_place where, const std::string& whole, std::size_t body) {
  if (where == reset_place::before) return {};
  const std::size_t head = whole.size() - body;
  return whole.substr(0, where == reset_place::header ? head / 2 : head + body / 2);
}

inline std::string malformed_bytes(malformation wrong, const emulated_response& reply) {
  const std::string& body = reply.response.body;
  const std::string length = length_line(body.size());
  const std::string chunked(chunked_line);
  const auto with = [&](const std::string& lines) { return answer_head(reply, lines, true); };
  switch (wrong) {
    case malformation::garbage:
      break;
    case malformation::bad_length:
      return with("Content-Length: -1\r\n") + body;
    case malformation::two_lengths:
      return with(length + length_line(body.size() + 1)) + body;
    case malformation::length_and_chunks:
      return with(length + chunked) + one_chunk(body) + "0\r\n\r\n";
    case malformation::bad_chunk:
      return with(chunked) + "ZZ\r\n" + body + "\r\n0\r\n\r\n";
    case malformation::coding:
      return with("Transfer-Encoding: unheard-of\r\n") + body;
    case malformation::compressed:
      return with("Content-Encoding: gzip\r\n" + length) + body;
    case malformation::folded:
      return with("X-Folded: one\r\n two\r\n" + length) + body;
    case malformation::switching:
      return "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";
  }
  return "this is no HTTP at all\r\n\r\n";
}

inline corrupted_response flood_bytes(flood_part part, const emulated_response& reply) {
  const std::string piece(flood_piece, 'x');
  const std::string chunked = answer_head(reply, chunked_line, true);
  const std::string open_head = chunked.substr(0, chunked.size() - 2);  // without the final empty line
  const std::string line = "X-Flood: " + piece + "\r\n";
  switch (part) {
    case flood_part::status_line:
      break;
    case flood_part::header:
      return {.first = open_head, .repeated = line};
    case flood_part::interim:
      return {.repeated = std::string(hints)};
    case flood_part::extension:
      return {.first = chunked + "1;", .repeated = piece};
    case flood_part::trailer:
      return {.first = chunked + one_chunk(reply.response.body) + "0\r\n", .repeated = line};
    case flood_part::body:
      return {.first = chunked, .repeated = one_chunk(std::string(flood_piece, ' '))};
  }
  return {.first = "HTTP/1.1 200 ", .repeated = piece};
}

ROSTER_DECL corrupted_response spoil(const emulated_response& reply, bool keep_alive) {
  const fault& by = *reply.spoilt;
  const std::string whole = response_bytes(reply, keep_alive, false);
  const auto then = keep_alive ? afterwards::next_request : afterwards::close;
  switch (by.kind) {
    case fault_kind::stall:
      return {.first = up_to(by.where, whole, reply.response.body.size()), .then = afterwards::wait};
    case fault_kind::drip:
      return {.first = whole, .every = by.every, .then = then};
    case fault_kind::flood: {
      corrupted_response out = flood_bytes(by.part, reply);
      out.most = by.bytes;
      return out;
    }
    case fault_kind::malformed:
      return {.first = malformed_bytes(by.wrong, reply)};
    case fault_kind::garble:
      return {.first = whole.substr(0, whole.size() / 2), .garbled = "bytes that belong to nothing"};
    case fault_kind::interim:
      return {.first = std::string(hints) + std::string(hints) + whole, .then = then};
    case fault_kind::surplus:
      return {.first = whole + whole, .then = then};
    default:
      return {.first = whole, .then = then};
  }
}

}  // namespace roster::inline v0::detail
