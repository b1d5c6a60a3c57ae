// SPDX-License-Identifier: BSL-1.0
#pragma once
// A text with its escapes of several formats decoded, and the original offset of each byte.

#include <cstddef>
#include <roster/config.hpp>
#include <roster/detail/wiping_allocator.hpp>
#include <string_view>
#include <vector>

namespace roster::inline v0::detail {

/// A text whose escapes can be decoded repeatedly, since JSON and URLs may be nested in each other.
class unescaped_text {
 public:
  explicit unescaped_text(std::string_view text) : bytes_(text), size_(text.size()) {}

  std::string_view bytes() const noexcept { return bytes_; }

  /// Decodes percent-encoding, JSON escapes, `\xXX` and HTML entities, each once; malformed escapes are unchanged.
  /// Returns false when there was none.
  /// Complexity: linear.
  /// Example: unescaped_text: decodes escapes of URLs, JSON, logs and HTML
  ROSTER_DECL bool decode_escapes();

  /// Returns the offset in the original text of the first byte of the escape that was decoded to the byte at `at`.
  std::size_t origin_of(std::size_t at) const noexcept { return origins_.empty() ? at : origins_[at]; }

  /// Returns the offset in the original text just past the bytes that were decoded to the bytes before `end`.
  std::size_t origin_end(std::size_t end) const noexcept {
    if (origins_.empty()) return end;
    while (end < bytes_.size() && end != 0 && origins_[end] == origins_[end - 1]) ++end;
    return end == bytes_.size() ? size_ : origins_[end];
  }

 private:
  wiped_string bytes_;  // the text may be or contain a secret
  std::size_t size_;
  std::vector<std::size_t> origins_{};  // empty until an escape is decoded
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/unescaped_text.ipp>
#endif
