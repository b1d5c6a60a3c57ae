// SPDX-License-Identifier: BSL-1.0
#pragma once
// Runs the rows of a group one after the other in every round, and prints the time of every round as JSON. The
// figures are evaluated by tools/benchmarks.py.

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// One implementation of the task of a group. `run` returns a number that must be the same for all rows, so that no row
/// skips its work. It should take 100 microseconds or more, since reading the clock takes time, too.
struct row {
  std::string name;
  std::function<std::size_t()> run;
  std::function<void()> prepare{};                       ///< called before every run, not measured
  std::function<void(const std::string& group)> dump{};  ///< prints the result of a run, for --dump
};

/// Returns the processor time of this process, in nanoseconds.
inline double cpu_time() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

[[noreturn]] inline void fail(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(1);
}

/// Collects groups; prints them as one JSON object on destruction. With --dump nothing is measured, and the rows print
/// their results.
class report {
 public:
  /// Parses --rounds N, --quick, which runs everything as briefly as possible, and --dump.
  report(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
      const std::string_view argument = argv[i];
      if (argument == "--quick")
        quick_ = true;
      else if (argument == "--dump")
        dump_ = true;
      else if (argument == "--rounds" && i + 1 < argc)
        rounds_ = std::strtoul(argv[++i], nullptr, 10);
      else
        fail("usage: [--rounds N] [--quick] [--dump]");
    }
  }
  report(const report&) = delete;
  report& operator=(const report&) = delete;
  ~report() {
    if (!dump_) std::printf("\n}\n");
  }

  /// Measures one group; a time is per unit, of the `units` that a run handles. Every row runs twice before it is
  /// measured, and in every round often enough for the resolution of the clock.
  void measure(std::string_view group, double units, const std::vector<row>& rows) {
    if (dump_) {
      for (const row& r : rows) r.dump(std::string(group));
      return;
    }
    std::vector<std::vector<double>> times(rows.size());
    std::vector<std::size_t> repeats(rows.size(), 1);
    const std::size_t expected = timed(rows.front(), 1).result;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const timing once = timed(rows[i], 2);
      if (once.result != expected) fail(rows[i].name + " comes to another result than " + rows[0].name);
      if (!quick_) repeats[i] += static_cast<std::size_t>(long_enough / once.nanoseconds);
    }
    for (std::size_t round = 0; round < rounds_; ++round)
      for (std::size_t i = 0; i < rows.size(); ++i)
        times[i].push_back(timed(rows[i], repeats[i]).nanoseconds / units);
    print(group, rows, times);
  }

 private:
  struct timing {
    double nanoseconds{};  ///< of one run
    std::size_t result{};
  };

  static timing timed(const row& r, std::size_t repeats) {
    timing out;
    for (std::size_t n = 0; n < repeats; ++n) {
      if (r.prepare) r.prepare();
      const double start = cpu_time();
      out.result = r.run();
      out.nanoseconds += (cpu_time() - start) / static_cast<double>(repeats);
    }
    return out;
  }

  void print(std::string_view group, const std::vector<row>& rows,
             const std::vector<std::vector<double>>& times) {
    std::printf("%s\n  \"%.*s\": {", first_ ? "{" : ",", static_cast<int>(group.size()), group.data());
    first_ = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::printf("%s\n    \"%s\": [", i == 0 ? "" : ",", rows[i].name.c_str());
      for (std::size_t n = 0; n < times[i].size(); ++n)
        std::printf("%s%.2f", n == 0 ? "" : ", ", times[i][n]);
      std::printf("]");
    }
    std::printf("\n  }");
  }

  static constexpr double long_enough = 15e6;  // nanoseconds

  std::size_t rounds_{1};
  bool quick_{};
  bool dump_{};
  bool first_{true};
};

}  // namespace bench
