// SPDX-License-Identifier: BSL-1.0
#pragma once
// Counts the open descriptors of this process: without a leak the number is the same before and after.

#include <cstddef>
#include <filesystem>
#include <iterator>

namespace test {

inline std::size_t open_descriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

}  // namespace test
