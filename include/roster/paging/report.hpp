// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a listing found: its total, its sources and their failures.

#include <chrono>
#include <cstdint>
#include <optional>
#include <ostream>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/wire/decode_error.hpp>
#include <string>
#include <vector>

namespace roster::inline v0 {

/// Identifies a list of a fleet. Members that are the same for all lists may be left empty.
struct origin {
  std::string name{};      ///< for messages; if empty, the other members joined by spaces
  std::string account{};   ///< the name of the account, if there are several
  std::string region{};    ///< the region, if the API has regions
  std::string endpoint{};  ///< "https://host:port"
  std::string version{};   ///< of the protocol
};

namespace detail {

/// Returns the origin with its name filled in.
/// Example: origin: has a name, which defaults to the joined other members
ROSTER_DECL origin with_name(origin from);

}  // namespace detail

/// The counters of a listing so far, and whether items are known to be missing or inconsistent.
struct report {
  /// The report of one list of a fleet. Members that are also in `report` have the same meaning, but for this list only.
  struct source {
    origin from{};                              ///< the list
    std::optional<failure> failed{};            ///< why it ended early
    std::uint64_t requests{};                   ///< sent, retries included
    std::uint64_t retries{};                    ///< of those, the retries
    std::uint64_t pages{};                      ///< accepted
    std::uint64_t items{};                      ///< delivered, before any adaptor
    roster::skipped_fields skipped_fields{};    ///< in a lenient listing
    roster::skipped_fields unreadable_times{};  ///< strings that are not valid times
    bool ended{};                               ///< the list was read to its end
    bool incomplete{};                          ///< also set if the list failed
    bool drift{};                               ///< the list changed while it was read
    std::string note{};                         ///< why it is not complete
    /// Watched lists only: the wall-clock time at which the last complete listing began; std::nullopt before
    /// the first one.
    std::optional<std::chrono::sys_seconds> last_complete{};
  };

  std::uint64_t requests{};                 ///< sent, retries included
  std::uint64_t retries{};                  ///< of those, the retries
  std::uint64_t pages{};                    ///< accepted, including pages read again because the list shrank
  std::uint64_t items{};                    ///< delivered to the range, before any adaptor
  std::uint64_t duplicates{};               ///< dropped because their key was seen before
  std::uint64_t bytes{};                    ///< received over the wire
  roster::skipped_fields skipped_fields{};  ///< in a lenient listing; pages that are read again count again
  roster::skipped_fields unreadable_times{};  ///< strings that are not valid times; unordered in comparisons
  std::optional<std::int64_t> total{};        ///< the last total that the server reported
  bool ended{};  ///< the consumer received everything it requested; false after a failure or cancellation
  bool incomplete{};   ///< fewer items were received than the server reported, or a list of a fleet failed
  bool drift{};        ///< the list changed while it was read: items may be missing or stale
  std::string note{};  ///< why the result is not complete
  std::vector<source> targets{};  ///< of a fleet: the reports of its lists, in the fleet's order

  /// Returns whether the consumer received all items and nothing indicates missing items or a change of the
  /// list.
  bool complete() const noexcept { return ended && !incomplete && !drift; }

  /// Adds the counters and notes of another listing, but not `total` and `ended`.
  void add(const report& other) {
    requests += other.requests;
    retries += other.retries;
    pages += other.pages;
    items += other.items;
    duplicates += other.duplicates;
    bytes += other.bytes;
    skipped_fields.add(other.skipped_fields);
    unreadable_times.add(other.unreadable_times);
    incomplete = incomplete || other.incomplete;
    drift = drift || other.drift;
    if (!note.empty() && !other.note.empty()) note += "; ";
    note += other.note;
    targets.insert(targets.end(), other.targets.begin(), other.targets.end());
  }

  /// Returns the lists of a fleet that failed.
  std::vector<source> failures() const {
    std::vector<source> failed;
    for (const auto& one : targets)
      if (one.failed) failed.push_back(one);
    return failed;
  }
};

/// Writes one line: the numbers of items, pages and requests, and whether and why the list is not complete.
/// Example: report: is printed as one line
ROSTER_DECL std::ostream& operator<<(std::ostream& out, const report& written);

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/paging/impl/report.ipp>
#endif
