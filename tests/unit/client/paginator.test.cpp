// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <random>
#include <ranges>
#include <roster/client.hpp>
#include <string>
#include <support/fake_transport.hpp>
#include <support/number_lists.hpp>
#include <support/random_list.hpp>
#include <vector>

using roster::checkpoint;
using all_ids = std::vector<std::int64_t>;

namespace {

struct one_response {
  std::vector<numbers::item> items{};
};
struct one_page {
  using request = numbers::token_query;
  using response = one_response;
  static constexpr auto target = roster::get("/pages");
  static constexpr auto items = roster::path<&one_response::items>;
  static constexpr auto paging = roster::one_page{};
};

/// A client of a server that responds at once.
struct prompt {
  explicit prompt(numbers::server with)
      : transport(std::make_shared<fake::transport>(
            [with](const roster::http::request& request, std::size_t) { return with.respond(request); })) {}

  template <class Op>
  auto list(roster::list_options options = {}, typename Op::request request = {},
            std::string endpoint = "http://numbers.example") {
    const roster::client<Op> client(
        context.get_executor(),
        {.endpoint = std::move(endpoint), .transport = transport, .runtime = world.runtime()});
    return client.list(std::move(request), std::move(options));
  }

  boost::asio::io_context context{};
  fake::world world{};
  std::shared_ptr<fake::transport> transport;
};

template <class Range>
all_ids rest_of(prompt& setup, Range range) {
  return fake::run(setup.context, numbers::all_of(std::move(range)));
}

/// Returns up to `most` items; awaits again after every failure.
template <class Range>
boost::asio::awaitable<all_ids> some_of(Range& range, std::size_t most) {
  all_ids seen;
  while (seen.size() < most) {
    try {
      auto item = co_await range.next();
      if (!item) break;
      seen.push_back(item->id);
    } catch (const roster::failure&) {
      // the range stays at its position
    }
  }
  co_return seen;
}

all_ids joined(all_ids first, const all_ids& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

bool is_odd(const numbers::item& item) { return item.id % 2 != 0; }

all_ids odd(const all_ids& all) {
  all_ids out;
  for (const auto id : all)
    if (id % 2 != 0) out.push_back(id);
  return out;
}

/// Lists in pieces, each of them resumed from the text of the checkpoint after the piece before.
template <class Op, class Pipeline>
void check_pieces(std::mt19937& random, Pipeline pipeline, all_ids (*of)(const all_ids&)) {
  numbers::random_list lists(random);
  all_ids seen;
  std::optional<checkpoint> at;
  for (bool more = true; more;) {
    auto range = pipeline(lists.list<Op>({.prefetch = random() % 3, .resume = at}));
    const auto most = random() % 12;
    const auto piece = fake::run(lists.context, some_of(range, most));
    more = piece.size() == most;
    at = checkpoint::parse(range.checkpoint().text());
    seen = joined(std::move(seen), piece);
    CHECK(!range.report().incomplete);
    CHECK(!range.report().drift);
  }
  REQUIRE(seen == of(numbers::ids(1, lists.from.total)));
  const auto sent = lists.transport->sent;
  auto end = lists.list<Op>({.resume = at});
  REQUIRE(!fake::run(lists.context, end.next()));
  REQUIRE(lists.transport->sent == sent);
}

/// Checks that a first half, ended by its adaptors, and a second one without them are the whole.
template <class Op, class FirstHalf>
void check_halves(std::mt19937& random, FirstHalf first_half, all_ids (*of)(const all_ids&)) {
  numbers::random_list lists(random);
  auto first = first_half(lists.list<Op>({.prefetch = random() % 3}));
  const auto begun = fake::run(lists.context, some_of(first, 1000));
  auto second = lists.list<Op>({.prefetch = random() % 3, .resume = first.checkpoint()});
  const auto ended = fake::run(lists.context, some_of(second, 1000));
  REQUIRE(of(joined(begun, ended)) == of(numbers::ids(1, lists.from.total)));
  REQUIRE(std::ranges::is_sorted(ended));
}

template <class Op>
void check_cuts(std::mt19937& random) {
  const auto filtered = std::views::filter(is_odd);
  const auto passed_on = std::views::transform([](numbers::item& i) -> numbers::item& { return i; });
  const auto all = [](const all_ids& ids) { return ids; };
  const auto limit = static_cast<std::int64_t>(random() % 60);
  check_pieces<Op>(random, [](auto range) { return range; }, all);
  check_pieces<Op>(random, [&](auto range) { return std::move(range) | filtered; }, odd);
  check_pieces<Op>(random, [&](auto range) { return std::move(range) | passed_on | filtered; }, odd);
  check_halves<Op>(random, [&](auto range) { return std::move(range) | std::views::take(limit); }, all);
  check_halves<Op>(
      random, [&](auto range) { return std::move(range) | filtered | std::views::take(limit); }, odd);
  check_halves<Op>(
      random, [&](auto range) { return std::move(range) | std::views::take(limit) | filtered; }, odd);
  const auto up_to_limit = std::views::take_while([limit](const auto& i) { return i.id <= limit; });
  check_halves<Op>(random, [&](auto range) { return std::move(range) | up_to_limit; }, all);
  check_halves<Op>(random, [&](auto range) { return std::move(range) | filtered | up_to_limit; }, odd);
}

}  // namespace

TEST_CASE("checkpoint: cut anywhere, the two halves are the whole") {
  std::mt19937 random{21};
  for (int i = 0; i < 150; ++i) {
    check_cuts<numbers::by_page>(random);
    check_cuts<numbers::by_token>(random);
  }
}

TEST_CASE("checkpoint: a list of a single page is resumed by the index alone") {
  prompt setup({.total = 9});
  auto range = setup.list<one_page>();
  CHECK(fake::run(setup.context, some_of(range, 4)) == numbers::ids(1, 4));
  CHECK(rest_of(setup, setup.list<one_page>({.resume = range.checkpoint()})) == numbers::ids(5, 9));
}

TEST_CASE("checkpoint: before the first await it is the beginning, or where the listing was resumed") {
  prompt setup({.total = 25});
  auto range = setup.list<numbers::by_page>();
  const auto beginning = range.checkpoint();
  CHECK(beginning.at == checkpoint::where::beginning);
  CHECK(rest_of(setup, setup.list<numbers::by_page>({.resume = beginning})) == numbers::ids(1, 25));
  CHECK(fake::run(setup.context, some_of(range, 7)).size() == 7);
  const auto inside = range.checkpoint();
  CHECK(setup.list<numbers::by_page>({.resume = inside}).checkpoint() == inside);
}

TEST_CASE("checkpoint: after the last item of a page it needs only the next page") {
  prompt setup({.total = 25});
  auto range = setup.list<numbers::by_page>();
  CHECK(fake::run(setup.context, some_of(range, 10)).size() == 10);
  const auto sent = setup.transport->requests.size();
  CHECK(rest_of(setup, setup.list<numbers::by_page>({.resume = range.checkpoint()})) == numbers::ids(11, 25));
  CHECK(setup.transport->requests.size() == sent + 2);
}

TEST_CASE("checkpoint: the function passed to for_each may take one at every item") {
  prompt setup({.total = 25});
  auto range = setup.list<numbers::by_token>();
  std::vector<checkpoint> all;
  fake::run(setup.context, [](auto& from, auto& out) -> boost::asio::awaitable<int> {
    auto note = [&](const numbers::item&) { out.push_back(from.checkpoint()); };
    co_await from.for_each(note);
    co_return 0;
  }(range, all));
  REQUIRE(all.size() == 25);
  for (std::int64_t i = 0; i < 25; ++i) {
    auto resumed = setup.list<numbers::by_token>({.resume = all[static_cast<std::size_t>(i)]});
    CHECK(rest_of(setup, std::move(resumed)) == numbers::ids(i + 2, 25));
  }
}

TEST_CASE("checkpoint: contains nothing of a completed drop, and is rejected while one is skipping") {
  prompt setup({.total = 25});
  auto dropping = setup.list<numbers::by_page>() | std::views::drop(12);
  CHECK(dropping.checkpoint().at == checkpoint::where::beginning);
  CHECK(fake::run(setup.context, some_of(dropping, 1)) == all_ids{13});
  const auto passed = dropping.checkpoint();
  CHECK(rest_of(setup, setup.list<numbers::by_page>({.resume = passed}) | std::views::drop(5)) ==
        numbers::ids(19, 25));
  auto skipping = setup.list<numbers::by_page>() | std::views::drop(30);
  CHECK(fake::run(setup.context, some_of(skipping, 1)).empty());
  CHECK_THROWS_WITH_AS((void)skipping.checkpoint(),
                       "invalid argument: checkpoint not available: a drop or drop_while is still skipping "
                       "items, and a checkpoint does not hold adaptor state; call checkpoint() before the "
                       "first await or after the first item",
                       roster::failure);
}

TEST_CASE("checkpoint: is past an item at which a function threw") {
  prompt setup({.total = 25});
  auto range = setup.list<numbers::by_page>() | std::views::filter([](const numbers::item& i) {
                 if (i.id == 5) throw std::runtime_error("trap");
                 return true;
               });
  CHECK_THROWS_AS(fake::run(setup.context, some_of(range, 1000)), std::runtime_error);
  CHECK(rest_of(setup, setup.list<numbers::by_page>({.resume = range.checkpoint()})) == numbers::ids(6, 25));
}

TEST_CASE("checkpoint: one of another request, endpoint or operation is rejected, and nothing is sent") {
  prompt setup({.total = 25});
  auto range = setup.list<numbers::by_page>();
  CHECK(fake::run(setup.context, some_of(range, 3)).size() == 3);
  const roster::list_options resumed{.resume = range.checkpoint()};
  const auto sent = setup.transport->requests.size();
  const auto is_refused = [&](auto other) {
    try {
      (void)fake::run(setup.context, other.next());
      return false;
    } catch (const roster::failure& f) {
      return f.condition() == roster::errc::invalid_argument;
    }
  };
  CHECK(is_refused(setup.list<numbers::by_page>(resumed, {.filter = "x"})));
  CHECK(is_refused(setup.list<numbers::by_page>(resumed, {.size = 5})));
  CHECK(is_refused(setup.list<numbers::by_page>(resumed, {}, "http://other.example")));
  CHECK(is_refused(setup.list<numbers::by_token>(resumed)));
  auto with_extra = resumed;
  with_extra.extra_query = {{"more", "1"}};
  CHECK(is_refused(setup.list<numbers::by_page>(with_extra)));
  CHECK(setup.transport->requests.size() == sent);
  CHECK_FALSE(is_refused(setup.list<numbers::by_page>(resumed)));
}

TEST_CASE("checkpoint: dropped duplicates do not shift the items after it") {
  prompt setup({});
  setup.transport = std::make_shared<fake::transport>([](const roster::http::request& request, std::size_t) {
    const auto number = numbers::number_in(request, "page", 1);
    const std::string items = number == 1   ? "[{\"id\":1},{\"id\":2},{\"id\":3}]"
                              : number == 2 ? "[{\"id\":3},{\"id\":4},{\"id\":5}]"
                                            : "[{\"id\":6}]";
    return numbers::json("{\"items\":" + items + ",\"total\":7}");
  });
  auto range = setup.list<numbers::by_page>({}, {.size = 3});
  CHECK(fake::run(setup.context, some_of(range, 4)) == numbers::ids(1, 4));
  CHECK(range.report().duplicates == 1);
  CHECK(range.checkpoint().index == 2);
  CHECK(rest_of(setup, setup.list<numbers::by_page>({.resume = range.checkpoint()}, {.size = 3})) ==
        numbers::ids(5, 6));
}
