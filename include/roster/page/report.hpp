// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a listing did and what is to be said against its result; nothing ends silently short.

#include <cstdint>
#include <optional>
#include <roster/page/target_report.hpp>
#include <roster/wire/omissions.hpp>
#include <string>
#include <vector>

namespace roster {

/// What a listing has done so far, and what it knows to be missing or inconsistent.
struct report {
  std::uint64_t requests{};  ///< sent, retries included
  std::uint64_t retries{};   ///< of those, the repeated ones
  std::uint64_t pages{};     ///< received and taken, those included that are read again since the list shrank
  std::uint64_t items{};     ///< delivered to the range, before any adaptor
  std::uint64_t duplicates{};    ///< dropped because their key had come before
  std::uint64_t bytes{};         ///< received over the wire
  omissions left_out{};          ///< by a lenient listing; that of a page counts again when it is read again
  omissions unreadable_times{};  ///< texts where a time should be: less and greater than none
  std::optional<std::int64_t> total{};  ///< the last total that the server said
  bool
      ended{};  ///< the consumer has been given everything that it asked for; false after a failure or a cancellation
  bool incomplete{};     ///< fewer items came than the server said there are, or a list of a fleet failed
  bool drift{};          ///< the list changed while it was read: items may be missing or stale
  std::string remark{};  ///< why it is not complete, as a sentence
  std::vector<target_report> targets{};  ///< of a fleet: what each of its lists did, in the fleet's order

  /// Tells whether every item of a list that stood still has come, and the consumer has been given all of them.
  bool complete() const noexcept { return ended && !incomplete && !drift; }

  /// Adds what another listing did, but for its total and whether it has ended. Both remarks are kept.
  void add(const report& other) {
    requests += other.requests;
    retries += other.retries;
    pages += other.pages;
    items += other.items;
    duplicates += other.duplicates;
    bytes += other.bytes;
    left_out.add(other.left_out);
    unreadable_times.add(other.unreadable_times);
    incomplete = incomplete || other.incomplete;
    drift = drift || other.drift;
    if (!remark.empty() && !other.remark.empty()) remark += "; ";
    remark += other.remark;
    targets.insert(targets.end(), other.targets.begin(), other.targets.end());
  }

  /// Returns those lists of a fleet that failed.
  std::vector<target_report> failures() const {
    std::vector<target_report> failed;
    for (const auto& one : targets)
      if (one.failed) failed.push_back(one);
    return failed;
  }
};

}  // namespace roster
