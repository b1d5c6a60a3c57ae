// SPDX-License-Identifier: BSL-1.0
#pragma once
// What one listing cost its process: each client prints it as one line of JSON. A process of its own for every
// listing, since memory is measured at its peak.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

#include "measure.hpp"

namespace bench {

/// Adds up what a client saw, so that all can be held to the same.
struct seen {
  std::size_t items{};
  std::int64_t sum{};

  void add(const std::string& name, std::int64_t cpu) {
    ++items;
    sum += static_cast<std::int64_t>(name.size()) + cpu;
  }
};

/// Returns the largest resident memory of this process. Not from getrusage, which counts the parent's in.
/// Units: KiB.
inline long peak_memory() {
  long peak = 0;
  char line[256];
  std::FILE* const status = std::fopen("/proc/self/status", "r");
  while (status != nullptr && std::fgets(line, sizeof line, status) != nullptr)
    if (std::sscanf(line, "VmHWM: %ld", &peak) == 1) break;
  if (status != nullptr) std::fclose(status);
  return peak;
}

/// Begins when it is made, ends with `print`.
class listing_sample {
 public:
  void print(const seen& what) const {
    const auto wall = std::chrono::steady_clock::now() - start_;
    std::printf("{\"items\": %zu, \"sum\": %lld, \"wall\": %.3f, \"cpu\": %.3f, \"peak\": %ld}\n", what.items,
                static_cast<long long>(what.sum), std::chrono::duration<double, std::milli>(wall).count(),
                (cpu_time() - cpu_) * 1e-6, peak_memory());
  }

 private:
  double cpu_{cpu_time()};
  std::chrono::steady_clock::time_point start_{std::chrono::steady_clock::now()};
};

}  // namespace bench
