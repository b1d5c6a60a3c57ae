// SPDX-License-Identifier: BSL-1.0
#pragma once
// Overwriting secrets before their memory is released.

#include <cstddef>
#include <memory>
#include <roster/config.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace roster::inline v0::detail {

/// Overwrites memory with zeros in a way that the compiler may not remove. Does not free it.
ROSTER_DECL void zero_memory(char* data, std::size_t size) noexcept;

/// Overwrites the characters of a string with zeros, including its unused capacity and small-string buffer, and
/// empties it. Does not overwrite earlier copies, such as blocks that were freed when the string grew.
/// Example: wipe: overwrites the whole capacity of a string
ROSTER_DECL void wipe(std::string& text) noexcept;

/// Reserves capacity in a string that holds a secret: when the string moves to a larger block, the old block is wiped
/// first.
ROSTER_DECL void reserve_secret(std::string& text, std::size_t capacity);

/// Appends to a string that holds a secret: when the string moves to a larger block, the old block is wiped first.
ROSTER_DECL void append_secret(std::string& text, std::string_view more);

/// Wipes a string at the end of a scope, also if an exception leaves the scope.
/// Lifetime: the string must outlive it.
class wipe_at_exit {
 public:
  explicit wipe_at_exit(std::string& text) noexcept : text_(text) {}
  wipe_at_exit(const wipe_at_exit&) = delete;
  wipe_at_exit& operator=(const wipe_at_exit&) = delete;
  ~wipe_at_exit() { wipe(text_); }

 private:
  std::string& text_;
};

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

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/impl/wipe.ipp>
#endif
