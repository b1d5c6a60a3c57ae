// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of fingerprint.hpp.

#include <roster/detail/fingerprint.hpp>

#include <bit>
#include <random>

namespace roster::inline v0::detail {

/// The state of SipHash (Aumasson and Bernstein, 2012).
struct siphash_state {
  std::uint64_t v0, v1, v2, v3;

  void rounds(int count) noexcept {
    for (; count > 0; --count) {
      v0 += v1;
      v1 = std::rotl(v1, 13) ^ v0;
      v0 = std::rotl(v0, 32);
      v2 += v3;
      v3 = std::rotl(v3, 16) ^ v2;
      v0 += v3;
      v3 = std::rotl(v3, 21) ^ v0;
      v2 += v1;
      v1 = std::rotl(v1, 17) ^ v2;
      v2 = std::rotl(v2, 32);
    }
  }

  void add(std::uint64_t word) noexcept {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  }

  std::uint64_t finish(std::uint64_t& tweaked, std::uint64_t tweak) noexcept {
    tweaked ^= tweak;
    rounds(4);
    return v0 ^ v1 ^ v2 ^ v3;
  }
};

/// Returns at most eight bytes as a little-endian number.
inline std::uint64_t little_endian(std::string_view bytes) noexcept {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return word;
}

ROSTER_DECL text_fingerprint siphash_128(const siphash_key& key, std::string_view text) noexcept {
  siphash_state state{.v0 = 0x736f6d6570736575U ^ key[0],
                      .v1 = 0x646f72616e646f6dU ^ key[1] ^ 0xeeU,
                      .v2 = 0x6c7967656e657261U ^ key[0],
                      .v3 = 0x7465646279746573U ^ key[1]};
  const auto length = std::uint64_t{text.size()} << 56U;
  for (; text.size() >= 8; text.remove_prefix(8)) state.add(little_endian(text.substr(0, 8)));
  state.add(length | little_endian(text));
  text_fingerprint out;
  out.low = state.finish(state.v2, 0xee);
  out.high = state.finish(state.v1, 0xdd);
  return out;
}

inline siphash_key random_siphash_key() {
  std::random_device random;
  siphash_key key{};
  for (auto& half : key) half = (std::uint64_t{random()} << 32U) | random();
  return key;
}

ROSTER_DECL text_fingerprint fingerprint_of(std::string_view text) {
  static const siphash_key key = random_siphash_key();
  return siphash_128(key, text);
}

}  // namespace roster::inline v0::detail
