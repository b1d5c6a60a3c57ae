// SPDX-License-Identifier: BSL-1.0
#pragma once
// A list whose responses arrive when a test says so, and a page source that reads it.

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <roster/failure.hpp>
#include <roster/range/page_source.hpp>
#include <utility>
#include <vector>

namespace fake {

namespace asio = boost::asio;

/// The contents of a server and the requests it has received; it responds as many times as `release` allows.
struct gated_list {
  std::deque<std::vector<int>> pages{};
  std::size_t failing{};  ///< responses that are failures before the next page is returned
  std::vector<roster::demand> demands{};
  std::size_t cancelled{};
  std::size_t prefetch{};
  roster::report report{};
  bool source_is_gone{};

  std::size_t requests() const { return demands.size(); }

  void release(std::size_t answers = 1) {
    allowed += answers;
    if (waiting != nullptr) waiting->cancel();
  }

  std::size_t allowed{};
  asio::steady_timer* waiting{};
};

class gated_source final : public roster::page_source<int> {
 public:
  gated_source(std::shared_ptr<gated_list> from, asio::any_io_executor executor)
      : list_(std::move(from)), executor_(std::move(executor)) {}
  ~gated_source() override { list_->source_is_gone = true; }

  asio::awaitable<std::optional<roster::page<int>>> next(roster::demand wanted) override {
    list_->demands.push_back(wanted);
    return respond(list_);
  }
  void prefetch(std::size_t pages) override { list_->prefetch = pages; }
  asio::any_io_executor get_executor() const override { return executor_; }
  const roster::report& report() const noexcept override { return list_->report; }

 private:
  using answer_type = std::optional<roster::page<int>>;

  struct waiting_guard {
    gated_list& list;
    waiting_guard(gated_list& l, asio::steady_timer& timer) : list(l) { list.waiting = &timer; }
    waiting_guard(const waiting_guard&) = delete;
    waiting_guard& operator=(const waiting_guard&) = delete;
    ~waiting_guard() { list.waiting = nullptr; }
  };

  static asio::awaitable<void> pass(std::shared_ptr<gated_list> list) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer closed(executor, asio::steady_timer::time_point::max());
    const waiting_guard waiting(*list, closed);
    while (list->allowed == 0) {
      boost::system::error_code woken;
      auto token = asio::redirect_error(asio::use_awaitable, woken);
      co_await closed.async_wait(token);
      const auto state = co_await asio::this_coro::cancellation_state;
      if (state.cancelled() != asio::cancellation_type::none) {
        ++list->cancelled;
        throw boost::system::system_error(asio::error::operation_aborted);
      }
    }
    --list->allowed;
  }

  static asio::awaitable<answer_type> respond(std::shared_ptr<gated_list> list) {
    co_await pass(list);
    if (list->failing > 0) {
      --list->failing;
      throw roster::failure(roster::errc::unavailable, "the gated list was told to fail");
    }
    if (list->pages.empty()) co_return std::nullopt;
    roster::page<int> page{};
    page.items = std::move(list->pages.front());
    page.number = ++list->report.pages;
    list->pages.pop_front();
    list->report.items += page.items.size();
    co_return page;
  }

  std::shared_ptr<gated_list> list_;
  asio::any_io_executor executor_;
};

}  // namespace fake
