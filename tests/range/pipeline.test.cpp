// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <roster/range/engine.hpp>
#include <roster/range/pipeline.hpp>
#include <string>

using roster::unlimited;

namespace v = std::views;

namespace {

struct named {
  std::string name{};
};
struct item : named {
  std::pair<int, std::string> tag{};
  const std::string& get() const { return name; }
};

template <class Row, class... Adaptors>
constexpr bool stays(const Adaptors&...) {
  return roster::detail::stays_in_page<roster::detail::pipeline<Row, Adaptors...>>;
}

}  // namespace

TEST_CASE("pipeline: knows from its type whether its items live in the page") {
  const auto yes = v::filter([](const auto&) { return true; });
  CHECK(stays<item>());
  CHECK(stays<item>(yes));
  CHECK(stays<item>(yes, v::take(2), yes));
  CHECK(stays<item>(v::transform(&item::tag)));
  CHECK(stays<item>(v::transform(&item::name)));  // of a base
  CHECK(stays<item>(v::transform(&item::tag), v::values, yes, v::take(1)));
  CHECK(stays<item>(yes | v::transform(&item::tag) | v::keys));
  CHECK(!stays<item>(v::transform(&item::get)));
  CHECK(!stays<item>(v::transform([](item& i) -> item& { return i; })));
  CHECK(!stays<item>(v::transform([](item& i) -> item& { return i; }), yes, v::take(1)));
  CHECK(!stays<item>(v::transform([](item& i) { return i; }), v::transform(&item::tag)));
  CHECK(!stays<std::unique_ptr<item>>(v::transform(&item::tag)));
  CHECK(!stays<std::shared_ptr<item>>(v::transform(&item::tag)));
  CHECK(!stays<std::reference_wrapper<item>>(v::transform(&item::tag)));
  CHECK(!stays<item*>(v::transform(&item::tag)));
  CHECK(stays<std::tuple<int, std::string>>(v::elements<1>));
  CHECK(!stays<std::tuple<int, std::string&>>(v::elements<1>));
  CHECK(!stays<std::pair<int&, std::string>>(v::keys));
}

namespace {

/// Builds the pipeline's type with its takes, as an engine does, and asks how many items go in and come out.
template <class... Adaptors>
struct counts {
  using view = roster::detail::pipeline<item, Adaptors...>;
  std::deque<roster::detail::take_state> takes{};

  explicit counts(Adaptors... all) {
    roster::detail::cursor<item> position{};
    roster::detail::build_pipeline(roster::detail::page_view<item>(&position), takes, all...);
  }
  roster::demand upstream(roster::demand wanted) const {
    return roster::detail::item_counts<view>::upstream(wanted, takes, takes.size());
  }
  roster::demand downstream(roster::demand listed) const {
    return roster::detail::item_counts<view>::downstream(listed, takes, takes.size());
  }
};

}  // namespace

TEST_CASE("pipeline: tells how many items the source must bring for so many at the end") {
  const auto yes = v::filter([](const auto&) { return true; });
  const auto tag = v::transform(&item::tag);
  CHECK(counts<>{}.upstream(7) == 7);
  CHECK(counts{tag, v::keys}.upstream(7) == 7);
  CHECK(counts{v::take(5)}.upstream(unlimited) == 5);
  CHECK(counts{v::take(5)}.upstream(1) == 1);
  CHECK(counts{yes}.upstream(1) == unlimited);
  CHECK(counts{v::take(9), tag, v::take(5), v::take(6)}.upstream(unlimited) == 5);
  CHECK(counts{v::take(9), yes, v::take(5)}.upstream(1) == 9);
  auto used = counts{v::take(3)};
  used.takes[0].at_item = true;
  CHECK(used.upstream(unlimited) == 2);
}

TEST_CASE("pipeline: tells how many items come out of so many, where that can be known") {
  const auto yes = v::filter([](const auto&) { return true; });
  const auto tag = v::transform(&item::tag);
  CHECK(counts<>{}.downstream(7) == 7);
  CHECK(counts{tag, v::keys}.downstream(7) == 7);
  CHECK(counts{v::take(5)}.downstream(7) == 5);
  CHECK(counts{v::take(9), tag, v::take(8)}.downstream(7) == 7);
  CHECK(counts{yes}.downstream(7) == 0);
  CHECK(counts{v::take(5), yes}.downstream(7) == 0);
}
