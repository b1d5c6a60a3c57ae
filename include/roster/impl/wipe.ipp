// SPDX-License-Identifier: BSL-1.0
#pragma once
// Definitions of wipe.hpp.

#include <roster/detail/wipe.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace roster::inline v0::detail {

// The zeros are never read: a compiler barrier (GCC and Clang) or volatile keeps the compiler from removing the
// writes.
ROSTER_DECL void zero_memory(char* data, std::size_t size) noexcept {
#if defined(__GNUC__)
  std::memset(data, 0, size);
  asm volatile("" : : "r"(data) : "memory");
#else
  for (volatile char* at = data; size != 0; ++at, --size) *at = 0;
#endif
}

ROSTER_DECL void wipe(std::string& text) noexcept {
  text.resize(text.capacity());  // does not allocate; makes the unused capacity writable
  zero_memory(text.data(), text.size());
  text.clear();
}

ROSTER_DECL void reserve_secret(std::string& text, std::size_t capacity) {
  if (capacity <= text.capacity()) return;
  std::string grown;
  grown.reserve(capacity);
  grown = text;  // fits in the reserved capacity
  text.swap(grown);
  wipe(grown);
}

ROSTER_DECL void append_secret(std::string& text, std::string_view more) {
  if (text.capacity() - text.size() < more.size())
    reserve_secret(text, (std::max)(2 * text.size(), text.size() + more.size()));
  text.append(more);
}

}  // namespace roster::inline v0::detail
