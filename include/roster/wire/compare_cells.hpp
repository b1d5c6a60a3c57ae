// SPDX-License-Identifier: BSL-1.0
#pragma once
// The order of cells, for conditions and sorted output.

#include <compare>
#include <roster/config.hpp>
#include <roster/wire/cell.hpp>

namespace roster::inline v0 {

/// Compares two cells of a column. Numbers compare exactly, also an integer with a real number. Times compare as
/// points in time and precede other strings, which compare byte by byte. Absent cells come last.
/// Example: compare_cells: orders numbers by value, times by time point, absent cells last
ROSTER_DECL std::partial_ordering compare_cells(const cell& left, const cell& right);

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/compare_cells.ipp>
#endif
