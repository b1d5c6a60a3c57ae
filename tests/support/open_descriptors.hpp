// SPDX-License-Identifier: BSL-1.0
#pragma once
// How many descriptors this process has open: what leaks none has as many after as before.

#include <cstddef>
#include <filesystem>
#include <iterator>

namespace test {

inline std::size_t open_descriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

}  // namespace test
