// SPDX-License-Identifier: BSL-1.0
#pragma once
// Binary data, which is base64 on the wire.

#include <ostream>
#include <roster/detail/base64.hpp>
#include <string>
#include <utility>

namespace roster::inline v0 {

/// Bytes that are a base64 string on the wire (RFC 4648). Decoding accepts the standard and the URL-safe alphabet, padded
/// or not; encoding and printing write the standard alphabet with padding.
/// Example: bytes: are printed as base64
class bytes {
 public:
  bytes() = default;
  /// Takes the bytes themselves, not base64.
  explicit bytes(std::string content) noexcept : content_(std::move(content)) {}

  /// Returns the decoded bytes.
  /// Lifetime: until this object changes.
  const std::string& content() const noexcept { return content_; }
  /// Returns whether there are no bytes.
  bool empty() const noexcept { return content_.empty(); }

  friend bool operator==(const bytes&, const bytes&) = default;
  friend std::ostream& operator<<(std::ostream& out, const bytes& b) {
    return out << detail::base64_encode(b.content_);
  }

 private:
  std::string content_{};
};

}  // namespace roster::inline v0
