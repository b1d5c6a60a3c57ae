// SPDX-License-Identifier: BSL-1.0
#pragma once
// The iterator of an async range, whose increment is awaited.

#include <boost/asio/awaitable.hpp>
#include <iterator>
#include <memory>
#include <roster/range/consume.hpp>
#include <roster/range/page_source.hpp>
#include <type_traits>
#include <utility>

namespace roster {

/// The place of the item that was looked at last; all iterators of a range stand at the same one. Not an
/// iterator of the standard's, since ++ has to be awaited. After a failure or a cancellation it equals end();
/// begin() goes on. Lifetime: what * refers to is valid until the next await on the range.
template <class Engine>
class async_iterator {
 public:
  using reference = typename Engine::reference;
  using value_type = typename Engine::value_type;

  async_iterator() = default;  ///< equals end()
  explicit async_iterator(std::shared_ptr<Engine> from) noexcept : from_(std::move(from)) {}

  reference operator*() const { return from_->item(); }
  auto* operator->() const
    requires std::is_lvalue_reference_v<reference>
  {
    return std::addressof(from_->item());
  }

  /// Steps to the next item: `co_await ++it`.
  asio::awaitable<void> operator++() { return detail::step(from_); }

  friend bool operator==(const async_iterator& it, std::default_sentinel_t) noexcept {
    return !it.from_ || !it.from_->has_item();
  }

 private:
  std::shared_ptr<Engine> from_{};
};

namespace detail {

/// What a range-for over a range sees after its error message.
struct not_an_item {};

}  // namespace detail

/// Only there for their error message: a range-for compares, increments and dereferences what begin() returns.
template <class Engine>
auto operator!=(const asio::awaitable<async_iterator<Engine>>&, std::default_sentinel_t) {
  static_assert(sizeof(Engine) == 0,
                "roster: a range-for cannot await the items of a range; write while (auto item = co_await "
                "range.next()), or for (auto it = co_await range.begin(); it != range.end(); co_await ++it)");
  return false;
}
template <class Engine>
asio::awaitable<async_iterator<Engine>>& operator++(asio::awaitable<async_iterator<Engine>>& it) {
  return it;
}
template <class Engine>
detail::not_an_item& operator*(asio::awaitable<async_iterator<Engine>>&);

}  // namespace roster
