// SPDX-License-Identifier: BSL-1.0
#pragma once
// A view over pages whose type does not depend on its adaptors, so that pipelines can be assembled at run
// time and are compiled once. Input-only and single-pass, as the view of a page is.

#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <ranges>
#include <utility>

namespace law {

template <class Item>
class any_view : public std::ranges::view_interface<any_view<Item>> {
  struct model {
    virtual ~model() = default;
    virtual void begin() = 0;
    virtual bool at_end() = 0;
    virtual Item item() = 0;
    virtual void step() = 0;
  };

  template <class View>
  struct model_of final : model {
    View view;
    std::optional<std::ranges::iterator_t<View>> at{};

    explicit model_of(View v) : view(std::move(v)) {}
    void begin() override {
      at.reset();
      at.emplace(std::ranges::begin(view));
    }
    bool at_end() override { return *at == std::ranges::end(view); }
    Item item() override { return **at; }
    void step() override { ++*at; }
  };

 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = Item;
    using difference_type = std::ptrdiff_t;

    iterator() = default;
    explicit iterator(model* of) noexcept : of_(of) {}
    Item operator*() const { return of_->item(); }
    iterator& operator++() {
      of_->step();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) { return it.of_->at_end(); }

   private:
    model* of_{};
  };

  template <std::ranges::view View>
  static any_view of(View view) {
    any_view made;
    made.model_ = std::make_unique<model_of<View>>(std::move(view));
    return made;
  }

  iterator begin() {
    model_->begin();
    return iterator{model_.get()};
  }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  any_view() = default;

  std::unique_ptr<model> model_{};
};

}  // namespace law
