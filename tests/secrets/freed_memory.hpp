// SPDX-License-Identifier: BSL-1.0
#pragma once
// Watches all memory that the test program frees, for texts that must have been overwritten before. With the address
// sanitizer only what C++ frees is watched, with the thread sanitizer, which has operators of its own, nothing is.

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

/// Watches from its construction to its destruction, on all threads.
class freed_memory {
 public:
  explicit freed_memory(std::initializer_list<std::string_view> planted);
  freed_memory(const freed_memory&) = delete;
  freed_memory& operator=(const freed_memory&) = delete;
  ~freed_memory();

  /// Returns how many freed blocks held one of the texts.
  std::size_t blocks_with_secrets() const noexcept;
  /// Whether anything was freed that could be looked at.
  bool has_seen_blocks() const noexcept;
};

}  // namespace roster_test
