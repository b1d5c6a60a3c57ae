// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <deque>
#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <roster/schema/check_members.hpp>
#include <roster/schema/secret.hpp>
#include <roster/schema/utc_time.hpp>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

namespace {

struct place {
  std::string city{};
  int floor{};
};
struct worker {
  std::string name{};
  place office{};
  std::optional<int> age{};
};
struct only_id_counts {
  int id{};
  int visits{};
  friend bool operator==(const only_id_counts& a, const only_id_counts& b) { return a.id == b.id; }
};

}  // namespace

TEST_CASE("same_members: compares structs that have no operator==") {
  constexpr roster::detail::same_members same;
  const worker one{"ann", {"Ulm", 2}, 30};
  auto other = one;
  CHECK(same(one, other));
  other.age.reset();
  CHECK(!same(one, other));
  other = one;
  other.office.floor = 3;
  CHECK(!same(one, other));
  other = one;
  other.name = "bob";
  CHECK(!same(one, other));
}

TEST_CASE("same_members: uses a struct's own operator== where there is one") {
  constexpr roster::detail::same_members same;
  CHECK(same(only_id_counts{1, 2}, only_id_counts{1, 3}));
  CHECK(!same(only_id_counts{1, 2}, only_id_counts{2, 2}));
}

namespace {

struct port {
  int number{};
  std::string name{};
};
struct port_hash {
  std::size_t operator()(const port& p) const { return static_cast<std::size_t>(p.number); }
};
struct same_number {
  bool operator()(const port& a, const port& b) const { return a.number == b.number; }
};
struct by_number {
  bool operator()(const port& a, const port& b) const { return a.number < b.number; }
};
struct tree {
  int value{};
  std::vector<tree> children{};
};
/// Its operator== ignores the member that cannot be compared.
struct versioned {
  int version{};
  std::vector<port> ports{};
  friend bool operator==(const versioned& a, const versioned& b) { return a.version == b.version; }
};
/// A template, so that no compiler warns that this operator== is deleted for a port.
template <class T>
struct holder {
  T held{};
  friend bool operator==(const holder&, const holder&) = default;
};

/// Compares `one` with a copy that was changed, in both directions.
template <class T, class Change>
bool notices(T one, Change change) {
  const roster::detail::same_members same;
  const T other = one;
  change(one);
  return same(other, other) && same(one, one) && !same(one, other) && !same(other, one);
}

struct everything {
  std::vector<port> list{};
  std::list<std::deque<std::vector<port>>> lists{};
  std::optional<port> optional{};
  std::map<std::string, port> map{};
  std::set<port, by_number> set{};
  std::unordered_map<std::string, port> hashed{};
  std::unordered_set<port, port_hash, same_number> hashed_set{};
  std::array<int, 2> numbers{};
  std::vector<std::array<port, 2>> arrays{};
  std::variant<int, port, std::vector<port>> variant{};
  std::pair<port, int> pair{};
  std::tuple<int, port> tuple{};
  std::optional<std::vector<std::map<int, std::optional<port>>>> deep{};
  tree children{};
  versioned own{};
  holder<port> deleted{};
  holder<int> defaulted{};
  std::shared_ptr<port> pointer{};
  std::filesystem::path file{};
  std::vector<bool> bits{};
  roster::secret token{};
  roster::utc_time time{};
};

everything make_everything() {
  everything one;
  one.list = {{80, "http"}, {443, "https"}};
  one.lists = {{{{1, "a"}}, {}}};
  one.optional = port{22, "ssh"};
  one.map = {{"a", {1, "one"}}};
  one.set = {{1, "one"}};
  one.hashed = {{"a", {1, "one"}}, {"b", {2, "two"}}};
  one.hashed_set = {{1, "one"}, {2, "two"}};
  one.arrays = {{{{1, "one"}, {2, "two"}}}};
  one.variant = port{1, "one"};
  one.deep = {{{{1, port{1, "one"}}, {2, {}}}}};
  one.children = {1, {{2, {}}, {3, {{4, {}}}}}};
  one.own = {1, {{1, "one"}}};
  one.pointer = std::make_shared<port>();
  return one;
}

}  // namespace

TEST_CASE(
    "same_members: compares structs in containers, optionals, variants and tuples, at any depth (fault "
    "161)") {
  const auto one = make_everything();
  CHECK(roster::detail::same_members{}(one, one));
  CHECK(notices(one, [](everything& e) { e.list[1].name = "tls"; }));
  CHECK(notices(one, [](everything& e) { e.list.pop_back(); }));
  CHECK(notices(one, [](everything& e) { e.lists.front()[0][0].number = 2; }));
  CHECK(notices(one, [](everything& e) { e.lists.front().pop_back(); }));
  CHECK(notices(one, [](everything& e) { e.optional->number = 23; }));
  CHECK(notices(one, [](everything& e) { e.optional.reset(); }));
  CHECK(notices(one, [](everything& e) { e.map["a"].name = "uno"; }));
  CHECK(notices(one, [](everything& e) { e.map = {{"b", {1, "one"}}}; }));
  CHECK(notices(one, [](everything& e) { e.set = {{1, "uno"}}; }));
  CHECK(notices(one, [](everything& e) { e.hashed["b"].name = "due"; }));
  CHECK(notices(one, [](everything& e) { e.hashed.erase("b"); }));
  CHECK(notices(one, [](everything& e) { e.hashed_set = {{1, "one"}, {2, "due"}}; }));
  CHECK(notices(one, [](everything& e) { e.numbers[1] = 1; }));
  CHECK(notices(one, [](everything& e) { e.arrays[0][1].name = "due"; }));
  CHECK(notices(one, [](everything& e) { std::get<port>(e.variant).name = "uno"; }));
  CHECK(notices(one, [](everything& e) { e.variant = 1; }));
  CHECK(notices(one, [](everything& e) { e.pair.first.name = "x"; }));
  CHECK(notices(one, [](everything& e) { std::get<1>(e.tuple).name = "x"; }));
  CHECK(notices(one, [](everything& e) { e.deep->at(0)[1]->name = "uno"; }));
  CHECK(notices(one, [](everything& e) { e.deep->at(0)[2].emplace(); }));
  CHECK(notices(one, [](everything& e) { e.children.children[1].children[0].value = 5; }));
  CHECK(notices(one, [](everything& e) { e.deleted.held.name = "x"; }));
  CHECK(notices(one, [](everything& e) { e.defaulted.held = 1; }));
  CHECK(notices(one, [](everything& e) { e.pointer = std::make_shared<port>(); }));
  CHECK(notices(one, [](everything& e) { e.file = "a"; }));
  CHECK(notices(one, [](everything& e) { e.bits = {true}; }));
  CHECK(notices(one, [](everything& e) { e.token = roster::secret("x"); }));
  CHECK(notices(one, [](everything& e) { e.own.version = 2; }));
}

TEST_CASE(
    "same_members: a user-defined operator== decides, also for a struct with a member that cannot be "
    "compared") {
  const auto one = make_everything();
  auto other = one;
  other.own.ports.clear();
  CHECK(roster::detail::same_members{}(one, other));
}

TEST_CASE("same_members: ignores the order in a hashed container") {
  auto one = make_everything();
  auto other = one;
  other.hashed.rehash(1000);
  other.hashed_set.rehash(1000);
  for (int i = 0; i < 50; ++i) one.hashed.insert({std::to_string(i), {i, ""}});
  for (int i = 50; i-- > 0;) other.hashed.insert({std::to_string(i), {i, ""}});
  CHECK(roster::detail::same_members{}(one, other));
}
