// SPDX-License-Identifier: BSL-1.0
#pragma once
// A range as a page source: how a list with its adaptors becomes part of another one.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <roster/range/async_range.hpp>
#include <roster/range/detail/item_value.hpp>
#include <roster/range/page_source.hpp>
#include <string>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

/// Returns the output of a range: for every non-empty page, a page of its items as values. The functions of
/// the range's pipeline are called for no more items than wanted if that number is known, otherwise for a
/// whole page at a time.
/// Example: range_source: a page is the pipeline's output for one page
template <class Row, class... Adaptors>
class range_source final : public page_source<typename async_range<Row, Adaptors...>::value_type> {
  using range = async_range<Row, Adaptors...>;
  using range_state = typename range::range_state;
  using value = typename range::value_type;

 public:
  explicit range_source(range from) noexcept : range_(std::move(from)) {}

  asio::awaitable<std::optional<page<value>>> next(demand wanted) override {
    if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    const std::shared_ptr<range_state> from = range_.started();
    from->check_idle();
    bool here = from->advance();
    if (!here) here = co_await range_state::advance_page(from, wanted);
    if (!here) co_return std::nullopt;
    co_return gather(*from, wanted);
  }

  void prefetch(std::size_t pages) override {
    if (range_.recipe_) range_.recipe_->source->prefetch(pages);
  }

  void stop() noexcept override {
    if (range_.engine_) range_.engine_->finish();
  }

  std::string asked() const override { return range_.source().asked(); }
  asio::any_io_executor get_executor() const override { return range_.get_executor(); }
  const roster::report& report() const noexcept override { return range_.source().report(); }

  /// Returns the source of a range. A range without adaptors returns its own source.
  static std::unique_ptr<page_source<value>> of(range from) {
    if constexpr (sizeof...(Adaptors) == 0)
      if (from.recipe_) return std::move(std::exchange(from.recipe_, nullptr)->source);
    return std::make_unique<range_source>(std::move(from));
  }

 private:
  /// Returns the items from the one under the cursor on. An exception of a function is rethrown after the
  /// items before it have been delivered.
  page<value> gather(range_state& from, demand wanted) {
    const auto& current = from.current_page();
    page<value> out{.number = current.number, .request_id = current.request_id, .total = current.total};
    try {
      do out.items.push_back(owned_item(from));
      while (out.items.size() < wanted && from.advance());
    } catch (...) {
      if (out.items.empty()) throw;
      thrown_ = std::current_exception();
    }
    return out;
  }

  range range_;
  std::exception_ptr thrown_{};  // rethrown after the items before it have been delivered
};

}  // namespace roster::inline v0::detail
