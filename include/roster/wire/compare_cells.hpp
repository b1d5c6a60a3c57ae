// SPDX-License-Identifier: BSL-1.0
#pragma once
// The order of cells: what conditions compare and sorted rows follow.

#include <compare>
#include <roster/config.hpp>
#include <roster/wire/cell.hpp>

namespace roster::inline v0 {

/// Compares two cells of one column. Numbers compare exactly, an integer with a real one too; times by the
/// moment that they name, and before other texts, which compare byte by byte; an absent cell comes last.
/// Example: compare_cells: orders numbers by value, times by moment, absent cells last
ROSTER_DECL std::partial_ordering compare_cells(const cell& left, const cell& right);

}  // namespace roster::inline v0

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/wire/impl/compare_cells.ipp>
#endif
