// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <roster/range/combine/fleet_options.hpp>
#include <string>
#include <type_traits>

namespace {

struct named {
  std::string id{};
};
struct numbered {
  std::optional<int> id{};
};

}  // namespace

template <>
inline constexpr auto roster::detail::key_of_item<named> = roster::path<&named::id>;

namespace {

using roster::detail::identity_of;
using key = roster::detail::fleet_key<std::string>;

roster::sourced<named> item_of(const char* source, const char* id) {
  return {.item = {id}, .from = std::make_shared<const roster::origin>(roster::origin{.name = source})};
}

}  // namespace

TEST_CASE("fleet_key: the same key in two sources identifies two items (fault 159)") {
  const roster::detail::item_key by_schema;
  CHECK(identity_of(by_schema, named{"a"}) == "a");
  CHECK(identity_of(by_schema, item_of("x", "a")) == key{"x", "a"});
  CHECK(identity_of(by_schema, item_of("x", "a")) != identity_of(by_schema, item_of("y", "a")));
  CHECK(key{"x", "b"} < key{"y", "a"});
  CHECK(key{"x", "a"} < key{"x", "b"});
  CHECK(!(key{"x", "a"} < key{"x", "a"}));
}

TEST_CASE("fleet_key: a key is a member or a function of the item, with its source or without") {
  const auto one = item_of("x", "a");
  CHECK(identity_of(&named::id, one) == key{"x", "a"});
  CHECK(identity_of([](const named& n) { return n.id + "!"; }, one) == key{"x", "a!"});
  const auto whole = [](const roster::sourced<named>& n) { return n.from->name + n.item.id; };
  CHECK(identity_of(whole, one) == key{"x", "xa"});
  CHECK(identity_of([](const auto& n) { return n.item.id; }, one) == key{"x", "a"});
  const roster::sourced<numbered> other{.item = {7}, .from = one.from};
  CHECK(identity_of(&numbered::id, other) == roster::detail::fleet_key<std::optional<int>>{"x", 7});
}
