// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <roster/detail/wipe.hpp>
#include <stdexcept>
#include <string>

namespace {

/// Returns whether the memory of a string, which it still owns, is zero.
bool is_zero(const char* memory, std::size_t size) {
  return std::all_of(memory, memory + size, [](char c) { return c == '\0'; });
}

}  // namespace

TEST_CASE("wipe: overwrites the whole capacity of a string (fault 207)") {
  for (const std::size_t size : {0U, 1U, 15U, 16U, 1000U}) {
    CAPTURE(size);
    std::string text(size, 'x');
    const auto capacity = text.capacity();
    text.resize(size / 2);  // the unused capacity is wiped, too
    const char* const memory = text.data();
    roster::detail::wipe(text);
    CHECK(text.empty());
    CHECK(text.capacity() == capacity);
    CHECK(text.data() == memory);
    CHECK(is_zero(memory, capacity));
  }
}

TEST_CASE("wipe: wipe_at_exit wipes a string when an exception leaves the scope") {
  std::string text("secret");
  try {
    const roster::detail::wipe_at_exit wiped(text);
    throw std::runtime_error("");
  } catch (const std::runtime_error&) {
    CHECK(text.empty());
  }
}
