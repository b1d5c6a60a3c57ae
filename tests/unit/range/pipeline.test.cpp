// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <roster/range/detail/adaptor_state.hpp>
#include <roster/range/detail/pipeline.hpp>
#include <string>
#include <utility>
#include <vector>

using roster::detail::unlimited;

namespace v = std::views;

namespace {

struct named {
  std::string name{};
};
struct item : named {
  std::pair<int, std::string> tag{};
  std::vector<int> list{};
  const std::string& get() const { return name; }
};

const auto every = [](const item&) { return true; };

template <class Row, class... Adaptors>
constexpr bool stays(const Adaptors&...) {
  return roster::detail::references_page<roster::detail::pipeline<Row, Adaptors...>>;
}

}  // namespace

TEST_CASE("pipeline: knows from its type whether its items are in the page") {
  const auto yes = v::filter([](const auto&) { return true; });
  CHECK(stays<item>());
  CHECK(stays<item>(yes));
  CHECK(stays<item>(yes, v::take(2), yes));
  CHECK(stays<item>(v::transform(&item::tag)));
  CHECK(stays<item>(v::transform(&item::name)));  // of a base class
  CHECK(stays<item>(v::transform(&item::tag), v::values, yes, v::take(1)));
  CHECK(stays<item>(yes | v::transform(&item::tag) | v::keys));
  CHECK(stays<item>(v::take_while(every), v::drop(2), v::drop_while(every), v::common, v::all));
  CHECK(stays<item>(yes | v::transform(&item::tag) | v::drop(2)));
  CHECK(!stays<item>(v::transform(&item::list), v::join));
  CHECK(!stays<item>(roster::each_page(v::all)));
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

/// Builds the pipeline with its states, as a range does, and returns how many items go in and come out.
template <class... Adaptors>
struct counts {
  roster::detail::adaptor_states states{};

  explicit counts(Adaptors... all) {
    roster::detail::cursor<item> position{};
    roster::detail::build_pipeline(roster::detail::page_view<item>(&position), states, all...);
  }
  roster::demand needed(roster::demand wanted) const { return states.needed(wanted); }
  /// Returns 0 if unknown.
  roster::demand expected(roster::demand listed) const { return states.exact() ? states.most(listed) : 0; }
};

}  // namespace

TEST_CASE("pipeline: computes how many items the source must deliver for a number of items at the end") {
  const auto yes = v::filter([](const auto&) { return true; });
  const auto tag = v::transform(&item::tag);
  CHECK(counts<>{}.needed(7) == 7);
  CHECK(counts{tag, v::keys}.needed(7) == 7);
  CHECK(counts{v::take(5)}.needed(unlimited) == 5);
  CHECK(counts{v::take(5)}.needed(1) == 1);
  CHECK(counts{yes}.needed(1) == unlimited);
  CHECK(counts{v::take(9), tag, v::take(5), v::take(6)}.needed(unlimited) == 5);
  CHECK(counts{v::take(9), yes, v::take(5)}.needed(1) == 9);
  CHECK(counts{v::drop(4)}.needed(1) == 5);
  CHECK(counts{v::drop(4)}.needed(unlimited) == unlimited);
  CHECK(counts{v::drop(4), tag, v::drop(2), v::take(3)}.needed(unlimited) == 9);
  CHECK(counts{v::take(5), v::drop(4), v::take(3)}.needed(unlimited) == 5);
  CHECK(counts{v::take_while(every), v::take(3)}.needed(unlimited) == 3);
  CHECK(counts{v::drop_while(every), v::take(3)}.needed(unlimited) == unlimited);
  CHECK(counts{v::transform(&item::list), v::join, v::take(3)}.needed(unlimited) == unlimited);
  CHECK(counts{v::all, v::common, v::take(3)}.needed(unlimited) == 3);
  CHECK(counts{tag | v::keys | v::drop(4)}.needed(1) == 5);
}

TEST_CASE("pipeline: computes how many items it yields for a number of items, if that can be known") {
  const auto yes = v::filter([](const auto&) { return true; });
  const auto tag = v::transform(&item::tag);
  CHECK(counts<>{}.expected(7) == 7);
  CHECK(counts{tag, v::keys}.expected(7) == 7);
  CHECK(counts{v::take(5)}.expected(7) == 5);
  CHECK(counts{v::take(9), tag, v::take(8)}.expected(7) == 7);
  CHECK(counts{yes}.expected(7) == 0);
  CHECK(counts{v::take(5), yes}.expected(7) == 0);
  CHECK(counts{v::drop(3)}.expected(7) == 4);
  CHECK(counts{v::drop(9)}.expected(7) == 0);
  CHECK(counts{v::take(5), v::drop(3)}.expected(7) == 2);
  CHECK(counts{v::drop(3), v::take(5)}.expected(7) == 4);
  CHECK(counts{v::take_while(every)}.expected(7) == 0);
  CHECK(counts{v::transform(&item::list), v::join}.expected(7) == 0);
}

#if defined(__cpp_lib_ranges_chunk) && defined(__cpp_lib_ranges_stride) && defined(__cpp_lib_ranges_zip)

TEST_CASE("pipeline: computes the same for adaptors that make one item of several") {
  const auto tag = v::transform(&item::tag);
  CHECK(counts{v::chunk(3)}.needed(2) == 6);
  CHECK(counts{v::chunk(3)}.needed(unlimited) == unlimited);
  CHECK(counts{v::chunk(3), v::take(2)}.needed(unlimited) == 6);
  CHECK(counts{v::stride(3)}.needed(2) == 4);
  CHECK(counts{v::stride(3), v::chunk(2)}.needed(2) == 10);
  CHECK(counts{v::stride(1)}.needed(unlimited) == unlimited);
  CHECK(counts{tag | v::keys | v::adjacent<3>}.needed(2) == 4);
  CHECK(counts{v::pairwise, v::take(0)}.needed(unlimited) == 0);
  CHECK(counts{v::chunk(3)}.expected(7) == 3);
  CHECK(counts{v::stride(3)}.expected(7) == 3);
  CHECK(counts{v::adjacent<3>}.expected(7) == 5);
  CHECK(counts{v::adjacent<3>}.expected(2) == 0);
  CHECK(stays<item>(v::stride(2)));
  CHECK(!stays<item>(v::chunk(2)));
  CHECK(!stays<item>(v::pairwise));
}

#endif

TEST_CASE("pipeline: knows when it can yield nothing more, whatever the source delivers") {
  const auto most = [](const auto& built) { return built.states.most(unlimited); };
  CHECK(most(counts<>{}) == unlimited);
  CHECK(most(counts{v::take(0)}) == 0);
  CHECK(most(counts{v::take(3), v::drop(3)}) == 0);
  CHECK(most(counts{v::take(4), v::drop(3)}) == 1);
  CHECK(most(counts{v::drop(3), v::take(4)}) == 4);
  CHECK(most(counts{v::take(2), v::transform(&item::list), v::join}) == unlimited);
  CHECK(most(counts{v::take(0), v::transform(&item::list), v::join}) == 0);
}
