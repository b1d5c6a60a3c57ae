// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a listing did and what is to be said against its result; nothing ends silently short.

#include <cstdint>
#include <optional>
#include <roster/paging/source_report.hpp>
#include <roster/wire/skipped_fields.hpp>
#include <string>
#include <vector>

namespace roster::inline v0 {

/// What a listing has done so far, and what it knows to be missing or inconsistent.
struct report {
  std::uint64_t requests{};  ///< sent, retries included
  std::uint64_t retries{};   ///< of those, the repeated ones
  std::uint64_t pages{};     ///< received and taken, those included that are read again since the list shrank
  std::uint64_t items{};     ///< delivered to the range, before any adaptor
  std::uint64_t duplicates{};  ///< dropped because their key had come before
  std::uint64_t bytes{};       ///< received over the wire
  roster::skipped_fields
      skipped_fields{};  ///< by a lenient listing; that of a page counts again when it is read again
  roster::skipped_fields unreadable_times{};  ///< texts where a time should be: less and greater than none
  std::optional<std::int64_t> total{};        ///< the last total that the server said
  bool
      ended{};  ///< the consumer has been given everything that it asked for; false after a failure or a cancellation
  bool incomplete{};   ///< fewer items came than the server said there are, or a list of a fleet failed
  bool drift{};        ///< the list changed while it was read: items may be missing or stale
  std::string note{};  ///< why it is not complete, as a sentence
  std::vector<source_report> targets{};  ///< of a fleet: what each of its lists did, in the fleet's order

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
    skipped_fields.add(other.skipped_fields);
    unreadable_times.add(other.unreadable_times);
    incomplete = incomplete || other.incomplete;
    drift = drift || other.drift;
    if (!note.empty() && !other.note.empty()) note += "; ";
    note += other.note;
    targets.insert(targets.end(), other.targets.begin(), other.targets.end());
  }

  /// Returns those lists of a fleet that failed.
  std::vector<source_report> failures() const {
    std::vector<source_report> failed;
    for (const auto& one : targets)
      if (one.failed) failed.push_back(one);
    return failed;
  }
};

}  // namespace roster::inline v0
