// SPDX-License-Identifier: BSL-1.0
#pragma once
// The sources of a watched list: how each was read in a poll, and since when it is stale. No I/O.

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/paging/report.hpp>
#include <roster/watch/detail/watched_items.hpp>
#include <roster/watch/watched_source.hpp>
#include <string>
#include <vector>

namespace roster::inline v0::detail {

/// The start time of a poll.
struct round_start {
  std::chrono::steady_clock::time_point steady{};
  std::chrono::sys_seconds wall{};
};

/// For each source that had items, why missing items cannot be reported as removed; "" if there is no reason.
using doubts_by_source = std::map<std::string, std::string>;

class watched_sources {
 public:
  /// If `by_target`, each target of a fleet is a source; otherwise the whole list is one.
  explicit watched_sources(bool by_target) noexcept : by_target_(by_target) {}

  /// Determines how each source was read in a poll that read the list to its end; `list` is its report. A
  /// source that is no longer in it counts as an empty list, and is dropped once it is complete.
  /// Example: watched_sources: each source is complete on its own, unless the whole list is incomplete
  ROSTER_DECL void end_round(const report& list, const doubts_by_source& doubts, const round_start& began);

  /// Records a poll that failed as a whole.
  ROSTER_DECL void fail_round(const report& list, const failure& why);

  /// Returns how a source was read in the last poll.
  ROSTER_DECL listing_outcome outcome_of(const std::string& source) const;

  /// Writes the time of the last complete listing to each target of a report.
  ROSTER_DECL void write_times(report& into) const;

  /// Returns the status of each source, by name.
  ROSTER_DECL std::vector<watched_source> all(std::chrono::steady_clock::time_point now) const;

 private:
  struct source_state {
    listing_outcome last{listing_outcome::partial};
    std::optional<round_start> complete{};
    std::optional<failure> failed{};
    std::string note{};
    std::size_t targets{};  // number of targets with this name when it was last in the list
    bool gone{};            // no longer in the list, and its items have been removed
  };

  static void read(source_state& one, const std::vector<const source_report*>& targets, bool is_complete,
                   const std::string& doubt);

  bool by_target_;
  std::map<std::string, source_state> states_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/watch/impl/watched_sources.ipp>
#endif
