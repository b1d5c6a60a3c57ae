// SPDX-License-Identifier: BSL-1.0
#pragma once
// Watches all memory that the test program frees for texts that must have been overwritten. With the address sanitizer
// only memory freed by C++ is watched; with the thread sanitizer, which has its own operators, nothing is.

#include <cstddef>
#include <initializer_list>
#include <string_view>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ROSTER_TEST_MEMORY_IS_THREAD_SANITIZED
#endif
#if __has_feature(address_sanitizer)
#define ROSTER_TEST_MEMORY_IS_SANITIZED
#endif
#endif
#if defined(__SANITIZE_THREAD__)
#define ROSTER_TEST_MEMORY_IS_THREAD_SANITIZED
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(ROSTER_TEST_MEMORY_IS_THREAD_SANITIZED)
#define ROSTER_TEST_MEMORY_IS_SANITIZED
#endif

namespace roster_test {

#if defined(ROSTER_TEST_MEMORY_IS_THREAD_SANITIZED)
inline constexpr bool is_watched = false;
#else
inline constexpr bool is_watched = true;
#endif

/// Watches freed memory for its lifetime, on all threads.
class freed_memory {
 public:
  explicit freed_memory(std::initializer_list<std::string_view> planted);
  freed_memory(const freed_memory&) = delete;
  freed_memory& operator=(const freed_memory&) = delete;
  ~freed_memory();

  /// Returns the number of freed blocks that held one of the texts.
  std::size_t blocks_with_secrets() const noexcept;
  /// Returns whether any freed memory was inspected; always true if none is watched.
  bool has_seen_blocks() const noexcept;
};

}  // namespace roster_test
