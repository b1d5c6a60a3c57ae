// SPDX-License-Identifier: BSL-1.0
#pragma once
// A list stored at a server, in pages, and a page source that reads it: counts requests, records demands, and
// fails, waits or never responds as a test specifies.

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstddef>
#include <deque>
#include <iterator>
#include <memory>
#include <optional>
#include <random>
#include <roster/failure.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/page_source.hpp>
#include <string>
#include <support/run.hpp>
#include <utility>
#include <vector>

namespace fake {

namespace asio = boost::asio;

/// How a response is delivered.
enum class answers {
  at_once,  ///< without a context switch
  posted,   ///< from the executor's queue
  never,    ///< only if cancelled
};

/// The contents of a server and the requests it has received. Shared by a test and its page source.
template <class Row>
struct list {
  std::deque<std::vector<Row>> pages{};
  answers mode{answers::at_once};
  std::optional<std::int64_t> total{};

  std::size_t failing{};                  ///< requests that fail before the next page is returned
  bool failing_at_end{};                  ///< instead of reporting the end
  bool failing_first{};                   ///< every page, and the end, is returned at the second request
  std::vector<roster::demand> demands{};  ///< one for each request
  roster::report report{};
  bool source_is_gone{};
  bool threw_before_awaiting{};  ///< the source throws instead of returning an awaitable

  std::size_t requests() const { return demands.size(); }
};

template <class Row>
class source final : public roster::page_source<Row> {
 public:
  source(std::shared_ptr<list<Row>> from, asio::any_io_executor executor)
      : list_(std::move(from)), executor_(std::move(executor)) {}
  ~source() override { list_->source_is_gone = true; }

  asio::awaitable<std::optional<roster::page<Row>>> next(roster::demand wanted) override {
    list_->demands.push_back(wanted);
    if (list_->threw_before_awaiting) throw roster::failure(roster::errc::connection, "no route");
    return respond();
  }
  asio::any_io_executor get_executor() const override { return executor_; }
  const roster::report& report() const noexcept override { return list_->report; }

 private:
  asio::awaitable<std::optional<roster::page<Row>>> respond() {
    const auto executor = co_await asio::this_coro::executor;
    if (list_->mode == answers::posted) co_await asio::post(executor, asio::use_awaitable);
    if (list_->mode == answers::never) {
      asio::steady_timer silence(executor, asio::steady_timer::time_point::max());
      co_await silence.async_wait(asio::use_awaitable);
    }
    if (list_->failing > 0 || (list_->failing_first && list_->requests() % 2 == 1)) {
      list_->failing -= list_->failing > 0;
      throw roster::failure(roster::errc::unavailable, "the fake list was told to fail");
    }
    if (list_->pages.empty() && list_->failing_at_end)
      throw roster::failure(roster::errc::unavailable, "the fake list was told to fail at its end");
    if (list_->pages.empty()) co_return std::nullopt;
    roster::page<Row> page{};
    page.items = std::move(list_->pages.front());
    page.number = ++list_->report.pages;
    page.request_id = "request-" + std::to_string(list_->requests());
    page.total = list_->total;
    list_->pages.pop_front();
    list_->report.items += page.items.size();
    list_->report.total = list_->total;
    co_return page;
  }

  std::shared_ptr<list<Row>> list_;
  asio::any_io_executor executor_;
};

template <class Row>
roster::async_range<Row> range_of(const std::shared_ptr<list<Row>>& from, asio::any_io_executor executor) {
  return roster::async_range<Row>(std::make_unique<source<Row>>(from, std::move(executor)));
}

/// Splits a list into pages at random positions, with empty pages among them.
template <class Row>
std::deque<std::vector<Row>> split(std::vector<Row> flat, std::mt19937& random) {
  std::deque<std::vector<Row>> pages;
  const auto most = std::uniform_int_distribution<std::size_t>(1, 5)(random);
  auto size = std::uniform_int_distribution<std::size_t>(0, most);
  for (auto at = flat.begin(); at != flat.end();) {
    const auto left = static_cast<std::size_t>(flat.end() - at);
    const auto end = at + static_cast<std::ptrdiff_t>(std::min(size(random), left));
    pages.emplace_back(std::make_move_iterator(at), std::make_move_iterator(end));
    at = end;
  }
  if (size(random) == 0) pages.emplace_back();
  return pages;
}

}  // namespace fake
