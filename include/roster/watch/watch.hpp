// SPDX-License-Identifier: BSL-1.0
#pragma once
// A list that is read again and again: what came, what changed and what went, as a range of changes.

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
#include <roster/schema/item_key.hpp>
#include <roster/schema/same_members.hpp>
#include <roster/watch/change.hpp>
#include <roster/watch/detail/watch_loop.hpp>
#include <roster/watch/watch_options.hpp>
#include <roster/watch/watched_source.hpp>
#include <utility>
#include <vector>

namespace roster::inline v0 {

/// Watches a list: reads it anew every `interval`, from the start of one round to the start of the next, and tells
/// the differences by key. Rounds never overlap; one that takes longer delays the next.
///
/// Nothing is told as removed unless a listing succeeded, was complete, and had every item with a key of its own.
/// Otherwise what is missing stays until a later round; what such a listing adds or changes is told, for a failed one
/// nothing is. Replaying the changes gives items(), always. A list that loses one item and gains another elsewhere
/// while it is paged can hide a third without a trace; it would be told as removed, and as added in the next round.
///
/// In a fleet all this holds for each source, that is, each target, separately: while one fails, its items stay and the
/// other sources go on; when it comes back, what has vanished meanwhile is removed. An item is identified by source and
/// key. A source that is not among the targets any more is removed with its items. sources() tells which are stale.
/// For this the items must be located: with roster::fleet(), filters included. Where they are transformed into
/// something else, or come from merge() or concat() of other lists, the list is one source.
///
/// A failed round is noted in last_error(), and the next one comes after the interval. Before the first success,
/// or if the options say so, its failure is thrown as well; the next await goes on with the next round. A target that
/// fails, even if all do, fails no round unless the fleet's options have on_failure::stop.
///
/// `list` returns the range of a round: `watch services([=] { return client.list_services(); }, 10s)`. It is called
/// once at the beginning, too. `key` is a member or a function; an empty key is none. `same` compares two items. Both
/// take the items of a fleet with or without their origin.
/// Single consumer. Members are called on the list's executor, or while nothing is awaited.
template <class List, class Key = item_key, class Same = detail::same_members>
class watch {
  using rounds_type = detail::watch_loop<List, Key, Same>;

 public:
  using item_type = typename rounds_type::item_type;
  using key_type = typename rounds_type::key_type;

  /// Fails: failure(errc::invalid_argument) for an interval that is not positive.
  watch(List list, std::chrono::milliseconds interval, watch_options options = {})
      : watch(std::move(list), interval, Key{}, std::move(options)) {}
  watch(List list, std::chrono::milliseconds interval, Key key, watch_options options = {}, Same same = {})
      : rounds_(std::make_shared<rounds_type>(std::move(list), interval, std::move(key), std::move(options),
                                              std::move(same))) {}

  /// Returns the changes as a range; a page of it is a round, so that next_page() brings quiet and failed rounds
  /// as empty pages. Its report adds up all rounds; `incomplete`, `drift`, `note`, `total` and `targets` are
  /// those of the last, with the time of each target's last complete listing. The watch and the range may be destroyed in any order; of two ranges one awaits at a time.
  /// Cancels: within a round, that round is begun anew by the next await; between two, the next one keeps its time.
  /// Example: watch: tells what came, what changed and what went
  async_range<change<item_type>> changes() const {
    return async_range<change<item_type>>(std::make_unique<detail::watch_source<rounds_type>>(rounds_));
  }

  /// Returns what the list has as far as it was told, by key; in a fleet by fleet_key.
  const std::map<key_type, item_type>& items() const noexcept { return rounds_->items(); }

  /// Returns each source with whether it is stale, since when, and why, by name: the targets of a fleet, or one source
  /// without a name.
  /// Example: watch: a source that fails keeps its items, and the others go on
  std::vector<watched_source> sources() const { return rounds_->sources(); }

  /// Returns the time since the last complete listing of all sources began; nothing before there was one.
  std::optional<std::chrono::milliseconds> age() const { return rounds_->age(); }

  /// Returns how many rounds there were, failed ones included.
  std::uint64_t rounds() const noexcept { return rounds_->count(); }

  /// Returns what the last round failed with; null if it did not.
  std::exception_ptr last_error() const noexcept { return rounds_->last_error(); }
  std::optional<failure> last_failure() const { return detail::failure_in(last_error()); }

 private:
  std::shared_ptr<rounds_type> rounds_;
};

}  // namespace roster::inline v0
