// SPDX-License-Identifier: BSL-1.0
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <roster/auth/signer.hpp>
#include <roster/client.hpp>
#include <roster/range/adaptor/where.hpp>
#include <roster/schema/field.hpp>
#include <roster/watch/watch.hpp>
#include <roster/wire/parse_condition.hpp>
#include <string>
#include <support/fake_runtime.hpp>
#include <support/fake_transport.hpp>
#include <vector>

// Lists an API that sends times as numbers, from the request to the items.

namespace {

using namespace std::chrono_literals;

struct job {
  std::string id{};
  roster::epoch_seconds created{};
  std::optional<roster::epoch_milliseconds> ended{};

  friend bool operator==(const job&, const job&) = default;
};
struct jobs_query {};
struct jobs_response {
  std::vector<job> data{};
};
struct list_jobs {
  using request = jobs_query;
  using response = jobs_response;
  static constexpr auto target = roster::get("/v1/jobs");
  static constexpr auto items = roster::path<&jobs_response::data>;
  static constexpr auto paging = roster::one_page{};
  static constexpr auto key = roster::path<&job::id>;
};

const std::string jobs =
    R"({"data":[{"id":"b","created":1722318346.25,"ended":1722318400000},{"id":"a","created":1722318346},
                {"id":"d","created":1722318346123},{"id":"c","created":"1722318346.249999999","ended":"1722318346500"}]})";

struct bench {
  explicit bench(std::vector<std::string> bodies)
      : transport(std::make_shared<fake::transport>(
            [bodies = std::move(bodies)](const roster::http::request&, std::size_t n) {
              return fake::json(200, bodies.at((std::min)(n, bodies.size()) - 1));
            })) {}

  roster::client<list_jobs> client() {
    roster::client_config config{.endpoint = "http://jobs.example",
                                 .sign = roster::bearer{std::string("token")}};
    config.transport = transport;
    config.runtime = world.runtime();
    return {context.get_executor(), std::move(config)};
  }

  template <class Range>
  std::string ids(Range range) {
    std::string all;
    for (const auto& one : fake::run(context, range.collect())) all += one.id;
    return all;
  }

  boost::asio::io_context context{};
  fake::world world{};
  std::shared_ptr<fake::transport> transport;
};

}  // namespace

TEST_CASE("epoch_time: a listing reads times from numbers, and counts invalid ones (fault 165)") {
  bench setup({jobs});
  auto range = setup.client().list();
  auto all = fake::run(setup.context, range.collect());
  REQUIRE(all.size() == 4);
  CHECK(all[0].created == roster::epoch_seconds(roster::utc_time("2024-07-30T05:45:46.25Z").value().value()));
  CHECK(all[0].ended->time_point() == std::chrono::system_clock::time_point(1722318400s));
  CHECK(range.report().unreadable_times.members == 1);
  CHECK(range.report().unreadable_times.first == "data[2].created");
  std::erase_if(all, [](const job& one) { return one.created.is_unreadable(); });
  std::ranges::sort(all, [](const job& left, const job& right) { return left.created < right.created; });
  REQUIRE(all.size() == 3);
  CHECK(all[0].id + all[1].id + all[2].id == "acb");
}

TEST_CASE("epoch_time: a listing is filtered by typed and compiled conditions") {
  bench setup({jobs});
  const auto listed = [&](const roster::condition<job>& only) {
    return setup.ids(setup.client().list() | roster::where(only));
  };
  const auto typed = [&](const std::string& text) { return listed(roster::parse_condition<job>(text)); };
  CHECK(typed("created > 1722318346 && created < 2024-07-30T05:45:46.25Z") == "c");
  CHECK(typed("created == 2024-07") == "bac");
  CHECK(typed("created > now-30d") == "");
  CHECK(typed("ended == 1722318346500 || ended == 2024-07-30T05:46:40Z") == "bc");
  CHECK(listed(roster::field<&job::created> >= roster::utc_time("2024-07-30T05:45:46.249999999Z")) == "bc");
  CHECK(listed(roster::field<&job::ended> < std::chrono::sys_seconds(1722318400s)) == "c");
}

TEST_CASE("epoch_time: a watch reports a changed time, but not another spelling of the same time") {
  bench setup({R"({"data":[{"id":"a","created":1722318346}]})",
               R"({"data":[{"id":"a","created":"1722318346.0"}]})",
               R"({"data":[{"id":"a","created":1722318346.000000001}]})"});
  const auto client = setup.client();
  roster::watch_options options{.max_polls = 3};
  options.runtime = setup.world.runtime();
  roster::watch rows([client] { return client.list(); }, 1s, &job::id, options);
  auto changes = rows.changes();
  std::vector<std::size_t> counts;
  while (const auto round = fake::run(setup.context, changes.next_page()))
    counts.push_back(static_cast<std::size_t>(std::ranges::distance(*round)));
  CHECK(counts == std::vector<std::size_t>{1, 0, 1});
}
