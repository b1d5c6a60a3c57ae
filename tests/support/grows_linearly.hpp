// SPDX-License-Identifier: BSL-1.0
#pragma once
// Checks whether an algorithm takes time in proportion to its input, even on a busy machine.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <ctime>

namespace roster_test {

/// Returns the CPU time of the fastest of several runs: the load of other processes is not measured.
template <class Run>
std::chrono::duration<double> min_time(const Run& run) {
  auto least = (std::chrono::duration<double>::max)();
  for (int i = 0; i < 5; ++i) {
    const std::clock_t start = std::clock();
    run();
    least = (std::min)(
        least, std::chrono::duration<double>(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC));
  }
  return least;
}

/// Returns whether the run that `prepare(4)` returns takes about four times as long as that of `prepare(1)`:
/// clearly less than the sixteen times of a quadratic algorithm. Differences below a tenth of a millisecond
/// are clock noise, so the shorter run should take at least that long.
template <class Prepare>
bool grows_linearly(const Prepare& prepare) {
  constexpr std::chrono::duration<double> noise = std::chrono::microseconds(100);
  const auto one = prepare(std::size_t{1});
  const auto four = prepare(std::size_t{4});
  for (int attempt = 0; attempt < 3; ++attempt)  // load of the machine is no reason to fail
    if (min_time(four) < 8 * min_time(one) + noise) return true;
  return false;
}

}  // namespace roster_test
