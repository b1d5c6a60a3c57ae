// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <optional>
#include <random>
#include <roster/eas/client.hpp>
#include <roster/emulator/cloud.hpp>
#include <roster/watch/watch.hpp>
#include <stdexcept>
#include <string>
#include <support/fake_list.hpp>
#include <support/fake_runtime.hpp>
#include <vector>

namespace eas = roster::eas;
namespace asio = boost::asio;
using namespace std::chrono_literals;
using roster::change_kind;
using lines = std::vector<std::string>;

namespace {

struct row {
  std::string id{};
  int value{};
};

/// A list that a test controls, polled every ten seconds of virtual time. Reading it takes `reading`.
struct bench {
  asio::io_context io{};
  fake::world world{};
  std::vector<row> now{};
  roster::report report{};
  std::chrono::milliseconds reading{};
  bool failing{};
  fake::answers mode{fake::answers::at_once};
  int lists{};

  auto list() {
    return [this] {
      ++lists;
      auto list = std::make_shared<fake::list<row>>();
      if (!now.empty()) list->pages = {now};
      list->report = report;
      list->failing = failing ? 1 : 0;
      list->mode = mode;
      world.steady += reading;
      return fake::range_of(list, io.get_executor());
    };
  }
  roster::watch_options options(roster::watch_options wanted = {}) {
    wanted.runtime = world.runtime();
    return wanted;
  }
};

template <class Change>
std::string text_of(const Change& seen) {
  const char sign = seen.kind == change_kind::added ? '+' : seen.kind == change_kind::removed ? '-' : '~';
  return sign + seen.item.id + std::to_string(seen.item.value);
}

/// Returns the changes of the next poll.
template <class Changes>
lines next_poll(asio::io_context& io, Changes& changes) {
  const auto page = fake::run(io, changes.next_page());
  if (!page) return {"the end"};
  lines seen;
  for (const auto& change : *page) seen.push_back(text_of(change));
  return seen;
}

}  // namespace

TEST_CASE("watch: emits added, changed and removed items") {
  bench setup;
  roster::watch rows(setup.list(), 10s, &row::id, setup.options());
  auto changes = rows.changes();
  setup.now = {{"a", 1}, {"b", 1}};
  CHECK(next_poll(setup.io, changes) == lines{"+a1", "+b1"});
  CHECK(next_poll(setup.io, changes).empty());
  setup.now = {{"a", 2}, {"c", 1}};
  CHECK(next_poll(setup.io, changes) == lines{"-b1", "~a2", "+c1"});
  setup.now = {{"a", 3}};
  const auto removed = fake::run(setup.io, changes.next());
  REQUIRE(removed);
  CHECK(text_of(*removed) == "-c1");
  const auto changed = fake::run(setup.io, changes.next());
  REQUIRE(changed);
  CHECK(changed->previous.value().value == 2);
  CHECK(rows.items().size() == 1);
  CHECK(rows.polls() == 4);
  CHECK(changes.report().pages == 4);
}

TEST_CASE("watch: next waits through polls without changes, and changes compose as any range does") {
  bench setup;
  setup.now = {{"a", 1}, {"b", 1}};
  auto options = setup.options();
  options.runtime.sleep = [&, sleep = options.runtime.sleep](std::chrono::milliseconds time) {
    if (setup.lists == 5) setup.now = {{"b", 2}};
    return sleep(time);
  };
  roster::watch rows(setup.list(), 10s, &row::id, options);
  auto removed = rows.changes() |
                 std::views::filter([](const auto& seen) { return seen.kind == change_kind::removed; }) |
                 std::views::transform([](const auto& seen) { return seen.item.id; });
  CHECK(fake::run(setup.io, removed.next()) == "a");
  CHECK(rows.polls() == 5);  // and one list during construction
}

TEST_CASE("watch: the interval is from start to start, and a long poll delays the next one without overlap") {
  bench setup;
  roster::watch rows(setup.list(), 10s, &row::id, setup.options());
  setup.world.steady = {};
  auto changes = rows.changes();
  using sleeps = std::vector<std::chrono::milliseconds>;
  setup.reading = 3s;
  next_poll(setup.io, changes);
  CHECK(setup.world.sleeps.empty());  // the first poll starts immediately
  next_poll(setup.io, changes);
  CHECK(setup.world.sleeps == sleeps{7s});
  setup.reading = 25s;
  next_poll(setup.io, changes);
  setup.reading = 0s;
  next_poll(setup.io, changes);
  CHECK(setup.world.sleeps == sleeps{7s, 7s});
  next_poll(setup.io, changes);
  CHECK(setup.world.sleeps == sleeps{7s, 7s, 10s});
}

TEST_CASE("watch: an incomplete or drifting listing emits additions and changes, and no removals") {
  bench setup;
  roster::watch rows(setup.list(), 10s, &row::id, setup.options());
  auto changes = rows.changes();
  setup.now = {{"a", 1}, {"b", 1}};
  next_poll(setup.io, changes);
  setup.now = {{"b", 2}, {"c", 1}};
  SUBCASE("incomplete") { setup.report.incomplete = true; }
  SUBCASE("drift") { setup.report.drift = true; }
  setup.report.note = "something is missing";
  CHECK(next_poll(setup.io, changes) == lines{"~b2", "+c1"});
  CHECK(!changes.report().complete());
  CHECK(changes.report().note == "something is missing");
  CHECK(rows.items().contains("a"));
  CHECK(rows.age() == 10s);
  setup.report = {};
  CHECK(next_poll(setup.io, changes) == lines{"-a1"});
  CHECK(changes.report().complete());
  CHECK(changes.report().note.empty());
  CHECK(rows.age() == 0s);
}

TEST_CASE("watch: items without a key are not watched, and nothing is removed while there are any") {
  bench setup;
  roster::watch rows(setup.list(), 10s, &row::id, setup.options());
  auto changes = rows.changes();
  setup.now = {{"a", 1}, {"b", 1}};
  next_poll(setup.io, changes);
  setup.now = {{"a", 1}, {"", 1}};
  CHECK(next_poll(setup.io, changes).empty());
  CHECK(changes.report().note == "items without a key: 1");
  setup.now = {{"a", 1}, {"a", 2}};
  CHECK(next_poll(setup.io, changes).empty());
  CHECK(changes.report().note == "items with a duplicate key: 1");
  setup.now = {{"a", 1}};
  CHECK(next_poll(setup.io, changes) == lines{"-b1"});
}

TEST_CASE("watch: a failed poll emits nothing, is recorded, and does not end the watch") {
  bench setup;
  roster::watch rows(setup.list(), 10s, &row::id, setup.options());
  auto changes = rows.changes();
  CHECK(!rows.age());
  setup.now = {{"a", 1}};
  next_poll(setup.io, changes);
  setup.failing = true;
  setup.now = {};
  for (int i = 0; i < 3; ++i) CHECK(next_poll(setup.io, changes).empty());
  REQUIRE(rows.last_failure());
  CHECK(rows.last_failure()->condition() == roster::errc::unavailable);
  CHECK(rows.age() == 30s);
  CHECK(rows.items().size() == 1);
  setup.failing = false;
  CHECK(next_poll(setup.io, changes) == lines{"-a1"});
  CHECK(!rows.last_error());
  CHECK(rows.polls() == 5);
  CHECK(setup.world.sleeps.size() == 4);
}

TEST_CASE("watch: failures are thrown before the first success, or always; the next await is the next poll") {
  for (const bool always : {false, true}) {
    bench setup;
    roster::watch rows(setup.list(), 10s, &row::id, setup.options({.throw_failures = always}));
    auto changes = rows.changes();
    setup.failing = true;
    for (int i = 0; i < 2; ++i) CHECK_THROWS_AS(next_poll(setup.io, changes), roster::failure);
    CHECK(setup.world.sleeps.size() == 1);
    setup.failing = false;
    setup.now = {{"a", 1}};
    CHECK(next_poll(setup.io, changes) == lines{"+a1"});
    setup.failing = true;
    if (always)
      CHECK_THROWS_AS(next_poll(setup.io, changes), roster::failure);
    else
      CHECK(next_poll(setup.io, changes).empty());
    CHECK(rows.polls() == 4);
  }
}

TEST_CASE("watch: an exception of a user function is rethrown, and the poll is restarted") {
  bench setup;
  bool broken = true;
  const auto key = [&](const row& r) {
    if (broken) throw std::runtime_error("no key today");
    return r.id;
  };
  roster::watch rows(setup.list(), 10s, key, setup.options());
  auto changes = rows.changes();
  setup.now = {{"a", 1}};
  CHECK_THROWS_WITH_AS(next_poll(setup.io, changes), "no key today", std::runtime_error);
  broken = false;
  CHECK(next_poll(setup.io, changes) == lines{"+a1"});
  CHECK(setup.world.sleeps.empty());
}

TEST_CASE("watch: the first listing can be skipped, and the number of polls can be limited") {
  bench setup;
  roster::watch rows(setup.list(), 10s, &row::id, setup.options({.skip_initial = true, .max_polls = 2}));
  auto changes = rows.changes();
  setup.now = {{"a", 1}};
  CHECK(next_poll(setup.io, changes).empty());
  CHECK(rows.items().size() == 1);
  setup.now = {{"a", 1}, {"b", 1}};
  CHECK(next_poll(setup.io, changes) == lines{"+b1"});
  CHECK(next_poll(setup.io, changes) == lines{"the end"});
  CHECK(setup.world.sleeps.size() == 1);
}

TEST_CASE("watch: a user function can compare items") {
  bench setup;
  const auto same = [](const row& a, const row& b) { return a.value / 10 == b.value / 10; };
  roster::watch rows(setup.list(), 10s, &row::id, setup.options(), same);
  auto changes = rows.changes();
  setup.now = {{"a", 11}};
  next_poll(setup.io, changes);
  setup.now = {{"a", 12}};
  CHECK(next_poll(setup.io, changes).empty());
  setup.now = {{"a", 20}};
  CHECK(next_poll(setup.io, changes) == lines{"~a20"});
}

TEST_CASE("watch: rejects an interval of zero") {
  bench setup;
  CHECK_THROWS_WITH_AS(roster::watch(setup.list(), 0s, &row::id),
                       "invalid watch interval: expected a positive duration, found 0 ms", roster::failure);
}

namespace {

/// Starts to await the next poll, which is recorded when it ends.
template <class Changes>
std::shared_ptr<std::optional<boost::system::error_code>> start_poll(asio::io_context& io, Changes& changes,
                                                                     asio::cancellation_slot slot) {
  auto ended = std::make_shared<std::optional<boost::system::error_code>>();
  changes.async_next_page(
      asio::bind_cancellation_slot(slot, [ended](boost::system::error_code code, auto) { *ended = code; }));
  io.restart();
  io.poll();
  return ended;
}

}  // namespace

TEST_CASE(
    "watch: cancelled during a poll it restarts that poll, and between two the next one keeps its time") {
  bench setup;
  asio::cancellation_signal cancel;
  auto options = setup.options();
  bool waits_forever = false;
  options.runtime.sleep = [&, virtual_sleep = options.runtime.sleep](std::chrono::milliseconds time) {
    const auto silence = [](asio::io_context& io) -> asio::awaitable<void> {
      asio::steady_timer timer(io, asio::steady_timer::time_point::max());
      co_await timer.async_wait(asio::use_awaitable);
    };
    return waits_forever ? silence(setup.io) : virtual_sleep(time);
  };
  roster::watch rows(setup.list(), 10s, &row::id, options);
  auto changes = rows.changes();
  setup.now = {{"a", 1}};
  setup.mode = fake::answers::never;
  const auto cancelled = [&] {
    const auto ended = start_poll(setup.io, changes, cancel.slot());
    CHECK(!*ended);
    cancel.emit(asio::cancellation_type::terminal);
    setup.io.poll();
    REQUIRE(*ended);
    return **ended;
  };
  CHECK(cancelled() == asio::error::operation_aborted);
  CHECK(rows.polls() == 0);
  setup.mode = fake::answers::at_once;
  CHECK(next_poll(setup.io, changes) == lines{"+a1"});
  CHECK(setup.world.sleeps.empty());

  waits_forever = true;
  setup.world.steady += 4s;
  const auto lists = setup.lists;
  CHECK(cancelled() == asio::error::operation_aborted);
  CHECK(setup.lists == lists);
  waits_forever = false;
  CHECK(next_poll(setup.io, changes).empty());
  CHECK(setup.world.sleeps == std::vector<std::chrono::milliseconds>{6s});
}

TEST_CASE("watch: one of two ranges of changes may be awaited at a time, and both outlive the watch") {
  bench setup;
  auto rows = std::make_optional(roster::watch(setup.list(), 10s, &row::id, setup.options()));
  auto one = rows->changes();
  auto other = std::make_optional(rows->changes());
  rows.reset();
  setup.now = {{"a", 1}};
  setup.mode = fake::answers::never;
  asio::cancellation_signal cancel;
  const auto ended = start_poll(setup.io, one, cancel.slot());
  CHECK(*start_poll(setup.io, *other, {}) == roster::errc::busy);
  cancel.emit(asio::cancellation_type::terminal);
  setup.io.restart();
  setup.io.run();
  CHECK(*ended == asio::error::operation_aborted);
  setup.mode = fake::answers::at_once;
  CHECK(next_poll(setup.io, *other) == lines{"+a1"});
  CHECK(next_poll(setup.io, one).empty());
}

namespace {

/// Clouds whose services are added, removed and changed at random, between the polls of a watch and sometimes
/// during one; and listings with faults.
struct restless_clouds {
  std::mt19937 random;
  roster::emulator::cloud clouds{{.page_size_clamp = 4}, roster::emulator::data{}};
  int made{};

  explicit restless_clouds(unsigned seed) : random(seed) {}

  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); }

  std::map<std::string, eas::service> services() const {
    std::map<std::string, eas::service> all;
    for (const auto& record : clouds.eas_records()) all.emplace(record.service.service_id, record.service);
    return all;
  }

  void change(bool within_a_listing = false) {
    const auto all = services();
    const auto one = all.empty() ? all.end() : std::next(all.begin(), static_cast<long>(below(all.size())));
    if (one == all.end() || below(2) == 0) {
      clouds.add(eas::service{.service_id = "eas-" + std::to_string(++made)});
    } else {
      CHECK(clouds.remove(one->first));
      auto changed = one->second;
      changed.gpu = changed.gpu.value_or(0) + 1;
      // It is inserted at the front: during a listing it could move to a page that was already read.
      if (!within_a_listing && below(2) == 0) clouds.add(changed);
    }
  }

  /// Injects a detectable fault: with a total that is too small a service hides the rest of its list.
  void go_wrong() {
    static constexpr const char* faults[] = {"denied",
                                             "denied:page=2",
                                             "reset:page=2",
                                             "cut",
                                             "total:add=2",
                                             "empty-page:page=2",
                                             "repeat-page:page=2",
                                             "no-total",
                                             "page-number:add=1:page=2",
                                             "throttle",
                                             "truncate:page=3"};
    std::string fault = faults[below(std::size(faults))];
    if (const auto second = fault.find(':', fault.find(':') + 1); second != fault.npos) fault[second] = ',';
    clouds.add_fault(roster::emulator::parse_fault(fault));
  }

  void change_within() {
    const auto next = static_cast<std::int64_t>(clouds.log().size()) + 2;
    clouds.before_request(next, [this] { change(true); });
  }
};

}  // namespace

TEST_CASE("watch: in any case, replaying the changes yields the last good list") {
  std::size_t good = 0;
  std::size_t bad = 0;
  std::size_t removals = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    asio::io_context io;
    fake::world world;
    restless_clouds runtime(seed);
    const eas::client client(io.get_executor(), {.endpoint = "http://emulator",
                                                 .credentials = runtime.clouds.credentials(),
                                                 .retry = {.max_retries = 0},
                                                 .transport = runtime.clouds.transport(io.get_executor())});
    roster::watch services([&] { return client.list_services(); }, 10s, {.runtime = world.runtime()});
    auto changes = services.changes();
    std::map<std::string, eas::service> replayed;
    for (int poll = 0; poll < 25; ++poll) {
      CAPTURE(poll);
      for (std::size_t n = runtime.below(6); n > 0; --n) runtime.change();
      const auto trouble = runtime.below(4);
      if (trouble < 2) runtime.go_wrong();
      std::optional<typename decltype(changes.next_page())::value_type> page;
      const auto before = runtime.services();
      if (trouble == 2) runtime.change_within();  // not with a wrong total, which could hide it
      try {
        page = fake::run(io, changes.next_page());
      } catch (const roster::failure&) {
        REQUIRE(replayed.empty());
        continue;
      }
      const auto after = runtime.services();
      for (const auto& seen : **page) {
        const auto& id = seen.item.service_id;
        if (seen.kind == change_kind::removed) {
          ++removals;
          REQUIRE(!(before.contains(id) && after.contains(id)));
          REQUIRE(replayed.erase(id) == 1);
        } else {
          REQUIRE(replayed.contains(id) == (seen.kind == change_kind::changed));
          if (seen.previous) REQUIRE(*seen.previous == replayed[id]);
          replayed[id] = seen.item;
        }
      }
      REQUIRE(replayed == services.items());
      const bool is_good = !services.last_error() && changes.report().complete();
      if (is_good && before == after) REQUIRE(replayed == after);
      ++(is_good ? good : bad);
    }
  }
  CHECK(good > 300);
  CHECK(bad > 300);
  CHECK(removals > 300);
}
