// SPDX-License-Identifier: BSL-1.0
#pragma once
// Sorts items by a member that is named at run time, as a vendor's Sort parameter requires.

#include <cstddef>
#include <optional>
#include <roster/config.hpp>
#include <roster/wire/detail/erased_ref.hpp>
#include <roster/wire/detail/type_descriptor.hpp>
#include <string_view>
#include <vector>

namespace roster::inline v0::detail {

/// Returns the index of the member with this wire name if items can be sorted by it: a number, a text, an
/// enumeration, a time or a flag.
ROSTER_DECL std::optional<std::size_t> find_sort_member(const type_descriptor& item, std::string_view name);

/// Returns the positions of the items in sorted order. An absent value is less than any other; equal items keep their
/// order in both directions.
/// Lifetime: `items` must outlive the call only.
ROSTER_DECL std::vector<std::size_t> sorted_positions(const std::vector<erased_ref>& items,
                                                      std::size_t member, bool ascending);

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/emulator/impl/sort_items.ipp>
#endif
