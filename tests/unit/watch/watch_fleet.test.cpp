// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <roster/range/combine/fleet.hpp>
#include <roster/range/combine/merge.hpp>
#include <roster/range/combine/read_until_stable.hpp>
#include <roster/watch/watch.hpp>
#include <set>
#include <string>
#include <support/fake_list.hpp>
#include <support/fake_runtime.hpp>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using roster::change_kind;
using lines = std::vector<std::string>;

namespace {

struct part {
  std::string name{};
};
/// Neither it nor its members have an operator==.
struct row {
  std::string id{};
  int value{};
  std::vector<part> parts{};
};
using located_row = roster::sourced<row>;

/// How the listing of a target goes in a poll.
enum class way {
  works,
  fails_at_once,
  fails_at_end,  ///< after all pages were returned
  incomplete,
  drifts,
  throws_abort,  ///< not a failure, so that it ends the whole poll
  never,         ///< until it is cancelled
};

struct target_plan {
  std::deque<std::vector<row>> pages{};
  way how{way::works};
};

/// A fleet that a test controls, polled every ten seconds of virtual time.
struct fleet_bench {
  asio::io_context io{};
  fake::world world{};
  std::map<std::string, target_plan> targets{};
  roster::fleet_options how{};

  roster::async_range<located_row> fleet() const {
    std::vector<roster::fleet_target<row>> all;
    for (const auto& [name, plan] : targets)
      all.push_back({.from = {.name = name}, .open = [this, kept = plan] { return open(kept); }});
    return roster::fleet(io_executor(), std::move(all), how);
  }
  auto list() {
    return [this] { return fleet(); };
  }
  roster::watch_options options(roster::watch_options wanted = {}) {
    wanted.runtime = world.runtime();
    return wanted;
  }

 private:
  asio::any_io_executor io_executor() const { return const_cast<asio::io_context&>(io).get_executor(); }

  roster::async_range<row> open(const target_plan& plan) const {
    auto list = std::make_shared<fake::list<row>>();
    list->pages = plan.pages;
    list->mode = plan.how == way::never ? fake::answers::never : fake::answers::posted;
    list->failing = plan.how == way::fails_at_once ? 1 : 0;
    list->failing_at_end = plan.how == way::fails_at_end;
    list->report.incomplete = plan.how == way::incomplete;
    list->report.drift = plan.how == way::drifts;
    if (plan.how == way::incomplete || plan.how == way::drifts) list->report.note = "something is missing";
    if (plan.how == way::throws_abort) list->pages.push_back({{"bad"}});
    auto abort = [fatal = plan.how == way::throws_abort](row& r) -> row& {
      if (fatal && r.id == "bad") throw boost::system::system_error(asio::error::operation_aborted);
      return r;
    };
    auto checked = fake::range_of(list, io_executor()) | std::views::transform(abort);
    return checked;
  }
};

template <class Change>
std::string text_of(const Change& seen) {
  return "+~-"[static_cast<int>(seen.kind)] + seen.item.from->name + '/' + seen.item.item.id +
         std::to_string(seen.item.item.value);
}

/// Returns the changes of the next poll, in an order that does not depend on which target is faster.
template <class Changes>
lines next_poll(asio::io_context& io, Changes& changes) {
  const auto page = fake::run(io, changes.next_page());
  if (!page) return {"the end"};
  lines seen;
  for (const auto& change : *page) seen.push_back(text_of(change));
  std::sort(seen.begin(), seen.end());
  return seen;
}

std::map<std::string, roster::watched_source> by_name(const std::vector<roster::watched_source>& all) {
  std::map<std::string, roster::watched_source> out;
  for (const auto& one : all) out.emplace(one.name, one);
  return out;
}

}  // namespace

TEST_CASE("watch: a source that fails keeps its items, and the others continue (fault 156)") {
  for (const auto how : {way::fails_at_once, way::fails_at_end}) {
    fleet_bench setup;
    setup.targets = {{"x", {{{{"a", 1}, {"b", 1}}}}}, {"y", {{{{"a", 2}}, {{"b", 2}}}}}};
    roster::watch rows(setup.list(), 10s, &row::id, setup.options());
    auto changes = rows.changes();
    CHECK(next_poll(setup.io, changes) == lines{"+x/a1", "+x/b1", "+y/a2", "+y/b2"});
    CHECK(rows.items().size() == 4);
    CHECK(rows.items().at({"y", "a"}).item.value == 2);
    const auto complete_at = setup.world.wall;

    setup.targets = {{"x", {{{{"a", 1}}}}}, {"y", {{{{"a", 3}, {"c", 1}}}, how}}};
    CHECK(next_poll(setup.io, changes) == lines{"-x/b1"});
    CHECK(next_poll(setup.io, changes).empty());
    CHECK(!rows.last_error());
    CHECK(rows.age() == 20s);
    auto sources = by_name(rows.sources());
    REQUIRE(sources.size() == 2);
    CHECK(!sources["x"].stale);
    CHECK(sources["x"].age == 0s);
    CHECK(sources["y"].stale);
    CHECK(sources["y"].age == 20s);
    CHECK(sources["y"].last_complete == complete_at);
    CHECK(sources["y"].failed.value().condition() == roster::errc::unavailable);
    CHECK(sources["y"].note.starts_with("service unavailable: y: the fake list was told to fail"));
    CHECK(changes.report().targets.at(1).last_complete == complete_at);
    CHECK(changes.report().note == "1 of 2 targets failed: y");

    setup.targets["y"] = {{{{"c", 1}}}};
    CHECK(next_poll(setup.io, changes) == lines{"+y/c1", "-y/a2", "-y/b2"});
    sources = by_name(rows.sources());
    CHECK(!sources["y"].stale);
    CHECK(sources["y"].last_complete == setup.world.wall);
    CHECK(rows.age() == 0s);
  }
}

TEST_CASE(
    "watch: a source that is incomplete or drifts adds and changes, and others still remove (fault 158)") {
  for (const auto how : {way::incomplete, way::drifts}) {
    fleet_bench setup;
    setup.targets = {{"x", {{{{"a", 1}, {"b", 1}}}}}, {"y", {{{{"a", 1}, {"b", 1}}}}}};
    roster::watch rows(setup.list(), 10s, &row::id, setup.options());
    auto changes = rows.changes();
    next_poll(setup.io, changes);
    setup.targets = {{"x", {{{{"a", 1}}}}}, {"y", {{{{"b", 2}, {"c", 1}}}, how}}};
    CHECK(next_poll(setup.io, changes) == lines{"+y/c1", "-x/b1", "~y/b2"});
    auto sources = by_name(rows.sources());
    CHECK(sources["y"].stale);
    CHECK(!sources["y"].failed);
    CHECK(sources["y"].note == "something is missing");
    setup.targets["y"].how = way::works;
    CHECK(next_poll(setup.io, changes) == lines{"-y/a1"});
  }
}

TEST_CASE("watch: in a fleet items without a key, or with a duplicate one, affect their source alone") {
  fleet_bench setup;
  setup.targets = {{"x", {{{{"a", 1}, {"b", 1}}}}}, {"y", {{{{"a", 1}, {"b", 1}}}}}};
  roster::watch rows(setup.list(), 10s, &row::id, setup.options());
  auto changes = rows.changes();
  next_poll(setup.io, changes);
  setup.targets = {{"x", {{{{"a", 1}}}}}, {"y", {{{{"a", 1}, {"a", 2}}}}}};
  CHECK(next_poll(setup.io, changes) == lines{"-x/b1"});
  CHECK(changes.report().note == "y: items with a duplicate key: 1");
  CHECK(by_name(rows.sources())["y"].note == "items with a duplicate key: 1");
  CHECK(!changes.report().complete());
}

TEST_CASE(
    "watch: a target that is no longer in the fleet is removed with its items, also while another one fails "
    "(fault 160)") {
  fleet_bench setup;
  setup.targets = {{"x", {{{{"a", 1}}}}}, {"y", {{{{"a", 1}}}}}, {"z", {{{{"a", 1}}}}}};
  roster::watch rows(setup.list(), 10s, &row::id, setup.options());
  auto changes = rows.changes();
  next_poll(setup.io, changes);
  setup.targets["x"].how = way::fails_at_once;
  setup.targets.erase("y");
  CHECK(next_poll(setup.io, changes) == lines{"-y/a1"});
  CHECK(by_name(rows.sources()).size() == 2);
  setup.targets = {{"y", {{{{"a", 1}}}}}};
  CHECK(next_poll(setup.io, changes) == lines{"+y/a1", "-x/a1", "-z/a1"});
}

TEST_CASE("watch: a fleet's polls fail as a whole only if its options say so") {
  fleet_bench setup;
  setup.how = {.on_failure = roster::on_failure::stop};
  setup.targets = {{"x", {{{{"a", 1}, {"b", 1}}}}}, {"y", {{{{"a", 1}}}}}};
  roster::watch rows(setup.list(), 10s, &row::id, setup.options());
  auto changes = rows.changes();
  next_poll(setup.io, changes);
  setup.targets = {{"x", {{{{"a", 2}}}}}, {"y", {{}, way::fails_at_once}}};
  CHECK(next_poll(setup.io, changes).empty());
  CHECK(rows.last_failure().value().what() ==
        std::string("service unavailable: y: the fake list was told to fail"));
  for (const auto& one : rows.sources()) CHECK(one.stale);
}

TEST_CASE("watch: a fleet that fails in all its targets reports each failure, and continues") {
  fleet_bench setup;
  setup.targets = {{"x", {{}, way::fails_at_once}}, {"y", {{}, way::fails_at_once}}};
  roster::watch rows(setup.list(), 10s, &row::id, setup.options());
  auto changes = rows.changes();
  CHECK(next_poll(setup.io, changes).empty());
  for (const auto& one : rows.sources()) {
    CHECK(one.stale);
    CHECK(!one.last_complete);
    CHECK(!one.age);
  }
  setup.targets = {{"x", {{{{"a", 1}}}}}, {"y", {{}}}};
  CHECK(next_poll(setup.io, changes) == lines{"+x/a1"});
}

TEST_CASE("watch: after skip_initial the items of a source that failed in the first poll are added") {
  fleet_bench setup;
  setup.targets = {{"x", {{{{"a", 1}}}}}, {"y", {{}, way::fails_at_once}}};
  roster::watch rows(setup.list(), 10s, &row::id, setup.options({.skip_initial = true}));
  auto changes = rows.changes();
  CHECK(next_poll(setup.io, changes).empty());
  setup.targets["y"] = {{{{"a", 1}}}};
  CHECK(next_poll(setup.io, changes) == lines{"+y/a1"});
}

TEST_CASE(
    "watch: a filter keeps the sources of a fleet separate, and dropping the source makes it one list") {
  fleet_bench setup;
  setup.targets = {{"x", {{{{"a", 1}, {"b", 1}}}}}, {"y", {{{{"c", 1}}}}}};
  const auto filtered = [&] {
    return setup.fleet() | std::views::filter([](const located_row& r) { return r.item.value < 5; });
  };
  roster::watch rows(filtered, 10s, &row::id, setup.options());
  const auto inner = [&] { return setup.fleet() | std::views::transform(&located_row::item); };
  roster::watch plain(inner, 10s, &row::id, setup.options());
  auto changes = rows.changes();
  auto plain_changes = plain.changes();
  next_poll(setup.io, changes);
  fake::run(setup.io, plain_changes.next_page());
  CHECK(plain.items().contains("a"));
  setup.targets = {{"x", {{{{"a", 1}, {"b", 5}}}}}, {"y", {{}, way::fails_at_once}}};
  CHECK(next_poll(setup.io, changes) == lines{"-x/b1"});
  fake::run(setup.io, plain_changes.next_page());
  CHECK(plain.items().size() == 3);
  CHECK(plain.sources().at(0).stale);
  CHECK(plain.sources().at(0).note == "1 of 2 targets failed: y");
}

TEST_CASE(
    "watch: read_until_stable compares a fleet by source and key, and without agreement nothing is removed") {
  fleet_bench setup;
  setup.targets = {{"x", {{{{"a", 1}, {"b", 1}}}}}, {"y", {{{{"a", 1}}}}}};
  int passes = 0;
  bool restless = false;
  const auto restless_fleet = [&] {
    ++passes;
    if (restless) setup.targets["x"].pages = {{{"a", 1}, {std::to_string(passes), 1}}};
    return setup.fleet();
  };
  roster::watch rows([&] { return roster::read_until_stable(restless_fleet, 3, &row::id); }, 10s, &row::id,
                     setup.options());
  auto changes = rows.changes();
  passes = 0;
  CHECK(next_poll(setup.io, changes).size() == 3);
  CHECK(passes == 3);  // one of them when the list is created
  restless = true;
  setup.targets["y"] = {{}, way::fails_at_once};
  const auto seen = next_poll(setup.io, changes);
  CHECK(std::none_of(seen.begin(), seen.end(), [](const auto& line) { return line[0] == '-'; }));
}

TEST_CASE("watch: lists of several kinds are watched source by source as a fleet, and as one list by merge") {
  asio::io_context io;
  fake::world world;
  bool fails = false;
  const auto numbers = [&] {
    auto list = std::make_shared<fake::list<int>>();
    list->pages = {{1, 2}};
    list->failing = fails ? 1 : 0;
    return fake::range_of(list, io.get_executor()) |
           std::views::transform([](int n) { return row{std::to_string(n), n}; });
  };
  bool has_texts = true;
  const auto texts = [&] {
    auto list = std::make_shared<fake::list<std::string>>();
    if (has_texts) list->pages = {{"1", "3"}};
    return fake::range_of(list, io.get_executor()) |
           std::views::transform([](const std::string& id) { return row{id, 0}; });
  };
  roster::watch_options options{.runtime = world.runtime()};
  const auto both = [&] {
    return roster::fleet<row>(io.get_executor(), {{.from = {.name = "numbers"}, .open = numbers},
                                                  {.from = {.name = "texts"}, .open = texts}});
  };
  roster::watch rows(both, 10s, &row::id, options);
  auto changes = rows.changes();
  const auto merged = [&] { return roster::merge(numbers(), texts() | std::views::drop(1)); };
  roster::watch one(merged, 10s, &row::id, options);
  auto one_changes = one.changes();
  CHECK(next_poll(io, changes) == lines{"+numbers/11", "+numbers/22", "+texts/10", "+texts/30"});
  fake::run(io, one_changes.next_page());
  CHECK(one.items().size() == 3);
  fails = true;
  has_texts = false;
  CHECK(next_poll(io, changes) == lines{"-texts/10", "-texts/30"});
  fake::run(io, one_changes.next_page());
  CHECK(one.last_failure());
  CHECK(one.items().size() == 3);
}

namespace {

using source_items = std::map<std::string, int>;

/// The reference model of a watch.
struct model {
  std::map<std::string, source_items> items{};
  std::map<std::string, std::optional<std::chrono::sys_seconds>> complete{};
  std::set<std::string> stale{};
  std::set<std::string> may_remove{};

  void end_poll(const std::map<std::string, target_plan>& targets, std::chrono::sys_seconds began) {
    stale.clear();
    may_remove.clear();
    for (const auto& [name, known] : items)
      if (!targets.contains(name)) may_remove.insert(name);
    for (const auto& name : may_remove) {
      items.erase(name);
      complete.erase(name);
    }
    for (const auto& [name, plan] : targets) {
      complete.try_emplace(name);
      auto& known = items[name];
      if (plan.how == way::fails_at_once || plan.how == way::fails_at_end) {
        stale.insert(name);
        continue;
      }
      source_items came;
      bool doubtful = false;
      for (const auto& page : plan.pages)
        for (const auto& one : page)
          doubtful = one.id.empty() || !came.emplace(one.id, one.value).second || doubtful;
      came.erase("");
      if (plan.how == way::works && !doubtful) {
        known = came;
        complete[name] = began;
        may_remove.insert(name);
      } else {
        for (const auto& [id, value] : came) known[id] = value;
        stale.insert(name);
      }
    }
  }

  void fail_poll(const std::map<std::string, target_plan>& targets) {
    for (const auto& [name, plan] : targets) complete.try_emplace(name);
    for (const auto& [name, when] : complete) {
      items[name];
      stale.insert(name);
    }
  }
};

struct chance {
  std::mt19937 random;
  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); }

  /// Changes the items of a source; sometimes an item is duplicated or has no key.
  target_plan change(const target_plan& before) {
    std::vector<row> flat;
    for (const auto& page : before.pages)
      for (const auto& one : page)
        if (!one.id.empty() && below(8) != 0) flat.push_back({one.id, one.value + (below(6) == 0 ? 1 : 0)});
    for (int n = below(3); n > 0; --n) {
      const auto id = std::string(1, static_cast<char>('a' + below(8)));
      const bool known = std::ranges::any_of(flat, [&](const row& r) { return r.id == id; });
      if (!known || below(20) == 0) flat.push_back({id, below(3)});
    }
    if (below(20) == 0) flat.push_back({});
    std::ranges::shuffle(flat, random);
    static constexpr way ways[] = {way::works,        way::works,  way::works,     way::fails_at_once,
                                   way::fails_at_end, way::drifts, way::incomplete};
    return {fake::split(flat, random), ways[below(std::size(ways))]};
  }
};

}  // namespace

TEST_CASE(
    "watch: whatever its targets do, replaying a fleet's changes yields the last good list of each source "
    "(fault 157)") {
  std::size_t removals_beside_failures = 0;
  std::size_t aborted = 0;
  std::size_t stopped = 0;
  for (unsigned seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    chance random{std::mt19937(seed)};
    fleet_bench setup;
    for (const char* name : {"x", "y", "z"}) setup.targets[name] = {};
    roster::watch rows(setup.list(), 10s, &row::id, setup.options());
    auto changes = rows.changes();
    model expected;
    std::map<roster::detail::fleet_key<std::string>, int> replayed;
    bool succeeded = false;
    for (int poll = 0; poll < 25; ++poll) {
      CAPTURE(poll);
      for (auto& [name, plan] : setup.targets) plan = random.change(plan);
      const auto which = std::string(1, static_cast<char>('w' + random.below(4)));
      if (random.below(6) == 0 && setup.targets.erase(which) == 0) setup.targets[which] = random.change({});
      setup.how = {
          .max_concurrency = static_cast<std::size_t>(1 + random.below(3)),
          .order = random.below(2) == 0 ? roster::merge_order::ordered : roster::merge_order::unordered};
      const auto before = rows.sources();
      const auto polls = rows.polls();

      if (const auto trouble = random.below(6); trouble < 2 && !setup.targets.empty()) {
        auto& victim = setup.targets.begin()->second;
        const auto kept = std::exchange(victim.how, trouble == 0 ? way::throws_abort : way::never);
        std::optional<boost::system::error_code> ended;
        asio::cancellation_signal cancel;
        changes.async_next_page(asio::bind_cancellation_slot(
            cancel.slot(), [&](boost::system::error_code code, auto) { ended = code; }));
        setup.io.restart();
        setup.io.poll();
        if (trouble == 1) cancel.emit(asio::cancellation_type::terminal);
        setup.io.restart();
        setup.io.run();
        REQUIRE(ended == asio::error::operation_aborted);
        REQUIRE(rows.polls() == polls);
        REQUIRE(rows.sources().size() == before.size());
        victim.how = kept;
        ++aborted;
      }

      const bool fails = std::ranges::any_of(setup.targets, [](const auto& one) {
        return one.second.how == way::fails_at_once || one.second.how == way::fails_at_end;
      });
      if (fails && random.below(6) == 0) setup.how.on_failure = roster::on_failure::stop;
      std::optional<typename decltype(changes.next_page())::value_type> page;
      const bool whole_poll_fails = setup.how.on_failure == roster::on_failure::stop;
      try {
        page = fake::run(setup.io, changes.next_page());
        succeeded = succeeded || !whole_poll_fails;
        REQUIRE((succeeded || !whole_poll_fails));
      } catch (const roster::failure&) {
        REQUIRE(!succeeded);
        REQUIRE(whole_poll_fails);
      }
      stopped += whole_poll_fails ? 1 : 0;
      if (whole_poll_fails)
        expected.fail_poll(setup.targets);
      else
        expected.end_poll(setup.targets, setup.world.wall);

      std::set<roster::detail::fleet_key<std::string>> told_once;
      if (page)
        for (const auto& seen : **page) {
          const roster::detail::fleet_key<std::string> key{seen.item.from->name, seen.item.item.id};
          REQUIRE(told_once.insert(key).second);
          if (seen.kind == change_kind::removed) {
            REQUIRE(expected.may_remove.contains(key.source));
            REQUIRE(replayed.erase(key) == 1);
            removals_beside_failures += fails ? 1 : 0;
          } else {
            REQUIRE(replayed.contains(key) == (seen.kind == change_kind::changed));
            if (seen.previous) REQUIRE(seen.previous->item.value == replayed[key]);
            replayed[key] = seen.item.item.value;
          }
        }
      if (whole_poll_fails) REQUIRE(told_once.empty());

      std::map<std::string, source_items> seen;
      for (const auto& [key, value] : replayed) seen[key.source][key.key] = value;
      std::map<std::string, source_items> kept;
      for (const auto& [key, one] : rows.items()) kept[key.source][key.key] = one.item.value;
      auto wanted = expected.items;
      std::erase_if(wanted, [](const auto& one) { return one.second.empty(); });
      REQUIRE(seen == wanted);
      REQUIRE(kept == wanted);

      std::set<std::string> stale;
      std::map<std::string, std::optional<std::chrono::sys_seconds>> complete;
      for (const auto& one : rows.sources()) {
        complete.emplace(one.name, one.last_complete);
        if (one.stale) stale.insert(one.name);
        REQUIRE(one.stale == !one.note.empty());
      }
      REQUIRE(stale == expected.stale);
      REQUIRE(complete == expected.complete);
    }
  }
  CHECK(removals_beside_failures > 300);
  CHECK(aborted > 300);
  CHECK(stopped > 100);
}
