// SPDX-License-Identifier: BSL-1.0
#pragma once
// One page as the pipeline sees it, to loop over without awaiting.

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>

namespace roster {

/// The items of the page that next_page() brought. An input range, for one pass; begin() goes on behind the
/// last item that was looked at, also after a function of the pipeline has thrown.
/// Lifetime: until the next await on the range it came from.
template <class Engine>
class page_items {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using reference = typename Engine::reference;
    using value_type = typename Engine::value_type;
    using difference_type = std::ptrdiff_t;

    explicit iterator(Engine* engine) : engine_(engine) { engine_->advance(); }
    reference operator*() const { return engine_->item(); }
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

  explicit page_items(Engine& engine) noexcept : engine_(std::addressof(engine)) {}
  iterator begin() const { return iterator{engine_}; }
  std::default_sentinel_t end() const noexcept { return {}; }

  /// Returns the place of this page in the walk, from 1.
  std::size_t number() const noexcept { return engine_->current_page().number; }
  const std::string& request_id() const noexcept { return engine_->current_page().request_id; }
  std::optional<std::int64_t> total() const noexcept { return engine_->current_page().total; }

 private:
  Engine* engine_;
};

}  // namespace roster
