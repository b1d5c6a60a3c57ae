// SPDX-License-Identifier: BSL-1.0
#pragma once
// A plain loop over an async range, for programs without coroutines of their own.

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <cstddef>
#include <exception>
#include <future>
#include <iterator>
#include <memory>
#include <optional>
#include <roster/range/async_range.hpp>
#include <type_traits>
#include <utility>

namespace roster {

/// Runs an awaitable to its end and returns its result. If `executor` is that of an io_context, this thread
/// runs the context meanwhile; any other executor must have threads of its own.
template <class T>
T await_blocking(const asio::any_io_executor& executor, asio::awaitable<T> work) {
  auto result = asio::co_spawn(executor, std::move(work), asio::use_future);
  if (const auto* own = executor.target<asio::io_context::executor_type>()) {
    auto& context = asio::query(*own, asio::execution::context);
    const auto ready = [&] { return result.wait_for(std::chrono::seconds(0)) == std::future_status::ready; };
    while (!ready()) {
      if (context.stopped()) context.restart();
      context.run_one();
    }
  }
  return result.get();
}

/// An input range over the items of an async range; a step blocks the calling thread where a page is fetched.
template <class Row, class... Adaptors>
class blocking_range {
  using source = async_range<Row, Adaptors...>;
  using pages = decltype(std::declval<source&>().next_page());
  using page = typename pages::value_type::value_type;

 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using reference = typename source::reference;
    using value_type = typename source::value_type;
    using difference_type = std::ptrdiff_t;

    explicit iterator(source& from) : from_(&from) { turn(); }
    reference operator*() const { return **at_; }
    iterator& operator++() {
      ++*at_;
      if (*at_ == std::default_sentinel) turn();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept { return !it.at_; }

   private:
    void turn() {
      do {
        at_.reset();
        auto next = await_blocking(from_->get_executor(), from_->next_page());
        if (!next) return;
        at_.emplace(next->begin());
      } while (*at_ == std::default_sentinel);
    }

    source* from_;
    std::optional<typename page::iterator> at_{};
  };

  explicit blocking_range(source from) : from_(std::move(from)) {}
  iterator begin() { return iterator{from_}; }
  std::default_sentinel_t end() const noexcept { return {}; }
  const roster::report& report() const noexcept { return from_.report(); }

 private:
  source from_;
};

/// Makes a range that a plain loop can go through: `for (auto& s :
/// roster::blocking(client.list_services({}))) …`. Fails: a step throws failure, as next() does. Example:
/// blocking: loops over all pages without a coroutine
template <class Row, class... Adaptors>
blocking_range<Row, Adaptors...> blocking(async_range<Row, Adaptors...> range) {
  return blocking_range<Row, Adaptors...>(std::move(range));
}

}  // namespace roster
