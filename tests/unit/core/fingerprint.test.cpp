// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <roster/detail/fingerprint.hpp>
#include <set>
#include <string>
#include <utility>

using roster::detail::fingerprint_of;
using roster::detail::siphash_128;

TEST_CASE("text_fingerprint: is 128-bit SipHash-2-4 as in the reference implementation") {
  const roster::detail::siphash_key key{0x0706050403020100U, 0x0f0e0d0c0b0a0908U};
  std::string bytes;
  for (char byte = 0; byte < 15; ++byte) bytes += byte;
  const auto none = siphash_128(key, "");
  CHECK(none.low == 0xe6a825ba047f81a3U);
  CHECK(none.high == 0x930255c71472f66dU);
  const auto eight = siphash_128(key, bytes.substr(0, 8));
  CHECK(eight.low == 0x61f55862baa9623bU);
  CHECK(eight.high == 0xb49714f364e2830fU);
  const auto fifteen = siphash_128(key, bytes);
  CHECK(fifteen.low == 0x11a8b03399e99354U);
  CHECK(fifteen.high == 0xd9c3cf970fec087eU);
}

TEST_CASE("text_fingerprint: depends on the key") {
  CHECK(siphash_128({1, 2}, "text") != siphash_128({1, 3}, "text"));
  CHECK(siphash_128({1, 2}, "text") != siphash_128({2, 2}, "text"));
}

TEST_CASE("text_fingerprint: is equal for equal strings, and different for different strings of any length") {
  CHECK(fingerprint_of("text") == fingerprint_of(std::string("text")));
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
  std::string text;
  for (int length = 0; length < 100; ++length, text += '\0')
    seen.insert({fingerprint_of(text).low, fingerprint_of(text).high});
  CHECK(seen.size() == 100);
}
