// SPDX-License-Identifier: BSL-1.0
#pragma once
// An allocator for containers of secrets: their memory is overwritten before it is freed, also when they grow.

#include <cstddef>
#include <memory>
#include <roster/detail/wipe.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::detail {

/// Overwrites each block with zeros when it is freed. Does not overwrite the small-string buffer of a string object
/// that is not itself in such a block; use `wipe_at_exit` for that.
template <class T>
struct wiping_allocator {
  using value_type = T;

  wiping_allocator() = default;
  template <class U>
  wiping_allocator(const wiping_allocator<U>&) noexcept {}  // NOLINT(google-explicit-constructor)

  T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
  void deallocate(T* block, std::size_t count) noexcept {
    zero_memory(static_cast<char*>(static_cast<void*>(block)), count * sizeof(T));
    std::allocator<T>().deallocate(block, count);
  }

  friend bool operator==(wiping_allocator, wiping_allocator) noexcept { return true; }
};

template <class T>
using wiped_vector = std::vector<T, wiping_allocator<T>>;

/// A string whose heap memory is overwritten when it is freed.
using wiped_string = std::basic_string<char, std::char_traits<char>, wiping_allocator<char>>;

}  // namespace roster::inline v0::detail
