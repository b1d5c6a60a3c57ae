// SPDX-License-Identifier: BSL-1.0
#pragma once
// A composition of adaptors, and the range that reports why it cannot be made.

#include <boost/asio/awaitable.hpp>
#include <iterator>
#include <optional>
#include <roster/paging/checkpoint.hpp>
#include <roster/range/adaptors.hpp>
#include <roster/range/detail/adaptor.hpp>
#include <roster/range/detail/adaptor_state.hpp>
#include <roster/range/detail/page_view.hpp>
#include <utility>

namespace roster::inline v0::detail {

/// Applies the adaptors to a view, the first one innermost.
template <class View>
View build_pipeline(View view, adaptor_states&) {
  return view;
}
template <class View, class First, class... Rest>
auto build_pipeline(View view, adaptor_states& states, First first, Rest... rest) {
  return build_pipeline(apply_adaptor(std::move(view), std::move(first), states), states, std::move(rest)...);
}

/// The last view of a pipeline over pages of rows.
template <class Row, class... Adaptors>
using pipeline = decltype(build_pipeline(std::declval<page_view<Row>>(), std::declval<adaptor_states&>(),
                                         std::declval<Adaptors>()...));

// What `|` returns after a static_assert has rejected an adaptor: it accepts whatever follows, so that the
// message of the static_assert is the only error.

struct rejected_iterator {
  rejected_iterator& operator*() const;
  boost::asio::awaitable<void> operator++();
  bool operator==(std::default_sentinel_t) const;
};

bool operator!=(const boost::asio::awaitable<rejected_iterator>&, std::default_sentinel_t);
boost::asio::awaitable<rejected_iterator>& operator++(boost::asio::awaitable<rejected_iterator>&);
rejected_iterator& operator*(boost::asio::awaitable<rejected_iterator>&);

struct rejected_items {
  rejected_items* begin();
  rejected_items* end();
};

struct rejected_range {
  template <class Adaptor>
  friend rejected_range operator|(rejected_range, Adaptor&&) {
    return {};
  }
  boost::asio::awaitable<std::optional<rejected_range>> next();
  boost::asio::awaitable<std::optional<rejected_range>> first();
  boost::asio::awaitable<std::optional<rejected_range>> next_page();
  template <class Container = rejected_range>
  boost::asio::awaitable<Container> collect();
  boost::asio::awaitable<unsigned long> count();
  roster::checkpoint checkpoint() const;
  template <class Function>
  boost::asio::awaitable<void> for_each(Function&&);
  boost::asio::awaitable<rejected_iterator> begin();
  std::default_sentinel_t end();
  template <class Token>
  void async_next(Token&&);
  template <class Token>
  void async_next_page(Token&&);
  template <class Container = rejected_range, class Token>
  void async_collect(Token&&);
};

}  // namespace roster::inline v0::detail
