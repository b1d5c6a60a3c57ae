// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <optional>
#include <roster/watch/detail/watched_items.hpp>
#include <string>
#include <utility>
#include <vector>

using roster::change_kind;

namespace {

struct item {
  std::string id{};
  int value{};
  friend bool operator==(const item&, const item&) = default;
};

struct watched {
  roster::detail::watched_items<item, std::string> items{};

  std::vector<std::string> list(const std::vector<item>& now, bool whole = true) {
    items.begin();
    for (const auto& one : now) items.see(one.id, one, std::equal_to<>());
    std::vector<std::string> seen;
    using enum roster::detail::listing_outcome;
    for (const auto& change : items.end([&](const std::string&) { return whole ? complete : partial; })) {
      const char sign = change.kind == change_kind::added     ? '+'
                        : change.kind == change_kind::removed ? '-'
                                                              : '~';
      CHECK(change.previous.has_value() == (sign == '~'));
      seen.push_back(sign + change.item.id + std::to_string(change.item.value));
    }
    return seen;
  }
};

using texts = std::vector<std::string>;

/// Ends a complete listing.
template <class Items>
auto end(Items& items) {
  return items.end([](const std::string&) { return roster::detail::listing_outcome::complete; });
}

}  // namespace

TEST_CASE("watched_items: returns added, changed and removed items, and no others") {
  watched all;
  CHECK(all.list({{"b", 1}, {"a", 1}}) == texts{"+b1", "+a1"});
  CHECK(all.list({{"b", 1}, {"a", 1}}).empty());
  CHECK(all.list({{"c", 1}, {"a", 2}}) == texts{"-b1", "+c1", "~a2"});
  CHECK(all.list({}) == texts{"-a2", "-c1"});
  CHECK(all.items.items().empty());
}

TEST_CASE("watched_items: items missing from an incomplete list stay") {
  watched all;
  all.list({{"a", 1}, {"b", 1}});
  CHECK(all.list({{"b", 2}, {"c", 1}}, false) == texts{"~b2", "+c1"});
  CHECK(all.items.items().size() == 3);
  CHECK(all.list({{"b", 2}}) == texts{"-a1", "-c1"});
}

TEST_CASE("watched_items: a listing that was not ended changes nothing") {
  watched all;
  all.list({{"a", 1}});
  all.items.begin();
  all.items.see("b", {"b", 1}, std::equal_to<>());
  CHECK(all.list({{"a", 1}}).empty());
}

TEST_CASE(
    "watched_items: of items with the same key the first is used, and the source counts as incomplete") {
  watched all;
  all.items.begin();
  all.items.see("a", {"a", 1}, std::equal_to<>());
  CHECK(all.items.doubts().at("") == "");
  all.items.see("a", {"a", 2}, std::equal_to<>());
  CHECK(all.items.doubts().at("") == "items with a duplicate key: 1");
  CHECK(end(all.items).size() == 1);
  CHECK(all.items.items().at("a").value == 1);
  all.items.begin();
  all.items.see("a", {"a", 1}, std::equal_to<>());
  all.items.see("a", {"a", 3}, std::equal_to<>());
  CHECK(all.items.doubts().at("") == "items with a duplicate key: 1");
  CHECK(end(all.items).empty());
}

TEST_CASE("watched_items: an item without a key is not watched, and its source counts as incomplete") {
  watched all;
  all.items.begin();
  all.items.see("", {"", 1}, std::equal_to<>());
  CHECK(all.items.doubts().at("") == "items without a key: 1");
  CHECK(end(all.items).empty());
  roster::detail::watched_items<item, std::optional<int>> numbered;
  numbered.see(std::nullopt, {}, std::equal_to<>());
  CHECK(numbered.doubts().at("") == "items without a key: 1");
  numbered.begin();
  numbered.see(0, {}, std::equal_to<>());
  CHECK(numbered.doubts().at("") == "");
}

namespace {

using roster::detail::fleet_key;
using roster::detail::listing_outcome;

struct fleet_items {
  roster::detail::watched_items<item, fleet_key<std::string>> items{};
  std::map<std::string, listing_outcome> outcomes{};

  texts list(const std::vector<std::pair<std::string, item>>& now) {
    items.begin();
    for (const auto& [source, one] : now) items.see({source, one.id}, one, std::equal_to<>());
    texts seen;
    for (const auto& change : items.end([&](const std::string& source) { return outcomes.at(source); }))
      seen.push_back("+~-"[static_cast<int>(change.kind)] + change.item.id +
                     std::to_string(change.item.value));
    return seen;
  }
};

}  // namespace

TEST_CASE(
    "watched_items: removals, changes and items without a key are tracked for each source of a fleet "
    "separately") {
  fleet_items all{.outcomes = {{"x", listing_outcome::complete}, {"y", listing_outcome::complete}}};
  CHECK(all.list({{"x", {"a", 1}}, {"y", {"a", 2}}, {"y", {"b", 1}}}) == texts{"+a1", "+a2", "+b1"});
  CHECK(all.items.items().at({"y", "a"}).value == 2);
  all.outcomes["y"] = listing_outcome::failed;
  CHECK(all.list({{"y", {"a", 3}}, {"y", {"c", 1}}}) == texts{"-a1"});
  all.outcomes["y"] = listing_outcome::partial;
  CHECK(all.list({{"y", {"a", 3}}, {"y", {"c", 1}}}) == texts{"~a3", "+c1"});
  all.outcomes["y"] = listing_outcome::complete;
  CHECK(all.list({{"y", {"a", 3}}}) == texts{"-b1", "-c1"});
  all.items.see({"x", ""}, {"", 1}, std::equal_to<>());
  all.items.see({"y", "a"}, {"a", 3}, std::equal_to<>());
  CHECK(all.items.doubts() == std::map<std::string, std::string>{{"x", "items without a key: 1"}, {"y", ""}});
}
