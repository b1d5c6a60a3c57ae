// SPDX-License-Identifier: BSL-1.0
#pragma once
// The iterator of an async range; its increment is awaited.

#include <boost/asio/awaitable.hpp>
#include <iterator>
#include <memory>
#include <roster/failure.hpp>
#include <roster/range/detail/consume.hpp>
#include <roster/range/page_source.hpp>
#include <type_traits>
#include <utility>

namespace roster::inline v0::detail {

/// The position of the current item. All iterators of a range share it: ++ moves all of them, and so do
/// begin() and next(). Not a standard iterator, since ++ has to be awaited. After a failure or a
/// cancellation, and after next_page(), it equals end(); begin() continues.
/// Lifetime: what * refers to is valid until the next await on the range.
template <class Engine>
class async_iterator {
 public:
  using reference = typename Engine::reference;
  using value_type = typename Engine::value_type;

  async_iterator() = default;  ///< equals end()
  explicit async_iterator(std::shared_ptr<Engine> from) noexcept : from_(std::move(from)) {}

  /// Returns the item, by reference into the page.
  /// Fails: failure(errc::invalid_argument) after next(), which has moved the item out, until the next step;
  /// and where the iterator equals end().
  /// Example: begin: an iterator fails if it has no item, and hides an item that next() has moved out
  reference operator*() const {
    check();
    return from_->item();
  }
  auto* operator->() const
    requires std::is_lvalue_reference_v<reference>
  {
    check();
    return std::addressof(from_->item());
  }

  /// Advances to the next item: `co_await ++it`.
  /// Fails: as next() does; failure(errc::invalid_argument) for an iterator without a range.
  asio::awaitable<void> operator++() {
    if (!from_) throw_no_range();
    return step(from_);
  }

  friend bool operator==(const async_iterator& it, std::default_sentinel_t) noexcept {
    return !it.from_ || !it.from_->has_item();
  }

 private:
  void check() const {
    if (!from_) throw_no_range();
    from_->check_item();
  }
  [[noreturn]] static void throw_no_range() {
    throw failure(errc::invalid_argument,
                  "invalid iterator: it is not associated with a range; use the one that begin() returns");
  }

  std::shared_ptr<Engine> from_{};
};

/// The element type of a range-for over a range, which the static_assert of operator!= rejects.
struct not_an_item {};

/// These operators exist only for the message of the static_assert: a range-for compares, increments and dereferences
/// what begin() returns.
template <class Engine>
auto operator!=(const asio::awaitable<async_iterator<Engine>>&, std::default_sentinel_t) {
  static_assert(
      sizeof(Engine) == 0,
      "roster: a range-based for loop cannot await the items of a range; write while (auto item = co_await "
      "range.next()), or for (auto it = co_await range.begin(); it != range.end(); co_await ++it)");
  return false;
}
template <class Engine>
asio::awaitable<async_iterator<Engine>>& operator++(asio::awaitable<async_iterator<Engine>>& it) {
  return it;
}
template <class Engine>
not_an_item& operator*(asio::awaitable<async_iterator<Engine>>&);

}  // namespace roster::inline v0::detail
