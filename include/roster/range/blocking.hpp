// SPDX-License-Identifier: BSL-1.0
#pragma once
// A plain loop over an async range, for programs without coroutines.

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <iterator>
#include <memory>
#include <optional>
#include <roster/failure.hpp>
#include <roster/paging/checkpoint.hpp>
#include <roster/paging/report.hpp>
#include <roster/range/async_range.hpp>
#include <roster/range/await_blocking.hpp>
#include <roster/transport/transport.hpp>
#include <type_traits>
#include <utility>

namespace roster::inline v0 {

namespace detail {

/// An input range over the items of an async range. A step blocks the calling thread while a page is fetched.
/// The pipeline's functions run on the calling thread. begin() continues after the current item.
template <class Row, class... Adaptors>
class blocking_range {
  using source = async_range<Row, Adaptors...>;
  using range_state = typename source::range_state;

 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using reference = typename source::reference;
    using value_type = typename source::value_type;
    using difference_type = std::ptrdiff_t;

    explicit iterator(source& from) : from_(&from) { ++*this; }
    reference operator*() const {
      from_->engine_->check_item();
      return from_->engine_->item();
    }
    auto operator->() const
      requires std::is_lvalue_reference_v<reference>
    {
      return std::addressof(**this);
    }
    iterator& operator++() {
      const auto& on = from_->started();
      on->last_error = nullptr;
      try {
        while (!on->advance())
          if (!await_blocking(from_->get_executor(), range_state::fetch(on))) break;
      } catch (...) {
        on->last_error = std::current_exception();
        throw;
      }
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept { return !it.has_item(); }

   private:
    bool has_item() const noexcept { return from_->engine_->has_item(); }

    source* from_;
  };

  explicit blocking_range(source from) : from_(std::move(from)) { check_executor(from_.get_executor()); }
  iterator begin() { return iterator{from_}; }
  std::default_sentinel_t end() const noexcept { return {}; }

  /// As of async_range: what the listing has done so far, its position, the last total that the server reported, and
  /// the failure of the last step.
  /// Example: blocking: has the members of the range
  roster::report report() const { return from_.report(); }
  roster::checkpoint checkpoint() const { return from_.checkpoint(); }
  std::optional<std::int64_t> total() const { return from_.total(); }
  std::optional<failure> last_failure() const { return from_.last_failure(); }

 private:
  source from_;
};

}  // namespace detail

/// Returns a range for a plain loop: `for (const auto& s : roster::blocking(client.list_services({}))) …`.
/// Fails: a step throws failure, as next() does; the next step retries. failure(errc::invalid_argument)
/// immediately for a range on a thread pool without a strand.
/// Example: blocking: loops over all pages without a coroutine
template <class Row, class... Adaptors>
detail::blocking_range<Row, Adaptors...> blocking(async_range<Row, Adaptors...>&& range) {
  return detail::blocking_range<Row, Adaptors...>(std::move(range));
}

/// Rejects a range that would have to be copied.
template <class Row, class... Adaptors>
detail::rejected_items blocking(const async_range<Row, Adaptors...>&) {
  static_assert(
      std::is_void_v<Row>,
      "roster: the range given to blocking() is an lvalue; a list has one consumer, and a copy would "
      "fetch everything twice; write roster::blocking(std::move(range))");
  return {};
}

/// Accepts a range that `|` has already rejected with a static_assert.
inline detail::rejected_items blocking(detail::rejected_range) { return {}; }

}  // namespace roster::inline v0
