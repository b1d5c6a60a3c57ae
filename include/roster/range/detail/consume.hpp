// SPDX-License-Identifier: BSL-1.0
#pragma once
// Taking the items of a range.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/this_coro.hpp>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <ranges>
#include <roster/failure.hpp>
#include <roster/range/detail/adaptor_state.hpp>
#include <roster/range/page_items.hpp>
#include <roster/range/page_source.hpp>
#include <tuple>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <vector>

namespace roster::inline v0::detail {

/// What next() constructs its value from: an rvalue if the item may be moved out of the page.
template <class View>
using owned_from =
    std::conditional_t<references_page<View>, std::remove_reference_t<std::ranges::range_reference_t<View>>&&,
                       std::ranges::range_reference_t<View>>;

/// True for a copyable type. A std::vector reports itself as copyable whatever its items are.
template <class T>
inline constexpr bool can_be_copied = std::copy_constructible<T>;
template <class T, class Allocator>
inline constexpr bool can_be_copied<std::vector<T, Allocator>> = can_be_copied<T>;

template <class View>
inline constexpr bool can_be_owned =
    std::constructible_from<std::ranges::range_value_t<View>, owned_from<View>> &&
    (can_be_copied<std::ranges::range_value_t<View>> || !std::is_lvalue_reference_v<owned_from<View>>);

/// True for a type whose values refer to objects that they do not own.
template <class T>
inline constexpr bool refers_elsewhere =
    std::is_reference_v<T> || std::is_pointer_v<T> || std::ranges::view<T> || std::ranges::borrowed_range<T>;
template <class T>
inline constexpr bool refers_elsewhere<std::reference_wrapper<T>> = true;
template <class T>
inline constexpr bool refers_elsewhere<std::optional<T>> = refers_elsewhere<T>;
template <class T, class Allocator>
inline constexpr bool refers_elsewhere<std::vector<T, Allocator>> = refers_elsewhere<T>;
template <class... T>
inline constexpr bool refers_elsewhere<std::tuple<T...>> = (refers_elsewhere<T> || ...);
template <class A, class B>
inline constexpr bool refers_elsewhere<std::pair<A, B>> = refers_elsewhere<A> || refers_elsewhere<B>;

/// Returns an item of View as a value.
template <class View>
std::ranges::range_value_t<View> owned(std::ranges::range_reference_t<View>&& item) {
  using reference = std::ranges::range_reference_t<View>;
  return std::ranges::range_value_t<View>(static_cast<owned_from<View>>(std::forward<reference>(item)));
}

/// Returns the current item of a range state as a value. Iterators cannot refer to the item any more.
template <class Engine>
typename Engine::value_type owned_item(Engine& from) {
  from.mark_taken();
  auto item = owned<typename Engine::view>(from.item());
  from.check_not_detached();  // a function of the pipeline may have destroyed the range
  return item;
}

/// Appends the current item of a range state to a container: an item of the page is moved only once.
template <class Engine, class Container>
void append_item(Engine& from, Container& all) {
  using view = typename Engine::view;
  if constexpr (references_page<view>) {
    from.mark_taken();
    auto&& item = from.item();
    from.check_not_detached();
    all.push_back(static_cast<owned_from<view>>(item));
  } else {
    all.push_back(owned_item(from));
  }
}

// The operations that are awaited on a range. Each shares ownership of the range state, not of the range,
// which may be moved or destroyed meanwhile.

template <class T>
inline constexpr bool is_awaitable = false;
template <class T, class Executor>
inline constexpr bool is_awaitable<asio::awaitable<T, Executor>> = true;

template <class Container, class Value>
concept appendable = requires(Container& all, Value value) { all.push_back(std::move(value)); };

/// A container that collect() can fill: with push_back, or with insert, as sets and maps provide it.
template <class Container, class Value>
concept collectable =
    appendable<Container, Value> || requires(Container& all, Value value) { all.insert(std::move(value)); };

/// Reserves space for `items`, a number from the server: at most 64 MiB, since the number is not trusted.
template <class Container>
void reserve(Container& all, demand items) {
  constexpr demand most = (std::size_t{64} << 20) / sizeof(typename Container::value_type);
  if constexpr (requires { all.reserve(std::size_t{}); })
    all.reserve(static_cast<std::size_t>(items < most ? items : most));
}

// False positives of g++ 12: at -O2 it inlines one half of Asio's allocation of a coroutine frame and reports
// the halves as mismatched. For a coroutine that is called from a template it warns that the frame holds a
// type without linkage, for instance a struct in an unnamed namespace.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#pragma GCC diagnostic ignored "-Wsubobject-linkage"
#endif

/// Begins an operation on a whole page or list; operations on one item do the same without a coroutine frame.
template <class Engine>
asio::awaitable<void> begin_operation(std::shared_ptr<Engine> from) {
  from->check_idle();
  const auto cancellation = co_await asio::this_coro::cancellation_state;
  if (cancellation.slot().is_connected()) co_await Engine::begin_cancellable(from);
}

template <class Engine>
asio::awaitable<std::optional<typename Engine::value_type>> next_item(std::shared_ptr<Engine> from,
                                                                      bool has_waited = false) {
  from->check_idle();
  const auto cancellation = co_await asio::this_coro::cancellation_state;
  if (!has_waited && cancellation.slot().is_connected()) co_await Engine::begin_cancellable(from);
  if (from->advance()) co_return owned_item(*from);
  const bool here = co_await Engine::advance_page(from);
  if (!here) co_return std::nullopt;
  co_return owned_item(*from);
}

/// Advances to the next item or to the end.
template <class Engine>
asio::awaitable<void> step(std::shared_ptr<Engine> from) {
  from->check_idle();
  const auto cancellation = co_await asio::this_coro::cancellation_state;
  if (cancellation.slot().is_connected()) co_await Engine::begin_cancellable(from);
  if (!from->advance()) co_await Engine::advance_page(from);
}

template <class Iterator, class Engine>
asio::awaitable<Iterator> begin_at(std::shared_ptr<Engine> from) {
  auto first = step(from);
  co_await std::move(first);
  co_return Iterator(from);
}

template <class Engine>
asio::awaitable<std::optional<page_items<Engine>>> fetch_page(std::shared_ptr<Engine> from,
                                                              bool has_waited = false) {
  if (!has_waited) co_await begin_operation(from);
  const bool fetched = co_await Engine::fetch(from);
  if (!fetched) co_return std::nullopt;
  co_return page_items<Engine>(*from);
}

/// Calls `visit()` at every remaining item. It awaits only between pages.
template <class Engine, class Visit>
asio::awaitable<void> visit_all(std::shared_ptr<Engine> from, Visit& visit) {
  co_await begin_operation(from);
  while (true) {
    from->visit_page(visit);
    const bool fetched = co_await Engine::fetch(from);
    if (!fetched) co_return;
  }
}

template <class Engine, class Function>
asio::awaitable<void> call_with_each(std::shared_ptr<Engine> from, Function function) {
  auto call = [&] { std::invoke(function, from->item()); };
  co_await visit_all(from, call);
}

/// Returns the items that an earlier collect() has collected, or an empty container. The range state keeps it
/// until it has been returned.
template <class Container, class Engine>
std::shared_ptr<Container> gathered_so_far(Engine& from) {
  if (from.gathered_items == 0) {
    from.gathered = std::make_shared<Container>();
    from.gathered_in = &typeid(Container);
  }
  if (*from.gathered_in != typeid(Container))
    throw failure(errc::invalid_argument,
                  "invalid container: an interrupted collect() of this range holds items in a container of "
                  "another type; call collect() with that type first");
  return std::static_pointer_cast<Container>(from.gathered);
}

/// Collects all remaining items. If it is interrupted, the next call continues with the items collected so
/// far.
template <class Container, class Engine>
asio::awaitable<Container> collect_all(std::shared_ptr<Engine> from) {
  from->check_idle();
  const auto all = gathered_so_far<Container>(*from);
  auto append = [&] {
    if (all->empty()) reserve(*all, from->expected_items());
    if constexpr (appendable<Container, typename Engine::value_type>)
      append_item(*from, *all);
    else
      all->insert(owned_item(*from));
    ++from->gathered_items;
  };
  co_await visit_all(from, append);
  from->gathered = nullptr;
  from->gathered_items = 0;
  co_return std::move(*all);
}

template <class Engine>
asio::awaitable<std::optional<typename Engine::value_type>> first_item(std::shared_ptr<Engine> from) {
  co_await begin_operation(from);
  if (!from->advance()) {
    const bool here = co_await Engine::advance_page(from, 1);
    if (!here) co_return std::nullopt;
  }
  std::optional<typename Engine::value_type> item{owned_item(*from)};
  from->finish();
  co_return item;
}

/// Counts all remaining items. If it is interrupted, the next call continues from the number reached.
template <class Engine>
asio::awaitable<std::uint64_t> count_items(std::shared_ptr<Engine> from) {
  auto increment = [&] { ++from->counted; };
  co_await visit_all(from, increment);
  co_return std::exchange(from->counted, 0);
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

}  // namespace roster::inline v0::detail
