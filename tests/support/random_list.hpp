// SPDX-License-Identifier: BSL-1.0
#pragma once
// A list of numbers of any length, served in any page size, whose responses arrive in any order and sometimes
// fail.

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdint>
#include <memory>
#include <random>
#include <roster/client.hpp>
#include <stdexcept>
#include <support/fake_transport.hpp>
#include <support/number_lists.hpp>
#include <utility>
#include <vector>

namespace numbers {

namespace asio = boost::asio;

/// Responds after a random number of executor turns, so that responses arrive in any order; sometimes fails.
class disorderly_transport final : public roster::transport {
 public:
  disorderly_transport(numbers::server from, std::mt19937& random, unsigned faults)
      : from_(from), random_(random), faults_(faults) {}

  asio::awaitable<roster::http::response> send(const roster::http::request& request, time_point) override {
    ++sent;
    const std::shared_ptr<std::size_t> here(&in_flight_, [](std::size_t* n) { --*n; });
    max_in_flight = std::max(max_in_flight, ++in_flight_);
    const auto turns = random_() % 8;
    const auto what = random_() % 100;
    const auto executor = co_await asio::this_coro::executor;
    for (unsigned i = 0; i < turns; ++i) co_await asio::post(executor, asio::use_awaitable);
    if (what < faults_) throw roster::failure(roster::errc::bad_request, "not now");  // not retried
    if (what < 2 * faults_) throw roster::failure(roster::errc::connection, "reset");
    auto answer = from_.respond(request);
    if (what < 3 * faults_) answer.body.resize(answer.body.size() / 2);
    co_return answer;
  }

  std::size_t sent{};
  std::size_t max_in_flight{};

 private:
  numbers::server from_;
  std::mt19937& random_;
  unsigned faults_;
  std::size_t in_flight_{};
};

/// Without a total the page size is the requested one: a smaller page would be indistinguishable from the
/// last one.
inline server random_server(std::mt19937& random) {
  const bool says_total = random() % 4 != 0;
  return {.total = static_cast<std::int64_t>(random() % 90),
          .max_page_size = says_total ? static_cast<std::int64_t>(1 + random() % 10) : 10,
          .says_size = random() % 2 == 0,
          .says_total = says_total};
}

struct random_list {
  explicit random_list(std::mt19937& random)
      : from(random_server(random)),
        faults(random() % 3 == 0 ? 8 : 0),
        transport(std::make_shared<disorderly_transport>(from, random, faults)) {}

  template <class Op>
  auto list(roster::list_options options) {
    const roster::client<Op> client(
        context.get_executor(),
        {.endpoint = "http://numbers.example", .transport = transport, .runtime = world.runtime()});
    return client.list({}, std::move(options));
  }

  asio::io_context context{};
  fake::world world{};
  server from;
  unsigned faults;
  std::shared_ptr<disorderly_transport> transport;
};

/// Lists all items, awaiting again after every failure.
template <class Range>
asio::awaitable<std::vector<std::int64_t>> all_of(Range range) {
  std::vector<std::int64_t> seen;
  for (int failures = 0; failures < 1000;) {
    try {
      auto item = co_await range.next();
      if (!item) co_return seen;
      seen.push_back(item->id);
    } catch (const roster::failure&) {
      ++failures;
    }
  }
  throw std::runtime_error("it never ends");
}

}  // namespace numbers
