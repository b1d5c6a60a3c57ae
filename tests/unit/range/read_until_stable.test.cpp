// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <optional>
#include <ranges>
#include <roster/failure.hpp>
#include <roster/range/combine/read_until_stable.hpp>
#include <roster/range/completion_code.hpp>
#include <string>
#include <support/fake_list.hpp>
#include <support/listed.hpp>
#include <vector>

namespace asio = boost::asio;
namespace eas = roster::eas;
using ids = std::vector<std::string>;

namespace {

struct row {
  std::string id{};
};

/// A list that returns different items in every pass, as a test specifies.
struct bench {
  asio::io_context io{};
  struct pass {
    ids brings{};
    roster::report report{};
    bool fails{};
  };
  std::vector<pass> passes{};
  std::size_t begun{};  ///< includes the list that is created during construction
  fake::answers mode{fake::answers::at_once};

  auto list() {
    return [this] {
      const auto& now = passes.at(begun == 0 ? 0 : begun - 1);
      ++begun;
      auto list = std::make_shared<fake::list<row>>();
      for (const auto& id : now.brings) list->pages.push_back({row{id}});
      list->report = now.report;
      list->report.requests = 1;
      list->failing = now.fails ? 1 : 0;
      list->mode = mode;
      return fake::range_of(list, io.get_executor());
    };
  }
  auto read_until_stable(std::size_t most = 5) { return roster::read_until_stable(list(), most, &row::id); }
  template <class Range>
  ids all_of(Range& range) {
    ids out;
    for (const auto& one : fake::run(io, range.collect())) out.push_back(one.id);
    return out;
  }
};

}  // namespace

TEST_CASE("read_until_stable: reads the list until two passes agree") {
  bench setup{.passes = {{{"a", "b"}}, {{"a", "b", "c"}}, {{"c", "b", "a"}}, {}}};
  auto range = setup.read_until_stable();
  CHECK(setup.all_of(range) == ids{"c", "b", "a"});  // as the last pass returned them
  CHECK(setup.begun == 4);
  CHECK(range.report().complete());
  CHECK(range.report().requests == 3);
  CHECK(range.report().items == 3);
  CHECK_FALSE(fake::run(setup.io, range.next()));
}

TEST_CASE(
    "read_until_stable: two passes suffice for an unchanged list, and nothing is read before the first "
    "await") {
  bench setup{.passes = {{{"a"}}, {{"a"}}}};
  auto range = setup.read_until_stable() | std::views::transform(&row::id);
  CHECK(setup.begun == 1);
  CHECK(fake::run(setup.io, range.next()) == "a");
  CHECK(setup.begun == 3);
  bench empty{.passes = {{}, {}}};
  auto none = empty.read_until_stable();
  CHECK(empty.all_of(none).empty());
  CHECK(none.report().complete());
}

TEST_CASE("read_until_stable: reports drift when no two passes agree, and yields the items of the last one") {
  bench setup{.passes = {{{"a"}}, {{"b"}}, {{"a"}}}};
  auto range = setup.read_until_stable(3);
  CHECK(setup.all_of(range) == ids{"a"});
  CHECK(setup.begun == 4);
  CHECK(range.report().drift);
  CHECK(range.report().note == "not stable: no two consecutive passes of 3 agreed without drift");
}

TEST_CASE(
    "read_until_stable: a pass with drift agrees with none before it, and one that is incomplete stays so") {
  bench setup{.passes = {{{"a"}}, {{"a"}, {.drift = true, .note = "shifted"}}, {{"a"}}}};
  auto range = setup.read_until_stable();
  CHECK(setup.all_of(range) == ids{"a"});
  CHECK(setup.begun == 4);
  CHECK(range.report().complete());
  CHECK(range.report().note.empty());
  const roster::report lacking{.incomplete = true, .note = "one is missing"};
  bench other{.passes = {{{"a"}, lacking}, {{"a"}, lacking}}};
  auto incomplete = other.read_until_stable();
  CHECK(other.all_of(incomplete) == ids{"a"});
  CHECK(incomplete.report().incomplete);
  CHECK(incomplete.report().note == "one is missing");
}

TEST_CASE("read_until_stable: a failed pass is restarted by the next await, and only the report counts it") {
  bench setup{.passes = {{{"a"}}, {{}, {}, true}, {{"b"}}, {{"b"}}}};
  auto range = setup.read_until_stable(3);
  CHECK_THROWS_AS(setup.all_of(range), roster::failure);
  CHECK(setup.all_of(range) == ids{"b"});
  CHECK(range.report().requests == 4);
  CHECK(range.report().complete());
}

TEST_CASE("read_until_stable: can be cancelled during a pass") {
  bench setup{.passes = {{{"a"}}}};
  setup.mode = fake::answers::never;
  auto range = setup.read_until_stable();
  asio::cancellation_signal stop;
  std::exception_ptr error;
  asio::co_spawn(setup.io, range.next(),
                 asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr e, auto) { error = e; }));
  setup.io.poll();
  stop.emit(asio::cancellation_type::terminal);
  setup.io.restart();
  setup.io.run();
  REQUIRE(error);
  CHECK(roster::detail::completion_code(error) == asio::error::operation_aborted);
}

TEST_CASE("read_until_stable: reports skipped fields of the last pass only") {
  const roster::report lenient{.skipped_fields = {.members = 1, .first = "items[0].size"}};
  bench setup{.passes = {{{"a"}, lenient}, {{"a"}, lenient}}};
  auto range = setup.read_until_stable();
  CHECK(setup.all_of(range) == ids{"a"});
  CHECK(range.report().skipped_fields.members == 1);
}

TEST_CASE("read_until_stable: rejects fewer than two passes") {
  bench setup{.passes = {{}}};
  CHECK_THROWS_WITH_AS(setup.read_until_stable(1), "invalid number of passes: expected at least 2, found 1",
                       roster::failure);
}

TEST_CASE("read_until_stable: a second pass finds an item that a total hid in the first one") {
  const roster::emulator::cloud clouds({.services = 30});
  const auto records = clouds.eas_records();
  clouds.before_request(2, [&] {  // the total stays, and the first service of page 2 moves to page 1
    CHECK(clouds.remove(records.front().service.service_id));
    clouds.add(eas::service{.service_id = "oldest", .create_time = roster::utc_time("2001-01-01T00:00:00Z")});
  });
  asio::io_context io;
  const eas::client client(io.get_executor(), {.endpoint = "http://emulator",
                                               .credentials = clouds.credentials(),
                                               .transport = clouds.transport(io.get_executor())});
  const auto list = [client] { return client.list_services({.page_size = 10}); };
  auto range = roster::read_until_stable(list);
  const auto all = fake::run(io, range.collect());
  ids came;
  for (const auto& service : all) came.push_back(service.service_id);
  ids there;
  for (const auto& r : clouds.eas_records()) there.push_back(r.service.service_id);
  CHECK(came == there);
  CHECK(range.report().complete());
  CHECK(clouds.log().size() == 9);
}
