// SPDX-License-Identifier: BSL-1.0
#pragma once
// A list that is polled: added, changed and removed items as a range of changes.

#include <chrono>
#include <cstdint>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <roster/failure.hpp>
#include <roster/paging/report.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/completion_code.hpp>
#include <roster/schema/check_members.hpp>
#include <roster/schema/operation_traits.hpp>
#include <roster/watch/detail/watch_loop.hpp>
#include <roster/watch/watch_options.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0 {

/// Watches a list: reads it every `interval`, measured from the start of one poll to the start of the next,
/// and emits the differences by key. Polls never overlap; one that takes longer delays the next.
///
/// `removed` is emitted only after a complete listing in which every item has a unique key. Otherwise missing
/// items are kept until a later poll; additions and changes of such a listing are emitted, while a failed one
/// emits nothing. Replaying the changes always yields items(). If a list loses one item and gains another
/// elsewhere while it is paged, a third item can be hidden without a trace; that item would be emitted as
/// removed, and as added in the next poll.
///
/// In a fleet this holds for each source, that is, each target, separately: while one fails, its items are
/// kept and the other sources continue; when it recovers, items that vanished meanwhile are removed. An item
/// is identified by source and key. A source that is no longer among the targets is removed with its items.
/// sources() returns which are stale. This requires sourced items: from roster::fleet(), filters included. If
/// items are transformed into another type, or come from merge() or concat() of other lists, the list is one
/// source.
///
/// A failed poll is stored in last_error(), and the next one follows after the interval. Before the first
/// success, or if the options say so, its failure is also thrown; the next await continues with the next
/// poll. A target that fails, even if all do, does not fail a poll unless the fleet's options have
/// on_failure::stop.
///
/// `list` returns the range of a poll: `watch services([=] { return client.list_services(); }, 10s)`. It is
/// also called once during construction. `key` is a member or a function; an empty key means no key. `same`
/// compares two items. Both accept the items of a fleet with or without their source.
/// Single consumer. Members are called on the list's executor, or while nothing is awaited.
template <class List, class Key = detail::item_key, class Same = detail::same_members>
class watch {
  using loop_type = detail::watch_loop<List, Key, Same>;

 public:
  using item_type = typename loop_type::item_type;  ///< an item of the list
  using key_type = typename loop_type::key_type;    ///< what identifies an item

  /// Fails: failure(errc::invalid_argument) for an interval that is not positive, or an executor that runs handlers
  /// concurrently; as `list` does.
  watch(List list, std::chrono::milliseconds interval, watch_options options = {})
      : watch(std::move(list), interval, Key{}, std::move(options)) {}
  /// The same with a key, and a function that compares two items.
  watch(List list, std::chrono::milliseconds interval, Key key, watch_options options = {}, Same same = {})
      : loop_(std::make_shared<loop_type>(std::move(list), interval, std::move(key), std::move(options),
                                          std::move(same))) {}

  /// Returns the changes as a range; a page of it is a poll, so that next_page() returns polls without
  /// changes and failed polls as empty pages. Its report adds up all polls; `incomplete`, `drift`, `note`,
  /// `total` and `targets` are those of the last, with the time of each target's last complete listing. The
  /// watch and the range may be destroyed in any order. Only one of several ranges may be awaited at a time.
  /// Cancels: during a poll, the next await restarts that poll; between two polls, the next one keeps its
  /// time.
  /// Example: watch: emits added, changed and removed items
  async_range<change<item_type>> changes() const {
    return async_range<change<item_type>>(std::make_unique<detail::watch_source<loop_type>>(loop_));
  }

  /// Returns the items according to the emitted changes, by key; in a fleet by fleet_key.
  const std::map<key_type, item_type>& items() const noexcept { return loop_->items(); }

  /// Returns each source with whether it is stale, since when, and why, by name: the targets of a fleet, or
  /// one source with an empty name.
  /// Example: watch: a source that fails keeps its items, and the others continue
  std::vector<watched_source> sources() const { return loop_->sources(); }

  /// Returns the time since the start of the last complete listing of all sources; nullopt before the first
  /// one.
  std::optional<std::chrono::milliseconds> age() const { return loop_->age(); }

  /// Returns the number of polls, failed ones included.
  std::uint64_t polls() const noexcept { return loop_->count(); }

  /// Returns the exception of the last poll; null if it succeeded.
  std::exception_ptr last_error() const noexcept { return loop_->last_error(); }
  /// Returns last_error() if it is a failure; otherwise nullopt.
  std::optional<failure> last_failure() const { return detail::failure_in(last_error()); }

 private:
  std::shared_ptr<loop_type> loop_;
};

}  // namespace roster::inline v0
