// SPDX-License-Identifier: BSL-1.0
#pragma once
// The cost of one listing, which each client prints as one line of JSON. Every listing has its own process, since
// peak memory is measured.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "measure.hpp"

namespace bench {

/// Returns the port of "http://127.0.0.1:PORT".
inline unsigned short port_of(const std::string& endpoint) {
  return static_cast<unsigned short>(std::atoi(endpoint.c_str() + endpoint.rfind(':') + 1));
}

/// Sums up the received services, so that the results of all clients can be compared.
struct seen {
  std::size_t items{};
  std::int64_t sum{};

  void add(const std::string& name, std::int64_t cpu) {
    ++items;
    sum += static_cast<std::int64_t>(name.size()) + cpu;
  }
};

/// Returns the largest resident memory of this process. Does not use getrusage, which includes that of the parent.
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

/// Measures from construction to `print`.
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
