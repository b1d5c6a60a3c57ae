// SPDX-License-Identifier: BSL-1.0
#pragma once
// What a listing did and what is to be said against its result; nothing ends silently short.

#include <cstdint>
#include <optional>
#include <string>

namespace roster {

struct report {
  std::uint64_t requests{};             ///< sent, retries included
  std::uint64_t retries{};              ///< of those, the repeated ones
  std::uint64_t pages{};                ///< received and accepted
  std::uint64_t items{};                ///< delivered to the range, before any adaptor
  std::uint64_t duplicates{};           ///< dropped because their key had come before
  std::uint64_t bytes{};                ///< received over the wire
  std::optional<std::int64_t> total{};  ///< the last total that the server said
  bool incomplete{};                    ///< fewer items came than the server said there are
  bool drift{};                         ///< the list changed while it was read: items may be missing or stale
  std::string remark{};                 ///< in words, why incomplete or drift is set

  /// Tells whether every item of a list that stood still has come.
  bool complete() const noexcept { return !incomplete && !drift; }

  /// Adds what another listing did, but for its total. Both remarks are kept.
  void add(const report& other) {
    requests += other.requests;
    retries += other.retries;
    pages += other.pages;
    items += other.items;
    duplicates += other.duplicates;
    bytes += other.bytes;
    incomplete = incomplete || other.incomplete;
    drift = drift || other.drift;
    if (!remark.empty() && !other.remark.empty()) remark += "; ";
    remark += other.remark;
  }
};

}  // namespace roster
