// SPDX-License-Identifier: BSL-1.0
#pragma once
// The state of an adaptor that persists across pages and is visible to the range state. The range state knows
// the adaptors of its pipeline only as a list of these.

#include <roster/paging/demand.hpp>

namespace roster::inline v0::detail {

/// The state of a stateless adaptor that yields one item per arriving item; other adaptors override it.
struct adaptor_state {
  adaptor_state() = default;
  adaptor_state(const adaptor_state&) = delete;
  adaptor_state& operator=(const adaptor_state&) = delete;
  virtual ~adaptor_state() = default;

  /// Returns how many items must arrive to yield `wanted` items; unlimited if unknown.
  virtual demand needed(demand wanted) const noexcept { return wanted; }

  /// Returns the maximum number of items yielded for `arriving` items, including those already held.
  virtual demand most(demand arriving) const noexcept { return arriving; }

  /// Returns whether exactly most() items are yielded.
  virtual bool exact() const noexcept { return true; }

  /// Returns whether skipping at the front of the list is over.
  virtual bool passed() const noexcept { return true; }

  /// Returns whether the item under the cursor ended the list without being part of it.
  virtual bool rejects_current() const noexcept { return false; }

  /// Counts the item under the cursor as consumed, whatever later adaptors did with it. Called when a page is
  /// left and after a user function has thrown; begin() of the view follows.
  virtual void leave_item() noexcept {}

  /// Lets begin() yield an incomplete item that is held, since no more items will arrive. Returns false if
  /// nothing is held.
  virtual bool flush() noexcept { return false; }
};

/// The state of an adaptor that passes an unknown number of items.
struct selecting_state : adaptor_state {
  demand needed(demand) const noexcept override { return unlimited; }
  bool exact() const noexcept override { return false; }
};

}  // namespace roster::inline v0::detail
