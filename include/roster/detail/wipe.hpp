// SPDX-License-Identifier: BSL-1.0
#pragma once
// Overwriting secrets in memory before it is freed, in a way that the optimizer does not remove.

#include <cstddef>
#include <roster/config.hpp>
#include <string>
#include <string_view>

namespace roster::inline v0::detail {

/// Writes zeros over memory that is freed next.
ROSTER_DECL void zero_memory(char* data, std::size_t size) noexcept;

/// Overwrites the characters of a text with zeros, its unused capacity and small-string buffer included, and empties it.
/// Copies that were made of the text before are not reached: nor the blocks that it left behind when it grew.
/// Example: wipe: overwrites the whole capacity of a text
ROSTER_DECL void wipe(std::string& text) noexcept;

/// Makes room in a text that holds a secret: when it moves to a larger block, the old one is wiped first.
ROSTER_DECL void reserve_secret(std::string& text, std::size_t capacity);

/// Appends to a text that holds a secret: when it moves to a larger block, the old one is wiped first.
ROSTER_DECL void append_secret(std::string& text, std::string_view more);

/// Wipes a text at the end of a scope, also when an exception ends it.
/// Lifetime: the text must outlive it.
class wipe_at_exit {
 public:
  explicit wipe_at_exit(std::string& text) noexcept : text_(text) {}
  wipe_at_exit(const wipe_at_exit&) = delete;
  wipe_at_exit& operator=(const wipe_at_exit&) = delete;
  ~wipe_at_exit() { wipe(text_); }

 private:
  std::string& text_;
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/wipe.ipp>
#endif
