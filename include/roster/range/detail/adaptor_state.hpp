// SPDX-License-Identifier: BSL-1.0
#pragma once
// What an adaptor keeps, and tells the engine, between two pages. The engine knows the adaptors of its
// pipeline as a list of these and by nothing else.

#include <roster/paging/demand.hpp>

namespace roster::inline v0::detail {

/// The state of an adaptor that gives one item for each that arrives and remembers nothing; others override.
struct adaptor_state {
  adaptor_state() = default;
  adaptor_state(const adaptor_state&) = delete;
  adaptor_state& operator=(const adaptor_state&) = delete;
  virtual ~adaptor_state() = default;

  /// Returns how many items must arrive for `wanted` to come out; unlimited where that cannot be known.
  virtual demand needed(demand wanted) const noexcept { return wanted; }

  /// Returns the most items that can come out of so many that arrive, with what is held already.
  virtual demand most(demand arriving) const noexcept { return arriving; }

  /// Tells whether exactly most() come out.
  virtual bool exact() const noexcept { return true; }

  /// Tells whether nothing more is skipped at the front of the list.
  virtual bool passed() const noexcept { return true; }

  /// Tells whether the item under the cursor ended the list without being part of it.
  virtual bool gives_back() const noexcept { return false; }

  /// Counts the item under the cursor as consumed, whatever became of it further down. Called when a page is
  /// left and when a function of the user's has thrown; begin() of the view follows.
  virtual void leave_item() noexcept {}

  /// Lets begin() give what is held of an item that is not whole, since nothing will arrive any more. Returns
  /// false if nothing is held.
  virtual bool flush() noexcept { return false; }
};

/// The state of an adaptor that lets some items through, and nobody knows how many.
struct selecting_state : adaptor_state {
  demand needed(demand) const noexcept override { return unlimited; }
  bool exact() const noexcept override { return false; }
};

}  // namespace roster::inline v0::detail
