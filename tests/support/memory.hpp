// SPDX-License-Identifier: BSL-1.0
#pragma once
// The memory of this test program: all of it is counted, and any allocation can be made to fail. The
// operators themselves are in memory.test.cpp. The thread sanitizer replaces them: nothing is counted and
// nothing fails with it.

#include <cstddef>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ROSTER_TEST_MEMORY_IS_SANITIZED
#endif
#elif defined(__SANITIZE_THREAD__)
#define ROSTER_TEST_MEMORY_IS_SANITIZED
#endif

namespace memory {

#if defined(ROSTER_TEST_MEMORY_IS_SANITIZED)
inline constexpr bool is_counted = false;
#else
inline constexpr bool is_counted = true;
#endif

/// Returns how many bytes are allocated.
std::size_t held() noexcept;

/// Returns the maximum number of bytes allocated since the last call.
std::size_t take_most_held() noexcept;

/// Makes one allocation of this thread fail during its lifetime: the one with this number, from 1.
class failing {
 public:
  explicit failing(std::size_t number) noexcept;
  failing(const failing&) = delete;
  failing& operator=(const failing&) = delete;
  ~failing();

  /// Returns whether that allocation was reached.
  bool met() const noexcept;
};

/// Exempts the allocations of this thread from failing and counting during its lifetime: those of a fake
/// server.
class spared {
 public:
  spared() noexcept;
  spared(const spared&) = delete;
  spared& operator=(const spared&) = delete;
  ~spared();
};

}  // namespace memory
