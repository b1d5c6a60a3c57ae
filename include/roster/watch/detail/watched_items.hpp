// SPDX-License-Identifier: BSL-1.0
#pragma once
// What is known of the watched items and of their sources.

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <roster/config.hpp>
#include <roster/failure.hpp>
#include <roster/paging/report.hpp>
#include <roster/range/combine/fleet_options.hpp>
#include <roster/watch/watch_options.hpp>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// How the list of a source was read in a poll.
enum class listing_outcome {
  failed,    ///< nothing is inferred from the items received
  partial,   ///< received items are valid; nothing is inferred from missing ones
  complete,  ///< missing items have been removed
};

/// Returns the source of an item, by its key: "" if the list is not a fleet.
template <class Key>
const std::string& source_of(const Key&) {
  static const std::string none;
  return none;
}
template <class Key>
const std::string& source_of(const fleet_key<Key>& key) {
  return key.source;
}

/// True for a value that means "no key": an empty string, an empty optional.
template <class Key>
bool is_no_key(const Key& key);
template <class Key>
bool is_no_key(const fleet_key<Key>& key) {
  return is_no_key(key.key);
}
template <class Key>
bool is_no_key(const Key& key) {
  if constexpr (requires { key.empty(); })
    return key.empty();
  else if constexpr (requires { key.has_value(); })
    return !key.has_value();
  else
    return false;
}

template <class Item, class Key>
class watched_items {
 public:
  const std::map<Key, Item>& items() const noexcept { return items_; }

  /// Begins a listing. A previous one that was not ended is discarded.
  void begin() {
    poll_ = {};
    seen_last_ = nullptr;
  }

  /// Records the next item of the listing. Of items with the same key the first one is used.
  template <class Same>
  void see(Key key, const Item& item, const Same& same) {
    auto& seen = counts_of(source_of(key));
    if (is_no_key(key)) {
      ++seen.without_key;
      return;
    }
    const auto known = items_.find(key);
    const bool is_new = known == items_.end();
    if (is_new ? !poll_.added.insert(key).second : !poll_.seen.insert(&known->second).second) {
      ++seen.repeated;
      return;
    }
    if (is_new)
      poll_.events.push_back({std::move(key), {.kind = change_kind::added, .item = item}});
    else if (!same(known->second, item))
      poll_.events.push_back(
          {std::move(key), {.kind = change_kind::changed, .item = item, .previous = known->second}});
  }

  /// Returns, for each source that had an item, why items missing from this listing cannot be reported as
  /// removed; "" if there is no reason.
  std::map<std::string, std::string> doubts() const {
    std::map<std::string, std::string> all;
    for (const auto& [source, seen] : poll_.sources) all.emplace(source, doubt(seen));
    return all;
  }

  /// Ends the listing and returns its changes: removed items by key, then the others in list order.
  /// `outcome_of(source)` returns how each source was read.
  template <class OutcomeOf>
  std::vector<change<Item>> end(const OutcomeOf& outcome_of) {
    std::vector<change<Item>> changes;
    std::erase_if(items_, [&](auto& known) {
      if (poll_.seen.contains(&known.second)) return false;
      if (outcome_of(source_of(known.first)) != listing_outcome::complete) return false;
      changes.push_back({.kind = change_kind::removed, .item = std::move(known.second)});
      return true;
    });
    for (auto& [key, events] : poll_.events) {
      if (outcome_of(source_of(key)) == listing_outcome::failed) continue;
      items_.insert_or_assign(std::move(key), events.item);
      changes.push_back(std::move(events));
    }
    begin();
    return changes;
  }

 private:
  struct counts {
    std::size_t without_key{};
    std::size_t repeated{};
  };
  struct poll {
    std::unordered_set<const Item*> seen{};  // items of the snapshot that were listed again
    std::set<Key> added{};
    std::vector<std::pair<Key, change<Item>>> events{};
    std::map<std::string, counts> sources{};
  };

  counts& counts_of(const std::string& source) {
    if (seen_last_ == nullptr || seen_last_->first != source)
      seen_last_ = std::addressof(*poll_.sources.try_emplace(source).first);
    return seen_last_->second;
  }

  static std::string doubt(const counts& seen) {
    if (seen.without_key > 0) return "items without a key: " + std::to_string(seen.without_key);
    if (seen.repeated > 0) return "items with a duplicate key: " + std::to_string(seen.repeated);
    return "";
  }

  std::map<Key, Item> items_{};
  poll poll_{};
  std::pair<const std::string, counts>* seen_last_{};  // in poll_: items of a source arrive page by page
};

/// The start time of a poll.
struct poll_start {
  std::chrono::steady_clock::time_point steady{};
  std::chrono::sys_seconds wall{};
};

/// For each source that had items, why missing items cannot be reported as removed; "" if there is no reason.
using doubts_by_source = std::map<std::string, std::string>;

class watched_sources {
 public:
  /// If `by_target`, each target of a fleet is a source; otherwise the whole list is one.
  explicit watched_sources(bool by_target) noexcept : by_target_(by_target) {}

  /// Determines how each source was read in a poll that read the list to its end; `list` is its report. A
  /// source that is no longer in it counts as an empty list, and is dropped once it is complete.
  /// Example: watched_sources: each source is complete on its own, unless the whole list is incomplete
  ROSTER_DECL void end_poll(const report& list, const doubts_by_source& doubts, const poll_start& began);

  /// Records a poll that failed as a whole.
  ROSTER_DECL void fail_poll(const report& list, const failure& why);

  /// Returns how a source was read in the last poll.
  ROSTER_DECL listing_outcome outcome_of(const std::string& source) const;

  /// Writes the time of the last complete listing to each target of a report.
  ROSTER_DECL void write_times(report& into) const;

  /// Returns the status of each source, by name.
  ROSTER_DECL std::vector<watched_source> all(std::chrono::steady_clock::time_point now) const;

 private:
  struct source_state {
    listing_outcome last{listing_outcome::partial};
    std::optional<poll_start> complete{};
    std::optional<failure> failed{};
    std::string note{};
    std::size_t targets{};  // number of targets with this name when it was last in the list
    bool gone{};            // no longer in the list, and its items have been removed
  };

  static void read(source_state& one, const std::vector<const report::source*>& targets, bool is_complete,
                   const std::string& doubt);

  bool by_target_;
  std::map<std::string, source_state> states_{};
};

}  // namespace roster::inline v0::detail

#if !defined(ROSTER_SEPARATE_COMPILATION)
#include <roster/watch/impl/watched_items.ipp>
#endif
