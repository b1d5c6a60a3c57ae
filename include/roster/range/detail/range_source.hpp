// SPDX-License-Identifier: BSL-1.0
#pragma once
// The page source of a range, and its parts.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/system_executor.hpp>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <roster/range/async_range.hpp>
#include <roster/range/combine/detail/concurrent_sources.hpp>
#include <roster/range/detail/consume.hpp>
#include <roster/range/detail/pipeline.hpp>
#include <roster/range/page_source.hpp>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

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

  std::string request_text() const override { return range_.source().request_text(); }
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

// Ranges as parts of one range, for concat and merge: their requirements, and how their pages are obtained.

template <class Range>
using item_of_range = typename std::remove_cvref_t<Range>::value_type;

template <class Range>
inline constexpr bool has_owned_items = false;
template <class Row, class... Adaptors>
inline constexpr bool has_owned_items<async_range<Row, Adaptors...>> =
    can_be_owned<pipeline<Row, Adaptors...>> &&
    !refers_elsewhere<typename async_range<Row, Adaptors...>::value_type>;

/// Checks that ranges can be parts of one range. Each error says why not.
template <class First, class... Rest>
consteval bool are_parts() {
  constexpr bool owned = !(std::is_lvalue_reference_v<First> || ... || std::is_lvalue_reference_v<Rest>);
  constexpr bool same = (std::is_same_v<item_of_range<First>, item_of_range<Rest>> && ...);
  constexpr bool values =
      (has_owned_items<std::remove_cvref_t<First>> && ... && has_owned_items<std::remove_cvref_t<Rest>>);
  static_assert(owned,
                "roster: a range given to concat() or merge() is an lvalue; a list has one consumer, and a "
                "copy would fetch everything twice; write std::move(range)");
  static_assert(same,
                "roster: the ranges given to concat() or merge() have different item types; one list has one "
                "item type; transform the items into the same type first");
  static_assert(values,
                "roster: the items of a range given to concat() or merge() cannot be buffered, since they "
                "are references into released pages or cannot be copied; items are buffered as values; "
                "transform them into values first, such as std::string");
  return owned && same && values;
}

/// Returns a function that returns the source of a range, once.
template <class Row, class... Adaptors>
auto maker_of(async_range<Row, Adaptors...> range) {
  using value = typename async_range<Row, Adaptors...>::value_type;
  using held = std::unique_ptr<page_source<value>>;
  auto source = range_source<Row, Adaptors...>::of(std::move(range));
  return page_source_factory<value>(
      [kept = std::make_shared<held>(std::move(source))] { return std::move(*kept); });
}

/// Returns a range over a Source that consists of all these ranges.
template <template <class> class Source, class First, class... Rest>
auto make_one(First&& first, Rest&&... rest) {
  if constexpr (are_parts<First, Rest...>()) {
    using item = item_of_range<First>;
    auto executor = first.get_executor();
    std::vector<page_source_factory<item>> makers{maker_of(std::move(first))};
    (makers.push_back(maker_of(std::move(rest))), ...);
    return async_range<item>(std::make_unique<Source<item>>(std::move(executor), std::move(makers)));
  } else {
    return rejected_range{};
  }
}

/// The same for any number of ranges. With no ranges, the executor is a strand of the system executor.
template <template <class> class Source, class Row, class... Adaptors>
auto make_one(std::vector<async_range<Row, Adaptors...>> ranges) {
  using range = async_range<Row, Adaptors...>;
  if constexpr (are_parts<range>()) {
    using item = item_of_range<range>;
    auto executor = ranges.empty() ? asio::any_io_executor(asio::make_strand(asio::system_executor()))
                                   : ranges.front().get_executor();
    std::vector<page_source_factory<item>> makers;
    for (auto& one : ranges) makers.push_back(maker_of(std::move(one)));
    return async_range<item>(std::make_unique<Source<item>>(std::move(executor), std::move(makers)));
  } else {
    return rejected_range{};
  }
}

template <class... Ranges>
concept async_ranges = (is_async_range<std::remove_cvref_t<Ranges>> && ...);

}  // namespace roster::inline v0::detail
