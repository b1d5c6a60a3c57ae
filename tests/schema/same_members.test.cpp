// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <optional>
#include <roster/schema/same_members.hpp>
#include <string>

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
  constexpr roster::same_members same;
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

TEST_CASE("same_members: takes a struct's own operator== where there is one") {
  constexpr roster::same_members same;
  CHECK(same(only_id_counts{1, 2}, only_id_counts{1, 3}));
  CHECK(!same(only_id_counts{1, 2}, only_id_counts{2, 2}));
}
