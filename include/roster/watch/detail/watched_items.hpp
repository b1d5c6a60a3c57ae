// SPDX-License-Identifier: BSL-1.0
#pragma once
// The items of a watched list by key, and the changes of a new listing. No I/O; memory holds one snapshot,
// and of the new listing only what differs from it.

#include <cstddef>
#include <map>
#include <memory>
#include <roster/range/combine/fleet_key.hpp>
#include <roster/watch/change.hpp>
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
    round_ = {};
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
    if (is_new ? !round_.added.insert(key).second : !round_.seen.insert(&known->second).second) {
      ++seen.repeated;
      return;
    }
    if (is_new)
      round_.told.push_back({std::move(key), {.kind = change_kind::added, .item = item}});
    else if (!same(known->second, item))
      round_.told.push_back(
          {std::move(key), {.kind = change_kind::changed, .item = item, .previous = known->second}});
  }

  /// Returns, for each source that had an item, why items missing from this listing cannot be reported as
  /// removed; "" if there is no reason.
  std::map<std::string, std::string> doubts() const {
    std::map<std::string, std::string> all;
    for (const auto& [source, seen] : round_.sources) all.emplace(source, doubt(seen));
    return all;
  }

  /// Ends the listing and returns its changes: removed items by key, then the others in list order.
  /// `outcome_of(source)` returns how each source was read.
  template <class OutcomeOf>
  std::vector<change<Item>> end(const OutcomeOf& outcome_of) {
    std::vector<change<Item>> changes;
    std::erase_if(items_, [&](auto& known) {
      if (round_.seen.contains(&known.second)) return false;
      if (outcome_of(source_of(known.first)) != listing_outcome::complete) return false;
      changes.push_back({.kind = change_kind::removed, .item = std::move(known.second)});
      return true;
    });
    for (auto& [key, told] : round_.told) {
      if (outcome_of(source_of(key)) == listing_outcome::failed) continue;
      items_.insert_or_assign(std::move(key), told.item);
      changes.push_back(std::move(told));
    }
    begin();
    return changes;
  }

 private:
  struct counts {
    std::size_t without_key{};
    std::size_t repeated{};
  };
  struct round {
    std::unordered_set<const Item*> seen{};  // items of the snapshot that were listed again
    std::set<Key> added{};
    std::vector<std::pair<Key, change<Item>>> told{};
    std::map<std::string, counts> sources{};
  };

  counts& counts_of(const std::string& source) {
    if (seen_last_ == nullptr || seen_last_->first != source)
      seen_last_ = std::addressof(*round_.sources.try_emplace(source).first);
    return seen_last_->second;
  }

  static std::string doubt(const counts& seen) {
    if (seen.without_key > 0) return "items without a key: " + std::to_string(seen.without_key);
    if (seen.repeated > 0) return "items with a duplicate key: " + std::to_string(seen.repeated);
    return "";
  }

  std::map<Key, Item> items_{};
  round round_{};
  std::pair<const std::string, counts>* seen_last_{};  // in round_: items of a source arrive page by page
};

}  // namespace roster::inline v0::detail
