// SPDX-License-Identifier: BSL-1.0
#pragma once
// A member's value as text for output, and the order of such values.

#include <compare>
#include <cstdint>
#include <optional>
#include <roster/config.hpp>
#include <roster/schema/utc_time.hpp>
#include <string>
#include <variant>

namespace roster::inline v0 {

/// The value of one member of an item. Times are strings; an epoch_time is the received number: an integer if it is
/// one, otherwise text. Objects, lists and maps are compact JSON.
struct cell {
  /// monostate: absent. An integer beyond std::int64_t is converted to the nearest double.
  std::variant<std::monostate, bool, std::int64_t, double, std::string> value{};
  bool is_secret{};  ///< the value is "***" unless revealed, as JSON for an unknown field
  std::optional<detail::instant> time{};  ///< of an epoch_time that has a value

  bool empty() const noexcept { return value.index() == 0; }
  /// Returns the value as text: "" when absent, true or false, the shortest number.
  std::string text() const;

  friend bool operator==(const cell&, const cell&) = default;
};

/// Compares two cells of a column. Numbers compare exactly, also an integer with a real number. Times compare as
/// points in time and precede other strings, which compare byte by byte. Absent cells come last.
/// Example: compare_cells: orders numbers by value, times by time point, absent cells last
ROSTER_DECL std::partial_ordering compare_cells(const cell& left, const cell& right);

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/cell.ipp>
#endif
