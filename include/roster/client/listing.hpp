// SPDX-License-Identifier: BSL-1.0
#pragma once
// A walk that is carried out: asks the walker what to send, exchanges it, hands the answer back, yields
// pages.

#include <chrono>
#include <memory>
#include <optional>
#include <roster/client/ask_for.hpp>
#include <roster/client/compose.hpp>
#include <roster/client/core.hpp>
#include <roster/client/exchange.hpp>
#include <roster/client/list_options.hpp>
#include <roster/page/judgement.hpp>
#include <roster/page/walker.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/page_source.hpp>
#include <roster/wire/answer.hpp>
#include <string>
#include <utility>
#include <variant>

namespace roster {

/// The pages of Op's list, as rows of type Row.
template <operation Op, class Row = item_of<Op>>
class listing final : public page_source<Row> {
 public:
  listing(std::shared_ptr<const client_core> core, typename Op::request request, list_options options)
      : core_(std::move(core)), options_(std::move(options)), walker_(std::move(request)) {}

  asio::awaitable<std::optional<page<Row>>> next(demand wanted) override {
    start_clock();
    auto step = walker_.ask(wanted);
    const auto* asked = std::get_if<typename Op::request>(&step);
    if (asked == nullptr) co_return std::nullopt;
    const auto request = detail::compose<Op>(core_->endpoint, *asked, options_);
    std::optional<page<Row>> brought;
    const detail::take_answer take = [&](const http::response& response) {
      return take_page(response, brought);
    };
    const detail::exchange_context context{
        .deadline = deadline_, .needed = permission_of<Op>, .counters = walker_.report()};
    co_await detail::exchange(*core_, request, context, take);
    co_return brought;
  }

  bool ask_for(const one_of& wanted) override {
    return detail::ask_for<Op>(walker_.asked(), options_, wanted);
  }
  std::string asked() const override { return detail::asked_text<Op>(walker_.asked()); }

  asio::any_io_executor get_executor() const override { return core_->executor; }
  const roster::report& report() const noexcept override { return walker_.report(); }

 private:
  void start_clock() {
    if (options_.deadline && !deadline_) deadline_ = core_->around.steady_now() + *options_.deadline;
  }

  std::optional<detail::rejection> take_page(const http::response& response,
                                             std::optional<page<Row>>& brought) {
    answer<Op, Row> came;
    if (const auto mistake = decode_answer(response.body, came))
      return detail::rejection{undecodable(response, "the answer cannot be read: " + mistake->text()),
                               mistake->offset >= response.body.size()};
    auto taken = walker_.take(std::move(came));
    if (auto* stuck = std::get_if<walk_stuck>(&taken)) {
      if (stuck->condition == errc::bad_answer)
        return detail::rejection{undecodable(response, stuck->message)};
      return detail::rejection{failure(stuck->condition, stuck->message)};
    }
    brought = std::get<page<Row>>(std::move(taken));
    return std::nullopt;
  }

  std::shared_ptr<const client_core> core_;
  list_options options_;
  walker<Op, Row> walker_;
  std::optional<std::chrono::steady_clock::time_point> deadline_{};
};

/// Returns the range over Op's list; nothing is requested before its first await.
template <operation Op, class Row = item_of<Op>>
async_range<Row> list(std::shared_ptr<const client_core> core, typename Op::request request,
                      list_options options) {
  return async_range<Row>(
      std::make_unique<listing<Op, Row>>(std::move(core), std::move(request), std::move(options)));
}

/// Returns the first request of a listing, signed for this moment. Nothing is sent.
template <operation Op>
asio::awaitable<http::request> prepare_listing(std::shared_ptr<const client_core> core,
                                               typename Op::request request, list_options options,
                                               demand wanted) {
  walker<Op> walk(std::move(request));
  auto step = walk.ask(wanted);
  auto composed = detail::compose<Op>(core->endpoint, std::get<typename Op::request>(step), options);
  auto prepared = co_await detail::sign_now(*core, std::move(composed));
  co_return prepared;
}

}  // namespace roster
