// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/crc.hpp>
#include <cstring>
#include <roster/detail/wipe.hpp>
#include <roster/failure.hpp>
#include <roster/transport/detail/response_reader.hpp>
#include <string>
#include <string_view>

#include <secrets/freed_memory.hpp>

namespace {

constexpr std::string_view planted = "PlantedTextOfACompressedBody0123456789";

void add_block(std::string& deflated, std::string_view text, bool is_last) {
  const auto size = static_cast<unsigned>(text.size());
  deflated += is_last ? '\1' : '\0';
  for (const unsigned number : {size, ~size})
    for (const int shift : {0, 8}) deflated += static_cast<char>(number >> shift & 0xFF);
  deflated += text;
}

/// Returns gzip data of a text with the planted text in it, none of whose memory holds it: blocks end within it.
std::string planted_data(std::size_t times) {
  std::string out("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
  boost::crc_32_type sum;
  for (std::size_t i = 0; i < 2 * times; ++i) {
    const auto half = i % 2 == 0 ? planted.substr(0, 20) : planted.substr(20);
    add_block(out, half, i + 1 == 2 * times);
    sum.process_bytes(half.data(), half.size());
  }
  for (const std::size_t number : {std::size_t{sum.checksum()}, times * planted.size()})
    for (const int shift : {0, 8, 16, 24}) out += static_cast<char>(number >> shift & 0xFF);
  return out;
}

/// Reads a compressed response and the end of the connection. Returns whether it is complete and has the planted text.
bool read(std::string_view bytes) {
  try {
    roster::detail::response_reader reader({}, true, "http://h:80", true);
    while (!bytes.empty()) {
      const auto space = reader.space();
      const std::size_t n = (std::min)({space.size(), bytes.size(), std::size_t{700}});
      std::memcpy(space.data(), bytes.data(), n);
      reader.received(n);
      bytes.remove_prefix(n);
    }
    if (!reader.complete()) reader.ended(boost::asio::error::eof);
    auto response = reader.take();
    const roster::detail::wipe_at_exit wiped(response.body);
    return response.body.find(planted) != std::string::npos;
  } catch (const roster::failure&) {
    return false;
  }
}

}  // namespace

TEST_CASE("compressed body: no freed memory holds its text, also if it is truncated") {
  for (const std::size_t times : {1U, 100U, 5'000U}) {
    const std::string data = planted_data(times);
    const std::string header = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n";
    const std::string sized = header + "Content-Length: " + std::to_string(data.size()) + "\r\n\r\n" + data;
    const std::string until_end = header + "\r\n" + data;
    const roster_test::freed_memory memory({planted, planted.substr(10, 20)});
    CHECK(read(sized));
    CHECK(read(until_end));
    CHECK_FALSE(read(std::string_view(sized).substr(0, sized.size() - 4)));
    CHECK(memory.has_seen_blocks());
    CHECK(memory.blocks_with_secrets() == 0);
  }
}
