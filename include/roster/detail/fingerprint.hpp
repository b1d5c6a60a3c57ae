// SPDX-License-Identifier: BSL-1.0
#pragma once
// A keyed 128-bit digest of text from the network. Sets of page tokens and item keys store it instead of the strings.
// Its key is random for each process, so that a server cannot construct collisions.

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <roster/config.hpp>
#include <string_view>

namespace roster::inline v0::detail {

/// The digest of a string. Two strings collide with a probability of 2^-128.
struct text_fingerprint {
  std::uint64_t low{};
  std::uint64_t high{};

  friend auto operator<=>(const text_fingerprint&, const text_fingerprint&) = default;
};

/// The hash of a fingerprint for unordered containers: its low half, which is already keyed.
struct fingerprint_hash {
  std::size_t operator()(const text_fingerprint& of) const noexcept {
    return static_cast<std::size_t>(of.low);
  }
};

using siphash_key = std::array<std::uint64_t, 2>;

/// Returns the 128-bit SipHash-2-4 of `text`, the first eight bytes in `low`.
ROSTER_DECL text_fingerprint siphash_128(const siphash_key& key, std::string_view text) noexcept;

/// Returns the fingerprint of `text`; it differs from process to process.
/// Fails: std::exception at the first call if the operating system provides no randomness.
ROSTER_DECL text_fingerprint fingerprint_of(std::string_view text);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/fingerprint.ipp>
#endif
