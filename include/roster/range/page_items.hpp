// SPDX-License-Identifier: BSL-1.0
#pragma once
// One page after the pipeline, to iterate over without awaiting.

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <roster/failure.hpp>
#include <string>

namespace roster::inline v0::detail {

/// The items of the page that next_page() returned. A single-pass input range; begin() continues after the
/// current item, also after a function of the pipeline has thrown.
/// Fails: failure(errc::invalid_argument) once the range is at another page, and for * of an iterator that
/// equals end() or whose item next() has moved out.
/// Lifetime: until its range is destroyed; items until the next await on the range.
template <class Engine>
class page_items {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using reference = typename Engine::reference;
    using value_type = typename Engine::value_type;
    using difference_type = std::ptrdiff_t;

    explicit iterator(Engine* range_state) : engine_(range_state) { engine_->advance(); }
    reference operator*() const {
      engine_->check_item();
      return engine_->item();
    }
    iterator& operator++() {
      engine_->advance();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept {
      return !it.engine_->has_item();
    }

   private:
    Engine* engine_;
  };

  explicit page_items(Engine& range_state) noexcept
      : engine_(std::addressof(range_state)), count_(range_state.page_count()) {}
  iterator begin() const {
    check();
    return iterator{engine_};
  }
  std::default_sentinel_t end() const noexcept { return {}; }

  /// Returns the number of this page in the listing, from 1.
  std::size_t number() const { return current().number; }
  const std::string& request_id() const { return current().request_id; }
  std::optional<std::int64_t> total() const { return current().total; }

 private:
  void check() const {
    if (engine_->page_count() != count_)
      throw failure(errc::invalid_argument, "invalid page: the range has advanced to another page");
  }
  const auto& current() const {
    check();
    return engine_->current_page();
  }

  Engine* engine_;
  std::size_t count_;  // number of pages of the range state, this one included
};

}  // namespace roster::inline v0::detail
