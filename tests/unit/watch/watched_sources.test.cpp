// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <roster/watch/detail/watched_items.hpp>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using roster::report;
using roster::detail::listing_outcome;

namespace {

report::source good(const char* name) { return {.from = {.name = name}, .ended = true}; }
report::source failing(const char* name) {
  return {.from = {.name = name},
          .failed = roster::failure(roster::errc::unavailable, std::string(name) + ": no"),
          .incomplete = true};
}

/// Returns the report of a list of these targets, which was read to its end.
roster::report list_of(std::vector<report::source> targets) {
  roster::report list{.ended = true, .targets = std::move(targets)};
  for (const auto& one : list.targets) {
    list.incomplete = list.incomplete || one.incomplete;
    list.drift = list.drift || one.drift;
  }
  return list;
}

/// Polls of a fleet, one minute apart.
struct polls {
  roster::detail::watched_sources sources{true};
  roster::detail::poll_start now{};

  void end(const roster::report& list, const roster::detail::doubts_by_source& doubts = {}) {
    now.steady += 1min;
    now.wall += 1min;
    sources.end_poll(list, doubts, now);
  }
  listing_outcome of(const char* source) const { return sources.outcome_of(source); }
  std::map<std::string, roster::watched_source> all() const {
    std::map<std::string, roster::watched_source> out;
    for (auto& one : sources.all(now.steady)) out.emplace(one.name, one);
    return out;
  }
};

}  // namespace

TEST_CASE("watched_sources: each source is complete on its own, unless the whole list is incomplete") {
  polls fleet;
  auto list = list_of({good("a"), failing("b")});
  fleet.end(list);
  CHECK(fleet.of("a") == listing_outcome::complete);
  CHECK(fleet.of("b") == listing_outcome::failed);

  SUBCASE("incomplete without a target that is") {
    (list = list_of({good("a"), good("b")})).incomplete = true;
  }
  SUBCASE("drift without a target that has it") { list.drift = true; }
  SUBCASE("not read to its end") { list.ended = false; }
  SUBCASE("the target was not read to its end") { list.targets[0].ended = false; }
  SUBCASE("the target is incomplete") { list.targets[0].incomplete = true; }
  SUBCASE("the target has drift") { list.targets[0].drift = list.drift = true; }
  list.note = "something is wrong";
  fleet.end(list);
  CHECK(fleet.of("a") == listing_outcome::partial);
  CHECK(fleet.all().at("a").note == "something is wrong");
}

TEST_CASE(
    "watched_sources: a fleet that was read only as far as wanted is complete, with targets that were not "
    "opened") {
  polls fleet;
  auto list = list_of({good("a"), {.from = {.name = "b"}}});
  fleet.end(list);
  CHECK(fleet.of("b") == listing_outcome::complete);
  list.targets.push_back(failing("c"));
  list.incomplete = true;
  fleet.end(list);
  CHECK(fleet.of("a") == listing_outcome::complete);
  CHECK(fleet.of("b") == listing_outcome::partial);
}

TEST_CASE("watched_sources: items without a key or with a duplicate one make only their source incomplete") {
  polls fleet;
  fleet.end(list_of({good("a"), good("b")}), {{"a", ""}, {"b", "items without a key: 1"}});
  CHECK(fleet.of("a") == listing_outcome::complete);
  CHECK(fleet.of("b") == listing_outcome::partial);
  CHECK(fleet.all().at("b").note == "items without a key: 1");
}

TEST_CASE("watched_sources: targets with the same name are one source") {
  polls fleet;
  fleet.end(list_of({good("a"), failing("a"), good("b")}));
  CHECK(fleet.of("a") == listing_outcome::failed);
  auto list = list_of({good("a"), good("a"), good("b")});
  list.targets[0].incomplete = list.incomplete = true;
  fleet.end(list);
  CHECK(fleet.of("a") == listing_outcome::partial);
  CHECK(fleet.of("b") == listing_outcome::complete);
}

TEST_CASE("watched_sources: a target that is gone counts as an empty list, and is dropped") {
  polls fleet;
  fleet.end(list_of({good("a"), good("b")}));
  fleet.end(list_of({failing("a")}));
  CHECK(fleet.of("b") == listing_outcome::complete);
  CHECK(fleet.all().size() == 1);
  fleet.end(list_of({good("a")}));
  CHECK(fleet.all().size() == 1);

  fleet.end(list_of({good("a"), good("b")}));
  auto wrong = list_of({good("a")});
  wrong.drift = true;
  fleet.end(wrong);
  CHECK(fleet.of("b") == listing_outcome::partial);
  CHECK(fleet.all().at("b").stale);

  // Items of a source that no report has ever named, as in a concat of fleets and other lists.
  fleet.end(list_of({good("a")}), {{"c", ""}});
  CHECK(fleet.of("c") == listing_outcome::complete);
  fleet.end(list_of({failing("a")}));
  CHECK(fleet.of("c") == listing_outcome::partial);
}

TEST_CASE("watched_sources: returns since when a source is stale, and why") {
  polls fleet;
  fleet.end(list_of({good("a"), failing("b")}));
  const auto first = fleet.now.wall;
  fleet.end(list_of({failing("a"), good("b")}));
  fleet.end(list_of({failing("a"), good("b")}));
  const auto all = fleet.all();
  CHECK(all.at("a").stale);
  CHECK(all.at("a").last_complete == first);
  CHECK(all.at("a").age == 2min);
  CHECK(all.at("a").failed.value().condition() == roster::errc::unavailable);
  CHECK(all.at("a").note == "service unavailable: a: no");
  CHECK(!all.at("b").stale);
  CHECK(all.at("b").age == 0min);
  CHECK(!all.at("b").failed);
  CHECK(all.at("b").note == "");

  auto report = list_of({failing("a"), good("b"), failing("c")});
  fleet.sources.write_times(report);
  CHECK(report.targets[0].last_complete == first);
  CHECK(report.targets[1].last_complete == fleet.now.wall);
  CHECK(!report.targets[2].last_complete);

  fleet.sources.fail_poll({}, {roster::errc::timed_out, "too late"});
  CHECK(fleet.of("b") == listing_outcome::failed);
  CHECK(fleet.all().at("b").note == "timed out: too late");
  CHECK(fleet.all().at("b").last_complete == fleet.now.wall);
}

TEST_CASE("watched_sources: a list that is not a fleet is one source, whatever its targets") {
  roster::detail::watched_sources sources(false);
  CHECK(sources.all({}).empty());
  sources.end_poll(list_of({good("a"), failing("b")}), {}, {});
  CHECK(sources.outcome_of("") == listing_outcome::partial);
  sources.end_poll(list_of({good("a")}), {{"", ""}}, {});
  CHECK(sources.outcome_of("") == listing_outcome::complete);
  CHECK(sources.all({}).size() == 1);
  CHECK(sources.all({})[0].name == "");
  sources.fail_poll({}, {roster::errc::timed_out, "too late"});
  CHECK(sources.outcome_of("") == listing_outcome::failed);

  roster::detail::watched_sources failing_at_once(false);
  failing_at_once.fail_poll({}, {roster::errc::timed_out, "too late"});
  CHECK(failing_at_once.all({}).at(0).stale);
}
