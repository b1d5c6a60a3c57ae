// SPDX-License-Identifier: BSL-1.0
#pragma once
// The items of a watched list by their keys, and what a new listing changes in them. Without I/O; in memory there is
// one snapshot, and of the new listing only what differs from it.

#include <cstddef>
#include <map>
#include <roster/client/change.hpp>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace roster::detail {

/// True for what stands for "has no key": an empty text, an empty optional.
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

  /// Begins a listing; one that was not ended is forgotten.
  void begin() { round_ = {}; }

  /// Takes the next item of the listing. Of items with the same key the first counts.
  template <class Same>
  void see(Key key, const Item& item, const Same& same) {
    if (is_no_key(key)) {
      ++round_.without_key;
      return;
    }
    const auto known = items_.find(key);
    const bool is_new = known == items_.end();
    if (is_new ? !round_.added.insert(key).second : !round_.seen.insert(&known->second).second) {
      ++round_.repeated;
      return;
    }
    if (is_new)
      round_.told.push_back({std::move(key), {.kind = change_kind::added, .item = item}});
    else if (!same(known->second, item))
      round_.told.push_back(
          {std::move(key), {.kind = change_kind::changed, .item = item, .previous = known->second}});
  }

  /// Returns in words why no item that is missing in this listing can be called removed; "" if nothing is to be
  /// said against it.
  std::string doubt() const {
    if (round_.without_key > 0) return "items without a key: " + std::to_string(round_.without_key);
    if (round_.repeated > 0) return "items with the key of another: " + std::to_string(round_.repeated);
    return "";
  }

  /// Ends the listing and returns what it changed: what was removed, by key, then the others in the order of the
  /// list. Of a listing that is not `whole` nothing follows from what is missing.
  std::vector<change<Item>> end(bool whole) {
    std::vector<change<Item>> changes;
    if (whole)
      std::erase_if(items_, [&](auto& known) {
        if (round_.seen.contains(&known.second)) return false;
        changes.push_back({.kind = change_kind::removed, .item = std::move(known.second)});
        return true;
      });
    for (auto& [key, told] : round_.told) {
      items_.insert_or_assign(std::move(key), told.item);
      changes.push_back(std::move(told));
    }
    begin();
    return changes;
  }

 private:
  struct round {
    std::unordered_set<const Item*> seen{};  // items of the snapshot that came again
    std::set<Key> added{};
    std::vector<std::pair<Key, change<Item>>> told{};
    std::size_t without_key{};
    std::size_t repeated{};
  };

  std::map<Key, Item> items_{};
  round round_{};
};

}  // namespace roster::detail
