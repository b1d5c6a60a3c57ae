// SPDX-License-Identifier: BSL-1.0
#pragma once
// A text with its escapes decoded, whatever format they belong to, and where each byte came from.

#include <cstddef>
#include <roster/config.hpp>
#include <roster/detail/wiping_allocator.hpp>
#include <string_view>
#include <vector>

namespace roster::inline v0::detail {

/// Text in which escapes can be decoded repeatedly, since JSON and URLs are nested in each other.
class unescaped_text {
 public:
  explicit unescaped_text(std::string_view text) : bytes_(text), size_(text.size()) {}

  std::string_view bytes() const noexcept { return bytes_; }

  /// Decodes `%XX`, the escapes of JSON, `\xXX`, and the entities of HTML, each once; what is malformed stays. Returns
  /// false when there was none. Complexity: linear.
  /// Example: unescaped_text: decodes escapes of URLs, JSON, logs and HTML
  ROSTER_DECL bool decode_escapes();

  /// Returns the offset in the original text of the first byte that became the byte at `at`.
  std::size_t origin_of(std::size_t at) const noexcept { return origins_.empty() ? at : origins_[at]; }

  /// Returns the offset in the original text after the bytes that became the bytes before `end`.
  std::size_t origin_end(std::size_t end) const noexcept {
    if (origins_.empty()) return end;
    while (end < bytes_.size() && end != 0 && origins_[end] == origins_[end - 1]) ++end;
    return end == bytes_.size() ? size_ : origins_[end];
  }

 private:
  wiped_string bytes_;  // the text may be a secret, or an echo of one
  std::size_t size_;
  std::vector<std::size_t> origins_{};  // empty while nothing is decoded
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/unescaped_text.ipp>
#endif
