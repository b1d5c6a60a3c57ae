// SPDX-License-Identifier: BSL-1.0
// Conditions, projections, fleets and watches over every declaration of paging, against a reference: random lists, page
// sizes and faults.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <random>
#include <roster/emulator/serve.hpp>
#include <roster/range/combine/fleet.hpp>
#include <roster/schema/field.hpp>
#include <roster/watch/watch.hpp>
#include <set>
#include <string>
#include <support/served.hpp>
#include <support/styled_server.hpp>
#include <vector>

namespace {

using ids = std::vector<std::string>;

struct row {  // a projection of styles::item
  std::string id{};
};

template <class Items>
ids ids_of(const Items& items) {
  ids out;
  for (const auto& one : items) out.push_back(one.id);
  return out;
}

/// A served list of random size with random page sizes and, at times, a fault.
template <class Op>
struct random_list {
  explicit random_list(std::mt19937& random)
      : items(numbered(static_cast<std::int64_t>(random() % 30))),
        test(std::make_unique<fake::served<Op>>(
            items, roster::emulator::serve_options{.page_size = static_cast<std::int64_t>(1 + random() % 10),
                                                   .page_size_clamp =
                                                       static_cast<std::int64_t>(1 + random() % 10)})),
        how{.prefetch = random() % 3} {
    if (random() % 3 == 0)
      test->api.add_fault(roster::emulator::parse_fault("throttle:at=" + std::to_string(1 + random() % 3)));
  }

  static std::vector<styles::item> numbered(std::int64_t size) {
    std::vector<styles::item> out;
    for (std::int64_t id = 1; id <= size; ++id) out.push_back({std::to_string(id)});
    return out;
  }

  auto list() const { return test->client->list({}, how); }

  std::vector<styles::item> items;
  std::unique_ptr<fake::served<Op>> test;
  roster::list_options how;
};

std::string key_of(const styles::item& of) { return of.id; }

}  // namespace

TEST_CASE_TEMPLATE("style features: where and a projection return what they return of the whole list", Op,
                   PAGING_STYLES) {
  std::mt19937 random(7);
  for (int round = 0; round < 12; ++round) {
    const random_list<Op> from(random);
    const std::string part = std::to_string(random() % 10);
    auto found = from.list() | roster::where(roster::field<&styles::item::id>.contains(part));
    ids expected;
    for (const auto& one : from.items)
      if (one.id.find(part) != std::string::npos) expected.push_back(one.id);
    REQUIRE(ids_of(fake::run(from.test->context, found.collect())) == expected);
    auto rows = from.test->client->template list<row>({}, from.how);
    REQUIRE(ids_of(fake::run(from.test->context, rows.collect())) == ids_of(from.items));
  }
}

TEST_CASE_TEMPLATE("style features: a fleet of two lists has the items of both", Op, PAGING_STYLES) {
  std::mt19937 random(8);
  for (int round = 0; round < 8; ++round) {
    const random_list<Op> first(random);
    const auto client = *first.test->client;
    std::vector<roster::fleet_target<styles::item>> targets;
    for (const char* const name : {"a", "b"})
      targets.push_back(
          {.from = {.name = name}, .open = [client, how = first.how] { return client.list({}, how); }});
    auto both = roster::fleet(first.test->context.get_executor(), std::move(targets),
                              {.order = roster::merge_order::ordered});
    ids found;
    const auto items = fake::run(first.test->context, both.collect());
    for (const auto& one : items) found.push_back(one.from->name + one.item.id);
    ids expected;
    for (const char* const name : {"a", "b"})
      for (const auto& one : first.items) expected.push_back(name + one.id);
    REQUIRE(found == expected);
    REQUIRE(both.report().complete());
  }
}

TEST_CASE_TEMPLATE("style features: a watch reports the difference of two lists", Op, PAGING_STYLES) {
  std::mt19937 random(9);
  for (int round = 0; round < 8; ++round) {
    random_list<Op> from(random);
    roster::watch watched([client = *from.test->client, how = from.how] { return client.list({}, how); },
                          std::chrono::milliseconds(1), &key_of, {.max_polls = 2});
    auto changes = watched.changes();
    const auto poll = [&] {
      auto page = fake::run(from.test->context, changes.next_page());
      std::multiset<std::string> out;
      for (const auto& one : page.value())
        out.insert((one.kind == roster::change_kind::added ? "+" : "-") + one.item.id);
      return out;
    };
    std::multiset<std::string> expected;
    for (const auto& one : from.items) expected.insert("+" + one.id);
    REQUIRE(poll() == expected);
    expected.clear();
    for (const auto& one : from.items)
      if (random() % 4 == 0) {
        from.test->api.remove(one.id);
        expected.insert("-" + one.id);
      }
    from.test->api.insert({"new"}, 0);
    expected.insert("+new");
    REQUIRE(poll() == expected);
  }
}
