// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <functional>
#include <optional>
#include <roster/client/watched_items.hpp>
#include <string>
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
    std::vector<std::string> told;
    for (const auto& change : items.end(whole)) {
      const char sign = change.kind == change_kind::added     ? '+'
                        : change.kind == change_kind::removed ? '-'
                                                              : '~';
      CHECK(change.previous.has_value() == (sign == '~'));
      told.push_back(sign + change.item.id + std::to_string(change.item.value));
    }
    return told;
  }
};

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("watched_items: tells what came, changed and went, and nothing of the rest") {
  watched all;
  CHECK(all.list({{"b", 1}, {"a", 1}}) == texts{"+b1", "+a1"});
  CHECK(all.list({{"b", 1}, {"a", 1}}).empty());
  CHECK(all.list({{"c", 1}, {"a", 2}}) == texts{"-b1", "+c1", "~a2"});
  CHECK(all.list({}) == texts{"-a2", "-c1"});
  CHECK(all.items.items().empty());
}

TEST_CASE("watched_items: what is missing in a list that is not whole stays") {
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

TEST_CASE("watched_items: of items with one key the first counts, and both known and new ones raise doubt") {
  watched all;
  all.items.begin();
  all.items.see("a", {"a", 1}, std::equal_to<>());
  CHECK(all.items.doubt() == "");
  all.items.see("a", {"a", 2}, std::equal_to<>());
  CHECK(all.items.doubt() == "items with the key of another: 1");
  CHECK(all.items.end(true).size() == 1);
  CHECK(all.items.items().at("a").value == 1);
  all.items.begin();
  all.items.see("a", {"a", 1}, std::equal_to<>());
  all.items.see("a", {"a", 3}, std::equal_to<>());
  CHECK(all.items.doubt() == "items with the key of another: 1");
  CHECK(all.items.end(true).empty());
}

TEST_CASE("watched_items: an item without a key is not watched, and raises doubt") {
  watched all;
  all.items.begin();
  all.items.see("", {"", 1}, std::equal_to<>());
  CHECK(all.items.doubt() == "items without a key: 1");
  CHECK(all.items.end(true).empty());
  roster::detail::watched_items<item, std::optional<int>> numbered;
  numbered.see(std::nullopt, {}, std::equal_to<>());
  CHECK(numbered.doubt() == "items without a key: 1");
  numbered.begin();
  numbered.see(0, {}, std::equal_to<>());
  CHECK(numbered.doubt() == "");
}
