// SPDX-License-Identifier: BSL-1.0
#pragma once
// The central type of the public API: a lazily paginated list that is awaited item by item or page by page
// and composed with the standard adaptors.

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>
#include <concepts>
#include <cstdint>
#include <exception>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <roster/paging/checkpoint.hpp>
#include <roster/range/async_iterator.hpp>
#include <roster/range/detail/adaptor.hpp>
#include <roster/range/detail/async_operation.hpp>
#include <roster/range/detail/consume.hpp>
#include <roster/range/detail/pipeline.hpp>
#include <roster/range/detail/range_state.hpp>
#include <roster/range/page_items.hpp>
#include <roster/range/page_source.hpp>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace roster::inline v0 {

template <class Row, class... Adaptors>
class async_range;

namespace detail {
template <class Row, class... Adaptors>
class range_source;  // in range_source.hpp
template <class Row, class... Adaptors>
class blocking_range;  // in blocking.hpp
template <class Row, class R, class... A>
async_range<Row> hide_adaptors(async_range<R, A...> from);  // in any_range.hpp
struct enriching;                                           // in combine/enrich.hpp
struct fleet_maker;                                         // in combine/fleet.hpp
template <class Row, class... Adaptors, class Adaptor>
auto extend(async_range<Row, Adaptors...>&& range, Adaptor&& adaptor);
}  // namespace detail

/// A list that is fetched page by page while it is consumed. Move-only; one consumer; one pass.
///
/// Nothing is requested before the first await, and never more than the consumer's next item needs. Before
/// the first await `|` extends the pipeline: `client.list_services({}) | std::views::filter(f) |
/// std::views::take(5)`. After a failure or a cancellation the range keeps its position: the next await
/// requests the same page again. If a function in the pipeline throws, the item that it was applied to counts
/// as consumed; after a join, that is the whole inner range.
/// An operation fails with errc::busy while another one is in flight, also inside the functions that the
/// range calls.
///
/// An async_range<T> without adaptors can be constructed from any range whose items are T values. This erases
/// the type of the adaptors, for functions that return one of several pipelines, for members and containers (any_range).
///
/// Lifetime: destroying a range with an operation in flight completes that operation with operation_aborted.
/// Destroy it on the executor that its operations run on. A range that was moved or piped from may only be
/// assigned to and destroyed.
template <class Row, class... Adaptors>
class async_range {
  using view = detail::pipeline<Row, Adaptors...>;
  using range_state = detail::range_state<Row, view>;

 public:
  using reference = std::ranges::range_reference_t<view>;  ///< an item as the pipeline returns it
  using value_type = std::ranges::range_value_t<view>;     ///< an item as `next()` returns it
  using iterator = detail::async_iterator<range_state>;    ///< what `begin()` returns

  /// A list of the items of a source, such as your own.
  explicit async_range(std::unique_ptr<page_source<Row>> source, Adaptors... adaptors)
      : recipe_(std::make_unique<recipe>(recipe{std::move(source), {std::move(adaptors)...}})) {}
  /// Erases the type of the adaptors of a range that has not been started. Needs roster/range/any_range.hpp.
  /// Example: any_range: erases the type of a range's adaptors
  template <class R, class... A>
    requires(sizeof...(Adaptors) == 0 && (sizeof...(A) != 0 || !std::is_same_v<R, Row>))
  async_range(async_range<R, A...>&& from) : async_range(detail::hide_adaptors<Row>(std::move(from))) {}
  async_range(async_range&&) noexcept = default;
  async_range& operator=(async_range&& other) noexcept {
    if (this == &other) return *this;
    detach();
    recipe_ = std::move(other.recipe_);
    engine_ = std::move(other.engine_);
    client_side_conditions_ = std::move(other.client_side_conditions_);
    return *this;
  }
  ~async_range() { detach(); }

  /// Returns the next item by value, nullopt at the end of the list.
  /// Fails: failure, from the source; the range keeps its position.
  /// Cancels: completes with operation_aborted; the range keeps its position.
  /// Example: next: returns every item, then nullopt
  asio::awaitable<std::optional<value_type>> next() {
    if constexpr (gives_values())
      return detail::next_item(started());
    else
      return {};
  }

  /// Fetches the next page and returns its items after the pipeline, possibly none; nullopt at the end. The
  /// rest of the current page is discarded once the next one has arrived; a take does not count discarded
  /// items. Items that an adaptor still holds at the end of the list, such as the last chunk, form one more
  /// page after the last one.
  /// Lifetime: until the next await on this range.
  /// Example: next_page: returns one page after the other through the pipeline
  asio::awaitable<std::optional<detail::page_items<range_state>>> next_page() {
    return detail::fetch_page(started());
  }

  /// Calls `function` with every remaining item, by reference into the page. It awaits only between pages.
  /// Example: for_each: passes references into the page
  template <class Function>
  asio::awaitable<void> for_each(Function function) {
    static_assert(std::invocable<Function&, reference>,
                  "roster: the function given to for_each() does not accept the items of this range; it is "
                  "called with the range's reference type; check its parameter");
    if constexpr (std::invocable<Function&, reference>) {
      static_assert(
          !detail::is_awaitable<std::invoke_result_t<Function&, reference>>,
          "roster: the function given to for_each() returns an awaitable, which would never be awaited; "
          "for_each() accepts only synchronous functions; write a loop with co_await range.next() instead");
      return detail::call_with_each(started(), std::move(function));
    } else {
      return {};
    }
  }

  /// Returns all remaining items in one container, filled with push_back or insert. A map takes pairs; of two
  /// items with the same key it keeps the first. After a failure or a cancellation the range keeps the
  /// collected items, and the next collect() into the same type of container returns them with the rest.
  /// Example: collect: returns all remaining items
  template <class Container = std::vector<value_type>>
  asio::awaitable<Container> collect() {
    if constexpr (collects_into<Container>())
      return detail::collect_all<Container>(started());
    else
      return {};
  }

  /// Returns the first remaining item and ends the range. Requests a page of one item, unless a filter makes
  /// the number of needed items unknown.
  /// Example: first: requests a page of one item and ends the range
  asio::awaitable<std::optional<value_type>> first() {
    static_assert(detail::can_be_owned<view>,
                  "roster: first() cannot return an item that cannot be copied; it returns a value; use "
                  "views::take(1) and for_each()");
    static_assert(!detail::refers_elsewhere<value_type>,
                  "roster: first() would return a pointer or view into a released page; items must own their "
                  "data; transform them into values first, such as std::string");
    if constexpr (detail::can_be_owned<view>)
      return detail::first_item(started());
    else
      return {};
  }

  /// Returns the number of remaining items that the pipeline yields. After a failure or a cancellation the
  /// next count() continues from the number reached.
  /// Example: count: counts the items that the pipeline yields
  asio::awaitable<std::uint64_t> count() { return detail::count_items(started()); }

  /// Advances to the next item and returns an iterator to it, by reference into the page: `for (auto it =
  /// co_await range.begin(); it != range.end(); co_await ++it)`. A range-for cannot await. A further call
  /// continues after the current item. next() moves the item out that it returns: an iterator has no item
  /// then until the next step. In a template g++ 12 needs `(void)co_await ++it`.
  /// Example: begin: loops over the items by reference, awaiting each step
  asio::awaitable<iterator> begin() { return detail::begin_at<iterator>(started()); }
  std::default_sentinel_t end() const noexcept { return {}; }  ///< equals an iterator after the last item

  /// Delivers the next item to any completion token, as `void(error_code, std::optional<value_type>)`;
  /// nullopt at the end of the list. The handler runs on its associated executor, by default the range's, and
  /// never inside this function. Its associated allocator is used. Its cancellation slot cancels the
  /// operation with any cancellation type.
  ///
  /// The error_code is that of the failure. If a function in the pipeline threw an exception without a code,
  /// it is errc::exception. last_error() and last_failure() have the details. A token that throws
  /// (use_awaitable, use_future) throws a system_error with the code alone; next() throws the failure itself.
  /// Fails: as next() does, and the range keeps its position; errc::busy while another operation is in
  /// flight.
  /// Lifetime: the range may be moved or destroyed meanwhile, as with next().
  /// Example: async_next: delivers an item to any completion token
  template <BOOST_ASIO_COMPLETION_TOKEN_FOR(void(boost::system::error_code, std::optional<value_type>)) Token>
  auto async_next(Token&& token) {
    if constexpr (gives_values())
      return initiate<std::optional<value_type>>(&detail::next_into<range_state>, std::forward<Token>(token));
  }

  /// Delivers the next page to any completion token, as `void(error_code, std::optional<page_items>)`:
  /// next_page() with the completion semantics of async_next().
  /// Example: async_next_page: delivers a page to any completion token
  template <BOOST_ASIO_COMPLETION_TOKEN_FOR(void(boost::system::error_code,
                                                 std::optional<detail::page_items<range_state>>)) Token>
  auto async_next_page(Token&& token) {
    return initiate<std::optional<detail::page_items<range_state>>>(&detail::next_page_into<range_state>,
                                                                    std::forward<Token>(token));
  }

  /// Delivers all remaining items to any completion token, as `void(error_code, Container)`: collect() with
  /// the completion semantics of async_next(). After a failure the container is empty; the range keeps the
  /// collected items, as collect() does.
  /// Example: async_collect: delivers all remaining items to any completion token
  template <class Container = std::vector<value_type>,
            BOOST_ASIO_COMPLETION_TOKEN_FOR(void(boost::system::error_code, Container)) Token>
  auto async_collect(Token&& token) {
    if constexpr (collects_into<Container>())
      return initiate<Container>(&detail::collect_into<Container, range_state>, std::forward<Token>(token));
  }

  /// Returns the exception of the last operation that used a completion token; null if it succeeded. An
  /// operation rejected with errc::busy does not count.
  /// Example: last_error: keeps the exception of a user function until the next operation
  std::exception_ptr last_error() const noexcept { return engine_ ? engine_->last_error : nullptr; }

  /// Returns last_error() if it is a failure, with the vendor's code, message and request id; otherwise
  /// nullopt.
  /// Example: last_failure: has the details that an error_code cannot hold
  std::optional<failure> last_failure() const { return detail::failure_in(last_error()); }

  /// Returns the position in the service's list after the current item; after the end of the list, the
  /// position at which it ended. `list_options{.resume = …}` resumes there; adaptors start with fresh state.
  /// Callable between awaits, after a failure, and in the function passed to for_each().
  /// Fails: failure(errc::invalid_argument) while a drop or drop_while is skipping, and for a list that
  /// combines several.
  /// Example: checkpoint: cut anywhere, the two halves are the whole
  roster::checkpoint checkpoint() const {
    static_assert(detail::preserves_position<view>,
                  "roster: checkpoint() follows an adaptor that combines or splits items; a checkpoint is a "
                  "position between two items of the list; remove join, chunk, slide, adjacent, stride and "
                  "each_page, and apply them to the collected items");
    if constexpr (detail::preserves_position<view>) {
      if (engine_) return engine_->position();
      return source().beginning();
    } else {
      return {};
    }
  }

  /// Returns the number of items on all pages that the server reported last, before any adaptor.
  std::optional<std::int64_t> total() const { return source().report().total; }

  /// Returns what the listing has done so far. `complete()` returns whether the list is whole: it was read to
  /// its end, or as far as a take() or first() needed, nothing is missing, and nothing collected awaits
  /// delivery.
  /// Example: report: is complete only once everything has been delivered
  roster::report report() const {
    auto out = source().report();
    if (engine_ && engine_->ended()) out.ended = true;
    if (!out.ended && out.note.empty()) out.note = "the list has not been read to its end";
    return out;
  }

  /// Returns two lines: the server-side filter and other request parameters, and the where() conditions that
  /// are evaluated client-side; not how each list of a fleet splits them. Secrets are redacted. Sends no request.
  /// Example: explain: lists the server-side and the client-side conditions
  std::string explain() const {
    const auto request_text = source().request_text();
    return "server-side filter: " + (request_text.empty() ? "none" : request_text) +
           "\nclient-side filter: " + (client_side_conditions_.empty() ? "none" : client_side_conditions_);
  }

  asio::any_io_executor get_executor() const { return source().get_executor(); }  ///< that of the source

  /// Exists only for the message of its static_assert: Asio looks it up when a range is awaited.
  template <class Frame>
  auto operator()(Frame*) const {
    static_assert(sizeof(Frame) == 0,
                  "roster: a range is not awaitable; its operations are; write co_await range.next(), "
                  "co_await range.collect() or co_await range.for_each(function)");
    return nullptr;
  }

  template <class R, class... A, class Adaptor>
  friend auto detail::extend(async_range<R, A...>&& range, Adaptor&& adaptor);
  template <class R, class... A>
  friend class detail::blocking_range;
  template <class R, class... A>
  friend class detail::range_source;
  template <class T, class R, class... A>
  friend async_range<T> detail::hide_adaptors(async_range<R, A...>);
  friend struct detail::enriching;
  friend struct detail::fleet_maker;

 private:
  using shared_engine = std::shared_ptr<range_state>;

  struct recipe {
    std::unique_ptr<page_source<Row>> source;
    std::tuple<Adaptors...> adaptors;
  };

  static consteval bool gives_values() {
    static_assert(detail::can_be_owned<view>,
                  "roster: next() cannot return an item that cannot be copied; it returns values; use "
                  "for_each(), which passes references");
    return detail::can_be_owned<view>;
  }

  template <class Container>
  static consteval bool collects_into() {
    static_assert(
        detail::can_be_owned<view>,
        "roster: collect() cannot store items that cannot be copied; it stores values; use for_each()");
    static_assert(!detail::refers_elsewhere<value_type>,
                  "roster: collect() would store pointers or views into released pages; items must own their "
                  "data; transform them into values first, such as std::string");
    static_assert(detail::collectable<Container, value_type>,
                  "roster: this container has neither push_back() nor insert() for the items of this range; "
                  "collect<Container>() needs one of them; transform the items into the container's element "
                  "type, such as pairs for a map, or fill it with for_each()");
    return detail::can_be_owned<view> && detail::collectable<Container, value_type>;
  }

  template <class Result, class Token>
  auto initiate(detail::operation_body<range_state, Result> body, Token&& token) {
    return asio::async_initiate<Token, void(boost::system::error_code, Result)>(
        detail::initiate_operation<range_state, Result>(started(), body), token);
  }

  const shared_engine& started() {
    if (recipe_) {
      engine_ = std::make_shared<range_state>(std::move(recipe_->source), std::move(recipe_->adaptors));
      recipe_.reset();
    }
    if (!engine_) throw failure(errc::invalid_argument, "invalid range: it was moved from");
    return engine_;
  }

  const page_source<Row>& source() const {
    if (!recipe_ && !engine_) throw failure(errc::invalid_argument, "invalid range: it was moved from");
    return recipe_ ? *recipe_->source : engine_->source();
  }

  void detach() noexcept {
    if (engine_) range_state::detach(engine_);
  }

  std::unique_ptr<recipe> recipe_;
  shared_engine engine_{};
  std::string client_side_conditions_{};
};

namespace detail {

/// Returns the range with one more adaptor at its end; operator| calls it.
/// Fails: failure(errc::busy) once the range has been started, errc::invalid_argument when it was moved from.
template <class Row, class... Adaptors, class Adaptor>
auto extend(async_range<Row, Adaptors...>&& range, Adaptor&& adaptor) {
  using added_type = std::remove_cvref_t<Adaptor>;
  if (!range.recipe_ && !range.engine_)
    throw failure(errc::invalid_argument, "invalid range: it was moved from");
  if (!range.recipe_)
    throw failure(errc::busy, "the range has been started; add adaptors before the first await");
  added_type added(std::forward<Adaptor>(adaptor));
  const auto recipe = std::move(range.recipe_);
  auto client_side_conditions = std::move(range.client_side_conditions_);
  if constexpr (std::derived_from<added_type, source_adaptor>) {
    constexpr bool directly = (std::derived_from<Adaptors, source_adaptor> && ...);
    added.configure(*recipe->source, directly);
    const auto words = added.client_side_conditions();
    if (!words.empty()) client_side_conditions += (client_side_conditions.empty() ? "" : " and ") + words;
  }
  auto extended = std::apply(
      [&](auto&&... all) {
        return async_range<Row, Adaptors..., added_type>(std::move(recipe->source), std::move(all)...,
                                                         std::move(added));
      },
      std::move(recipe->adaptors));
  extended.client_side_conditions_ = std::move(client_side_conditions);
  return extended;
}

template <class T>
inline constexpr bool is_async_range = false;
template <class Row, class... Adaptors>
inline constexpr bool is_async_range<async_range<Row, Adaptors...>> = true;

template <class Row, class... Adaptors>
pipeline<Row, Adaptors...> last_view(const async_range<Row, Adaptors...>&);

}  // namespace detail

/// Adds an adaptor: a standard one with a file in range/adaptor/, a composition of them, or each_page().
/// Example: |: equals the standard's result on the flat list
template <class Range, class Adaptor>
  requires(detail::is_async_range<std::remove_cvref_t<Range>> &&
           !detail::is_async_range<std::remove_cvref_t<Adaptor>>)
auto operator|(Range&& range, Adaptor&& adaptor) {
  using view = decltype(detail::last_view(range));
  constexpr bool owned = !std::is_lvalue_reference_v<Range> && !std::is_const_v<Range>;
  if constexpr (detail::check_use<owned, detail::classify<view, std::remove_cvref_t<Adaptor>>()>())
    return detail::extend(std::move(range), std::forward<Adaptor>(adaptor));
  else
    return detail::rejected_range{};
}

}  // namespace roster::inline v0
